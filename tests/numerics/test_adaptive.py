"""Adaptive bins, adaptive pooling, pyramids and regions: against loops and PyTorch."""

import json
import math
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import (
    adaptive_avg_pool2d,
    adaptive_avg_pool2d_backward,
    adaptive_bins,
    adaptive_max_pool2d,
    adaptive_max_pool2d_backward,
    adaptive_max_pool2d_with_indices,
    avg_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
    max_pool2d,
    max_pool2d_with_indices,
    roi_max_pool2d,
    spatial_pyramid_pool,
)

from ..book.live import asks_pytorch
from . import reference
from .strategies import ANY_FLOATS, maps, typed_maps

FROZEN = json.loads(
    (Path(__file__).parents[1] / "data/adaptive.json").read_text("utf-8")
)
SIZES = st.integers(1, 12)
FUNCTIONS = [
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
]


def covered(n, outputs):
    """List the pixels of each bin: those that share some length with its i-th part."""
    return [
        [p for p in range(n) if p * outputs < (i + 1) * n and (p + 1) * outputs > i * n]
        for i in range(outputs)
    ]


def loops(plane, size, summary):
    """Summarise every bin of one plane with plain loops."""
    rows, columns = covered(len(plane), size[0]), covered(len(plane[0]), size[1])
    width = len(plane[0])

    def cells(bin_rows, bin_columns):
        return [(r * width + c, plane[r][c]) for r in bin_rows for c in bin_columns]

    return [[summary(cells(rs, cs), 0) for cs in columns] for rs in rows]


def each_plane(x, size, summary):
    planes = x.reshape(math.prod(x.shape[:-2]), *x.shape[-2:])
    result = [loops(plane.tolist(), size, summary) for plane in planes]
    return np.array(result).reshape(*x.shape[:-2], *size)


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_bin_holds_the_pixels_that_its_share_of_the_axis_touches(n, outputs):
    bins = adaptive_bins(n, outputs)
    assert [list(range(*b)) for b in bins] == covered(n, outputs)


