"""The Gradient Pinball in Python, and the frozen cases both sides are held to."""

import json

import numpy as np
import pytest
import traitlets

from pooltools import numeric_gradient
from pooltools.widgets import GradientPinball
from pooltools.widgets._base import MIME

from ..make.frozen import FILES

FROZEN = FILES["pinball"].read()
STRANGE = [[np.nan, 1, 2], [-np.inf, np.inf, 0], [3, 3, 3]]


def test_balls_drop_one_by_one_and_a_cell_may_collect_two() -> None:
    pinball = GradientPinball(stride=1, step=0)
    assert pinball.collected.sum() == 1
    pinball.step = 8
    wanted = [[0, 2, 0, 0], [0, 0, 1, 2], [1, 0, 0, 1], [0, 2, 0, 0]]
    np.testing.assert_array_equal(pinball.collected, wanted)
    pinball.mode = "average"
    assert pinball.collected[1, 1] == 1
    assert pinball.collected[0, 0] == 0.25


def test_balls_beyond_those_given_are_one_and_those_not_dropped_are_none() -> None:
    pinball = GradientPinball(balls=[[5, -2, 9]], step=2)
    assert pinball.grad_output.tolist() == [[5, -2], [1, 0]]


def test_at_a_tie_the_slopes_differ_and_elsewhere_they_are_what_was_collected() -> None:
    tie = GradientPinball([[5, 5], [5, 5]], balls=[[8]], step=0, probe=0)
    assert tie.slopes == pytest.approx((8, 0))
    assert tie.collected.tolist() == [[8, 0], [0, 0]]
    for mode in ("max", "average"):
        pinball = GradientPinball(mode=mode, balls=[[3, -1], [2, 5]], step=3)
        measured = numeric_gradient(pinball._pool, pinball.data, pinball.grad_output)
        np.testing.assert_allclose(pinball.collected, measured, atol=1e-9)
        for probe in range(16):
            pinball.probe = probe
            both = [pinball.collected.flat[probe]] * 2
            assert pinball.slopes == pytest.approx(both, abs=1e-9)


def test_three_ways_back_from_the_pooled_map() -> None:
    pinball = GradientPinball(view="unpool", step=3)
    sparse = [[0, 2, 0, 0], [0, 0, 0, 3], [0, 0, 0, 2], [0, 4, 0, 0]]
    assert pinball.unpooled.tolist() == sparse
    pinball.way = "duplicate"
    assert pinball.unpooled[:2].tolist() == [[2, 2, 3, 3]] * 2
    pinball.mode = "average"
    np.testing.assert_array_equal(pinball.unpooled[2:], [[2.25, 2.25, 1, 1]] * 2)
    pinball.way = "spread"
    assert pinball.unpooled.sum() == pinball.output.sum()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("kernel_size", 5), ("kernel_size", 0), ("stride", 13), ("mode", "min")],
        *[("view", "x"), ("way", "x"), ("probe", 144), ("step", -1), ("data", [[1]])],
        *[("balls", [1, 2]), ("data", "text")],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    pinball = GradientPinball()
    before = getattr(pinball, name)
    with pytest.raises(traitlets.TraitError):
        setattr(pinball, name, value)
    assert getattr(pinball, name) is before or getattr(pinball, name) == before


def test_an_average_has_no_switches_whichever_is_set_last() -> None:
    words = r'use way="duplicate"'
    with pytest.raises(traitlets.TraitError, match=words):
        GradientPinball(view="unpool", mode="average")
    pinball = GradientPinball(mode="average")
    with pytest.raises(traitlets.TraitError, match=words):
        pinball.view = "unpool"
    pinball.way, pinball.view = "spread", "unpool"
    with pytest.raises(traitlets.TraitError, match=words):
        pinball.way = "switches"
    with pinball.hold_trait_notifications():  # how a front end sets both at once
        pinball.way, pinball.mode = "switches", "max"
    assert pinball.unpooled[0, 1] == 2


def test_a_window_larger_than_the_map_is_refused_in_words() -> None:
    with pytest.raises(traitlets.TraitError, match="GradientPinball: kernel_size=3"):
        GradientPinball([[1, 2], [3, 4]], kernel_size=3)


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = GradientPinball(STRANGE)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "gradient-pinball"
    assert page["state"]["data"][0] == ["NaN", 1, 2]
    assert "Gradient Pinball: a 3 × 3 map" in data["image/svg+xml"]
    unpooled = GradientPinball(view="unpool").still()
    assert "the map unpooled from it" in unpooled


def test_the_frozen_cases_hold_a_tie() -> None:
    assert len(FROZEN["cases"]) >= 18
    assert any(len(set(case["slopes"])) == 2 for case in FROZEN["cases"])
