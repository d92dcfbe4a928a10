"""The Architecture Slider as Python sees it, and the frozen staircases."""

import json

import pytest
import traitlets

from pooltools.nets import HISTORY, ROADMAP, staircase
from pooltools.widgets import ArchitectureSlider
from pooltools.widgets._base import MIME
from pooltools.widgets.architectures import describe

from ..make.frozen import FILES
from ..make.stairs import SIZES

FROZEN = FILES["stairs"].read()


def test_the_output_is_the_staircase_of_the_chosen_network():
    slider = ArchitectureSlider(2)
    assert [row.shape[-1] for row in slider.output] == [55, 27, 13, 6]
    slider.size = 320
    assert [row.shape[-1] for row in slider.output] == [79, 39, 19, 9]
    assert ArchitectureSlider(1).output == staircase(HISTORY[1])


def test_only_lenet_5_learns_in_its_poolings():
    told = {describe(m)["name"]: describe(m)["parameters"] for m in HISTORY}
    assert told.pop("LeNet-5") == "12 + 32"
    assert set(told.values()) == {"0"}


def test_every_network_has_its_sentence():
    strings = ArchitectureSlider().strings
    notes = [strings[f"note_{describe(m)['note']}"] for m in HISTORY]
    assert len(set(notes)) == len(HISTORY)
    kinds = {step["by"] for m in HISTORY for step in describe(m)["steps"]}
    assert kinds <= set(strings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("step", -1), ("step", 12), ("size", 8), ("size", 225), ("size", 528)],
        *[("view", "map"), ("placed", [0] * 4), ("placed", [5] * 5), ("speed", 0)],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(name, value):
    slider = ArchitectureSlider()
    before = getattr(slider, name)
    with pytest.raises(traitlets.TraitError):
        setattr(slider, name, value)
    assert getattr(slider, name) == before


def test_a_size_between_the_steps_is_refused_in_words():
    with pytest.raises(traitlets.TraitError, match="size=225 is no multiple of 16"):
        ArchitectureSlider(size=225)


def test_what_is_shown_holds_the_networks_and_a_still_picture():
    data, _ = ArchitectureSlider(6)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "architecture-slider"
    assert len(page["state"]["networks"]) == 12
    assert page["state"]["roadmap"] == [list(pair) for pair in ROADMAP.items()]
    still = data["image/svg+xml"]
    assert "SPP-net of 2014. Side of the map, step by step: 224, 110, 55" in still
    assert "networks" not in repr(ArchitectureSlider())
    assert "16, 3" in ArchitectureSlider(2, size=16).still()


def test_the_frozen_staircases_are_of_all_networks_and_sizes():
    assert len(FROZEN) == 12
    assert all(len(case["sides"]) == len(SIZES) == 32 for case in FROZEN)
