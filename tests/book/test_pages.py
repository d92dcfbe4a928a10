"""Every chapter keeps the form that readers learn to rely on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .pages import broken_form, chapters, parse

ENGLISH, CHINESE = chapters("en"), chapters("zh")
SECTIONS = [
    "## You will be able to",
    "## What we found",
    "## Exercises",
    "## Further reading",
]


def test_there_are_chapters_to_check() -> None:
    assert len(ENGLISH) >= 3
    assert len(CHINESE) >= 1


@pytest.mark.parametrize("path", ENGLISH + CHINESE, ids=lambda path: path.stem)
def test_a_chapter_keeps_the_form(path: Path) -> None:
    assert broken_form(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_a_chapter_has_the_same_sections_in_the_same_order(path: Path) -> None:
    headings = parse(path.read_text("utf-8")).headings
    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS
    assert len(headings) >= 7


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_a_chapter_is_neither_a_note_nor_a_book(path: Path) -> None:
    words = len(parse(path.read_text("utf-8")).prose.split())
    assert 1000 <= words <= 2700


Damage = Callable[[str], str]
SEEDED: dict[str, Damage] = {
    "header": lambda t: t.replace("jupytext:\n", "", 1),
    "one title": lambda t: t.replace("## Exercises", "# Exercises"),
    "first cell hides its source and sets the language": lambda t: t.replace(
        "pooltools.set_language(", "print(", 1
    ),
    "widget before the first section": lambda t: t.replace("widgets.", "gadgets.", 1),
    "a pitfall": lambda t: t.replace(":class: pitfall", ""),
    "what we found": lambda t: t.replace(":class: found", ""),
    "a solution for each exercise": lambda t: t.replace("{solution-start}", "{x}", 1),
    "two hints for each exercise": lambda t: t.replace("clue dropdown", "x", 1),
    "hidden cells assert": lambda t: t.replace("assert ", "pass; "),
    "cells of fifteen lines at most": lambda t: t.replace(
        "x.shape, x\n", "x\n" * 16, 1
    ),
    "shown code fits the column": lambda t: t.replace(
        "x.shape, x\n", f"x.shape, x  #{'.' * 65}\n", 1
    ),
    "cells of four lines in the middle": lambda t: t.replace(
        "\n```\n", "\n1\n2\n3\n4\n```\n"
    ),
    "prose before most cells": lambda t: t + "\n```{code-cell} ipython3\n1\n```\n" * 9,
    "no print": lambda t: t.replace("photo.shape\n", "print(photo.shape)\n", 1),
    "no download, no shell": lambda t: t.replace("photo.shape\n", "%pip x\n", 1),
    "imports of NumPy, matplotlib and pooltools only": lambda t: t.replace(
        "import numpy as np", "import numpy as np, scipy", 1
    ),
    "one sentence per line": lambda t: t.replace(
        "and at each stop one number", "and stop. And at each stop one number", 1
    ),
    "three to five exercises": lambda t: t.replace("{exercise-start}", "{x}"),
}


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_mistake_is_found_by_its_rule(rule: str) -> None:
    good = ENGLISH[0].read_text("utf-8")
    bad = SEEDED[rule](good)
    assert bad != good
    if rule == "no download, no shell":
        with pytest.raises(SyntaxError):
            broken_form(bad)
        return
    assert rule in broken_form(bad)
