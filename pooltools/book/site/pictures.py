"""A page's pictures as a script beside it: other pages show them by it.

A link to a picture of another page brings the picture to the text
(``widgets/js/page/bring.js``).  What is fetched would not come from disk, but a script
does: it names the page, and has the widgets' states in the order of the page.
"""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from .numbers import own_title


class Pictures(HTMLParser):
    """Collects the widgets of a page, and the question that each one answers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self._open: list[str] = []  # "" or the id of a question, for each open div
        self._fold: list[bool] = []
        self._reading = False

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Note a widget; remember which question's fold it stands in."""
        attributes = {name: value or "" for name, value in pairs}
        classes = attributes.get("class", "").split()
        if tag == "div":
            asks = "book-prediction" in classes
            self._open.append(attributes["id"] if asks else "")
        if tag == "details":
            self._fold.append("book-answer" in classes)
        if name := attributes.get("data-pooltools-widget"):
            unit = next(filter(None, reversed(self._open)), "")
            question = unit if any(self._fold) else ""
            self.found.append({"name": name, "question": question})
        is_state = tag == "script" and attributes.get("type") == "application/json"
        self._reading = is_state and bool(self.found)

    def handle_endtag(self, tag: str) -> None:
        """Leave a unit or a fold."""
        if tag == "div" and self._open:
            self._open.pop()
        if tag == "details" and self._fold:
            self._fold.pop()
        self._reading = False

    def handle_data(self, data: str) -> None:
        """Take a widget's state."""
        if self._reading and "state" not in self.found[-1]:
            self.found[-1]["state"] = json.loads(data)


def pictures(body: str) -> list[dict[str, Any]]:
    """Return the name and the state of each widget of a page, and what it answers.

    Examples
    --------
    >>> pictures(
    ...     '<div data-pooltools-widget="p-dial">'
    ...     '<script type="application/json">{"step": 1}</script></div>'
    ... )
    [{'name': 'p-dial', 'question': '', 'state': {'step': 1}}]
    """
    parser = Pictures()
    parser.feed(body)
    return parser.found


def script(title: str, body: str) -> str:
    """Return the script that tells a page's pictures; it is known by its address."""
    told = {"title": title, "pictures": pictures(body)}
    text = json.dumps(told, ensure_ascii=False)
    return f"pooltools.define(document.currentScript.src, () => ({text}));\n"


def write_pictures(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Write the script of a page that has pictures."""
    body = context.get("body", "")
    if doctree is None or "data-pooltools-widget=" not in body:
        return
    path = Path(app.outdir, f"{pagename}.pictures.js")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script(own_title(doctree), body), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Have the scripts written with the pages."""
    app.connect("html-page-context", write_pictures)
