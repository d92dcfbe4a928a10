"""Ask Flax, whose pooling stands on JAX's reduce_window."""

import flax
import jax
import jax.numpy as jnp
import numpy as np
from flax import linen

from .library import Library, pair, planes, unless


def last(x):
    """Return an array with its channels last."""
    return jnp.asarray(np.moveaxis(planes(x), 1, -1))


def first(y):
    """Return an array with its channels before its sides again."""
    return np.moveaxis(np.asarray(y), -1, 1)


def layer(stride=None, padding=None, dilation=None, ceil=False):
    """Return Flax's arguments that are not left to their defaults."""
    unless(ceil, dilation)
    found = {} if stride is None else {"strides": pair(stride)}
    if isinstance(padding, str):
        found["padding"] = padding.upper()
    elif padding is not None:
        found["padding"] = tuple((p, p) for p in pair(padding))
    return found


class Flax(Library):
    name, version = "Flax", f"{flax.__version__}, JAX {jax.__version__}"

    def max(self, x, k, **more):
        return first(linen.max_pool(last(x), pair(k), **layer(**more)))

    def average(self, x, k, count=None, **more):
        counted = {} if count is None else {"count_include_pad": count}
        return first(linen.avg_pool(last(x), pair(k), **layer(**more), **counted))

    def raw_shape(self, x, k):
        return linen.max_pool(jnp.asarray(x), pair(k), strides=pair(k)).shape

    def gradient(self, x, k, **more):
        def total(v):
            return linen.max_pool(v, pair(k), **layer(**more)).sum()

        return first(jax.grad(total)(last(x)))

    def largest_gradient(self, x):
        return first(jax.grad(jnp.max)(last(x)))

    def raw_line(self, x, k):
        return linen.max_pool(jnp.asarray(x), (k,), strides=(k,)).shape

    def attend(self, x, query, mask):
        values, one = x[None, :, None], query[None, None, None]
        kept = jnp.asarray(mask)[None, None, None]
        return jax.nn.dot_product_attention(one, values, values, mask=kept)


LIBRARIES = [Flax]
