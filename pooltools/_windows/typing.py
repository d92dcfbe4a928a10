"""Names for the types that all of the package writes."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .axis import WindowAxis

__all__ = ["Array", "Axes", "Floats"]

Array: TypeAlias = NDArray[Any]
"""An array of any numbers."""

Floats: TypeAlias = NDArray[np.float64]
"""An array in double precision."""

Axes: TypeAlias = tuple[WindowAxis, WindowAxis]
"""The windows along height and width."""
