"""A prediction: a question, what computes its answer, and the answer, as one unit.

In the source these stand one after the other: a box of class ``predict`` with the
options as a list, cells, and a box of class ``answer`` whose bold opening is one of
the options, or, for a question of class ``field``, holds the numbers.  On the page
the question, and the code that answers it, are in sight; everything from the first
output to the end of the last such box is one fold.  ``theme/js/predict.js`` asks;
without it the fold opens like any other.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from ...text import table

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def words(app: Sphinx) -> dict[str, str]:
    """Return what a page says about predictions, in its own language."""
    language = "zh" if app.config.language == "zh_CN" else "en"
    return {name: said[language] for name, said in table("predict").items()}


def plain(text: str) -> str:
    """Return an option, or the opening of an answer, as the two are compared.

    Examples
    --------
    >>> plain("Two.") == plain("two")
    True
    """
    return " ".join(text.split()).rstrip(".。").casefold()


def numbers(text: str) -> list[float]:
    """Return the numbers in a text, in order.

    Examples
    --------
    >>> numbers("2 × 2."), numbers("−1"), numbers("8,953 paths")
    ([2.0, 2.0], [-1.0], [8953.0])
    """
    joined = re.sub(r"(?<=\d),(?=\d{3})", "", text.replace("−", "-"))
    return [float(number) for number in NUMBER.findall(joined)]


def right_answer(options: list[str], opening: str) -> dict[str, Any]:
    """Return which option is right, or which numbers.

    Parameters
    ----------
    options : list of str
        What can be chosen; empty if there is a field.
    opening : str
        The bold beginning of the answer.

    Returns
    -------
    dict
        ``{"option": index}`` or ``{"numbers": [...]}``.

    Raises
    ------
    ValueError
        If the opening is not exactly one of the options, or holds no number.

    Examples
    --------
    >>> right_answer(["four", "two"], "Two.")
    {'option': 1}
    >>> right_answer([], "2 × 2.")
    {'numbers': [2.0, 2.0]}
    """
    if not options:
        if found := numbers(opening):
            return {"numbers": found}
        raise ValueError(f"the answer begins with {opening!r}, which has no number")
    same = [n for n, option in enumerate(options) if plain(option) == plain(opening)]
    if len(same) != 1:
        raise ValueError(f"the answer begins with {opening!r}: not one of {options}")
    return {"option": same[0]}


HIDES = "output", "input+output"
"""How a cell says that what it shows is an answer."""


class prediction(nodes.General, nodes.Element):  # type: ignore[misc]
    """One unit: what the page's script asks about."""


class GatherPredictions(SphinxPostTransform):
    """Gather each unit, before MyST-NB folds the outputs by themselves."""

    default_priority = 198
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Look at every question of the page."""
        boxes = list(self.document.findall(nodes.admonition))
        asked = [box for box in boxes if "predict" in box["classes"]]
        for question in asked:
            self.gather(question)
        for box in boxes:
            if asked and "found" in box["classes"]:
                score = nodes.raw(
                    "", '<p class="book-score" hidden></p>', format="html"
                )
                box.parent.insert(box.parent.index(box) + 1, score)

    def gather(self, question: nodes.admonition) -> None:
        """Put a question and what belongs to it into one unit."""
        siblings = question.parent.children
        start = siblings.index(question)
        after = takewhile(lambda node: not ends_unit(node), siblings[start + 1 :])
        ends = [start + 1 + n for n, node in enumerate(after) if is_answer(node)]
        if not ends:
            where = f"{self.env.docname}: {question.astext()[:60]!r}"
            raise ExtensionError(f"{where} has no answer; add a box of class answer")
        answers = [siblings[end] for end in ends]
        options = list(options_of(question))
        opening = next(answers[0].findall(nodes.strong)).astext()
        text = " ".join(question.astext().split())
        unit = prediction(
            key=hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8],
            right=json.dumps(right_answer(options, opening)),
        )
        for answer in answers:
            answer["classes"].remove("dropdown")  # the fold around it is enough
        parts = siblings[start : ends[-1] + 1]
        question.parent.children[start : ends[-1] + 1] = [unit]
        unit.parent = question.parent
        said = words(self.app)
        prompts = {f"prompt_{to}": said[to] for to in ("show", "hide")}
        unit.extend(in_sight(parts, HideCodeCellNode(**prompts)))


def ends_unit(node: nodes.Node) -> bool:
    """Tell whether a unit cannot go beyond a node: a heading, or another question."""
    other = isinstance(node, nodes.admonition) and "predict" in node["classes"]
    return isinstance(node, nodes.section) or other


def is_answer(node: nodes.Node) -> bool:
    """Tell whether a node is the box that answers."""
    return isinstance(node, nodes.admonition) and "answer" in node["classes"]


def options_of(question: nodes.admonition) -> Iterator[str]:
    """Yield the options of a question, and mark their list."""
    last = question.children[-1]
    if "field" not in question["classes"] and isinstance(last, nodes.bullet_list):
        last["classes"].append("book-options")
        yield from (item.astext() for item in last.children)


def in_sight(parts: list[nodes.Node], fold: HideCodeCellNode) -> Iterator[nodes.Node]:
    """Yield what stays in sight, then all from the first output on in one fold."""
    fold["classes"].append("below-input")
    for part in parts:
        if fold.children or is_answer(part):
            fold.append(part)
        elif isinstance(part, nodes.container) and part.get("hide_mode") in HIDES:
            if part["hide_mode"] == "input+output":  # a picture
                part["hide_mode"] = "input"
                fold.append(part)
                continue
            part["hide_mode"] = None
            output = part.children[-1]
            part.remove(output)
            fold.append(nodes.container("", output, classes=["cell"]))
            yield part
        else:
            yield part
    yield fold


def visit(self: HTML5Translator, node: prediction) -> None:
    """Open a unit."""
    key, right = node["key"], self.attval(node["right"])
    self.body.append(
        f'<div class="book-prediction" id="predict-{key}" data-right="{right}">\n'
    )


def depart(self: HTML5Translator, node: prediction) -> None:
    """Close it, and have it ask, or show what was answered, before it is painted."""
    self.body.append("</div>\n<script>self.bookPredict?.()</script>\n")


def add_to_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Ask for the script and the sheet on pages that predict."""
    body = context.get("body", "")
    asks, tells = (f'class="book-{name}"' in body for name in ("prediction", "kept"))
    if asks or tells:
        said = json.dumps(words(app), ensure_ascii=False)
        app.add_css_file("predict.css")
        app.add_js_file(None, body=f"self.bookWords = {said};", priority=800)
    if asks:
        app.add_js_file("keep.js", priority=801)
        app.add_js_file("predict.js", priority=802)
    if tells:
        app.add_js_file("kept.js", priority=801, defer="defer")


def setup(app: Sphinx) -> None:
    """Connect predictions to the build."""
    app.add_node(prediction, html=(visit, depart))
    app.add_post_transform(GatherPredictions)
    app.connect("html-page-context", add_to_page)
