"""Three axes as twice two: planes are pooled first, then what is left along the depth.

What is left of height and width stands in one long row for that, so the second pass is
that of a map, too, and its windows have one column.
"""

from collections.abc import Callable
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from .axis import WindowAxis
from .engine import add_windows, reduce_windows
from .inputs import VOLUME, mean_type, numbers, refuse_too_large
from .layer import Padding, PairOfInts, all_axes
from .pieces import single_cells
from .ranking import first_maximum
from .sums import mean_windows
from .typing import Array

__all__ = [
    "VolumeAxes",
    "add_volume",
    "first_maximum_of_volume",
    "mean_volume",
    "prepare_volume",
    "reduce_volume",
]

VolumeAxes: TypeAlias = tuple[WindowAxis, WindowAxis, WindowAxis]
"""The windows along depth, height and width."""


def prepare_volume(
    function: str,
    x: ArrayLike,
    kernel_size: PairOfInts,
    stride: PairOfInts | None,
    padding: Padding,
    dilation: PairOfInts,
    ceil_mode: bool,
) -> tuple[Array, VolumeAxes]:
    """Check what all functions of volumes are given."""
    x = numbers(function, x, kind=VOLUME)
    layer = kernel_size, stride, padding, dilation
    depth, rows, columns = all_axes(function, x.shape[-3:], *layer, ceil_mode)
    axes = depth, rows, columns
    refuse_too_large(function, axes, padding)
    return x, axes


def reduce_volume(
    x: Array, axes: VolumeAxes, op: np.ufunc, fill: Any, dtype: DTypeLike
) -> Array:
    """Reduce every window of the last three axes with an associative ufunc."""
    planes = reduce_windows(x, axes[1:], op, fill, dtype)
    sheet, along_depth, shape = _sheet(planes, axes[0])
    return reduce_windows(sheet, along_depth, op, fill, dtype).reshape(shape)


def mean_volume(
    x: Array, axes: VolumeAxes, divisor: Callable[[slice, slice], Any]
) -> Array:
    """Return each window's sum, divided once, by what `divisor` says of it."""
    dtype = mean_type(x)
    single = np.promote_types(dtype, np.float32)
    planes = reduce_windows(x, axes[1:], np.add, 0, single)
    sheet, along_depth, shape = _sheet(planes, axes[0])
    return mean_windows(sheet, along_depth, divisor, dtype).reshape(shape)


def first_maximum_of_volume(x: Array, axes: VolumeAxes) -> tuple[Array, Array]:
    """Return each window's maximum and its flat index in the volume.

    The rules are those of `first_maximum`: the first plane that holds the maximum has
    it first, the last with NaN has it last.
    """
    planes, inside = first_maximum(x, axes[1:])
    sheet, along_depth, shape = _sheet(planes, axes[0])
    y, place = first_maximum(sheet, along_depth)
    plane = place // sheet.shape[-1]
    inside = inside.reshape(sheet.shape)
    inside = np.take_along_axis(inside, np.maximum(plane, 0).astype(np.intp), -2)
    index = plane * prod(x.shape[-2:]) + inside
    index[(plane < 0) | (inside < 0)] = -1
    return y.reshape(shape), index.reshape(shape)


def add_volume(grad: Array, axes: VolumeAxes) -> Array:
    """Give each window's number to all its real cells, and add up."""
    planes = add_windows(grad, axes[1:])
    cells = single_cells(prod(planes.shape[-2:]))
    sheet = planes.reshape(*planes.shape[:-2], cells.n)
    back = add_windows(sheet, (axes[0], cells))
    return back.reshape(*planes.shape[:-3], axes[0].n, *planes.shape[-2:])


def _sheet(
    planes: Array, depth: WindowAxis
) -> tuple[Array, tuple[WindowAxis, WindowAxis], tuple[int, ...]]:
    """Return planes as rows of a map, its axes, and the shape of what comes out."""
    *lead, n, height, width = planes.shape
    sheet = planes.reshape(*lead, n, height * width)
    axes = depth, single_cells(height * width)
    return sheet, axes, (*lead, depth.outputs, height, width)
