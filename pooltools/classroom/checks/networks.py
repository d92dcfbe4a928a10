"""Sheet 4: any size in, and pooling among the layers of a network."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.random import Generator

from ... import pool, pyramid, receptive
from ..._windows.typing import Array
from ._draw import counting, maps
from ._task import Call, Function
from ._values import Values

HEADS = Values(
    "heads",
    ("pooled_head", "flattened_head"),
    (513_000, 25_089_000),
    {
        "swapped": [(25_089_000, 513_000)],
        "no-bias": [(512_000, None), (None, 25_088_000)],
        "map-counted": [(25_089_000, None)],
        "map-forgotten": [(None, 513_000)],
        "pooling-learns": [(513_512, None), (514_024, None)],
    },
)

SHAPES = Values(
    "shapes",
    ("s2_parameters", "stem_sizes"),
    (12, [112, 56]),
    {
        "weightless": [(0, None)],
        "one-each": [(6, None)],
        "window-weights": [(30, None), (24, None)],
        "unpadded": [(None, [109, 54])],
        "pool-unpadded": [(None, [112, 55])],
    },
)

Layers = Sequence[tuple[int, int]]


def _walk(layers: Layers, grow: bool = True, early: bool = False, k: int = 1) -> int:
    """Carry size and jump along, with one mistake or another."""
    size = jump = 1
    for kernel_size, stride in layers:
        jump *= stride if early else 1
        size += (kernel_size - k) * jump
        jump *= stride if grow and not early else 1
    return size


def _added(layers: Layers) -> int:
    """Add strides where they multiply."""
    size = jump = 1
    for kernel_size, stride in layers:
        size, jump = size + (kernel_size - 1) * jump, jump + stride
    return size


def _nets(rng: Generator) -> Iterator[Call]:
    for net in ([(3, 1)], [(2, 2)], [(3, 1), (2, 2), (3, 1)], [(5, 1), (2, 2)] * 2):
        yield (net,)
    for _ in range(24):
        depth = int(rng.integers(1, 6))
        kernels, strides = rng.integers(1, 6, depth), rng.integers(1, 4, depth)
        yield (list(zip(kernels.tolist(), strides.tolist(), strict=True)),)


RECEPTIVE_FIELD = Function(
    "receptive-field",
    "receptive_field",
    lambda layers: receptive.receptive_field(layers)[-1].size,
    _nets,
    {
        "adds-k": lambda layers: _walk(layers, k=0),
        "jump-stays": lambda layers: _walk(layers, grow=False),
        "jump-first": lambda layers: _walk(layers, early=True),
        "jump-added": _added,
        "sum": lambda layers: sum(kernel_size for kernel_size, _ in layers),
        "first-layer": lambda layers: layers[0][0],
    },
)


def _convolve(x: Array, w: Array, b: Array, stride: int = 2) -> Array:
    """Return a 2×2 convolution of (C, H, W) with weights (C_out, C, 2, 2)."""
    views = np.lib.stride_tricks.sliding_window_view(x, (2, 2), (1, 2))
    out: Array = np.einsum("chwij,ocij->ohw", views[:, ::stride, ::stride], w)
    out += b[:, None, None]
    return out


def _own_channel(x: Array, w: Array, b: Array) -> Array:
    """Let each channel see itself alone: C kernels instead of C²."""
    same = np.eye(len(w), w.shape[1])[..., None, None]
    return _convolve(x, w * same, b)


def _layers(rng: Generator) -> Iterator[Call]:
    yield counting(1, 2, 2), np.ones((1, 1, 2, 2)), np.array([1.0])
    yield counting(2, 2, 2), 1 + counting(2, 2, 2, 2), np.array([1.0, -1.0])
    yield counting(2, 4, 4), 1 + counting(2, 2, 2, 2), np.array([0.0, 3.0])
    yield 0.5 - counting(2, 2, 4), 1 + counting(2, 2, 2, 2), np.array([0.25, -0.5])
    for x in maps(rng, 20, channels=3, even=True):
        c = len(x)
        w = rng.integers(-3, 4, (c, c, 2, 2)).astype(float)
        yield x, w, rng.integers(-3, 4, c).astype(float)


STRIDED = Function(
    "strided-convolution",
    "strided_convolution",
    _convolve,
    _layers,
    {
        "own-channel": _own_channel,
        "no-bias": lambda x, w, b: _convolve(x, w, 0 * b),
        "stride-one": lambda x, w, b: _convolve(x, w, b, stride=1),
        "flipped": lambda x, w, b: _convolve(x, w[..., ::-1, ::-1], b),
        "transposed": lambda x, w, b: _convolve(x, w.swapaxes(0, 1), b),
    },
)

LEVELS = (1, 2, 4)


def _fixed_windows(x: Array) -> Array:
    """Give every level a window of n // bins: the length follows the input."""
    parts = []
    for n in LEVELS:
        k = max(x.shape[1] // n, 1), max(x.shape[2] // n, 1)
        parts.append(pool.max_pool2d(x, k).ravel())
    return np.concatenate(parts)


def _disjoint(x: Array) -> Array:
    """End every bin where the next begins."""
    parts = []
    for n in LEVELS:
        rows, columns = (np.arange(n + 1) * side // n for side in x.shape[1:])
        for c, i, j in np.ndindex(len(x), n, n):
            cut = x[c, rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
            parts.append(cut.max())
    return np.array(parts)


def _bins_first(x: Array) -> Array:
    """Put all channels of a bin side by side."""
    levels = [pyramid.spatial_pyramid_pool(x, (n,)) for n in LEVELS]
    return np.concatenate([part.reshape(len(x), -1).T.ravel() for part in levels])


def _images(rng: Generator) -> Iterator[Call]:
    small = counting(1, 4, 4), counting(1, 5, 6)
    for x in (*small, -0.5 - counting(1, 4, 5) / 2, 8 - counting(2, 5, 6)):
        yield (x,)
    for x in maps(rng, 20, sides=(4, 9), channels=3):
        yield (x,)


PYRAMID = Function(
    "pyramid",
    "pyramid",
    lambda x: pyramid.spatial_pyramid_pool(x, LEVELS),
    _images,
    {
        "length-varies": _fixed_windows,
        "finest-only": lambda x: pyramid.spatial_pyramid_pool(x, (4,)),
        "average": lambda x: pyramid.spatial_pyramid_pool(x, LEVELS, mode="average"),
        "bins-first": _bins_first,
        "disjoint": _disjoint,
    },
)

TASKS = (HEADS, SHAPES, RECEPTIVE_FIELD, STRIDED, PYRAMID)
