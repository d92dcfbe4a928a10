"""Which cell wins, and which stands in the middle: taps compared one by one.

`first_maximum` still goes axis by axis, as `engine.reduce_windows` does.  A median
can not.
"""

from math import prod
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike

from .axis import WindowAxis
from .bins import Axis, BinAxis, Bins
from .engine import reduce_axis
from .pieces import CHUNK, as_planes, pieces, trimmed
from .taps import all_padded, lowest, starts, tap
from .typing import Array, Axes


def first_maximum(x: Array, axes: tuple[Axis, Axis]) -> tuple[Array, Array]:
    """Return each window's maximum and its flat index in the plane.

    The index is that of the first maximum in row-major order, of the last NaN
    if there is one (both as in PyTorch), and -1 if no tap is a real cell.
    """
    axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), x.dtype)
    index, width = np.empty(y.shape, np.int64), x.shape[-1]
    bins = isinstance(axes[0], BinAxis)
    find = _first_in_bins if bins else _first_in_windows
    itemsize = max(4, y.itemsize)  # a place in a piece may need as much
    for out, parts in pieces(len(x), axes, itemsize, square=bins):
        best = y[out], index[out]
        for n, (read, windows) in enumerate(parts):
            found = (np.empty_like(best[0]), np.empty_like(best[1])) if n else best
            find(x[read], windows, width, *found)
            if base := read[1].start * width + read[2].start:
                found[1][found[1] >= 0] += base
            if n:
                _keep_the_better(*best, *found)
    return y.reshape(shape), index.reshape(shape)


def _keep_the_better(y: Array, index: Array, other: Array, place: Array) -> None:
    """Take over another's maximum where it wins, a tie by its place; -1 is none."""
    nan = other != other
    wins = (other > y) | (other == y) & (place < index)
    wins |= nan & ((y == y) | (place > index))
    wins = (wins | (index < 0)) & (place >= 0)
    np.copyto(y, other, where=wins)
    np.copyto(index, place, where=wins)


def _first_in_windows(x: Array, axes: Axes, width: int, y: Array, index: Array) -> None:
    """Find maxima across and then down, for planes of rows that lie `width` apart.

    Likewise their places, as a small number that names the winning row and, in it,
    the winning column.
    """
    rows, columns = axes
    least = lowest(x.dtype)
    planes = all_padded(x, axes, least, x.dtype)
    across = np.ascontiguousarray(reduce_axis(planes, columns, 2, np.maximum))
    y[...] = reduce_axis(across, rows, 1, np.maximum)
    nan = x.dtype.kind == "f" and bool(np.isnan(y).any())
    down, right = (_offsets(axis, nan) for axis in axes)
    offset = (down[:, None] * width + right).ravel()
    code = np.min_scalar_type(offset.size).type(0)
    code = _name_winners(planes, across, columns, 2, code, 1, nan)
    code = _name_winners(across, y, rows, 1, code, right.size, nan)
    start = starts(rows)[:, None] * width + starts(columns)
    np.add(offset.take(code), start, out=index)
    # a maximum that padding equals is that of all real cells: the first is reported
    np.copyto(index, _first_cells(axes, width), where=y == least)


def _first_in_bins(
    x: Array, axes: tuple[Bins, Bins], width: int, y: Array, index: Array
) -> None:
    """Find maxima across and then down, bin by bin."""
    rows, columns = axes
    column = _winners(x, columns)
    across = np.take_along_axis(x, column, -1)
    row = _winners(across.swapaxes(-1, -2), rows).swapaxes(-1, -2)
    y[...], column = (np.take_along_axis(a, row, -2) for a in (across, column))
    np.add(row * width, column, out=index)


def _winners(x: Array, bins: Bins) -> Array:
    """Return where each bin of the last axis has its first maximum, or last NaN.

    A machine may count places in 32 bits, as Python in a browser does; in the plane
    they may need more.
    """
    limits = list(zip(*(side.tolist() for side in bins), strict=True))
    places = [x[..., a:b].argmax(-1) + a for a, b in limits]
    if x.dtype.kind == "f" and np.isnan(x).any():
        for place, (a, b) in zip(places, limits, strict=True):
            nan = np.isnan(x[..., a:b][..., ::-1])
            np.copyto(place, b - 1 - nan.argmax(-1), where=nan.any(-1))
    return np.stack(places, -1).astype(np.int64, copy=False)


def _name_winners(
    values: Array,
    best: Array,
    axis: WindowAxis,
    dim: int,
    inner: Any,
    unit: int,
    nan: bool,
) -> Any:
    """Return ``rank * unit + inner`` of the tap that holds each window's maximum.

    A tap ranks the higher the earlier it is (NaN: the later), so the largest code
    stays: small integers and no branches, which is fast.  If no other tap holds the
    maximum, the last one does, and need not be asked.
    """
    k, number = axis.kernel_size, inner.dtype.type
    code = np.empty(best.shape, inner.dtype)
    for t in reversed(range(k)):
        low = tap(inner, axis, dim, t) if inner.ndim else inner
        ranked = low + number((k - t) * unit)
        if t == k - 1:
            code[...] = ranked
        else:
            holds = tap(values, axis, dim, t) == best
            np.maximum(code, holds * ranked, out=code)
        if nan:
            ranked = low + number((k + 1 + t) * unit)
            np.maximum(code, np.isnan(tap(values, axis, dim, t)) * ranked, out=code)
    return code


