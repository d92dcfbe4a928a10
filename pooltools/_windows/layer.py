"""A layer's arguments, checked, and the windows along its axes that they lay out."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from .arguments import boolean, each, integer, pair, refuse
from .axis import WindowAxis, span_of

__all__ = [
    "Padding",
    "PairOfInts",
    "all_axes",
    "check_padding",
    "check_steps",
    "make_axes",
    "make_axis",
]

Padding: TypeAlias = int | str | Sequence[int] | Sequence[Sequence[int]]
PairOfInts: TypeAlias = int | Sequence[int]

OTHER_NAMES = {
    "SAME": '"same"',
    "SAME_UPPER": '"same"',
    "SAME_LOWER": '"same_lower"',
    "VALID": "padding=0",
}
"""What TensorFlow and ONNX call paddings, and what they are here."""

AXES = "depth", "height", "width"
SIDES = {
    2: "((top, bottom), (left, right))",
    3: "((front, back), (top, bottom), (left, right))",
}
"""What the sides of maps and of volumes are called."""


def make_axes(
    shape: Sequence[int],
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
    function: str = "make_axes",
) -> tuple[WindowAxis, WindowAxis]:
    """Check a layer's arguments and return its vertical and horizontal axis.

    Parameters
    ----------
    shape : (int, int)
        Height and width of the input, in pixels.
    kernel_size, stride, padding, dilation
        As in `output_size`, for both axes or as a pair (vertical, horizontal).
        So two ints as `padding` follow PyTorch, ((top, bottom), (left, right))
        follows ONNX.
    ceil_mode : bool
        As in `output_size`.
    function : str
        The name that error messages begin with.

    Returns
    -------
    tuple of WindowAxis

    Raises
    ------
    TypeError, ValueError
        As in `output_size`.

    Examples
    --------
    >>> rows, columns = make_axes((4, 5), 3, padding=((0, 0), (1, 1)), stride=1)
    >>> rows.outputs, columns.outputs
    (2, 5)
    """
    sizes = pair(function, "shape", shape)
    layer = kernel_size, stride, padding, dilation
    rows, columns = all_axes(function, sizes, *layer, ceil_mode)
    return rows, columns


def all_axes(
    function: str,
    sizes: Sequence[int],
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: bool,
) -> tuple[WindowAxis, ...]:
    """Check the arguments of a layer of two or three axes, and return these."""
    given = {
        "kernel_size": kernel_size,
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
    }
    found = (each(function, name, value, len(sizes)) for name, value in given.items())
    return tuple(
        make_axis(
            n,
            k,
            stride=s,
            padding=p,
            dilation=d,
            ceil_mode=ceil_mode,
            function=function,
            along=f"along the {name} ",
            sides=SIDES[len(sizes)],
        )
        for name, n, k, s, p, d in zip(AXES[-len(sizes) :], sizes, *found, strict=True)
    )


def make_axis(
    n: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int | str | Sequence[int] = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
    function: str = "make_axis",
    along: str = "",
    sides: str = "(before, after)",
) -> WindowAxis:
    """Check one axis' arguments, those of `output_size`, and return its windows."""
    n = integer(function, "n", n, 1, along)
    k, s, d = check_steps(function, along, kernel_size, stride, dilation)
    before, after = check_padding(function, along, n, (k, s, d), padding, sides)
    room = n + before + after - span_of(k, d)
    if boolean(function, "ceil_mode", ceil_mode):
        outputs = -(-room // s) + 1
        if (outputs - 1) * s >= n + before:  # it would start in the padding after
            outputs -= 1
    else:
        outputs = room // s + 1
    if outputs < 1:
        padded, span = n + before + after, span_of(k, d)
        rule = f"{along}covers {span} pixels, but the padded input has {padded}"
        refuse(function, "kernel_size", k, rule, f"use at most {(padded - 1) // d + 1}")
    return WindowAxis(n, k, s, before, after, d, outputs)


def check_steps(
    function: str, along: str, kernel_size: Any, stride: Any, dilation: Any
) -> tuple[int, int, int]:
    """Return kernel_size, stride and dilation of one axis."""
    k = integer(function, "kernel_size", kernel_size, 1, along)
    s = k if stride is None else integer(function, "stride", stride, 1, along)
    return k, s, integer(function, "dilation", dilation, 1, along)


def check_padding(
    function: str,
    along: str,
    n: int,
    steps: tuple[int, int, int],
    padding: Any,
    sides: str = "(before, after)",
) -> tuple[int, int]:
    """Return the pixels (before, after) that one axis' `padding` asks for."""
    k, s, d = steps
    if isinstance(padding, str):
        if padding not in ("same", "same_lower"):
            other = OTHER_NAMES.get(padding.upper(), '"same" or "same_lower"')
            refuse(function, "padding", padding, "is no known rule", f"use {other}")
        total = max((-(-n // s) - 1) * s + span_of(k, d) - n, 0)
        small, large = total // 2, total - total // 2
        return (small, large) if padding == "same" else (large, small)
    if isinstance(padding, (list, tuple)):
        before, after = pair(function, "padding", padding)
        before = integer(function, "padding", before, 0, along)
        after = integer(function, "padding", after, 0, along)
        if max(before, after) >= span_of(k, d):
            rule = f"{along}is not less than the {span_of(k, d)} that a window covers"
            fix = f"use at most {span_of(k, d) - 1} on each side"
            refuse(function, "padding", (before, after), rule, fix)
        return before, after
    p = integer(function, "padding", padding, 0, along)
    if p > k // 2:
        rule = f"{along}is more than half of kernel_size={k}, which PyTorch refuses"
        fix = f"use at most {k // 2}, or name all sides as in ONNX, padding={sides}"
        refuse(function, "padding", p, rule, fix)
    return p, p
