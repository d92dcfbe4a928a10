"""The book's glue, part by part."""

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from sphinx.errors import SphinxError

from pooltools.book.site.breaks import hold, within_code
from pooltools.book.site.layout import BEHIND, mend_citations, slim
from pooltools.book.site.mathml import to_mathml


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("---\nbehind: true\n---\n", True),
        ("---\nsource_hash: 1\nbehind: true\njupytext:\n---\n", True),
        ("---\nsource_hash: 1\n---\n\nbehind: true\n", False),
        ("behind: true\n", False),
    ],
)
def test_a_page_that_is_behind_is_known_by_its_front_matter(
    text: str, behind: bool
) -> None:
    assert bool(BEHIND.match(text)) is behind


LIST = '<div role="list" class="citation-list">'


def cited(body: str) -> str:
    """Return a page that cites a work, after its list was mended."""
    page: dict[str, Any] = {"body": body}
    doctree = nodes.section("", nodes.citation())
    mend_citations(None, "a", "page.html", page, doctree)  # type: ignore[arg-type]
    return str(page["body"])


def test_a_list_of_works_calls_itself_no_list() -> None:
    assert cited(f"<p>{LIST}") == '<p><div class="citation-list">'
    page: dict[str, Any] = {"body": "no work"}
    mend_citations(None, "a", "page.html", page, nodes.section())  # type: ignore[arg-type]
    assert page == {"body": "no work"}


def test_a_list_of_works_that_is_written_otherwise_stops_the_build() -> None:
    with pytest.raises(ValueError, match=r"a has no . role=.*find out what is"):
        cited('<aside class="citation-list" role="list">')


def asked(*names: str, body: str = "") -> list[str]:
    """Return the scripts and sheets that a page is left with."""
    files = [SimpleNamespace(filename=name) for name in names]
    address = SimpleNamespace(filename="", attributes={"body": "THEBE_JS_URL = 1"})
    page = {"body": body, "script_files": [address, *files], "css_files": []}
    slim(None, "a", "page.html", page, None)  # type: ignore[arg-type]
    return [file.filename for file in page["script_files"]]  # type: ignore[attr-defined]


SPARE = "sphinx-thebe.js", "design-tabs.js", "sphinx-design.css"


def test_what_a_page_has_no_use_for_is_left_out() -> None:
    assert asked("doctools.js", *SPARE) == ["doctools.js"]
    cards = asked(*SPARE, body='<div class="sd-card">')
    assert cards == ["sphinx-design.css"]


@pytest.mark.parametrize("name", SPARE)
def test_a_script_that_has_another_name_now_stops_the_build(name: str) -> None:
    renamed = [file.replace(name, "renamed.js") for file in SPARE]
    with pytest.raises(ValueError, match=f"a asks for no '{name[:-4]}"):
        asked(*renamed)


def test_a_formula_becomes_mathml_with_its_source() -> None:
    found = to_mathml(r"\left\lfloor \frac{n - k}{s} \right\rfloor + 1", display=True)
    assert found.startswith("<math")
    assert "<mfrac>" in found
    assert 'display="block"' in found
    assert r"\frac{n - k}{s}" in found


def test_a_formula_that_cannot_be_written_stops_the_build() -> None:
    with pytest.raises((SphinxError, ValueError)):
        to_mathml(r"\unknowncommand{x}", display=False)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("3 × 3", "3_×_3"),
        ("(1, 64 × 16 × 16)", "(1, 64_×_16_×_16)"),
        ("k × k and 5 % of it", "k_×_k and 5_% of it"),
        ("× alone, a % sign", "× alone, a % sign"),
    ],
)
def test_products_and_percentages_stay_on_one_line(text: str, held: str) -> None:
    assert hold(text) == held.replace("_", "\N{NO-BREAK SPACE}")


def test_code_keeps_its_spaces() -> None:
    prose, code = nodes.Text("3 × 3"), nodes.Text("7 % 3")
    nodes.paragraph("", "", prose, nodes.literal("", "", code))
    assert within_code(code)
    assert not within_code(prose)