def _offsets(axis: WindowAxis, nan: bool) -> Array:
    """Return how far from a window's start the tap of each rank lies."""
    k = axis.kernel_size
    taps = np.array([0, *range(k - 1, -1, -1), *range(k * nan)], np.int64)
    return taps * min(axis.dilation, axis.span)  # a single tap has no dilation


def _first_cells(axes: Axes, width: int) -> Array:
    """Return the flat index of each window's first real cell, -1 if it has none."""
    down, right = (_first_taps(axis) for axis in axes)
    first: Array = down[:, None] * width + right
    first[(down < 0)[:, None] | (right < 0)] = -1
    return first


def _first_taps(axis: WindowAxis) -> Array:
    """Return the first real tap of each window along one axis, -1 if it has none."""
    start, step = starts(axis), min(axis.dilation, axis.span)
    first: Array = start + step * np.maximum(0, -(start // step))
    first[first >= np.minimum(start + axis.span, axis.n)] = -1
    return first


def send_to_argmax(grad: Array, x: Array, axes: Axes) -> Array:
    """Give each window's number to its first maximum, and add up."""
    axes = trimmed(axes)
    (planes, _), (grad, _) = (as_planes(a, axes) for a in (x, grad))
    back = np.zeros(planes.shape, grad.dtype)
    for out, ((read, windows),) in pieces(len(planes), axes, x.itemsize, whole=True):
        index = first_maximum(planes[read], windows)[1]
        back[read] += scatter_add(grad[out], index, planes[read].shape)
    return back.reshape(x.shape)


def scatter_add(grad: Array, index: Array, shape: tuple[int, ...]) -> Array:
    """Add every number to the cell that its index names; -1 names none."""
    count, cells = prod(shape[:-2]), prod(shape[-2:])
    index, grad = (a.reshape(count, prod(a.shape[-2:])) for a in (index, grad))
    back = np.empty((count, cells), grad.dtype)
    step = max(1, CHUNK // (8 * (cells + 1)))
    for start in range(0, count, step):
        part = slice(start, start + step)
        n = len(grad[part])
        # -1 lands in a cell of its own, before those of each plane
        flat = index[part] + (1 + (cells + 1) * np.arange(n)[:, None])
        # where a machine counts in 32 bits, as Python in a browser does, so must we
        flat = flat.astype(np.intp, copy=False)
        total = _add_at(flat.ravel(), grad[part].ravel(), n * (cells + 1))
        back[part] = total.reshape(n, cells + 1)[:, 1:]
    return back.reshape(shape)


def _add_at(places: Array, values: Array, length: int) -> Array:
    """Return zeros with values added at places, in no less than double precision."""
    if np.promote_types(values.dtype, np.float64) == np.float64:
        return np.bincount(places, values, length)
    total = np.zeros(length, values.dtype)  # what is longer than double, slowly
    np.add.at(total, places, values)
    return total


def median(x: Array, axes: Axes, dtype: DTypeLike) -> Array:
    """Return the median of each window's real cells, the mean of two if even."""
    axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), dtype)
    for out, ((read, windows),) in pieces(len(x), axes, y.itemsize, whole=True):
        _medians(x[read], windows, y[out])
    return y.reshape(shape)


def _medians(x: Array, axes: Axes, y: Array) -> None:
    """Sort the cells of each window, some rows of windows at a time."""
    rows, columns = axes
    planes = all_padded(x, axes, np.inf, y.dtype)
    windows = sliding_window_view(planes, (rows.span, columns.span), (1, 2))
    windows = windows[..., :: rows.dilation, :: columns.dilation]
    windows = tap(tap(windows, rows, 1, 0), columns, 2, 0)
    count = np.multiply.outer(rows.counts(False), columns.counts(False))[..., None]
    step = max(1, 4 * CHUNK // (windows[:, 0].size * y.itemsize))
    for i in range(0, rows.outputs, step):
        block, n = windows[:, i : i + step], count[i : i + step]
        # padding is +inf, so real cells come first and NaN comes last
        cells = np.sort(block.reshape(*block.shape[:3], -1), axis=-1)
        low, high = (
            np.take_along_axis(cells, np.broadcast_to(m, (*block.shape[:3], 1)), -1)
            for m in ((n - 1) // 2, n // 2)
        )
        mean = _middle(low, high)
        mean[np.isnan(cells[..., -1:]) | (n == 0)] = np.nan
        y[:, i : i + step] = mean[..., 0]


def _middle(low: Array, high: Array) -> Array:
    """Return the mean of two numbers, though their sum may be none."""
    low = low.astype(np.promote_types(low.dtype, np.float64))
    with np.errstate(all="ignore"):
        mean = (low + high) / 2
        return np.where(np.isinf(mean), low / 2 + high / 2, mean)
