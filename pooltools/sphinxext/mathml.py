"""Formulas as MathML, made while the book is built.

Every current browser draws MathML by itself, so a page with formulas loads no
script and no font for them (MathJax would be two thirds of a page's weight), and
they work from disk.
"""

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator


def to_mathml(tex: str, *, display: bool) -> str:
    r"""Return a formula as one ``<math>`` element, its source as alternative text.

    Raises
    ------
    ExtensionError
        If the TeX cannot be converted; a formula never reaches a reader as TeX.

    Examples
    --------
    >>> to_mathml("k^2", display=False)[-60:]
    '<msup><mi>k</mi><mn>2</mn></msup></mrow></math>'
    """
    try:
        found = convert(tex, display="block" if display else "inline")
    except Exception as error:
        raise ExtensionError(f"cannot write {tex!r} as MathML: {error!r}") from error
    source = nodes.Text(tex).astext().replace("&", "&amp;").replace('"', "&quot;")
    return found.replace("<math ", f'<math alttext="{source}" ', 1)


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula into its line."""
    self.body.append(f'<span class="math">{to_mathml(node.astext(), display=False)}')
    self.body.append("</span>")
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number if it has one."""
    self.body.append(self.starttag(node, "div", CLASS="math math-block"))
    self.body.append(to_mathml(node.astext(), display=True))
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
