"""The way back against plain loops, finite differences, PyTorch and conservation."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import (
    avg_pool2d,
    avg_pool2d_backward,
    avg_unpool2d,
    max_pool2d,
    max_pool2d_backward,
    max_pool2d_with_indices,
    max_unpool2d,
    min_pool2d,
    min_pool2d_backward,
    numeric_gradient,
    relative_change,
    samples,
)
from pooltools.geometry import make_axes

from ..book.live import asks_pytorch
from .strategies import maps, maps_with_layers, typed_maps

FROZEN = Path(__file__).parents[1] / "data" / "gradients.json"
ONES = [[1, 1], [1, 1]]


def test_the_classic_map_sends_its_gradient_where_the_book_says():
    x = samples.FIRST_MAP
    tiled = max_pool2d_backward(ONES, x, 2)
    assert tiled.tolist() == [[0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 1, 0, 0]]
    dense = max_pool2d_backward(np.ones((3, 3)), x, 2, stride=1)
    assert dense.tolist() == [[0, 2, 0, 0], [0, 0, 1, 2], [1, 0, 0, 1], [0, 2, 0, 0]]
    shared = avg_pool2d_backward(np.ones((3, 3)), (4, 4), 2, stride=1)
    corner, edge = [0.25, 0.5, 0.5, 0.25], [0.5, 1, 1, 0.5]
    assert shared.tolist() == [corner, edge, edge, corner]
    values, index = max_pool2d_with_indices(x, 2)
    back = max_unpool2d(values, index, (4, 4))
    assert back.tolist() == [[0, 2, 0, 0], [0, 0, 0, 3], [0, 0, 0, 2], [0, 4, 0, 0]]


def test_of_equal_maxima_the_first_takes_all():
    assert max_pool2d_backward([[8]], [[5, 5], [5, 5]], 2).tolist() == [[8, 0], [0, 0]]
    assert avg_pool2d_backward([[8]], (2, 2), 2).tolist() == [[2, 2], [2, 2]]


@given(maps_with_layers(typed_maps()))
def test_a_minimum_is_the_maximum_of_the_order_turned_round(drawn):
    x, size, layer = drawn
    grad = np.arange(1.0, 1 + min_pool2d(x, size, **layer).size)
    grad = grad.reshape(min_pool2d(x, size, **layer).shape)
    turned = -x.astype(np.int64) if x.dtype.kind != "f" else -x
    want = max_pool2d_backward(grad, turned, size, **layer)
    np.testing.assert_array_equal(min_pool2d_backward(grad, x, size, **layer), want)


def test_the_smallest_integer_has_no_negative_and_still_wins():
    x = np.array([[-128, 127], [0, 1]], np.int8)
    assert min_pool2d_backward([[8]], x, 2).tolist() == [[8, 0], [0, 0]]


def test_a_global_maximum_is_a_kernel_of_the_size_of_the_map():
    x = np.random.default_rng(0).random((2, 3, 4))
    back = max_pool2d_backward(np.full((2, 1, 1), 5.0), x, (3, 4))
    assert np.array_equal(back, 5 * (x == x.max((1, 2), keepdims=True)))


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_nudging_agrees_with_every_backward_pass_where_nothing_ties(k, s, seed):
    rng = np.random.default_rng(seed)
    x = rng.permutation(2 * 5 * 6).reshape(2, 5, 6) / 10
    pools = {
        max_pool2d: (max_pool2d_backward, x),
        min_pool2d: (min_pool2d_backward, x),
        avg_pool2d: (avg_pool2d_backward, x.shape),
    }
    for pool, (backward, given_x) in pools.items():
        grad = rng.standard_normal(pool(x, k, stride=s).shape)
        slopes = numeric_gradient(lambda x, p=pool: p(x, k, stride=s), x, grad)
        exact = backward(grad, given_x, k, stride=s)
        assert relative_change(exact, slopes) < 1e-6


def test_at_a_tie_a_nudge_finds_the_mean_of_two_slopes_and_no_rule_of_a_layer():
    slopes = numeric_gradient(lambda x: max_pool2d(x, 2), [[5, 5], [5, 5]], [[8]])
    np.testing.assert_allclose(slopes, [[4, 4], [4, 4]])


def test_nudging_leaves_its_inputs_alone_and_takes_integers():
    x = np.arange(4).reshape(2, 2)
    x.setflags(write=False)

    def rude(x):
        x[:] = x * 2
        return x

    np.testing.assert_allclose(numeric_gradient(rude, x, TWO), 2 * TWO)


@given(maps_with_layers(), st.integers(0, 2**32 - 1))
def test_gradients_are_the_slopes_that_a_nudge_finds(drawn, seed):
    """All cells differ by more than the nudge, so no winner changes."""
    shape, size, layer = drawn[0].shape, drawn[1], drawn[2]
    rng = np.random.default_rng(seed)
    x = rng.permutation(np.prod(shape, dtype=int)).reshape(shape) / 10
    for forward, backward, given_x in (
        (max_pool2d, max_pool2d_backward, x),
        (avg_pool2d, avg_pool2d_backward, x.shape),
    ):
        y = forward(x, size, **layer)
        grad = np.where(np.isfinite(y), rng.standard_normal(y.shape), 0)
        got = backward(grad, given_x, size, **layer)
        assert got.shape == x.shape
        for at in rng.choice(x.size, min(x.size, 3), replace=False):
            nudge = np.zeros(x.size)
            nudge[at] = 0.01
            nudge = nudge.reshape(shape)
            up, down = (forward(x + way * nudge, size, **layer) for way in (1, -1))
            with np.errstate(invalid="ignore"):
                slope = np.where(grad == 0, 0, (up - down) / 0.02)
            np.testing.assert_allclose(got.flat[at], (slope * grad).sum(), atol=1e-6)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_what_goes_in_comes_out(k, s, seed):
    """Conservation: without padding no gradient is lost and none is made."""
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 3, (2, 7, 9)).astype(float)  # many ties
    grad = rng.standard_normal(max_pool2d(x, k, stride=s).shape)
    for back in (
        max_pool2d_backward(grad, x, k, stride=s),
        avg_pool2d_backward(grad, x.shape, k, stride=s),
    ):
        np.testing.assert_allclose(back.sum((1, 2)), grad.sum((1, 2)))
    y = avg_pool2d(x, k, stride=s)
    adjoint = avg_pool2d_backward(grad, x.shape, k, stride=s)
    np.testing.assert_allclose((y * grad).sum(), (x * adjoint).sum(), atol=1e-9)


def test_padding_keeps_its_share_of_an_average():
    lost = avg_pool2d_backward([[1.0]], (1, 1), 3, padding=1)
    assert lost.tolist() == [[1 / 9]]
    kept = avg_pool2d_backward([[1.0]], (1, 1), 3, padding=1, count_include_pad=False)
    assert kept.tolist() == [[1]]
    fixed = avg_pool2d_backward(ONES, (2, 2), 1, divisor_override=4)
    assert fixed.tolist() == [[0.25] * 2] * 2


def test_a_window_of_padding_alone_hands_on_nothing():
    layer = {"kernel_size": 1, "stride": 1, "padding": ((0, 0), (0, 0))}
    x = np.ones((1, 1))
    assert max_pool2d_backward([[3.0]], x, **layer).tolist() == [[3]]
    wide = {"kernel_size": 2, "dilation": 3, "padding": ((2, 1), (2, 1))}
    grad = np.ones(max_pool2d(x, **wide, stride=1).shape)
    assert np.isfinite(max_pool2d_backward(grad, x, **wide, stride=1)).all()


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_gradient_keeps_its_type_and_inputs_stay_as_they_are(dtype):
    x = np.arange(24, dtype=dtype).reshape(2, 3, 4)[:, :, ::-1]
    x.setflags(write=False)
    grad = np.ones((2, 1, 2), dtype)
    grad.setflags(write=False)
    assert max_pool2d_backward(grad, x, 2).dtype == dtype
    assert avg_pool2d_backward(grad, x.shape, 2).dtype == dtype
    values, index = max_pool2d_with_indices(x, 2)
    again = max_unpool2d(values, index, (3, 4))
    assert again.dtype == dtype
    assert not np.shares_memory(again, values)
    assert max_pool2d_backward(np.ones((2, 1, 2), int), x, 2).dtype == np.float64


def test_a_batch_of_none_and_more_axes_work():
    assert (
        max_pool2d_backward(np.ones((0, 3, 1, 2)), np.ones((0, 3, 2, 4)), 2).size == 0
    )
    assert avg_pool2d_backward(np.ones((0, 1, 2)), (0, 2, 4), 2).shape == (0, 2, 4)
    empty = np.zeros((0, 1, 1))
    assert max_unpool2d(empty, empty.astype(int), (2, 2)).shape == (0, 2, 2)


@given(st.integers(1, 3), st.integers(1, 3))
def test_pooling_an_unpooled_map_gives_the_pooled_values_back(k, s):
    x = np.random.default_rng(k).random((2, 3, 7, 8)) + 1
    layer = {"kernel_size": k, "stride": s}
    values, index = max_pool2d_with_indices(x, **layer)
    back = max_unpool2d(values, index, (7, 8))
    assert np.array_equal(max_pool2d(back, **layer), values)
    assert set(np.unique(back)) <= {0, *np.unique(x)}


@given(maps_with_layers(maps(st.integers(-9, 9), dtype=np.int64)))
def test_average_unpooling_is_the_mean_over_the_windows_of_a_cell(drawn):
    """The windows are listed by loops over `geometry`, not by the engine."""
    x, size, layer = drawn
    y = max_pool2d(x, size, **layer)
    back = avg_unpool2d(y, size, x.shape[-2:], **layer)
    assert back.shape == x.shape
    axes = make_axes(x.shape[-2:], size, **layer)
    total, count = np.zeros(x.shape), np.zeros(x.shape[-2:])
    for i, j in np.ndindex(y.shape[-2:]):
        for row in axes[0].taps(i):
            for column in axes[1].taps(j):
                if 0 <= row < x.shape[-2] and 0 <= column < x.shape[-1]:
                    total[..., row, column] += y[..., i, j]
                    count[row, column] += 1
    np.testing.assert_allclose(back, total / np.maximum(count, 1))


def test_tiles_are_copied_and_averaging_them_gives_the_values_back():
    y = np.array([[1, 2.5]], np.float32)
    back = avg_unpool2d(y, 2, (2, 5))
    assert back.tolist() == [[1, 1, 2.5, 2.5, 0]] * 2
    assert back.dtype == np.float32
    assert np.array_equal(avg_pool2d(back, 2), y)
    assert avg_unpool2d([[3]], 2, (2, 2)).dtype == np.float64
    assert avg_unpool2d(np.ones((0, 1, 1)), 2, (2, 2)).shape == (0, 2, 2)


def test_of_two_values_for_one_cell_the_last_stays_and_minus_one_places_none():
    assert max_unpool2d([[1, 2, 3]], [[0, 0, -1]], (1, 2)).tolist() == [[2, 0]]


TWO = np.ones((2, 2))


@pytest.mark.parametrize(
    ("function", "arguments", "error", "words"),
    [
        (max_pool2d_backward, ([[1]], np.ones((4, 4)), 2), ValueError,
         "grad_output=[[1]] has shape (1, 1), but the pooled map has (2, 2); use the"),
        (max_pool2d_backward, ([["a"]], [[1]], 1), TypeError, "grad_output=[['a']]"),
        (avg_pool2d_backward, (TWO, (4, 4), 5), ValueError,
         "avg_pool2d_backward: kernel_size=5"),
        (avg_pool2d_backward, (TWO, 4, 2), ValueError, "input_shape=4 is no shape"),
        (avg_pool2d_backward, (TWO, (4.0, 4), 2), TypeError, "input_shape=4.0"),
        (min_pool2d_backward, ([[1]], TWO, 1), ValueError,
         "min_pool2d_backward: grad_output=[[1]] has shape (1, 1)"),
        (numeric_gradient, (np.sin, [1], [[1]]), ValueError, "numeric_gradient: x=[1]"),
        (numeric_gradient, (np.sin, TWO, [[1]]), ValueError,
         "has shape (1, 1), but the pooled map has (2, 2)"),
        (avg_unpool2d, (TWO, 2, (5, 6)), ValueError,
         "has shape (2, 2), but the pooled map has (2, 3)"),
        (avg_unpool2d, (TWO, 2, 4), ValueError, "output_size=4 is no shape (H, W)"),
        (avg_unpool2d, (TWO, 5, (4, 4)), ValueError, "avg_unpool2d: kernel_size=5"),
        (max_unpool2d, ([[1]], [[1.0]], (1, 2)), ValueError,
         "holds float64; give integers"),
        (max_unpool2d, ([[1]], [[1], [2, 3]], (1, 2)), ValueError,
         "max_unpool2d: indices=[[1], [2, 3]] has rows of different lengths"),
        (max_unpool2d, ([[1]], [[2]], (1, 2)), ValueError,
         "holds 2, outside a 1 × 2 map"),
        (max_unpool2d, ([[1]], [[-2]], (1, 2)), ValueError, "holds -2, outside"),
        (max_unpool2d, ([[1]], [[0, 1]], (1, 2)), ValueError,
         "has shape (1, 2), but x has (1, 1)"),
        (max_unpool2d, ([[1]], [[0]], 2), ValueError,
         "output_size=2 is no shape (H, W)"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(function, arguments, error, words):
    with pytest.raises(error) as caught:
        function(*arguments)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("epsilon", "error"),
    [(0, ValueError), (-1, ValueError), (np.nan, ValueError), (True, TypeError),
     ("a", TypeError)],
)  # fmt: skip
def test_a_nudge_must_be_a_small_number(epsilon, error):
    with pytest.raises(error, match="numeric_gradient: epsilon="):
        numeric_gradient(np.sin, TWO, TWO, epsilon=epsilon)


def test_a_divisor_of_zero_is_refused_on_the_way_back_too():
    with pytest.raises(ValueError, match="divides by 0"):
        avg_pool2d_backward(TWO, (4, 4), 2, divisor_override=0)


CASES = json.loads(FROZEN.read_text("utf-8"))["cases"]


def test_there_are_gradients_to_compare():
    kinds = Counter(case["operation"] for case in CASES)
    assert kinds["max"] >= 100
    assert kinds["average"] >= 100
    assert kinds["unpool"] >= 20


@pytest.mark.parametrize("case", CASES)
def test_gradients_are_pytorch_s(case, record_property):
    record_property("oracle", "frozen PyTorch pooling with gradients")
    x, grad = np.array(case["input"]), np.array(case["grad_output"])
    layer = case["layer"]
    if case["operation"] == "max":
        got = max_pool2d_backward(grad, x, **layer)
    elif case["operation"] == "average":
        got = avg_pool2d_backward(grad, x.shape, **layer)
    else:
        got = max_unpool2d(grad, np.array(case["indices"]), x.shape)
    np.testing.assert_allclose(got, case["gradient"], atol=1e-9)


def test_pytorch_s_two_maxima_break_a_tie_as_the_book_says():
    ties = json.loads(FROZEN.read_text("utf-8"))["ties"]
    ours = max_pool2d_backward([[1]], np.full((2, 2), 5), 2).tolist()
    assert ties == {"max_pool2d": ours, "amax": [[0.25, 0.25], [0.25, 0.25]]}


@asks_pytorch
def test_pytorch_still_gives_the_frozen_gradients():
    from ..make import gradients as make_gradients

    live = json.loads(make_gradients.made())
    frozen = json.loads(FROZEN.read_text("utf-8"))
    assert all(live[key] == frozen[key] for key in ("ties", "cases"))
