"""Which input pixels feed which output cell: whole numbers, one axis at a time.

Pooling treats height and width alike, so almost everything here is about one
axis of ``n`` pixels.  Positions are 0-based input pixels and intervals are
half-open.  Padding lies outside the input: its positions are negative or at
least ``n``.

Whatever pools, draws or marks a window asks this module; no other code works
out a window, a size or a divisor, and no other code checks these arguments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ._arguments import pair, refuse, truth, whole

__all__ = [
    "Axis",
    "Padding",
    "PairOfInts",
    "make_axes",
    "make_axis",
    "output_size",
    "receptive_field_step",
    "same_padding",
]

PairOfInts: TypeAlias = int | Sequence[int]
Padding: TypeAlias = int | str | Sequence[int] | Sequence[Sequence[int]]


@dataclass(frozen=True)
class Axis:
    """The windows along one axis of the input.

    Made by `make_axis` and `make_axes`, which check the numbers.

    Parameters
    ----------
    n : int
        Input pixels.
    kernel_size, stride, dilation : int
        Taps of a window, pixels between two windows, pixels between two taps.
    before, after : int
        Padding on either side, in pixels.
    outputs : int
        Windows, hence output cells.

    Examples
    --------
    >>> axis = make_axis(5, 3, stride=2, padding=1)
    >>> axis.outputs, axis.bounds(0), list(axis.real_taps(0))
    (3, (-1, 2), [0, 1])
    """

    n: int
    kernel_size: int
    stride: int
    before: int
    after: int
    dilation: int
    outputs: int

    @property
    def span(self) -> int:
        """Pixels from the first tap of a window to its last, both included."""
        return _span(self.kernel_size, self.dilation)

    def start(self, i: int) -> int:
        """Return the position of the first tap of window ``i``."""
        return i * self.stride - self.before

    def bounds(self, i: int) -> tuple[int, int]:
        """Return the half-open interval that window ``i`` covers."""
        return self.start(i), self.start(i) + self.span

    def taps(self, i: int) -> range:
        """Return the positions that window ``i`` reads, padding included."""
        return range(*self.bounds(i), self.dilation)

    def real_taps(self, i: int) -> range:
        """Return the positions that window ``i`` reads inside the input."""
        taps = self.taps(i)
        skipped = max(0, -(taps.start // self.dilation))
        return range(
            taps[0] + skipped * self.dilation, min(taps.stop, self.n), self.dilation
        )

    def counts(self, include_pad: bool) -> tuple[int, ...]:
        """Return how many taps of each window an average divides by.

        Real taps always count, declared padding if `include_pad`; what a
        window of ceil mode reads beyond the padding never does.
        """
        if include_pad:
            end = self.n + self.after
            return tuple(
                len(range(self.start(i), min(self.bounds(i)[1], end), self.dilation))
                for i in range(self.outputs)
            )
        return tuple(len(self.real_taps(i)) for i in range(self.outputs))

    def unseen(self) -> tuple[int, ...]:
        """Return the input pixels that no window reads."""
        seen = {tap for i in range(self.outputs) for tap in self.real_taps(i)}
        return tuple(p for p in range(self.n) if p not in seen)


def output_size(
    n: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int | str | Sequence[int] = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int:
    """Return how many windows fit along one axis.

    Parameters
    ----------
    n : int
        Input pixels.
    kernel_size : int
        Taps of a window.
    stride : int, optional
        Pixels from one window to the next; defaults to `kernel_size`, so
        windows tile.
    padding : int, (before, after), "same" or "same_lower"
        Pixels added on either side.  An int follows PyTorch and is at most half
        of `kernel_size`; a pair follows ONNX and is less than the window's span.
        "same" is TensorFlow's rule, see `same_padding`.
    dilation : int
        Pixels from one tap to the next.
    ceil_mode : bool
        Keep a last window that hangs over the end, provided that it starts
        inside the input or the padding before it.  Changes nothing for "same".

    Returns
    -------
    int
        ``floor((n + before + after - span) / stride) + 1`` with
        ``span = dilation * (kernel_size - 1) + 1``; ceil mode rounds up.

    Raises
    ------
    TypeError
        If a number is not an integer or `ceil_mode` is not a bool.
    ValueError
        If a number is out of range or not even one window fits.

    Notes
    -----
    PyTorch's documentation gives the ceil formula without the condition on the
    last window; its code, like ours and ONNX, applies it.

    Examples
    --------
    >>> output_size(5, 2), output_size(5, 2, ceil_mode=True)
    (2, 3)
    >>> output_size(32, 1, stride=2, ceil_mode=True)  # a 17th would start outside
    16
    """
    axis = make_axis(
        n,
        kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        function="output_size",
    )
    return axis.outputs


def same_padding(
    n: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    dilation: int = 1,
    lower: bool = False,
) -> tuple[int, int]:
    """Return the padding that makes ``ceil(n / stride)`` output cells.

    Parameters
    ----------
    n, kernel_size, stride, dilation
        As in `output_size`.
    lower : bool
        Where an odd pixel goes: after the input, as in TensorFlow's SAME and
        ONNX's SAME_UPPER, or before it (SAME_LOWER).

    Returns
    -------
    tuple of int
        Pixels before and after the input.

    Raises
    ------
    TypeError, ValueError
        As in `output_size`.

    Examples
    --------
    >>> same_padding(4, 3, stride=2), same_padding(4, 3, stride=2, lower=True)
    ((0, 1), (1, 0))
    """
    axis = make_axis(
        n,
        kernel_size,
        stride=stride,
        padding="same_lower" if truth("same_padding", "lower", lower) else "same",
        dilation=dilation,
        function="same_padding",
    )
    return axis.before, axis.after


def receptive_field_step(
    field: int,
    jump: int,
    start: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int | Sequence[int] = 0,
    dilation: int = 1,
) -> tuple[int, int, int]:
    """Carry the receptive field of a network's cells through one more layer.

    Parameters
    ----------
    field : int
        Width of what one cell sees, in pixels of the network's input.
    jump : int
        Pixels between what two neighbouring cells see.
    start : int
        First pixel that cell 0 sees; negative inside padding.
    kernel_size, stride, padding, dilation
        The layer, as in `output_size`; "same" has to be put into numbers.

    Returns
    -------
    tuple of int
        The new `field`, `jump` and `start`.  Begin with ``(1, 1, 0)``.

    Raises
    ------
    TypeError, ValueError
        As in `output_size`.

    Examples
    --------
    A 3×3 convolution, then a 2×2 pooling:

    >>> receptive_field_step(*receptive_field_step(1, 1, 0, 3, stride=1), 2)
    (4, 2, 0)
    """
    name = "receptive_field_step"
    field, jump = whole(name, "field", field, 1), whole(name, "jump", jump, 1)
    start = whole(name, "start", start)
    k, s, d = _steps(name, "", kernel_size, stride, dilation)
    if isinstance(padding, str):
        refuse(name, "padding", padding, "depends on n", "use same_padding(n, ...)")
    before, _ = _padding(name, "", 1, (k, s, d), padding)
    return field + (_span(k, d) - 1) * jump, jump * s, start - before * jump


def make_axes(
    shape: Sequence[int],
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
    function: str = "make_axes",
) -> tuple[Axis, Axis]:
    """Check a layer's arguments and return its vertical and horizontal axis.

    Parameters
    ----------
    shape : (int, int)
        Height and width of the input, in pixels.
    kernel_size, stride, dilation : int or (int, int)
        For both axes, or (vertical, horizontal).
    padding : int, (int, int), ((top, bottom), (left, right)), str
        The first two follow PyTorch, the nested form ONNX; see `output_size`.
    ceil_mode : bool
        As in `output_size`.
    function : str
        The name that error messages begin with.

    Returns
    -------
    tuple of Axis

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
    kernels = pair(function, "kernel_size", kernel_size)
    strides = pair(function, "stride", stride)
    paddings = pair(function, "padding", padding)
    dilations = pair(function, "dilation", dilation)
    rows, columns = (
        make_axis(
            sizes[i],  # type: ignore[arg-type]
            kernels[i],  # type: ignore[arg-type]
            stride=strides[i],  # type: ignore[arg-type]
            padding=paddings[i],  # type: ignore[arg-type]
            dilation=dilations[i],  # type: ignore[arg-type]
            ceil_mode=ceil_mode,
            function=function,
            along=along,
        )
        for i, along in enumerate(("along the height ", "along the width "))
    )
    return rows, columns


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
) -> Axis:
    """Check one axis' arguments, those of `output_size`, and return its windows."""
    n = whole(function, "n", n, 1, along)
    k, s, d = _steps(function, along, kernel_size, stride, dilation)
    before, after = _padding(function, along, n, (k, s, d), padding)
    room = n + before + after - _span(k, d)
    if truth(function, "ceil_mode", ceil_mode):
        outputs = -(-room // s) + 1
        if (outputs - 1) * s >= n + before:  # it would start in the padding after
            outputs -= 1
    else:
        outputs = room // s + 1
    if outputs < 1:
        padded, span = n + before + after, _span(k, d)
        rule = f"{along}covers {span} pixels, but there are {padded} with padding"
        refuse(function, "kernel_size", k, rule, f"use at most {(padded - 1) // d + 1}")
    return Axis(n, k, s, before, after, d, outputs)


def _span(kernel_size: int, dilation: int) -> int:
    return dilation * (kernel_size - 1) + 1


def _steps(
    function: str, along: str, kernel_size: object, stride: object, dilation: object
) -> tuple[int, int, int]:
    k = whole(function, "kernel_size", kernel_size, 1, along)
    s = k if stride is None else whole(function, "stride", stride, 1, along)
    return k, s, whole(function, "dilation", dilation, 1, along)


def _padding(
    function: str, along: str, n: int, steps: tuple[int, int, int], padding: object
) -> tuple[int, int]:
    """Return the pixels (before, after) that one axis' `padding` asks for."""
    k, s, d = steps
    if isinstance(padding, str):
        if padding not in ("same", "same_lower"):
            rule = "is no known rule"
            refuse(function, "padding", padding, rule, 'use "same" or "same_lower"')
        total = max((-(-n // s) - 1) * s + _span(k, d) - n, 0)
        small, large = total // 2, total - total // 2
        return (small, large) if padding == "same" else (large, small)
    if isinstance(padding, (list, tuple)):
        before, after = pair(function, "padding", padding)
        before = whole(function, "padding", before, 0, along)
        after = whole(function, "padding", after, 0, along)
        if max(before, after) >= _span(k, d):
            rule = f"{along}is not less than the {_span(k, d)} that a window covers"
            fix = f"use at most {_span(k, d) - 1} on each side"
            refuse(function, "padding", (before, after), rule, fix)
        return before, after
    p = whole(function, "padding", padding, 0, along)
    if p > k // 2:
        rule = f"{along}is more than half of kernel_size={k}, which PyTorch refuses"
        sides = "((top, bottom), (left, right))" if along else "(before, after)"
        fix = f"use at most {k // 2}, or name all sides as in ONNX, padding={sides}"
        refuse(function, "padding", p, rule, fix)
    return p, p
