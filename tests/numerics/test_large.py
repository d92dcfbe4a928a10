"""One large plane, or a long sum: in pieces, in little memory, to the last digit."""

import re
import tracemalloc
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pooltools import (
    adaptive_avg_pool2d,
    adaptive_avg_pool2d_backward,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
    avg_pool2d,
    avg_pool2d_backward,
    blur_pool2d,
    gem_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
    logsumexp_pool2d,
    lp_pool2d,
    lp_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    max_pool2d_with_indices,
    median_pool2d,
    min_pool2d,
    spatial_pyramid_pool,
)
from pooltools._windows import pieces

from .strategies import maps_with_layers, typed_maps

MB = 1 << 20


def in_small_pieces(chunk):
    return patch.multiple(pieces, CHUNK=chunk, LARGEST=2 * chunk, NARROW=2)


def every_pool(x, window, layer):
    """Return what each function of windows makes of a map, and of its way back."""
    size, positive = (3, 2), np.abs(x)
    mean = avg_pool2d(x, window, **layer)
    found = {
        pool.__name__: pool(x, window, **layer)
        for pool in (max_pool2d, min_pool2d, median_pool2d, max_pool2d_with_indices)
    }
    return found | {
        "average": mean,
        "real cells": avg_pool2d(x, window, **layer, count_include_pad=False),
        "norm": lp_pool2d(x, 2, window, **layer),
        "power mean": gem_pool2d(positive, 3, window, **layer),
        "soft maximum": logsumexp_pool2d(x, 0.5, window, **layer),
        "maximum, back": max_pool2d_backward(mean, x, window, **layer),
        "average, back": avg_pool2d_backward(mean, x.shape, window, **layer),
        "norm, back": lp_pool2d_backward(mean, x, 2, window, **layer),
        "whole": global_avg_pool2d(x),
        "bins": adaptive_avg_pool2d(x, size),
        "bins, many": adaptive_avg_pool2d(x, (9, 11)),
        "bins, maximum": adaptive_max_pool2d(x, size),
        "bins, indices": adaptive_max_pool2d_with_indices(x, size),
    }


@settings(max_examples=30, deadline=None)
@given(maps_with_layers(), st.sampled_from((16, 64, 400, 2000)))
def test_pieces_of_any_size_give_the_same(drawn, chunk):
    x, *rest = drawn
    at_once = every_pool(x, *rest)
    with in_small_pieces(chunk):
        pieced = every_pool(x, *rest)
    for name, whole in at_once.items():
        for a, b in zip(np.atleast_1d(whole), np.atleast_1d(pieced[name]), strict=True):
            np.testing.assert_allclose(a, b, 1e-12, 1e-12, err_msg=name)


