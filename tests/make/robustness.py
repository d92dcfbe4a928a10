"""Train every network of chapter 8 anew: each halving with each head, all seeds."""

import sys
from itertools import product

from pooltools.book.experiments.robustness import SEEDS, measure
from pooltools.book.experiments.tiny import DOWN, HEADS

from .frozen import lines

SHIFTS = 0, 3
"""Pixels by which training digits are moved: not at all, and in a second half."""


def made() -> str:
    """Return the file's text, and tell how far it is."""
    rows = []
    for shifts, head, down in product(SHIFTS, HEADS, DOWN):
        rows.append(measure(down, head, shifts)._asdict())
        sys.stderr.write(f"{rows[-1]}\n")
    return f'{{"seeds": {list(SEEDS)}, "rows": [\n{lines(rows, "")}\n]}}\n'
