"""Chapters 4 and 5: other summaries, and what channels cost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from ... import pool
from ..._windows.typing import Array
from ..checks import Function, Values
from ..checks._draw import maps
from ..checks._task import Call
from ._drawn import Drawn


def _gem(x: Any, p: float) -> Any:
    top = np.max(x)
    return top * ((np.asarray(x) / top) ** p).mean() ** (1 / p)


def _by_smallest(x: Any, p: float) -> Any:
    low = np.min(x)
    return low * ((np.asarray(x) / low) ** p).mean() ** (1 / p)


def _lists(rng: Generator) -> Iterator[Call]:
    yield [1.0, 2.0, 4.0, 8.0], 3
    yield [2.0, 2.0], 0.5
    yield [1e200, 2e200], 2
    yield [1e-200, 2e-200], 2
    yield [1e-300, 1.0], 2
    yield [1e-160, 1e160], 3
    for _ in range(20):
        x = 10 ** rng.uniform(-3, 3, int(rng.integers(1, 10)))
        yield x.tolist(), float(rng.integers(1, 17)) / 4


OWN_GEM = Function(
    "own-gem",
    "my_gem",
    _gem,
    _lists,
    {
        "overflows": lambda x, p: (np.asarray(x) ** p).mean() ** (1 / p),
        "by-smallest": _by_smallest,
        "clipped": lambda x, p: _gem(np.clip(x, 1e-6, None), p),
        "mean": lambda x, p: np.mean(x),
        "no-root": lambda x, p: (np.asarray(x) ** p).mean(),
        "summed": lambda x, p: _gem(x, p) * len(x) ** (1 / p),
        "largest": lambda x, p: np.max(x),
    },
    {},
    "exercises.own-gem",
)


OWN_LOT = Drawn(
    "own-lot",
    "my_draw",
    ((1, 2, 5), (0, 1, 0, 2), (5, 0.5, 2, 0.5), (4, 4), (0.25,)),
    "exercises.own-lot",
)


@dataclass(frozen=True)
class Layer:
    """A layer with a name, and whether it lets channels meet."""

    name: str
    apply: Callable[[Array], Array]
    mixes: bool

    def __call__(self, x: Array) -> Array:
        """Run it."""
        return self.apply(x)

    def __repr__(self) -> str:
        return f"<{self.name}>"


def _leak(x: Array, *place: int) -> Array:
    """Let one number of the last channel, or all of them, into the first one."""
    out = x.copy()
    out[0] += x[(-1, *place)]
    return out


LAYERS = (
    Layer("max pooling", lambda x: pool.max_pool2d(x, 2), False),
    Layer("upside down", lambda x: pool.max_pool2d(x, 2)[:, ::-1], False),
    Layer("another constant each", lambda x: (x.T + np.arange(len(x))).T, False),
    Layer("another weight each", lambda x: (x.T * np.arange(len(x))).T, False),
    Layer("unchanged", lambda x: x.copy(), False),
    Layer("sums of each map", lambda x: x + x.sum((1, 2), keepdims=True), False),
    Layer("the mean over channels", lambda x: x.mean(0) + np.zeros_like(x), True),
    Layer("channels in another order", lambda x: x[::-1].copy(), True),
    Layer("the last channel leaks into the first", _leak, True),
    Layer("its top left number leaks", lambda x: _leak(x, 0, 0), True),
    Layer("its bottom right number leaks", lambda x: _leak(x, -1, -1), True),
    Layer("the first leaks into the last", lambda x: _leak(x[::-1])[::-1], True),
)
"""All answer to any change of a whole channel, whatever its size and sign."""


def _painted(layer: Layer, x: Array, where: Any, channels: Any = None) -> bool:
    """Tell whether the painting of some cells shows in another channel."""
    for c in range(len(x)) if channels is None else channels:
        other = x.copy()
        other[c][where] += 100
        if np.delete(layer(other) != layer(x), c, 0).any():
            return True
    return False


def _commutes(layer: Layer, x: Array) -> bool:
    order = np.roll(np.arange(len(x)), 1)
    return bool(np.array_equal(layer(x[order]), layer(x)[order]))


def _layers(rng: Generator) -> Iterator[Call]:
    for shape in ((3, 4, 6), (2, 6, 4)):
        for layer in LAYERS:
            yield layer, rng.integers(-9, 10, shape) + 0.5


MIXES_CHANNELS = Function(
    "mixes-channels",
    "mixes",
    lambda layer, x: layer.mixes,
    _layers,
    {
        "never": lambda layer, x: False,
        "always": lambda layer, x: True,
        "turned": lambda layer, x: not layer.mixes,
        "by-order": lambda layer, x: not _commutes(layer, x),
        "one-pixel": lambda layer, x: _painted(layer, x, (0, 0)),
        "first-channel": lambda layer, x: _painted(layer, x, ..., [0]),
    },
    {},
    "exercises.mixes-channels",
)


def _costs(n: int, channels: int, maps: int, k: int) -> tuple[float, float]:
    weights = k * k * channels * maps
    return float(weights + maps), float(weights * (n - k + 1) ** 2)


def _counts(rng: Generator) -> Iterator[Call]:
    yield from ((3, 1, 1, 2), (4, 2, 3, 3), (14, 6, 16, 5), (28, 6, 16, 5))
    for _ in range(20):
        k = int(rng.integers(1, 8))
        yield (k + int(rng.integers(0, 30)), *rng.integers(1, 65, 2).tolist(), k)


OWN_COUNTER = Function(
    "own-counter",
    "cost",
    _costs,
    _counts,
    {
        "swapped": lambda n, c, m, k: _costs(n, c, m, k)[::-1],
        "no-bias": lambda n, c, m, k: (k * k * c * m, _costs(n, c, m, k)[1]),
        "bias-too": lambda n, c, m, k: (
            _costs(n, c, m, k)[0],
            _costs(n, c, m, k)[0] * (n - k + 1) ** 2,
        ),
        "padded": lambda n, c, m, k: (_costs(n, c, m, k)[0], k * k * c * m * n * n),
        "one-row": lambda n, c, m, k: (
            _costs(n, c, m, k)[0],
            k * k * c * m * (n - k + 1),
        ),
        "k-once": lambda n, c, m, k: (k * c * m + m, k * c * m * (n - k + 1) ** 2),
        "k-five": lambda n, c, m, k: (25 * c * m + m, 25 * c * m * (n - 4) ** 2),
        "own-channel": lambda n, c, m, k: (k * k * m + m, k * k * m * (n - k + 1) ** 2),
    },
    {},
    "exercises.own-counter",
)

AVERAGE_DEPTHWISE = Values(
    "average-depthwise",
    ("w",),
    (np.full((3, 2, 2), 1 / 4),),
    {
        "zeros": [(np.zeros((3, 2, 2)),)],
        "sums": [(np.ones((3, 2, 2)),)],
        "one-over-k": [(np.full((3, 2, 2), 1 / 2),)],
        "over-channels": [(np.full((3, 2, 2), 1 / 12),)],
    },
    "exercises.average-depthwise",
)


def _s2(x: Array, coefficient: Array, bias: Array) -> Array:
    sums = pool.avg_pool2d(x, 2, divisor_override=1)
    out: Array = coefficient[:, None, None] * sums + bias[:, None, None]
    return out


def _subsampled(rng: Generator) -> Iterator[Call]:
    for x in maps(rng, 3, sides=(28, 28)):
        maps_ = np.stack([x, -x, x.T, x / 2, x[::-1], x + 1])
        yield maps_, rng.integers(-4, 5, 6) / 4, rng.integers(-4, 5, 6) / 2


LENET_S2 = Function(
    "lenet-s2",
    "my_s2",
    _s2,
    _subsampled,
    {
        "averaged": lambda x, c, b: _s2(x, c / 4, b),
        "no-bias": lambda x, c, b: _s2(x, c, 0 * b),
        "bias-in-the-sum": lambda x, c, b: _s2(x, c, c * b),
        "maximum": lambda x, c, b: (
            c[:, None, None] * pool.max_pool2d(x, 2) + b[:, None, None]
        ),
    },
    {},
    "exercises.lenet-s2",
)

EXERCISES = (OWN_GEM, OWN_LOT, MIXES_CHANNELS, OWN_COUNTER, AVERAGE_DEPTHWISE, LENET_S2)
