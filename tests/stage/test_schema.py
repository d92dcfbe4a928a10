"""What a reader can set: read off the traits; a frozen copy is the front end's."""

import pytest
import traitlets

from pooltools.widgets import MythCards
from pooltools.widgets._base import PoolWidget
from pooltools.widgets._schema import rule
from pooltools.widgets._traits import Map

from ..make.schemas import KINDS, make

FIXED = {
    "any-size-machine": {"picture"},
    "architecture-slider": {"networks", "roadmap"},
    "channel-lanes": {"data"},
    "ink-lab": {"pictures"},
    "myth-cards": {"cards"},
    "running-network": {"weights", "accuracy", "digits"},
    "sawtooth": {"picture"},
    "zoom-stack": {"presets", "picture"},
}
"""What each front end reads and no reader sets, beside words, language and schema."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_can_set_what_a_reader_sets_and_nothing_else(
    kind: type[PoolWidget],
) -> None:
    state = make(kind).page_state()
    fixed = {"strings", "language", "schema"} | FIXED.get(kind.page_name, set())
    assert set(state["schema"]) == set(state) - fixed


def test_what_a_reader_says_is_marked_and_nothing_else() -> None:
    said = {
        (kind.page_name, key)
        for kind in KINDS
        for key, found in make(kind).schema.items()
        if found.get("said")
    }
    given = {(kind.page_name, "challenge") for kind in KINDS if kind is not MythCards}
    assert len(given) == 13
    assert said == given | {
        ("architecture-slider", "placed"),
        ("myth-cards", "answers"),
        ("myth-cards", "told"),
        ("shift-compass", "guess"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_order_hangs_on_a_mapping(kind: type[PoolWidget]) -> None:
    """A result that is kept between builds has its keys in alphabetical order."""
    state = make(kind).page_state()
    mappings = {key for key, value in state.items() if isinstance(value, dict)}
    assert mappings <= {"strings", "schema", "pictures"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_limit_is_one_that_python_keeps(kind: type[PoolWidget]) -> None:
    widget = make(kind)
    looked = 0
    for key, found in widget.schema.items():
        if found["kind"] not in ("integer", "number"):
            continue
        for value in {found.get("min", 0) - 1, found.get("max", 0) + 1}:
            if found.get("min", value) <= value <= found.get("max", value):
                continue
            with pytest.raises(traitlets.TraitError):
                setattr(widget, key, value)
            looked += 1
    assert looked >= 2


def test_the_speed_has_one_range_everywhere() -> None:
    speeds = [make(kind).schema.get("speed") for kind in KINDS]
    wanted = {"kind": "number", "min": 0.1, "max": 10.0}
    assert [speed for speed in speeds if speed != wanted] == [None]  # the cards


def test_the_kinds_of_maps_are_told_apart() -> None:
    assert rule(Map()) == {
        "kind": "map", "rows": {"min": 1, "max": 12}, "columns": {"min": 1, "max": 12},
    }  # fmt: skip
    assert rule(Map((1, 8), finite=True, least=0)) == {
        "kind": "map", "rows": {"min": 1, "max": 1}, "columns": {"min": 8, "max": 8},
        "finite": True, "min": 0,
    }  # fmt: skip


def test_a_trait_of_an_unknown_kind_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match="a Tuple has no rule for links"):
        rule(traitlets.Tuple())
