"""Networks that learn on a page, and the frozen table of those that took longer.

`digits` has the data and quick experiments · `training` fits a network of layers ·
`tiny` is the network of chapter 8 · `robustness` its frozen results, which
``make experiments`` renews.

It may use the numerics, `samples` and `text`: NumPy alone.
"""

from .digits import digit_canvas, learning_curve, linear_classifier, warp
from .robustness import robustness_table
from .tiny import build, consistency, fit, moved_accuracy
from .training import forward, parameter_count, predict, train

__all__ = [
    "build",
    "consistency",
    "digit_canvas",
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
