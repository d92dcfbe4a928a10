"""What windows read: planes with padding that never wins, and every tap as a view."""

from typing import Any

import numpy as np

from .axis import WindowAxis
from .typing import Array, Axes

__all__ = ["all_padded", "highest", "lowest", "padded", "starts", "tap"]


def lowest(dtype: np.dtype[Any]) -> Any:
    """Return the value that loses against every other, what max pads with."""
    if dtype.kind == "b":
        return False
    return -np.inf if dtype.kind == "f" else np.iinfo(dtype).min


def highest(dtype: np.dtype[Any]) -> Any:
    """Return the value that no other exceeds, what min pads with."""
    if dtype.kind == "b":
        return True
    return np.inf if dtype.kind == "f" else np.iinfo(dtype).max


def padded(
    planes: Array, axis: WindowAxis, dim: int, fill: Any, dtype: np.dtype[Any]
) -> Array:
    """Return planes, contiguous and of `dtype`, with all that windows read there."""
    if axis.extent == axis.n:
        return np.ascontiguousarray(planes, dtype)
    shape = list(planes.shape)
    shape[dim] = axis.extent
    wide = np.full(shape, fill, dtype)
    real = slice(axis.before, axis.before + axis.n)
    wide[(slice(None),) * dim + (real,)] = planes
    return wide


def all_padded(planes: Array, axes: Axes, fill: Any, dtype: np.dtype[Any]) -> Array:
    """Return planes padded along both axes."""
    return padded(padded(planes, axes[0], 1, fill, dtype), axes[1], 2, fill, dtype)


def starts(axis: WindowAxis) -> Array:
    """Return the position of every window's first tap."""
    return np.array([axis.start(i) for i in range(axis.outputs)])


def tap(planes: Array, axis: WindowAxis, dim: int, t: int) -> Array:
    """View tap `t` of every window along one axis."""
    start = t * axis.dilation
    stop = start + (axis.outputs - 1) * axis.stride + 1
    return planes[(slice(None),) * dim + (slice(start, stop, axis.stride),)]
