"""Freeze the Any-Size Machine's maps and vectors in tests/data/anysize.json."""

import numpy as np

from pooltools.widgets import AnySizeMachine
from pooltools.widgets.anysize import LEVELS, four_maps

from .frozen import lines


def cases() -> list[dict[str, object]]:
    """Return sizes and levels, and the vector of each."""
    rng = np.random.default_rng(10)
    found = []
    for n in range(24):
        height, width = (int(v) for v in rng.integers(4, 17, 2))
        levels = [level for level in LEVELS if rng.random() < 0.5] or [1]
        rule = ("adaptive", "recipe")[n % 2]
        machine = AnySizeMachine(height=height, width=width, levels=levels, rule=rule)
        state = {"height": height, "width": width, "levels": levels, "rule": rule}
        vector = "".join(map(str, machine.output))
        found.append(state | {"output": vector, "expected": machine.expected})
    return found


def made() -> str:
    """Return the file's text."""
    return f'{{"maps": "{four_maps()}", "cases": [\n  {lines(cases())}\n]}}\n'
