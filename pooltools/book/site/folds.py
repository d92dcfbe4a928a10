"""Folded cells as plain HTML: a summary holds words, and they are its name.

MyST-NB writes paragraphs into the summary, which HTML does not allow, and hides
their words from screen readers behind one label for all.

What a reader came for stands first: the source of a picture lies folded at its foot,
and cells that show nothing, such as those that load, in one fold at the page's end.
"""

from html import escape
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from ...text import table


class MoveSources(SphinxPostTransform):
    """Move each folded source below what it draws, or to the end of the page."""

    default_priority = 201  # MyST-NB has made the folds, predictions and asides theirs
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Look at every folded source."""
        language = "zh" if self.config.language == "zh_CN" else "en"
        words = table("site")
        setup = HideCodeCellNode(classes=["book-setup"])
        setup["prompt_show"] = setup["prompt_hide"] = words["setup"][language]
        for fold in list(self.document.findall(HideCodeCellNode)):
            if "above-input" not in fold["classes"]:
                continue
            cell = fold.parent
            cell.remove(fold)
            if cell.children:
                fold["prompt_show"] = fold["prompt_hide"] = words["source"][language]
                cell.append(fold)
            else:
                cell.parent.remove(cell)
                setup.extend(fold.children)
        page = next(self.document.findall(nodes.section), None)
        if setup.children and page is not None:
            cell = nodes.container("", setup, classes=["cell"])
            page.append(cell)


KINDS = {"above-input": "source", "book-setup": "setup"}
"""What a fold hides, by its class; any other hides an answer."""


def visit(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Open a fold."""
    found = (KINDS[name] for name in node["classes"] if name in KINDS)
    show, hide = escape(node["prompt_show"]), escape(node["prompt_hide"])
    words = f'<span class="book-closed">{show}</span><span class="book-open">{hide}'
    self.body.append(
        f'<details class="book-fold book-{next(found, "answer")}">'
        f"<summary>{show if show == hide else f'{words}</span>'}</summary>\n"
    )


def depart(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Replace MyST-NB's own way to write folds."""
    app.add_node(HideCodeCellNode, override=True, html=(visit, depart))
    app.add_post_transform(MoveSources)
