"""The Any-Size Machine as Python sees it, and the frozen vectors for both sides."""

import json

import numpy as np
import pytest
import traitlets

from pooltools import adaptive_max_pool2d, output_size
from pooltools.widgets import AnySizeMachine
from pooltools.widgets._base import MIME
from pooltools.widgets.anysize import four_maps, photo

from ..make.frozen import FILES

FROZEN = FILES["anysize"].read()


def test_the_length_is_the_same_for_every_size_unless_one_follows_the_recipe() -> None:
    machine = AnySizeMachine(levels=[6, 4, 3, 2, 1])
    broken = set()
    for machine.height in range(4, 17):
        for machine.width in range(4, 17):
            machine.rule = "adaptive"
            assert len(machine.output) == machine.expected == 264
            machine.rule = "recipe"
            if len(machine.output) != machine.expected:
                broken.add((machine.height, machine.width))
    assert {(10, 10), (8, 13), (13, 5), (4, 16)} <= broken
    assert (13, 13) not in broken
    assert (12, 12) not in broken


def test_ten_cells_and_six_bins_make_nine() -> None:
    machine = AnySizeMachine(height=10, width=10, levels=[6], rule="recipe")
    assert len(machine.output) == 4 * 9 * 9
    assert output_size(10, 2, stride=1) == 9


def test_the_vector_is_laid_out_level_by_level_then_map_by_map() -> None:
    machine = AnySizeMachine(height=9, width=12, levels=[3, 1])
    first, last = machine.output[:36], machine.output[36:]
    assert np.array_equal(first.reshape(4, 3, 3), adaptive_max_pool2d(machine.frame, 3))
    assert np.array_equal(last, machine.frame.max((1, 2)))


def test_the_maps_are_four_different_ones_and_use_all_digits() -> None:
    assert photo().shape == (64, 64)
    assert set(four_maps()) == set("0123456789")
    whole = AnySizeMachine(height=16, width=16).frame
    assert len({m.tobytes() for m in whole}) == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[
            ("height", 3),
            ("width", 17),
            ("levels", []),
            ("levels", [5]),
            ("channel", 5),
        ],
        *[("levels", [1, 2]), ("levels", [2, 2]), ("rule", "x"), ("maps", "012")],
        ("maps", "x" * 1024),
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    machine = AnySizeMachine()
    before = getattr(machine, name)
    with pytest.raises(traitlets.TraitError):
        setattr(machine, name, value)
    assert getattr(machine, name) == before


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    machine = AnySizeMachine(height=5, width=9)
    data, _ = machine._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "any-size-machine"
    assert page["state"]["levels"] == [4, 2, 1]
    assert "160 × 288 pixels, maps of 5 × 9" in data["image/svg+xml"]
    assert "84 numbers, where the dense layer expects 84" in data["image/svg+xml"]
    assert repr(machine).startswith("AnySizeMachine(height=5, width=9")


def test_the_frozen_vectors_hold_what_goes_wrong() -> None:
    lengths = [(len(c["output"]), c["expected"]) for c in FROZEN["cases"]]
    assert sum(got != want for got, want in lengths) >= 3
