"""The rest of the family: means with a dial, mixtures, and poolings that draw lots."""

from .backward import lp_pool2d_backward
from .chance import stochastic_pool2d, stochastic_pool2d_expected
from .means import gem_pool2d, logsumexp_pool2d, lp_pool2d
from .mixtures import concat_pool2d, mixed_pool2d

__all__ = [
    "concat_pool2d",
    "gem_pool2d",
    "logsumexp_pool2d",
    "lp_pool2d",
    "lp_pool2d_backward",
    "mixed_pool2d",
    "stochastic_pool2d",
    "stochastic_pool2d_expected",
]
