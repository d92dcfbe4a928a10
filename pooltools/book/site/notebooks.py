"""The page's notebook, offered on the page itself, with how to run it.

Every build has it: answers to exercises are written and checked there.  `make live`
adds a button that runs it in the browser.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...text import set_language, translate
from ..notebook import convert

EXERCISES = {"Exercises", "练习"}
"""The section that asks for code, by its heading."""


def edition(app: Sphinx) -> str:
    """Return the folder of the edition that is being built."""
    return "zh" if app.config.language == "zh_CN" else "en"


class OfferNotebook(SphinxPostTransform):
    """Say above the exercises, or at the end of a page with code, where to run it."""

    default_priority = 199
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the line to the page."""
        name = self.env.docname.rpartition("/")[2]
        cells = self.document.findall(lambda node: "cell" in _classes(node))
        if name == "index" or next(cells, None) is None:
            return
        sections = list(self.document.findall(nodes.section))
        asked = [s for s in sections if s[0].astext() in EXERCISES]
        if asked:
            asked[0].insert(1, offer(name, edition(self.app), "take"))
        elif sections:
            sections[0].append(offer(name, edition(self.app), "take_code"))


def _classes(node: nodes.Node) -> list[str]:
    return node["classes"] if isinstance(node, nodes.container) else []


def offer(name: str, language: str, words: str) -> nodes.paragraph:
    """Return the line: a link to the notebook, what for, and what it runs in."""
    set_language(language)
    before, after = translate(f"live.{words}", link="\0").split("\0")
    address = f"../../notebooks/{language}/{name}.ipynb"
    link = nodes.reference(
        "", translate("live.take_link"), refuri=address, internal=True
    )
    set_language("en")
    parts = nodes.Text(before), link, nodes.Text(after)
    return nodes.paragraph("", "", *parts, classes=["book-notebook"])


def write_notebooks(app: Sphinx, error: Exception | None) -> None:
    """Write every page as a notebook beside the pages, as ``notebooks/en/a.ipynb``."""
    if error or app.builder.name != "html":
        return
    language = edition(app)
    folder = Path(app.outdir, "notebooks", language)
    folder.mkdir(parents=True, exist_ok=True)
    for page in sorted(Path(app.srcdir, "chapters", language).glob("*.md")):
        text = json.dumps(convert(page), ensure_ascii=False, indent=1)
        (folder / f"{page.stem}.ipynb").write_text(f"{text}\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Have the line added to the pages, and the notebooks written with them."""
    app.add_post_transform(OfferNotebook)
    app.connect("build-finished", write_notebooks)
