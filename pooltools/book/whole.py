"""Finish a built site: the whole book as one file, and its first address.

``python -m pooltools.book.whole _build/html`` is the last step of ``make book``.  The
file opens from disk.  It is linked from the start pages only here, once it is there;
the pages in it have no such link, nor what runs on a server alone.
"""

import argparse
import re
import sys
import zipfile
from html import escape
from pathlib import Path

from .. import _address
from ..text import set_language, translate
from .finished import add_after

NAME = "pooling-book"
"""The file, and the folder that it unpacks into."""

STARTS = {"en": "chapters/en/index.html", "zh": "zh/chapters/zh/index.html"}
LEFT_OUT = ("lite/", "wheels/", "cards/", "_sources/")
"""What no page from disk needs, in either edition."""

SERVED = (".zip", "sitemap.xml", "404.html", ".buildinfo", ".nojekyll")
OURS = re.compile(r"\n<!-- (whole|run) -->.*?<!-- /\1 -->", re.DOTALL)
DATE = (2026, 1, 1, 0, 0, 0)
"""All files have one date: the same book makes the same bytes."""


def taken(path: str) -> bool:
    """Tell whether a file of the site goes along.

    Examples
    --------
    >>> taken("zh/_static/book.css"), taken("zh/wheels/a.whl"), taken("404.html")
    (True, False, False)
    """
    own = path.removeprefix("zh/")
    return not own.startswith(LEFT_OUT) and not own.endswith(SERVED)


def pack(html: Path) -> Path:
    """Write the file; return its path."""
    target = html / f"{NAME}.zip"
    files = [path for path in sorted(html.rglob("*")) if path.is_file()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = path.relative_to(html).as_posix()
            if not taken(name):
                continue
            data = path.read_bytes()
            if path.suffix == ".html":
                data = OURS.sub("", data.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(f"{NAME}/{name}", DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return target


def link(html: Path, archive: Path) -> None:
    """Link the file from the start pages, in the stead of an older link."""
    size = max(1, round(archive.stat().st_size / 1e6))
    for language, start in STARTS.items():
        page = html / start
        if not page.exists():
            continue
        set_language(language)
        up = "../" * start.count("/")
        words = translate("site.whole_link")
        anchor = f'<a href="{up}{archive.name}" download>{words}</a>'
        line = translate("site.whole", link=anchor, size=size)
        text = page.read_text("utf-8")
        for old in [found[0] for found in OURS.finditer(text) if found[1] == "whole"]:
            text = text.replace(old, "")
        added = f'\n<!-- whole --><p class="book-whole">{line}</p><!-- /whole -->'
        text = add_after("<!-- whole here -->", added, text, page)
        page.write_text(text, "utf-8")
    set_language("en")


FIRST = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={start}">
{card}</head>
<body><p><a href="{start}">{title}</a></p></body>
</html>
"""
CARD = re.compile(
    r'<(?:meta (?:name="(?:description|twitter:card)"|property="og:)|'
    r'link rel="canonical")[^>]*>'
)


def forward(html: Path) -> None:
    """Let the site's first address lead to the start page, with its card."""
    start = html / STARTS["en"]
    text = start.read_text("utf-8")
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    card = CARD.findall(text) if _address.address() else []
    first = FIRST.format(
        title=title[1].strip() if title else "",
        start=escape(STARTS["en"]),
        card="".join(f"{tag}\n" for tag in card),
    )
    (html / "index.html").write_text(first, "utf-8")


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m pooltools.book.whole")
    parser.add_argument("html", type=Path, help="the folder of the built book")
    html = parser.parse_args().html
    if not (html / STARTS["en"]).exists():
        sys.stderr.write(f"{html}: there is no built book; type make book first\n")
        return 1
    forward(html)
    link(html, pack(html))
    return 0


if __name__ == "__main__":
    sys.exit(main())
