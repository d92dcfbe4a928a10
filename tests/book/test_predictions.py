"""Every page asks before it answers: options worth choosing, no answer above."""

from itertools import groupby
from pathlib import Path

import pytest

from pooltools.book.site.predictions import right_answer
from tests.book.pages import appendices, chapters
from tests.book.predictions import hearsay, predictions

PAGES = [*chapters("en"), *chapters("zh")]
MAY_STAND_ABOVE = {
    "04-the-pooling-zoo": {
        "Stochastic.": "the name of one of four, all of which are introduced above"
    },
}
"""An answer whose words stand above its question, and why that gives nothing away."""


def named(page: Path) -> str:
    return f"{page.parent.name}-{page.stem}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_has_three_predictions_in_order(page: Path) -> None:
    asked = list(predictions(page.read_text("utf-8")))
    assert len(asked) >= 3
    assert [(one.question, one.faults) for one in asked if one.faults] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_answer_stands_above_its_question(page: Path) -> None:
    asked = predictions(page.read_text("utf-8"))
    told = {one.opening: lines for one in asked if (lines := one.spoiled())}
    assert set(told) == set(MAY_STAND_ABOVE.get(page.stem, {})), told


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_others_answer_is_said_with_a_source(page: Path) -> None:
    assert hearsay(page.read_text("utf-8")) == []


def places(pages: list[Path]) -> list[int]:
    """Return where the right answer stands among the options of each question."""
    asked = [one for page in pages for one in predictions(page.read_text("utf-8"))]
    return [
        right_answer(one.options, one.opening)["option"]
        for one in asked
        if not one.field
    ]


def longest_run(numbers: list[int]) -> int:
    return max(len([*same]) for _, same in groupby(numbers))


def test_where_an_option_stands_says_nothing_about_it() -> None:
    found = places(chapters("en"))
    for place in range(3):
        assert found.count(place) >= len(found) / 5, found
    assert longest_run(found) <= 3, found
    assert longest_run([2, 1, 1, 1, 1, 0]) == 4


def test_an_appendix_that_asks_keeps_the_same_rules() -> None:
    pages = [*appendices("en"), *appendices("zh")]
    asked = [one for page in pages for one in predictions(page.read_text("utf-8"))]
    assert asked
    assert [(one.question, one.faults, one.spoiled()) for one in asked] == [
        (one.question, [], []) for one in asked
    ]


UNIT = """
## A section

%s

:::{admonition} Predict
:class: predict

How many?

%s
:::

```{code-cell} ipython3
:tags: [%s]

2
```

:::{admonition} Answer
:class: answer dropdown

**%s** Because.
:::
"""
LIST = "- four\n- three\n- two"


@pytest.mark.parametrize(
    ("options", "tag", "opening", "fault"),
    [
        (LIST, "hide-output", "Two.", []),
        (LIST, "hide-input", "Two.", ["a cell that hides its output"]),
        (LIST, "hide-output", "Five.", ["the answer is one of the options"]),
        ("- two", "hide-output", "Two.", ["three or four options, or a field"]),
        (LIST + "\n- Two", "hide-output", "Four.", ["no option twice"]),
        (
            "- about 3 %\n- about 8 %\n- 14 %, as before",
            "hide-output",
            "About 3 %.",
            ["estimates that a reason can tell apart"],
        ),
        ("- about 100\n- about 9000\n- 10", "hide-output", "10.", []),
    ],
)
def test_a_unit_out_of_order_is_seen(
    options: str, tag: str, opening: str, fault: list[str]
) -> None:
    (unit,) = predictions(UNIT % ("", options, tag, opening))
    assert unit.faults == fault


def test_an_answer_above_its_question_is_seen() -> None:
    above = 'A map of 2 × 2.\n\n```{code-cell} ipython3\nfigure(alt="Two cells.")\n```'
    (unit,) = predictions(UNIT % (above, LIST, "hide-output", "Two."))
    assert unit.spoiled() == ['figure(alt="Two cells.")']
    (unit,) = predictions(UNIT % ("They are not two-fold.", LIST, "", "Four."))
    assert unit.spoiled() == []


def test_hearsay_is_seen() -> None:
    assert hearsay("The popular answer is 4.")
    assert hearsay("Most people say 4.")
    assert not hearsay("Most people say 4 {cite:p}`saito2016`.")
