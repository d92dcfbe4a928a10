"""Freeze the Architecture Slider's map sizes in tests/data/stairs.json."""

from typing import Any

from pooltools.nets import HISTORY, staircase
from pooltools.widgets.architectures import BY, LEAST, MOST, describe

from .frozen import lines

SIZES = range(LEAST, MOST + 1, BY)


def cases() -> list[dict[str, Any]]:
    """Return all networks, each with its maps' sides for all sizes to choose."""
    return [
        describe(m)
        | {"sides": {n: [r.shape[-1] for r in staircase(m, n)] for n in SIZES}}
        for m in HISTORY
    ]


def made() -> str:
    """Return the file's text."""
    return f"[\n{lines(cases(), '')}\n]\n"
