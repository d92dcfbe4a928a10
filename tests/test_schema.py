"""What a reader can set: read off the traits, frozen for the tests of the front end."""

import json
from pathlib import Path
from typing import Any

import pytest
import traitlets

from pooltools import samples, widgets
from pooltools.widgets._base import PoolWidget
from pooltools.widgets._schema import rule
from pooltools.widgets._traits import Map

FILE = Path(__file__).parent / "data" / "schemas.json"
KINDS = [getattr(widgets, name) for name in widgets.__all__]
FIXED = {
    "any-size-machine": {"picture"},
    "architecture-slider": {"networks", "roadmap"},
    "channel-lanes": {"data"},
    "ink-lab": {"pictures"},
    "myth-cards": {"cards"},
    "sawtooth": {"picture"},
    "zoom-stack": {"presets", "picture"},
}
"""What each front end reads and no reader sets, beside words, language and schema."""


def make(kind: type[PoolWidget]) -> PoolWidget:
    needs_data = kind is widgets.PoolingBench
    return kind(samples.FIRST_MAP) if needs_data else kind()


def frozen() -> dict[str, Any]:
    """Return the state and the schema of each widget as it begins."""
    made = {kind.page_name: make(kind) for kind in KINDS}
    return {
        name: {
            "module": one.module,
            "schema": one.schema,
            "state": {key: one.page_state()[key] for key in one.schema},
        }
        for name, one in made.items()
    }


def test_the_frozen_schemas_are_those_of_the_traits() -> None:
    assert len(KINDS) == 13
    assert json.loads(FILE.read_text("utf-8")) == json.loads(json.dumps(frozen()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_can_set_what_a_reader_sets_and_nothing_else(
    kind: type[PoolWidget],
) -> None:
    state = make(kind).page_state()
    fixed = {"strings", "language", "schema"} | FIXED.get(kind.page_name, set())
    assert set(state["schema"]) == set(state) - fixed


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


if __name__ == "__main__":
    FILE.write_text(json.dumps(frozen(), ensure_ascii=False) + "\n", "utf-8")
