"""What became of a notebook's cells that a check cannot see: a line for the student."""

import ast
from collections.abc import Iterator, Sequence

from ...text import translate
from .worker.cells import parse

__all__ = ["bound", "given_anew", "in_a_text_cell", "is_code"]

INSIDE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
ALONE = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def bound(source: str) -> set[str]:
    r"""Return the names that a cell gives a value to, or takes away.

    Examples
    --------
    >>> sorted(bound("import numpy as np\nfor a, b in c: pass\ndef f(x): y = 1"))
    ['a', 'b', 'f', 'np']
    """
    try:
        return set(_names(parse(source)))
    except (SyntaxError, ValueError, RecursionError):
        return set()


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, INSIDE):
        yield node.name
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.split(".")[0]
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    if not isinstance(node, (*INSIDE, *ALONE)):
        for inner in ast.iter_child_nodes(node):
            yield from _names(inner)


def is_code(source: str) -> bool:
    """Tell whether a text cell holds nothing but Python."""
    try:
        return bool(ast.parse(source).body)
    except (SyntaxError, ValueError, RecursionError):
        return False


def in_a_text_cell() -> str:
    """Return what a student is told whose answer stands in a text cell."""
    return translate("grading.in_a_text_cell")


def given_anew(answers: Sequence[str], later: Sequence[str]) -> str:
    """Return what a student is told whose later cells use an answer's name, if any do.

    Parameters
    ----------
    answers : sequence of str
        The names that the task asks for.
    later : sequence of str
        The cells after the answer, up to its check.
    """
    anew = set().union(*map(bound, later))
    names = ", ".join(f"`{name}`" for name in answers if name in anew)
    return translate("grading.given_anew", names=names) if names else ""
