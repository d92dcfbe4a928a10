"""The frozen table: every halving with every head, several seeds.

``make experiments`` trains them all anew and writes ``robustness.json`` beside this
file (a few minutes).  Pages quote the table and train only a handful themselves.
"""

import json
from functools import cache
from importlib.resources import files
from itertools import product
from statistics import mean, stdev
from typing import Any, NamedTuple

from .tiny import DOWN, HEADS, consistency, fit, moved_accuracy
from .training import parameter_count

__all__ = ["DISTANCES", "SEEDS", "Row", "robustness_table"]

SEEDS = (0, 1, 2)
DISTANCES = (0, 1, 2, 3)
SHAKEN = 3
"""Pixels by which training digits are moved in the second half of the table."""


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


def main() -> None:
    """Train everything and write the table."""
    designs = product((0, SHAKEN), HEADS, DOWN)
    rows: list[dict[str, Any]] = []
    for shifts, head, down in designs:
        rows.append(measure(down, head, shifts)._asdict())
        print(rows[-1], flush=True)
    text = ",\n".join(json.dumps(row) for row in rows)
    table = f'{{"seeds": {list(SEEDS)}, "rows": [\n{text}\n]}}\n'
    with open(str(files(__package__).joinpath("robustness.json")), "w") as file:
        file.write(table)
