"""Formulas as MathML, made while the book is built.

Every current browser draws MathML by itself, so a page with formulas loads no
script and no font for them (MathJax would be two thirds of a page's weight), and
they work from disk.
"""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element, tostring

from docutils import nodes
from latex2mathml.converter import convert_to_element
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

LEFT_OVER = re.compile(r"\\\w*|[{}]|&(?!#)")
"""TeX that the converter did not understand and passed on as letters."""

BELOW = re.compile("[∑∏⋂⋃]|max|min|sup|inf|lim|arg.*")
"""Operators that a displayed formula writes limits under and over."""

UNDER_OVER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}

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
        found = convert_to_element(tex, display="block" if display else "inline")
    except Exception as error:
        raise ValueError(f"{type(error).__name__}, is a bracket missing?") from error
    elements = list(found.iter())  # as they are: matrices get groups around them
    for element in elements:
        read_text(element)
    for element in elements:
        set_limits(element)
        hold_matrices(element)
    found.set("alttext", tex)
    return tostring(found, encoding="unicode")


def read_text(element: Element) -> None:
    """Turn the converter's ``&#x02211;`` into ∑, and refuse what is still TeX."""
    text = element.text or ""
    if left := LEFT_OVER.search(text):
        raise ValueError(f"{left[0]} has no MathML")
    if element.tag == "mo" and not text:
        raise ValueError("an operator without a name has no MathML")
    element.text = unescape(text)
    if element.tag == "mo" and len(text) > 1 and text.isalpha():
        # a function's name: no space before its bracket
        element.attrib |= {"lspace": "0", "rspace": "0", "movablelimits": "true"}


def set_limits(element: Element) -> None:
    """Put the limits of a sum below and above it, within brackets too."""
    if element.tag in UNDER_OVER and BELOW.fullmatch(element[0].text or ""):
        element.tag = UNDER_OVER[element.tag]


def hold_matrices(element: Element) -> None:
    """Group each matrix with its brackets, which grow to the height of their group."""
    tags = [child.tag for child in element]
    for place in reversed(range(len(tags))):
        if tags[place : place + 3] == ["mo", "mtable", "mo"]:
            group = Element("mrow")
            group.extend(element[place : place + 3])
            element[place : place + 3] = [group]


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
