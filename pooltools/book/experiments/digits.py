"""Handwritten digits to experiment with, each experiment small enough for a page.

A digit of 8 x 8 pixels lies in the middle of a 16 x 16 map of zeros, so it can be
moved by up to four pixels, turned and scaled without losing any of it.  Training
sees centred digits only.  These are demonstrations on a small scale: 1200 samples
to learn from, 597 to be judged by.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np

from ..._windows.arguments import refuse
from ..._windows.typing import Array
from ...nets import edge_features, layers
from ...samples import digits
from .training import Net, predict, train

__all__ = [
    "SIDE",
    "Split",
    "digit_canvas",
    "learning_curve",
    "linear_classifier",
    "warp",
]

SIDE = 16


class Split(NamedTuple):
    """Maps of shape (N, 1, 16, 16), values 0 to 1, and their labels 0 to 9."""

    train_x: Array
    train_y: Array
    test_x: Array
    test_y: Array


@cache
def digit_canvas() -> Split:
    """Return 1200 digits to learn from and 597 to be judged by, centred.

    Returns
    -------
    Split
        The arrays are read-only.

    Examples
    --------
    >>> data = digit_canvas()
    >>> data.train_x.shape, data.test_y.shape
    ((1200, 1, 16, 16), (597,))
    """
    images, labels = digits()
    x = np.zeros((len(images), 1, SIDE, SIDE), np.float32)
    x[:, 0, 4:12, 4:12] = images / 16
    order = np.random.default_rng(0).permutation(len(x))
    first, rest = order[:1200], order[1200:]
    parts = Split(x[first], labels[first], x[rest], labels[rest])
    for part in parts:
        part.setflags(write=False)
    return parts


Pool: TypeAlias = Callable[[Array], Array]


def linear_classifier(features: Array, labels: Array, *, steps: int = 150) -> Net:
    """Fit a softmax regression with a weak pull of the weights towards 0.

    Parameters
    ----------
    features : ndarray, shape (N, ...)
        Whatever describes a sample, such as its pooled maps.
    labels : ndarray of int, shape (N,)
        The digits, 0 to 9.
    steps : int
        Of gradient descent, each over all samples.

    Returns
    -------
    list of Layer
        A network of one dense layer, trained.

    Examples
    --------
    >>> x, y, *_ = digit_canvas()
    >>> predict(linear_classifier(x[:20], y[:20]), x[:4]).tolist() == y[:4].tolist()
    True
    """
    net = [layers.Linear(features[0].size, 10)]
    n, rng = len(features), np.random.default_rng(0)
    train(net, features, labels, epochs=steps, rng=rng, batch=n, rate=0.05, decay=1 / n)
    return net


def learning_curve(
    pools: Mapping[str, Pool],
    *,
    sizes: Sequence[int] = (20, 50, 100, 300),
    draws: int = 8,
) -> dict[str, list[tuple[float, float]]]:
    """Measure accuracy and overfitting against the number of training samples.

    Parameters
    ----------
    pools : mapping from str to function
        What is done with the edge maps, shape (N, 4, 16, 16), before they go to
        a linear classifier.
    sizes : sequence of int
        Numbers of training samples.
    draws : int
        How many random choices of them are averaged; the same for every pooling.

    Returns
    -------
    dict from str to list of (float, float)
        For each size, the share of test digits recognised, and by how much the
        share of training digits recognised exceeds it.

    Examples
    --------
    >>> curve = learning_curve({"none": lambda maps: maps}, sizes=[50], draws=1)
    >>> [(accuracy, gap)] = curve["none"]
    >>> accuracy > 0.6, gap > 0
    (True, True)
    """
    data = digit_canvas()
    rng = np.random.default_rng(0)
    orders = [rng.permutation(len(data.train_x)) for _ in range(draws)]
    curve = {}
    for name, pool in pools.items():
        learn, judge = (pool(edge_features(x)) for x in (data.train_x, data.test_x))
        results = [
            [
                _score(learn[o[:n]], data.train_y[o[:n]], judge, data.test_y)
                for n in sizes
            ]
            for o in orders
        ]
        curve[name] = [(float(a), float(g)) for a, g in np.mean(results, axis=0)]
    return curve


def _score(x: Array, y: Array, test_x: Array, test_y: Array) -> tuple[float, float]:
    net = linear_classifier(x, y)
    accuracy = (predict(net, test_x) == test_y).mean()
    return accuracy, (predict(net, x) == y).mean() - accuracy


def warp(x: Array, *, angle: float = 0.0, scale: float = 1.0) -> Array:
    """Turn and scale maps about their centre, with bilinear interpolation.

    Parameters
    ----------
    x : ndarray, shape (..., H, W)
        Each plane by itself.
    angle : float
        Degrees, counterclockwise.
    scale : float
        1.25 makes everything a quarter larger.

    Returns
    -------
    ndarray, shape (..., H, W)
        Zeros come in from outside.

    Raises
    ------
    ValueError
        If `scale` is not positive.

    Examples
    --------
    >>> warp(np.array([[0.0, 1.0], [0.0, 0.0]]), angle=90).round(6)
    array([[1., 0.],
           [0., 0.]])
    """
    if not scale > 0:
        refuse("warp", "scale", scale, "is not positive", "use 0.5 to halve")
    h, w = x.shape[-2:]
    rows, columns = np.mgrid[:h, :w]
    # where each pixel comes from: complex numbers turn and scale in one product
    here = (columns - (w - 1) / 2) - 1j * (rows - (h - 1) / 2)
    source = here * np.exp(-1j * np.deg2rad(angle)) / scale
    down = np.clip((h - 1) / 2 - source.imag, -1, h)
    right = np.clip(source.real + (w - 1) / 2, -1, w)
    top, left = np.floor(down).astype(int), np.floor(right).astype(int)
    padded = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(1, 2), (1, 2)])
    corners = ((top + a, left + b) for a, b in product((0, 1), repeat=2))
    weighted = (
        (1 - abs(down - i)) * (1 - abs(right - j)) * padded[..., i + 1, j + 1]
        for i, j in corners
    )
    return np.asarray(sum(weighted), np.result_type(x, np.float32))
