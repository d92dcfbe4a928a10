"""What a page asserts is as sharp as what it says."""

import ast
import re
from fractions import Fraction
from pathlib import Path

import pytest

from pooltools.text import table

from .asserts import loose, stated
from .pages import FENCE, ROOT, chapters, said_numbers

PAGES = sorted(ROOT.glob("chapters/en/*.md"))
CARDS = {"fifteen-myths": "myths"}
"""Pages whose words are a widget's, and their file of texts."""

TRAINED = {
    "len(set(last)) == 1 and abs(last[0] - at('polyphase', 'global max', 0)) < 2",
    "round(rest) in (97, 98, 99) and "
    "abs(one - after_one['max']) < 3 * spread('max', 'flatten', 1)",
}
"""Networks that are trained on each machine: their numbers may differ a little."""


def words_beside(page: str) -> str:
    """Return what a page shows in a widget's words."""
    texts = table(CARDS[page]).values() if page in CARDS else ()
    return "\n".join(text["en"] for text in texts)


def test_the_rule_has_asserts_to_judge() -> None:
    cells = [match[2] for path in PAGES for match in FENCE.finditer(path.read_text())]
    nodes = [node for cell in cells for node in ast.walk(ast.parse(cell))]
    assert sum(isinstance(node, ast.Assert) for node in nodes) >= 400


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_assert_is_wider_than_its_sentence(path: Path) -> None:
    """Chinese pages have the same code and numbers: editions.py compares them."""
    found = loose(path.read_text("utf-8"), words_beside(path.stem))
    assert [why for why in found if why.partition(": ")[2] not in TRAINED] == []


PAGE = """# Title

## Another part

Here 60 and 80 and 1.9 are said.

## Pool

The brightness differs by a factor of seventy-eight, twice as much as 0.87.
A third is lost, less than 5 %, or seven of ten cells, to 0.5 at most.

```{{code-cell}} ipython3
:tags: [remove-cell]

{}
```
"""

LOOSE = [
    "assert 60 < x < 80",
    "assert x > 60 and x < 80",
    "assert 78 < x < 78.5",
    "assert abs(x - 78) < 0.5",
    "assert abs(x - y) <= 1",
    "assert (abs(x - 1 / 3) < 0.03).all()",
    "assert max(abs(a - b) for a, b in pairs) < 2",
    "assert np.ptp(x - y) < 0.5",
    "assert np.isclose(x, 0.87, atol=0.015)",
    "assert np.isclose(x, 0.87, 0.01)",
    "assert np.allclose(x, [0.87, 78], rtol=1e-2)",
    "assert np.allclose(x, y, atol=limit)",
    "assert x == pytest.approx(0.87, abs=0.01)",
    "assert math.isclose(x, 78, rel_tol=0.1)",
    "assert all(0.65 < part < 0.75 for part in parts)",
    "assert x >= 1.9 * y",
    "assert x > y + 5.5",
    "assert x in (86, 87, 88)",
    "assert round(x, 2) == 0.86",
    "assert round(100 * x) == 86",
    "assert [round(v, 2) for v in x] == [0.87, 0.03]",
    "assert x.round(1).tolist() == [0.4]",
    "assert format(x, '.2f') == '0.86'",
    "assert f'{x:.2f}' == '0.86'",
    "if x:\n    assert 60 < x < 80",
    "def f():\n    assert 60 < x < 80",
    "np.testing.assert_allclose(x, 0.87, atol=0.02)",
]

SHARP = [
    "assert round(x) == 78",
    "assert round(x, 2) == 0.87",
    "assert round(100 * x) == 87",
    "assert [round(v / 1e6) for v in x] == [78]",
    "assert x.tolist() == [[1, 2], [3, 4]]",
    "assert x == 60",
    "assert x < y and a.min() >= b.max()",
    "assert (x > 0).all() and x.size >= 1",
    "assert (x < 1 / 3).all() and x < 0.05 and max(x) <= 0.5",
    "assert [round(10 * v) for v in x] == [7, 7]",
    "assert np.allclose(x, y) and np.isclose(x, 0.87)",
    "assert np.allclose(x, y, atol=1e-5)",
    "assert abs(x - y) < 1e-9",
    "assert x == [v for v in y if 60 < v < 80]",
    "assert format(x, '.2f') == '0.87' and f'{x:.0f}' == '78'",
    "assert x in ('max', 'mean') and x in names",
    "assert numbers[60] < output_size(80, 3)",
]


@pytest.mark.parametrize("line", LOOSE)
def test_a_seeded_loose_assert_is_found(line: str) -> None:
    assert loose(PAGE.format(line))


@pytest.mark.parametrize("line", SHARP)
def test_a_sharp_assert_passes(line: str) -> None:
    assert loose(PAGE.format(line)) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a factor of seventy-eight", 78),
        ("1,024 cells", 1024),
        ("seven of ten", Fraction(7, 10)),
        ("two windows in three", Fraction(2, 3)),
        ("two thirds", Fraction(2, 3)),
        ("7/9 of them", Fraction(7, 9)),
        ("half of it", Fraction(1, 2)),
        ("twice as many", 2),
        ("two in a hundred", Fraction(1, 50)),
        ("a trillion trillion", 10**24),
        ("about −0.5", Fraction(1, 2)),
    ],
)
def test_numbers_are_read_from_words(words: str, number: Fraction) -> None:
    assert number in stated(words)


# decimal numbers that no cell can compute: quoted, a version's or a section's, or
# offered beside the right answer
QUOTED = {
    "02-output-size": "0.667 2.13 2.21 1.32",
    "03-max-or-average": "0.3",
    "04-the-pooling-zoo": "7.999 0.4 0.3",
    "06-going-backwards": "2.13 2.21",
    "07-the-one-pixel-shift": "0.51",
    "08-where-robustness-ends": "91.3 90.9 89.2 76.2 76.8 77.0",
    "09-ask-for-a-size": "2.5",
    "10-accept-any-size": "2.3 35.99 34.98 35.06 3.1",
    "12-trace-the-shrinking-map": "0.4 0.3 82.1 82.5 90.6",
}
DECIMAL = re.compile(r"\d+\.\d+")


@pytest.mark.parametrize("path", chapters("en"), ids=lambda path: path.stem)
def test_every_decimal_number_of_a_chapter_is_in_a_cell(path: Path) -> None:
    quoted = QUOTED.get(path.stem, "").split()
    assert set(unasserted(path.read_text("utf-8"))) <= set(quoted)


def test_a_decimal_number_without_a_cell_is_found() -> None:
    page = PAGE.format("assert round(x) == 78")
    assert unasserted(page) == ["1.9", "0.87", "0.5"]
    assert unasserted(page.replace("== 78", "== 0.87")) == ["1.9", "0.5"]


def unasserted(text: str) -> list[str]:
    """Return the decimal numbers of a page's words that no cell of it mentions."""
    cells = "\n".join(match[2] for match in FENCE.finditer(text)).replace("_", "")
    known = {Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?(?:e-?\d+)?", cells)}
    numbers = [n for n in said_numbers(FENCE.sub(" ", text)) if DECIMAL.fullmatch(n)]
    return [n for n in numbers if Fraction(n) not in known]
