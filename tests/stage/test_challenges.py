"""A picture's challenges: their words, and what Python tells of them."""

import re

import numpy as np
import pytest
import traitlets

from pooltools import widgets
from pooltools.text import table
from pooltools.widgets import InkLab, PoolingBench, _link
from pooltools.widgets._base import PoolWidget
from pooltools.widgets.ink import HEIGHT, PICTURES, WIDTH, picture

from ..make.schemas import KINDS, make

WITH_GOALS = [kind for kind in KINDS if kind is not widgets.MythCards]


def names(kind: type[PoolWidget]) -> list[str]:
    return [name for name in make(kind).schema["challenge"]["values"] if name]


@pytest.mark.parametrize("kind", WITH_GOALS)
def test_a_picture_has_one_to_three_goals_with_words(kind: type[PoolWidget]) -> None:
    goals, words = names(kind), table(kind.module)
    source = _link.read_js(f"goals/{kind.module}.js")
    assert 1 <= len(goals) <= 3
    assert re.findall(r'\bid: "([\w-]+)"', source) == goals
    assert [key for key in words if key.startswith("goal_")] == [
        f"goal_{name}" for name in goals
    ]
    counted = re.findall(
        r'id: "([\w-]+)"(?:, start: \{[^}]*\})?[^{}]*?\bleast: ', source
    )
    assert [key for key in words if key.startswith("best_")] == [
        f"best_{name}" for name in counted
    ]


def test_the_cards_have_none() -> None:
    assert "challenge" not in widgets.MythCards().schema


def test_a_challenge_can_be_handed_out_and_no_other() -> None:
    bench = PoolingBench(np.eye(4), challenge="agree")
    assert bench.page_state()["challenge"] == "agree"
    assert "challenge" not in repr(bench)
    with pytest.raises(traitlets.TraitError, match="challenge"):
        PoolingBench(np.eye(4), challenge="none-of-ours")


def error(name: str, sigma: int, k: int, *, invert: bool) -> float:
    """Return by how much the average errs, as the lab's bar says it."""
    clean = picture(name).astype(float)
    clean = 255 - clean if invert else clean
    lab = InkLab(name, kernel_size=k, gaussian=sigma, invert=invert)
    h, w = HEIGHT // k, WIDTH // k
    wanted = clean[: h * k, : w * k].reshape(h, k, w, k).mean((1, 3))
    return float(np.sqrt(np.mean((lab.output["average"] - wanted) ** 2)))


@pytest.mark.parametrize("name", PICTURES)
def test_no_window_of_six_calms_the_noise_and_one_of_seven_does(name: str) -> None:
    both = (False, True)
    for k in range(2, 7):
        assert min(error(name, 40, k, invert=on) for on in both) >= 6
        assert error(name, 60, k, invert=False) >= 6
    calm = [error(other, 40, 7, invert=False) < 6 for other in PICTURES]
    assert any(calm)
