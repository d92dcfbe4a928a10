"""Freeze every widget's state and schema in tests/data/schemas.json, for Node."""

import json
from typing import Any

from pooltools import samples, widgets
from pooltools.widgets._base import PoolWidget

KINDS = [getattr(widgets, name) for name in widgets.__all__]


def make(kind: type[PoolWidget]) -> PoolWidget:
    """Return a widget as it begins."""
    needs_data = kind is widgets.PoolingBench
    return kind(samples.FIRST_MAP) if needs_data else kind()


def cases() -> dict[str, Any]:
    """Return the state and the schema of each widget as it begins."""
    begun = {kind.page_name: make(kind) for kind in KINDS}
    return {
        name: {
            "module": one.module,
            "schema": one.schema,
            "state": {key: one.page_state()[key] for key in one.schema},
        }
        for name, one in begun.items()
    }


def made() -> str:
    """Return the file's text."""
    return json.dumps(cases(), ensure_ascii=False) + "\n"
