"""The p-Dial as Python sees it, and the frozen stops and draws of both sides."""

import json

import numpy as np
import pytest
import traitlets

from pooltools.widgets import PDial
from pooltools.widgets._base import MIME
from pooltools.widgets.dial import DRAWS, STOPS

from ..make.dial import WINDOWS


def test_both_dials_have_the_mean_in_their_middle_and_the_ends_at_their_ends() -> None:
    for family, stops in STOPS.items():
        assert stops == sorted(stops)
        assert len(stops) == 17
        outputs = [PDial(family=family, step=step).output for step in (0, 8, 16)]
        assert outputs == [1, 3.75, 8]


def test_turning_a_dial_up_never_lowers_the_output() -> None:
    for window in WINDOWS:
        for family in STOPS:
            outputs = [PDial(window, family=family, step=n).output for n in range(17)]
            assert (np.diff(outputs) >= -1e-12 * max(outputs)).all()


def test_the_draws_settle_between_mean_and_maximum() -> None:
    dial = PDial(family="stochastic")
    assert dial.p is None
    assert len(dial.draws) == DRAWS
    assert set(dial.draws) == {1, 2, 4, 8}
    assert np.mean(dial.draws) == pytest.approx(dial.output, abs=0.2)
    assert 3.75 < dial.output < 8
    assert PDial([[0, 0], [0, 0]], family="stochastic").draws == [0] * DRAWS


def test_a_tape_shorter_than_the_step_shows_its_end() -> None:
    assert PDial(step=300).p == np.inf


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("family", "max"), ("step", 301), ("step", -1), ("data", [[1, 2]])],
        *[("data", [[1, -2], [3, 4]]), ("data", [[1, np.nan], [3, 4]])],
        *[("data", [[1, np.inf], [3, 4]]), ("data", [["a", 1], [2, 3]])],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    dial = PDial()
    before = getattr(dial, name)
    with pytest.raises(traitlets.TraitError):
        setattr(dial, name, value)
    assert np.array_equal(getattr(dial, name), before)


def test_a_window_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(traitlets.TraitError, match="every number must be at least 0"):
        PDial([[1, -2], [3, 4]])


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = PDial(step=16)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "p-dial"
    assert page["state"]["data"] == [[1, 2], [4, 8]]
    assert "p = ∞ gives 8, between the minimum 1" in data["image/svg+xml"]
    chance = PDial(family="stochastic").still()
    assert "draws 5.67 on average, between the mean 3.75" in chance
