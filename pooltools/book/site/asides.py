"""An aside: a part of a page that readers may skip, folded under a line for whom it is.

In the source it begins with a box of class ``aside``, whose title is that line, and
goes on to the next heading; so it may hold cells, which a box may not.  Without
scripts its fold opens like any other.
"""

from itertools import takewhile
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

FOR_WHOM = "For those who ", "写给"
"""How the title of an aside begins, in either edition."""


class aside(nodes.General, nodes.Element):  # type: ignore[misc]
    """One fold; its first child is the line for whom it is."""


class GatherAsides(SphinxPostTransform):
    """Put all from the box of an aside to the next heading into one fold."""

    default_priority = 199  # predictions are units by then
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Look at every box of the page."""
        for box in list(self.document.findall(nodes.admonition)):
            if "aside" in box["classes"]:
                self.gather(box)

    def gather(self, box: nodes.admonition) -> None:
        """Fold a box and what follows it."""
        title, *body = box.children
        if not title.astext().startswith(FOR_WHOM):
            where = f"{self.env.docname}: {title.astext()!r}"
            raise ExtensionError(f"{where} is an aside; say {FOR_WHOM[0]!r} and whom")
        place, start = box.parent, box.parent.index(box)
        after = takewhile(
            lambda node: not isinstance(node, nodes.section),
            place.children[start + 1 :],
        )
        rest = list(after)
        fold = aside("", *body, *rest, whom=title.astext(), ids=box["ids"])
        place.children[start : start + 1 + len(rest)] = [fold]
        fold.parent = place


def visit(self: HTML5Translator, node: aside) -> None:
    """Open a fold."""
    self.body.append(self.starttag(node, "details", CLASS="book-fold book-aside"))
    self.body.append(f"<summary>{self.encode(node['whom'])}</summary>\n")


def depart(self: HTML5Translator, node: aside) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Connect asides to the build."""
    app.add_node(aside, html=(visit, depart))
    app.add_post_transform(GatherAsides)
