"""The fixed detectors that some pages put before a pooling: edges, then a ReLU."""

from itertools import product

import numpy as np

from .._windows.arguments import refuse
from .._windows.typing import Array

__all__ = ["edge_features"]

SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], np.float32)
DETECTORS = np.stack([SOBEL, -SOBEL, SOBEL.T, -SOBEL.T])
"""Edges that get brighter to the right, to the left, downwards and upwards."""


def edge_features(x: Array) -> Array:
    """Return four edge maps of each map: fixed detectors, then a ReLU.

    Parameters
    ----------
    x : ndarray, shape (N, 1, H, W)
        Borders wrap.

    Returns
    -------
    ndarray, shape (N, 4, H, W)
        Edges that get brighter to the right, to the left, downwards and upwards.

    Raises
    ------
    ValueError
        If `x` does not have one channel.

    Examples
    --------
    >>> edge_features(np.eye(4, dtype=np.float32)[None, None]).shape
    (1, 4, 4, 4)
    """
    if x.ndim != 4 or x.shape[1] != 1:
        rule = f"has shape {x.shape}, not (N, 1, H, W)"
        refuse("edge_features", "x", x, rule, "add axes, as in x[:, None]")
    taps = product(range(3), repeat=2)
    moved = (
        DETECTORS[None, :, i, j, None, None] * np.roll(x, (1 - i, 1 - j), (-2, -1))
        for i, j in taps
    )
    response: Array = np.maximum(sum(moved), 0)
    return response
