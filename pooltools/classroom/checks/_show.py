"""Numbers and arrays in one short line."""

from typing import Any

import numpy as np

LONGEST = 160
"""Characters of an array that are shown; a larger one is told by its shape."""


def show(value: Any) -> str:
    """Return a number, array or anything else in one line.

    Examples
    --------
    >>> show(np.array([[1.0, 2.5], [-np.inf, 4]]))
    '[[1, 2.5], [-inf, 4]]'
    >>> show(np.array([1 / 3, -0.0]))
    '[0.3333, 0]'
    >>> show(np.zeros((64, 32, 32)))
    'an array of shape (64, 32, 32)'
    >>> show((7, 2)), show("a text"), show(None)
    ('(7, 2)', "'a text'", 'None')
    """
    if isinstance(value, np.ndarray):
        text = _nested(value.tolist())
        return text if len(text) <= LONGEST else f"an array of shape {value.shape}"
    if isinstance(value, (float, np.floating)):
        return _number(float(value))
    text = str(value) if isinstance(value, np.generic) else repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def size(call: tuple[Any, ...]) -> float:
    """Return how large a call's arguments are, to find the smallest example."""
    cells = sum(np.size(value) for value in call)
    largest = max(float(np.max(np.abs(value))) for value in call if np.size(value))
    return cells + largest / 1e4


def _nested(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return f"{round(value, 4) + 0.0:g}"
