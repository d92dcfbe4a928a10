"""The glossary's terms: complete, in order, and told to both editions."""

import re

import pytest

from pooltools.book.site.terms import CHAPTER, HEADS

from .editions import read_terms
from .first_use import faults
from .pages import chapters

TERMS = read_terms()
PAGES = [page.read_text("utf-8") for page in chapters("en")]


def broken(rows: list[dict[str, str]]) -> list[str]:
    """Return what is wrong with a list of terms."""
    names = [row["en"].casefold() for row in rows]
    wrong = [] if names == sorted(set(names)) else ["not in order, or one twice"]
    for row in rows:
        if not row["chapter"].isdigit() or not 1 <= int(row["chapter"]) <= 12:
            wrong.append(f"{row['en']}: no chapter")
        if not re.fullmatch(r"[^.]+\.", row["meaning"]):
            wrong.append(f"{row['en']}: not one sentence")
        if not re.fullmatch(r"[^。]+。", row["meaning_zh"]):
            wrong.append(f"{row['en']}: not one Chinese sentence")
        if re.search(r"\d", row["meaning"] + row["meaning_zh"]):
            wrong.append(f"{row['en']}: a number that nothing checks")
    return wrong


def test_the_terms_are_complete_and_in_order() -> None:
    assert len(TERMS) >= 80
    assert broken(TERMS) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"en": "zebra"}, "not in order"),
        ({"chapter": "13"}, "no chapter"),
        ({"meaning": "A word"}, "not one sentence"),
        ({"meaning_zh": ""}, "not one Chinese sentence"),
        ({"meaning": "Of 9 cells."}, "a number that nothing checks"),
    ],
)
def test_a_term_that_breaks_a_rule_would_be_found(
    change: dict[str, str], found: str
) -> None:
    rows = [TERMS[0] | change, *TERMS[1:]]
    assert any(found in line for line in broken(rows))


def test_both_editions_have_heads_and_a_word_for_chapter() -> None:
    assert HEADS.keys() == CHAPTER.keys() == {"en", "zh"}
    assert len(HEADS["en"]) == len(HEADS["zh"])


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["en"])
def test_a_term_is_explained_at_its_first_use_and_stands_where_the_glossary_says(
    term: dict[str, str],
) -> None:
    assert faults(term, PAGES) == []


LESSON = """
# A title

A tie.

## You will be able to

- see a tie.

## A tie

%s

```{code-cell} ipython3
tie = "tie"
```

Then there was another tie.
"""
TIE = {"en": "tie", "as": "", "chapter": "1"}


@pytest.mark.parametrize(
    ("first", "change", "fault"),
    [
        ("Two 2s *tie*.", {}, ""),
        ("Two **ties** make a draw.", {}, ""),
        ("Two tie.", {}, "nowhere marked in chapter 1"),
        ("Two tie.\nThis is called a *tie*.", {}, "used before it is explained"),
        ("Two [tie](02-b.md).\nA *tie* is two.", {}, ""),
        ("Two *tied*.", {"as": "tied"}, ""),
        ("Two *tie*.", {"as": "draw"}, "not in chapter 1"),
        ("Two *tie*.", {"chapter": "2"}, "not in chapter 2"),
    ],
)
def test_a_term_that_is_used_too_early_is_found(
    first: str, change: dict[str, str], fault: str
) -> None:
    found = faults(TIE | change, [LESSON % first])
    assert bool(found) == bool(fault)
    assert any(fault in line for line in found) or not fault
