"""The bins of adaptive pooling along one axis: windows that give way to a number."""

from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from .axis import WindowAxis
from .typing import Array

__all__ = ["Axis", "BinAxis", "Bins"]


class BinAxis(NamedTuple):
    """The bins along one axis of adaptive pooling, as many as there are outputs.

    Bin i covers the cells from ``floor(i n / outputs)`` up to
    ``ceil((i + 1) n / outputs)``: `kernel_size` of them, or one more.
    """

    n: int
    outputs: int

    @property
    def kernel_size(self) -> int:
        """The fewest cells of a bin."""
        return -(-self.n // self.outputs)

    @property
    def stride(self) -> int:
        """The most cells from one bin to the next."""
        return self.kernel_size

    @property
    def dilation(self) -> int:
        """The cells of a bin are neighbours."""
        return 1

    @property
    def span(self) -> int:
        """The most cells of a bin."""
        return min(self.n, self.kernel_size + 1)

    @property
    def extent(self) -> int:
        """What the axis takes in memory, before pooling or after."""
        return max(self.n, self.outputs)

    def trimmed(self) -> "BinAxis":
        """Return the axis: it has no padding."""
        return self

    def bounds(self, i: Any) -> tuple[Any, Any]:
        """Return where bin ``i``, or each of many, begins and ends."""
        start = i * self.n
        return start // self.outputs, (
            start + self.n + self.outputs - 1
        ) // self.outputs

    def some(self, i: int, end: int) -> "Bins":
        """Return the bins from ``i`` to ``end``, as indices of this machine."""
        return _some(self, i, end)

    def sizes(self, chosen: slice) -> Array:
        """Return how many cells some of the bins have."""
        first, end = self.some(*chosen.indices(self.outputs)[:2])
        return np.asarray(end - first)


class Bins(NamedTuple):
    """Where some bins begin and end, each with some cells or one more."""

    first: Array
    end: Array


@lru_cache(maxsize=16)
def _some(axis: BinAxis, i: int, end: int) -> Bins:
    """Return some bins; small maps would spend a fifth of their time on this."""
    bounds = axis.bounds(np.arange(i, end, dtype=np.int64))  # i n may be large
    first, last = (bound.astype(np.intp) for bound in bounds)
    first.flags.writeable = last.flags.writeable = False
    return Bins(first, last)


Axis: TypeAlias = WindowAxis | BinAxis
