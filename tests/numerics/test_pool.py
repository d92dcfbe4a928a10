"""Pooling itself: laws, values, types, memory and refusals."""

import math
import warnings
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import pooltools
from pooltools import (
    avg_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
    max_pool2d,
    max_pool2d_with_indices,
    median_pool2d,
    min_pool2d,
)
from pooltools.geometry import make_axes

from . import reference
from .strategies import (
    ANY_FLOATS,
    FLOATS,
    SIDES,
    axis_layers,
    maps,
    maps_with_layers,
    typed_maps,
)

CLASSIC = np.array([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]])
WINDOWED = [max_pool2d, min_pool2d, avg_pool2d, median_pool2d]
EVERY = [*WINDOWED, max_pool2d_with_indices]


def same(got, expected, **tolerance):
    np.testing.assert_allclose(got, expected, **tolerance, equal_nan=True)


def by_loops(x, summary, kernel_size, layer):
    """Pool every plane with the plain loops of reference.py."""
    axes = make_axes(x.shape[-2:], kernel_size, **layer)
    spelled_out = {
        "kernel_size": kernel_size,
        "stride": [axis.stride for axis in axes],
        "padding": [(axis.before, axis.after) for axis in axes],
        "dilation": [axis.dilation for axis in axes],
        "ceil_mode": layer["ceil_mode"],
    }
    planes = x.reshape(-1, *x.shape[-2:]) if x.size else x[:0]
    pooled = [reference.pool(p.tolist(), summary, **spelled_out) for p in planes]
    shape = (*x.shape[:-2], *(axis.outputs for axis in axes))
    return np.array(pooled, float).reshape(shape)


# --- laws ---------------------------------------------------------------------


@given(FLOATS, maps_with_layers())
def test_average_of_a_constant_is_that_constant_when_padding_is_not_counted(c, drawn):
    x, kernel_size, layer = drawn
    constant = np.full(x.shape, c)
    pooled = avg_pool2d(constant, kernel_size, **layer, count_include_pad=False)
    # some window may lie in padding altogether
    real = np.isfinite(max_pool2d(constant, kernel_size, **layer))
    same(pooled[real], c, rtol=1e-12)
    assert np.isnan(pooled[~real]).all()


@pytest.mark.parametrize("pool", EVERY)
@given(drawn=maps_with_layers())
def test_shape_is_given_by_the_output_size_of_each_axis(pool, drawn):
    x, (kh, kw), layer = drawn
    pooled = pool(x, (kh, kw), **layer)
    for result in pooled if isinstance(pooled, tuple) else (pooled,):
        (sh, sw), (ph, pw), (dh, dw) = (
            layer[a] for a in ("stride", "padding", "dilation")
        )
        ceil_mode = layer["ceil_mode"]
        down = {"stride": sh, "padding": ph, "dilation": dh, "ceil_mode": ceil_mode}
        across = {"stride": sw, "padding": pw, "dilation": dw, "ceil_mode": ceil_mode}
        assert result.shape == (
            *x.shape[:-2],
            pooltools.output_size(x.shape[-2], kh, **down),
            pooltools.output_size(x.shape[-1], kw, **across),
        )


@given(maps_with_layers())
def test_minimum_is_the_negative_maximum_of_the_negative(drawn):
    x, kernel_size, layer = drawn
    pooled = min_pool2d(x, kernel_size, **layer)
    same(pooled, -max_pool2d(-x, kernel_size, **layer), rtol=0)


@pytest.mark.parametrize("pool", WINDOWED)
@given(
    x=hnp.arrays(float, (4, 6, 5), elements=ANY_FLOATS), order=st.permutations(range(4))
)
def test_channels_are_pooled_independently(pool, x, order):
    whole = pool(x, 3, stride=2, padding=1)
    same(pool(x[order], 3, stride=2, padding=1), whole[order], rtol=0)
    same(np.stack([pool(plane, 3, stride=2, padding=1) for plane in x]), whole, rtol=0)


