"""Chapters 1 to 3: windows, their number, and what a maximum keeps."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.random import Generator

from ... import geometry, pool
from ..._windows.typing import Array
from ..checks import Function
from ..checks._draw import counting, maps
from ..checks._task import Call
from ..checks.windows import DEEP, HIGH_LOW, OUTPUT_SIZE, cut, risen
from ._kinds import Found, Made


def _stops(rng: Generator) -> Iterator[Call]:
    """Yield maps with a window and a step: overlapping, side by side, with gaps."""
    yield counting(2, 2), 2, 2
    yield -1 - counting(2, 3), 2, 1
    yield from ((x, 2, 2) for x in (HIGH_LOW, DEEP, counting(3, 5) / 4))
    yield np.tile([[0.5, 0.5, -2.5]], (4, 2)), 3, 1
    for x in maps(rng, 24, sides=(3, 8)):
        yield x, int(rng.integers(1, 4)), int(rng.integers(1, 4))


def _maxima(x: Array, k: int, stride: int) -> Array:
    return pool.max_pool2d(x, k, stride=stride)


def _side_by_step(x: Array, k: int, stride: int) -> Array:
    """Count the windows rightly, but begin each a single cell after the last."""
    rows, columns = _maxima(x, k, stride).shape
    return _maxima(x, k, 1)[:rows, :columns]


def _last(x: Array, k: int, stride: int) -> Array:
    """Keep the lower right cell of every window."""
    rows, columns = _maxima(x, k, stride).shape
    return x[k - 1 :: stride, k - 1 :: stride][:rows, :columns]


TWO_LOOPS = Function(
    "two-loops",
    "my_max_pool2d",
    _maxima,
    _stops,
    {
        "zero-start": lambda x, k, stride: np.maximum(_maxima(x, k, stride), 0),
        "turned": lambda x, k, stride: _maxima(x, k, stride).T,
        "side-by-step": _side_by_step,
        "stride-one": lambda x, k, stride: _maxima(x, k, 1),
        "stride-is-k": lambda x, k, stride: _maxima(x, k, k),
        "window-two": lambda x, k, stride: _maxima(x, 2, stride),
        "last-cell": _last,
        "smallest": lambda x, k, stride: pool.min_pool2d(x, k, stride=stride),
        "mean": lambda x, k, stride: pool.avg_pool2d(x, k, stride=stride),
    },
    {"start": risen(_maxima), "whole": cut(_maxima)},
    "exercises.two-loops",
)


def _leading(rng: Generator) -> Iterator[Call]:
    for x, k, stride in _stops(rng):
        yield x, k, stride
    for x in maps(rng, 12, sides=(3, 6), channels=3):
        yield x, int(rng.integers(1, 4)), int(rng.integers(1, 4))
        yield np.stack([x, -x]), 2, 2


NO_LOOP = Function(
    "no-loop",
    "my_view_max_pool2d",
    _maxima,
    _leading,
    {
        "stride-one": lambda x, k, stride: _maxima(x, k, 1),
        "merged": lambda x, k, stride: _maxima(x, k, stride).max((*range(x.ndim - 2),)),
        "smallest": lambda x, k, stride: pool.min_pool2d(x, k, stride=stride),
        "mean": lambda x, k, stride: pool.avg_pool2d(x, k, stride=stride),
    },
    {},
    "exercises.no-loop",
)


def _four_numbers(rng: Generator) -> Iterator[Call]:
    yield from ((*call, 0)[:4] for call in OUTPUT_SIZE.calls(rng))


SIZE_LAW = replace(
    OUTPUT_SIZE,
    name="size-law",
    answer="my_output_size",
    reference=lambda n, k, s, p: float(geometry.output_size(n, k, stride=s, padding=p)),
    calls=_four_numbers,
    wrong=dict(OUTPUT_SIZE.wrong)
    | {"divided-first": lambda n, k, s, p: (n + 2 * p) // s - k // s + 1},
    lines="exercises.size-law",
)


def _four_by_four(rng: Generator) -> Iterator[Call]:
    for x in (counting(4, 4), -1 - counting(4, 4), HIGH_LOW, DEEP, np.full((4, 4), -2)):
        yield (np.asarray(x, float),)
    for x in maps(rng, 20, sides=(4, 4)):
        yield (x,)


def _same(x: Array) -> Array:
    return pool.max_pool2d(x, 3, stride=2, padding="same")


PORT_LAYER = Function(
    "port-layer",
    "ported",
    _same,
    _four_by_four,
    {
        "both-sides": lambda x: pool.max_pool2d(x, 3, stride=2, padding=1),
        "zeros": lambda x: pool.max_pool2d(np.pad(x, ((0, 1), (0, 1))), 3, stride=2),
        "no-padding": lambda x: pool.max_pool2d(x, 3, stride=2),
        "window-two": lambda x: pool.max_pool2d(x, 2),
    },
    {"finite": risen(_same)},
    "exercises.port-layer",
)


def _tiles(rng: Generator) -> Iterator[Call]:
    yield counting(2, 2), 2
    yield np.array([[5.0, 7, 2, 9], [6, 8, 4, 3]]), 2
    yield from ((x, 2) for x in (HIGH_LOW, -DEEP, counting(5, 3) / 2))
    for x in maps(rng, 24, sides=(3, 8)):
        yield x, int(rng.integers(1, 4))


MIN_FROM_MAX = Function(
    "min-from-max",
    "my_min_pool2d",
    lambda x, k: pool.min_pool2d(x, k),
    _tiles,
    {
        "maximum": lambda x, k: pool.max_pool2d(x, k),
        "turned-minimum": lambda x, k: -pool.min_pool2d(x, k),
        "turned-maximum": lambda x, k: -pool.max_pool2d(x, k),
        "window-two": lambda x, k: pool.min_pool2d(x, 2),
        "mean": lambda x, k: pool.avg_pool2d(x, k),
    },
    {},
    "exercises.min-from-max",
)


def _letter(sheet: Array) -> Found | None:
    """Say what keeps a drawing from being a letter that is lost."""
    drawn = int((sheet == 0).sum())
    if ((sheet != 0) & (sheet != 9)).any():
        return "other-ink", {}
    if drawn < 5:
        return "too-few", {"n": drawn}
    if _largest_piece(sheet == 0) < 5:
        return "loose", {}
    stay = int((pool.max_pool2d(sheet, 2) == 0).sum())
    return ("stays", {"n": stay}) if stay else None


def _largest_piece(ink: Any) -> int:
    """Count the cells of the largest piece; cells hang together at corners too."""
    left, largest = {(int(i), int(j)) for i, j in np.argwhere(ink)}, 0
    while left:
        piece, edge = 0, [left.pop()]
        while edge:
            i, j = edge.pop()
            piece += 1
            near = {(i + d, j + r) for d in (-1, 0, 1) for r in (-1, 0, 1)} & left
            left -= near
            edge += near
        largest = max(largest, piece)
    return largest


LOSE_A_LETTER = Made(
    "lose-a-letter", "sheet", (8, 8), _letter, "exercises.lose-a-letter"
)

EXERCISES = (TWO_LOOPS, NO_LOOP, SIZE_LAW, PORT_LAYER, MIN_FROM_MAX, LOSE_A_LETTER)
