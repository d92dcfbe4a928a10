"""The ends of the number line, and arrays that are more than their numbers."""

import numpy as np
import pytest

import pooltools as pt
from pooltools._windows.bins import Bins
from pooltools._windows.ranking import _winners

LONG = np.longdouble
longer = pytest.mark.skipif(
    np.finfo(LONG).max == np.finfo(float).max, reason="long double is double here"
)


@pytest.mark.parametrize(
    "call",
    [
        lambda x: pt.max_pool2d(x, 2),
        pt.global_avg_pool2d,
        lambda x: pt.adaptive_max_pool2d(x, 1),
        lambda x: pt.relative_change(x, x),
        lambda x: pt.max_unpool2d(x, x, (2, 2)),
        lambda x: pt.avg_pool2d_backward(x, (4, 4), 2),
    ],
)
def test_a_masked_array_is_refused_with_what_to_do(call):
    masked = np.ma.masked_array([[1, 2], [3, 4]], [[0, 1], [0, 0]])
    with pytest.raises(ValueError, match=r"is a masked array.*x\.filled\(0\)"):
        call(masked)


def test_the_median_of_the_largest_and_of_the_smallest_is_itself():
    for value in (1.7e308, -1.7e308, 5e-324, np.inf):
        assert pt.median_pool2d([[value, value]], (1, 2)).item() == value
    assert pt.median_pool2d([[-1.7e308, 1.7e308]], (1, 2)).item() == 0
    assert np.isnan(pt.median_pool2d([[-np.inf, np.inf]], (1, 2))).all()


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1.0, 1e200, 8e307])
@pytest.mark.parametrize("p", [1, 2, 3, 100, np.inf])
def test_a_relative_change_does_not_depend_on_the_unit(size, p):
    before, after = np.array([[1.0, 0.0]]) * size, np.array([[2.0, 0.0]]) * size
    change = pt.relative_change(before, after, norm_type=p)
    assert change == pytest.approx(1, rel=1e-3 if size < 1e-300 else 1e-12)
    assert pt.relative_change([[1e308]], [[-1e308]], norm_type=p) == 2


@pytest.mark.parametrize("p", [1, 2, np.inf])
def test_nothing_has_not_changed(p):
    empty = np.zeros((0, 2, 2))
    assert pt.relative_change(empty, empty, norm_type=p) == 0


@pytest.mark.parametrize("size", [1e-310, 1.0, 1.7e308])
@pytest.mark.parametrize("p", [1, 2, 100, 1e6, np.inf])
def test_the_strongest_grid_is_found_whatever_the_unit(size, p):
    x = np.zeros((4, 4))
    x[1::2, ::2], x[1::2, 1::2] = size / 2, size * 0.9
    kept = pt.polyphase_pool2d(x, 2, norm_type=p)
    assert (kept == size * 0.9).all()


@longer
@pytest.mark.parametrize(
    "call",
    [
        lambda g, x: pt.max_pool2d_backward(g, x, 2),
        lambda g, x: pt.avg_pool2d_backward(g, x.shape, 2),
        lambda g, x: pt.lp_pool2d_backward(g, x, 2, 2),
        lambda g, x: pt.adaptive_max_pool2d_backward(g, x, 1),
        lambda g, x: pt.adaptive_avg_pool2d_backward(g, x.shape),
        lambda g, x: pt.avg_unpool2d(g, 2, x.shape),
        lambda g, x: pt.avg_pool2d(x, 2),
        lambda g, x: pt.median_pool2d(x, 2),
        lambda g, x: pt.lp_pool2d(x, 2, 2),
        lambda g, x: pt.gem_pool2d(x, 3, 2),
        lambda g, x: pt.logsumexp_pool2d(x, 0, 2),
        lambda g, x: pt.stochastic_pool2d_expected(x, 2),
        lambda g, x: pt.polyphase_pool2d(x, 2),
        lambda g, x: pt.blur_pool2d(x, 3),
    ],
)
def test_what_is_longer_than_double_keeps_its_length(call):
    x = np.arange(1, 5, dtype=LONG).reshape(2, 2)
    large = call(np.ones((1, 1), LONG) * LONG("1e400"), x * LONG("1e400"))
    assert large.dtype == LONG
    small = call(np.ones((1, 1), LONG), x)
    np.testing.assert_allclose(
        (large / LONG("1e400")).astype(float), small.astype(float)
    )


def test_indices_have_64_bits_where_a_machine_counts_in_32():
    x = np.zeros((1, 2, 6))
    bins = Bins(*(np.array(side, np.int32) for side in ((0, 3), (3, 6))))
    assert _winners(x, bins).dtype == np.int64
    for _, index in (
        pt.max_pool2d_with_indices(x, 2),
        pt.adaptive_max_pool2d_with_indices(x, 2),
    ):
        assert index.dtype == np.int64


@pytest.mark.parametrize("wrong", [True, np.True_, np.False_])
def test_true_is_no_size(wrong):
    for call in (
        lambda: pt.max_pool2d(np.ones((4, 4)), wrong),
        lambda: pt.max_pool2d(np.ones((4, 4)), 2, stride=wrong),
        lambda: pt.adaptive_avg_pool2d(np.ones((4, 4)), wrong),
    ):
        with pytest.raises(TypeError, match="give an integer"):
            call()
