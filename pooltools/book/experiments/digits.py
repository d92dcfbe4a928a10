"""Handwritten digits to experiment with, each experiment small enough for a page.

A digit of 8 x 8 pixels lies in the middle of a 16 x 16 map of zeros, so it can be
moved by up to four pixels, turned and scaled without losing any of it.  One pixel
is an eighth of a digit.  These are demonstrations on a small scale: 1200 samples to
learn from, 597 to be judged by.
"""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from ..._windows.arguments import refuse
from ..._windows.typing import Array
from ...samples import digits

__all__ = ["SIDE", "SPLITS", "Split", "all_digits", "digit_canvas"]
__all__ += ["division", "warp"]

SIDE = 16
"""Of the map in whose middle a digit lies, in pixels; the digit has 8."""

SPLITS = 5
"""How often an experiment is repeated where nothing else is said."""


class Split(NamedTuple):
    """Maps of shape (N, 1, 16, 16), values 0 to 1, and their labels 0 to 9."""

    train_x: Array
    train_y: Array
    test_x: Array
    test_y: Array


def all_digits() -> tuple[Array, Array]:
    """Return all 1797 maps, shape (N, 1, 16, 16), and their labels."""
    images, labels = digits()
    x = np.zeros((len(images), 1, SIDE, SIDE), np.float32)
    x[:, 0, 4:12, 4:12] = images / 16
    return x, labels


def division(split: int) -> tuple[Array, Array]:
    """Return which digits to learn from, 1200, and which to be judged by."""
    order = np.random.default_rng(split).permutation(1797)
    return order[:1200], order[1200:]


@cache
def digit_canvas(split: int = 0) -> Split:
    """Return 1200 digits to learn from and 597 to be judged by, centred.

    Parameters
    ----------
    split : int
        A number for each random division of the 1797 digits.

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
    x, labels = all_digits()
    first, rest = division(split)
    parts = Split(x[first], labels[first], x[rest], labels[rest])
    for part in parts:
        part.setflags(write=False)
    return parts


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
