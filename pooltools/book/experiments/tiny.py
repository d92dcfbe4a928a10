"""A tiny network that learns the digits, and what moving them does to it."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..._windows.arguments import one_of
from ...nets import layers
from .digits import SIDE, digit_canvas
from .training import Net, forward, predict, train

__all__ = ["DOWN", "HEADS", "build", "consistency", "fit", "guesses"]
__all__ += ["moved_accuracy"]

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

MEASURED = 200
"""Training digits whose maps set the units."""


def build(down: str, head: str, rng: np.random.Generator) -> Net:
    """Return an untrained network: twice convolution, ReLU, halving; then a head.

    The pixels and what the dense layer reads are standardised, each map as it is
    in some training digits before training: no result depends on their units.

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
    9
    """
    one_of("build", "down", down, tuple(DOWN))
    one_of("build", "head", head, HEADS)
    side = SIDE if down == "none" else SIDE // 4
    x = digit_canvas().train_x[:MEASURED]
    net = [layers.Standardise(x), layers.Convolution(1, 8, rng), layers.ReLU()]
    net += [*DOWN[down](), layers.Convolution(8, 16, rng), layers.ReLU()]
    net += DOWN[down]()
    if head != "flatten":
        pool = layers.AvgPool if head == "global average" else layers.MaxPool
        net += [pool(side)]
    maps = forward(net, x)
    return [*net, layers.Standardise(maps), layers.Linear(maps[0].size, 10, rng)]


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
    x, y = data.train_x, data.train_y
    train(net, x, y, epochs=epochs, rng=rng, batch=16, rate=0.01, shifts=shifts)
    return net


def _directions(distance: int) -> list[tuple[int, int]]:
    steps = (-distance, 0, distance) if distance else (0,)
    every = [(down, right) for down in steps for right in steps]
    return [step for step in every if any(step)] or every


def guesses(net: Net, distance: int) -> NDArray[np.intp]:
    """Return what a network takes the moved test digits for.

    Parameters
    ----------
    net : sequence of Layer
        One of `fit`.
    distance : int
        Of the move, in pixels; 0 leaves the digits in the middle.

    Returns
    -------
    ndarray of int, shape (directions, 597)
        Eight directions, or the one way not to move.

    Examples
    --------
    >>> guesses(build("max", "flatten", np.random.default_rng(0)), 0).shape
    (1, 597)
    """
    x = digit_canvas().test_x
    moved = (np.roll(x, step, (-2, -1)) for step in _directions(distance))
    return np.stack([predict(net, shown) for shown in moved])


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
    return float((guesses(net, distance) == digit_canvas().test_y).mean())


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
    return float((guesses(net, distance) == guesses(net, 0)).mean())
