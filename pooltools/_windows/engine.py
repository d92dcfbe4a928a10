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

*Pieces.*  Work is cut, as `pieces` says, so that the passes after the first read no
slow memory, and so that no more memory is taken than the result and a few pieces.

`add_windows` is the way back of a sum, axis by axis as well.  What has to look at each
tap by itself, to tell where a maximum was, stands in `ranking`.
"""

from collections.abc import Callable
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike

from .axis import WindowAxis
from .bins import Axis, Bins
from .pieces import as_planes, bands, pieces, single_cells, trimmed
from .taps import highest, lowest, padded, tap
from .typing import Array, Axes

__all__ = ["add_windows", "highest", "lowest", "reduce_windows"]

Finish: TypeAlias = Callable[[Array, slice, slice, Array], None]
"""Given a piece, its rows and columns, and its place, writes there what is wanted."""


MANY = 16
"""Numbers that may be added one after the other in single precision."""


def reduce_windows(
    x: Array,
    axes: tuple[Axis, Axis],
    op: np.ufunc,
    fill: Any,
    dtype: DTypeLike,
    finish: Finish | None = None,
    result: DTypeLike | None = None,
) -> Array:
    """Reduce every window of the last two axes with an associative ufunc.

    Parameters
    ----------
    x : ndarray, shape (..., H, W)
    axes : pair of WindowAxis or BinAxis
    op : ufunc
        For example `numpy.maximum`.
    fill : scalar
        What padding holds: the value that changes nothing under `op`.
    dtype : dtype
        In which to compute.
    finish : callable, optional
        Given a piece, which rows and columns of the result it is, and their place in
        memory, writes there what is wanted; by default the piece itself.
    result : dtype, optional
        In which to return, if it is not `dtype`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
    """
    axes = trimmed(axes)
    x, shape = as_planes(x, axes)
    y = np.empty((len(x), *shape[-2:]), result or dtype)
    with np.errstate(all="ignore"):  # what wraps round may be inf - inf
        _reduce_into(y, x, axes, op, fill, np.dtype(dtype), finish or _put)
    return y.reshape(shape)


def _put(total: Array, rows: slice, columns: slice, out: Array) -> None:
    out[...] = total


def _reduce_into(
    y: Array, x: Array, axes: Any, op: np.ufunc, fill: Any, dtype: Any, finish: Finish
) -> None:
    """Reduce the windows of planes piece by piece."""
    if high := bands(axes, dtype.itemsize):
        return _reduce_bands(y, x, axes[1], high, finish, (op, fill, dtype))
    for out, ((read, windows), *more) in pieces(len(x), axes, dtype.itemsize):
        total = _reduce_part(x[read], windows, op, fill, dtype)
        if more and op is np.add:  # a sum of many: in no less than double
            total = total.astype(np.promote_types(dtype, np.float64))
        for read, windows in more:
            total = op(total, _reduce_part(x[read], windows, op, fill, dtype))
        finish(total, *out[1:], y[out])


def _reduce_bands(
    y: Array, x: Array, columns: WindowAxis, high: Any, finish: Finish, how: Any
) -> None:
    """Reduce large windows down, for a band of output at a time, and then across."""
    op, fill, dtype = how
    for plane, (out, (read, rows)) in product(range(len(x)), high):
        some = slice(plane, plane + 1)
        band = np.empty((1, rows.outputs, columns.n), dtype)
        axes = rows, single_cells(columns.n)
        _reduce_into(band, x[some, read], axes, op, fill, dtype, _put)
        axes = single_cells(rows.outputs), columns
        place = _lower(finish, out.start)
        _reduce_into(y[some, out], band, axes, op, fill, dtype, place)


def _lower(finish: Finish, by: int) -> Finish:
    """Return what finishes pieces of a band that begins some rows further down."""

    def lower(total: Array, rows: slice, columns: slice, out: Array) -> None:
        finish(total, slice(rows.start + by, rows.stop + by), columns, out)

    return lower


def _reduce_part(
    planes: Array, windows: tuple[Any, Any], op: np.ufunc, fill: Any, dtype: Any
) -> Array:
    """Reduce rows, then columns, of what is read for a piece."""
    for dim, axis in enumerate(windows, start=1):
        if isinstance(axis, Bins):
            planes = np.ascontiguousarray(planes, dtype)
            planes = reduce_bins(planes, axis, dim, op)
        else:
            planes = padded(planes, axis, dim, fill, dtype)
            planes = reduce_axis(planes, axis, dim, op)
    return planes


def reduce_bins(planes: Array, bins: Bins, dim: int, op: np.ufunc) -> Array:
    """Reduce each bin of one axis of contiguous planes; others stay whole.

    A bin has as many cells as the smallest, or one more: windows of that many start
    anywhere, are picked where bins start, and some take their last cell besides.
    """
    first, end = bins
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
    grad, _ = as_planes(grad, axes)
    back = np.zeros((len(grad), rows.n, columns.n), grad.dtype)
    for out, ((read, windows),) in pieces(len(grad), axes, grad.itemsize, whole=True):
        share = grad[out]
        for dim, axis in ((2, windows[1]), (1, windows[0])):
            share = _handed_out(share, axis, dim)
        if windows == axes:
            back[read] = share
        else:  # neighbours share cells
            back[read] += share
    return back.reshape(*lead, rows.n, columns.n)


def _handed_out(share: Array, axis: WindowAxis, dim: int) -> Array:
    """Give each window's number along one axis to all its real cells.

    Tap by tap; but where many windows share a cell, its sum is that of a window, too,
    which looks back over numbers as far apart as windows start.
    """
    many = axis.kernel_size > MANY * axis.stride
    lead = axis.span - 1 if many else 0
    shape = list(share.shape)
    shape[dim] = lead + axis.extent
    wide = np.zeros(shape, share.dtype)
    if many:
        tap(wide, axis._replace(dilation=1), dim, lead)[...] = share
        back = axis._replace(stride=1, outputs=axis.extent)
        wide = reduce_axis(wide, back, dim, np.add)
    for t in range(0 if many else axis.kernel_size):
        view = tap(wide, axis, dim, t)
        if t * axis.dilation < axis.stride:  # no tap before was here
            view[...] = share
        else:
            view += share
    real = slice(axis.before, axis.before + axis.n)
    return wide[(slice(None),) * dim + (real,)]
