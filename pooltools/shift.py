"""Moving a map, and measures of what pooling then does.

``shift=(1, -2)`` moves a map one pixel down and two to the left.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import floor
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._windows.arguments import integer, norm, one_of, pair, refuse, wrong_kind
from ._windows.inputs import numbers
from ._windows.typing import Array
from ._windows.words import answers_other_words

__all__ = [
    "equivariance_error",
    "relative_change",
    "shift2d",
    "survival_probability",
    "unchanged_fraction",
]

FILLS = {"zero": "constant", "edge": "edge", "wrap": "wrap"}


def shift2d(x: ArrayLike, shift: tuple[int, int], *, fill: str = "zero") -> Array:
    """Move a map by whole pixels.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
    shift : (int, int)
        Pixels down and pixels to the right; negative ones move up and left.
    fill : {"zero", "edge", "wrap"}
        What comes in at the border: zeros, copies of the border, or what left
        on the other side.

    Returns
    -------
    ndarray, shape (..., H, W)
        ``y[..., i, j] = x[..., i - down, j - right]``, of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        If `x` is no map of numbers, `shift` no two integers, or `fill` unknown.

    Examples
    --------
    >>> shift2d([[1, 2, 3], [4, 5, 6]], (0, 1))
    array([[0, 1, 2],
           [0, 4, 5]])
    >>> shift2d([[1, 2, 3], [4, 5, 6]], (1, -1), fill="wrap")
    array([[5, 6, 4],
           [2, 3, 1]])
    """
    x = numbers("shift2d", x)
    steps = _steps("shift2d", shift)
    one_of("shift2d", "fill", fill, tuple(FILLS))
    if fill == "wrap":
        return np.roll(x, steps, (-2, -1))
    # beyond its own size a shift changes nothing more
    moves = [int(np.clip(d, -n, n)) for d, n in zip(steps, x.shape[-2:], strict=True)]
    width = [(0, 0)] * (x.ndim - 2) + [(max(d, 0), max(-d, 0)) for d in moves]
    padded = np.pad(x, width, mode=FILLS[fill])  # type: ignore[call-overload]
    starts = [max(-d, 0) for d in moves]
    rows, columns = (slice(s, s + n) for s, n in zip(starts, x.shape[-2:], strict=True))
    moved: Array = padded[..., rows, columns].copy()
    return moved


@answers_other_words
def survival_probability(kernel_size: int, shift: tuple[int, int]) -> Fraction:
    """Return how likely a max-pooled cell keeps its value when the map moves.

    For maps of independent random numbers without ties: the value stays exactly
    if the largest cell under both windows, old and new, lies in their overlap.

    Parameters
    ----------
    kernel_size : int
        Side of the window, in pixels.
    shift : (int, int)
        Pixels down and to the right.

    Returns
    -------
    Fraction
        Cells in both windows over cells in either one.

    Raises
    ------
    TypeError, ValueError
        If an argument is no integer, or `kernel_size` is not positive.

    Examples
    --------
    >>> survival_probability(3, (0, 1)), survival_probability(2, (1, 1))
    (Fraction(1, 2), Fraction(1, 7))
    """
    k = integer("survival_probability", "kernel_size", kernel_size, 1)
    down, right = (abs(d) for d in _steps("survival_probability", shift))
    both = max(k - down, 0) * max(k - right, 0)
    return Fraction(both, 2 * k * k - both)


def unchanged_fraction(before: ArrayLike, after: ArrayLike) -> float:
    """Return the share of cells that are exactly equal.

    Parameters
    ----------
    before, after : array_like, of one shape (..., H, W)
        NaN counts as equal to NaN.

    Returns
    -------
    float
        From 0 to 1; 1 if there is no cell at all.

    Raises
    ------
    TypeError, ValueError
        If one is no map of numbers, or the shapes differ.

    Examples
    --------
    >>> unchanged_fraction([[9, 7], [6, 8]], [[9, 3], [4, 8]])
    0.5
    """
    a, b = _same_shape("unchanged_fraction", before, after)
    nan = [np.isnan(m) if m.dtype.kind == "f" else np.False_ for m in (a, b)]
    same = (a == b) | (nan[0] & nan[1])
    return float(same.mean()) if same.size else 1.0


def relative_change(
    before: ArrayLike, after: ArrayLike, *, norm_type: float = 1
) -> float:
    """Return the size of the difference, measured against the first map.

    Parameters
    ----------
    before, after : array_like, of one shape (..., H, W)
        The map as it was, and as it is.
    norm_type : float
        The p of the norm, at least 1 or inf: 1 adds absolute values, 2 is Euclid's.

    Returns
    -------
    float
        ``‖after − before‖ / ‖before‖``; 0 if nothing changed, inf if the first
        map is all 0 and the second is not, and NaN if a cell is.

    Raises
    ------
    TypeError, ValueError
        If one is no map of numbers, the shapes differ, or `norm_type` is below 1.

    Examples
    --------
    >>> relative_change([[9, 7], [6, 8]], [[9, 3], [4, 8]])
    0.2
    """
    a, b = _same_shape("relative_change", before, after)
    p = norm("relative_change", norm_type)
    double = np.result_type(a, b, np.float64)
    a, b = a.astype(double), b.astype(double)
    if max(np.abs(m).max(initial=0) for m in (a, b)) > 1e300:
        a, b = a / 2, b / 2  # so that their difference is finite
    with np.errstate(invalid="ignore"):  # inf - inf, where nothing changed
        difference = np.where(a == b, 0, b - a)
    change, size = (_norm(m, p) for m in (difference, a))
    if size == 0:
        return 0.0 if change == 0 else float("inf")
    with np.errstate(all="ignore"):
        return float(change / size)


def _norm(m: Array, p: float) -> Any:
    """Return a p-norm in which no power is too large or too small."""
    size = np.abs(m).ravel()
    peak = size.max(initial=0)
    if p == np.inf or not 0 < peak < np.inf:
        return peak
    if p * abs(np.log2(peak)) < 900:
        return np.linalg.norm(size, p)
    with np.errstate(under="ignore"):
        return peak * ((size / peak) ** p).sum() ** (1 / p)


def equivariance_error(
    pool: Callable[[Array], Array],
    x: ArrayLike,
    shift: tuple[int, int],
    *,
    norm_type: float = 1,
) -> float:
    """Measure how far pooling is from moving along with its input.

    The input is moved in a circle, so that nothing is lost at a border.  Its
    pooled map should be the first one moved by ``shift / stride`` cells.  Where
    that is no whole number, the better of the neighbouring whole moves counts.

    Parameters
    ----------
    pool : function
        From shape (..., H, W) to (..., H_out, W_out).
    x : array_like, shape (..., H, W)
        Sides that the stride does not divide cannot come round exactly.
    shift : (int, int)
        Pixels down and to the right.
    norm_type : float
        As in `relative_change`.

    Returns
    -------
    float
        A `relative_change`; 0 means equivariant for this shift.

    Raises
    ------
    TypeError, ValueError
        As in `shift2d` and `relative_change`, or if `pool` returns no map.

    Examples
    --------
    >>> stripes = np.array([[0, 0, 1, 1, 0, 0, 1, 1]])
    >>> stride_2 = lambda x: x[..., ::2]
    >>> equivariance_error(stride_2, stripes, (0, 2))
    0.0
    >>> equivariance_error(stride_2, [[0, 1, 0, 1]], (0, 1))
    inf
    """
    x = numbers("equivariance_error", x)
    steps = _steps("equivariance_error", shift)
    before, after = (
        numbers("equivariance_error", pool(m), "pool(x)")
        for m in (x, shift2d(x, steps, fill="wrap"))
    )
    sizes = zip(steps, before.shape[-2:], x.shape[-2:], strict=True)
    moves = [{floor(d * m / n), -floor(-d * m / n)} for d, m, n in sizes]
    candidates = (np.roll(before, move, (-2, -1)) for move in product(*moves))
    return min(relative_change(y, after, norm_type=norm_type) for y in candidates)


def _steps(function: str, shift: Any) -> tuple[int, int]:
    if not isinstance(shift, (list, tuple)):
        wrong_kind(function, "shift", shift, "two integers, (down, right)")
    down, right = pair(function, "shift", shift)
    return integer(function, "shift", down), integer(function, "shift", right)


def _same_shape(function: str, before: Any, after: Any) -> tuple[Array, Array]:
    a, b = numbers(function, before), numbers(function, after)
    if a.shape != b.shape:
        rule = f"has shape {b.shape}, but the first map has {a.shape}"
        refuse(function, "after", after, rule, "compare maps of one shape")
    return a, b
