"""How work is cut into pieces that about fit the processor's cache.

Small planes are taken some at a time.  The output of a large plane is cut: into bands
of whole rows or, if those are long, into blocks; neighbours read some cells twice.  A
window too large for a piece is cut as well, into groups of taps whose results are
joined.  How large a piece may be is said here and nowhere else.
"""

from collections.abc import Callable, Iterator
from itertools import product
from math import isqrt, prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike

from .axis import WindowAxis, span_of
from .bins import Axis, BinAxis, Bins
from .typing import Array

__all__ = [
    "CHUNK",
    "as_planes",
    "bands",
    "in_pieces",
    "pieces",
    "single_cells",
    "trimmed",
]

CHUNK = 1 << 20
"""Bytes of padded input handled at a time, about one L2 cache."""

LARGEST = 1 << 23
"""Bytes that a piece may have where windows are large and overlap."""

NARROW = 64
"""Columns that a piece has at least: fewer would waste most of each cache line."""

Block: TypeAlias = tuple[slice, slice, slice]
Part: TypeAlias = tuple[Block, tuple[Any, Any]]
"""What is read, (planes, rows, columns), and the windows in it along both axes."""


def trimmed(axes: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return the axes without taps that read nothing but padding."""
    return axes[0].trimmed(), axes[1].trimmed()


def single_cells(n: int) -> WindowAxis:
    """Return an axis whose windows are its cells: nothing happens along it."""
    return WindowAxis(n, 1, 1, 0, 0, 1, n)


def as_planes(x: Array, axes: tuple[Axis, Axis]) -> tuple[Array, tuple[int, ...]]:
    """Return x as a list of planes, and the shape of what comes out."""
    planes = x.reshape(prod(x.shape[:-2]), *x.shape[-2:])
    return planes, (*x.shape[:-2], axes[0].outputs, axes[1].outputs)


def pieces(
    planes: int,
    axes: tuple[Axis, Axis],
    itemsize: int,
    *,
    whole: bool = False,
    square: bool = False,
) -> Iterator[tuple[Block, list[Part]]]:
    """Cut the output of some planes into pieces.

    Parameters
    ----------
    planes : int
    axes : pair of WindowAxis or BinAxis
        Trimmed.
    itemsize : int
        Bytes of a cell in the type that is computed in.
    whole : bool
        Leave windows whole, however large, so that each piece has one part.
    square : bool
        Prefer blocks to bands.

    Yields
    ------
    out : (slice, slice, slice)
        A block of the output: planes, rows, columns.
    parts : list of Part
        What it is joined of.
    """
    rows, columns = axes
    size = rows.extent * columns.extent * itemsize
    if size <= CHUNK:
        step = CHUNK // size
        (i, (r, a)), (j, (c, b)) = _all_of(rows), _all_of(columns)
        for start in range(0, planes, step):
            some = slice(start, start + step)
            yield (some, i, j), [((some, r, c), (a, b))]
        return
    high, wide = _limits(rows, columns, itemsize, whole, square)
    down, across = _cut(rows, high, whole), _cut(columns, wide, whole)
    for plane in range(planes):
        some = slice(plane, plane + 1)
        for (i, vertical), (j, horizontal) in product(down, across):
            parts = product(vertical, horizontal)
            yield (some, i, j), [((some, r, c), (a, b)) for (r, a), (c, b) in parts]


def _all_of(axis: Axis) -> tuple[slice, tuple[slice, Any]]:
    """Return all of one axis' output, what it reads, and the windows in that."""
    windows = axis if isinstance(axis, WindowAxis) else axis.some(0, axis.outputs)
    return slice(0, axis.outputs), (slice(0, axis.n), windows)


def in_pieces(
    x: Array,
    axes: tuple[Axis, Axis],
    function: Callable[[Array, Any], Array],
    dtype: DTypeLike,
) -> Array:
    """Return what a function makes of each piece, in double precision, and its windows.

    Parameters
    ----------
    x : ndarray, shape (..., H, W)
    axes : pair of WindowAxis
    function : callable
        From planes and the axes of whole windows in them to the pooled planes.
    dtype : dtype
        In which to return.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
    """
    double = np.promote_types(x.dtype, np.float64)
    if x.size * double.itemsize <= CHUNK:
        return function(x.astype(double), axes).astype(dtype, copy=False)
    axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), dtype)
    for out, [(read, windows)] in pieces(len(x), axes, double.itemsize, whole=True):
        y[out] = function(x[read].astype(double), windows)
    return y.reshape(shape)


