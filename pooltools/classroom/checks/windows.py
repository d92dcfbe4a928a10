"""Sheet 1: one window, its steps, and how many of them fit."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.random import Generator

from ... import geometry, pool
from ..._windows.typing import Array
from ._draw import counting, maps
from ._same import shape
from ._task import Call, Function
from ._values import Values

HIGH_LOW = np.array([[-3.0, -1, 2, 5], [-4, -2, 0, 1], [7, 6, -8, -9], [3, 4, -5, -7]])
FIRST = np.array([[1.0, 3, 2, 0], [4, 2, 1, 1], [0, 1, 5, 2], [3, 2, 2, 7]])
DEEP = np.array([[-3.0, -2, -7.5, -7.5], [-2, -5, -9, -8], [-4e19] * 4, [-5e19] * 4])
"""Windows of negative numbers, two of them lower than any start that is not -inf."""
FIVE = counting(5, 5)


def _biggest(x: Array) -> Array:
    return pool.max_pool2d(x, 2)


def _last_cell(x: Array) -> Array:
    """Return the lower right cell of every window."""
    return x[..., 1 : x.shape[-2] // 2 * 2 : 2, 1 : x.shape[-1] // 2 * 2 : 2]


def _top_left(x: Array) -> Array:
    return x[..., : x.shape[-2] // 2 * 2 : 2, : x.shape[-1] // 2 * 2 : 2]


def _one_step(x: Array) -> Array:
    """Return as many windows as there are with stride 2, a single step apart."""
    rows, columns = x.shape[-2] // 2, x.shape[-1] // 2
    return pool.max_pool2d(x, 2, stride=1)[..., :rows, :columns]


def risen(right: Callable[..., Array]) -> Callable[[Call, Any], bool]:
    """Return a test for maxima that begin with a number which is in no window."""

    def tells(call: Call, value: Any) -> bool:
        want = right(*call)
        if shape(value) != want.shape:
            return False
        raised = np.asarray(value, float)[~np.isclose(value, want)]
        return np.unique(raised).size <= 1 and bool(np.all(np.asarray(value) >= want))

    return tells


def cut(right: Callable[..., Array]) -> Callable[[Call, Any], bool]:
    """Return a test for answers in an array of integers, which has no room for all."""

    def tells(call: Call, value: Any) -> bool:
        want, got = right(*call), np.asarray(value)
        if got.shape != want.shape or got.dtype.kind not in "biuf":
            return False
        fits = np.abs(want) < 2**60
        return bool(np.array_equal(got[fits], np.trunc(want[fits])))

    return tells


FIRST_WINDOW = Values(
    "first-window",
    ("biggest", "means"),
    (_biggest(FIRST), pool.avg_pool2d(FIRST, 2)),
    {
        "swapped": [(pool.avg_pool2d(FIRST, 2), _biggest(FIRST))],
        "stride-one": [
            (pool.max_pool2d(FIRST, 2, stride=1), None),
            (None, pool.avg_pool2d(FIRST, 2, stride=1)),
        ],
        "sums": [(None, 4 * pool.avg_pool2d(FIRST, 2))],
        "corner": [(_top_left(FIRST), None)],
    },
)

FLOOR_OR_CEIL = Values(
    "floor-or-ceil",
    ("rounded_down", "rounded_up"),
    (_biggest(FIVE), pool.max_pool2d(FIVE, 2, ceil_mode=True)),
    {
        "swapped": [(pool.max_pool2d(FIVE, 2, ceil_mode=True), _biggest(FIVE))],
        "kept": [(pool.max_pool2d(FIVE, 2, ceil_mode=True), None)],
        "dropped": [(None, _biggest(FIVE))],
    },
)


def _planes(rng: Generator) -> Iterator[Call]:
    small = counting(2, 2), -1 - counting(2, 2), counting(2, 4), counting(3, 3)
    for x in (*small, HIGH_LOW, DEEP, -1 - counting(4, 6), counting(5, 4)):
        yield (x,)
    for x in maps(rng, 24):
        yield (x,)


POOLING_LOOP = Function(
    "pooling-loop",
    "pool_by_loops",
    _biggest,
    _planes,
    {
        "zero-start": lambda x: np.maximum(_biggest(x), 0),
        "one-step": _one_step,
        "stride-one": lambda x: pool.max_pool2d(x, 2, stride=1),
        "overwrites": _last_cell,
        "smallest": lambda x: pool.min_pool2d(x, 2),
    },
    {"start": risen(_biggest), "whole": cut(_biggest)},
)


def _stacks(rng: Generator) -> Iterator[Call]:
    yield from _planes(rng)
    yield (np.stack([HIGH_LOW, -HIGH_LOW, HIGH_LOW.T]),)
    for x in maps(rng, 12, channels=3):
        yield (x,)


MAX_POOL = Function(
    "max-pool",
    "max_pool_2x2",
    _biggest,
    _stacks,
    {
        "mean": lambda x: pool.avg_pool2d(x, 2),
        "zero-start": lambda x: np.maximum(_biggest(x), 0),
        "absolute": lambda x: _biggest(np.abs(x)),
        "corner": _top_left,
        "merged": lambda x: _biggest(x).max(0) if x.ndim == 3 else _biggest(x),
        "stride-one": lambda x: pool.max_pool2d(x, 2, stride=1),
        "edge-kept": lambda x: pool.max_pool2d(x, 2, ceil_mode=True),
        "smallest": lambda x: pool.min_pool2d(x, 2),
    },
    {"start": risen(_biggest), "whole": cut(_biggest)},
)


def _sizes(rng: Generator) -> Iterator[Call]:
    yield from [(2, 2, 1, 0), (4, 2, 2, 0), (5, 2, 2, 0), (6, 3, 2, 0), (9, 3, 2, 1)]
    yield from [(1, 1, 1), (9, 2, 3), (3, 3, 1, 1), (4, 3, 3, 1)]
    yield from [(7, 7, 1, 0), (13, 3, 2, 0), (224, 7, 2, 3)]
    for _ in range(32):
        k = int(rng.integers(1, 6))
        n, p = int(rng.integers(k, 41)), int(rng.integers(0, k // 2 + 1))
        yield n, k, int(rng.integers(1, 5)), p


OUTPUT_SIZE = Function(
    "output-size",
    "output_size",
    lambda n, k, s, p=0: geometry.output_size(n, k, stride=s, padding=p),
    _sizes,
    {
        "no-plus-one": lambda n, k, s, p=0: (n + 2 * p - k) // s,
        "padding-once": lambda n, k, s, p=0: (n + p - k) // s + 1,
        "padding-ignored": lambda n, k, s, p=0: (n - k) // s + 1,
        "no-floor": lambda n, k, s, p=0: (n + 2 * p - k) / s + 1,
        "ceil": lambda n, k, s, p=0: -(-(n + 2 * p - k) // s) + 1,
        "n-over-s": lambda n, k, s, p=0: n // s,
        "rounded": lambda n, k, s, p=0: round((n + 2 * p - k) / s) + 1,
        "stride-ignored": lambda n, k, s, p=0: n + 2 * p - k + 1,
    },
)


def _wide(rng: Generator) -> Iterator[Call]:
    small = counting(3, 3), counting(3, 4), counting(3, 5)
    low = -0.5 - counting(3, 4) / 2, np.vstack([DEEP, DEEP[2:]])
    for x in (*small, *low, HIGH_LOW, counting(7, 7), counting(6, 8)):
        yield (x,)
    for x in maps(rng, 24, sides=(3, 9)):
        yield (x,)


def _overlapping(x: Array) -> Array:
    return pool.max_pool2d(x, 3, stride=2)


OVERLAPPING = Function(
    "overlapping",
    "overlapping_pool",
    _overlapping,
    _wide,
    {
        "zero-start": lambda x: np.maximum(_overlapping(x), 0),
        "stride-three": lambda x: pool.max_pool2d(x, 3),
        "window-two": lambda x: pool.max_pool2d(x, 2),
        "stride-one": lambda x: pool.max_pool2d(x, 3, stride=1),
        "edge-kept": lambda x: pool.max_pool2d(x, 3, stride=2, ceil_mode=True),
        "mean": lambda x: pool.avg_pool2d(x, 3, stride=2),
        "smallest": lambda x: pool.min_pool2d(x, 3, stride=2),
    },
    {"start": risen(_overlapping), "whole": cut(_overlapping)},
)

TASKS = (
    FIRST_WINDOW,
    FLOOR_OR_CEIL,
    POOLING_LOOP,
    MAX_POOL,
    OUTPUT_SIZE,
    OVERLAPPING,
)
