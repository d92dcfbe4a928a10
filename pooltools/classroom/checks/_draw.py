"""What tasks draw at random: small maps of halves, easy to read and to redo."""

import numpy as np
from numpy.random import Generator

from ..._windows.typing import Array


def maps(
    rng: Generator,
    count: int,
    *,
    low: int = -9,
    high: int = 9,
    sides: tuple[int, int] = (2, 7),
    channels: int = 0,
    even: bool = False,
) -> list[Array]:
    """Draw maps of shape (H, W), or (C, H, W) with at most `channels` channels.

    Halves tell an array of integers from one of floats, and there are still ties.
    """
    drawn = []
    for _ in range(count):
        shape = [int(n) for n in rng.integers(sides[0], sides[1] + 1, 2)]
        if even:
            shape = [n + n % 2 for n in shape]
        if channels:
            shape.insert(0, int(rng.integers(1, channels + 1)))
        drawn.append(rng.integers(2 * low, 2 * high + 1, shape) / 2)
    return drawn


def counting(*shape: int) -> Array:
    """Return a map of 0, 1, 2, …, row by row."""
    return np.arange(float(np.prod(shape))).reshape(shape)
