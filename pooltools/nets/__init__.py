"""Networks: what they cost, and a tiny one that learns on a page."""

from .architectures import GLOBAL_HEAD, LENET5, VGG16, Architecture
from .counting import Branches, LayerCost, total, trace
from .descriptions import (
    Conv,
    Cost,
    Dense,
    Flatten,
    GlobalPool,
    Norm,
    Pool,
    Subsampling,
)
from .digits import (
    digit_canvas,
    edge_features,
    learning_curve,
    linear_classifier,
    warp,
)
from .effective import effective_field, square_share
from .experiments import robustness_table
from .history import HISTORY, ROADMAP, Milestone, staircase, who
from .tiny import build, consistency, fit, moved_accuracy
from .training import forward, parameter_count, predict, train

__all__ = [
    "GLOBAL_HEAD",
    "HISTORY",
    "LENET5",
    "ROADMAP",
    "VGG16",
    "Architecture",
    "Branches",
    "Conv",
    "Cost",
    "Dense",
    "Flatten",
    "GlobalPool",
    "LayerCost",
    "Milestone",
    "Norm",
    "Pool",
    "Subsampling",
    "build",
    "consistency",
    "digit_canvas",
    "edge_features",
    "effective_field",
    "fit",
    "forward",
    "learning_curve",
    "linear_classifier",
    "moved_accuracy",
    "parameter_count",
    "predict",
    "robustness_table",
    "square_share",
    "staircase",
    "total",
    "trace",
    "train",
    "warp",
    "who",
]
