"""The zoo: dials between minimum and maximum, mixtures, and poolings by chance."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pooltools import (
    avg_pool2d,
    concat_pool2d,
    gem_pool2d,
    logsumexp_pool2d,
    lp_pool2d,
    lp_pool2d_backward,
    max_pool2d,
    min_pool2d,
    mixed_pool2d,
    numeric_gradient,
    stochastic_pool2d,
    stochastic_pool2d_expected,
)
from pooltools.geometry import make_axes

from ..book.live import asks_pytorch
from . import reference
from .strategies import maps, maps_with_layers
from .test_pool import by_loops, same

FROZEN = Path(__file__).parents[1] / "data" / "lp.json"
GRADIENTS = "frozen PyTorch pooling with gradients"
POSITIVE = st.floats(2**-7, 2**7, width=32)
ACTIVATIONS = st.floats(0, 2**7, width=32)
POWERS = st.floats(-8, 8).filter(lambda p: p == 0 or abs(p) > 1e-3)
LAYERS = maps_with_layers(maps(POSITIVE))
INF = np.inf


def generator():
    return np.random.default_rng(0)


WINDOWED = {
    "lp": lambda x, k, **layer: lp_pool2d(x, 3, k, **layer),
    "gem": lambda x, k, **layer: gem_pool2d(x, 3, k, **layer),
    "logsumexp": lambda x, k, **layer: logsumexp_pool2d(x, 3, k, **layer),
    "mixed": lambda x, k, **layer: mixed_pool2d(x, k, share=0.25, **layer),
    "stochastic": lambda x, k, **layer: stochastic_pool2d(
        x, k, rng=generator(), **layer
    ),
    "expected": stochastic_pool2d_expected,
}
EVERY = WINDOWED | {"concat": concat_pool2d}


# --- agreement with plain loops and with PyTorch ------------------------------


@given(
    maps_with_layers(maps(st.integers(-400, 400).map(lambda n: n / 8))), st.floats(1, 8)
)
def test_the_norm_agrees_with_plain_loops(drawn, p):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.power_mean(p, mean=False), kernel_size, layer)
    same(lp_pool2d(x, p, kernel_size, **layer), expected, rtol=1e-11)


@given(LAYERS, POWERS)
def test_the_generalised_mean_agrees_with_plain_loops(drawn, p):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.power_mean(p), kernel_size, layer)
    same(gem_pool2d(x, p, kernel_size, **layer), expected, rtol=1e-11)


@given(
    maps_with_layers(maps(st.floats(-9, 9, width=32))),
    st.floats(-8, 8).filter(lambda s: abs(s) > 1e-3),
)
def test_log_sum_exp_agrees_with_plain_loops(drawn, s):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.log_mean_exp(s), kernel_size, layer)
    same(logsumexp_pool2d(x, s, kernel_size, **layer), expected, rtol=1e-9, atol=1e-11)


@given(maps_with_layers(maps(ACTIVATIONS)))
def test_the_expectation_agrees_with_plain_loops(drawn):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.expectation, kernel_size, layer)
    pooled = stochastic_pool2d_expected(x, kernel_size, **layer)
    same(pooled, expected, rtol=1e-12, atol=1e-40)


@pytest.mark.parametrize("case", json.loads(FROZEN.read_text("utf-8"))["cases"])
def test_the_norm_agrees_with_pytorch_on_positive_maps_and_whole_windows(
    case, record_property
):
    record_property("oracle", GRADIENTS)
    layer = {name: case[name] for name in ("norm_type", "kernel_size", "stride")}
    same(lp_pool2d(case["input"], **layer), case["output"], rtol=1e-13)
    back = lp_pool2d_backward(case["grad_output"], case["input"], **layer)
    same(back, case["gradient"], rtol=1e-11, atol=1e-11)


@given(LAYERS, st.sampled_from([1, 1.5, 2, 3, 7, INF]), st.integers(0, 2**32 - 1))
def test_gradients_of_norms_are_the_slopes_that_a_nudge_finds(drawn, p, seed):
    shape, size, layer = drawn[0].shape[-2:], drawn[1], drawn[2]
    rng = np.random.default_rng(seed)
    sign = rng.choice([-1, 1], shape)
    x = sign * (1 + rng.permutation(np.prod(shape, dtype=int)).reshape(shape) / 10)
    grad = rng.standard_normal(lp_pool2d(x, p, size, **layer).shape)
    got = lp_pool2d_backward(grad, x, p, size, **layer)
    slopes = numeric_gradient(lambda x: lp_pool2d(x, p, size, **layer), x, grad)
    same(got, slopes, atol=1e-5)


def test_shares_of_a_norm_neither_overflow_nor_touch_zeros_or_other_windows():
    same(lp_pool2d_backward([[2]], [[1e300, -1]], 500, (1, 2)), [[2, 0]], rtol=1e-9)
    assert lp_pool2d_backward([[2]], [[0, 0]], 3, (1, 2)).tolist() == [[0, 0]]
    assert lp_pool2d_backward([[2]], [[-5, 5]], INF, (1, 2)).tolist() == [[-2, 0]]
    torn = lp_pool2d_backward([[2, 2]], [[np.nan, 1, 3, 0]], 2, (1, 2))
    same(torn, [[np.nan, np.nan, 2, 0]])
    half = lp_pool2d_backward(np.ones((1, 1, 1), np.float16), [[[3, 4]]], 2, (1, 2))
    assert half.dtype == np.float16
    with pytest.raises(ValueError, match=r"grad_output=.* the pooled map has \(1, 2\)"):
        lp_pool2d_backward([[1]], [[1, 2]], 2, 1)


def test_where_pytorch_differs_it_does_so_as_we_say():
    frozen = json.loads(FROZEN.read_text("utf-8"))
    assert len(frozen["cases"]) >= 80
    differs = frozen["differs"]
    x = [[-1, -2]]
    assert differs["odd p of negative numbers"] == "nan"
    assert lp_pool2d(x, 3, (1, 2)).item() == pytest.approx(9 ** (1 / 3))
    assert differs["p = 1 of negative numbers"] == -3
    assert lp_pool2d(x, 1, (1, 2)).item() == 3
    half = lp_pool2d([[0, 0, 3]], 2, (1, 2), ceil_mode=True)[0, 1]
    assert differs["p = 2, half a window left by ceil mode"] == pytest.approx(18**0.5)
    assert half == 3


@asks_pytorch
def test_pytorch_still_answers_what_was_frozen():
    from ..make import lp as make_lp

    answered, frozen = json.loads(make_lp.made()), json.loads(FROZEN.read_text())
    for now, then in zip(answered["cases"], frozen["cases"], strict=True):
        assert now.keys() == then.keys()
        for key in then:  # a power's last digit depends on the processor
            np.testing.assert_allclose(now[key], then[key], rtol=1e-12, err_msg=key)


# --- one family ----------------------------------------------------------------


@pytest.mark.parametrize("pool", [gem_pool2d, logsumexp_pool2d])
@given(drawn=LAYERS)
def test_the_ends_of_the_dial_are_minimum_and_maximum_and_one_stop_is_the_mean(
    pool, drawn
):
    x, kernel_size, layer = drawn
    real = np.isfinite(max_pool2d(x, kernel_size, **layer))
    mean = avg_pool2d(x, kernel_size, **layer, count_include_pad=False)
    one = 1 if pool is gem_pool2d else 0
    stops = {-INF: min_pool2d, INF: max_pool2d, one: lambda *_, **__: mean}
    for p, wanted in stops.items():
        got = pool(x, p, kernel_size, **layer)
        same(got[real], wanted(x, kernel_size, **layer)[real], rtol=1e-12)
        assert np.isnan(got[~real]).all()


@pytest.mark.parametrize("pool", [gem_pool2d, logsumexp_pool2d])
@given(x=hnp.arrays(float, (3, 4), elements=POSITIVE))
def test_turning_the_dial_up_never_lowers_the_result(pool, x):
    stops = [-INF, -9, -1, -0.1, -1e-9, 0, 1e-9, 0.1, 1, 2, 30, INF]
    results = [pool(x, p, (3, 4)).item() for p in stops]
    assert (np.diff(results) >= -1e-9 * x.max()).all()
    assert results[0] == x.min()
    assert results[-1] == x.max()


def test_harmonic_geometric_and_quadratic_mean_are_stops():
    x = [[1, 2], [4, 8]]
    assert gem_pool2d(x, -1, 2).item() == pytest.approx(4 / (1 + 1 / 2 + 1 / 4 + 1 / 8))
    assert gem_pool2d(x, 0, 2).item() == pytest.approx(64**0.25)
    assert gem_pool2d(x, 2, 2).item() == pytest.approx((85 / 4) ** 0.5)
    assert lp_pool2d(x, 2, 2).item() == pytest.approx(85**0.5)
    assert lp_pool2d(x, INF, 2).item() == 8


@given(hnp.arrays(float, (4, 4), elements=POSITIVE), st.floats(1, 50))
def test_the_norm_is_the_mean_times_the_root_of_the_number_of_cells(x, p):
    same(lp_pool2d(x, p, 2), gem_pool2d(x, p, 2) * 4 ** (1 / p), rtol=1e-11)


@given(hnp.arrays(float, (4, 4), elements=POSITIVE), POWERS)
def test_the_generalised_mean_is_log_sum_exp_of_the_logarithm(x, p):
    same(gem_pool2d(x, p, 2), np.exp(logsumexp_pool2d(np.log(x), p, 2)), rtol=1e-11)


# --- large, small, close to a stop ------------------------------------------------


@pytest.mark.parametrize("p", [-1000, -3, -1, -1e-7, 0, 1e-7, 1, 3, 300, 1e5, 1e306])
@pytest.mark.parametrize("unit", [1e-300, 1e-150, 1, 1e150, 1e300])
def test_no_power_overflows_and_none_vanishes(p, unit):
    x = np.array([[1.0, 2], [3, 4]])
    middle = gem_pool2d(x, p, 2).item()
    assert gem_pool2d(unit * x, p, 2).item() == pytest.approx(unit * middle, rel=1e-11)
    assert 1 <= middle <= 4
    if abs(p) >= 1000:
        assert middle == pytest.approx(4 if p > 0 else 1, rel=2 / abs(p))
    if p >= 1:
        norm = lp_pool2d(-unit * x, p, 2).item()
        assert norm == pytest.approx(unit * lp_pool2d(x, p, 2).item(), rel=1e-11)


def test_close_to_the_geometric_mean_nothing_is_lost_to_rounding():
    x = np.array([[1.0, 2], [3, 40]])
    geometric = gem_pool2d(x, 0, 2).item()
    for p in (1e-6, 1e-9, 1e-12, 1e-15):
        for sign in (p, -p):
            assert abs(gem_pool2d(x, sign, 2).item() - geometric) < 20 * p + 1e-13
        assert abs(logsumexp_pool2d(x, p, 2).item() - x.mean()) < 200 * p + 1e-13


@pytest.mark.parametrize("offset", [-1e6, 0, 1e6])
def test_log_sum_exp_does_not_overflow(offset):
    x = np.array([[0.0, 1], [2, 3]]) + offset
    stops = {1: 2.0539, -1: 0.9461, 1000: 2.9986, 1e308: 3, -1e308: 0}
    for s, wanted in stops.items():
        got = logsumexp_pool2d(x, s, 2).item() - offset
        assert got == pytest.approx(wanted, abs=1e-4)


def test_a_zero_pulls_every_mean_below_the_arithmetic_ones_to_zero():
    x = [[0, 2], [4, 8]]
    assert [gem_pool2d(x, p, 2).item() for p in (-INF, -5, -1, -1e-9, 0)] == [0] * 5
    assert gem_pool2d(x, 0.1, 2).item() > 0
    assert gem_pool2d(np.zeros((2, 2)), 3, 2).item() == 0


# --- mixtures ---------------------------------------------------------------------


@given(LAYERS, st.floats(0, 1))
def test_a_mixture_lies_between_average_and_maximum(drawn, share):
    x, kernel_size, layer = drawn
    mixed = mixed_pool2d(x, kernel_size, share=share, **layer)
    largest = max_pool2d(x, kernel_size, **layer)
    mean = avg_pool2d(x, kernel_size, **layer, count_include_pad=False)
    real = np.isfinite(largest)
    wanted = share * largest[real] + (1 - share) * mean[real]
    same(mixed[real], wanted, rtol=1e-12)


def test_a_share_of_nothing_takes_nothing_even_of_infinity():
    x = [[1, INF], [2, 3]]
    assert mixed_pool2d(x, 2, share=1).item() == INF
    assert mixed_pool2d([[1, -INF], [2, 3]], 2, share=1).item() == 3
    added = 2 * mixed_pool2d([[1, 2], [4, 9]], 2, share=0.5)
    assert added.item() == 9 + 4


@pytest.mark.parametrize("lead", [(3,), (2, 3), (4, 2, 3), (0, 3)])
def test_concatenation_doubles_the_channels(lead):
    x = np.random.default_rng(0).random((*lead, 4, 6))
    both = concat_pool2d(x, 2)
    assert both.shape == (*lead[:-1], 6, 2, 3)
    same(both[..., :3, :, :], max_pool2d(x, 2))
    same(both[..., 3:, :, :], avg_pool2d(x, 2))


# --- chance -------------------------------------------------------------------------


@given(maps_with_layers(hnp.arrays(float, (5, 6), elements=ACTIVATIONS)))
def test_what_is_drawn_is_a_positive_cell_of_the_window_if_there_is_one(drawn):
    x, kernel_size, layer = drawn
    rows, columns = make_axes(x.shape, kernel_size, **layer)
    got = stochastic_pool2d(x, kernel_size, rng=generator(), **layer)
    for (i, j), value in np.ndenumerate(got):
        window = x[np.ix_(rows.real_taps(i), columns.real_taps(j))]
        assert value in window[window > 0] or (value == 0 and not window.any())


def test_cells_are_drawn_as_often_as_they_are_large():
    x = np.tile([[1.0, 2], [0, 5]], (200, 200))
    y = stochastic_pool2d(x, 2, rng=np.random.default_rng(1))
    shares = [float((y == value).mean()) for value in (0, 1, 2, 5)]
    same(shares, [0, 1 / 8, 2 / 8, 5 / 8], atol=0.007)
    assert y.mean() == pytest.approx(stochastic_pool2d_expected(x, 2)[0, 0], abs=0.03)


def test_overlapping_windows_draw_independently():
    x = np.ones((2, 3, 301))
    x[:, :, ::2] = 2
    one = stochastic_pool2d(x, (3, 2), stride=1, rng=generator())[..., ::2]
    assert 0.4 < (one[0] == one[1]).mean() < 0.72
    assert not (one == one[..., :1]).all()


def test_the_same_seed_draws_the_same_and_the_next_call_anew():
    x = np.random.default_rng(5).random((8, 8))
    rng = generator()
    first, second = (stochastic_pool2d(x, 2, rng=rng) for _ in range(2))
    assert np.array_equal(first, stochastic_pool2d(x, 2, rng=generator()))
    assert not np.array_equal(first, second)


def test_huge_and_tiny_activations_have_chances_too():
    for unit in (1e-310, 1e308):
        x = np.tile([[0.5 * unit, unit], [unit, 0.5 * unit]], (40, 40))
        y = stochastic_pool2d(x, 2, rng=generator())
        assert 0.55 < (y == unit).mean() < 0.78
        same(stochastic_pool2d_expected(x, 2), unit * (5 / 6), rtol=1e-9)


def test_a_window_of_zeros_gives_zero_and_padding_is_never_drawn():
    x = np.zeros((4, 4))
    x[0, 0] = 3
    for pool in (WINDOWED["stochastic"], stochastic_pool2d_expected):
        assert pool(x, 2).tolist() == [[3, 0], [0, 0]]
        assert pool(np.ones((2, 2)), 2, stride=1, padding=1).tolist() == [[1] * 3] * 3
        broken = pool(np.array([[np.nan, 1.0, INF, 1.0]]), (1, 2))
        assert np.isnan(broken).all()


# --- padding ------------------------------------------------------------------------


def test_padding_adds_zeros_to_a_sum_and_is_left_out_of_a_mean():
    x = np.full((2, 2), 4.0)
    layer = {"stride": 2, "padding": 1}
    padded = np.pad(x, 1)
    same(lp_pool2d(x, 3, 2, **layer), lp_pool2d(padded, 3, 2))
    for name in ("gem", "logsumexp", "mixed", "expected"):
        same(WINDOWED[name](x, 2, **layer), np.full((2, 2), 4.0))


def test_a_window_without_a_real_cell():
    empty = {"stride": 1, "padding": ((1, 1), (1, 1)), "dilation": 2}
    for p in (1, 2, INF):
        assert lp_pool2d([[5.0]], p, 2, **empty).item() == 0
    for p in (-INF, -1, 0, 1e-9, 1, INF):
        assert np.isnan(gem_pool2d([[5.0]], p, 2, **empty)).all()
        assert np.isnan(logsumexp_pool2d([[5.0]], p, 2, **empty)).all()
    assert stochastic_pool2d([[5.0]], 2, rng=generator(), **empty).item() == 0
    assert stochastic_pool2d_expected([[5.0]], 2, **empty).item() == 0


# --- the rules of the house ----------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_types_memory_and_axes_follow_the_rules_of_all_poolings(name):
    pool = EVERY[name]
    for dtype in ("float16", "float32", "float64", "int8", "uint8", "bool"):
        x = np.ones((2, 4, 4), dtype)
        before = x.copy()
        x.flags.writeable = False
        y = pool(x, 2)
        kept = x.dtype.kind == "f" or name == "stochastic"
        assert y.dtype == (dtype if kept else "float64")
        assert not np.shares_memory(x, y)
        np.testing.assert_array_equal(x, before)
    assert pool(np.ones((0, 3, 4, 4)), 2).shape[0] == 0
    assert pool([[[1, 2], [3, 4]]], 2).shape[-2:] == (1, 1)


@pytest.mark.parametrize("name", EVERY)
def test_nan_stays_in_its_window_and_no_number_makes_a_warning(name):
    x = np.ones((1, 4, 4))
    x[0, 0, 0], x[0, 3, 3] = np.nan, INF
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        y = EVERY[name](x, 2)
    assert np.isnan(y[..., 0, 0]).all()
    assert np.isfinite(y[..., 0, 1]).all()


@pytest.mark.parametrize("name", WINDOWED)
def test_channels_are_pooled_independently(name):
    x = np.random.default_rng(1).random((4, 6, 5))
    if name != "stochastic":  # there, each channel has its own draws
        whole = WINDOWED[name](x, 3, stride=2, padding=1)
        single = [WINDOWED[name](plane, 3, stride=2, padding=1) for plane in x]
        same(np.stack(single), whole, rtol=1e-14)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: lp_pool2d([[1]], 0.5, 1), ValueError, "norm_type=0.5 is no norm"),
        (lambda: lp_pool2d([[1]], "2", 1), TypeError, "norm_type='2'"),
        (lambda: lp_pool2d([[1]], 2, 3), ValueError, "lp_pool2d: kernel_size=3"),
        (lambda: gem_pool2d([[1]], np.nan, 1), ValueError, "p=nan is no number"),
        (lambda: gem_pool2d([[1]], True, 1), TypeError, "p=True"),
        (
            lambda: gem_pool2d([[1, -3]], 2, 1),
            ValueError,
            "holds -3, and negative numbers have no general power; pool np.maximum",
        ),
        (lambda: logsumexp_pool2d([[1]], None, 1), TypeError, "sharpness=None"),
        (
            lambda: mixed_pool2d([[1]], 1, share=1.5),
            ValueError,
            "share=1.5 is no share of a whole; use a number from 0 to 1",
        ),
        (
            lambda: mixed_pool2d([[1]], 3, share=1),
            ValueError,
            "mixed_pool2d: kernel_size=3",
        ),
        (
            lambda: concat_pool2d([[1]], 1),
            ValueError,
            "has shape (1, 1), but channels are needed, (..., C, H, W); add an axis",
        ),
        (
            lambda: stochastic_pool2d([[1]], 1, rng=7),
            TypeError,
            "rng=7 is of type int; give a generator, np.random.default_rng(0)",
        ),
        (
            lambda: stochastic_pool2d([[-1]], 1, rng=generator()),
            ValueError,
            "there are no negative chances",
        ),
        (
            lambda: stochastic_pool2d_expected([[-1]], 1),
            ValueError,
            "there are no negative chances",
        ),
    ],
)
def test_a_refusal_says_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)
