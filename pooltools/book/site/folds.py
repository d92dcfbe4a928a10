"""Folded cells as plain HTML: a summary holds words, and they are its name.

MyST-NB writes paragraphs into the summary, which HTML does not allow, and hides
their words from screen readers behind one label for all.
"""

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def visit(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Open a fold: an answer to click for, or the source of what is shown."""
    kind = "source" if "above-input" in node["classes"] else "answer"
    self.body.append(
        f'<details class="book-fold book-{kind}"><summary>'
        f'<span class="book-closed">{escape(node["prompt_show"])}</span>'
        f'<span class="book-open">{escape(node["prompt_hide"])}</span>'
        "</summary>\n"
    )


def depart(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Replace MyST-NB's own way to write folds."""
    app.add_node(HideCodeCellNode, override=True, html=(visit, depart))
