"""Freeze the Rubber Grid's maps and outputs in tests/data/rubber.json."""

import numpy as np

from pooltools.widgets import RubberGrid
from pooltools.widgets._traits import encode_map
from pooltools.widgets.rubber import a_three

from .frozen import lines

STRANGE = [[np.nan, 1, 2.5], [-np.inf, np.inf, 0]]
KEYS = ("data", "height", "width", "outputs", "mode", "seed")


def cases() -> list[dict[str, object]]:
    """Return states of all kinds, with the map and the output of each."""
    rng = np.random.default_rng(9)
    pictures = [a_three(), rng.integers(-9, 10, (5, 7)), np.array(STRANGE)]
    found = []
    for n in range(18):
        height, width = (int(v) for v in rng.integers(3, 17, 2))
        grid = RubberGrid(
            pictures[n % 3], height=height, width=width, outputs=1 + n % 6,
            mode=("max", "average")[n // 3 % 2], seed=n // 2,
        )  # fmt: skip
        state = grid.page_state()
        shown = {"map": encode_map(grid.map), "output": encode_map(grid.output)}
        found.append({key: state[key] for key in KEYS} | shown)
    return found


def made() -> str:
    """Return the file's text."""
    return f"[\n  {lines(cases())}\n]\n"
