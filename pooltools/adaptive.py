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

from ._windows import engine, ranking, sums
from ._windows.arguments import integer, pair, refuse, wrong_kind
from ._windows.bins import BinAxis
from ._windows.inputs import MOST, numbers
from ._windows.typing import Array
from ._windows.words import answers_other_words

__all__ = [
    "adaptive_avg_pool2d",
    "adaptive_max_pool2d",
    "adaptive_max_pool2d_with_indices",
    "prepare_bins",
]

Size: TypeAlias = int | Sequence[int | None]


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
    x, axes = prepare_bins("adaptive_max_pool2d", x, output_size)
    return engine.reduce_windows(x, axes, np.maximum, None, x.dtype)


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
    x, axes = prepare_bins("adaptive_max_pool2d_with_indices", x, output_size)
    return ranking.first_maximum(x, axes)


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
    x, axes = prepare_bins("adaptive_avg_pool2d", x, output_size)
    if axes[0].outputs == axes[1].outputs == 1:
        return sums.mean_planes(x)
    return sums.mean_bins(x, axes)


def prepare_bins(
    function: str, x: ArrayLike, output_size: Any
) -> tuple[Array, tuple[BinAxis, BinAxis]]:
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
    rows, columns = zip(x.shape[-2:], wanted, strict=True)
    return x, (BinAxis(*rows), BinAxis(*columns))
