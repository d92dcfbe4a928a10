"""Blur pooling and adaptive polyphase sampling against their definitions."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import avg_pool2d, blur_pool2d, max_pool2d, polyphase_pool2d, shift2d

from ..book.live import asks_pytorch
from .strategies import typed_maps

FROZEN = Path(__file__).parents[1] / "data" / "antialias.json"
WEIGHTS = {1: [1], 2: [1, 1], 3: [1, 2, 1], 4: [1, 3, 3, 1], 5: [1, 4, 6, 4, 1]}


def blurred_by_loops(x, taps, stride, padding_mode):
    h, w = x.shape
    weights = np.outer(WEIGHTS[taps], WEIGHTS[taps]) / 4.0 ** (taps - 1)
    before, after = (taps - 1) // 2, taps // 2
    padded = np.pad(x, ((before, after), (before, after)), mode=padding_mode)
    out = np.empty((-(-h // stride), -(-w // stride)))
    for i, j in product(*map(range, out.shape)):
        part = padded[i * stride :, j * stride :][:taps, :taps]
        out[i, j] = (part * weights).sum()
    return out


@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(sorted(WEIGHTS)),
    st.integers(1, 4),
    st.sampled_from(["reflect", "edge", "wrap"]),
)
def test_blur_pooling_is_a_weighted_sum_at_every_stride(h, w, taps, stride, mode):
    x = np.random.default_rng(h * w).random((h, w))
    got = blur_pool2d(x, taps, stride=stride, padding_mode=mode)
    np.testing.assert_allclose(got, blurred_by_loops(x, taps, stride, mode))


def test_two_taps_are_average_pooling_and_one_is_subsampling():
    x = np.random.default_rng(0).random((2, 3, 6, 8))
    np.testing.assert_allclose(blur_pool2d(x, 2), avg_pool2d(x, 2))
    assert np.array_equal(blur_pool2d(x, 1, stride=3), x[..., ::3, ::3])


def test_the_stripes_of_the_paper():
    """Section 3.2: max pooling forgets or keeps the stripes, max-blur-pool does not."""
    x = np.array([[0, 0, 1, 1, 0, 0, 1, 1]])

    def max_blur(x):
        dense = max_pool2d(np.pad(x, ((0, 0), (0, 1)), mode="wrap"), (1, 2), stride=1)
        return blur_pool2d(dense, 3, padding_mode="wrap").tolist()

    assert max_pool2d(x, (1, 2)).tolist() == [[0, 1, 0, 1]]
    assert max_pool2d(shift2d(x, (0, 1), fill="wrap"), (1, 2)).tolist() == [
        [1, 1, 1, 1]
    ]
    assert max_blur(x) == [[0.5, 1, 0.5, 1]]
    assert max_blur(shift2d(x, (0, 1), fill="wrap")) == [[0.75] * 4]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_floats_keep_their_type_and_others_become_float64(dtype):
    assert blur_pool2d(np.ones((4, 4), dtype), 3).dtype == dtype
    assert blur_pool2d(np.ones((4, 4), bool), 3).dtype == np.float64
    assert (blur_pool2d(np.full((5, 5), 7, np.uint8), 5) == 7).all()
    assert polyphase_pool2d(np.ones((4, 4), dtype), 2).dtype == dtype


@given(
    st.integers(1, 4),
    st.tuples(st.integers(-5, 5), st.integers(-5, 5)),
    st.sampled_from([1, 2, np.inf]),
)
def test_polyphase_sampling_only_moves_when_its_input_moves(s, shift, norm_type):
    x = np.random.default_rng(s).standard_normal((2, 3, 2 * s, 3 * s))
    y, z = (
        polyphase_pool2d(m, s, norm_type=norm_type)
        for m in (x, shift2d(x, shift, fill="wrap"))
    )
    for before, after in zip(y, z, strict=True):
        moves = product(range(2), range(3))
        assert any(np.array_equal(np.roll(before, m, (1, 2)), after) for m in moves)


def test_polyphase_sampling_chooses_once_per_sample_over_all_channels():
    x = np.zeros((2, 2, 2, 2))
    x[0, 0, 0, 1], x[0, 1, 1, 0] = 3, 4  # channels alone would disagree
    x[1, 0, 1, 1] = 1
    assert polyphase_pool2d(x, 2).tolist() == [[[[0]], [[4]]], [[[1]], [[0]]]]
    assert polyphase_pool2d(x[0, 0], 2).tolist() == [[3]]
    assert polyphase_pool2d(np.ones((5, 1, 2, 3, 4, 4)), 2).shape == (5, 1, 2, 3, 2, 2)


@given(typed_maps(), st.integers(1, 6), st.integers(1, 3))
def test_inputs_of_any_type_and_order_stay_as_they_are(x, taps, stride):
    x = x.swapaxes(-2, -1)[..., ::-1]  # neither contiguous nor writable
    x.setflags(write=False)
    before = x.copy()
    side = stride * (min(x.shape[-2:]) // stride)
    y = blur_pool2d(x, taps, stride=stride)
    results = [y, polyphase_pool2d(x, 1)]
    if side:
        results.append(polyphase_pool2d(x[..., :side, :side], stride))
    assert np.array_equal(x, before)
    for result in results:
        assert not np.shares_memory(result, x)
        assert result.flags.writeable
    low, high = (f(x, initial=0).astype(float) for f in (np.min, np.max))
    assert low - 1e-3 <= np.min(y, initial=0) <= np.max(y, initial=0) <= high + 1e-3


@given(st.integers(1, 9), st.integers(1, 5))
def test_a_blurred_constant_is_the_constant(taps, stride):
    for x in (np.full((1, 1), 3), np.full((2, 5), -7.0)):
        np.testing.assert_allclose(blur_pool2d(x, taps, stride=stride), x.flat[0])


def test_batches_without_samples_or_channels_come_back_smaller():
    for shape in [(0, 3, 4, 6), (2, 0, 4, 6)]:
        for norm_type in (1, 2, np.inf):
            y = polyphase_pool2d(np.empty(shape), 2, norm_type=norm_type)
            assert y.shape == (*shape[:2], 2, 3)
        assert blur_pool2d(np.empty(shape), 3).shape == (*shape[:2], 2, 3)


def test_nan_and_infinity_reach_what_reads_them_and_nothing_else():
    x = [[np.nan, 1, 1, 1, np.inf, 1, -np.inf, 1]]
    y = blur_pool2d(x, 3, padding_mode="edge")
    np.testing.assert_array_equal(y, [[np.nan, 1, np.inf, -np.inf]])
    np.testing.assert_array_equal(blur_pool2d(x, 4)[0, 2:], [np.nan, -np.inf])
    spoilt = np.ones((2, 4))
    spoilt[1, 3] = np.nan
    for right in range(4):
        y = polyphase_pool2d(np.roll(spoilt, right, 1), 2)
        assert np.isnan(y).sum() == 1


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1.0, 1e200, 1e300])
def test_the_choice_of_a_grid_does_not_depend_on_the_unit(size):
    x = size * np.array([[3.0, 4, 0, 4], [0, 5, 0, 0]])
    assert np.array_equal(polyphase_pool2d(x, 2), size * np.array([[4.0, 4]]))


def test_equally_strong_grids_are_taken_in_row_major_order():
    x = [[0, 3, 0, 4, 0, 0], [0, 5, 0, 0, 0, 0]]  # 3 * 3 + 4 * 4 = 5 * 5
    assert polyphase_pool2d(x, 2).tolist() == [[3, 4, 0]]
    assert (
        polyphase_pool2d(np.ones((4, 4)) * [[1, 2, 1, 2]], 2).tolist() == [[2, 2]] * 2
    )


def test_the_norm_decides_between_one_peak_and_many_hills():
    x = [[5, 3, 0, 3], [0, 0, 0, 0]]
    assert polyphase_pool2d(x, 2, norm_type=1).tolist() == [[3, 3]]
    assert polyphase_pool2d(x, 2).tolist() == [[5, 0]]
    assert polyphase_pool2d(x, 2, norm_type=np.inf).tolist() == [[5, 0]]


def test_no_grid_is_preferred_because_of_a_small_type():
    x = np.zeros((2, 4), np.uint8)
    x[0, 0], x[0, 1::2] = 20, 15  # 20 * 20 = 144 modulo 256
    assert polyphase_pool2d(x, 2).tolist() == [[15, 15]]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: blur_pool2d([[1]], 0), ValueError, "taps=0 is less than 1"),
        (lambda: blur_pool2d([[1]], 1.5), TypeError, "taps=1.5"),
        (lambda: blur_pool2d([[1]], 3, stride=0), ValueError, "stride=0"),
        (lambda: blur_pool2d([[1]], 3, padding_mode="zero"), ValueError, '"reflect"'),
        (
            lambda: polyphase_pool2d(np.ones((3, 5, 4)), 2),
            ValueError,
            "stride=2 does not divide the 5 × 4 map; pad or crop",
        ),
        (lambda: polyphase_pool2d([[1]], 0), ValueError, "stride=0 is less than 1"),
        (lambda: polyphase_pool2d([[1]], 1, norm_type=0), ValueError, "is no norm"),
    ],
)
def test_a_refusal_says_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)


def test_both_are_what_their_papers_make_of_pytorch_s_parts():
    frozen = json.loads(FROZEN.read_text("utf-8"))["cases"]
    assert len(frozen) == 100
    modes = {case.get("padding_mode") for case in frozen}
    assert modes == {"reflect", "edge", "wrap", None}
    for case in frozen:
        x, wanted = np.array(case["input"]), np.array(case["output"])
        if case["operation"] == "blur":
            mode = case["padding_mode"]
            got = blur_pool2d(x, case["taps"], stride=case["stride"], padding_mode=mode)
            np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-12)
        else:
            p = float(case["norm_type"])
            got = polyphase_pool2d(x, case["stride"], norm_type=p)
            np.testing.assert_array_equal(got, wanted)


@asks_pytorch
def test_pytorch_still_gives_the_frozen_answers():
    from ..make import antialias as make_antialias

    live = json.loads(make_antialias.made())
    assert live["cases"] == json.loads(FROZEN.read_text("utf-8"))["cases"]
