"""What every pooling function is given: checked, and made ready."""

from collections.abc import Callable
from math import prod
from reprlib import repr as short
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arguments import boolean, integer, refuse, wrong_kind
from .axis import Padding, PairOfInts, make_axes
from .typing import Array, Axes

MOST = 2**40
"""No memory holds a map of more cells; a number beyond it is a mistake."""

__all__ = [
    "MOST",
    "as_shape",
    "divisors",
    "mean_type",
    "numbers",
    "of_shape",
    "prepare",
]


def prepare(
    function: str,
    x: ArrayLike,
    kernel_size: PairOfInts,
    stride: PairOfInts | None,
    padding: Padding,
    dilation: PairOfInts,
    ceil_mode: bool,
) -> tuple[Array, Axes]:
    """Check what all windowed functions are given."""
    x = numbers(function, x)
    axes = make_axes(
        x.shape[-2:],
        kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        function=function,
    )
    if axes[0].extent * axes[1].extent > MOST:
        rows, columns = (axis.trimmed().extent for axis in axes)
        if rows * columns > MOST:
            rule = f"makes a map of {short(rows)} × {short(columns)} cells"
            fix = "use less padding, or a smaller dilation"
            refuse(function, "padding", padding, rule, fix)
    return x, axes


def numbers(function: str, x: ArrayLike, argument: str = "x") -> Array:
    """Return `x` as an array of real numbers with at least two filled axes."""
    if isinstance(x, np.ma.MaskedArray):
        rule = "is a masked array, whose mask pooling would not see"
        refuse(
            function, argument, x, rule, "fill it, as in x.filled(0), or give x.data"
        )
    try:
        array = np.asarray(x)
    except ValueError:
        refuse(
            function, argument, x, "has rows of different lengths", "make them equal"
        )
    if array.dtype.kind not in "biuf":
        wrong_kind(function, argument, x, f"real numbers, not {array.dtype.name}")
    if array.ndim < 2:
        rule = f"has shape {array.shape}, but pooling needs (..., H, W)"
        refuse(function, argument, x, rule, "add axes, as in np.atleast_2d(x)")
    if 0 in array.shape[-2:]:
        rule = f"has shape {array.shape}, so there is nothing to pool"
        refuse(function, argument, x, rule, "give at least one row and one column")
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def mean_type(x: Array) -> np.dtype[Any]:
    """Return the type of averages: that of `x` if it is a float, else float64."""
    return x.dtype if x.dtype.kind == "f" else np.dtype(np.float64)


def divisors(
    function: str,
    axes: Axes,
    count_include_pad: bool,
    divisor_override: int | None,
) -> Callable[[slice, slice], Any]:
    """Return what says by what to divide the sums of some rows and columns of windows.

    An array, or one number where that is enough.
    """
    include_pad = boolean(function, "count_include_pad", count_include_pad)
    if divisor_override is None:
        if all(axis.full(include_pad) for axis in axes):  # one number divides faster
            return constant(axes[0].kernel_size * axes[1].kernel_size)
        rows, columns = (
            np.fromiter(
                axis.each_count(include_pad),
                np.min_scalar_type(axis.extent),
                axis.outputs,
            )
            for axis in axes
        )
        return lambda i, j: np.multiply.outer(rows[i].astype(float), columns[j])
    divisor = integer(function, "divisor_override", divisor_override)
    if divisor == 0:
        refuse(function, "divisor_override", 0, "divides by 0", "leave it out")
    if abs(divisor) > MOST:
        rule, fix = "is more cells than any window has", "use a smaller one"
        refuse(function, "divisor_override", divisor, rule, fix)
    return constant(divisor)


def constant(divisor: float) -> Callable[[slice, slice], float]:
    """Return what says that all windows are divided by one number."""
    return lambda i, j: float(divisor)


def as_shape(function: str, argument: str, value: Any, axes: int | None = None) -> Any:
    """Return the shape of an array as a tuple, each side 0 or more."""
    if not isinstance(value, (tuple, list)) or (axes and len(value) != axes):
        wanted = "(H, W)" if axes else "(..., H, W)"
        refuse(
            function, argument, value, f"is no shape {wanted}", "give a tuple of ints"
        )
    shape = tuple(integer(function, argument, side, 0) for side in value)
    if prod(shape) > MOST:
        refuse(function, argument, value, "has too many cells", "use a smaller shape")
    return shape


def of_shape(
    function: str,
    argument: str,
    value: ArrayLike,
    shape: tuple[int, ...],
    axes: Axes | None = None,
) -> Array:
    """Return floats, if they have that shape, or that of such a map once pooled."""
    if axes:
        shape = (*shape[:-2], axes[0].outputs, axes[1].outputs)
    array = numbers(function, value, argument)
    if array.shape != shape:
        rule = f"has shape {array.shape}, but the pooled map has {shape}"
        fix = "use the same layer arguments as forwards"
        refuse(function, argument, value, rule, fix)
    return array.astype(mean_type(array), copy=False)
