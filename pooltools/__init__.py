"""Pooling layers in NumPy: exact, readable, and animated.

A module is loaded when something of it is asked for, so a program that pools pays
for pooling alone.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what has which name, for whoever reads and does not run
    from .adaptive import (
        adaptive_avg_pool2d,
        adaptive_max_pool2d,
        adaptive_max_pool2d_with_indices,
    )
    from .adaptive_grad import (
        adaptive_avg_pool2d_backward,
        adaptive_max_pool2d_backward,
    )
    from .antialias import blur_pool2d, polyphase_pool2d
    from .geometry import adaptive_bins, output_size, same_padding
    from .grad import (
        avg_pool2d_backward,
        max_pool2d_backward,
        min_pool2d_backward,
    )
    from .numeric import numeric_gradient
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
    from .shift import (
        equivariance_error,
        relative_change,
        shift2d,
        survival_probability,
        unchanged_fraction,
    )
    from .text import get_language, set_language
    from .unpool import avg_unpool2d, max_unpool2d
    from .zoo import (
        concat_pool2d,
        gem_pool2d,
        logsumexp_pool2d,
        lp_pool2d,
        lp_pool2d_backward,
        mixed_pool2d,
        stochastic_pool2d,
        stochastic_pool2d_expected,
    )

__all__ = [
    "ReceptiveField",
    "adaptive_avg_pool2d",
    "adaptive_avg_pool2d_backward",
    "adaptive_bins",
    "adaptive_max_pool2d",
    "adaptive_max_pool2d_backward",
    "adaptive_max_pool2d_with_indices",
    "avg_pool2d",
    "avg_pool2d_backward",
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
    "max_pool2d",
    "max_pool2d_backward",
    "max_pool2d_with_indices",
    "max_unpool2d",
    "median_pool2d",
    "min_pool2d",
    "min_pool2d_backward",
    "mixed_pool2d",
    "numeric_gradient",
    "output_size",
    "polyphase_pool2d",
    "receptive_field",
    "receptive_field_step",
    "relative_change",
    "roi_max_pool2d",
    "same_padding",
    "set_language",
    "shift2d",
    "spatial_pyramid_pool",
    "stochastic_pool2d",
    "stochastic_pool2d_expected",
    "survival_probability",
    "unchanged_fraction",
]

MODULES = (
    "pool",
    "geometry",
    "text",
    "adaptive",
    "grad",
    "unpool",
    "pyramid",
    "adaptive_grad",
    "numeric",
    "receptive",
    "antialias",
    "shift",
    "zoo",
)
"""Where `__all__` comes from, and in which order to look for a name."""


def __dir__() -> list[str]:
    return sorted({*globals(), *MODULES, *__all__})


if not TYPE_CHECKING:  # who checks types shall find a name that is misspelt

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in MODULES:
            return import_module(f".{name}", __name__)
        if name in __all__:
            homes = (import_module(f".{module}", __name__) for module in MODULES)
            globals()[name] = next(getattr(h, name) for h in homes if hasattr(h, name))
            return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
