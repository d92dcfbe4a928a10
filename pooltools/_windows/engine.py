"""The arithmetic of sliding windows over whole arrays: one engine, no loops over cells.

`reduce_windows` serves every operation that may be applied to a window bit by bit:
maximum, minimum, sum.  It rests on three ideas.

*Separable.* The maximum of a k×k box is the maximum, over k rows, of the maxima
of k cells: k + k taps instead of k·k, so one pass down and one pass across.

*Flat shifts.* In a contiguous array, the next tap along any axis lies a fixed
number ``q`` of elements further on.  So one call, ``op(f[:-q], f[q:])``, joins
every cell of every plane with its neighbour in one long loop over memory.  What
wraps round the end of a row lands only where no window starts.  Joining again
with ``2q``, ``4q``, ... doubles the reach each time: log2 k passes, not k.

*Chunks.* Planes are taken in groups that about fit the processor's cache, so the
passes after the first read no slow memory and the buffers stay small.

`add_windows` is the way back of a sum, axis by axis as well.  What has to look at each
tap by itself, to tell where a maximum was, stands in `ranking`.
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from .axis import WindowAxis
from .typing import Array, Axes

__all__ = ["add_windows", "highest", "lowest", "reduce_windows"]


CHUNK = 1 << 20  # bytes of padded input handled at a time, about one L2 cache


def reduce_windows(
    x: Array, axes: Axes, op: np.ufunc, fill: Any, dtype: DTypeLike
) -> Array:
    """Reduce every window of the last two axes with an associative ufunc.

    Parameters
    ----------
    x : ndarray, shape (..., H, W)
    axes : (WindowAxis, WindowAxis)
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
    axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), dtype)
    with np.errstate(all="ignore"):  # what wraps round may be inf - inf
        for part in chunks(x, axes, y.itemsize):
            planes = x[part]
            for dim, axis in enumerate(axes, start=1):
                planes = padded(planes, axis, dim, fill, y.dtype)
                planes = reduce_axis(planes, axis, dim, op)
            y[part] = planes
    return y.reshape(shape)


def reduce_bins(
    planes: Array, bins: Sequence[tuple[int, int]], dim: int, op: np.ufunc
) -> Array:
    """Reduce each bin of one axis of contiguous planes; others stay whole.

    A bin has as many cells as the smallest, or one more: windows of that many start
    anywhere, are picked where bins start, and some take their last cell besides.
    """
    first, end = np.transpose(bins)
    taps = int((end - first).min())
    q = planes.strides[dim] // planes.itemsize
    flat = _dense(planes.reshape(-1), taps, q, op).reshape(planes.shape)
    picked: Array = flat.take(first, dim)
    longer = (slice(None),) * dim + (end - first > taps,)
    last = planes.take((end - 1)[end - first > taps], dim)
    picked[longer] = op(picked[longer], last)
    return picked


def reduce_axis(planes: Array, axis: WindowAxis, dim: int, op: np.ufunc) -> Array:
    """Reduce the windows along one axis of contiguous planes; others stay whole."""
    if axis.kernel_size > 1:
        q = axis.dilation * (planes.strides[dim] // planes.itemsize)
        flat = _dense(planes.reshape(-1), axis.kernel_size, q, op)
        planes = flat.reshape(planes.shape)
    return tap(planes, axis, dim, 0)


def _dense(f: Array, taps: int, q: int, op: np.ufunc) -> Array:
    """Return ``op(f[i], f[i + q], ..., f[i + (taps - 1) q])`` for every i it exists.

    `taps` is put together from powers of two, like a number in binary.  Where a cell
    may count twice, the largest power and its own shifted copy are enough.  The last
    ``(taps - 1) q`` entries of the result are never written and never read.
    """
    twice = op in (np.maximum, np.minimum)

    def join(a: Array, b: Array, shift: int, reach: int) -> Array:
        joined, m = np.empty_like(f), f.size - (reach - 1) * q
        op(a[:m], b[shift * q : shift * q + m], out=joined[:m])
        return joined

    out, done, power, reach = f, 0, f, 1
    while True:
        if twice and 2 * reach > taps:
            return join(power, power, taps - reach, taps) if taps > reach else power
        if taps & reach and not twice:
            out = join(out, power, done, done + reach) if done else power
            done += reach
        if done == taps:
            return out
        power = join(power, power, reach, 2 * reach)
        reach *= 2


def add_windows(grad: Array, axes: Axes) -> Array:
    """Give each window's number to all its real cells, and add up.

    Parameters
    ----------
    grad : ndarray, shape (..., H_out, W_out)
    axes : (WindowAxis, WindowAxis)

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad`.
    """
    rows, columns = axes = trimmed(axes)
    lead = grad.shape[:-2]
    grad = grad.reshape(prod(lead), *grad.shape[-2:])
    back = np.empty((len(grad), rows.n, columns.n), grad.dtype)
    for part in chunks(grad, axes, 8 * grad.itemsize):
        share = grad[part]
        for dim, axis in ((2, columns), (1, rows)):
            shape = list(share.shape)
            shape[dim] = axis.extent
            wide = np.zeros(shape, grad.dtype)
            for t in range(axis.kernel_size):
                view = tap(wide, axis, dim, t)
                if t * axis.dilation < axis.stride:  # no tap before was here
                    view[...] = share
                else:
                    view += share
            real = slice(axis.before, axis.before + axis.n)
            share = wide[(slice(None),) * dim + (real,)]
        back[part] = share
    return back.reshape(*lead, rows.n, columns.n)


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


def trimmed(axes: Axes) -> Axes:
    """Return the axes without taps that read nothing but padding."""
    return axes[0].trimmed(), axes[1].trimmed()


def as_planes(x: Array, axes: Axes) -> tuple[Array, tuple[int, ...]]:
    """Return x as a list of planes, and the shape of what comes out."""
    planes = x.reshape(prod(x.shape[:-2]), *x.shape[-2:])
    return planes, (*x.shape[:-2], *(axis.outputs for axis in axes))


def chunks(x: Array, axes: Axes, itemsize: int) -> Iterator[slice]:
    """Return slices of planes that, padded, fill about one chunk."""
    rows, columns = axes
    step = max(1, CHUNK // (rows.extent * columns.extent * itemsize))
    return (slice(start, start + step) for start in range(0, len(x), step))


def padded(
    planes: Array, axis: WindowAxis, dim: int, fill: Any, dtype: np.dtype[Any]
) -> Array:
    """Return planes, contiguous and of `dtype`, with all that windows read there."""
    if axis.extent == axis.n:
        return np.ascontiguousarray(planes, dtype)
    shape = list(planes.shape)
    shape[dim] = axis.extent
    wide = np.full(shape, fill, dtype)
    real = slice(axis.before, axis.before + axis.n)
    wide[(slice(None),) * dim + (real,)] = planes
    return wide


def all_padded(planes: Array, axes: Axes, fill: Any, dtype: np.dtype[Any]) -> Array:
    """Return planes padded along both axes."""
    return padded(padded(planes, axes[0], 1, fill, dtype), axes[1], 2, fill, dtype)


def starts(axis: WindowAxis) -> Array:
    """Return the position of every window's first tap."""
    return np.array([axis.start(i) for i in range(axis.outputs)])


def tap(planes: Array, axis: WindowAxis, dim: int, t: int) -> Array:
    """View tap `t` of every window along one axis."""
    start = t * axis.dilation
    stop = start + (axis.outputs - 1) * axis.stride + 1
    return planes[(slice(None),) * dim + (slice(start, stop, axis.stride),)]
