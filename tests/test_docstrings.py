"""Docstrings say all that a reader of the reference needs."""

import re
from collections.abc import Callable
from inspect import getdoc, signature
from pathlib import Path

import pytest
from numpydoc.docscrape import NumpyDocString
from numpydoc.validate import validate

import pooltools
from pooltools.book.names import PAGE, Name, listed
from pooltools.book.site.reference import CITED
from pooltools.book.works import authors, read

ROOT = Path(__file__).parent.parent
NAMES = [n for n in listed((ROOT / PAGE).read_text("utf-8")) if callable(n.value)]
NUMERICS = [name for name in NAMES if name.module in ("pooltools", "pooltools.nets")]
WORKS = read(ROOT / "chapters" / "references.bib").entries

UNASKED = {
    "ES01": "one good sentence may be enough",
    "SA01": "not everything has a sibling",
    "PR04": "several arguments may be as in another function",
}
"""What numpydoc asks for, and why we do not."""

OF_FIGURES = {
    "EX01": "every figure is an example, in the chapter it was made for",
    "RT03": "a Picture is a picture",
}

UNITS = "pixel|cell|tap|bins|row|column|map|channel|number|network|year|as (in|it)"

QUIET = {"pooltools.nets.total"}
"""Functions that refuse nothing."""


def whole(part: list[str]) -> str:
    """Return a part of a docstring in one line."""
    return " ".join(" ".join(part).split())


def faults(text: str) -> list[str]:
    """Return what a docstring of the numerics breaks, beyond what numpydoc asks."""
    doc = NumpyDocString(text)
    taken = doc["Parameters"]
    arrays = [p for p in [*taken, *doc["Returns"]] if "array" in p.type]
    integers = [p for p in taken if p.type.startswith("int")]
    checks = {
        "arrays have shapes": all("shape" in p.type for p in arrays),
        "integers have units": all(
            re.search(UNITS, whole(p.desc), re.IGNORECASE) for p in integers
        ),
        "it says what it raises": bool(doc["Raises"]) or not taken,
        "it has an example": ">>>" in "\n".join(doc["Examples"]),
    }
    return [rule for rule, kept in checks.items() if not kept]


def wrong_sources(text: str) -> list[str]:
    """Return what is wrong with the works that a docstring cites."""
    sources = whole(NumpyDocString(text)["References"])
    keys = CITED.findall(text)
    wrong = [f"no work {key}" for key in keys if key not in WORKS]
    elsewhere = " ".join(text.split()).replace(sources, "") if sources else text
    if "et al" in elsewhere or re.search(r"\((19|20)\d\d\)|\[\d\]_", elsewhere):
        wrong.append("a work in words alone")
    known = [key for key in keys if key in WORKS]
    for key, told in zip(known, CITED.split(sources)[::2], strict=False):
        work = WORKS[key]
        title = re.sub(r"[{}]", "", work.fields["title"])
        if f"{authors(work)} ({work.fields['year']}), *{title}*" not in told:
            wrong.append(f"{key} is told otherwise")
    if sources and not keys:
        wrong.append("no key")
    return wrong


def test_there_are_docstrings_to_check() -> None:
    assert len(NAMES) >= 100
    assert len(NUMERICS) >= 55
    assert sum("[" in whole(NumpyDocString(n.doc)["References"]) for n in NAMES) >= 15


@pytest.mark.filterwarnings(r"ignore:Widget\..* is deprecated")
@pytest.mark.parametrize("name", NAMES, ids=lambda name: str(name.full))
def test_a_docstring_has_what_numpydoc_asks_for(name: Name) -> None:
    figure = name.module == "pooltools.figures"
    unasked = UNASKED | (OF_FIGURES if figure else {})
    found = validate(name.full)["errors"]
    assert [error for error in found if error[0] not in unasked] == []


@pytest.mark.parametrize("name", NUMERICS, ids=lambda name: str(name.full))
def test_a_docstring_of_the_numerics_has_shapes_units_errors_and_an_example(
    name: Name,
) -> None:
    quiet = isinstance(name.value, type) or name.full in QUIET
    assert set(faults(name.doc)) <= ({"it says what it raises"} if quiet else set())


@pytest.mark.parametrize("name", NAMES, ids=lambda name: str(name.full))
def test_a_docstring_gives_every_array_its_shape(name: Name) -> None:
    assert "arrays have shapes" not in faults(name.doc)


POOLED = ("max_pool2d", "avg_pool2d", "global_max_pool2d", "global_avg_pool2d")
POOLED += ("adaptive_max_pool2d", "spatial_pyramid_pool")


@pytest.mark.parametrize("name", POOLED)
def test_what_other_libraries_pool_too_says_what_channels_last_would_do(
    name: str,
) -> None:
    told = " ".join((getdoc(getattr(pooltools, name)) or "").split())
    assert "channels last" in told.lower()


@pytest.mark.parametrize("name", pooltools.__all__)
def test_help_begins_with_a_signature_that_can_be_read(name: str) -> None:
    shown = str(signature(getattr(pooltools, name)))
    assert "numpy._" not in shown
    assert len(shown) < 300


@pytest.mark.parametrize("name", NAMES, ids=lambda name: str(name.full))
def test_what_a_docstring_cites_stands_in_the_bibliography(name: Name) -> None:
    assert wrong_sources(name.doc) == []


GOOD = """Blur.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        A map.
    taps : int
        Length, in pixels.

    Returns
    -------
    ndarray, shape (..., H, W)
        Blurred.

    Raises
    ------
    ValueError
        If there is no tap.

    References
    ----------
    Zhang (2019), *Making convolutional networks shift-invariant again*, section 3
    [zhang2019].

    Examples
    --------
    >>> 1
    1
    """

Damage = Callable[[str], str]
SEEDED: dict[str, Damage] = {
    "arrays have shapes": lambda t: t.replace("array_like, shape", "array_like of"),
    "integers have units": lambda t: t.replace(", in pixels", ""),
    "it says what it raises": lambda t: t.replace(
        "Raises\n    ------", "Notes\n    -----"
    ),
    "it has an example": lambda t: t.replace(">>> ", ""),
}


def test_a_good_docstring_passes() -> None:
    assert faults(GOOD) == wrong_sources(GOOD) == []


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_gap_is_found_by_its_rule(rule: str) -> None:
    assert SEEDED[rule](GOOD) != GOOD
    assert faults(SEEDED[rule](GOOD)) == [rule]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("zhang2019", "zhang2018", ["no work zhang2018"]),
        ("(2019)", "(2018)", ["zhang2019 is told otherwise"]),
        ("Zhang (", "Zhang et al. (", ["zhang2019 is told otherwise"]),
        ("again", "anew", ["zhang2019 is told otherwise"]),
        ("Blur.", "Blur, as He et al. do.", ["a work in words alone"]),
        ("Blur.", "Blur [1]_.", ["a work in words alone"]),
        ("\n    [zhang2019]", "", ["no key"]),
    ],
)
def test_a_seeded_mistake_in_a_source_is_found(
    old: str, new: str, found: list[str]
) -> None:
    assert old in GOOD
    assert sorted(wrong_sources(GOOD.replace(old, new))) == sorted(found)
