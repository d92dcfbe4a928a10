"""No chapter asks more of a reader's time, or breath, than was promised."""

from pathlib import Path

import pytest

from tests.book.measures import measure, readable, sentences, table
from tests.book.pages import chapters, parse

PAGES = chapters("en")
MINUTES = 20
LONGEST = 45
"""Words of the longest sentence."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_chapter_takes_no_more_than_twenty_minutes(path: Path) -> None:
    assert measure(path.read_text("utf-8")).minutes <= MINUTES


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_sentence_is_too_long_for_one_breath(path: Path) -> None:
    of = measure(path.read_text("utf-8"))
    assert of.longest_words <= LONGEST, of.longest


TEXT = """---
jupytext: {}
---
# A title

A [window](01-a.md) of 2 × 2 {cite:p}`one`.
Two words.

:::{admonition} First hint
:class: clue dropdown

Many words which only those read who are stuck.
:::

```{code-cell} ipython3
code = "is not read"
```

```{code-cell} ipython3
:tags: [remove-cell]

assert code
```
"""


def test_words_are_those_that_are_read() -> None:
    assert sentences(readable(parse(TEXT))) == [
        "A window of 2 × 2 one.",
        "Two words.",
    ]
    aside = TEXT.replace("clue dropdown", "aside")  # all the rest may be skipped
    assert (measure(aside).words, measure(aside).cells) == (8, 0)
    assert measure(f"{aside}## Next\n\nThree more words.\n").words == 11
    of = measure(TEXT)
    assert (of.words, of.cells, of.longest_words) == (8, 1, 6)
    assert of.minutes == 8 / 200 + 1 / 3


def test_a_page_that_is_too_long_is_seen() -> None:
    assert measure(TEXT + "word " * 4000).minutes > MINUTES
    cell = "```{code-cell} ipython3\n1\n```\n"
    assert measure(TEXT + cell * 60).minutes > MINUTES
    assert measure(TEXT + "and so on " * 20 + ".").longest_words > LONGEST


def test_the_table_has_a_line_for_each_page() -> None:
    lines = table(PAGES).splitlines()
    assert len(lines) == 1 + len(PAGES)
    assert lines[1].split()[0] == PAGES[0].stem
