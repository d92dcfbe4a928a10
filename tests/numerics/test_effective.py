"""Which pixels a cell listens to: as many as the receptive field says, not alike."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pooltools import receptive_field
from pooltools.nets import effective_field, square_share

SHAPES = {"conv": (3, 1), "max": (2, 2), "average": (2, 2)}


def theory(stack):
    layers = [SHAPES[kind] for kind in stack if kind in SHAPES]
    return receptive_field(layers)[-1].size


def extent(field):
    rows = np.flatnonzero(field.sum(1))
    return int(rows[-1] - rows[0] + 1)


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["conv", "conv", "average"]), min_size=1, max_size=5))
def test_no_more_and_no_less_than_the_receptive_field_answers(stack):
    size = theory(stack)
    side = 16 * (-(-size // 16) + 1)  # a multiple of all strides, with room
    if side <= 64 and stack.count("average") < 4:
        field = effective_field(stack, side=side, channels=2, seeds=2)
        assert extent(field) == size


def test_the_weights_add_up_to_one_and_thin_out_from_the_middle():
    field = effective_field(["conv", "relu"] * 5, side=16, seeds=10)
    assert field.sum() == pytest.approx(1)
    rows = field.sum(1)[3:14]
    assert rows[5] > rows[3] > rows[1] > 3 * rows[0] > 0
    assert square_share(field, 0.9) < theory(["conv"] * 5)
    assert square_share(field, 1) == 11


def test_with_averages_alone_all_pixels_weigh_the_same():
    field = effective_field(["average", "average"], side=8, seeds=1)
    assert np.unique(field.round(12)).tolist() == [0, 1 / 16]
    assert square_share(field, 0.5) == 3


def test_a_result_cannot_spoil_the_next_one():
    first = effective_field(["conv"], side=8, seeds=1)
    first[:] = 0
    assert effective_field(["conv"], side=8, seeds=1).sum() == pytest.approx(1)


def test_the_smallest_square_is_found_wherever_it_lies():
    field = np.zeros((6, 7))
    field[4:6, 0:2] = 1
    assert [square_share(field, share) for share in (0.25, 0.26, 1)] == [1, 2, 2]
    assert square_share(np.ones((2, 5)), 1) == 5


@pytest.mark.parametrize(
    ("stack", "options", "message"),
    [
        (["median"], {}, "stack='median' is unknown; use one of \"conv\""),
        ([], {}, "is no list of layers"),
        ("conv", {}, "is no list of layers"),
        (["conv"], {"side": 0}, "side=0 is less than 1"),
        (["conv"], {"seeds": 0}, "seeds=0 is less than 1"),
        (["conv"], {"channels": -1}, "channels=-1 is less than 1"),
    ],
)
def test_what_cannot_be_measured_is_refused(stack, options, message):
    with pytest.raises(ValueError, match=f"^effective_field: {message}|{message}"):
        effective_field(stack, **options)


@pytest.mark.parametrize("share", [0, -1, 1.5, float("nan")])
def test_a_share_lies_between_0_and_1(share):
    with pytest.raises(ValueError, match=r"^square_share: share=.* is no share"):
        square_share(np.ones((2, 2)), share)
