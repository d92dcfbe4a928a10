"""What goes with a page that is sent to others, where the book's address is known.

Each page has one address of its own, a description that names its subject, and a card
with a picture for those who see a link to it; the site has a map for search engines and
a page for addresses that are none.  Without an address (`pooltools._address`) there is
the description, and nothing else.
"""

import re
import shutil
from html import escape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as escape_xml

from sphinx.application import Sphinx
from sphinx.config import Config

from ..._address import address
from ...figures import _cards as cards
from ...text import table
from .notebooks import edition

ROOTS = {"en": "", "zh": "zh/"}
"""Where each edition begins, seen from the book's address."""

LOCALES = {"en": "en_US", "zh": "zh_CN"}
LISTED = re.compile(r"^\s*-? *(?:root|file): (\S+)$", re.MULTILINE)
LANGUAGES = {"en": "en", "zh": "zh-CN"}


def set_address(app: Sphinx, config: Config) -> None:
    """Let Sphinx write each page's own address into it."""
    if address():
        language = "zh" if config.language == "zh_CN" else "en"
        config.html_baseurl = f"{address()}/{ROOTS[language]}"


def describe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give each page its description, and its card where it has an address."""
    name, language = pagename.rpartition("/")[2], edition(app)
    if doctree is None or not (said := table("pages").get(name)):
        return
    context["description"] = said[language]
    if not context.get("pageurl"):
        return
    title = re.sub(r"<[^>]*>", "", context["title"])
    context["card"] = {
        "og:type": "website" if name == "index" else "article",
        "og:title": title,
        "og:description": said[language],
        "og:url": context["pageurl"],
        "og:site_name": app.config.project,
        "og:locale": LOCALES[language],
        "og:image": f"{app.config.html_baseurl}{cards.FOLDER}/{name}.png",
        "og:image:width": cards.WIDTH,
        "og:image:height": cards.HEIGHT,
        "og:image:alt": title,
    }


def pages(app: Sphinx, language: str) -> list[str]:
    """Return the names of an edition's pages, in order."""
    place = {"en": "_toc.yml", "zh": "chapters/zh/_toc.yml"}[language]
    text = Path(app.srcdir, place).read_text(encoding="utf-8")
    return [path.rpartition("/")[2] for path in LISTED.findall(text)]


def make_map(app: Sphinx, book: str) -> str:
    """Return the map of both editions."""
    there = {language: pages(app, language) for language in ROOTS}

    def url(language: str, name: str) -> str:
        path = f"{book}/{ROOTS[language]}chapters/{language}/{name}.html"
        return escape_xml(path)

    lines = []
    for language, names in there.items():
        for name in names:
            both = [other for other in there if name in there[other]]
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{LANGUAGES[other]}" '
                f'href="{url(other, name)}"/>'
                for other in both
                if len(both) > 1
            )
            lines.append(f"<url><loc>{url(language, name)}</loc>{links}</url>\n")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{''.join(lines)}</urlset>\n"
    )


LOST = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 38rem; margin: 12vh auto; padding: 0 1.25rem; }}
body {{ font: 1.125rem/1.6 system-ui, sans-serif; }}
h1 {{ font: 600 2rem/1.2 Georgia, serif; }}
section + section {{ margin-top: 3rem; }}
:is(input, button) {{ min-height: 44px; padding: 0 0.75rem; font: inherit; }}
input {{ width: 14rem; max-width: 60%; }}
</style>
</head>
<body>
<main>
{parts}</main>
</body>
</html>
"""


def lost(book: str) -> str:
    """Return the page for addresses that are none, in both languages."""
    said, parts = table("site"), ""
    for language, root in ROOTS.items():
        words = {key: entry[language] for key, entry in said.items()}
        start = f"{book}/{root}chapters/{language}/index.html"
        link = f'<a href="{escape(start)}">{words["start"]}</a>'
        heading = "h1" if language == "en" else "h2"
        parts += (
            f'<section lang="{LANGUAGES[language]}">\n'
            f"<{heading}>{words['lost_title']}</{heading}>\n"
            f"<p>{words['lost'].format(start=link)}</p>\n"
            f'<form action="{escape(f"{book}/{root}search.html")}" role="search">'
            f'<input type="search" name="q" aria-label="{words["search"]}"> '
            f"<button>{words['search']}</button></form>\n</section>\n"
        )
    return LOST.format(title=said["lost_title"]["en"], parts=parts)


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write cards, map and the page for what is not there, or take them away."""
    if error or app.builder.name != "html":
        return
    out, book = Path(app.outdir), address()
    shutil.rmtree(out / cards.FOLDER, ignore_errors=True)
    site_map, nowhere = out / "sitemap.xml", out / "404.html"
    for path in (site_map, nowhere):
        path.unlink(missing_ok=True)
    if book and edition(app) == "en":
        site_map.write_text(make_map(app, book), encoding="utf-8")
        nowhere.write_text(lost(book), encoding="utf-8")
    if book:
        titles = {
            name.rpartition("/")[2]: title.astext()
            for name, title in app.env.titles.items()
        }
        cards.write(out / cards.FOLDER, titles, app.config.project)


def setup(app: Sphinx) -> None:
    """Connect all this to the build."""
    app.connect("config-inited", set_address)
    app.connect("html-page-context", describe, priority=600)
    app.connect("build-finished", write_files)
