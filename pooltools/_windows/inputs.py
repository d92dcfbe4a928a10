"""What every pooling function is given: checked, and made ready."""

from collections.abc import Callable
from math import prod
from reprlib import repr as short
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .arguments import boolean, integer, refuse, wrong_kind
from .axis import WindowAxis
from .layer import Padding, PairOfInts, make_axes
from .typing import Array, Axes

MOST = 2**40
"""No memory holds a map of more cells; a number beyond it is a mistake."""


class Kind(NamedTuple):
    """What is pooled: how many axes it has, and what is said of an input of others."""

    axes: int
    shape: str
    more: str
    least: str


LINE = Kind(1, "(..., L)", "np.atleast_1d(x)", "one cell")
MAP = Kind(2, "(..., H, W)", "np.atleast_2d(x)", "one row and one column")
VOLUME = Kind(
    3, "(..., D, H, W)", "x[None] for one plane", "one plane, one row and one column"
)
TOKENS = Kind(
    2, "(..., N, D)", "x[:, None] for N numbers", "one token of one number or more"
)
GRIDS = {kind.axes: kind for kind in (LINE, MAP, VOLUME)}
"""What has windows, by the number of its axes."""

__all__ = [
    "GRIDS",
    "LINE",
    "MAP",
    "MOST",
    "TOKENS",
    "VOLUME",
    "Kind",
    "as_shape",
    "divisors",
    "mean_type",
    "numbers",
    "of_shape",
    "prepare",
    "refuse_too_large",
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
    refuse_too_large(function, axes, padding)
    return x, axes


def refuse_too_large(
    function: str, axes: tuple[WindowAxis, ...], padding: Padding
) -> None:
    """Refuse a layer whose padded input no memory holds."""
    if prod(axis.extent for axis in axes) > MOST:
        sides = [axis.trimmed().extent for axis in axes]
        if prod(sides) > MOST:
            rule = f"makes a map of {' × '.join(map(short, sides))} cells"
            fix = "use less padding, or a smaller dilation"
            refuse(function, "padding", padding, rule, fix)


def numbers(
    function: str, x: ArrayLike, argument: str = "x", kind: Kind = MAP
) -> Array:
    """Return `x` as an array of real numbers with at least the axes of its kind."""
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
    if array.ndim < kind.axes:
        rule = f"has shape {array.shape}, but pooling needs {kind.shape}"
        refuse(function, argument, x, rule, f"add axes, as in {kind.more}")
    if 0 in array.shape[-kind.axes :]:
        rule = f"has shape {array.shape}, so there is nothing to pool"
        refuse(function, argument, x, rule, f"give at least {kind.least}")
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def mean_type(x: Array) -> np.dtype[Any]:
    """Return the type of averages: that of `x` if it is a float, else float64."""
    return x.dtype if x.dtype.kind == "f" else np.dtype(np.float64)


def divisors(
    function: str,
    axes: tuple[WindowAxis, ...],
    count_include_pad: bool,
    divisor_override: int | None,
) -> Callable[[slice, slice], Any]:
    """Return what says by what to divide the sums of some rows and columns of windows.

    An array, or one number where that is enough.  Of a volume, what is along height
    and width counts as one row of columns.
    """
    include_pad = boolean(function, "count_include_pad", count_include_pad)
    if divisor_override is None:
        if all(axis.full(include_pad) for axis in axes):  # one number divides faster
            return constant(prod(axis.kernel_size for axis in axes))
        rows, *others = (
            np.fromiter(
                axis.each_count(include_pad),
                np.min_scalar_type(axis.extent),
                axis.outputs,
            )
            for axis in axes
        )
        columns = others.pop()
        for other in others:
            columns = np.multiply.outer(other.astype(float), columns).ravel()
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
        wanted = GRIDS[axes].shape.replace("..., ", "") if axes else "(..., H, W)"
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
    axes: tuple[WindowAxis, ...] | None = None,
) -> Array:
    """Return floats, if they have that shape, or that of such a map once pooled."""
    if axes:
        shape = (*shape[: -len(axes)], *(axis.outputs for axis in axes))
    array = numbers(function, value, argument, GRIDS[len(axes)] if axes else MAP)
    if array.shape != shape:
        rule = f"has shape {array.shape}, but the pooled map has {shape}"
        fix = "use the same layer arguments as forwards"
        refuse(function, argument, value, rule, fix)
    return array.astype(mean_type(array), copy=False)