@pytest.mark.parametrize("pool", WINDOWED)
@given(
    x=hnp.arrays(float, (12, 13), elements=st.integers(-9, 9)),
    rows=st.integers(0, 2),
    columns=st.integers(0, 2),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_moving_by_multiples_of_the_stride_moves_the_output(
    pool, x, rows, columns, stride
):
    moved = x[rows * stride[0] :, columns * stride[1] :]
    whole = pool(x, (3, 2), stride=stride)
    same(pool(moved, (3, 2), stride=stride), whole[rows:, columns:], rtol=0)


@pytest.mark.parametrize("pool", WINDOWED)
@given(x=maps(), data=st.data())
def test_height_and_width_are_treated_alike(pool, x, data):
    rows, columns = (data.draw(axis_layers(n)) for n in x.shape[-2:])
    upright = {name: (rows[name], columns[name]) for name in rows}
    lying = {name: pair[::-1] for name, pair in upright.items()}
    turned = pool(x.swapaxes(-1, -2), **lying).swapaxes(-1, -2)
    same(turned, pool(x, **upright), rtol=1e-9, atol=1e-6)


# --- agreement with plain loops -----------------------------------------------


@given(maps_with_layers())
def test_maximum_agrees_with_plain_loops(drawn):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.maximum, kernel_size, layer)
    same(max_pool2d(x, kernel_size, **layer), expected, rtol=0)


@given(maps_with_layers())
def test_minimum_agrees_with_plain_loops(drawn):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.minimum, kernel_size, layer)
    same(min_pool2d(x, kernel_size, **layer), expected, rtol=0)


@given(maps_with_layers(typed_maps() | maps(ANY_FLOATS)))
def test_indices_agree_with_plain_loops_and_point_at_the_values(drawn):
    x, kernel_size, layer = drawn
    values, indices = max_pool2d_with_indices(x, kernel_size, **layer)
    assert indices.dtype == np.int64
    expected = by_loops(x, reference.index_of_maximum, kernel_size, layer)
    np.testing.assert_array_equal(indices, expected)
    same(values, max_pool2d(x, kernel_size, **layer), rtol=0)
    planes = math.prod(x.shape[:-2])
    flat, there = (a.reshape(planes, math.prod(a.shape[-2:])) for a in (x, indices))
    found = np.take_along_axis(flat, np.maximum(there, 0), 1).reshape(values.shape)
    same(found[indices >= 0], values[indices >= 0], rtol=0)


@given(maps_with_layers(), st.booleans(), st.sampled_from([None, None, 1, 3, -2]))
def test_average_agrees_with_plain_loops(drawn, count_include_pad, divisor):
    x, kernel_size, layer = drawn
    counting = {"count_include_pad": count_include_pad, "divisor_override": divisor}
    expected = by_loops(x, reference.average(**counting), kernel_size, layer)
    pooled = avg_pool2d(x, kernel_size, **layer, **counting)
    same(pooled, expected, rtol=1e-9, atol=1e-6)


@given(maps_with_layers())
def test_median_agrees_with_plain_loops(drawn):
    x, kernel_size, layer = drawn
    expected = by_loops(x, reference.median, kernel_size, layer)
    same(median_pool2d(x, kernel_size, **layer), expected, rtol=1e-15)


@pytest.mark.parametrize("k", range(1, 34))
def test_every_window_length_reads_all_its_taps_and_no_other(k):
    # one bright pixel at a time: the sum counts how often each is read
    for bright in range(34):
        x = np.zeros((1, 34))
        x[0, bright] = 1
        expected = [float(i <= bright < i + k) for i in range(35 - k)]
        total = avg_pool2d(x, (1, k), stride=1, divisor_override=1)
        assert total.tolist() == [expected]
        assert max_pool2d(x, (1, k), stride=1).tolist() == [expected]


@pytest.mark.parametrize("pool", WINDOWED)
def test_large_inputs_are_the_same_in_chunks(pool):
    x = np.random.default_rng(0).integers(-99, 99, (30, 200, 150)).astype(float)
    assert x.nbytes > 4 * pooltools._windows.pieces.CHUNK
    layer = {"stride": 3, "padding": 2, "ceil_mode": True}
    one_by_one = np.stack([pool(plane, 5, **layer) for plane in x])
    np.testing.assert_array_equal(pool(x, 5, **layer), one_by_one)


# --- the numbers of the classic figure -----------------------------------------


def test_the_classic_figure_in_every_way():
    assert max_pool2d(CLASSIC, 2).tolist() == [[2, 3], [4, 2]]
    assert avg_pool2d(CLASSIC, 2).tolist() == [[1.0, 1.5], [2.25, 1.0]]
    assert min_pool2d(CLASSIC, 2).tolist() == [[0, 0], [0, 0]]
    assert median_pool2d(CLASSIC, 2).tolist() == [[1.0, 1.5], [2.5, 1.0]]
    assert max_pool2d(CLASSIC, 2, stride=1).tolist() == [
        [2, 2, 3],
        [3, 2, 3],
        [4, 4, 2],
    ]
    assert max_pool2d_with_indices(CLASSIC, 2)[1].tolist() == [[1, 7], [13, 11]]
    assert global_max_pool2d(CLASSIC).tolist() == [[4]]
    assert global_avg_pool2d(CLASSIC).tolist() == [[1.4375]]


