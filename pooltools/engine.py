"""The arithmetic of sliding windows over whole arrays: one engine, no loops over cells.

`box` serves every operation that may be applied to a window bit by bit: maximum,
minimum, sum.  It rests on three ideas.

*Separable.* The maximum of a k×k box is the maximum, over k rows, of the maxima
of k cells: k + k taps instead of k·k, so one pass down and one pass across.

*Flat shifts.* In a contiguous array, the next tap along any axis lies a fixed
number ``q`` of elements further on.  So one call, ``op(f[:-q], f[q:])``, joins
every cell of every plane with its neighbour in one long loop over memory.  What
wraps round the end of a row lands only where no window starts.  Joining again
with ``2q``, ``4q``, ... doubles the reach each time: log2 k passes, not k.

*Chunks.* Planes are taken in groups that about fit the processor's cache, so the
passes after the first read no slow memory and the buffers stay small.
"""

from collections.abc import Iterator
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike, NDArray

from .axis import Axis

__all__ = ["box", "first_maximum", "middle"]

Array: TypeAlias = NDArray[Any]
Axes: TypeAlias = tuple[Axis, Axis]

CHUNK = 1 << 20  # bytes of padded input handled at a time, about one L2 cache


def box(x: Array, axes: Axes, op: np.ufunc, fill: Any, dtype: DTypeLike) -> Array:
    """Reduce every window of the last two axes with an associative ufunc.

    Parameters
    ----------
    x : ndarray, shape (..., H, W)
    axes : (Axis, Axis)
    op : ufunc
        For example `numpy.maximum`.
    fill : scalar
        What padding holds: the value that changes nothing under `op`.
    dtype : dtype
        In which to compute and to return.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
    """
    y = np.empty((prod(x.shape[:-2]), *_outputs(axes)), dtype)
    with np.errstate(all="ignore"):  # what wraps round may be inf - inf
        for part, planes in _chunks(x, axes, fill, y.dtype):
            for i, axis in enumerate(axes, start=1):
                if axis.kernel_size > 1:
                    planes = np.ascontiguousarray(planes)
                    q = axis.dilation * (planes.strides[i] // planes.itemsize)
                    flat = _dense(planes.reshape(-1), axis.kernel_size, q, op)
                    planes = flat.reshape(planes.shape)
                planes = _tap(planes, axis, i, 0)
            y[part] = planes
    return y.reshape(x.shape[:-2] + y.shape[1:])


def _dense(f: Array, taps: int, q: int, op: np.ufunc) -> Array:
    """Return ``op(f[i], f[i + q], ..., f[i + (taps - 1) q])`` for every i it exists.

    `taps` is put together from powers of two, like a number in binary.  The last
    ``(taps - 1) q`` entries of the result are never written and never read.
    """

    def join(a: Array, b: Array, shift: int, reach: int) -> Array:
        joined, m = np.empty_like(f), f.size - (reach - 1) * q
        op(a[:m], b[shift * q : shift * q + m], out=joined[:m])
        return joined

    out, done, power, reach = f, 0, f, 1
    while True:
        if taps & reach:
            out = join(out, power, done, done + reach) if done else power
            done += reach
        if done == taps:
            return out
        power = join(power, power, reach, 2 * reach)
        reach *= 2


def first_maximum(x: Array, axes: Axes) -> tuple[Array, Array]:
    """Return each window's maximum and its flat index in the plane.

    The index is that of the first maximum in row-major order, of the last NaN
    if there is one (both as in PyTorch), and -1 if no tap is a real cell.  It is
    found across first and then down, carrying the positions along.
    """
    rows, columns = axes
    y = np.empty((prod(x.shape[:-2]), *_outputs(axes)), x.dtype)
    index = np.empty(y.shape, np.int64)
    first_row, first_column = _first_real(rows)[:, None], _first_real(columns)
    outside = (first_row < 0) | (first_column < 0)
    first = np.where(outside, -1, first_row * columns.n + first_column)
    for part, planes in _chunks(x, axes, lowest(x.dtype), x.dtype):
        down, across = (np.arange(m) for m in planes.shape[1:])
        at = np.broadcast_to(across - columns.before, planes.shape)
        best, at = _scan(planes, at, first_column, columns, 2)
        at += (down[:, None] - rows.before) * columns.n
        y[part], index[part] = _scan(best, at, first, rows, 1)
    shape = x.shape[:-2] + y.shape[1:]
    return y.reshape(shape), index.reshape(shape)


def _scan(
    values: Array, at: Array, first: Array, axis: Axis, dim: int
) -> tuple[Array, Array]:
    """Return the maxima along one axis and where they are, `first` if none wins."""
    start = _tap(values, axis, dim, 0)
    best = np.full(start.shape, lowest(values.dtype), values.dtype)
    index = np.broadcast_to(first, start.shape).copy()
    has_nan = values.dtype.kind == "f" and bool(np.isnan(values.min()))
    for t in range(axis.kernel_size):
        value = _tap(values, axis, dim, t)
        wins = value > best
        if has_nan:
            wins |= np.isnan(value)
        np.copyto(best, value, where=wins)
        np.copyto(index, _tap(at, axis, dim, t), where=wins)
    return best, index


def middle(x: Array, axes: Axes, dtype: DTypeLike) -> Array:
    """Return the median of each window's real cells, the mean of two if even."""
    rows, columns = axes
    y = np.empty((prod(x.shape[:-2]), *_outputs(axes)), dtype)
    count = np.multiply.outer(rows.counts(False), columns.counts(False))[..., None]
    for part, planes in _chunks(x, axes, np.inf, y.dtype):
        windows = sliding_window_view(planes, (rows.span, columns.span), (1, 2))
        windows = windows[..., :: rows.dilation, :: columns.dilation]
        windows = _tap(_tap(windows, rows, 1, 0), columns, 2, 0)
        step = max(1, 4 * CHUNK // (windows[:, 0].size * y.itemsize))
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
    return y.reshape(x.shape[:-2] + y.shape[1:])


def lowest(dtype: np.dtype[Any]) -> Any:
    """Return the value that loses against every other, what max pads with."""
    if dtype.kind == "b":
        return False
    return -np.inf if dtype.kind == "f" else np.iinfo(dtype).min


def highest(dtype: np.dtype[Any]) -> Any:
    """Return the value that no other exceeds, what min pads with."""
    if dtype.kind == "b":
        return True
    return np.inf if dtype.kind == "f" else np.iinfo(dtype).max


def _outputs(axes: Axes) -> tuple[int, int]:
    return axes[0].outputs, axes[1].outputs


def _first_real(axis: Axis) -> Array:
    """Return the first input position of every window, -1 if it has none."""
    taps = (axis.real_taps(i) for i in range(axis.outputs))
    return np.array([real[0] if real else -1 for real in taps])


def _tap(planes: Array, axis: Axis, dim: int, t: int) -> Array:
    """View tap `t` of every window along one axis."""
    start = t * axis.dilation
    stop = start + (axis.outputs - 1) * axis.stride + 1
    return planes[(slice(None),) * dim + (slice(start, stop, axis.stride),)]


def _chunks(
    x: Array, axes: Axes, fill: Any, dtype: np.dtype[Any]
) -> Iterator[tuple[slice, Array]]:
    """Yield groups of planes as contiguous arrays of `dtype`, padded if need be."""
    shape = tuple(max(a.bounds(a.outputs - 1)[1], a.n) + a.before for a in axes)
    inner = tuple(slice(a.before, a.before + a.n) for a in axes)
    planes = x.reshape(prod(x.shape[:-2]), *x.shape[-2:])
    step = max(1, CHUNK // (prod(shape) * dtype.itemsize))
    for start in range(0, len(planes), step):
        part = slice(start, start + step)
        group = planes[part]
        if shape != x.shape[-2:] or x.dtype != dtype or not group.flags.c_contiguous:
            group = np.full((len(group), *shape), fill, dtype)
            group[:, *inner] = planes[part]
        yield part, group
