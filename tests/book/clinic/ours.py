"""Ask pooltools."""

import numpy as np

import pooltools

from .library import Library, missing, unless


def layer(stride=None, padding=None, dilation=None, ceil=False):
    """Return the arguments that are not left to their defaults."""
    given = {"stride": stride, "padding": padding, "dilation": dilation}
    return {k: v for k, v in given.items() if v is not None} | (
        {"ceil_mode": True} if ceil else {}
    )


class Ours(Library):
    name, version = "pooltools", pooltools.__version__

    def max(self, x, k, **more):
        return pooltools.max_pool2d(x, k, **layer(**more))

    def average(self, x, k, count=None, **more):
        counted = {} if count is None else {"count_include_pad": count}
        return pooltools.avg_pool2d(x, k, **layer(**more), **counted)

    def lp(self, x, p, k, **more):
        unless(not hasattr(pooltools, "lp_pool2d"))
        return pooltools.lp_pool2d(x, p, k, **layer(**more))

    def indices(self, x, k, **more):
        return pooltools.max_pool2d_with_indices(x, k, **layer(**more))[1]

    def raw_shape(self, x, k):
        return pooltools.max_pool2d(x, k).shape

    def gradient(self, x, k, **more):
        ones = np.ones(pooltools.max_pool2d(x, k, **layer(**more)).shape)
        return pooltools.max_pool2d_backward(ones, x, k, **layer(**more))

    def largest_gradient(self, x):
        missing()

    def unpool(self, values, indices, k, s, size):
        return pooltools.max_unpool2d(values, indices, size)

    def raw_line(self, x, k):
        return pooltools.max_pool1d(x, k).shape

    def volume_indices(self, x, k):
        return pooltools.max_pool3d_with_indices(x, k)[1]

    def masked(self, x, mask, summary):
        return getattr(pooltools, f"masked_{summary}")(x, mask)

    def attend(self, x, query, mask):
        return pooltools.attention_pool(x, query, mask=mask)


LIBRARIES = [Ours]
