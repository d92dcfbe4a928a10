"""Freeze what the Running Network makes of some pictures in tests/data/runs.json."""

import json

import numpy as np

from pooltools import samples, shift2d
from pooltools.nets.running import HEADS, POOLINGS, SIDE, running_network

from .frozen import lines

MOVES = [(0, 0), (0, 1), (3, -2), (-8, 8)]


def cases() -> list[dict[str, object]]:
    """Return every pooling and head with digits here and there, and one of all inks."""
    digits = np.pad(samples.drawn_digits() / 255, [(0, 0), (20, 20), (20, 20)])
    found: list[dict[str, object]] = []
    for n, (pooling, head) in enumerate((p, h) for p in POOLINGS for h in HEADS):
        digit, move = n % 10, MOVES[n % 4]
        run = running_network(shift2d(digits[digit], move), pooling, head=head)
        sums = [round(float(maps.sum()), 6) for maps in run[:4]]
        scores = [round(float(score), 6) for score in run.scores]
        found.append({"digit": digit, "move": move, "pooling": pooling, "head": head,
                      "sums": sums, "scores": scores})  # fmt: skip
    return found


def made() -> str:
    """Return the file's text."""
    digits = json.dumps(samples.drawn_digits().reshape(10, -1).tolist())
    assert SIDE == 68
    return f'{{"digits": {digits},\n"cases": [\n  {lines(cases())}\n]}}\n'
