"""The style sheets speak to browsers of early 2023, too.

A value that a browser does not know is no value at all, and with ``var()`` in it not
even the line before it holds: what is new stands behind ``@supports``.  A selector
that a browser does not know takes its whole rule away: such a rule may only adorn.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "pooltools"
SHEETS = sorted([*ROOT.glob("widgets/css/*.css"), *ROOT.glob("book/**/*.css")])
COMMENT = re.compile(r"/\*[\s\S]*?\*/")
NEW_VALUES = re.compile(
    r"light-dark\(|color-mix\(|(?:rgb|hsl|hwb)\(from |\b(?:oklch|oklab|lch|lab|color)\("
)
NEW_SELECTORS = re.compile(r":has\(|::details-content|:popover-open|:user-\w+|(?<=\s)&")
ADORNS = {
    ".pool-code b:has(i)": "a code's cell loses its grey behind a dot",
    ".bd-article .output:has(> .pool-figure)": "shadows say where a figure goes on",
    "body:has(#cheat-sheet)": "fits the cheat sheet to one side of paper",
    ".bd-article a:has(> code):not(.btn)": "the line under a name stands lower",
    "details::details-content": "print.js opens the folds where this is unknown",
    "details.book-fold::details-content": "the same",
}
"""Rules that a browser may leave out, and what it then lacks."""


def outside_supports(css: str) -> str:
    """Return a sheet without its ``@supports`` blocks."""
    kept, place = "", 0
    for start in re.finditer(r"@supports[^{]*\{", css):
        if start.start() < place:
            continue
        kept += css[place : start.start()]
        place, depth = start.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[place], 0)
            place += 1
    return kept + css[place:]


def too_new(css: str) -> list[str]:
    """List what a browser of early 2023 would stumble over."""
    plain = outside_supports(COMMENT.sub("", css))
    found = [match[0] for match in NEW_VALUES.finditer(plain)]
    for rule in re.finditer(r"([^{};]+)\{", plain):
        for selector in re.split(r",(?![^(]*\))", " ".join(rule[1].split())):
            adorns = any(selector.strip().startswith(name) for name in ADORNS)
            adorns |= selector.strip().endswith("details::details-content")
            if NEW_SELECTORS.search(f" {selector}") and not adorns:
                found.append(selector.strip())
    masks = re.findall(r"(?<![-\w])mask:", plain)
    return found + masks[len(re.findall(r"-webkit-mask:", plain)) :]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_is_read_by_browsers_of_early_2023(path: Path) -> None:
    assert len(SHEETS) >= 18
    assert too_new(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { color: light-dark(red, blue); }", ["light-dark("]),
        ("a { color: var(--x); --y: color-mix(in srgb, red, blue); }", ["color-mix("]),
        ("a { color: oklch(from red l c h); }", ["oklch("]),
        ("a { color: rgb(from red r g b); }", ["rgb(from "]),
        ("@media print { a:has(b), c { color: red; } }", ["a:has(b)"]),
        ("a { mask: url(x); }", ["mask:"]),
        ("a { & b { color: red; } }", ["& b"]),
        ("@supports (x: y) { a { x: color-mix(z); } } b { x: color-mix(z); }",
         ["color-mix("]),
    ],
)  # fmt: skip
def test_what_is_too_new_would_be_found(css: str, found: list[str]) -> None:
    assert too_new(css) == found


def test_what_is_new_may_stand_behind_a_question() -> None:
    asked = (
        "@supports (color: color-mix(in srgb, red, blue)) { a { x: color-mix(y); } }"
    )
    assert too_new(f"{asked} a {{ -webkit-mask: url(x); mask: url(x); }}") == []


def blocks(css: str) -> list[dict[str, str]]:
    """Return the colours that each rule of a sheet sets."""
    rules = re.findall(r"\{([^}]*)\}", COMMENT.sub("", css))
    return [dict(re.findall(r"(--[\w-]+): ((?:#|rgb)[^;]+);", rule)) for rule in rules]


@pytest.mark.parametrize(
    ("file", "least"),
    [("widgets/css/tokens.css", 15), ("book/site/theme/css/book.css", 25)],
)
def test_every_colour_has_a_light_and_a_dark_value(file: str, least: int) -> None:
    light, dark = blocks((ROOT / file).read_text("utf-8"))[:2]
    assert len(light) >= least
    assert light.keys() == dark.keys()
