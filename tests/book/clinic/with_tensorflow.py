"""Ask TensorFlow's own functions, and Keras's layers on top of them."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from .library import Library, pair, planes, unless


def last(x):
    """Return an array with its channels last."""
    return np.moveaxis(planes(x), 1, -1)


def first(y):
    """Return an array with its channels before its sides again."""
    return np.moveaxis(np.asarray(y), -1, 1)


def layer(k, stride=None, padding=None, dilation=None, ceil=False):
    """Return tf.nn's arguments: it has no default for the stride."""
    unless(ceil, dilation, padding == "same_lower", stride is None)
    if isinstance(padding, str):
        pads = "SAME"
    elif padding is None:
        pads = "VALID"
    else:
        pads = [[0, 0], *([p, p] for p in pair(padding)), [0, 0]]
    return pair(k), pair(stride), pads


class TensorFlow(Library):
    name, version = "TensorFlow", tf.__version__

    def max(self, x, k, **more):
        return first(tf.nn.max_pool2d(last(x), *layer(k, **more)))

    def average(self, x, k, count=None, **more):
        unless(count is not None)
        if dilation := more.pop("dilation", None):
            k, stride, pads = layer(k, **more)
            d = pair(dilation)
            return first(tf.nn.pool(last(x), k, "AVG", stride, pads, dilations=d))
        unless(more.get("padding") not in (None, "same"))
        return first(tf.nn.avg_pool2d(last(x), *layer(k, **more)))

    def indices(self, x, k, **more):
        pooled = tf.nn.max_pool_with_argmax(last(x), *layer(k, **more))
        return first(pooled[1])

    def raw_shape(self, x, k):
        return tf.nn.max_pool2d(x, k, k, "VALID").shape

    def raw_line(self, x, k):
        return tf.nn.max_pool1d(x, k, k, "VALID").shape

    def gradient(self, x, k, **more):
        return slope(x, lambda v: tf.nn.max_pool2d(v, *layer(k, **more)))

    def largest_gradient(self, x):
        return slope(x, tf.reduce_max)


class Keras(Library):
    name, version = "Keras", keras.__version__

    def layer(self, kind, k, stride=None, padding=None, dilation=None, ceil=False):
        named = "valid" if padding is None else padding
        unless(ceil, dilation, named not in ("valid", "same"))
        return kind(pair(k), strides=stride and pair(stride), padding=named)

    def max(self, x, k, **more):
        return first(self.layer(keras.layers.MaxPooling2D, k, **more)(last(x)))

    def average(self, x, k, count=None, **more):
        unless(count is not None)
        return first(self.layer(keras.layers.AveragePooling2D, k, **more)(last(x)))

    def raw_shape(self, x, k):
        return keras.layers.MaxPooling2D(k)(x).shape

    def raw_line(self, x, k):
        return keras.layers.MaxPooling1D(k)(x).shape

    def masked(self, x, mask, summary):
        name = {"mean": "GlobalAveragePooling1D", "max": "GlobalMaxPooling1D"}[summary]
        # a layer before it says what counts: here, a token that is not 0
        return getattr(keras.layers, name)()(keras.layers.Masking(0.0)(x))

    def attend(self, x, query, mask):
        return keras.layers.Attention()(
            [query[None, None], x[None]], [None, mask[None]]
        )

    def gradient(self, x, k, **more):
        return slope(x, self.layer(keras.layers.MaxPooling2D, k, **more))

    def largest_gradient(self, x):
        return slope(x, keras.ops.max)


def slope(x, function):
    """Return the gradient of the sum of a function's results."""
    leaf = tf.Variable(last(x))
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(function(leaf))
    return first(tape.gradient(total, leaf))


LIBRARIES = [TensorFlow, Keras]