def test_the_same_layer_differs_between_pytorch_and_tensorflow():
    x = np.arange(1, 17).reshape(4, 4)
    pytorch = max_pool2d(x, 3, stride=2, padding=1)
    tensorflow = max_pool2d(x, 3, stride=2, padding="same")
    assert pytorch.tolist() == [[6, 8], [14, 16]]
    assert tensorflow.tolist() == [[11, 12], [15, 16]]
    ones = np.ones((4, 4))
    counted = avg_pool2d(ones, 3, stride=2, padding=1)
    same(counted, [[4 / 9, 6 / 9], [6 / 9, 1]])
    real = avg_pool2d(ones, 3, stride=2, padding="same", count_include_pad=False)
    assert real.tolist() == [[1, 1], [1, 1]]


# --- padding, NaN, infinities, empty windows -------------------------------------


def test_padding_never_wins_against_negative_numbers():
    x = np.full((3, 3), -5)
    assert (max_pool2d(x, 3, stride=1, padding=1) == -5).all()
    assert (min_pool2d(-x, 3, stride=1, padding=1) == 5).all()
    assert (median_pool2d(x, 3, stride=1, padding=1) == -5).all()


def test_ceil_mode_never_counts_what_lies_beyond_the_padding():
    x = [[1.0, 2.0, 3.0, 4.0]]
    layer = {"stride": (1, 2), "padding": (0, 1), "ceil_mode": True}
    assert avg_pool2d(x, (1, 3), **layer).tolist() == [[1, 3, 2]]


def test_nan_wins_in_every_window_it_touches():
    x = [[1, np.nan, 2], [3, 4, 5], [np.nan, 6, 7]]
    for pool in WINDOWED:
        nan = np.isnan(pool(x, 2, stride=1))
        assert nan.tolist() == [[True, True], [True, False]]
        assert np.isnan(pool(x, 3)).all()


@pytest.mark.parametrize("pool", WINDOWED)
def test_nan_and_infinity_stay_in_their_own_windows(pool):
    x = np.ones((8, 8))
    x[0, 0], x[7, 7], x[0, 7] = np.nan, np.inf, -np.inf
    assert (pool(x, 2)[1:3] == 1).all()


def test_of_several_nan_the_last_is_reported_and_of_equals_the_first():
    _, indices = max_pool2d_with_indices([[1, np.nan], [np.nan, 9]], 2)
    assert indices.tolist() == [[2]]
    _, indices = max_pool2d_with_indices([[1, 9], [9, 9]], 2)
    assert indices.tolist() == [[1]]


def test_a_plane_of_minus_infinity_reports_real_cells():
    values, indices = max_pool2d_with_indices(
        np.full((3, 3), -np.inf), 3, stride=1, padding=1
    )
    assert (values == -np.inf).all()
    assert indices.tolist() == [[0, 0, 1], [0, 0, 1], [3, 3, 4]]


def test_a_window_without_a_real_cell():
    only_padding = {"stride": 1, "padding": ((1, 1), (1, 1)), "dilation": 2}
    values, indices = max_pool2d_with_indices([[5.0]], 2, **only_padding)
    assert values.tolist() == [[-np.inf]]
    assert indices.tolist() == [[-1]]
    assert max_pool2d([[5.0]], 2, **only_padding).tolist() == [[-np.inf]]
    assert min_pool2d([[5.0]], 2, **only_padding).tolist() == [[np.inf]]
    assert avg_pool2d([[5.0]], 2, **only_padding).tolist() == [[0]]
    real = avg_pool2d([[5.0]], 2, **only_padding, count_include_pad=False)
    assert np.isnan(real).all()
    assert np.isnan(median_pool2d([[5.0]], 2, **only_padding)).all()
    whole = max_pool2d(np.array([[5]], np.int8), 2, **only_padding)
    assert whole.tolist() == [[-128]]


