"""Train chapter 8 anew: networks with all seeds, classifiers with all splits."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from typing import Any

from pooltools.book.experiments.robustness import SEEDS, WAYS, measure, turn
from pooltools.book.experiments.tiny import DOWN, HEADS

from .frozen import lines

DESIGNS = [
    *((down, head, 0) for head, down in product(HEADS, DOWN)),
    *((down, "flatten", 3) for down in DOWN),
]
"""Every halving with every head; with a flatten head on moved training digits, too."""

ALONE = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""One thread for each process, which are as many as there are processors."""


def design(names: tuple[str, str, int]) -> dict[str, Any]:
    """Return a row of the networks' table, and tell how far it is."""
    row = measure(*names)._asdict()
    sys.stderr.write(f"{row}\n")
    return row


def turned(way: tuple[str, float, int]) -> list[dict[str, Any]]:
    """Return the rows of one classifier in the table of turns."""
    return [row._asdict() for row in turn(*way)]


def made(run: Callable[..., Any] | None = None) -> str:
    """Return the file's text; ``run`` is a map, by default over all processors."""
    if run is None:
        os.environ |= ALONE
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            return made(pool.map)
    rows = list(run(design, DESIGNS))
    turns = [row for rows in run(turned, WAYS) for row in rows]
    return (
        f'{{"seeds": {list(SEEDS)}, "rows": [\n{lines(rows, "")}\n],\n'
        f'"turned": [\n{lines(turns, "")}\n]}}\n'
    )
