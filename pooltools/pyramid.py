"""One size out of maps or regions of any size: pyramids of bins, and RoI pooling.

Both are adaptive pooling, applied several times.  Leading axes are free, as in
`pool`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._windows.arguments import integer, one_of, refuse, wrong_kind
from ._windows.boxes import boxes_of
from ._windows.inputs import numbers
from ._windows.typing import Array
from ._windows.words import answers_other_words
from .adaptive import Size, adaptive_avg_pool2d, adaptive_max_pool2d, prepare_bins

__all__ = ["roi_max_pool2d", "spatial_pyramid_pool"]


@answers_other_words
def spatial_pyramid_pool(
    x: ArrayLike, levels: Sequence[int] = (4, 2, 1), *, mode: str = "max"
) -> Array:
    """Pool maps of any size into one vector of a fixed length.

    Parameters
    ----------
    x : array_like, shape (..., C, H, W)
        Bools, integers or floats.  Channels last, (..., H, W, C), would pool W and C:
        see `max_pool2d`.
    levels : sequence of int
        Level n divides each map into n × n bins.
    mode : {"max", "average"}
        What is kept of a bin.

    Returns
    -------
    ndarray, shape (..., C * sum of n²)
        One level after the other, in the order of `levels`.  Within a level one
        channel after the other, and the bins of a channel row by row: what
        flattening and joining PyTorch's ``adaptive_max_pool2d(x, n)`` gives.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_max_pool2d`, and if `x` has no axis of channels, `levels` is
        empty, or `mode` unknown.

    References
    ----------
    He et al. (2015), *Spatial pyramid pooling in deep convolutional networks for
    visual recognition*, section 2.2, with the bins of the appendix [he2015].

    Lazebnik et al. (2006), *Beyond bags of features: spatial pyramid matching for
    recognizing natural scene categories* [lazebnik2006].

    Examples
    --------
    >>> spatial_pyramid_pool([[[1, 2], [3, 4]], [[8, 7], [6, 5]]], levels=(2, 1))
    array([1, 2, 3, 4, 8, 7, 6, 5, 4, 8])
    >>> [spatial_pyramid_pool(np.ones((16, h, 9))).shape for h in (6, 13)]
    [(336,), (336,)]
    """
    name = "spatial_pyramid_pool"
    x = numbers(name, x)
    if x.ndim < 3:
        rule = f"has shape {x.shape}, but a pyramid needs (..., C, H, W)"
        refuse(name, "x", x, rule, "add the axis of channels, as in x[None]")
    if not isinstance(levels, (list, tuple)):
        wrong_kind(name, "levels", levels, "a sequence of integers")
    if not levels:
        refuse(name, "levels", levels, "has no level", "give at least one, as in (1,)")
    one_of(name, "mode", mode, ("max", "average"))
    pool = adaptive_max_pool2d if mode == "max" else adaptive_avg_pool2d
    as_shape = [integer(name, "levels", n, 1) for n in levels]
    maps: dict[int, Array] = {}
    for n in sorted({*as_shape}, reverse=True):
        # bins of half as many a side are made of whole bins: their maxima are enough
        finer = [m for m in maps if m % n == 0] if mode == "max" else []
        maps[n] = pool(maps[finer[-1]] if finer else x, n)
    flat = [maps[n].reshape(*x.shape[:-3], x.shape[-3] * n * n) for n in as_shape]
    return np.concatenate(flat, -1)


@answers_other_words
def roi_max_pool2d(x: ArrayLike, boxes: ArrayLike, output_size: Size) -> Array:
    """Pool regions of interest, whatever their size, to one size.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        One map, or one image's maps.
    boxes : array_like, shape (K, 4)
        Regions as (left, top, right, bottom): positions of their first and last
        column and row in the map, both included, rounded to the nearest cell.
    output_size : int or (int, int)
        Rows and columns that come out of each region.

    Returns
    -------
    ndarray, shape (K, ..., H_out, W_out)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_max_pool2d`, and if `boxes` has another shape or a box lies
        outside the map or ends before it begins.

    Notes
    -----
    RoI pooling as in Fast R-CNN: round the region to whole cells, then divide it by
    `adaptive_bins`.  A half is rounded up.  Libraries scale the boxes from image to
    map by themselves, and clip them to the map.

    References
    ----------
    Girshick (2015), *Fast R-CNN*, section 2.1 [girshick2015].

    Examples
    --------
    >>> x = np.arange(20).reshape(4, 5)
    >>> roi_max_pool2d(x, [[0, 0, 4, 3], [2.6, 1.2, 4, 2]], (1, 2))
    array([[[17, 19]],
    <BLANKLINE>
           [[13, 14]]])
    """
    name = "roi_max_pool2d"
    x, (rows, columns) = prepare_bins(name, x, output_size)
    cells = _whole_cells(name, boxes, x.shape[-2:])
    size = rows.outputs, columns.outputs
    result = np.empty((len(cells), *x.shape[:-2], *size), x.dtype)
    for k, (left, top, right, bottom) in enumerate(cells):
        region = x[..., top : bottom + 1, left : right + 1]
        result[k] = adaptive_max_pool2d(region, size)
    return result


def _whole_cells(function: str, boxes: Any, shape: tuple[int, ...]) -> Any:
    """Return boxes rounded to cells of a map, all of which lie in it."""
    given = boxes_of(function, boxes)
    cells = np.floor(given + 0.5)
    height, width = shape
    last = np.array([width, height, width, height]) - 1
    good = ((cells >= 0) & (cells <= last)).all(1) & (cells[:, :2] <= cells[:, 2:]).all(
        1
    )
    if not good.all():
        rule = f"is no region of a {height} × {width} map"
        fix = f"use columns 0 to {width - 1}, rows 0 to {height - 1}, first before last"
        refuse(function, "boxes", given[~good][0].tolist(), rule, fix)
    return cells.astype(int).tolist()
