"""Accuracy and overfitting against the number of training samples."""

from collections.abc import Callable, Mapping, Sequence
from statistics import mean, stdev
from typing import NamedTuple, TypeAlias

import numpy as np

from ..._windows.typing import Array
from ...nets import edge_features
from .digits import SPLITS, digit_canvas
from .linear import PENALTY, linear_classifier
from .training import predict

__all__ = ["Point", "learning_curve"]

Pool: TypeAlias = Callable[[Array], Array]


class Point(NamedTuple):
    """Shares from 0 to 1 for one number of training samples.

    ``right`` of the test digits are recognised, and ``gap`` more of the training
    digits; the spreads are standard deviations between the draws.
    """

    right: float
    gap: float
    right_spread: float
    gap_spread: float


def learning_curve(
    pools: Mapping[str, Pool],
    *,
    sizes: Sequence[int] = (20, 50, 100, 300),
    draws: int = SPLITS,
    penalty: float = PENALTY,
) -> dict[str, list[Point]]:
    """Measure accuracy and overfitting against the number of training samples.

    Parameters
    ----------
    pools : mapping from str to function
        What is done with the edge maps, shape (N, 4, 16, 16), before they go to
        `linear_classifier`.
    sizes : sequence of int
        Numbers of training samples.
    draws : int
        How many random choices of them there are; the same for every pooling.
    penalty : float
        As in `linear_classifier`.

    Returns
    -------
    dict from str to list of Point
        One for each size.

    Examples
    --------
    >>> curve = learning_curve({"none": lambda maps: maps}, sizes=[50], draws=2)
    >>> [point] = curve["none"]
    >>> point.right > 0.6, point.gap > 0
    (True, True)
    """
    data = digit_canvas()
    rng = np.random.default_rng(0)
    orders = [rng.permutation(len(data.train_x)) for _ in range(draws)]
    curve = {}
    for name, pool in pools.items():
        learn, judge = (pool(edge_features(x)) for x in (data.train_x, data.test_x))
        curve[name] = [
            _point(
                [
                    _shares((learn[o], data.train_y[o]), (judge, data.test_y), penalty)
                    for o in (order[:n] for order in orders)
                ]
            )
            for n in sizes
        ]
    return curve


def _shares(
    known: tuple[Array, Array], new: tuple[Array, Array], penalty: float
) -> tuple[float, float]:
    net = linear_classifier(*known, penalty=penalty)
    seen, right = (float((predict(net, x) == y).mean()) for x, y in (known, new))
    return right, seen - right


def _point(shares: list[tuple[float, float]]) -> Point:
    rights, gaps = zip(*shares, strict=True)
    return Point(mean(rights), mean(gaps), stdev(rights), stdev(gaps))
