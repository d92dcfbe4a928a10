"""Appendices keep a form of their own, and state no number that nothing checks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .pages import appendices, broken_appendix, parse, said_numbers, untested_numbers

APPENDICES = appendices("en") + appendices("zh")


def test_there_are_appendices_to_check() -> None:
    names = {path.stem for path in appendices("en")}
    assert names >= {"framework-clinic", "glossary", "references"}


@pytest.mark.parametrize("path", APPENDICES, ids=lambda path: str(path.stem))
def test_an_appendix_keeps_the_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert untested_numbers(parse(text)) == []
    assert broken_appendix(text) == []


Damage = Callable[[str], str]
SEEDED: dict[str, Damage] = {
    "one title": lambda t: t.replace("\n## ", "\n# ", 1),
    "first cell hides its source and sets the language": lambda t: t.replace(
        "pooltools.set_language(", "str(", 1
    ),
    "hidden cells assert": lambda t: t.replace("assert ", "pass; "),
    "cells of fifteen lines at most": lambda t: t.replace(
        "import numpy", "1\n" * 15 + "import numpy"
    ),
    "no print": lambda t: t.replace("clinic.table(", "print("),
    "imports of NumPy, matplotlib and pooltools only": lambda t: t.replace(
        "import numpy as np", "import numpy as np, torch", 1
    ),
    "one sentence per line": lambda t: t + "\nIt ends here. And goes on.\n",
    "words for every figure": lambda t: t.replace("clinic.table(", "figures.unseen("),
    "every number asserted": lambda t: t + "\nIt costs 371.5 cells.\n",
}


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_mistake_is_found_by_its_rule(rule: str) -> None:
    clinic = next(path for path in APPENDICES if path.stem == "framework-clinic")
    good = clinic.read_text("utf-8")
    bad = SEEDED[rule](good)
    assert bad != good
    assert rule in broken_appendix(bad)


def test_a_number_is_what_a_reader_takes_for_one() -> None:
    prose = (
        "1. LeNet-5 had `60` and 2,500 in 3 × 3 ([x](01-a.md), ResNet-50, int64), 0.5."
    )
    assert said_numbers(prose) == ["2500", "3", "3", "0.5"]
