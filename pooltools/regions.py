"""Pooling that reads between cells: regions at any place, and a pyramid grown back.

Leading axes are free, as in `pool`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows.arguments import boolean, integer, positive, refuse, wrong_kind
from ._windows.between import read_between, stretched
from ._windows.boxes import boxes_of
from ._windows.inputs import mean_type, numbers
from ._windows.typing import Array, Floats
from ._windows.words import answers_other_words
from .adaptive import Size, adaptive_avg_pool2d, prepare_bins

__all__ = ["pyramid_pooling", "roi_align"]

MANY = 1 << 16
"""Samples along a side of a region; a box that takes more is a mistake."""


@answers_other_words
def roi_align(
    x: ArrayLike,
    boxes: ArrayLike,
    output_size: Size,
    *,
    spatial_scale: float = 1.0,
    sampling_ratio: int = -1,
    aligned: bool = False,
) -> NDArray[Any]:
    """Average regions of interest at exact places, whatever their size, to one size.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        One map, or one image's maps.
    boxes : array_like, shape (K, 4)
        Regions as (left, top, right, bottom): edges, in pixels of the image, that need
        not be whole numbers.
    output_size : int or (int, int)
        Rows and columns of bins that come out of each region.
    spatial_scale : float, optional
        Cells of the map for each pixel of the image, above 0.
    sampling_ratio : int, optional
        Samples along each side of a bin, in rows and columns.  0 or less: as many as it
        covers cells, rounded up.
    aligned : bool, optional
        Edges of cells are at whole numbers and their centres half a cell further; else
        the centres are at whole numbers.  torchvision's default; Detectron2 uses True.

    Returns
    -------
    ndarray, shape (K, ..., H_out, W_out)
        Floats keep their type (half precision is computed in single); integers and
        bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_avg_pool2d`, and if `boxes` has another shape, a box ends before
        it begins, or an argument is out of range.

    See Also
    --------
    roi_max_pool2d : Rounds the region to whole cells, which moves it.

    Notes
    -----
    Samples stand evenly in each bin, and each is read from the four cells around it, on
    straight lines from one to the next.  What lies more than a cell outside the map is
    0; nearer, it is the edge's.  Unless `aligned`, no region is smaller than a cell.
    A region with no extent is 0 if `aligned`, as there is nothing to sample.  A cell
    whose share is 0 is not read; torchvision would multiply NaN by that 0.

    References
    ----------
    He et al. (2017), *Mask R-CNN*, section 3 [he2017].

    Examples
    --------
    >>> x = np.arange(16.0).reshape(4, 4)
    >>> roi_align(x, [[0, 0, 4, 4]], 2, aligned=True)  # the means of whole cells
    array([[[ 2.5,  4.5],
            [10.5, 12.5]]])
    >>> roi_align(x, [[0, 0, 4, 4]], 2)  # half a cell further, down and right
    array([[[ 5.  ,  6.75],
            [12.  , 13.75]]])
    """
    name = "roi_align"
    x, axes = prepare_bins(name, x, output_size)
    scale = positive(name, "spatial_scale", spatial_scale)
    ratio = integer(name, "sampling_ratio", sampling_ratio)
    half = 0.5 if boolean(name, "aligned", aligned) else 0.0
    edges = _edges(name, boxes) * scale - half
    bins = [axis.outputs for axis in axes]
    dtype = mean_type(x)
    single = np.promote_types(dtype, np.float32)
    result = np.empty((len(edges), *x.shape[:-2], *bins), dtype)
    for k, (left, top, right, bottom) in enumerate(edges.tolist()):
        region, count = x, 1
        sides = (top, bottom - top), (left, right - left)
        for axis, (start, length), outputs in zip((-2, -1), sides, bins, strict=True):
            length = length if half else max(length, 1.0)
            samples = ratio if ratio > 0 else ceil(length / outputs)
            if samples > max(1, MANY // outputs):
                rule = f"takes {samples} samples along a side of a bin"
                fix = "give boxes in pixels, with their spatial_scale"
                refuse(name, "boxes", np.asarray(boxes)[k].tolist(), rule, fix)
            steps = (np.arange(samples * outputs) + 0.5) / max(samples, 1)
            places = start + steps * (length / outputs)
            region = _sampled(region, places, axis, outputs, single)
            count *= max(samples, 1)
        with np.errstate(over="ignore"):
            result[k] = region / single.type(count)
    return result


@answers_other_words
def pyramid_pooling(
    x: ArrayLike,
    levels: Sequence[int] = (1, 2, 3, 6),
    *,
    align_corners: bool = True,
) -> NDArray[Any]:
    """Join maps with coarse averages of themselves, grown back to full size.

    Parameters
    ----------
    x : array_like, shape (..., C, H, W)
        Bools, integers or floats.  Channels last, (..., H, W, C), would pool W and C:
        see `max_pool2d`.
    levels : sequence of int
        Level n averages each map in n × n bins.
    align_corners : bool, optional
        Grow so that the centres of the corner cells stay where they are, as PSPNet's
        authors do; else the outer edges do, PyTorch's default for ``interpolate``.

    Returns
    -------
    ndarray, shape (..., C * (1 + number of levels), H, W)
        The maps themselves, then all channels of one level after the other.  Floats
        keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_avg_pool2d`, and if `x` has no axis of channels or `levels` is
        empty.

    See Also
    --------
    spatial_pyramid_pool : One vector of a fixed length, which forgets the map's size.

    Notes
    -----
    Of PSPNet's module only what is not learnt: there, a 1 × 1 convolution brings each
    level to C / number of levels channels before it grows.

    References
    ----------
    Zhao et al. (2017), *Pyramid scene parsing network*, section 3.2 [zhao2017].

    Examples
    --------
    >>> pyramid_pooling([[[1, 2], [3, 6]]], levels=(1,))
    array([[[1., 2.],
            [3., 6.]],
    <BLANKLINE>
           [[3., 3.],
            [3., 3.]]])
    """
    name = "pyramid_pooling"
    x = numbers(name, x)
    if x.ndim < 3:
        rule = f"has shape {x.shape}, but a pyramid needs (..., C, H, W)"
        refuse(name, "x", x, rule, "add the axis of channels, as in x[None]")
    if not isinstance(levels, (list, tuple)):
        wrong_kind(name, "levels", levels, "a sequence of integers")
    if not levels:
        refuse(name, "levels", levels, "has no level", "give at least one, as in (1,)")
    corners = boolean(name, "align_corners", align_corners)
    dtype = mean_type(x)
    single = np.promote_types(dtype, np.float32)
    maps = [x.astype(dtype)]
    for n in [integer(name, "levels", level, 1) for level in levels]:
        grown = adaptive_avg_pool2d(x, n).astype(single)
        for axis in (-2, -1):
            grown = read_between(grown, stretched(n, x.shape[axis], corners), axis)
        maps.append(grown.astype(dtype))
    return np.concatenate(maps, -3)


def _edges(function: str, boxes: ArrayLike) -> Floats:
    """Return boxes as floats, none of which ends before it begins."""
    edges = boxes_of(function, boxes).astype(float)
    with np.errstate(invalid="ignore"):
        good = np.isfinite(edges).all(1) & (edges[:, :2] <= edges[:, 2:]).all(1)
    if not good.all():
        rule, fix = "is no region", "give left, top, right, bottom, the smaller first"
        refuse(function, "boxes", edges[~good][0].tolist(), rule, fix)
    return edges


def _sampled(x: Array, places: Floats, axis: int, outputs: int, dtype: Any) -> Array:
    """Return the sum of each bin's samples along an axis."""
    n = x.shape[axis]
    values = read_between(x.astype(dtype, copy=False), places, axis)
    outside = (places < -1) | (places > n)
    values[np.broadcast_to(outside.reshape(-1, *[1] * (-1 - axis)), values.shape)] = 0
    shape = list(values.shape)
    shape[axis : axis + 1 or None] = [outputs, len(places) // outputs]
    total: Array = values.reshape(shape).sum(axis)
    return total
