"""Moving maps and measuring what changed; the law of survival, by enumeration."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import (
    avg_pool2d,
    equivariance_error,
    max_pool2d,
    polyphase_pool2d,
    relative_change,
    samples,
    shift2d,
    survival_probability,
    unchanged_fraction,
)

from .strategies import ANY_FLOATS, maps, typed_maps

STEPS = st.tuples(st.integers(-7, 7), st.integers(-7, 7))
EIGHT = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]


def moved_by_loops(x, shift, fill):
    """The definition: y[i, j] = x[i - down, j - right]."""
    h, w = x.shape
    y = np.zeros_like(x)
    for i in range(h):
        for j in range(w):
            p, q = i - shift[0], j - shift[1]
            inside = 0 <= p < h and 0 <= q < w
            if fill == "wrap":
                y[i, j] = x[p % h, q % w]
            elif fill == "edge":
                y[i, j] = x[min(max(p, 0), h - 1), min(max(q, 0), w - 1)]
            elif inside:
                y[i, j] = x[p, q]
    return y


@given(
    st.integers(1, 5),
    st.integers(1, 5),
    STEPS,
    st.sampled_from(["zero", "edge", "wrap"]),
)
def test_a_shift_is_what_its_definition_says(h, w, shift, fill):
    x = np.arange(1, h * w + 1).reshape(h, w)
    got = shift2d(np.stack([x, -x]), shift, fill=fill)
    wanted = moved_by_loops(x, shift, fill)
    assert np.array_equal(got, [wanted, -wanted])
    assert not np.shares_memory(got, x)


def test_the_printed_shift_is_the_only_one_of_eight_that_keeps_all():
    x = samples.SHIFT_LEFT
    before = max_pool2d(x, 3)
    for fill in ("zero", "edge"):
        kept = {
            d: unchanged_fraction(before, max_pool2d(shift2d(x, d, fill=fill), 3)) * 4
            for d in EIGHT
        }
        assert kept == {
            (0, 1): 4,
            (0, -1): 2,
            (1, 0): 3,
            (-1, 0): 3,
            (1, 1): 3,
            (1, -1): 1,
            (-1, 1): 3,
            (-1, -1): 2,
        }
    assert unchanged_fraction(before, max_pool2d(shift2d(x, (0, 2)), 3)) == 1 / 4
    assert unchanged_fraction(avg_pool2d(x, 3), avg_pool2d(samples.SHIFT_RIGHT, 3)) == 0


def test_the_law_of_survival_is_the_share_of_all_orders():
    """Every order of the union's cells is equally likely: count them all."""
    union = [(i, j) for i in range(2) for j in range(3)]
    old, new = ({(i, j + s) for i in range(2) for j in range(2)} for s in (0, 1))
    orders = list(permutations(range(6)))
    rank = [dict(zip(union, order, strict=True)) for order in orders]
    kept = sum(max(r[c] for c in old) == max(r[c] for c in new) for r in rank)
    assert (
        Fraction(kept, len(orders)) == survival_probability(2, (0, 1)) == Fraction(1, 3)
    )


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_the_law_has_its_known_forms(k):
    for t in range(k + 2):
        straight = Fraction(max(k - t, 0), k + t)
        assert (
            survival_probability(k, (0, t))
            == survival_probability(k, (-t, 0))
            == straight
        )
    diagonal = Fraction((k - 1) ** 2, 2 * k * k - (k - 1) ** 2)
    assert survival_probability(k, (1, -1)) == diagonal


@pytest.mark.parametrize(
    ("k", "shift"), [(2, (0, 1)), (3, (0, 2)), (3, (1, 1)), (4, (-1, 0))]
)
def test_random_maps_obey_the_law(k, shift):
    x = np.random.default_rng(k).random((60 * k, 60 * k, 6, 1)).transpose(2, 3, 0, 1)
    moved = shift2d(x, shift, fill="wrap")
    kept = unchanged_fraction(max_pool2d(x, k), max_pool2d(moved, k))
    assert abs(kept - survival_probability(k, shift)) < 0.015


def test_measures_of_nothing_and_of_everything():
    x = np.array([[1.0, np.nan], [np.inf, -2.0]])
    assert unchanged_fraction(x, x) == 1
    assert relative_change([[0, 0]], [[0, 0]]) == 0
    assert relative_change([[0, 0]], [[0, 1]]) == np.inf
    assert relative_change([[3, 4]], [[0, 0]], norm_type=2) == 1
    assert relative_change([[3, 4]], [[3, 0]], norm_type=np.inf) == 1
    assert (
        relative_change(np.array([[250]], np.uint8), np.array([[5]], np.uint8)) == 0.98
    )