def _limits(
    rows: Axis, columns: Axis, itemsize: int, whole: bool, square: bool
) -> tuple[int, int]:
    """Return how many rows and columns a piece reads."""
    tall, wide = (_enough(axis, 2 if whole else 4) for axis in (rows, columns))
    wide = min(max(wide, NARROW), columns.extent)
    area, most = CHUNK // itemsize, LARGEST // itemsize
    area = max(area, tall * wide if whole else min(tall * wide, most))
    if square or tall * columns.extent > area:
        side = isqrt(area)
        high = max(min(side, rows.extent), min(tall, max(side, area // wide)))
        return high, area // high
    return area // columns.extent, columns.extent


def _enough(axis: Axis, times: int = 4) -> int:
    """Return how many cells to read so that few of them are read twice."""
    overlap = axis.outputs > 1 and axis.span > axis.stride
    return min(axis.span * (times if overlap else 1), axis.extent)


def bands(axes: tuple[Axis, Axis], itemsize: int) -> list[tuple[slice, Any]]:
    """Cut only the rows, if windows overlap and are too large for a piece of both axes.

    Returns
    -------
    list of (slice, (slice, axis))
        Rows of the output, what they read, and the windows in it; none where windows
        need no bands, or where even a band of one row would be too large.
    """
    rows, columns = axes
    if rows.n * columns.n * itemsize <= CHUNK or isinstance(rows, BinAxis):
        return []
    step = 2 * LARGEST // (columns.extent * itemsize)
    both = min(rows.span, columns.span) > 1 and rows.span > rows.stride
    if not (both and step and _enough(rows) * _enough(columns) * itemsize > LARGEST):
        return []
    ends = ((i, min(i + step, rows.outputs)) for i in range(0, rows.outputs, step))
    return [(slice(*b), _part(rows, *b, 0, rows.kernel_size)) for b in ends]


def _cut(axis: Axis, cells: int, whole: bool) -> list[tuple[slice, list[Any]]]:
    """Cut one axis into blocks of output that read so many cells, or little more.

    Each comes with its groups of taps: what is read, and the windows in it.
    """
    outputs, taps = axis.outputs, axis.kernel_size
    if axis.extent <= cells:
        out, part = _all_of(axis)
        return [(out, [part])]
    room = cells if outputs == 1 or axis.stride >= axis.span else cells // 2
    if not whole and axis.span > room:
        taps = max(1, room // axis.dilation)
        taps = -(-axis.kernel_size // -(-axis.kernel_size // taps))
    step = max(1, (cells - span_of(taps, axis.dilation)) // axis.stride + 1)
    step = -(-outputs // -(-outputs // step))  # blocks of about one size
    return [
        (
            slice(i, end := min(i + step, outputs)),
            [
                _part(axis, i, end, t, min(t + taps, axis.kernel_size))
                for t in range(0, axis.kernel_size, taps)
            ],
        )
        for i in range(0, outputs, step)
    ]


def _part(axis: Axis, i: int, end: int, t: int, last: int) -> tuple[slice, Any]:
    """Return what windows i to end read with taps t to last, and those windows."""
    if isinstance(axis, BinAxis):
        first, end_of = axis.some(i, end)
        end_of = end_of if last == axis.kernel_size else first + last
        low, high = int(first[0]) + t, int(end_of[-1])
        return slice(low, high), Bins(first + t - low, end_of - low)
    start = axis.start(i) + t * axis.dilation
    stop = axis.start(end - 1) + (last - 1) * axis.dilation + 1
    low, high = (min(max(place, 0), axis.n) for place in (start, stop))
    windows = axis._replace(
        n=high - low,
        before=min(max(-start, 0), stop - start),
        outputs=end - i,
        kernel_size=last - t,
    )
    return slice(low, high), windows
