"""Types of numbers whose ends are near: bools, small integers and half precision."""

import numpy as np
import pytest

from pooltools import avg_pool2d_backward, max_pool2d, median_pool2d, min_pool2d

HALF = np.float16


def test_padding_of_bools_wins_neither_maximum_nor_minimum() -> None:
    true, false = np.ones((3, 3), bool), np.zeros((3, 3), bool)
    layer = {"stride": 1, "padding": 1}
    assert min_pool2d(true, 3, **layer).all()
    assert not max_pool2d(false, 3, **layer).any()
    assert min_pool2d(true, 3, **layer).dtype == max_pool2d(false, 3).dtype == bool


@pytest.mark.parametrize("grad", [[6e4, 6e4, -6e4], [-6e4, 6e4, 6e4]])
def test_shares_of_a_half_precision_gradient_are_added_in_single(
    grad: list[float],
) -> None:
    """Two of the shares add up to more than a half can be, and the third makes good."""
    share = np.array([grad], HALF)
    back = avg_pool2d_backward(share, (1, 5), (1, 3), stride=1, divisor_override=1)
    assert back.dtype == HALF
    assert back[0, 2] == HALF(6e4)


def test_the_middle_of_two_large_halves_is_no_infinity() -> None:
    x = np.array([[50000, 60000], [40000, 65000]], HALF)
    with np.errstate(over="ignore"):
        assert np.isinf(x[0, 0] + x[0, 1])
    middle = median_pool2d(x, 2)
    assert middle.dtype == HALF
    assert middle.item() == pytest.approx(55000, abs=32)
