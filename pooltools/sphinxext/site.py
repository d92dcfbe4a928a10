"""The site around the pages: what the theme loads, and how editions link.

Nothing may be asked of another host, and nothing superfluous of this one.
"""

import hashlib
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform

PACKAGE = Path(__file__).parents[1]
THEME = Path(__file__).parent / "theme"
CJK = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def package_hash(folder: Path = PACKAGE) -> str:
    """Return a hash of every source file of the package.

    Pages show what `pooltools` computes, but the cache of executed pages looks
    at the pages alone; so each state of the package gets a cache of its own.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def key_the_cache(app: Sphinx, config: Config) -> None:
    """Use the cache of this very state of the package, and drop older ones."""
    caches = Path(config.nb_execution_cache_path or app.outdir / ".jupyter_cache")
    if not caches.is_absolute():
        caches = Path.cwd() / caches
    cache = caches / package_hash()
    if caches.is_dir():
        for old in caches.iterdir():
            if old != cache and old.is_dir():
                shutil.rmtree(old)
    config.nb_execution_cache_path = str(cache)


def add_theme(app: Sphinx, config: Config) -> None:
    """Put our templates and style sheet before the theme's own."""
    config.templates_path.insert(0, str(THEME / "templates"))
    config.html_static_path.append(str(THEME / "css"))
    config.html_css_files.append("book.css")
    config.html_math_renderer = "mathml"


UNWANTED = re.compile(r"sphinx-thebe|design-tabs|mathjax", re.IGNORECASE)
"""Scripts and sheets for what the book does not use: Thebe runs code on a server."""


def slim(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Leave out what a page does not need.

    Thebe's address is also a script error on each page unless Thebe is loaded.
    """

    def wanted(file: Any) -> bool:
        name = str(getattr(file, "filename", "") or "")
        body = str((getattr(file, "attributes", None) or {}).get("body") or "")
        return not UNWANTED.search(name) and not re.search(
            "THEBE_JS_URL|window.MathJax", body
        )

    for kind in ("script_files", "css_files"):
        files = context.get(kind)
        if files is not None:
            files[:] = [file for file in files if wanted(file)]


def link_editions(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell the template where the same page of the other edition is, if it is.

    Both editions have the same tree: chapters/en/x.html here,
    zh/chapters/zh/x.html there.
    """
    here = "zh" if str(app.config.language).startswith("zh") else "en"
    there = "en" if here == "zh" else "zh"
    folder = f"chapters/{here}/"
    if not pagename.startswith(folder):
        return
    name = pagename.removeprefix(folder)
    source = Path(app.srcdir) / "chapters" / there / f"{name}.md"
    if not source.exists():
        return
    target = f"chapters/{there}/{name}.html"
    outside = f"../{target}" if here == "zh" else f"zh/{target}"
    context["other_edition"] = {
        "language": "zh-CN" if there == "zh" else "en",
        "name": "中文" if there == "zh" else "English",
        "url": context["pathto"](outside, 1),
    }


class JoinChineseLines(SphinxPostTransform):
    """Take the space out of a line break between two Chinese characters.

    Pages hold one sentence per line; a browser shows the line's end as a space,
    which Chinese does not have.
    """

    default_priority = 900
    break_between = re.compile(rf"(?<={CJK})\n(?={CJK})")

    def run(self, **kwargs: Any) -> None:
        """Join the lines of every text of a Chinese page."""
        if not str(self.config.language).startswith("zh"):
            return
        for text in list(self.document.findall(nodes.Text)):
            if isinstance(text.parent, (nodes.literal_block, nodes.raw)):
                continue
            joined = self.break_between.sub("", text.astext())
            if joined != text.astext():
                text.parent.replace(text, nodes.Text(joined))


def setup(app: Sphinx) -> None:
    """Connect the site's parts to the build."""
    app.add_post_transform(JoinChineseLines)
    app.connect("config-inited", key_the_cache)
    app.connect("config-inited", add_theme)
    app.connect("html-page-context", link_editions)
    app.connect("html-page-context", slim, priority=900)
