"""The windows along one axis, made from a layer's arguments, which are checked here.

Positions are 0-based input pixels and intervals are half-open.  Padding lies
outside the input: its positions are negative or at least ``n``.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

from .arguments import boolean, integer, pair, refuse

__all__ = ["Padding", "PairOfInts", "WindowAxis", "make_axes", "make_axis"]

Padding: TypeAlias = int | str | Sequence[int] | Sequence[Sequence[int]]
PairOfInts: TypeAlias = int | Sequence[int]

OTHER_NAMES = {
    "SAME": '"same"',
    "SAME_UPPER": '"same"',
    "SAME_LOWER": '"same_lower"',
    "VALID": "padding=0",
}
"""What TensorFlow and ONNX call paddings, and what they are here."""


class WindowAxis(NamedTuple):
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
        return span_of(self.kernel_size, self.dilation)

    @property
    def extent(self) -> int:
        """Pixels of input, padding before it and overhang together."""
        return max(self.before + self.n, (self.outputs - 1) * self.stride + self.span)

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
        return self._taps_within(i, 0, self.n)

    def counts(self, include_pad: bool) -> tuple[int, ...]:
        """Return how many taps of each window an average divides by.

        Real taps always count, those on declared padding if `include_pad`.  What
        a window of ceil mode reads beyond the padding never does.
        """
        return tuple(self.each_count(include_pad))

    def each_count(self, include_pad: bool) -> Iterator[int]:
        """Yield the `counts` of one window after the other; most are alike."""
        low, high = (-self.before, self.n + self.after) if include_pad else (0, self.n)
        first = min(max(0, -((self.start(0) - low) // self.stride)), self.outputs)
        end = (high - self.span - self.start(0)) // self.stride + 1
        end = min(max(first, end), self.outputs)
        yield from (self._count_within(i, low, high) for i in range(first))
        yield from repeat(self.kernel_size, end - first)
        yield from (self._count_within(i, low, high) for i in range(end, self.outputs))

    def full(self, include_pad: bool) -> bool:
        """Return whether an average of each window divides by all its taps."""
        end = self.start(self.outputs - 1) + self.span
        if include_pad:
            return end <= self.n + self.after
        return self.before == 0 and end <= self.n

    def trimmed(self) -> "WindowAxis":
        """Return the same windows without taps that are padding in all of them.

        What is left reaches no further than the windows need, however long they are.
        """
        d, last = self.dilation, self.start(self.outputs - 1)
        lead = max(0, -last // d)
        end = min(self.kernel_size, (self.n + self.before - 1) // d + 1)
        if end - lead == self.kernel_size:
            return self
        return self._replace(kernel_size=end - lead, before=self.before - lead * d)

    def unseen(self) -> tuple[int, ...]:
        """Return the input pixels that no window reads."""
        seen = {tap for i in range(self.outputs) for tap in self.real_taps(i)}
        return tuple(p for p in range(self.n) if p not in seen)

    def _count_within(self, i: int, low: int, high: int) -> int:
        taps = self._taps_within(i, low, high)
        # len() knows no more than an index can count
        return max(0, -((taps.start - taps.stop) // taps.step))

    def _taps_within(self, i: int, low: int, high: int) -> range:
        first, end = self.bounds(i)
        skipped = max(0, -((first - low) // self.dilation))
        return range(first + skipped * self.dilation, min(end, high), self.dilation)


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
    kernels = pair(function, "kernel_size", kernel_size)
    strides = pair(function, "stride", stride)
    paddings = pair(function, "padding", padding)
    dilations = pair(function, "dilation", dilation)
    rows, columns = (
        make_axis(
            sizes[i],
            kernels[i],
            stride=strides[i],
            padding=paddings[i],
            dilation=dilations[i],
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
) -> WindowAxis:
    """Check one axis' arguments, those of `output_size`, and return its windows."""
    n = integer(function, "n", n, 1, along)
    k, s, d = check_steps(function, along, kernel_size, stride, dilation)
    before, after = check_padding(function, along, n, (k, s, d), padding)
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


def span_of(kernel_size: int, dilation: int) -> int:
    """Return the pixels from a window's first tap to its last, both included."""
    return dilation * (kernel_size - 1) + 1


def check_steps(
    function: str, along: str, kernel_size: Any, stride: Any, dilation: Any
) -> tuple[int, int, int]:
    """Return kernel_size, stride and dilation of one axis."""
    k = integer(function, "kernel_size", kernel_size, 1, along)
    s = k if stride is None else integer(function, "stride", stride, 1, along)
    return k, s, integer(function, "dilation", dilation, 1, along)


def check_padding(
    function: str, along: str, n: int, steps: tuple[int, int, int], padding: Any
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
        sides = "((top, bottom), (left, right))" if along else "(before, after)"
        fix = f"use at most {k // 2}, or name all sides as in ONNX, padding={sides}"
        refuse(function, "padding", p, rule, fix)
    return p, p
