"""The site around the pages: what the theme loads, and how editions link.

Nothing may be asked of another host, and nothing superfluous of this one.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..finished import exchange

THEME = Path(__file__).parent / "theme"
NAMES = {"en": ("en", "English"), "zh": ("zh-CN", "中文")}
"""Each edition's folder, its language in HTML, and its own word for itself."""


def add_theme(app: Sphinx, config: Config) -> None:
    """Put our templates and style sheet before the theme's own."""
    config.templates_path.insert(0, str(THEME / "templates"))
    config.html_static_path += [str(THEME / "css"), str(THEME / "js")]
    config.html_css_files.append("book.css")
    for script in ("print.js", "progress.js", "reveal.js"):
        config.html_js_files.append((script, {"defer": "defer"}))
    config.html_math_renderer = "mathml"


UNWANTED = "sphinx-thebe", "THEBE_JS_URL", "design-tabs"
"""What every page asks for and the book does not use: Thebe runs code on a server.

Thebe's address without Thebe is also a script error on every page.
"""


FILES = "script_files", "css_files"


def _told(file: Any) -> str:
    """Return what a script or sheet is known by: its name, or what stands in it."""
    body = (getattr(file, "attributes", None) or {}).get("body")
    return f"{getattr(file, 'filename', '')} {body}"


def slim(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Leave out scripts and sheets that the page has no use for.

    Raises
    ------
    ValueError
        If the page does not ask for one of them: it may have another name now.
    """
    left_out = list(UNWANTED)
    if "sd-" not in context.get("body", ""):  # no card, grid or tab on the page
        left_out.append("sphinx-design")
    asked = [_told(file) for kind in FILES for file in context[kind]]
    for name in left_out:
        if not any(name in told for told in asked):
            rule = f"{pagename} asks for no {name!r}, which is to be left out"
            raise ValueError(f"{rule}; find out what is there now")

    def wanted(file: Any) -> bool:
        return not any(name in _told(file) for name in left_out)

    for kind in FILES:
        context[kind][:] = filter(wanted, context[kind])


def find_pairs(app: Sphinx, config: Config) -> None:
    """Note which pages both editions have.

    It is a setting of the HTML, so a new translation has all pages written again.
    """
    editions = [
        {page.stem for page in Path(app.srcdir, "chapters", name).glob("*.md")}
        for name in NAMES
    ]
    config.book_pairs = sorted(set.intersection(*editions))


def link_editions(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell the templates where the same page of the other edition is, if it is.

    Both editions have the same tree: chapters/en/x.html here,
    zh/chapters/zh/x.html there.
    """
    here, there = ("zh", "en") if app.config.language == "zh_CN" else ("en", "zh")
    folder, _, name = pagename.rpartition("/")
    if folder != f"chapters/{here}" or name not in app.config.book_pairs:
        return
    root = {"en": "..", "zh": "zh"}[there]
    url = context["pathto"](f"{root}/chapters/{there}/{name}.html", 1)
    language, word = NAMES[there]
    context["other_edition"] = {"language": language, "name": word, "url": url}
    if context.get("pageurl"):  # the configuration says where the site will be
        context["alternates"] = {
            NAMES[here][0]: context["pageurl"],
            language: urljoin(context["pageurl"], url),
        }


BEHIND = re.compile(r"---\n(?:(?!---).*\n)*behind: true\n")
"""The front matter of a translation that the original has overtaken."""


def admit_behind(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Have the template say so where a translation is behind its original."""
    if pagename in app.env.found_docs:
        text = Path(app.env.doc2path(pagename)).read_text(encoding="utf-8")
        context["behind"] = bool(BEHIND.match(text))


def describe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give search engines and previews the first paragraph of a page."""
    first = next(doctree.findall(nodes.paragraph), None) if doctree else None
    context["description"] = " ".join(first.astext().split()) if first else ""


def mend_citations(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let no bibliography call itself a list: docutils gives it no list items."""
    if doctree and next(doctree.findall(nodes.citation), None):
        role, plain = ' role="list" class="citation-list"', ' class="citation-list"'
        context["body"] = exchange(role, plain, context["body"], pagename)


def setup(app: Sphinx) -> None:
    """Connect the site's parts to the build."""
    app.add_config_value("book_pairs", [], "html", [list])
    app.connect("config-inited", add_theme)
    app.connect("config-inited", find_pairs)
    app.connect("html-page-context", link_editions)
    app.connect("html-page-context", admit_behind)
    app.connect("html-page-context", describe)
    app.connect("html-page-context", mend_citations)
    app.connect("html-page-context", slim, priority=900)
