"""The Rubber Grid as Python sees it, and the frozen states both sides are held to."""

import json

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from pooltools.widgets import RubberGrid
from pooltools.widgets._base import MIME
from pooltools.widgets.rubber import a_three, shuffled, stretched

from ..make.frozen import FILES
from ..make.rubber import STRANGE

FROZEN = FILES["rubber"].read()


def test_the_output_keeps_its_shape_whatever_the_size_of_the_map() -> None:
    grid = RubberGrid(outputs=4)
    for grid.height, grid.width in ((3, 16), (4, 4), (16, 5)):
        assert grid.map.shape == (grid.height, grid.width)
        assert grid.output.shape == (4, 4)


@pytest.mark.parametrize("mode", ["max", "average"])
def test_with_one_bin_a_jumble_changes_nothing_and_with_more_it_does(mode: str) -> None:
    still, jumbled = RubberGrid(mode=mode), RubberGrid(mode=mode, seed=1)
    assert not np.array_equal(still.map, jumbled.map)
    assert np.array_equal(np.sort(still.map, None), np.sort(jumbled.map, None))
    assert not np.allclose(still.output, jumbled.output)
    still.outputs = jumbled.outputs = 1
    assert np.allclose(still.output, jumbled.output, rtol=1e-12)


def test_at_its_own_size_the_picture_is_shown_as_it_is() -> None:
    assert np.array_equal(RubberGrid(height=8, width=8).map, a_three())
    assert a_three().max() == 9


@given(st.integers(1, 12), st.integers(3, 16))
def test_a_stretched_picture_keeps_its_order_and_its_ends(rows: int, side: int) -> None:
    places = stretched(rows, side)
    assert np.all(np.diff(places) >= 0)
    assert 0 <= places[0]
    assert places[-1] < rows
    if side >= rows:
        assert set(places) == set(range(rows))


def test_every_seed_jumbles_and_no_cell_is_lost() -> None:
    orders = [shuffled(256, seed).tolist() for seed in range(100)]
    assert all(sorted(order) == list(range(256)) for order in orders)
    assert len({tuple(order) for order in orders}) == 100
    moved = [sum(a != b for a, b in enumerate(order)) for order in orders[1:]]
    assert min(moved) > 240


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[
            ("height", 2),
            ("width", 17),
            ("outputs", 0),
            ("outputs", 7),
            ("mode", "min"),
        ],
        *[("seed", -1), ("seed", 100), ("step", 36), ("data", [1, 2])],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    grid = RubberGrid()
    before = getattr(grid, name)
    with pytest.raises(traitlets.TraitError):
        setattr(grid, name, value)
    assert getattr(grid, name) is before or getattr(grid, name) == before


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = RubberGrid(STRANGE, height=5)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "rubber-grid"
    assert page["state"]["data"] == [["NaN", 1, 2.5], ["-Infinity", "Infinity", 0]]
    assert "a 5 × 11 map under 3 × 3 bins" in data["image/svg+xml"]


def test_the_frozen_states_are_jumbled_in_many_ways() -> None:
    assert len({case["seed"] for case in FROZEN}) >= 8
