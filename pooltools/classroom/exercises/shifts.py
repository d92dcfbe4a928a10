"""Chapters 6 to 8: the ways back, shifts, and a blur."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np
from numpy.random import Generator

from ... import antialias, pool, shift
from ..._windows.typing import Array
from ...backward import pool as grad
from ..checks import Function
from ..checks._draw import counting, maps
from ..checks._task import Call
from ..checks.backwards import TIED
from ._kinds import Found, Made

Share = Callable[[Array], Array]
"""How a window shares the gradient among its cells."""


def _first(window: Array) -> Array:
    """Give all to the first of the largest."""
    out: Array = (np.arange(window.size) == window.argmax()).astype(float)
    return out.reshape(window.shape)


def _last(window: Array) -> Array:
    return _first(window[::-1, ::-1])[::-1, ::-1]


def _tied(window: Array) -> Array:
    out: Array = (window == window.max()).astype(float)
    return out


def _equal(window: Array) -> Array:
    return np.full(window.shape, 1 / window.size)


def _way_back(share: Share, *, add: bool = True, jump: int = 0) -> Callable[..., Array]:
    """Return a way back with one rule or another for sharing."""

    def back(g: Array, x: Array, k: int, stride: int) -> Array:
        out = np.zeros(x.shape)
        for i, j in product(*map(range, g.shape)):
            top, left = i * (jump or stride), j * (jump or stride)
            cells = slice(top, top + k), slice(left, left + k)
            parts = g[i, j] * share(x[cells])
            if add:
                out[cells] += parts
            else:
                out[cells] = np.where(share(x[cells]) != 0, parts, out[cells])
        return out

    return back


def _gradients(rng: Generator) -> Iterator[Call]:
    """Yield maps with ties, overlapping windows, gaps, and rows that no window sees."""
    for x, k, stride in ((TIED, 2, 2), (TIED, 2, 1), (TIED[:, :3] / 2, 3, 1)):
        yield x, k, stride
    yield -1 - counting(5, 4), 2, 3
    yield np.array([[0.25, 0.5], [-1, 0.5]]), 2, 2
    for x in maps(rng, 24, sides=(3, 7)):
        yield x, int(rng.integers(2, 4)), int(rng.integers(1, 4))


def _with_gradient(rng: Generator) -> Iterator[Call]:
    for x, k, stride in _gradients(rng):
        size = pool.max_pool2d(x, k, stride=stride).shape
        yield rng.integers(-9, 10, size) + 0.5, x, k, stride


OWN_MAX_BACKWARD = Function(
    "own-max-backward",
    "my_max_backward",
    lambda g, x, k, stride: grad.max_pool2d_backward(g, x, k, stride=stride),
    _with_gradient,
    {
        "all-ties": _way_back(_tied),
        "last-tie": _way_back(_last),
        "shared-tie": _way_back(lambda w: _tied(w) / _tied(w).sum()),
        "overwrites": _way_back(_first, add=False),
        "stride-one": _way_back(_first, jump=1),
        "average": _way_back(_equal),
        "all-cells": _way_back(np.ones_like),
        "times-value": _way_back(lambda w: _first(w) * w.max()),
        "no-gradient": lambda g, x, k, stride: _way_back(_first)(g**0, x, k, stride),
    },
    {},
    "exercises.own-max-backward",
)

OWN_AVG_BACKWARD = Function(
    "own-average-backward",
    "my_avg_backward",
    lambda g, x, k, stride: grad.avg_pool2d_backward(g, x.shape, k, stride=stride),
    _with_gradient,
    {
        "not-divided": _way_back(np.ones_like),
        "by-side": _way_back(lambda w: _equal(w) * len(w)),
        "overwrites": _way_back(_equal, add=False),
        "stride-one": _way_back(_equal, jump=1),
        "maximum": _way_back(_first),
        "times-value": _way_back(lambda w: w / w.size),
    },
    {},
    "exercises.own-average-backward",
)


def _moves(rng: Generator) -> Iterator[Call]:
    yield np.array([[1.0, 2, 3], [4, 5, 6]]), 1
    yield from ((counting(2, 3), far) for far in (0, 2, 3, 7))
    yield counting(3, 1), 2
    for x in maps(rng, 20):
        yield x, int(rng.integers(0, 6))


def _moved(x: Array, right: int, down: int = 0, fill: str = "edge") -> Array:
    return shift.shift2d(x, (down, right), fill=fill)


OWN_SHIFT = Function(
    "own-shift",
    "my_shift",
    _moved,
    _moves,
    {
        "left": lambda x, right: _moved(x, -right),
        "zeros": lambda x, right: _moved(x, right, fill="zero"),
        "wraps": lambda x, right: _moved(x, right, fill="wrap"),
        "down": lambda x, right: _moved(x, 0, right),
        "one-step": lambda x, right: _moved(x, min(right, 1)),
        "always-one": lambda x, right: _moved(x, 1),
        "grows": lambda x, right: np.pad(x, ((0, 0), (right, 0)), mode="edge"),
        "first-number": lambda x, right: np.where(
            np.arange(x.shape[1]) < right, x[0, 0], _moved(x, right)
        ),
    },
    {},
    "exercises.own-shift",
)


def _survives(x: Array) -> Found | None:
    """Say which window has two winners, or which shift changes a maximum."""
    windows = x.reshape(2, 3, 2, 3).swapaxes(1, 2).reshape(4, 9)
    if ((windows == windows.max(1, keepdims=True)).sum(1) != 1).any():
        return "two-largest", {}
    before = pool.max_pool2d(x, 3)
    steps = product((-1, 0, 1), (-1, 0, 1))
    after = (pool.max_pool2d(shift.shift2d(x, step), 3) for step in steps)
    left = min(int((before == pooled).sum()) for pooled in after)
    return ("lost", {"n": left}) if left < 4 else None


SURVIVOR = Made("survivor", "mine", (6, 6), _survives, "exercises.survivor")


def _blurred(row: Array, total: float = 4) -> Array:
    out: Array = (np.roll(row, 1) + 2 * row + np.roll(row, -1)) / total
    return out


def _edged(row: Array, mode: Any) -> Array:
    out: Array = antialias.blur_pool2d(row[None], 3, padding_mode=mode)[0]
    return out[: (len(row) + 1) // 2]


def _rows(rng: Generator) -> Iterator[Call]:
    yield (np.array([0, 1, 4, 5, 2, 3]),)
    yield (np.array([1.0, -1]),)
    yield (np.array([0.5, 0.5, -8, 2]),)
    for _ in range(20):
        yield (rng.integers(-18, 19, 2 * int(rng.integers(2, 6))) / 2,)


OWN_BLUR = Function(
    "own-blur",
    "my_blur",
    lambda row: _blurred(row)[::2],
    _rows,
    {
        "not-divided": lambda row: _blurred(row, 1)[::2],
        "subsampled": lambda row: row[::2],
        "reflected": lambda row: _edged(row, "reflect"),
        "zeros": lambda row: _edged(np.pad(row, 2), "wrap")[1:-1],
        "every-place": _blurred,
        "odd-places": lambda row: _blurred(row)[1::2],
        "whole": lambda row: np.trunc(_blurred(row)[::2]),
        "equal-weights": lambda row: ((np.roll(row, 1) + row + np.roll(row, -1)) / 3)[
            ::2
        ],
    },
    {},
    "exercises.own-blur",
)

EXERCISES = (OWN_MAX_BACKWARD, OWN_AVG_BACKWARD, OWN_SHIFT, SURVIVOR, OWN_BLUR)
