"""Chapters 9 and 10: bins, heads, pyramids and regions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from ... import adaptive, pool, pyramid
from ..._windows.typing import Array
from ..checks import Function
from ..checks._draw import counting, maps
from ..checks._task import Call


@dataclass(frozen=True)
class Head:
    """A head with a name, and whether it is blind to the places of a map's cells."""

    name: str
    apply: Callable[[Array], Any]
    blind: bool

    def __call__(self, x: Array) -> Any:
        """Run it."""
        return self.apply(np.asarray(x, float))

    def __repr__(self) -> str:
        return f"<{self.name}>"


def _both(x: Array) -> list[Any]:
    return [pool.global_avg_pool2d(x), pool.global_max_pool2d(x)]


HEADS = (
    Head("global average", pool.global_avg_pool2d, True),
    Head("global maximum", pool.global_max_pool2d, True),
    Head("average and maximum, joined", _both, True),
    Head("all numbers, sorted", lambda x: np.sort(x, axis=None), True),
    Head("adaptive 2 × 2", lambda x: adaptive.adaptive_max_pool2d(x, 2), False),
    Head("flattened", np.ravel, False),
    Head("means of the rows", lambda x: x.mean(1), False),
    Head("means of the columns", lambda x: x.mean(0), False),
    Head(
        "the four corners", lambda x: x[:: len(x) - 1, :: x.shape[1] - 1].mean(), False
    ),
)
"""All that are not blind answer to any jumbling that moves every cell."""


def _heads(rng: Generator) -> Iterator[Call]:
    yield from ((head,) for head in HEADS)


def _unmoved(jumble: Callable[[Array], Array]) -> Callable[[Head], bool]:
    """Return a test for blindness that moves the cells in one way only."""
    x = np.random.default_rng(0).random((6, 6))
    return lambda head: bool(np.allclose(head(x), head(jumble(x))))


BLIND = Function(
    "blind",
    "my_is_blind",
    lambda head: head.blind,
    _heads,
    {
        "never": lambda head: False,
        "always": lambda head: True,
        "turned": lambda head: not head.blind,
        "rows-only": _unmoved(lambda x: x[[2, 0, 4, 1, 5, 3]]),
        "within-rows": _unmoved(lambda x: x[:, [2, 0, 4, 1, 5, 3]]),
        "mirrored": _unmoved(lambda x: x[::-1, ::-1]),
        "to-the-last-digit": lambda head: head.blind and "average" not in head.name,
    },
    {},
    "exercises.blind",
)

Border = Callable[[int, int, int], int]
"""Where bin i of n cells in o bins begins or ends."""


def _down(i: int, n: int, o: int) -> int:
    return i * n // o


