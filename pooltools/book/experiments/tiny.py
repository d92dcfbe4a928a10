"""A tiny network that learns the digits, and what moving them does to it."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from ..._windows.arguments import one_of
from ..._windows.typing import Array
from ...nets import layers
from .digits import SIDE, digit_canvas
from .training import Net, predict, train

__all__ = ["DOWN", "HEADS", "build", "consistency", "fit", "moved_accuracy"]

Maker: TypeAlias = Callable[[], list[layers.Layer]]
DOWN: dict[str, Maker] = {
    "none": lambda: [],
    "stride": lambda: [layers.Subsample()],
    "max": lambda: [layers.MaxPool(2)],
    "average": lambda: [layers.AvgPool(2)],
    "max-blur": lambda: [layers.MaxPool(2, 1), layers.BlurPool()],
    "polyphase": lambda: [layers.MaxPool(2, 1), layers.Polyphase()],
}
"""Ways to halve a map."""

HEADS = ("flatten", "global average", "global max")
"""Ways from the last maps to the ten scores."""


def build(down: str, head: str, rng: np.random.Generator) -> Net:
    """Return an untrained network: twice convolution, ReLU, halving; then a head.

    Parameters
    ----------
    down : str
        One of `DOWN`, how a map is halved.
    head : str
        One of `HEADS`.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    list of Layer
        From the picture to the ten scores.

    Raises
    ------
    ValueError
        If `down` or `head` is unknown.

    Examples
    --------
    >>> len(build("max", "flatten", np.random.default_rng(0)))
    7
    """
    one_of("build", "down", down, tuple(DOWN))
    one_of("build", "head", head, HEADS)
    side = SIDE if down == "none" else SIDE // 4
    net = [layers.Convolution(1, 8, rng), layers.ReLU(), *DOWN[down]()]
    net += [layers.Convolution(8, 16, rng), layers.ReLU(), *DOWN[down]()]
    if head == "flatten":
        return [*net, layers.Linear(16 * side * side, 10, rng)]
    pool = layers.AvgPool(side) if head == "global average" else layers.MaxPool(side)
    return [*net, pool, layers.Linear(16, 10, rng)]


def fit(
    down: str, head: str, *, seed: int = 0, epochs: int = 40, shifts: int = 0
) -> Net:
    """Build a network and train it on centred digits.

    Parameters
    ----------
    down, head : str
        As in `build`.
    seed : int
        Of all that is random: the first weights, the order of the samples.
    epochs : int
        How often every sample is seen.
    shifts : int
        Move the training digits by up to so many pixels.

    Returns
    -------
    list of Layer
        As in `build`, and trained.

    Raises
    ------
    ValueError
        As in `build`.

    Examples
    --------
    >>> net = fit("max", "global average", epochs=1)
    >>> moved_accuracy(net, 0) > 0.1
    True
    """
    rng = np.random.default_rng(seed)
    net, data = build(down, head, rng), digit_canvas()
    train(net, data.train_x, data.train_y, epochs=epochs, rng=rng, shifts=shifts)
    return net


def _directions(distance: int) -> list[tuple[int, int]]:
    steps = (-distance, 0, distance) if distance else (0,)
    every = [(down, right) for down in steps for right in steps]
    return [step for step in every if any(step)] or every


def _moved(net: Net, distance: int) -> list[Array]:
    x = digit_canvas().test_x
    return [predict(net, np.roll(x, d, (-2, -1))) for d in _directions(distance)]


def moved_accuracy(net: Net, distance: int) -> float:
    """Return the share of test digits recognised after a move, over 8 directions.

    Parameters
    ----------
    net : sequence of Layer
        One of `fit`.
    distance : int
        Of the move, in pixels; 0 leaves the digits in the middle.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> untrained = build("max", "flatten", np.random.default_rng(0))
    >>> 0 < moved_accuracy(untrained, 0) < 0.3
    True
    """
    labels = digit_canvas().test_y
    return float(np.mean([guess == labels for guess in _moved(net, distance)]))


def consistency(net: Net, distance: int) -> float:
    """Return the share of test digits that a move does not reclassify.

    Right or wrong: the guess after the move is compared with the guess before.

    Parameters
    ----------
    net : sequence of Layer
        One of `fit`.
    distance : int
        Of the move, in pixels; averaged over 8 directions.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> untrained = build("max", "flatten", np.random.default_rng(0))
    >>> consistency(untrained, 0)
    1.0
    """
    still = predict(net, digit_canvas().test_x)
    return float(np.mean([guess == still for guess in _moved(net, distance)]))
