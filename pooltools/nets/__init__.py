"""Networks: their shapes, parameters, costs and history, and layers to run.

It may use NumPy and the numerics.  What trains is in `book.experiments`.
"""

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
from .edges import edge_features
from .effective import effective_field, square_share
from .history import HISTORY, ROADMAP, Milestone, staircase, who
from .running import RunningResult, running_accuracy, running_moves, running_network

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
    "RunningResult",
    "Subsampling",
    "edge_features",
    "effective_field",
    "running_accuracy",
    "running_moves",
    "running_network",
    "square_share",
    "staircase",
    "total",
    "trace",
    "who",
]
