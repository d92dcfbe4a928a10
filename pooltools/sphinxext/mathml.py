"""Formulas as MathML, made while the book is built.

Every current browser draws MathML by itself, so a page with formulas loads no
script and no font for them (MathJax would be two thirds of a page's weight), and
they work from disk.
"""

import re
from html import escape

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

LEFT_OVER = re.compile(r"\\\w*|[{}]|&(?!#)")
"""TeX that the converter did not understand and passed on as letters."""

logger = logging.getLogger(__name__)


def to_mathml(tex: str, *, display: bool) -> str:
    r"""Return a formula as one ``<math>`` element, its source as alternative text.

    Raises
    ------
    ValueError
        If the TeX cannot be converted, or not all of it.

    Examples
    --------
    >>> to_mathml("k^2", display=False)[-47:]
    '<msup><mi>k</mi><mn>2</mn></msup></mrow></math>'
    >>> to_mathml(r"\poolsize + 1", display=False)
    Traceback (most recent call last):
    ...
    ValueError: \poolsize has no MathML
    """
    try:
        found = convert(tex, display="block" if display else "inline")
    except Exception as error:
        raise ValueError(f"{type(error).__name__}, is a bracket missing?") from error
    if left := LEFT_OVER.search(found):
        raise ValueError(f"{left[0]} has no MathML")
    return found.replace("<math ", f'<math alttext="{escape(tex)}" ', 1)


def write(self: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    """Write a formula, or warn of one that no reader could read."""
    tex = node.astext()
    try:
        html = to_mathml(tex, display=isinstance(node, nodes.math_block))
    except ValueError as error:
        logger.warning("formula %r: %s", tex, error, location=node, type="math")
        html = f"<code>{escape(tex)}</code>"
    self.body.append(html)


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula into its line."""
    self.body.append('<span class="math">')
    write(self, node)
    self.body.append("</span>")
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number if it has one."""
    self.body.append(self.starttag(node, "div", CLASS="math math-block"))
    write(self, node)
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, "#")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Make this the way HTML pages get their formulas."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
