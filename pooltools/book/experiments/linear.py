"""Softmax regression that has converged, on standardised features.

What such a classifier reads depends neither on the unit of the features nor on how
long it was trained; what is left to choose is a penalty, which has a name here.
"""

from collections.abc import Callable
from statistics import mean, stdev
from typing import NamedTuple, TypeAlias

import numpy as np

from ..._windows.arguments import refuse
from ..._windows.typing import Array
from ...nets import layers
from .digits import SPLITS, all_digits, division
from .training import Net, predict

__all__ = ["PENALTY", "Score", "linear_classifier", "reads"]

Describe: TypeAlias = Callable[[Array], Array]

PENALTY = 1e-3
"""Weight of half the squared weights, beside the mean cross-entropy."""

STEEP = 1e-9
"""A slope below which the optimum counts as found."""


class Score(NamedTuple):
    """Percent right: mean and standard deviation over several random splits."""

    mean: float
    spread: float


def linear_classifier(
    features: Array, labels: Array, *, penalty: float = PENALTY
) -> Net:
    """Fit a softmax regression until it has converged.

    Before that, each feature map gets mean 0 and standard deviation 1, measured
    over all samples given here and all places; afterwards this is written into
    the weights, so that the classifier reads features as they come.

    Parameters
    ----------
    features : ndarray, shape (N, C, ...)
        Whatever describes a sample, such as its pooled maps.
    labels : ndarray of int, shape (N,)
        The digits, 0 to 9.
    penalty : float
        Weight of half the squared weights in the loss, beside the mean
        cross-entropy.  It should be above 0: where a hyperplane separates the
        samples, there is no optimum without it.

    Returns
    -------
    list of Layer
        A network of one dense layer, trained.

    Raises
    ------
    ValueError
        If `penalty` is not positive.

    Notes
    -----
    Newton's method; each step is solved by conjugate gradients and shortened
    until the loss has fallen.

    Examples
    --------
    >>> from pooltools.book.experiments import digit_canvas
    >>> x, y, *_ = digit_canvas()
    >>> predict(linear_classifier(x[:20], y[:20]), x[:4]).tolist() == y[:4].tolist()
    True
    """
    if not penalty > 0:
        refuse("linear_classifier", "penalty", penalty, "is not positive", "use 1e-6")
    unit = layers.Standardise(np.asarray(features, np.float64))
    x = unit.forward(features).reshape(len(features), -1)
    weight = _newton(np.hstack([x, np.ones((len(x), 1))]), np.eye(10)[labels], penalty)
    shape = (1, *features.shape[1:])
    mean_of, spread_of = (
        np.broadcast_to(a, shape).reshape(-1, 1) for a in (unit.mean, unit.spread)
    )
    net = [layers.Linear(x.shape[1], 10)]
    raw = weight[:-1] / spread_of
    net[0].parameters = raw, weight[-1] - (mean_of * raw).sum(0)
    return net


def _newton(x: Array, wanted: Array, penalty: float) -> Array:
    """Return the weights, those of the last column of x being free of charge."""
    weight = np.zeros((x.shape[1], wanted.shape[1]))
    cost = np.full((len(weight), 1), penalty)
    cost[-1] = 0

    def loss(weight: Array) -> float:
        scores = x @ weight
        top = scores.max(1, keepdims=True)
        each = (
            top[:, 0] + np.log(np.exp(scores - top).sum(1)) - (scores * wanted).sum(1)
        )
        return float(each.mean() + (cost * weight**2).sum() / 2)

    for _ in range(100):
        p = _softmax(x @ weight)
        slope = x.T @ (p - wanted) / len(x) + cost * weight
        if abs(slope).max() < STEEP:
            break

        def bend(v: Array, p: Array = p) -> Array:
            a = x @ v
            a = p * (a - (p * a).sum(1, keepdims=True))
            return np.asarray(x.T @ a / len(x) + cost * v)

        step = _conjugate_gradients(bend, -slope)
        far, now, fall = 1.0, loss(weight), float((slope * step).sum())
        while loss(weight + far * step) > now + 1e-4 * far * fall and far > 1e-6:
            far /= 2
        weight += far * step
    return weight


def _softmax(scores: Array) -> Array:
    p = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(p / p.sum(1, keepdims=True))


def _conjugate_gradients(bend: Describe, wanted: Array) -> Array:
    """Return v with bend(v) = wanted, the closer the nearer the optimum is."""
    v, rest = np.zeros_like(wanted), wanted.copy()
    way, size = rest.copy(), float((rest**2).sum())
    enough = min(0.01, size**0.5) * size
    for _ in range(500):
        if size <= enough:
            break
        bent = bend(way)
        far = size / float((way * bent).sum())
        v += far * way
        rest -= far * bent
        size, before = float((rest**2).sum()), size
        way = rest + size / before * way
    return v


def reads(
    describe: Describe, *, penalty: float = PENALTY, splits: int = SPLITS
) -> Score:
    """Measure what share of new digits a linear classifier reads off some features.

    Parameters
    ----------
    describe : function
        Takes maps of digits, shape (N, 1, 16, 16); returns features, shape (N, ...).
    penalty : float
        As in `linear_classifier`.
    splits : int
        How many times the digits are divided at random into 1200 to learn from
        and 597 to be judged by.

    Returns
    -------
    Score
        Percent right, mean and standard deviation, to one decimal.

    Examples
    --------
    >>> from pooltools import max_pool2d
    >>> reads(lambda x: max_pool2d(x, 4), splits=2)
    Score(mean=25.6, spread=4.7)
    """
    x, labels = all_digits()
    x = np.concatenate([describe(x[i : i + 200]) for i in range(0, len(x), 200)])
    shares = []
    for learn, judge in map(division, range(splits)):
        net = linear_classifier(x[learn], labels[learn], penalty=penalty)
        right = predict(net, x[judge]) == labels[judge]
        shares.append(100 * float(right.mean()))
    return Score(round(mean(shares), 1), round(stdev(shares), 1))