@given(st.integers(1, 400), st.integers(1, 400))
def test_bins_cover_the_axis_and_share_at_most_one_pixel(n, outputs):
    bins = adaptive_bins(n, outputs)
    assert len(bins) == outputs
    assert bins[0][0] == 0
    assert bins[-1][1] == n
    assert {b - a for a, b in bins} <= {-(-n // outputs), -(-n // outputs) + 1}
    for (_, end), (start, _) in pairwise(bins):
        assert 0 <= end - start <= 1
    assert bins == tuple((n - b, n - a) for a, b in reversed(bins))


@given(maps(ANY_FLOATS), SIZES, SIZES)
def test_adaptive_pooling_is_what_loops_over_bins_give(x, rows, columns):
    size = rows, columns
    np.testing.assert_array_equal(
        adaptive_max_pool2d(x, size), each_plane(x, size, reference.maximum)
    )
    np.testing.assert_allclose(
        adaptive_avg_pool2d(x, size),
        each_plane(x, size, reference.average()),
        rtol=1e-9,
        atol=1e-6,
    )


@given(typed_maps(), SIZES, SIZES)
def test_indices_name_the_first_maximum_of_a_bin(x, rows, columns):
    size = rows, columns
    values, indices = adaptive_max_pool2d_with_indices(x, size)
    assert values.dtype == x.dtype
    assert indices.dtype == np.int64
    np.testing.assert_array_equal(values, adaptive_max_pool2d(x, size))
    expected = each_plane(x, size, reference.index_of_maximum)
    np.testing.assert_array_equal(indices, expected)


@given(maps(st.sampled_from([np.nan, 0, 1, -np.inf])), SIZES, SIZES)
def test_indices_name_the_last_nan_of_a_bin(x, rows, columns):
    _, indices = adaptive_max_pool2d_with_indices(x, (rows, columns))
    expected = each_plane(x, (rows, columns), reference.index_of_maximum)
    np.testing.assert_array_equal(indices, expected)


@given(typed_maps(), st.integers(1, 4))
def test_where_the_size_divides_it_is_ordinary_pooling(x, k):
    x = np.repeat(np.repeat(x, k, -1), k, -2)
    size = x.shape[-2] // k, x.shape[-1] // k
    assert np.array_equal(adaptive_max_pool2d(x, size), max_pool2d(x, k))
    assert np.array_equal(
        adaptive_max_pool2d_with_indices(x, size), max_pool2d_with_indices(x, k)
    )
    mean = adaptive_avg_pool2d(x, size)
    assert mean.dtype == avg_pool2d(x, k).dtype
    np.testing.assert_allclose(mean, avg_pool2d(x, k), rtol=1e-3)


@given(typed_maps())
def test_one_bin_is_global_pooling_and_none_keeps_a_side(x):
    assert np.array_equal(adaptive_max_pool2d(x, 1), global_max_pool2d(x))
    mean = adaptive_avg_pool2d(x, 1)
    np.testing.assert_allclose(mean, global_avg_pool2d(x), rtol=1e-3)
    kept = adaptive_max_pool2d(x, (None, None))
    assert np.array_equal(kept, x)
    assert not np.shares_memory(kept, x)
    assert adaptive_max_pool2d(x, (1, None)).shape == (*x.shape[:-2], 1, x.shape[-1])


def test_a_map_may_grow():
    assert adaptive_max_pool2d([[1, 2]], (1, 3)).tolist() == [[1, 2, 2]]
    assert adaptive_avg_pool2d([[1, 2]], (1, 3)).tolist() == [[1, 1.5, 2]]
    assert adaptive_max_pool2d([[7]], 5).tolist() == [[7] * 5] * 5


def test_nothing_strange_leaks_into_another_bin():
    x = np.ones((2, 6))
    x[:, 0], x[:, 1], x[0, 5] = np.inf, -np.inf, np.nan
    mean = adaptive_avg_pool2d(x, (1, 3))
    np.testing.assert_array_equal(mean, [[np.nan, 1, np.nan]])
    np.testing.assert_array_equal(adaptive_max_pool2d(x, (1, 3)), [[np.inf, 1, np.nan]])


@given(typed_maps(), SIZES, SIZES)
def test_both_ways_to_sum_a_bin_agree(x, rows, columns):
    pooled = []
    for largest in (0, 1 << 13):
        with patch("pooltools._windows.sums.LARGEST_PRODUCT", largest):
            pooled.append(adaptive_avg_pool2d(x, (rows, columns)))
    assert pooled[0].dtype == pooled[1].dtype
    np.testing.assert_array_equal(*pooled)


@pytest.mark.parametrize("outputs", [(5, 3), (3, 5), (9, 9), (1, 2)], ids=str)
@pytest.mark.parametrize("shape", [(3, 57, 31), (2, 20, 255), (2, 300, 20)], ids=str)
def test_many_cells_are_summed_axis_by_axis_and_a_few_planes_at_a_time(shape, outputs):
    x = np.random.default_rng(0).integers(-9, 9, shape).astype(np.float32)
    with patch("pooltools._windows.sums.RUN", 0):
        by_windows = adaptive_avg_pool2d(x, outputs)
    with patch("pooltools._windows.sums.CELLS_AT_ONCE", x[0].size):
        np.testing.assert_array_equal(adaptive_avg_pool2d(x, outputs), by_windows)
    x[0, 0, 0] = np.nan
    leaked = np.isnan(adaptive_avg_pool2d(x, outputs))
    assert leaked[0, 0, 0]
    assert leaked.sum() == 1


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_floats_keep_their_type_and_half_precision_does_not_overflow(dtype):
    x = np.full((2, 300, 9), 60000, dtype)
    for function in FUNCTIONS[:2]:
        y = function(x, (2, 4))
        assert y.dtype == dtype
        np.testing.assert_array_equal(y, 60000)
    assert adaptive_avg_pool2d(np.ones((2, 2), np.int8), 1).dtype == np.float64
    assert adaptive_max_pool2d(np.ones((2, 2), bool), 1).tolist() == [[True]]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_inputs_stay_as_they_are_and_a_batch_may_be_empty(function):
    x = np.arange(24.0).reshape(2, 3, 4)[:, ::-1]
    before = x.copy()
    x.setflags(write=False)
    function(x, (2, 3))
    assert np.array_equal(x, before)
    empty = function(np.zeros((0, 3, 5, 4)), (2, None))
    assert np.shape(empty if isinstance(empty, np.ndarray) else empty[1]) == (
        0,
        3,
        2,
        4,
    )


@given(maps(), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_a_pyramid_is_its_levels_laid_end_to_end(x, levels):
    x = x[..., None, :, :] * np.array([1, -2])[:, None, None]
    for mode, pool in (("max", adaptive_max_pool2d), ("average", adaptive_avg_pool2d)):
        y = spatial_pyramid_pool(x, levels, mode=mode)
        assert y.shape == (*x.shape[:-3], 2 * sum(n * n for n in levels))
        start = 0
        for n in levels:
            part = y[..., start : start + 2 * n * n]
            assert np.array_equal(part.reshape(*x.shape[:-3], 2, n, n), pool(x, n))
            start += 2 * n * n


@given(st.integers(1, 40), st.integers(1, 40))
def test_the_length_of_a_pyramid_knows_no_size(height, width):
    assert spatial_pyramid_pool(np.zeros((3, height, width))).shape == (63,)


def test_the_largest_number_of_a_map_is_on_every_level():
    x = np.random.default_rng(0).random((5, 13, 9))
    y = spatial_pyramid_pool(x, (3, 1))
    assert np.array_equal(y[:45].reshape(5, 9).max(1), y[45:])


@st.composite
def regions(draw):
    """Draw a map and boxes of whole cells in it."""
    x = draw(maps(dtype=np.float64))
    height, width = x.shape[-2:]
    sides = [
        sorted(draw(st.tuples(*[st.integers(0, n - 1)] * 2))) for n in (width, height)
    ]
    (left, right), (top, bottom) = sides
    return x, [left, top, right, bottom]


@given(regions(), SIZES)
def test_a_region_is_cut_out_and_pooled(drawn, outputs):
    x, (left, top, right, bottom) = drawn
    y = roi_max_pool2d(x, [[left, top, right, bottom]] * 2, outputs)
    part = x[..., top : bottom + 1, left : right + 1]
    expected = each_plane(part, (outputs, outputs), reference.maximum)
    np.testing.assert_array_equal(y, np.stack([expected] * 2))


def test_a_region_is_rounded_to_whole_cells():
    x = np.arange(30).reshape(5, 6)
    whole = roi_max_pool2d(x, [[1, 2, 4, 3]], 2)
    for by in (-0.5, -0.3, 0.49):
        assert np.array_equal(
            roi_max_pool2d(x, [[1 + by, 2 + by, 4 + by, 3 + by]], 2), whole
        )
    assert not np.array_equal(roi_max_pool2d(x, [[1.5, 2, 4.5, 3]], 2), whole)
    assert roi_max_pool2d(x, np.zeros((0, 4)), (2, 3)).shape == (0, 2, 3)
    assert roi_max_pool2d(x[None, None], [[0, 0, 5, 4]], (None, 1)).shape == (
        1,
        1,
        1,
        5,
        1,
    )


ONE = np.ones((4, 4))


@pytest.mark.parametrize(
    ("function", "arguments", "error", "words"),
    [
        (adaptive_bins, (0, 3), ValueError, "adaptive_bins: n=0 is less than 1"),
        (adaptive_bins, (3, 0), ValueError, "outputs=0 is less than 1; use 1 or more"),
        (adaptive_bins, (3.0, 1), TypeError, "n=3.0 is of type float; give an integer"),
        (adaptive_max_pool2d, (ONE, 0), ValueError,
         "adaptive_max_pool2d: output_size=0 is less than 1"),
        (adaptive_avg_pool2d, (ONE, (2, 2, 2)), ValueError, "has 3 entries, not 2"),
        (adaptive_max_pool2d, (ONE, 10**30), ValueError,
         "makes more cells than any memory holds; use less"),
        (adaptive_avg_pool2d, (ONE, None), TypeError,
         "output_size=None is of type NoneType; give an integer, or a pair of them"),
        (adaptive_max_pool2d_with_indices, (ONE, 2.0), TypeError,
         "adaptive_max_pool2d_with_indices: output_size=2.0"),
        (adaptive_max_pool2d_backward, ([[1]], ONE, 2), ValueError,
         "grad_output=[[1]] has shape (1, 1), but the pooled map has (2, 2)"),
        (adaptive_avg_pool2d_backward, (ONE, 4), ValueError, "input_shape=4 is no"),
        (adaptive_avg_pool2d_backward, (ONE, (0, 4)), ValueError, "nothing to pool"),
        (adaptive_avg_pool2d_backward, (ONE, (2, 4, 4)), ValueError,
         "has shape (4, 4), and the map (2, 4, 4); only the last two axes may differ"),
        (adaptive_avg_pool2d, ([1, 2], 1), ValueError, "pooling needs (..., H, W)"),
        (adaptive_avg_pool2d, ([["a"]], 1), TypeError, "x=[['a']]"),
        (spatial_pyramid_pool, (ONE,), ValueError,
         "has shape (4, 4), but a pyramid needs (..., C, H, W); add the axis of"),
        (spatial_pyramid_pool, (ONE[None], ()), ValueError, "levels=() has no level"),
        (spatial_pyramid_pool, (ONE[None], 3), TypeError,
         "levels=3 is of type int; give a sequence of integers"),
        (spatial_pyramid_pool, (ONE[None], (2, 0)), ValueError, "levels=0 is less"),
        (roi_max_pool2d, (ONE, [[0, 0, 4, 3]], 1), ValueError,
         "boxes=[0, 0, 4, 3] is no region of a 4 × 4 map; use columns 0 to 3"),
        (roi_max_pool2d, (ONE, [[2, 0, 1, 3]], 1), ValueError, "is no region"),
        (roi_max_pool2d, (ONE, [[np.nan, 0, 1, 3]], 1), ValueError, "is no region"),
        (roi_max_pool2d, (ONE, [[-1, 0, 1, 3]], 1), ValueError, "is no region"),
        (roi_max_pool2d, (ONE, [0, 0, 1, 1], 1), ValueError,
         "has shape (4,), but boxes are (K, 4)"),
        (roi_max_pool2d, (ONE, [["a"] * 4], 1), TypeError, "give numbers"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(function, arguments, error, words):
    with pytest.raises(error) as caught:
        function(*arguments)
    assert words in str(caught.value)


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match='use one of "max", "average"'):
        spatial_pyramid_pool(ONE[None], mode="mean")


def test_the_frozen_bins_are_pytorch_s():
    assert len(FROZEN["bins"]) == 17
    for n, table in FROZEN["bins"]:
        for outputs, bins in enumerate(table, 1):
            assert [list(b) for b in adaptive_bins(n, outputs)] == bins


def test_there_are_adaptive_cases_to_compare():
    assert len(FROZEN["cases"]) >= 100
    assert sum("NaN" in json.dumps(case["input"]) for case in FROZEN["cases"]) >= 10


@pytest.mark.parametrize("operation", ["max", "average"])
@pytest.mark.parametrize("case", FROZEN["cases"])
def test_adaptive_pooling_agrees_with_pytorch(case, operation, record_property):
    record_property("oracle", "frozen PyTorch pooling with gradients")
    x, pooled = (
        np.array([[float(v) for v in row] for row in case[name]])
        for name in ("input", operation)
    )
    size, grad = case["output_size"], case["grad_output"]
    if operation == "max":
        got, indices = adaptive_max_pool2d_with_indices(x, size)
        np.testing.assert_array_equal(indices, case["indices"])
        back = adaptive_max_pool2d_backward(grad, x, size)
    else:
        got = adaptive_avg_pool2d(x, size)
        back = adaptive_avg_pool2d_backward(grad, x.shape)
    np.testing.assert_allclose(got, pooled, atol=1e-12)
    np.testing.assert_allclose(back, case[f"{operation}_gradient"], atol=1e-12)


def test_a_bin_hands_on_its_gradient_and_nothing_leaks_into_another():
    grad = np.array([[[np.inf, 1]]], np.float32)
    back = adaptive_avg_pool2d_backward(grad, (1, 2, 4))
    assert back.tolist() == [[[np.inf, np.inf, 0.25, 0.25]] * 2]
    assert back.dtype == np.float32
    tie = np.full((1, 2, 4), 5)
    back = adaptive_max_pool2d_backward(grad, tie, (1, 2))
    assert back.tolist() == [[[np.inf, 0, 1, 0], [0] * 4]]
    assert adaptive_avg_pool2d_backward(np.ones((0, 1, 1), int), (0, 3, 3)).size == 0


@asks_pytorch
def test_pytorch_still_gives_the_frozen_answers():
    from ..make import adaptive as make_adaptive

    live = json.loads(make_adaptive.made())
    assert [live["bins"], live["cases"]] == [FROZEN["bins"], FROZEN["cases"]]
