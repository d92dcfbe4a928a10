"""Which cell wins, and which stands in the middle: taps compared one by one.

`first_maximum` still goes axis by axis, as `engine.reduce_windows` does.  A median
can not.
"""

from math import prod
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike

from . import engine
from .axis import WindowAxis
from .engine import (
    all_padded,
    as_planes,
    chunks,
    lowest,
    reduce_axis,
    starts,
    tap,
    trimmed,
)
from .typing import Array, Axes

__all__ = ["first_maximum", "median", "scatter_add", "send_to_argmax"]


def first_maximum(x: Array, axes: Axes) -> tuple[Array, Array]:
    """Return each window's maximum and its flat index in the plane.

    The index is that of the first maximum in row-major order, of the last NaN
    if there is one (both as in PyTorch), and -1 if no tap is a real cell.  It is
    found like the maximum, across and then down, as a small number that names
    the winning row and, in it, the winning column.
    """
    rows, columns = axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y, least = np.empty((len(x), *shape[-2:]), x.dtype), lowest(x.dtype)
    index = np.empty(y.shape, np.int64)
    start = starts(rows)[:, None] * columns.n + starts(columns)
    for part in chunks(x, axes, y.itemsize):
        planes = all_padded(x[part], axes, least, x.dtype)
        across = np.ascontiguousarray(reduce_axis(planes, columns, 2, np.maximum))
        y[part] = reduce_axis(across, rows, 1, np.maximum)
        nan = x.dtype.kind == "f" and bool(np.isnan(y[part]).any())
        down, right = (_offsets(axis, nan) for axis in axes)
        offset = (down[:, None] * columns.n + right).ravel()
        code = np.min_scalar_type(offset.size).type(0)
        code = _name_winners(planes, across, columns, 2, code, 1, nan)
        code = _name_winners(across, y[part], rows, 1, code, right.size, nan)
        np.add(offset.take(code), start, out=index[part])
    # a maximum that padding equals is that of all real cells: the first is reported
    np.copyto(index, _first_cells(axes), where=y == least)
    return y.reshape(shape), index.reshape(shape)


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
    taps = np.array([0, *range(k - 1, -1, -1), *range(k * nan)])
    return taps * min(axis.dilation, axis.span)  # a single tap has no dilation


def _first_cells(axes: Axes) -> Array:
    """Return the flat index of each window's first real cell, -1 if it has none."""
    down, right = (_first_taps(axis) for axis in axes)
    first: Array = down[:, None] * axes[1].n + right
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
    (planes, _), (grad, _) = (as_planes(a, axes) for a in (x, grad))
    back = np.empty(planes.shape, grad.dtype)
    for part in chunks(planes, trimmed(axes), planes.itemsize):
        index = first_maximum(planes[part], axes)[1]
        back[part] = scatter_add(grad[part], index, planes[part].shape)
    return back.reshape(x.shape)


def scatter_add(grad: Array, index: Array, shape: tuple[int, ...]) -> Array:
    """Add every number to the cell that its index names; -1 names none."""
    count, cells = prod(shape[:-2]), prod(shape[-2:])
    index, grad = (a.reshape(count, prod(a.shape[-2:])) for a in (index, grad))
    back = np.empty((count, cells), grad.dtype)
    step = max(1, engine.CHUNK // (8 * cells))
    for start in range(0, count, step):
        part = slice(start, start + step)
        n = len(grad[part])
        # -1 lands in a cell of its own, before those of each plane
        flat = index[part] + (1 + (cells + 1) * np.arange(n)[:, None])
        # where a machine counts in 32 bits, as Python in a browser does, so must we
        flat = flat.astype(np.intp, copy=False)
        total = np.bincount(flat.ravel(), grad[part].ravel(), n * (cells + 1))
        back[part] = total.reshape(n, cells + 1)[:, 1:]
    return back.reshape(shape)


def median(x: Array, axes: Axes, dtype: DTypeLike) -> Array:
    """Return the median of each window's real cells, the mean of two if even."""
    rows, columns = axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), dtype)
    count = np.multiply.outer(rows.counts(False), columns.counts(False))[..., None]
    for part in chunks(x, axes, y.itemsize):
        planes = all_padded(x[part], axes, np.inf, y.dtype)
        windows = sliding_window_view(planes, (rows.span, columns.span), (1, 2))
        windows = windows[..., :: rows.dilation, :: columns.dilation]
        windows = tap(tap(windows, rows, 1, 0), columns, 2, 0)
        step = max(1, 4 * engine.CHUNK // (windows[:, 0].size * y.itemsize))
        for i in range(0, rows.outputs, step):
            block, n = windows[:, i : i + step], count[i : i + step]
            # padding is +inf, so real cells come first and NaN comes last
            cells = np.sort(block.reshape(*block.shape[:3], -1), axis=-1)
            low, high = (
                np.take_along_axis(cells, np.broadcast_to(m, (*block.shape[:3], 1)), -1)
                for m in ((n - 1) // 2, n // 2)
            )
            with np.errstate(all="ignore"):
                mean = (low.astype(np.float64) + high) / 2
            mean[np.isnan(cells[..., -1:]) | (n == 0)] = np.nan
            y[part, i : i + step] = mean[..., 0]
    return y.reshape(shape)
