"""The glossary: every term of chapters/terms.csv in both languages.

The same file tells the tests which words a translation must use, so the glossary
and the pages cannot drift apart.
"""

import csv
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

HEADS = {
    "en": ("Term", "中文", "What it means, and where"),
    "zh": ("术语", "English", "含义与出处"),
}
CHAPTER = {"en": "Chapter {}", "zh": "第{}章"}


class Terms(SphinxDirective):
    """``{terms}`` writes the glossary as a table, a target for each term."""

    has_content: ClassVar = False

    def run(self) -> list[nodes.Node]:
        """Read the terms and lay them out for the edition being built."""
        source = Path(self.env.srcdir, "chapters", "terms.csv")
        for file in (source, Path(self.config.external_toc_path)):
            self.env.note_dependency(str(Path(self.env.srcdir, file)))
        edition = "zh" if self.config.language == "zh_CN" else "en"
        with source.open(encoding="utf-8", newline="") as lines:
            rows = [self.row(term, edition) for term in csv.DictReader(lines)]
        return [table(HEADS[edition], rows)]

    def row(self, term: dict[str, str], edition: str) -> nodes.row:
        """Return one line: the term, its translation, its meaning, its chapter."""
        english = nodes.inline(text=term["en"], classes=["language-en"])
        chinese = term["zh"].replace("/", "，")
        names = [english, nodes.inline(text=chinese, classes=["language-zh-CN"])]
        if edition == "zh":
            names.reverse()
        space = {"en": " ", "zh": ""}[edition]
        means = term["meaning" if edition == "en" else "meaning_zh"] + space
        where = self.chapter(int(term["chapter"]), edition)
        cells = [nodes.strong("", "", names[0]), names[1]]
        cells.append(nodes.inline("", "", nodes.Text(means), where))
        return line(cells, ids=[nodes.make_id(f"term-{term['en']}")])

    def chapter(self, number: int, edition: str) -> nodes.TextElement:
        """Return a link to a chapter, or its number where it is not there yet."""
        text = nodes.inline(
            text=CHAPTER[edition].format(number), classes=["book-where"]
        )
        start = f"chapters/{edition}/{number:02}-"
        found = [name for name in sorted(self.env.found_docs) if name.startswith(start)]
        if not found:
            return text
        link: dict[str, Any] = {"refexplicit": True, "refwarn": True}
        link |= {"refdoc": self.env.docname, "refdomain": "std", "reftype": "doc"}
        return pending_xref("", text, reftarget=f"/{found[0]}", **link)


def table(heads: tuple[str, ...], rows: list[nodes.row]) -> nodes.table:
    """Return a table with one line of headings."""
    columns = [nodes.colspec(colwidth=1) for _ in heads]
    head = nodes.thead("", line([nodes.inline(text=text) for text in heads]))
    group = nodes.tgroup("", *columns, head, nodes.tbody("", *rows), cols=len(heads))
    return nodes.table("", group, classes=["book-terms"])


def line(cells: list[nodes.TextElement], **attributes: Any) -> nodes.row:
    """Return one line of a table, a paragraph in each cell."""
    entries = [nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells]
    return nodes.row("", *entries, **attributes)


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("terms", Terms)
