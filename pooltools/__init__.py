"""Pooling layers in NumPy: exact, readable, and animated.

What a user calls is in `geometry`, `pool`, `adaptive`, `pyramid`, `unpool`,
`antialias`, `shift` and `receptive`, in `regions` (which read between cells), beyond
maps in `sequence`, `volume`, `tokens` and `attention`, in `zoo` (the rest of the
family) and `backward` (every way back); `nets` counts and runs layers.  These are the
numerics: they know NumPy and each other.  `samples`, `text`, `figures` and `widgets`
are the stage, which shows them.  `book` and `classroom` stand on both.
"""

from .adaptive import (
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
)
from .antialias import blur_pool2d, polyphase_pool2d
from .attention import attention_pool, attention_pool_with_weights
from .backward import (
    adaptive_avg_pool2d_backward,
    adaptive_max_pool2d_backward,
    avg_pool1d_backward,
    avg_pool2d_backward,
    avg_pool3d_backward,
    lp_pool2d_backward,
    max_pool1d_backward,
    max_pool2d_backward,
    max_pool3d_backward,
    min_pool2d_backward,
    numeric_gradient,
)
from .geometry import adaptive_bins, output_size, same_padding
from .pool import (
    avg_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
    max_pool2d,
    max_pool2d_with_indices,
    median_pool2d,
    min_pool2d,
)
from .pyramid import roi_max_pool2d, spatial_pyramid_pool
from .receptive import ReceptiveField, receptive_field, receptive_field_step
from .regions import pyramid_pooling, roi_align
from .sequence import avg_pool1d, max_pool1d, max_pool1d_with_indices
from .shift import (
    equivariance_error,
    relative_change,
    shift2d,
    survival_probability,
    unchanged_fraction,
)
from .text import get_language, set_language
from .tokens import masked_max, masked_mean, pad_sets, statistics_pool
from .unpool import avg_unpool2d, max_unpool1d, max_unpool2d, max_unpool3d
from .volume import avg_pool3d, max_pool3d, max_pool3d_with_indices
from .zoo import (
    concat_pool2d,
    gem_pool2d,
    logsumexp_pool2d,
    lp_pool2d,
    mixed_pool2d,
    stochastic_pool2d,
    stochastic_pool2d_expected,
)

__version__ = "0.2.0"

__all__ = [
    "ReceptiveField",
    "adaptive_avg_pool2d",
    "adaptive_avg_pool2d_backward",
    "adaptive_bins",
    "adaptive_max_pool2d",
    "adaptive_max_pool2d_backward",
    "adaptive_max_pool2d_with_indices",
    "attention_pool",
    "attention_pool_with_weights",
    "avg_pool1d",
    "avg_pool1d_backward",
    "avg_pool2d",
    "avg_pool2d_backward",
    "avg_pool3d",
    "avg_pool3d_backward",
    "avg_unpool2d",
    "blur_pool2d",
    "concat_pool2d",
    "equivariance_error",
    "gem_pool2d",
    "get_language",
    "global_avg_pool2d",
    "global_max_pool2d",
    "logsumexp_pool2d",
    "lp_pool2d",
    "lp_pool2d_backward",
    "masked_max",
    "masked_mean",
    "max_pool1d",
    "max_pool1d_backward",
    "max_pool1d_with_indices",
    "max_pool2d",
    "max_pool2d_backward",
    "max_pool2d_with_indices",
    "max_pool3d",
    "max_pool3d_backward",
    "max_pool3d_with_indices",
    "max_unpool1d",
    "max_unpool2d",
    "max_unpool3d",
    "median_pool2d",
    "min_pool2d",
    "min_pool2d_backward",
    "mixed_pool2d",
    "numeric_gradient",
    "output_size",
    "pad_sets",
    "polyphase_pool2d",
    "pyramid_pooling",
    "receptive_field",
    "receptive_field_step",
    "relative_change",
    "roi_align",
    "roi_max_pool2d",
    "same_padding",
    "set_language",
    "shift2d",
    "spatial_pyramid_pool",
    "statistics_pool",
    "stochastic_pool2d",
    "stochastic_pool2d_expected",
    "survival_probability",
    "unchanged_fraction",
]
