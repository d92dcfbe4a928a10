"""Sheet 3: gradients through a pooling, and what a shift leaves."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.random import Generator

from ... import pool, shift
from ..._windows.typing import Array
from ...backward import pool as grad
from ._draw import counting, maps
from ._task import Call, Function
from ._values import Values

TIE = Values(
    "tie",
    ("by_differences", "by_backward"),
    ([[0.5, 0.5], [0, 0]], [[1, 0], [0, 0]]),
    {
        "swapped": [([[1, 0], [0, 0]], [[0.5, 0.5], [0, 0]])],
        "agree": [([[1, 0], [0, 0]], None)],
        "shared": [(None, [[0.5, 0.5], [0, 0]])],
        "one-sided": [([[1, 1], [0, 0]], None)],
        "all-ties": [(None, [[1, 1], [0, 0]])],
        "last": [(None, [[0, 1], [0, 0]])],
    },
)

TIED = np.array([[1.0, 1, 0, 0], [1, 1, 0, 5], [2, 3, -3, -3], [3, 2, -1, -1]])


def _spread(g: Array) -> Array:
    return np.kron(g, np.ones((2, 2)))


def _max_backward(x: Array, g: Array) -> Array:
    return grad.max_pool2d_backward(g, x, 2)


def _pairs(rng: Generator) -> Iterator[Call]:
    yield np.array([[5.0, 2], [1, 3]]), np.array([[1.0]])
    yield np.array([[2.0, 4], [1, 4]]), np.array([[1.0]])
    yield TIED, np.array([[1.0, 2], [3, 4]])
    yield TIED[:2] / 2, np.array([[-1.5, 0.5]])
    for x in maps(rng, 24, even=True):
        g = rng.integers(-9, 10, [n // 2 for n in x.shape]).astype(float)
        yield x, g


MAX_BACKWARD = Function(
    "max-backward",
    "max_backward",
    _max_backward,
    _pairs,
    {
        "all-cells": lambda x, g: _spread(g),
        "average": lambda x, g: _spread(g) / 4,
        "times-value": lambda x, g: _max_backward(x, g * pool.max_pool2d(x, 2)),
        "all-ties": lambda x, g: (_spread(pool.max_pool2d(x, 2)) == x) * _spread(g),
        "last-tie": lambda x, g: _max_backward(x[::-1, ::-1], g[::-1, ::-1])[
            ::-1, ::-1
        ],
        "corner": lambda x, g: np.kron(g, [[1, 0], [0, 0]]),
        "no-gradient": lambda x, g: _max_backward(x, np.ones_like(g)),
    },
)


def _grown(g: Array) -> tuple[int, int]:
    return g.shape[0] + 1, g.shape[1] + 1


def _average_backward(g: Array) -> Array:
    return grad.avg_pool2d_backward(g, _grown(g), 2, stride=1)


def _overwritten(g: Array) -> Array:
    """Let every window write over what its neighbours gave."""
    out = np.zeros(_grown(g))
    for i, j in product(*map(range, g.shape)):
        out[i : i + 2, j : j + 2] = g[i, j] / 4
    return out


def _gradients(rng: Generator) -> Iterator[Call]:
    for g in (
        np.ones((1, 1)),
        np.ones((2, 2)),
        1 + counting(2, 3),
        -1 - counting(3, 3),
    ):
        yield (g,)
    for g in maps(rng, 24, sides=(1, 6)):
        yield (g,)


AVERAGE_BACKWARD = Function(
    "average-backward",
    "average_backward",
    _average_backward,
    _gradients,
    {
        "no-quarter": lambda g: 4 * _average_backward(g),
        "overwrites": _overwritten,
        "averaged": lambda g: _average_backward(g) / _average_backward(np.ones_like(g)),
        "tiles": lambda g: _spread(g) / 4,
    },
)


def _kept(x: Array, moved: Array) -> float:
    """Return the share of the pooled cells that a move leaves as they were."""
    return shift.unchanged_fraction(pool.max_pool2d(x, 2), pool.max_pool2d(moved, 2))


def _moves(rng: Generator) -> Iterator[Call]:
    yield np.array([[0.0, 7], [0, 0]]), 0, 1
    yield np.array([[7.0, 0], [0, 0]]), 0, 1
    yield counting(4, 4), 1, 0
    yield np.ones((2, 2)), 2, 0
    yield np.tile([[1.0, 2, 3, 4]], (4, 1)), 0, -1
    yield -1 - counting(4, 2) / 2, 1, 0
    for x in maps(rng, 24, sides=(2, 6), even=True):
        down, right = (int(step) for step in rng.integers(-2, 3, 2))
        yield x, down, right


ONE_PIXEL = Function(
    "one-pixel",
    "unchanged",
    lambda x, down, right: _kept(x, shift.shift2d(x, (down, right))),
    _moves,
    {
        "wraps": lambda x, down, right: _kept(x, np.roll(x, (down, right), (0, 1))),
        "invariant": lambda x, down, right: 1.0,
        "wrong-way": lambda x, down, right: _kept(x, shift.shift2d(x, (-down, -right))),
        "swapped": lambda x, down, right: _kept(x, shift.shift2d(x, (right, down))),
        "count": lambda x, down, right: (
            _kept(x, shift.shift2d(x, (down, right))) * x.size / 4
        ),
        "not-pooled": lambda x, down, right: shift.unchanged_fraction(
            x, shift.shift2d(x, (down, right))
        ),
    },
)

TASKS = (TIE, MAX_BACKWARD, AVERAGE_BACKWARD, ONE_PIXEL)
