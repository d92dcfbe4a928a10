"""What became of a notebook's cells is told to its student, by name and with a cure."""

import json
import os
from collections.abc import Callable, Iterator

import pytest

import pooltools
from pooltools.classroom.checks import Wrong, check
from pooltools.classroom.grading import walls
from pooltools.classroom.grading.grade import GradingOptions, Result, grade
from pooltools.classroom.grading.normalise import rebuild
from pooltools.classroom.grading.notes import bound
from pooltools.classroom.grading.report import feedback_page
from pooltools.classroom.grading.submissions import Submission

from .hostile import BAD, GOOD, POINTS, Json, filled
from .odd import BAD_MAX, MAX, _place, as_text, behind, last, without_marks
from .sheets import sheets

posix = pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS")

SHEET = "set-1"
TEXT = {
    "en": "Your answer stands in a text cell, which Jupyter does not run",
    "zh": "你的答案写在文本单元格里",
}
ANEW = {
    "en": "another cell gives `max_pool_2x2` a new meaning",
    "zh": "另一个单元格给`max_pool_2x2`赋了新的含义",
}
TAKEN = {
    "en": "max_pool_2x2 is not a function when it is checked",
    "zh": "检查时max_pool_2x2不是函数",
}
Change = Callable[[list[Json]], list[Json]]


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    pooltools.set_language(request.param)
    yield request.param
    pooltools.set_language("en")


def noted(cells: list[Json]) -> list[Json]:
    """Put an answer's cell into code, and notes of one's own into its place."""
    cell = cells[_place(cells, "max-pool")]
    cell |= {"cell_type": "markdown", "source": "The largest number wins."}
    return behind("max-pool", MAX)(cells)


def kept_as_text(cells: list[Json]) -> list[Json]:
    """Keep an older try as text, without a mark."""
    cells = behind("max-pool", BAD_MAX)(cells)
    cells[_place(cells, "max-pool") + 1]["cell_type"] = "markdown"
    return cells


def typed_as_text(cells: list[Json]) -> list[Json]:
    """Write the answer into a text cell of one's own, and delete its cell."""
    place = _place(cells, "max-pool")
    text = {"cell_type": "markdown", "metadata": {}, "source": MAX}
    return [*cells[:place], text, *cells[place + 1 :]]


def raw(cells: list[Json]) -> list[Json]:
    cells = as_text(cells)
    cells[_place(cells, "max-pool")]["cell_type"] = "raw"
    return cells


SCRATCH = "for max_pool_2x2 in range(3):\n    pass"
TOLD: dict[str, tuple[Change, int, dict[str, str] | None]] = {
    # what became of the cells of max-pool, what it earns, and what the student is told
    "answer in a text cell": (as_text, 3, TEXT),
    "answer in a raw cell": (raw, 3, TEXT),
    "typed as text, without a mark": (typed_as_text, 3, TEXT),
    "text cell of words beside it": (noted, 3, None),
    "older try kept as text": (kept_as_text, 3, None),
    "another function before the check": (behind("max-pool", BAD_MAX), 0, ANEW),
    "marks lost as well": (
        lambda cells: without_marks(behind("max-pool", BAD_MAX)(cells)), 0, ANEW),
    "a loop's name": (behind("max-pool", SCRATCH), 0, ANEW),
    "no function any more": (behind("max-pool", SCRATCH), 0, TAKEN),
    "deleted": (behind("max-pool", "del max_pool_2x2"), 0, ANEW),
    "a better one before the check": (behind("max-pool", MAX), 3, None),
    "another name before the check": (behind("max-pool", "mine = 3"), 3, None),
    "another function after the check": (last(BAD_MAX), 3, None),
}  # fmt: skip


def changed(change: Change) -> bytes:
    made = filled(dict(GOOD))
    made["cells"] = change(made["cells"])
    return json.dumps(made).encode()


def graded(data: bytes) -> Result:
    options = GradingOptions(not walls.missing())
    return grade(sheets()[SHEET], Submission("x"), data, options)


@posix
@pytest.mark.parametrize("kind", TOLD)
def test_what_became_of_the_cells_is_told(kind: str, language: str) -> None:
    change, points, words = TOLD[kind]
    data = changed(change)
    result = graded(data)
    assert result.points("max-pool") == points
    assert result.total == sum(POINTS.values()) - 3 + points
    page = feedback_page(sheets()[SHEET], result)
    every = [words] if words else [TEXT, ANEW, TAKEN]
    for told in every:
        line = told[language]
        assert (line in result.verdicts["max-pool"].message) is bool(words)
        code = line.replace("`max_pool_2x2`", "<code>max_pool_2x2</code>")
        assert (code in page) is bool(words)


@pytest.mark.parametrize("kind", TOLD)
def test_nbgraders_pages_tell_it_too(kind: str, language: str) -> None:
    change, _, words = TOLD[kind]
    if words is TAKEN:  # that the check says itself
        with pytest.raises(Wrong, match=TAKEN[language]):
            check("max-pool", 3)
        return
    cells = rebuild(sheets()[SHEET], changed(change))["cells"]
    place = _place(cells, "check-max-pool") - 1
    told = cells[place]["source"] if cells[place]["cell_type"] == "markdown" else ""
    assert (TEXT[language] in told) is (words is TEXT)
    if words is ANEW:
        assert ANEW[language] in told


def test_a_text_cell_of_words_alone_is_told_so() -> None:
    def change(cells: list[Json]) -> list[Json]:
        cell = as_text(cells)[_place(cells, "max-pool")]
        cell["source"] = "I take the largest number."
        return cells

    message = graded(changed(change)).verdicts["max-pool"].message
    assert message.startswith(TEXT["en"])


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = 1", {"x"}),
        ("a, *b = c", {"a", "b"}),
        ("import numpy.linalg, os as system", {"numpy", "system"}),
        ("with open(a) as b:\n    c: int = 1", {"b", "c"}),
        ("if (n := 3):\n    del m", {"m", "n"}),
        ("def f(x):\n    y = 1", {"f"}),
        ("class A:\n    b = 1", {"A"}),
        ("[i for i in range(3)]", set()),
        ("x.y = z[0] = 1", set()),
        ("%time x = 1\nprint?", set()),
        ("listed = !ls\n%matplotlib inline", {"listed"}),
        ("no Python at all", set()),
    ],
)
def test_the_names_that_a_cell_binds(source: str, names: set[str]) -> None:
    assert bound(source) == names


def test_the_bank_is_of_this_sheet() -> None:
    assert BAD["max-pool"] == BAD_MAX