@settings(max_examples=40, deadline=None)
@given(typed_maps(), st.integers(1, 6), st.integers(1, 6))
def test_pieces_of_bins_keep_ties_and_nan(x, rows, columns):
    at_once = adaptive_max_pool2d_with_indices(x, (rows, columns))
    with in_small_pieces(8):
        pieced = adaptive_max_pool2d_with_indices(x, (rows, columns))
    for a, b in zip(at_once, pieced, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("window", [(40, 37), (2, 30), (33, 3), (40, 1)])
def test_a_window_larger_than_a_piece_keeps_ties_and_nan(window):
    x = np.random.default_rng(0).integers(0, 3, (2, 40, 37)).astype(np.float32)
    for strange in (2.0, np.nan, -np.inf):
        x[0, 7:30, 5:30:4] = strange
        at_once = max_pool2d_with_indices(x, window, stride=1)
        with in_small_pieces(256):
            pieced = max_pool2d_with_indices(x, window, stride=1)
        for a, b in zip(at_once, pieced, strict=True):
            np.testing.assert_array_equal(a, b)


# --- memory -------------------------------------------------------------------------

WORK = {
    "max": lambda x, k, s: max_pool2d(x, k),
    "max, overlapping": lambda x, k, s: max_pool2d(x, k, stride=1),
    "average": lambda x, k, s: avg_pool2d(x, k),
    "average of real cells": lambda x, k, s: avg_pool2d(
        x, k, padding=tuple(n // 2 for n in k), count_include_pad=False
    ),
    "average, whole plane": lambda x, k, s: avg_pool2d(x, x.shape),
    "average, half": lambda x, k, s: avg_pool2d(x, tuple(-(-n // 2) for n in x.shape)),
    "indices": lambda x, k, s: max_pool2d_with_indices(x, k),
    "indices, whole plane": lambda x, k, s: max_pool2d_with_indices(x, x.shape),
    "global average": lambda x, k, s: global_avg_pool2d(x),
    "global maximum": lambda x, k, s: global_max_pool2d(x),
    "adaptive average": lambda x, k, s: adaptive_avg_pool2d(x, s),
    "adaptive average, 3": lambda x, k, s: adaptive_avg_pool2d(x, 3),
    "adaptive maximum": lambda x, k, s: adaptive_max_pool2d(x, s),
    "adaptive indices, 3": lambda x, k, s: adaptive_max_pool2d_with_indices(x, 3),
}


def more_than_allowed(work, x):
    """Return the bytes taken beyond 1.2 times the output and 64 MB."""
    tracemalloc.start()
    try:
        result = work(x)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    results = result if isinstance(result, tuple) else (result,)
    return peak - 1.2 * sum(a.nbytes for a in results) - 64 * MB


LONG = "max", "average", "global average", "adaptive average, 3"
PLANES = [
    *((name, (8192, 8192), np.uint8) for name in WORK),
    *((name, (4096, 4096), np.float32) for name in WORK),
    *(
        (name, shape, np.float32)
        for name in LONG
        for shape in ((1, 1 << 24), (1 << 24, 1))
    ),
]


@pytest.mark.parametrize(("work", "shape", "dtype"), PLANES, ids=str)
def test_a_plane_of_64_mib_takes_little_more_than_its_result(work, shape, dtype):
    x = np.zeros(shape, dtype)
    kernel = tuple(min(2, n) for n in shape)
    bins = tuple(1 + n // 8 for n in shape)
    assert x.nbytes == 64 * MB
    assert more_than_allowed(lambda x: WORK[work](x, kernel, bins), x) <= 0


def test_a_copy_of_the_plane_would_be_noticed():
    x = np.zeros((8192, 8192), np.uint8)
    copied = more_than_allowed(lambda x: max_pool2d(x.astype(np.float32), 2), x)
    assert copied > 0


# --- long sums ----------------------------------------------------------------------

SHAPES = [(1000, 1000), (1, 10**6), (10**6, 1)]
MEANS = {
    "global": global_avg_pool2d,
    "window": lambda x: avg_pool2d(x, x.shape),
    "overlapping": lambda x: avg_pool2d(
        x, tuple(-(-n // 2) for n in x.shape), stride=tuple(-(-n // 9) for n in x.shape)
    ),
    "bin": lambda x: adaptive_avg_pool2d(x, 1),
    "bins": lambda x: adaptive_avg_pool2d(x, 3),
    "pyramid": lambda x: spatial_pyramid_pool(x[None], (2, 1), mode="average"),
    "blur": lambda x: blur_pool2d(x[:50, :50], 101),
    **{f"norm {p}": lambda x, p=p: lp_pool2d(x, p, x.shape) for p in (1, 2, 10)},
    **{
        f"power mean {p}": lambda x, p=p: gem_pool2d(np.abs(x), p, x.shape)
        for p in (0.1, 3, 10)
    },
    "soft maximum": lambda x: logsumexp_pool2d(x, 0.01, x.shape),
    "average, back": lambda x: avg_pool2d_backward(
        x[:700, :700], tuple(n + 99 * (n > 1) for n in x[:700, :700].shape),
        tuple(min(n, 100) for n in x.shape), stride=1,
    ),
    "bins, back": lambda x: adaptive_avg_pool2d_backward(x[:99, :3000], (1, 1)),
}  # fmt: skip


def adverse(shape):
    """Yield numbers whose sums go wrong in single precision, one way or the other."""
    yield np.full(shape, 0.1, np.float32)
    yield np.linspace(0, 1, np.prod(shape), dtype=np.float32).reshape(shape)
    yield 1000 + np.random.default_rng(0).normal(size=shape).astype(np.float32)


SLOW = [name for name in MEANS if "mean" in name or "norm" in name or "soft" in name]
PAIRS = [
    (name, shape) for name in MEANS for shape in SHAPES[: 1 if name in SLOW else 3]
]


@pytest.mark.parametrize(("mean", "shape"), PAIRS, ids=str)
def test_a_mean_of_a_million_cells_is_right_to_a_millionth(mean, shape):
    for x in adverse(shape):
        exact = MEANS[mean](x.astype(np.float64))
        got = MEANS[mean](x)
        assert got.dtype == np.float32
        assert np.abs(got - exact).max() <= 1e-6 * np.abs(exact).mean()


def test_the_mean_of_a_hundred_million_cells_is_right_to_a_millionth():
    tenth = np.float32(0.1)
    x = np.broadcast_to(tenth, (10**4, 10**4))  # takes no memory
    assert abs(global_avg_pool2d(x).item() / float(tenth) - 1) <= 1e-6


def test_a_plain_sum_would_be_noticed():
    x = np.full(10**6, 0.1, np.float32)
    assert abs(np.add.accumulate(x)[-1] / x.size / 0.1 - 1) > 1e-6


@pytest.mark.parametrize("mean", [n for n in MEANS if not re.search("norm|back", n)])
def test_the_mean_of_many_large_halves_is_one_of_them(mean):
    x = np.full((400, 400), 65504, np.float16)
    got = MEANS[mean](x)
    assert got.dtype == np.float16
    np.testing.assert_allclose(got.astype(float), 65504, 1e-3)
