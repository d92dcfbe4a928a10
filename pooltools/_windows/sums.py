"""Means of windows and of whole planes, as exact as their type however many cells.

Half precision is summed in single.  A long sum in single precision loses digits, by
and by all of them: so runs of cells are summed one by one, and their sums in double.
"""

from collections.abc import Callable
from functools import lru_cache
from math import frexp, prod
from typing import Any

import numpy as np

from .axis import WindowAxis
from .bins import Axis, BinAxis
from .engine import reduce_windows
from .inputs import mean_type
from .pieces import pieces
from .typing import Array

__all__ = ["mean_bins", "mean_planes", "mean_windows"]

RUN = 256
"""Cells of a sum that may be one after the other, in single precision."""

LANES = 4
"""Sums, at least, that `numpy.einsum` keeps side by side where it adds up a row."""

EVERY = slice(None)

LARGEST_PRODUCT = 1 << 13
"""Cells of a plane times bins, up to which one product with ones is fastest."""

DEAREST = 32
"""Products for each cell, up to which a second matrix of ones is faster, too."""

CELLS_AT_ONCE = 1 << 20
"""Cells whose sums along the rows are kept until they are summed on."""


def mean_windows(
    x: Array,
    axes: tuple[Axis, Axis],
    divisor: Callable[[slice, slice], Any],
    dtype: np.dtype[Any] | None = None,
) -> Array:
    """Return each window's sum, divided by what `divisor` says of rows and columns.

    In the type of averages, unless `x` is of sums already and another is asked for.
    """
    dtype = dtype or mean_type(x)

    def finish(total: Array, rows: slice, columns: slice, out: Array) -> None:
        by = divisor(rows, columns)
        if isinstance(by, float) and frexp(by)[0] == 0.5:
            np.multiply(total, 1 / by, out=out)  # a power of two: as exact, and faster
        else:
            np.divide(total, np.asarray(by, total.dtype), out=out)

    single = np.promote_types(dtype, np.float32)
    return reduce_windows(x, axes, np.add, 0, single, finish, dtype)


def mean_bins(x: Array, axes: tuple[BinAxis, BinAxis]) -> Array:
    """Return the mean of each bin: by a product with ones where that is small.

    A product multiplies each cell by 1 or by 0, and so takes NaN and infinity to
    bins that do not hold them.  Then it is one axis after the other, and so it is
    where the product would need a copy of all of `x` in another type.
    """
    dtype = mean_type(x)
    if _product_pays(axes) and x.dtype == np.promote_types(dtype, np.float32):
        with np.errstate(all="ignore"):
            total = _product(x, axes)
            if np.isfinite(total).all():
                total /= np.asarray(bin_sizes(axes)(EVERY, EVERY), total.dtype)
                return np.asarray(total.astype(dtype, copy=False))
    return mean_windows(x, axes, bin_sizes(axes))


def bin_sizes(axes: tuple[BinAxis, BinAxis]) -> Callable[[slice, slice], Any]:
    """Return what says how many cells the bins of some rows and columns have."""
    rows, columns = axes
    if rows.n % rows.outputs == columns.n % columns.outputs == 0:
        cells = float(rows.kernel_size * columns.kernel_size)
        return lambda i, j: cells  # one number divides faster
    return lambda i, j: np.multiply.outer(rows.sizes(i), columns.sizes(j))


def _product_pays(axes: tuple[BinAxis, BinAxis]) -> bool:
    """Tell whether `_product` is faster than windows, and loses no more digits."""
    rows, columns = axes
    outputs = rows.outputs * columns.outputs
    if rows.n * columns.n <= RUN:
        return rows.n * columns.n * outputs <= LARGEST_PRODUCT
    return (
        max(rows.n, columns.n) <= RUN
        and outputs * columns.outputs <= DEAREST * columns.n
    )


def _product(x: Array, axes: tuple[BinAxis, BinAxis]) -> Array:
    """Return the sum of each bin of each plane, from matrices of zeros and ones.

    One product is fastest of few cells; of many, one along the rows of some planes,
    and one of what is left of them.
    """
    rows, columns = (_members(axis, x.dtype) for axis in axes)
    shape = *x.shape[:-2], axes[0].outputs, axes[1].outputs
    cells = axes[0].n * axes[1].n
    planes = x.reshape(prod(x.shape[:-2]), cells)
    if cells <= RUN:
        return np.asarray(planes @ _outer(rows, columns)).reshape(shape)
    ones = _outer(rows, np.eye(axes[1].outputs, dtype=x.dtype))
    total = np.empty((len(planes), ones.shape[1]), x.dtype)
    at_once = max(1, CELLS_AT_ONCE // cells)
    for i in range(0, len(planes), at_once):
        left = planes[i : i + at_once].reshape(-1, axes[1].n) @ columns
        np.matmul(left.reshape(-1, len(ones)), ones, out=total[i : i + at_once])
    return total.reshape(shape)


def _outer(rows: Array, columns: Array) -> Array:
    """Return the product of members: for each cell of a plane a row of all bins."""
    ones: Array = np.multiply.outer(rows, columns).swapaxes(1, 2)
    return ones.reshape(ones.shape[0] * ones.shape[1], -1)


@lru_cache(maxsize=16)
def _members(axis: BinAxis, dtype: Any) -> Array:
    """Return for each cell and each bin 1 if the cell is in the bin, else 0."""
    members = np.zeros((axis.n, axis.outputs), dtype)
    for i in range(axis.outputs):
        first, end = axis.bounds(i)
        members[first:end, i] = 1
    members.flags.writeable = False
    return members


def mean_planes(x: Array) -> Array:
    """Return the mean of each plane."""
    dtype, shape = mean_type(x), x.shape
    single = np.promote_types(dtype, np.float32)
    planes, cells = prod(shape[:-2]), prod(shape[-2:])
    with np.errstate(all="ignore"):
        if x.dtype == single and x.flags.c_contiguous:
            total = _sums(x.reshape(planes, cells))
        else:
            total = _sums_in_pieces(x.reshape(planes, *shape[-2:]), single)
        total /= cells
        return total.astype(dtype, copy=False).reshape(*shape[:-2], 1, 1)


def _sums_in_pieces(planes: Array, dtype: Any) -> Array:
    """Return the sum of each plane, of which no large part is copied."""
    axes = [WindowAxis(n, n, n, 0, 0, 1, 1) for n in planes.shape[1:]]
    total = np.zeros(len(planes), np.promote_types(dtype, np.float64))
    for out, parts in pieces(len(planes), (axes[0], axes[1]), dtype.itemsize):
        for read, _ in parts:
            piece = planes[read].astype(dtype)
            total[out[0]] += _sums(piece.reshape(len(piece), prod(piece.shape[1:])))
    return total


def _sums(rows: Array) -> Array:
    """Return the sum of each row: `numpy.einsum` adds up rows fastest."""
    cells = rows.shape[1]
    if cells <= RUN * LANES:
        total: Array = np.einsum("ij->i", rows)
        return total
    run = _run(cells)
    runs = cells // run
    body = rows[:, : runs * run].reshape(len(rows), runs, run)
    total = np.einsum("ijk->ij", body).astype(np.promote_types(rows.dtype, np.float64))
    rest: Array = np.einsum("ij->i", rows[:, runs * run :])
    return _sums(total) + rest


@lru_cache
def _run(cells: int) -> int:
    """Return how long runs are: so that they come out even, if that can be."""
    longest = RUN * LANES
    even = (n for n in range(longest, longest // 3, -1) if cells % n == 0)
    return next(even, longest)
