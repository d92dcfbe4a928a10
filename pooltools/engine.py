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
    x, shape = _planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), dtype)
    with np.errstate(all="ignore"):  # what wraps round may be inf - inf
        for part in _chunks(x, axes, y.itemsize):
            planes = _padded(x[part], axes, fill, y.dtype)
            for dim, axis in enumerate(axes, start=1):
                planes = np.ascontiguousarray(planes)
                planes = _reduce(planes, axis, dim, op)
            y[part] = planes
    return y.reshape(shape)


def _reduce(planes: Array, axis: Axis, dim: int, op: np.ufunc) -> Array:
    """Reduce the windows along one axis of contiguous planes; others stay whole."""
    if axis.kernel_size > 1:
        q = axis.dilation * (planes.strides[dim] // planes.itemsize)
        flat = _dense(planes.reshape(-1), axis.kernel_size, q, op)
        planes = flat.reshape(planes.shape)
    return _tap(planes, axis, dim, 0)


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
    found like the maximum: the row whose own maximum wins, then the column there.
    """
    rows, columns = axes
    x, shape = _planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), x.dtype)
    index = np.empty(y.shape, np.int64)
    empty = np.logical_or.outer(*(np.equal(a.counts(False), 0) for a in axes))
    for part in _chunks(x, axes, y.itemsize):
        planes = _padded(x[part], axes, lowest(x.dtype), x.dtype)
        across = np.ascontiguousarray(_reduce(planes, columns, 2, np.maximum))
        y[part] = _reduce(across, rows, 1, np.maximum)
        row = _starts(rows)[:, None] + _winner(across, y[part], rows, 1)
        column = _starts(columns) + _winner(planes, across, columns, 2)
        column = np.take_along_axis(column, row + rows.before, 1)
        index[part] = row * columns.n + column
    index[:, empty] = -1
    return y.reshape(shape), index.reshape(shape)


def _winner(values: Array, best: Array, axis: Axis, dim: int) -> Array:
    """Return how far from its start each window first meets its maximum.

    Every tap writes a code, the higher the earlier it is (NaN: the later), and
    the largest code stays: small integers and no branches, which is fast.
    """
    k, d = axis.kernel_size, min(axis.dilation, axis.span)  # one tap has no dilation
    code = np.zeros(best.shape, np.min_scalar_type(2 * k))
    has_nan = best.dtype.kind == "f" and bool(np.isnan(best).any())
    for t in range(k):
        value = _tap(values, axis, dim, t)
        np.maximum(code, (value == best) * code.dtype.type(k - t), out=code)
        if has_nan:
            np.maximum(code, np.isnan(value) * code.dtype.type(k + 1 + t), out=code)
    offset: Array = d * np.array([*range(k, -1, -1), *range(k)])[code]
    # where real cells are all -inf, padding came first: go on to the first cell
    skip = d * np.maximum(-(_starts(axis) // d), 0)
    np.maximum(offset, skip[:, None] if dim == 1 else skip, out=offset)
    return offset


def middle(x: Array, axes: Axes, dtype: DTypeLike) -> Array:
    """Return the median of each window's real cells, the mean of two if even."""
    rows, columns = axes
    x, shape = _planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), dtype)
    count = np.multiply.outer(rows.counts(False), columns.counts(False))[..., None]
    for part in _chunks(x, axes, y.itemsize):
        planes = _padded(x[part], axes, np.inf, y.dtype)
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
    return y.reshape(shape)


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


def _planes(x: Array, axes: Axes) -> tuple[Array, tuple[int, ...]]:
    """Return x as a list of planes, and the shape of what comes out."""
    planes = x.reshape(prod(x.shape[:-2]), *x.shape[-2:])
    return planes, (*x.shape[:-2], *(axis.outputs for axis in axes))


def _chunks(x: Array, axes: Axes, itemsize: int) -> Iterator[slice]:
    """Yield slices of planes that, padded, fill about one chunk."""
    step = max(1, CHUNK // (prod(_extents(axes)) * itemsize))
    yield from (slice(start, start + step) for start in range(0, len(x), step))


def _padded(planes: Array, axes: Axes, fill: Any, dtype: np.dtype[Any]) -> Array:
    """Return planes, contiguous and of `dtype`, with all that windows read."""
    extents = _extents(axes)
    if extents == planes.shape[1:]:
        return np.ascontiguousarray(planes, dtype)
    padded = np.full((len(planes), *extents), fill, dtype)
    inner = (slice(axis.before, axis.before + axis.n) for axis in axes)
    padded[:, *inner] = planes
    return padded


def _extents(axes: Axes) -> tuple[int, ...]:
    """Return height and width of input, padding and overhang together."""
    return tuple(a.before + max(a.n, a.bounds(a.outputs - 1)[1]) for a in axes)


def _starts(axis: Axis) -> Array:
    """Return the position of every window's first tap."""
    return np.array([axis.start(i) for i in range(axis.outputs)])


def _tap(planes: Array, axis: Axis, dim: int, t: int) -> Array:
    """View tap `t` of every window along one axis."""
    start = t * axis.dilation
    stop = start + (axis.outputs - 1) * axis.stride + 1
    return planes[(slice(None),) * dim + (slice(start, stop, axis.stride),)]
