"""What may be skipped is one fold, from its box to the next heading."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx.errors import ExtensionError

from pooltools.book.site.asides import FOR_WHOM, GatherAsides, aside

from .pages import ROOT

FOLDED = {
    "05-channels-and-parameters": "im2col",
    "10-accept-any-size": "recipe",
    "12-trace-the-shrinking-map": "78.8",
}
"""Pages that have an aside, and what stands in one of theirs."""


def gathered(title: str) -> nodes.section:
    """Return a section with a box of class aside and what follows it."""
    box = nodes.admonition(
        "", nodes.title("", title), nodes.paragraph("", "First."), classes=["aside"]
    )
    later = nodes.section("", nodes.title("", "Later"))
    page = nodes.section(
        "", nodes.paragraph("", "Before."), box, nodes.paragraph("", "Second."), later
    )
    transform = SimpleNamespace(env=SimpleNamespace(docname="page"))
    GatherAsides.gather(transform, box)  # type: ignore[arg-type]
    return page


def test_an_aside_reaches_to_the_next_heading() -> None:
    before, fold, later = gathered("For those who ask").children
    assert isinstance(fold, aside)
    assert isinstance(later, nodes.section)
    assert before.astext() == "Before."
    assert fold["whom"] == "For those who ask"
    assert [node.astext() for node in fold.children] == ["First.", "Second."]
    assert fold.parent is later.parent


def test_an_aside_says_for_whom_it_is() -> None:
    with pytest.raises(ExtensionError, match="say 'For those who '"):
        gathered("A detour")


def test_every_aside_of_the_book_says_for_whom_it_is() -> None:
    found = {}
    for path in sorted((ROOT / "chapters/en").glob("*.md")):
        _, *parts = path.read_text("utf-8").split(":class: aside\n")
        titles = path.read_text("utf-8").split(":class: aside\n")[:-1]
        for before, part in zip(titles, parts, strict=True):
            title = before.rstrip().rpartition("{admonition} ")[2]
            assert title.startswith(FOR_WHOM)
            found.setdefault(path.stem, "")
            found[path.stem] += part.partition("\n## ")[0]
    assert set(found) >= set(FOLDED)
    assert [page for page, words in FOLDED.items() if words not in found[page]] == []