def _up(i: int, n: int, o: int) -> int:
    return -(-i * n // o)


def _bins(begin: Border, end: Border) -> Callable[[Any, int], list[float]]:
    def maxima(row: Any, o: int) -> list[float]:
        n = len(row)
        return [max(row[begin(i, n, o) : end(i + 1, n, o)]) for i in range(o)]

    return maxima


def _rows(rng: Generator) -> Iterator[Call]:
    yield np.array([1, 0, 6, 2, 7, 9, 0, 8, 4, 5]), 4
    yield np.array([1.0, 2, 3, 9, 4]), 3
    yield -1 - counting(6), 3
    yield counting(4) / 2, 4
    for _ in range(24):
        n = int(rng.integers(2, 13))
        yield rng.integers(-18, 19, n) / 2, int(rng.integers(1, n + 1))


def _equal(row: Any, o: int) -> list[float]:
    """Take windows of n // o, as a pooling does whose stride is its window."""
    return [float(n) for n in pool.max_pool2d(row[None], (1, len(row) // o))[0, :o]]


OWN_BINS = Function(
    "own-bins",
    "my_adaptive_max",
    lambda row, o: adaptive.adaptive_max_pool2d(row[None], (1, o))[0],
    _rows,
    {
        "ends-down": _bins(_down, _down),
        "begins-up": _bins(_up, _up),
        "one-too-many": _bins(_down, lambda i, n, o: _down(i, n, o) + 1),
        "same-size": _bins(_down, lambda i, n, o: _down(i - 1, n, o) - (-n // o)),
        "strided": _equal,
        "whole": lambda row, o: np.trunc(_bins(_down, _up)(row, o)),
        "zero-start": lambda row, o: np.maximum(_bins(_down, _up)(row, o), 0),
        "mean": lambda row, o: adaptive.adaptive_avg_pool2d(row[None], (1, o))[0],
    },
    {},
    "exercises.own-bins",
)


def _pyramid(begin: Border, end: Border) -> Callable[[Array, Any], list[float]]:
    def numbers(maps: Array, levels: Any) -> list[float]:
        found = []
        for o in levels:
            for one, i, j in (
                (m, i, j) for m in maps for i in range(o) for j in range(o)
            ):
                rows, columns = (
                    slice(begin(b, n, o), end(b + 1, n, o))
                    for b, n in zip((i, j), one.shape, strict=True)
                )
                found.append(one[rows, columns].max())
        return found

    return numbers


def _level(maps: Array, levels: Any, axes: tuple[int, ...]) -> Array:
    """Put the numbers of each level into another order."""
    parts = (adaptive.adaptive_max_pool2d(maps, n).transpose(axes) for n in levels)
    return np.concatenate([part.ravel() for part in parts])


def _by_channel(maps: Array, levels: Any) -> Array:
    """Finish a channel, with all its levels, before the next."""
    return np.concatenate([pyramid.spatial_pyramid_pool(m[None], levels) for m in maps])


def _stacks(rng: Generator) -> Iterator[Call]:
    two = [[[5.0, 1, 3], [0, 6, 1], [7, 1, 9]], [[8, 0, 6], [1, 7, 0], [4, 1, 2]]]
    yield np.array(two), (2, 1)
    yield -1 - counting(2, 4, 5), (1, 2)
    for x in maps(rng, 20, sides=(4, 8), channels=3):
        yield x, [(2, 1), (1, 2, 4), (3,), (3, 1)][int(rng.integers(0, 4))]


OWN_PYRAMID = Function(
    "own-pyramid",
    "my_spp",
    lambda maps, levels: pyramid.spatial_pyramid_pool(maps, levels),
    _stacks,
    {
        "ends-down": _pyramid(_down, _down),
        "begins-up": _pyramid(_up, _up),
        "coarse-first": lambda m, levels: pyramid.spatial_pyramid_pool(
            m, tuple(sorted(levels))
        ),
        "fine-first": lambda m, levels: pyramid.spatial_pyramid_pool(
            m, tuple(sorted(levels, reverse=True))
        ),
        "bins-first": lambda m, levels: _level(m, levels, (1, 2, 0)),
        "turned": lambda m, levels: _level(m, levels, (0, 2, 1)),
        "by-channel": _by_channel,
        "zero-start": lambda m, levels: np.maximum(_pyramid(_down, _up)(m, levels), 0),
        "mean": lambda m, levels: pyramid.spatial_pyramid_pool(
            m, levels, mode="average"
        ),
    },
    {},
    "exercises.own-pyramid",
)


def _cut(x: Array, box: Sequence[float], end: int = 1) -> Array:
    left, top, right, bottom = np.floor(np.asarray(box) + 0.5).astype(int)
    return x[top : bottom + end, left : right + end]


def _region(x: Array, box: Sequence[float], n: int, end: int = 1) -> Array:
    return adaptive.adaptive_max_pool2d(_cut(x, box, end), n)


def _boxes(rng: Generator) -> Iterator[Call]:
    x = rng.integers(-18, 19, (12, 16)) / 2
    yield x, [3.4, 2.6, 11.5, 9.1], 3
    yield x, [0, 0, 15, 11], 2
    yield x, [5, 5, 6, 6], 3
    for _ in range(20):
        left, top = rng.integers(0, 20, 2) / 2
        width, height = rng.integers(5, 13, 2) / 2
        box = [left, top, min(left + width, 15), min(top + height, 11)]
        yield x, [float(b) for b in box], int(rng.integers(1, 4))


OWN_ROI = Function(
    "own-roi",
    "my_roi",
    lambda x, box, n: pyramid.roi_max_pool2d(x, [box], n)[0],
    _boxes,
    {
        "end-left-out": lambda x, box, n: _region(x, box, n, end=0),
        "cut-down": lambda x, box, n: _region(x, np.floor(box), n),
        "rows-first": lambda x, box, n: _region(x, [*box[1::-1], *box[:1:-1]], n),
        "whole-map": lambda x, box, n: adaptive.adaptive_max_pool2d(x, n),
        "mean": lambda x, box, n: adaptive.adaptive_avg_pool2d(_cut(x, box), n),
    },
    {},
    "exercises.own-roi",
)

EXERCISES = (OWN_BINS, BLIND, OWN_PYRAMID, OWN_ROI)
