"""One axis as two: a sequence is a map of one row, and pooled as such."""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from .axis import WindowAxis
from .inputs import LINE, numbers, refuse_too_large
from .layer import make_axis
from .pieces import single_cells
from .typing import Array, Axes

__all__ = ["PaddingOfLine", "prepare_line"]

PaddingOfLine = int | str | Sequence[int]


def prepare_line(
    function: str,
    x: ArrayLike,
    kernel_size: int,
    stride: int | None,
    padding: PaddingOfLine,
    dilation: int,
    ceil_mode: bool,
) -> tuple[Array, Axes]:
    """Check what all functions of sequences are given; return maps of one row."""
    x = numbers(function, x, kind=LINE)
    axis: WindowAxis = make_axis(
        x.shape[-1],
        kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        function=function,
    )
    refuse_too_large(function, (axis,), padding)
    return x[..., None, :], (single_cells(1), axis)
