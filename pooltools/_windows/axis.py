"""The windows along one axis, as `layer` makes them from a layer's arguments.

Positions are 0-based input pixels and intervals are half-open.  Padding lies
outside the input: its positions are negative or at least ``n``.
"""

from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

__all__ = ["WindowAxis", "span_of"]


class WindowAxis(NamedTuple):
    """The windows along one axis of the input.

    Made by `make_axis` and its relatives, which check the numbers.

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
    >>> from pooltools._windows.layer import make_axis
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


def span_of(kernel_size: int, dilation: int) -> int:
    """Return the pixels from a window's first tap to its last, both included."""
    return dilation * (kernel_size - 1) + 1
