"""The words of a task, from its sheet's Markdown, as a page shows them."""

from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

__all__ = ["rendered"]


def _formula(text: str, shown: dict[str, Any]) -> str:
    """Return a formula as MathML, or as it was written if that cannot be had."""
    display = "block" if shown["display_mode"] else "inline"
    try:
        return convert(text, display=display)
    except Exception:  # whatever the converter makes of a formula it does not know
        return f"<code>{escape(text)}</code>"


READER = MarkdownIt("commonmark", {"html": False}).enable("table")
READER.use(dollarmath_plugin, allow_digits=False, renderer=_formula)


def rendered(markdown: str) -> Markup:
    r"""Return Markdown as HTML, in which no HTML of its own has any effect.

    Examples
    --------
    >>> rendered("Write *both* as `lists`.")
    Markup('<p>Write <em>both</em> as <code>lists</code>.</p>\n')
    >>> rendered("<script>")
    Markup('<p>&lt;script&gt;</p>\n')
    """
    return Markup(READER.render(markdown))