@given(st.integers(1, 4), STEPS)
def test_pooling_follows_moves_by_whole_strides_exactly(s, shift):
    x = np.random.default_rng(s).random((2, 3 * s, 4 * s))
    whole = (shift[0] * s, shift[1] * s)
    for pool in (max_pool2d, avg_pool2d):
        assert equivariance_error(lambda m, pool=pool: pool(m, s), x, whole) == 0


def test_pooling_follows_no_other_move():
    x = np.random.default_rng(0).random((1, 8, 8))
    for shift in ((0, 1), (1, 0), (3, 5)):
        assert equivariance_error(lambda m: max_pool2d(m, 2), x, shift) > 0.1
        assert equivariance_error(lambda m: polyphase_pool2d(m, 2), x, shift) == 0


@given(typed_maps(), STEPS, st.sampled_from(["zero", "edge", "wrap"]))
def test_any_array_can_be_moved_and_stays_as_it_is(x, shift, fill):
    x = x.swapaxes(-2, -1)[..., ::-1]  # neither contiguous nor writable
    x.setflags(write=False)
    before = x.copy()
    y = shift2d(x, shift, fill=fill)
    assert (y.shape, y.dtype) == (x.shape, x.dtype)
    assert not np.shares_memory(x, y)
    assert y.flags.writeable
    assert np.array_equal(x, before)


@given(maps(ANY_FLOATS), STEPS, STEPS)
def test_moves_in_a_circle_add_up(x, first, second):
    twice = shift2d(shift2d(x, first, fill="wrap"), second, fill="wrap")
    both = tuple(a + b for a, b in zip(first, second, strict=True))
    np.testing.assert_array_equal(twice, shift2d(x, both, fill="wrap"))
    far = shift2d(x, (10**20, -(10**20)))
    assert not far.any()


@given(st.integers(1, 9), st.tuples(st.integers(-12, 12), st.integers(-12, 12)))
def test_the_law_counts_the_cells_of_two_squares(k, shift):
    old = {(i, j) for i in range(k) for j in range(k)}
    new = {(i + shift[0], j + shift[1]) for i, j in old}
    assert survival_probability(k, shift) == Fraction(len(old & new), len(old | new))


@given(maps(ANY_FLOATS), st.floats(1, 9) | st.just(np.inf))
def test_what_did_not_change_has_changed_by_nothing(x, norm_type):
    assert unchanged_fraction(x, x) == 1
    if not np.isnan(x).any():
        assert relative_change(x, x.copy(), norm_type=norm_type) == 0


@given(maps(), st.integers(-9, 9))
def test_the_measures_count_and_scale(x, factor):
    other = x + (np.indices(x.shape).sum(0) % 2)
    wanted = np.sum(other == x) / max(x.size, 1) if x.size else 1
    assert unchanged_fraction(x, other) == wanted
    if np.abs(x).sum() > 1e-3:
        assert relative_change(x, factor * x) == pytest.approx(abs(factor - 1))


def test_nan_in_a_map_makes_its_change_unknown():
    assert np.isnan(relative_change([[np.nan, 1]], [[np.nan, 2]]))
    assert relative_change([[np.inf, 1]], [[np.inf, 1]]) == 0


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: shift2d([[1]], 1), TypeError, "shift=1 is of type int; give two"),
        (lambda: shift2d([[1]], (1, 2, 3)), ValueError, "has 3 entries, not 2"),
        (lambda: shift2d([[1]], (1, 0.5)), TypeError, "shift=0.5 is of type float"),
        (
            lambda: shift2d([[1]], (1, 0), fill="x"),
            ValueError,
            'one of "zero", "edge", "wrap"',
        ),
        (lambda: shift2d([1], (1, 0)), ValueError, "needs (..., H, W)"),
        (
            lambda: relative_change([[1]], [[1, 2]]),
            ValueError,
            "after=[[1, 2]] has shape (1, 2), but the first map has (1, 1)",
        ),
        (
            lambda: relative_change([[1]], [[1]], norm_type=0.5),
            ValueError,
            "norm_type=0.5 is no norm; use 1 or more",
        ),
        (
            lambda: relative_change([[1]], [[1]], norm_type=True),
            TypeError,
            "norm_type=True",
        ),
        (
            lambda: survival_probability(0, (0, 1)),
            ValueError,
            "kernel_size=0 is less than 1",
        ),
        (lambda: survival_probability(2, 1), TypeError, "(down, right)"),
        (
            lambda: equivariance_error(lambda x: x[0], [[1, 2]], (0, 1)),
            ValueError,
            "equivariance_error: pool(x)=array([1, 2]) has shape (2,)",
        ),
        (
            lambda: equivariance_error(lambda x: x[:, : x[0, 0]], [[1, 2]], (0, 1)),
            ValueError,
            "has shape (1, 2), but the first map has (1, 1)",
        ),
    ],
)
def test_a_refusal_says_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)
