"""Pooling to a size that is asked for, whatever the size of the map.

Bins come from `adaptive_bins`: they cover the map, and neighbours may share a row
or a column.  As in `pool`, leading axes are free, the input is never written and
results never share memory with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows import engine
from ._windows.arguments import integer, pair, refuse, wrong_kind
from ._windows.inputs import MOST, mean_type, numbers
from ._windows.typing import Array
from ._windows.words import answers_other_words
from .geometry import adaptive_bins

__all__ = [
    "adaptive_avg_pool2d",
    "adaptive_max_pool2d",
    "adaptive_max_pool2d_with_indices",
    "prepare_bins",
]

Bins: TypeAlias = tuple[tuple[int, int], ...]
Size: TypeAlias = int | Sequence[int | None]

LARGEST_PRODUCT = 1 << 13
"""Cells of a plane times bins, up to which a matrix of ones sums them faster."""


@answers_other_words
def adaptive_max_pool2d(x: ArrayLike, output_size: Size) -> Array:
    """Keep the largest value of each bin, for as many bins as are asked for.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
        Channels last, (..., H, W, C), would pool W and C: see `max_pool2d`.
    output_size : int or (int, int)
        Rows and columns of the output; None in a pair keeps that side.  A side may
        grow: bins then share cells.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Of the type of `x`.

    Raises
    ------
    TypeError
        If `x` holds no real numbers or `output_size` no integers.
    ValueError
        If `x` is ragged or has less than two axes, or a side is less than 1.

    See Also
    --------
    adaptive_bins : Which cells a bin covers.

    Notes
    -----
    NaN wins against everything, as in `max_pool2d`.  Equals PyTorch's function of
    this name.

    Examples
    --------
    >>> adaptive_max_pool2d([[1, 5, 2, 0, 3]], (1, 3))
    array([[5, 5, 3]])
    >>> adaptive_max_pool2d([[1, 5, 2, 0, 3]], (None, 1))
    array([[5]])
    """
    x, bins = prepare_bins("adaptive_max_pool2d", x, output_size)
    return _reduce(x, bins, np.maximum, x.dtype)


@answers_other_words
def adaptive_max_pool2d_with_indices(
    x: ArrayLike, output_size: Size
) -> tuple[Array, NDArray[np.int64]]:
    """Keep the largest value of each bin and tell where it was.

    Parameters
    ----------
    x, output_size
        As in `adaptive_max_pool2d`.

    Returns
    -------
    values : ndarray, shape (..., H_out, W_out)
        Those of `adaptive_max_pool2d`.
    indices : ndarray of int64, shape (..., H_out, W_out)
        ``row * W + column`` in the plane of `x`: of several equal maxima the first
        in row-major order, of several NaN the last, as in PyTorch.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_max_pool2d`.

    Examples
    --------
    >>> adaptive_max_pool2d_with_indices([[1, 5], [7, 7]], 1)
    (array([[7]]), array([[2]]))
    """
    x, (rows, columns) = prepare_bins(
        "adaptive_max_pool2d_with_indices", x, output_size
    )
    column = _winners(x, columns)
    across = np.take_along_axis(x, column, -1)
    row = _winners(across.swapaxes(-1, -2), rows).swapaxes(-1, -2)
    values, column = (np.take_along_axis(a, row, -2) for a in (across, column))
    return values, row * x.shape[-1] + column


@answers_other_words
def adaptive_avg_pool2d(x: ArrayLike, output_size: Size) -> Array:
    """Average each bin, for as many bins as are asked for.

    Parameters
    ----------
    x, output_size
        As in `adaptive_max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Floats keep their type (half precision is summed in single); integers and
        bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_max_pool2d`.

    Notes
    -----
    A bin is divided by the number of its own cells.  Where bins overlap, some
    cells count more than once, so the mean of the output need not be that of `x`.
    PyTorch takes floats only.

    Examples
    --------
    >>> adaptive_avg_pool2d([[1, 5, 2, 0, 3]], (1, 2))
    array([[2.66666667, 1.66666667]])
    """
    x, bins = prepare_bins("adaptive_avg_pool2d", x, output_size)
    dtype = mean_type(x)
    total = _sum(x, bins, np.promote_types(dtype, np.float32))
    cells = np.multiply.outer(*([b - a for a, b in side] for side in bins))
    if cells.min() == cells.max():  # one number divides faster
        cells = cells[:1, :1]
    with np.errstate(all="ignore"):
        total /= cells.astype(total.dtype)
        return total.astype(dtype, copy=False)


def prepare_bins(
    function: str, x: ArrayLike, output_size: Any
) -> tuple[Array, list[Bins]]:
    """Check what all adaptive functions are given; return the bins of both axes."""
    x = numbers(function, x)
    if output_size is None:
        wrong_kind(function, "output_size", None, "an integer, or a pair of them")
    sides = pair(function, "output_size", output_size)
    wanted = [
        n if side is None else integer(function, "output_size", side, 1)
        for n, side in zip(x.shape[-2:], sides, strict=True)
    ]
    if prod(wanted) > MOST:
        rule, fix = "makes more cells than any memory holds", "use less"
        refuse(function, "output_size", output_size, rule, fix)
    pairs = zip(x.shape[-2:], wanted, strict=True)
    return x, [adaptive_bins(n, outputs) for n, outputs in pairs]


def _reduce(x: Array, bins: list[Bins], op: np.ufunc, dtype: Any) -> Array:
    """Reduce all bins of the rows, then of the columns, some planes at a time."""
    planes = x.reshape(prod(x.shape[:-2]), *x.shape[-2:])
    y = np.empty((len(planes), *map(len, bins)), dtype)
    step = max(1, engine.CHUNK // (prod(x.shape[-2:]) * y.itemsize))
    with np.errstate(all="ignore"):
        for start in range(0, len(planes), step):
            part = np.ascontiguousarray(planes[start : start + step], dtype)
            part = engine.reduce_bins(part, bins[0], 1, op)
            y[start : start + step] = engine.reduce_bins(part, bins[1], 2, op)
    return y.reshape(*x.shape[:-2], *y.shape[1:])


def _sum(x: Array, bins: list[Bins], dtype: Any) -> Array:
    """Sum all bins: by a product with a matrix of ones where that is small.

    A product multiplies each cell by 1 or by 0, and so takes NaN and infinity to
    bins that do not hold them.  Then it is one axis after the other, and so it is
    where the product would need a copy of all of `x` in another type.
    """
    planes, cells = prod(x.shape[:-2]), prod(x.shape[-2:])
    if x.dtype == dtype and cells * prod(map(len, bins)) <= LARGEST_PRODUCT:
        rows, columns = (
            _members(n, side, dtype) for n, side in zip(x.shape[-2:], bins, strict=True)
        )
        ones = np.multiply.outer(rows, columns).swapaxes(1, 2).reshape(cells, -1)
        with np.errstate(all="ignore"):
            total = x.reshape(planes, cells) @ ones
        if np.isfinite(total).all():
            return total.reshape(*x.shape[:-2], *map(len, bins))
    return _reduce(x, bins, np.add, dtype)


def _members(n: int, bins: Bins, dtype: Any) -> Array:
    """Return for each of n cells and each bin 1 if the cell is in the bin, else 0."""
    members = np.zeros((n, len(bins)), dtype)
    for i, (first, end) in enumerate(bins):
        members[first:end, i] = 1
    return members


def _winners(x: Array, bins: Bins) -> Array:
    """Return where each bin of the last axis has its first maximum, or last NaN."""
    places = [x[..., a:b].argmax(-1) + a for a, b in bins]
    if x.dtype.kind == "f" and np.isnan(x).any():
        for place, (a, b) in zip(places, bins, strict=True):
            nan = np.isnan(x[..., a:b][..., ::-1])
            np.copyto(place, b - 1 - nan.argmax(-1), where=nan.any(-1))
    return np.stack(places, -1)
