"""Pooling layers in NumPy: exact, readable, and animated."""

from .geometry import output_size, receptive_field_step, same_padding
from .pool import (
    avg_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
    max_pool2d,
    max_pool2d_with_indices,
    median_pool2d,
    min_pool2d,
)
from .text import get_language, set_language

__all__ = [
    "avg_pool2d",
    "get_language",
    "global_avg_pool2d",
    "global_max_pool2d",
    "max_pool2d",
    "max_pool2d_with_indices",
    "median_pool2d",
    "min_pool2d",
    "output_size",
    "receptive_field_step",
    "same_padding",
    "set_language",
]
