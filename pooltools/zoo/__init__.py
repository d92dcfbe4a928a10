"""The rest of the family, forward: means with a dial, mixtures, drawing of lots.

It may use NumPy, `_windows` and the poolings that it mixes.
"""

from .chance import stochastic_pool2d, stochastic_pool2d_expected
from .means import gem_pool2d, logsumexp_pool2d, lp_pool2d
from .mixtures import concat_pool2d, mixed_pool2d

__all__ = [
    "concat_pool2d",
    "gem_pool2d",
    "logsumexp_pool2d",
    "lp_pool2d",
    "mixed_pool2d",
    "stochastic_pool2d",
    "stochastic_pool2d_expected",
]
