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
    >>> show((7, 2.0)), show("a text"), show(None)
    ('(7, 2)', "'a text'", 'None')
    """
    try:
        text = " ".join(_text(value).split())
    except Exception:  # a kind of the student's own may not say what it is
        text = f"a {type(value).__name__}"
    if len(text) <= LONGEST:
        return text
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    return f"{text[: LONGEST - 1]}…"


def size(call: tuple[Any, ...]) -> float:
    """Return how large a call's arguments are, to find the smallest example."""
    signs, largest = 0, 0.0
    for value in call:
        try:
            array = np.asarray(value)
            largest = max(largest, float(np.max(np.abs(array), initial=0)))
            signs += array.size
        except (TypeError, ValueError):  # a text, a function, rows that differ
            signs += 0 if callable(value) else len(show(value))
    return signs + min(largest, 1e4) / 1e4


def _text(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _text(value.tolist())
    if type(value) is list:
        return f"[{', '.join(map(_text, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(_text, value))}{',' * (len(value) == 1)})"
    if isinstance(value, (float, np.floating)):
        return _number(float(value))
    return str(value) if isinstance(value, np.generic) else repr(value)


def _number(value: float) -> str:
    tiny = 0 < abs(value) < 1e-3
    return f"{value:.4g}" if tiny else f"{round(value, 4) + 0.0:g}"
