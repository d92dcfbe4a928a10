"""Every way back through a pooling, and the numeric gradient that judges it.

It may use NumPy and the numerics: `_windows`, the poolings, `zoo`.
"""

from .adaptive import adaptive_avg_pool2d_backward, adaptive_max_pool2d_backward
from .lp import lp_pool2d_backward
from .numeric import numeric_gradient
from .pool import avg_pool2d_backward, max_pool2d_backward, min_pool2d_backward
from .sequence import avg_pool1d_backward, max_pool1d_backward
from .volume import avg_pool3d_backward, max_pool3d_backward

__all__ = [
    "adaptive_avg_pool2d_backward",
    "adaptive_max_pool2d_backward",
    "avg_pool1d_backward",
    "avg_pool2d_backward",
    "avg_pool3d_backward",
    "lp_pool2d_backward",
    "max_pool1d_backward",
    "max_pool2d_backward",
    "max_pool3d_backward",
    "min_pool2d_backward",
    "numeric_gradient",
]
