"""Whether an answer is the wanted number or array, whatever it is made of."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..._windows.typing import Array


def same(got: Any, want: Any) -> bool:
    """Tell whether an answer is the wanted number or array, but for rounding."""
    try:
        values = np.asarray(got)
        if values.dtype.kind not in "biuf":
            return False
        right = np.asarray(want, dtype=float)
        return values.shape == right.shape and np.allclose(
            values.astype(float), right, rtol=1e-6, atol=1e-9 * _scale(right)
        )
    except Exception:  # whatever an answer of any kind does when it is looked at
        return False


def _scale(values: Array) -> float:
    """Return how large the largest number is, but at most 1: tiny ones count too."""
    finite = np.abs(values[np.isfinite(values)])
    return float(min(finite.max(initial=0), 1)) or 1.0


def shape(value: Any) -> tuple[int, ...] | None:
    """Return a value's shape, or None if its rows differ in length."""
    try:
        return tuple(np.shape(value))
    except Exception:  # as above
        return None


def left_zero(got: Sequence[Any], want: Sequence[Any]) -> str:
    """Say whether all numbers of an answer are still 0, or those that are wrong.

    Where a negative number is wanted, a 0 may have been chosen: that is no such case.
    """
    try:
        if [shape(one) for one in got] != [shape(one) for one in want]:
            return ""
        ours = np.concatenate([np.ravel(np.asarray(one, float)) for one in got])
        right = np.concatenate([np.ravel(np.asarray(one, float)) for one in want])
        wrong = ~np.isclose(ours, right, rtol=1e-6, atol=0)
        if ours[wrong].any() or not ours.any():
            return "" if ours.any() else "zeros"
        return "unfinished" if (right[wrong] > 0).any() else ""
    except Exception:  # as above
        return ""


def alien(got: Any, want: Any) -> str:
    """Say in one word how a wrong answer is of another kind than the wanted one."""
    try:
        if np.asarray(got).dtype.kind not in "biuf":
            return "kind"
    except Exception:  # rows that differ in length, or as above
        return "shape"
    return "other" if shape(got) == shape(want) else "shape"
