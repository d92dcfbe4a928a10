"""Freeze the Shift Compass's moves, and the law of random maps, in moves.json."""

import json

import numpy as np

from pooltools import survival_probability
from pooltools.widgets import ShiftCompass
from pooltools.widgets.compass import DIRECTIONS

from .frozen import lines

STRANGE = [[np.nan, 1, 2], [-np.inf, np.inf, 0], [3, 3, 3]]


def cases() -> list[dict[str, object]]:
    """Return some maps, moved all ways, and how many outputs each move keeps."""
    rng = np.random.default_rng(7)
    maps = [ShiftCompass().data, rng.integers(-9, 10, (5, 7)), np.array(STRANGE)]
    found = []
    for n, x in enumerate(maps):
        for fill in ("zero", "edge", "wrap"):
            compass = ShiftCompass(x, kernel_size=3 - n, distance=1 + n, fill=fill)
            state = compass.page_state()
            moved = [compass._moved(d) for d in range(9)]
            case = {k: state[k] for k in ("data", "kernel_size", "distance", "fill")}
            plain = [ShiftCompass(m, kernel_size=1).page_state()["data"] for m in moved]
            found.append(case | {"moved": plain, "kept": compass.kept})
    return found


def law() -> list[list[int]]:
    """Return kernel size, steps and the law's fraction, for all the compass offers."""
    rows = []
    for k in range(1, 7):
        for t in range(1, 7):
            for down, right in DIRECTIONS:
                p = survival_probability(k, (t * down, t * right))
                rows.append([k, t * down, t * right, p.numerator, p.denominator])
    return rows


def made() -> str:
    """Return the file's text."""
    return f'{{"cases": [\n  {lines(cases())}\n],\n"law": {json.dumps(law())}}}\n'
