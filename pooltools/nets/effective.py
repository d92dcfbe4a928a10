"""Which pixels a cell listens to, and how much: gradients of random networks.

The receptive field says which pixels *can* change a cell.  The gradient of the cell
with respect to the input says how strongly each of them does.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._windows.arguments import integer, one_of, refuse
from .._windows.typing import Array
from . import layers

__all__ = ["effective_field", "square_share"]

KINDS: dict[str, Callable[[], layers.Layer]] = {
    "relu": layers.ReLU,
    "max": lambda: layers.MaxPool(2),
    "average": lambda: layers.AvgPool(2),
}


def effective_field(
    stack: Sequence[str], *, side: int = 32, channels: int = 8, seeds: int = 20
) -> NDArray[np.float64]:
    """Measure how strongly each pixel moves one cell of the last map.

    Parameters
    ----------
    stack : sequence of str
        "conv" is a 3 x 3 convolution with random weights, "relu" a ReLU, "max" and
        "average" are 2 x 2 poolings.
    side : int
        Pixels of the input, both ways.  Borders wrap, so give more than the
        receptive field.
    channels : int
        Maps of each layer.
    seeds : int
        Random networks, each with a random input, that are averaged.

    Returns
    -------
    ndarray, shape (side, side)
        Mean squared gradient of the middle cell, all pixels together 1.

    Raises
    ------
    TypeError, ValueError
        If a kind of layer is unknown, or a number is no integer or too small.

    References
    ----------
    Luo et al. (2016), *Understanding the effective receptive field in deep
    convolutional neural networks* [luo2016].

    Examples
    --------
    >>> field = effective_field(["conv"], side=8)
    >>> int((field > 0).sum())  # nine pixels, as the receptive field says
    9
    """
    if isinstance(stack, str) or not stack:
        rule = "is no list of layers"
        refuse("effective_field", "stack", stack, rule, 'give some, such as ["conv"]')
    for kind in stack:
        one_of("effective_field", "stack", kind, ("conv", *KINDS))
    side, channels, seeds = (
        integer("effective_field", name, value, 1)
        for name, value in (("side", side), ("channels", channels), ("seeds", seeds))
    )
    return _measured(tuple(stack), side, channels, seeds).copy()


@cache
def _measured(
    stack: tuple[str, ...], side: int, channels: int, seeds: int
) -> NDArray[np.float64]:
    field = np.zeros((side, side))
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        maps = 1
        net: list[layers.Layer] = []
        for kind in stack:
            if kind == "conv":
                net.append(layers.Convolution(maps, channels, rng))
                maps = channels
            else:
                net.append(KINDS[kind]())
        field += _gradient(net, rng.standard_normal((1, 1, side, side))) ** 2
    return np.asarray(field / field.sum())


def _gradient(net: Sequence[Any], x: Array) -> Array:
    """Return the gradient of the middle cell's sum over channels."""
    for layer in net:
        x = layer.forward(x)
    grad = np.zeros_like(x)
    grad[..., x.shape[-2] // 2, x.shape[-1] // 2] = 1
    for layer in reversed(net):
        grad = layer.backward(grad)
    return np.asarray(grad[0, 0])


def square_share(field: Array, share: float) -> int:
    """Return the side of the smallest square that holds a share of a field.

    Parameters
    ----------
    field : ndarray, shape (H, W)
        Weights, such as those of `effective_field`.
    share : float
        Above 0 and at most 1.

    Returns
    -------
    int
        In pixels.

    Raises
    ------
    ValueError
        If `share` is out of range.

    Examples
    --------
    >>> square_share(np.ones((4, 4)), 0.25)
    2
    """
    if not 0 < share <= 1:
        refuse("square_share", "share", share, "is no share", "use above 0, at most 1")
    sums = np.pad(np.cumsum(np.cumsum(field, 0), 1), ((1, 0), (1, 0)))
    wanted = share * sums[-1, -1] * (1 - 1e-12)
    for k in range(1, min(field.shape) + 1):
        inside = sums[k:, k:] - sums[:-k, k:] - sums[k:, :-k] + sums[:-k, :-k]
        if inside.max() >= wanted:
            return k
    return int(max(field.shape))
