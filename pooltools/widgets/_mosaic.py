"""The maps of the Running Network, side by side, as its pictures show them."""

import numpy as np

from .._windows.typing import Floats
from ..nets.running import SIDE

SHOWN = 36
"""The part of the canvas that is shown: so many pixels in the middle of each side."""


def mosaic(maps: Floats, columns: int, shown: int) -> Floats:
    """Return the shown parts of maps side by side, from 0 to 1, white between them."""
    side = maps.shape[-1] * shown // SIDE
    edge = (maps.shape[-1] - side) // 2
    parts = maps[:, edge : edge + side, edge : edge + side]
    parts = (parts / (maps.max() or 1)) ** 0.4
    padded = np.pad(parts, ((0, 0), (0, 1), (0, 1)))
    rows = padded.reshape(-1, columns, side + 1, side + 1).transpose(0, 2, 1, 3)
    return np.asarray(rows.reshape(-1, columns * (side + 1))[:-1, :-1])
