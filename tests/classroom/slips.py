"""What may befall the right answer of any task, and forms that change nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np

Spoil = Callable[[Any], Any]

SLIPS: dict[str, Spoil] = {
    "starts from 0": lambda y: np.maximum(y, 0),
    "starts from -9": lambda y: np.maximum(y, -9),
    "starts from -999": lambda y: np.maximum(y, -999),
    "starts from -1e9": lambda y: np.maximum(y, -1e9),
    "is kept in integers": np.trunc,
    "is rounded": np.round,
    "loses its sign": np.abs,
    "is one too large": lambda y: y + 1,
    "is one too small": lambda y: y - 1,
    "has the other sign": np.negative,
    "is doubled": lambda y: 2 * y,
    "is stretched": lambda y: y[np.newaxis],
    "is its mean": lambda y: np.full(y.shape, y.mean()),
    "turns rows into columns": lambda y: (
        y.swapaxes(-1, -2) if y.ndim > 1 else np.flip(y)
    ),
    "is a text": str,
    "is nothing": lambda y: None,
    "is written down": lambda y: y.tolist() and repr(y.tolist()),
}
"""Each changes an array of floats; nearly all of them change it for every task."""


def _strided(y: Any) -> Any:
    """Return the same numbers as a view into a larger array."""
    large = np.zeros((*y.shape, 2))
    large[..., 1] = y
    return large[..., 1]


def _nested(y: Any) -> Any:
    return tuple(map(_nested, y)) if isinstance(y, list) else y


FORMS: dict[str, Spoil] = {
    "lists": lambda y: y.tolist(),
    "tuples": lambda y: _nested(y.tolist()),
    "an array column by column": lambda y: y.copy(order="F"),
    "a view": _strided,
    "long floats": lambda y: y.astype(np.longdouble),
    "an array that is read only": lambda y: np.broadcast_to(y, y.shape),
    "a list of arrays": lambda y: list(y) if y.ndim else float(y),
}
"""The same numbers in other forms."""
