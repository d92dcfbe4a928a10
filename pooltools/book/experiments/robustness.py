"""The frozen table: every halving with every head, several seeds.

It lies beside this file; ``make experiments`` trains all networks anew and writes it.
Pages quote the table and train only a handful themselves.
"""

import json
from functools import cache
from importlib.resources import files
from statistics import mean, stdev
from typing import NamedTuple

from .tiny import consistency, fit, moved_accuracy
from .training import parameter_count

__all__ = ["DISTANCES", "SEEDS", "Row", "robustness_table"]

SEEDS = (0, 1, 2)
DISTANCES = (0, 1, 2, 3)


class Row(NamedTuple):
    """What one design does: means over the seeds, in percent.

    ``accuracy[d]`` and ``consistency[d]`` are for test digits moved by d pixels,
    averaged over the eight directions; ``spread[d]`` is the standard deviation of
    the accuracy between seeds.  ``shifts`` says by how many pixels training digits
    were moved.
    """

    down: str
    head: str
    shifts: int
    parameters: int
    accuracy: list[float]
    spread: list[float]
    consistency: list[float]


@cache
def robustness_table() -> tuple[Row, ...]:
    """Return the frozen results, one row per design.

    Examples
    --------
    >>> rows = robustness_table()
    >>> len(rows)
    36
    >>> [row.parameters for row in rows if row[:3] == ("max", "flatten", 0)]
    [3818]
    """
    path = files(__package__).joinpath("robustness.json")
    return tuple(Row(**row) for row in json.loads(path.read_text("utf-8"))["rows"])


def measure(down: str, head: str, shifts: int) -> Row:
    """Train one design with every seed."""
    runs: list[list[float]] = []
    for seed in SEEDS:
        net = fit(down, head, seed=seed, shifts=shifts)
        hits = [100 * moved_accuracy(net, d) for d in DISTANCES]
        runs.append(hits + [100 * consistency(net, d) for d in DISTANCES])
    columns = list(zip(*runs, strict=True))
    means = [round(mean(column), 1) for column in columns]
    spread = [round(stdev(column), 1) for column in columns[: len(DISTANCES)]]
    half = len(DISTANCES)
    return Row(
        down, head, shifts, parameter_count(net), means[:half], spread, means[half:]
    )
