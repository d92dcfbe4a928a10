"""Names of functions and classes in prose lead to the reference."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import desc, desc_sig_name, desc_signature
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..names import written

CALL = re.compile(r"(?:pooltools\.)?([\w.]+)(?:\(.*\))?", re.DOTALL)
"""A name in prose, perhaps with its arguments."""


class LinkNames(SphinxPostTransform):
    """Have a public name in prose lead to the reference, once in each section.

    The Chinese edition, as long as it has no reference, leads to the English one.
    """

    default_priority = 20  # right after Sphinx has resolved its own references
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Look at every piece of code in a line of prose."""
        seen: set[tuple[int, str]] = set()
        for literal in list(self.document.findall(nodes.literal)):
            call = CALL.fullmatch(literal.astext())
            full = self.config.book_names.get(call[1]) if call else None
            place = section(literal)
            if full is None or place is None or (id(place), full) in seen:
                continue
            seen.add((id(place), full))
            address = self.address(full)
            if address and not own_names(place) & {full, literal.astext()}:
                link = nodes.reference("", "", internal=True, refuri=address)
                literal.replace_self(link)
                link += literal

    def address(self, full: str) -> str:
        """Return where a name is documented, seen from this page, or nothing."""
        here = self.env.docname
        found = self.env.get_domain("py").data["objects"].get(full)
        if found:
            page = self.app.builder.get_relative_uri(here, found.docname)
            return f"{page}#{found.node_id}"
        if self.config.language != "zh_CN":
            return ""
        return f"{'../' * (here.count('/') + 1)}chapters/en/reference.html#{full}"


def section(node: nodes.Node) -> nodes.Element | None:
    """Return the section or entry that a node is prose of; None if it is not."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.title | nodes.reference | desc_signature):
            return None
        if isinstance(node, nodes.section | desc):
            return node
    return None


def own_names(place: nodes.Element) -> set[str]:
    """Return what an entry is about, itself and its arguments: no link leads there."""
    signs = list(place.findall(desc_signature)) if isinstance(place, desc) else []
    arguments = (p for sign in signs for p in sign.findall(desc_sig_name))
    return {p.astext() for p in arguments} | {i for sign in signs for i in sign["ids"]}


def find_names(app: Sphinx, config: Config) -> None:
    """Note which names the reference has.

    It is a setting of the HTML, so a new name has all pages written again.
    """
    config.book_names = written(Path(app.srcdir))


def setup(app: Sphinx) -> None:
    """Connect the links to the build."""
    app.add_config_value("book_names", {}, "html", [dict])
    app.add_post_transform(LinkNames)
    app.connect("config-inited", find_names)
