"""Networks: what they cost, and a tiny one that learns on a page."""

from .digits import (
    digit_canvas,
    edge_features,
    learning_curve,
    linear_classifier,
    warp,
)
from .experiments import robustness_table
from .tiny import build, consistency, fit, moved_accuracy
from .training import forward, parameter_count, predict, train

__all__ = [
    "build",
    "consistency",
    "digit_canvas",
    "edge_features",
    "fit",
    "forward",
    "learning_curve",
    "linear_classifier",
    "moved_accuracy",
    "parameter_count",
    "predict",
    "robustness_table",
    "train",
    "warp",
]
