"""Chapters have the numbers by which the text calls them, and say how far one is.

The number is the file's: ``02-output-size.md`` is chapter 2.  It becomes a part of the
page's title, so the sidebar, the tab, the search and the links to the next and to the
last page have it too.
"""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ...text import table

CHAPTER = re.compile(r"chapters/(?:en|zh)/(\d\d)-")


def number(docname: str) -> int:
    """Return the number of a chapter, or 0 for another page.

    Examples
    --------
    >>> number("chapters/en/02-output-size"), number("chapters/en/glossary")
    (2, 0)
    """
    found = CHAPTER.match(docname)
    return int(found[1]) if found else 0


class NumberTitle(SphinxTransform):
    """Put a chapter's number before its title."""

    default_priority = 800  # before Sphinx collects the titles

    def apply(self, **kwargs: Any) -> None:
        """Look at the page's first title."""
        count = number(self.env.docname)
        title = next(self.document.findall(nodes.title), None)
        if count and title is not None:
            mark = nodes.inline(text=str(count), classes=["book-number"])
            title.insert(0, [mark, nodes.Text(" ")])


def own_title(document: nodes.document) -> str:
    """Return a page's title without the chapter's number."""
    title = next(document.findall(nodes.title))
    text = str(title.astext())
    first = title[0]
    if isinstance(first, nodes.inline) and "book-number" in first["classes"]:
        text = text.removeprefix(first.astext()).lstrip()
    return text


def tell_place(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell the template which chapter of how many a page is."""
    if count := number(pagename):
        chapters = [*Path(app.srcdir, "chapters/en").glob("[0-9][0-9]-*.md")]
        language = "zh" if app.config.language == "zh_CN" else "en"
        said = table("site")["chapter"][language]
        context["place"] = {
            "number": count,
            "chapters": len(chapters),
            "words": said.format(number=count, chapters=len(chapters)),
        }


def setup(app: Sphinx) -> None:
    """Connect the numbers to the build."""
    app.add_transform(NumberTitle)
    app.connect("html-page-context", tell_place)
