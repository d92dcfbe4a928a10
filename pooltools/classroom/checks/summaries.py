"""Sheet 2: channels, padding, and other ways to summarise a window."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.random import Generator

from ... import pool, zoo
from ..._windows.typing import Array
from ._draw import counting, maps
from ._same import same, shape
from ._task import Call, Function
from ._values import Values
from .windows import DEEP, cut, risen

CHANNELS = Values(
    "channels",
    ("shape_after",),
    ((64, 16, 16),),
    {
        "halved": [((32, 16, 16),)],
        "merged": [((1, 16, 16),), ((16, 16),)],
        "stride-one": [((64, 31, 31),)],
        "channels-last": [((16, 16, 64),)],
    },
)

PARAMETERS = Values(
    "parameters",
    ("n_parameters",),
    (0,),
    {
        "window": [(4,)],
        "biases": [(64,)],
        "depthwise": [(256,), (320,)],
        "convolution": [(16448,), (16384,)],
    },
)


def _bordered(rng: Generator) -> Iterator[Call]:
    small = -1 - counting(3, 3), counting(3, 3)
    low = -1 - counting(4, 5) / 2, DEEP, -1e19 - 1e19 * counting(3, 3)
    for x in (*small, *low, counting(7, 5), -counting(6, 6)):
        yield (x,)
    for x in maps(rng, 24, sides=(3, 8)):
        yield (x,)


def _padded(x: Array) -> Array:
    return pool.max_pool2d(x, 3, stride=2, padding=1)


PADDING = Function(
    "padding",
    "padded_max_pool",
    _padded,
    _bordered,
    {
        "zeros": lambda x: pool.max_pool2d(np.pad(x, 1), 3, stride=2),
        "no-padding": lambda x: pool.max_pool2d(x, 3, stride=2),
        "one-side": lambda x: pool.max_pool2d(x, 3, stride=2, padding=((0, 1), (0, 1))),
        "stride-three": lambda x: pool.max_pool2d(x, 3, padding=1),
    },
    {"start": risen(_padded), "whole": cut(_padded)},
)


def _with_zeros(rng: Generator) -> Iterator[Call]:
    small = np.ones((3, 3)), counting(5, 5), -np.eye(4), counting(6, 3) % 3
    for x in (*small, np.array([[-0.5, 0, 2], [0, 0, -3], [1, 0.5, 0]])):
        yield (x,)
    for x in maps(rng, 24, low=-4, high=4, sides=(3, 8)):
        yield (x,)


def _over_the_nonzero(x: Array) -> Array:
    """Take zeros for padding, and leave them out of the count."""
    total = _sums(x)
    return total / np.maximum(_sums((x != 0).astype(float)), 1)


def _sums(x: Array) -> Array:
    return pool.avg_pool2d(x, 3, stride=2, padding=1, divisor_override=1)


BORDER_AVERAGE = Function(
    "border-average",
    "border_average",
    lambda x: pool.avg_pool2d(x, 3, stride=2, padding=1, count_include_pad=False),
    _with_zeros,
    {
        "nine": lambda x: pool.avg_pool2d(x, 3, stride=2, padding=1),
        "nonzero": _over_the_nonzero,
        "sums": _sums,
        "no-padding": lambda x: pool.avg_pool2d(x, 3, stride=2),
    },
)

SPREAD = np.array([[1.0, 2, 9, 0], [4, 8, 3, 3], [0, 0, 5, 1], [0, 6, 7, 2]])


def _windows(rng: Generator) -> Iterator[Call]:
    small = SPREAD[:2, :2], SPREAD[:2, 2:], np.zeros((2, 2))
    for x in (*small, SPREAD, -SPREAD.T / 2, counting(4, 6)):
        yield (x,)
    for x in maps(rng, 24, even=True):
        yield (x,)


def _ranked(x: Array, rank: int) -> Array:
    """Return the value of this rank in each window, 0 for the smallest."""
    rows, columns = x.shape[0] // 2, x.shape[1] // 2
    cut = x.reshape(rows, 2, columns, 2).swapaxes(1, 2).reshape(rows, columns, 4)
    return np.sort(cut, -1)[..., rank]


MEDIAN = Function(
    "median",
    "median_pool",
    lambda x: pool.median_pool2d(x, 2),
    _windows,
    {
        "lower": lambda x: _ranked(x, 1),
        "upper": lambda x: _ranked(x, 2),
        "mean": lambda x: pool.avg_pool2d(x, 2),
        "unsorted": lambda x: (x[::2, 1::2] + x[1::2, ::2]) / 2,
    },
)


def _mixtures(rng: Generator) -> Iterator[Call]:
    for a in (0.0, 1.0, 0.25):
        yield SPREAD[:2, :2], a
    yield -SPREAD.T / 2, 0.75
    for (x,) in _windows(rng):
        yield x, float(rng.integers(0, 9)) / 8


MIXED = Function(
    "mixed",
    "mixed_pool",
    lambda x, a: zoo.mixed_pool2d(x, 2, share=a),
    _mixtures,
    {
        "swapped": lambda x, a: zoo.mixed_pool2d(x, 2, share=1 - a),
        "sum": lambda x, a: pool.max_pool2d(x, 2) + pool.avg_pool2d(x, 2),
        "half": lambda x, a: zoo.mixed_pool2d(x, 2, share=0.5),
        "one-weight": lambda x, a: a * pool.max_pool2d(x, 2) + pool.avg_pool2d(x, 2),
    },
)


def _chances(rng: Generator) -> Iterator[Call]:
    """Yield maps without a negative number."""
    yield from ((abs(x),) for (x,) in _windows(rng))


def _drawn(call: Call, value: Any) -> bool:
    """Tell whether each answer is one of its window's own cells."""
    if shape(value) != pool.max_pool2d(call[0], 2).shape:
        return False
    ranks = [_ranked(call[0], rank) for rank in range(4)]
    return same(np.min(np.abs(np.subtract(ranks, value)), axis=0), 0 * ranks[0])


STOCHASTIC = Function(
    "stochastic",
    "stochastic_at_test",
    lambda x: zoo.stochastic_pool2d_expected(x, 2),
    _chances,
    {
        "not-normalised": lambda x: 4 * pool.avg_pool2d(x * x, 2),
        "mean": lambda x: pool.avg_pool2d(x, 2),
        "maximum": lambda x: pool.max_pool2d(x, 2),
        "mean-square": lambda x: pool.avg_pool2d(x * x, 2),
    },
    {"samples": _drawn},
)

TASKS = (CHANNELS, PARAMETERS, PADDING, BORDER_AVERAGE, MEDIAN, MIXED, STOCHASTIC)
