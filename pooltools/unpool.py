"""Unpooling: large maps from small ones, and none of it an inverse."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._windows.arguments import refuse
from ._windows.engine import add_windows
from ._windows.inputs import GRIDS, as_shape, mean_type, numbers, of_shape, prepare
from ._windows.layer import Padding, PairOfInts
from ._windows.typing import Array
from ._windows.words import answers_other_words

__all__ = ["avg_unpool2d", "max_unpool1d", "max_unpool2d", "max_unpool3d"]


@answers_other_words
def avg_unpool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    output_size: tuple[int, int],
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Give every cell the mean of the pooled values whose windows cover it.

    Where windows tile, this copies each value into all cells of its window.

    Parameters
    ----------
    x : array_like, shape (..., H_out, W_out)
        Pooled values, of any pooling.
    kernel_size : int or (int, int)
        As it was given to the pooling.
    output_size : (int, int)
        (H, W) of the map that was pooled.
    stride, padding, dilation, ceil_mode
        As they were given to the pooling.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `x` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `avg_pool2d`, and if `x` has not the shape of its output.

    See Also
    --------
    max_unpool2d : Put values back where the maxima were.
    avg_pool2d_backward : Hand each value out in shares instead.

    Notes
    -----
    This is no inverse: what differed within a window is equal now.  A cell that
    no window covers is 0.

    Examples
    --------
    >>> avg_unpool2d([[5, 7]], 2, (2, 5))
    array([[5., 5., 7., 7., 0.],
           [5., 5., 7., 7., 0.]])
    """
    name = "avg_unpool2d"
    shape = (*np.shape(x)[:-2], *as_shape(name, "output_size", output_size, axes=2))
    layer = kernel_size, stride, padding, dilation, ceil_mode
    _, axes = prepare(name, np.broadcast_to(np.float64(0), shape), *layer)
    values = of_shape(name, "x", x, shape, axes)
    double = np.promote_types(values.dtype, np.float64)
    total = add_windows(values.astype(double), axes)
    count = add_windows(np.ones(values.shape[-2:]), axes)
    back = np.divide(total, count, out=np.zeros(shape, double), where=count > 0)
    return back.astype(mean_type(values))


@answers_other_words
def max_unpool2d(
    x: ArrayLike, indices: ArrayLike, output_size: tuple[int, int]
) -> Array:
    """Put pooled values back where they came from, and zeros elsewhere.

    Parameters
    ----------
    x : array_like, shape (..., H_out, W_out)
        Pooled values.
    indices : array_like of int, of the same shape
        From `max_pool2d_with_indices`: ``row * W + column``; -1 places nothing.
    output_size : (int, int)
        (H, W) of the map that was pooled.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        If `x` is no map of numbers, `indices` no integers of the same shape, or
        an index does not lie in the map.

    Notes
    -----
    This is no inverse: what did not win is 0.  When windows overlap, several may
    name one cell, always with the same value if it comes from `max_pool2d`; of
    different values the last in row-major order stays.

    References
    ----------
    Zeiler and Fergus (2014), *Visualizing and understanding convolutional networks*,
    section 2.1, where the indices are called switches [zeiler2014].

    Examples
    --------
    >>> max_unpool2d([[5, 7]], [[1, 6]], (2, 4))
    array([[0, 5, 0, 0],
           [0, 0, 7, 0]])
    """
    return _put_back("max_unpool2d", x, indices, output_size, 2)


@answers_other_words
def max_unpool1d(
    x: ArrayLike, indices: ArrayLike, output_size: int | tuple[int]
) -> Array:
    """Put pooled values of a sequence back where they came from, zeros elsewhere.

    Parameters
    ----------
    x : array_like, shape (..., L_out)
        Pooled values.
    indices : array_like of int, of the same shape
        From `max_pool1d_with_indices`; -1 places nothing.
    output_size : int or (int,)
        Cells of the sequence that was pooled.

    Returns
    -------
    ndarray, shape (..., L)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_unpool2d`.

    Examples
    --------
    >>> max_unpool1d([5, 7], [1, 2], 5)
    array([0, 5, 7, 0, 0])
    """
    size = output_size if isinstance(output_size, (tuple, list)) else (output_size,)
    return _put_back("max_unpool1d", x, indices, size, 1)


@answers_other_words
def max_unpool3d(
    x: ArrayLike, indices: ArrayLike, output_size: tuple[int, int, int]
) -> Array:
    """Put pooled values of a volume back where they came from, zeros elsewhere.

    Parameters
    ----------
    x : array_like, shape (..., D_out, H_out, W_out)
        Pooled values.
    indices : array_like of int, of the same shape
        From `max_pool3d_with_indices`; -1 places nothing.
    output_size : (int, int, int)
        (D, H, W) of the volume that was pooled, in cells.

    Returns
    -------
    ndarray, shape (..., D, H, W)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_unpool2d`.

    Examples
    --------
    >>> max_unpool3d([[[5]]], [[[6]]], (2, 2, 2)).ravel()
    array([0, 0, 0, 0, 0, 0, 5, 0])
    """
    return _put_back("max_unpool3d", x, indices, output_size, 3)


def _put_back(
    name: str, x: ArrayLike, indices: ArrayLike, output_size: Any, axes: int
) -> Array:
    """Put values where indices say, of so many last axes."""
    x, index = (
        numbers(name, x, kind=GRIDS[axes]),
        numbers(name, indices, "indices", GRIDS[axes]),
    )
    sizes = as_shape(name, "output_size", output_size, axes)
    if index.dtype.kind not in "iu":
        refuse(name, "indices", indices, f"holds {index.dtype.name}", "give integers")
    if index.shape != x.shape:
        rule = f"has shape {index.shape}, but x has {x.shape}"
        refuse(name, "indices", indices, rule, "take both from one pooling")
    room = prod(sizes)
    if index.size and not (index.min() >= -1 and index.max() < room):
        worst = int(index.max() if index.max() >= room else index.min())
        kind = {1: "sequence", 2: "map", 3: "volume"}[axes]
        rule = f"holds {worst}, outside a {' × '.join(map(str, sizes))} {kind}"
        refuse(name, "indices", indices, rule, f"give the size of the pooled {kind}")
    lead = x.shape[:-axes]
    flat = np.zeros((prod(lead), room + 1), x.dtype)  # -1 lands in the last
    named, values = (a.reshape(prod(lead), prod(x.shape[-axes:])) for a in (index, x))
    np.put_along_axis(flat, named, values, 1)
    return flat[:, :-1].reshape(*lead, *sizes).copy()
