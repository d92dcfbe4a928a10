"""Freeze every address that readers may have kept: pages, anchors, state links.

What is new in the built book is added to ``tests/data/addresses.json``, and nothing is
taken away: an address that was out once must open for good.
"""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from .frozen import FILES, ROOT

HTML = ROOT / "_build" / "html"
COUNTED = re.compile(
    r"(id|image|p)[0-9a-f]+$|(exercise|solution)-content$"
    r"|predict-[0-9a-f]{8}$|pooltools\.|[A-Z]$"
)
"""Anchors that nobody keeps: of citations, files, questions; names have their own."""
STATE = re.compile(r"[\w./-]*#[a-z][\w-]*:[^\"<>]+")


class Anchors(HTMLParser):
    """Collects the anchors within a page's article, and the links to states."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.states: list[str] = []
        self._article, self._svg = 0, 0
        self._seen: dict[str, int] = {}

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Note an element's id, or that of the widget that it will become."""
        attributes = dict(pairs)
        self._article += tag == "article"
        self._svg += tag == "svg"
        if not self._article or self._svg:
            return
        name = attributes.get("data-pooltools-widget")
        if name:  # the host numbers the second of a kind
            self._seen[name] = count = self._seen.get(name, 0) + 1
            self.anchors.append(name if count == 1 else f"{name}-{count}")
        anchor = attributes.get("id")
        if anchor and not COUNTED.match(anchor):
            self.anchors.append(anchor)
        if tag == "a" and STATE.fullmatch(attributes.get("href") or ""):
            self.states.append(str(attributes["href"]))

    def handle_endtag(self, tag: str) -> None:
        """Leave an article or a picture."""
        self._article -= tag == "article"
        self._svg -= tag == "svg"

    def handle_data(self, data: str) -> None:
        """Find the links that a widget's own state holds."""
        if self._article and data.lstrip().startswith("{"):
            texts = re.findall(r'"([^"]*\.html#[^"]*)"', unescape(data))
            self.states += [text for text in texts if STATE.fullmatch(text)]


def found(html: Path) -> dict[str, Any]:
    """Return the addresses of a built book: anchors by page, and all state links."""
    pages, states = {}, set()
    for path in sorted(html.rglob("*.html")):
        name = path.relative_to(html).as_posix()
        if "_static/" in name or name.startswith("lite/"):
            continue
        anchors = Anchors()
        anchors.feed(path.read_text("utf-8"))
        pages[name] = sorted(set(anchors.anchors))
        states |= {urljoin(name, link) for link in anchors.states}
    return {"pages": pages, "states": sorted(states)}


def missing(kept: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """List what was an address and is none any more."""
    gone = [page for page in kept["pages"] if page not in now["pages"]]
    for page, anchors in kept["pages"].items():
        here = now["pages"].get(page, anchors)
        gone += [f"{page}#{anchor}" for anchor in anchors if anchor not in here]
    return gone


def joined(kept: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return all addresses of both."""
    both = sorted({*kept["pages"], *now["pages"]})
    books = kept["pages"], now["pages"]
    pages = {
        page: sorted({anchor for book in books for anchor in book.get(page, [])})
        for page in both
    }
    return {"pages": pages, "states": sorted({*kept["states"], *now["states"]})}


def made() -> str:
    """Return the file's text: all that was out, and what the built book has."""
    both = joined(FILES["addresses"].read(), found(HTML))
    return f"{json.dumps(both, ensure_ascii=False, indent=0)}\n"
