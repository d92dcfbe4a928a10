"""Lines do not break within "3 × 3" or "5 %"."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

SIGN = re.compile(r"(?<=\S) (?=× \S)|(?<=\S ×) (?=\S)|(?<=\d) (?=%)")


def hold(text: str) -> str:
    r"""Return a text whose products and percentages stay on one line.

    Examples
    --------
    >>> hold("3 × 3 windows keep 5 %").split(" ")
    ['3\xa0×\xa03', 'windows', 'keep', '5\xa0%']
    """
    return SIGN.sub("\N{NO-BREAK SPACE}", text)


class HoldTogether(SphinxPostTransform):
    """Hold together what belongs together, in all text that is not code."""

    default_priority = 910

    def run(self, **kwargs: Any) -> None:
        """Look at every text of the page."""
        for text in list(self.document.findall(nodes.Text)):
            if hold(text) != text and not within_code(text):
                text.parent.replace(text, nodes.Text(hold(text)))


def within_code(node: nodes.Node) -> bool:
    """Tell whether a text is code, or markup of its own."""
    verbatim = nodes.FixedTextElement, nodes.literal, nodes.raw
    while node.parent is not None:
        node = node.parent
        if isinstance(node, verbatim):
            return True
    return False


def setup(app: Sphinx) -> None:
    """Connect the transform to the build."""
    app.add_post_transform(HoldTogether)