# --- types and memory --------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_floats_keep_their_type(dtype):
    x = CLASSIC.astype(dtype)
    pools = [
        *WINDOWED,
        lambda x, _: global_max_pool2d(x),
        lambda x, _: global_avg_pool2d(x),
    ]
    for pool in pools:
        assert pool(x, 2).dtype == dtype


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint8", "int32", "uint64", "int64"])
def test_integers_and_bools_stay_themselves_except_in_averages(dtype):
    x = (CLASSIC % 2).astype(dtype)
    for pool in (max_pool2d, min_pool2d):
        assert pool(x, 2, stride=1, padding=1).dtype == dtype
    assert max_pool2d_with_indices(x, 2)[0].dtype == dtype
    assert global_max_pool2d(x).dtype == dtype
    for pool in (avg_pool2d, median_pool2d):
        assert pool(x, 2).dtype == np.float64
    assert global_avg_pool2d(x).dtype == np.float64


def test_unsigned_integers_are_never_negated():
    x = np.array([[200, 3], [255, 0]], np.uint8)
    assert max_pool2d(x, 2, stride=1, padding=1).max() == 255
    assert min_pool2d(x, 2, stride=1, padding=1).tolist() == [
        [200, 3, 3],
        [200, 0, 0],
        [255, 0, 0],
    ]


def test_the_extremes_of_large_integers_are_exact():
    x = np.array([[2**62, 2**62 + 1]])
    assert max_pool2d(x, (1, 2)).item() == 2**62 + 1
    assert min_pool2d(x, (1, 2)).item() == 2**62


def test_half_precision_is_summed_in_single():
    x = np.full((64, 64), 30.0, np.float16)  # the sum, 122880, is no half
    assert avg_pool2d(x, 64).item() == 30
    assert global_avg_pool2d(x).item() == 30


def test_the_byte_order_of_another_machine_is_read():
    x = CLASSIC.astype(">f4")
    assert max_pool2d(x, 2).dtype == np.float32
    assert avg_pool2d(x, 2).tolist() == [[1.0, 1.5], [2.25, 1.0]]


@pytest.mark.parametrize("pool", [*EVERY, global_max_pool2d, global_avg_pool2d])
@given(x=typed_maps(), window=st.integers(1, 3))
def test_inputs_are_not_written_and_results_share_no_memory(pool, x, window):
    before = x.copy()
    window = min(window, *x.shape[-2:])
    arguments = () if pool in (global_max_pool2d, global_avg_pool2d) else (window,)
    x.flags.writeable = False
    results = pool(x, *arguments)
    np.testing.assert_array_equal(x, before)
    for result in results if isinstance(results, tuple) else (results,):
        assert not np.shares_memory(result, x)
        assert result.flags.writeable


@pytest.mark.parametrize("pool", EVERY)
def test_any_layout_in_memory_gives_the_same(pool, tmp_path):
    x = np.random.default_rng(1).normal(size=(2, 3, 9, 8))
    on_disk = np.memmap(tmp_path / "x", x.dtype, "w+", shape=x.shape)
    on_disk[...] = x
    doubled = np.repeat(x, 2, axis=-1)
    layouts = [
        np.asfortranarray(x),
        on_disk,
        doubled[..., ::2],
        x[..., ::-1][..., ::-1],
        np.moveaxis(np.ascontiguousarray(np.moveaxis(x, 1, -1)), -1, 1),
        x.tolist(),
    ]
    expected = pool(x, 3, stride=2, padding=1)
    for layout in layouts:
        np.testing.assert_array_equal(pool(layout, 3, stride=2, padding=1), expected)


@pytest.mark.parametrize("lead", [(), (0,), (2, 0), (1,), (2, 1, 3)])
def test_leading_axes_are_free_and_may_be_empty(lead):
    x = np.ones((*lead, 4, 4))
    for pool in WINDOWED:
        assert pool(x, 2).shape == (*lead, 2, 2)
    assert max_pool2d_with_indices(x, 2)[1].shape == (*lead, 2, 2)
    assert global_max_pool2d(x).shape == global_avg_pool2d(x).shape == (*lead, 1, 1)


def test_a_constant_map_that_is_a_view_of_one_number():
    x = np.broadcast_to(3.0, (2, 5, 5))
    for pool in WINDOWED:
        assert (pool(x, 3) == 3).all()


