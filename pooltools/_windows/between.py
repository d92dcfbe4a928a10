"""Reading between cells: straight lines from one to the next, along one axis."""

from typing import Any

import numpy as np

from .typing import Array, Floats

__all__ = ["read_between", "stretched"]


def read_between(x: Array, places: Floats, axis: int) -> Array:
    """Return what lies at places along an axis; before the first cell it is the first.

    A cell whose share is 0 is not read, so that NaN stays where it is.
    """
    last = x.shape[axis] - 1
    places = np.clip(places, 0, last)
    low = places.astype(np.intp)
    share: Array = (places - low).astype(x.dtype)
    share = share.reshape(-1, *[1] * (-1 - axis))
    first = x.take(low, axis)
    second = x.take(np.minimum(low + 1, last), axis)
    with np.errstate(all="ignore"):
        mixed = first * (1 - share) + second * share
    return np.where(share == 0, first, mixed)


def stretched(n: int, outputs: int, align_corners: bool) -> Any:
    """Return where in n cells those of a stretched axis lie.

    Either the centres of first and last cell coincide, or the outer edges do.
    """
    steps = np.arange(outputs)
    if align_corners:
        return steps * ((n - 1) / max(outputs - 1, 1))
    return (steps + 0.5) * (n / outputs) - 0.5
