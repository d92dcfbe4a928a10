"""The glossary's terms: complete, in order, and told to both editions."""

import re

import pytest

from pooltools.book.site.terms import CHAPTER, HEADS

from .editions import read_terms

TERMS = read_terms()


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
