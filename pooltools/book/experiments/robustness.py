"""The frozen tables: networks on moved digits, classifiers on turned and scaled ones.

They lie beside this file; ``make experiments`` trains everything anew and writes it.
Pages quote the tables and train only a handful themselves.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from statistics import mean, stdev
from typing import Any, NamedTuple

from ..._windows.typing import Array
from ...nets import edge_features
from ...pool import max_pool2d
from .digits import SPLITS, digit_canvas, warp
from .linear import linear_classifier
from .tiny import fit, guesses
from .training import parameter_count, predict

__all__ = ["CHANGES", "DISTANCES", "SEEDS", "WAYS", "Row", "Turned"]
__all__ += ["robustness_table", "turned_table"]

SEEDS = (0, 1, 2, 3, 4)
DISTANCES = (0, 1, 2, 3)
WAYS = [
    (unit, penalty, window)
    for unit, penalty in (("map", 1e-3), ("map", 1e-5), ("place", 1e-3))
    for window in (1, 2, 4)
]
"""What is standardised, the penalty, and the side of the pooling window."""

CHANGES: tuple[dict[str, float], ...] = (
    {}, {"angle": -20}, {"angle": -15}, {"angle": 15}, {"angle": 20},
    {"scale": 0.75}, {"scale": 1.25}, {"scale": 1.5},
)  # fmt: skip
"""What is done to test digits, as arguments of `warp`."""


class Row(NamedTuple):
    """What one design does, in percent; of each list, one entry per seed.

    ``learned`` is the accuracy on the training digits, which were moved by up to
    ``shifts`` pixels.  ``right[n][d]`` is that on test digits moved by d pixels,
    averaged over the eight directions, and ``same[n][d]`` the share that keeps its
    answer.  Means and standard deviations between seeds, one for each d:
    ``accuracy`` and ``spread`` of the first, ``consistency`` of the second.
    """

    down: str
    head: str
    shifts: int
    parameters: int
    learned: list[float]
    right: list[list[float]]
    same: list[list[float]]

    @property
    def accuracy(self) -> list[float]:
        """Percent right, for each distance."""
        return [_spread(column)[0] for column in zip(*self.right, strict=True)]

    @property
    def spread(self) -> list[float]:
        """Standard deviation of `accuracy` between seeds."""
        return [_spread(column)[1] for column in zip(*self.right, strict=True)]

    @property
    def consistency(self) -> list[float]:
        """Percent that keep their answer, for each distance."""
        return [_spread(column)[0] for column in zip(*self.same, strict=True)]

    @property
    def consistency_spread(self) -> list[float]:
        """Standard deviation of `consistency` between seeds."""
        return [_spread(column)[1] for column in zip(*self.same, strict=True)]


class Turned(NamedTuple):
    """Percent right of a linear classifier on max-pooled edge maps.

    ``window`` is the side of the pooling window, 1 for none; ``unit`` says what was
    standardised, each "map" or each "place" of it by itself; ``change`` holds the
    arguments of `warp`.  Mean and standard deviation over random splits.
    """

    unit: str
    penalty: float
    window: int
    change: dict[str, float]
    accuracy: float
    spread: float


@cache
def _frozen() -> dict[str, Any]:
    path = files(__package__).joinpath("robustness.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def robustness_table() -> tuple[Row, ...]:
    """Return the frozen results of the networks, one row per design.

    Returns
    -------
    tuple of Row
        Each has ``accuracy`` and ``consistency``, in percent after moves of 0, 1, 2
        and 3 pixels, and how far they vary between seeds.

    Examples
    --------
    >>> rows = robustness_table()
    >>> len(rows)
    24
    >>> [row.parameters for row in rows if row[:3] == ("max", "flatten", 0)]
    [3818]
    """
    return tuple(Row(**row) for row in _frozen()["rows"])


def turned_table() -> tuple[Turned, ...]:
    """Return the frozen results on turned and scaled digits.

    Returns
    -------
    tuple of Turned
        One for each classifier and change, with ``accuracy`` and ``spread``.

    Examples
    --------
    >>> len(turned_table())
    72
    """
    return tuple(Turned(**row) for row in _frozen()["turned"])


def measure(down: str, head: str, shifts: int, seeds: Sequence[int] = SEEDS) -> Row:
    """Train one design with every seed."""
    data, count = digit_canvas(), 0
    learned, right, same = [], [], []
    for seed in seeds:
        net = fit(down, head, seed=seed, shifts=shifts)
        count = parameter_count(net)
        learned.append(_percent(predict(net, data.train_x) == data.train_y))
        moved = [guesses(net, distance) for distance in DISTANCES]
        right.append([_percent(guess == data.test_y) for guess in moved])
        same.append([_percent(guess == moved[0]) for guess in moved])
    return Row(down, head, shifts, count, learned, right, same)


def _percent(hits: Array) -> float:
    return round(100 * float(hits.mean()), 2)


def _spread(values: Sequence[float]) -> tuple[float, float]:
    return round(mean(values), 1), round(stdev(values), 1)


def turn(unit: str, penalty: float, window: int) -> list[Turned]:
    """Fit one classifier on every split, and judge it by every change."""

    def describe(x: Array) -> Array:
        maps = max_pool2d(edge_features(x), window)
        return maps if unit == "map" else maps.reshape(len(maps), -1)

    runs = []
    for split in range(SPLITS):
        data = digit_canvas(split)
        known = describe(data.train_x)
        net = linear_classifier(known, data.train_y, penalty=penalty)
        shown = [describe(warp(data.test_x, **change)) for change in CHANGES]
        runs.append([_percent(predict(net, x) == data.test_y) for x in shown])
    return [
        Turned(unit, penalty, window, dict(change), *_spread(column))
        for change, column in zip(CHANGES, zip(*runs, strict=True), strict=True)
    ]
