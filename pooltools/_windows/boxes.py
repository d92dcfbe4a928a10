"""Boxes that name regions of a map."""

from typing import Any

import numpy as np

from .arguments import refuse, wrong_kind
from .typing import Array

__all__ = ["boxes_of"]


def boxes_of(function: str, boxes: Any) -> Array:
    """Return boxes as an array of shape (K, 4)."""
    try:
        given = np.asarray(boxes)
    except ValueError:
        refuse(function, "boxes", boxes, "has rows of different lengths", "make them 4")
    if given.dtype.kind not in "iuf":
        wrong_kind(function, "boxes", boxes, "numbers")
    if given.ndim != 2 or given.shape[1] != 4:
        rule = f"has shape {given.shape}, but boxes are (K, 4)"
        refuse(function, "boxes", boxes, rule, "give left, top, right, bottom of each")
    return given