@pytest.mark.parametrize("pool", EVERY)
def test_no_warning_whatever_the_numbers(pool):
    x = np.array([[np.inf, -np.inf, np.nan], [1e308, 1e308, 1e308], [0, 1, 2]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for dtype in ("float64", "float32", "float16"):
            with np.errstate(all="ignore"):
                typed = x.astype(dtype)
            with np.errstate(all="raise"):
                pool(typed, 2, stride=1)
                pool(typed, 2, padding=((1, 1), (1, 1)), dilation=2)
                global_avg_pool2d(typed)


@pytest.mark.parametrize("pool", EVERY)
def test_a_stride_or_dilation_of_any_size_leaves_one_window(pool):
    x = CLASSIC.astype(float)
    one = pool(x, (3, 4), stride=10**30)
    same(one, pool(x[:3], (3, 4)), rtol=0)
    same(pool(x, 1, dilation=10**30), pool(x, 1), rtol=0)


# --- refusals -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        ([[1, 2], [3]], ValueError, "rows of different lengths"),
        ([1, 2], ValueError, r"shape \(2,\), but pooling needs \(..., H, W\)"),
        (3, ValueError, r"shape \(\)"),
        (np.zeros((2, 0, 3)), ValueError, "nothing to pool"),
        ([[1j]], TypeError, "real numbers, not complex128"),
        ([["a"]], TypeError, "real numbers"),
        ([[None]], TypeError, "real numbers, not object"),
        ([[2**70]], TypeError, "real numbers, not object"),
        (np.zeros((2, 2), "datetime64[s]"), TypeError, "real numbers"),
    ],
)
@pytest.mark.parametrize("pool", [*EVERY, global_max_pool2d, global_avg_pool2d])
def test_what_cannot_be_pooled_is_refused_by_name(pool, x, error, message):
    arguments = () if pool in (global_max_pool2d, global_avg_pool2d) else (1,)
    with pytest.raises(error, match=f"^{pool.__name__}: x=.*{message}"):
        pool(x, *arguments)


@pytest.mark.parametrize("pool", EVERY)
def test_a_window_that_does_not_fit_is_refused_by_name(pool):
    with pytest.raises(ValueError, match=f"^{pool.__name__}: kernel_size=3 .* most 1"):
        pool([[1, 2]], 3)


@pytest.mark.parametrize("pool", EVERY)
def test_all_but_the_array_and_the_window_are_given_by_name(pool):
    with pytest.raises(TypeError, match="by name, as in stride=2"):
        pool(CLASSIC, 2, 2)


@pytest.mark.parametrize(
    ("argument", "error", "message"),
    [
        ({"count_include_pad": 1}, TypeError, "count_include_pad=1 .* True or False"),
        ({"divisor_override": 0}, ValueError, "divisor_override=0 .*leave it out"),
        ({"divisor_override": 2.0}, TypeError, "divisor_override=2.0 .* an integer"),
        ({"divisor_override": True}, TypeError, "divisor_override=True"),
    ],
)
def test_the_arguments_of_the_average_are_checked(argument, error, message):
    with pytest.raises(error, match=f"^avg_pool2d: {message}"):
        avg_pool2d(CLASSIC, 2, **argument)


def test_one_word_pads_every_side_of_both_axes():
    x = np.arange(20.0).reshape(4, 5)
    for rule in ("same", "same_lower"):
        spelled_out = [
            pooltools.same_padding(n, 3, stride=2, lower=rule == "same_lower")
            for n in x.shape
        ]
        for pool in WINDOWED:
            one = pool(x, 3, stride=2, padding=rule)
            same(one, pool(x, 3, stride=2, padding=spelled_out))
            assert one.shape == (2, 3)


@given(SIDES, SIDES)
def test_global_pooling_is_pooling_with_one_window(height, width):
    x = np.arange(float(height * width)).reshape(height, width)[::-1]
    same(global_max_pool2d(x), max_pool2d(x, (height, width)))
    same(global_avg_pool2d(x), avg_pool2d(x, (height, width)))


@pytest.mark.parametrize(("taps", "passes"), [(1, 0), (2, 1), (3, 2), (16, 4), (31, 5)])
def test_each_pass_of_a_maximum_doubles_the_reach(taps, passes):
    x = np.zeros((40, 1))
    with patch("numpy.empty_like", wraps=np.empty_like) as made:
        max_pool2d(x, (taps, 1), stride=1)
    assert made.call_count == passes


@pytest.mark.parametrize("pool", [max_pool2d, avg_pool2d])
def test_channels_last_are_pooled_as_columns_unless_they_are_moved(pool):
    nhwc = np.random.default_rng(0).standard_normal((2, 8, 6, 3))
    assert pool(nhwc, 2).shape == (2, 8, 3, 1)
    y = np.moveaxis(pool(np.moveaxis(nhwc, -1, -3), 2), -3, -1)
    each = [pool(nhwc[..., c], 2) for c in range(3)]
    np.testing.assert_array_equal(y, np.stack(each, -1))
