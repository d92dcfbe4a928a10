"""The Shift Compass as Python sees it, and the frozen moves both sides are held to."""

import json
import re

import numpy as np
import pytest
import traitlets

from pooltools import max_pool2d, set_language, shift2d
from pooltools.widgets import ShiftCompass
from pooltools.widgets._base import MIME

from ..make.frozen import FILES

FROZEN = FILES["moves"].read()
STRANGE = [[np.nan, 1, 2], [-np.inf, np.inf, 0], [3, 3, 3]]


def test_output_and_score_are_those_of_the_classic_figure() -> None:
    compass = ShiftCompass(step=1)
    np.testing.assert_array_equal(compass.output, [[9, 7], [6, 8]])
    assert compass.kept == [4, 4, 3, 3, 1, 2, 2, 3, 3]
    compass.mode = "average"
    assert compass.kept == [4, *[0] * 7, 1]


def test_a_map_with_its_maxima_in_the_middle_survives_all_eight() -> None:
    x = np.zeros((6, 6))
    x[1::3, 1::3] = 9
    assert ShiftCompass(x).kept == [4] * 9
    assert ShiftCompass(x, distance=2).kept != [4] * 9


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("kernel_size", 7), ("kernel_size", 0), ("distance", 0), ("fill", "same")],
        *[("mode", "min"), ("guess", 9), ("step", 9), ("view", "x"), ("data", [[1]])],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    compass = ShiftCompass()
    before = getattr(compass, name)
    with pytest.raises(traitlets.TraitError):
        setattr(compass, name, value)
    assert getattr(compass, name) is before or getattr(compass, name) == before


def test_a_window_larger_than_the_map_is_refused_in_words() -> None:
    with pytest.raises(traitlets.TraitError, match=r"ShiftCompass: kernel_size=6"):
        ShiftCompass([[1, 2], [3, 4]], kernel_size=6)


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = ShiftCompass(STRANGE, kernel_size=1)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "shift-compass"
    assert page["state"]["data"][0] == ["NaN", 1, 2]
    assert "Shift Compass: a 3 × 3 map" in data["image/svg+xml"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_still_picture_tells_scores_to_those_who_have_guessed(
    language: str,
) -> None:
    set_language(language)
    before, after = ShiftCompass().still(), ShiftCompass(guess=2).still()
    set_language("en")
    assert not re.search(r"\d/\d", before)
    assert "4/4, 3/4, 3/4, 1/4, 2/4, 2/4, 3/4, 3/4" in after


def test_the_frozen_moves_begin_with_the_classic_one() -> None:
    x, case = ShiftCompass().data, FROZEN["cases"][0]
    assert case["moved"][1] == shift2d(x, (0, 1)).tolist()
    assert case["kept"][1] == max_pool2d(x, 3).size
