"""Whether an answer is the wanted number or array, whatever it is made of."""

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


def differ(before: Any, after: Any) -> bool:
    """Tell whether an argument, or several, are no longer as they were."""
    if isinstance(before, np.ndarray):
        nan = before.dtype.kind == "f"
        return not np.array_equal(before, after, equal_nan=nan)
    if isinstance(before, list | tuple):
        pairs = zip(before, after, strict=False)
        return len(before) != len(after) or any(differ(*pair) for pair in pairs)
    plain = isinstance(before, bool | int | float | str | bytes | None)
    return plain and before is not after and bool(before != after)


def differs_at(got: Any, want: Any) -> tuple[int, ...]:
    """Return where two arrays of one shape differ first."""
    pairs = zip(np.ravel(got), np.ravel(want), strict=True)
    number = next(n for n, pair in enumerate(pairs) if not same(*pair))
    return tuple(int(n) for n in np.unravel_index(number, np.shape(want)))


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


def alien(got: Any, want: Any) -> str:
    """Say in one word how a wrong answer is of another kind than the wanted one."""
    try:
        if np.asarray(got).dtype.kind not in "biuf":
            return "kind"
    except Exception:  # rows that differ in length, or as above
        return "shape"
    return "other" if shape(got) == shape(want) else "shape"
