"""Networks that learn on a page, and the frozen table of those that took longer.

`digits` has the data · `linear` a classifier that has converged, `curves` what it
learns from few samples · `training` fits a network of layers · `tiny` is the network
of chapter 8 · `robustness` frozen results, which ``make experiments`` renews.

It may use the numerics, `samples` and `text`: NumPy alone.
"""

from .curves import learning_curve
from .digits import digit_canvas, warp
from .linear import linear_classifier, reads
from .robustness import robustness_table, turned_table
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
    "reads",
    "robustness_table",
    "train",
    "turned_table",
    "warp",
]
