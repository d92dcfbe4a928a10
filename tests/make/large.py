"""Measure what one plane of a gigabyte costs in memory, operation by operation."""

import numpy as np

import pooltools

from ..book.bench.measure import peak

GB = 1 << 30
PLANES = {"uint8": (GB >> 15, 1 << 15), "float32": (GB >> 16, 1 << 14)}
POOLS = {
    "max, 2 × 2": lambda x: pooltools.max_pool2d(x, 2),
    "max, 3 × 3, stride 1": lambda x: pooltools.max_pool2d(x, 3, stride=1),
    "average, 2 × 2": lambda x: pooltools.avg_pool2d(x, 2),
    "average, 3 × 3, stride 1": lambda x: pooltools.avg_pool2d(x, 3, stride=1),
    "max with indices, 2 × 2": lambda x: pooltools.max_pool2d_with_indices(x, 2),
    "adaptive max, 7 × 7": lambda x: pooltools.adaptive_max_pool2d(x, 7),
    "adaptive average, 7 × 7": lambda x: pooltools.adaptive_avg_pool2d(x, 7),
    "global max": pooltools.global_max_pool2d,
    "global average": pooltools.global_avg_pool2d,
}
HEAD = """\
# One plane of a gigabyte

The most memory that an operation took besides its result, in MB.
Written by `python -m tests.make large`.

| | result, uint8 | besides | result, float32 | besides |
|---|---|---|---|---|
"""


def row(pool):  # type: ignore[no-untyped-def]
    """Return the megabytes of the result and besides, for both kinds of plane."""
    cells = []
    for dtype, shape in PLANES.items():
        x, made = np.ones(shape, dtype), []
        most = peak(lambda x=x, made=made: made.append(pool(x)))
        arrays = made[0] if isinstance(made[0], tuple) else made
        size = sum(array.nbytes for array in arrays)
        cells += [size / 1e6, (most - size) / 1e6]
    return cells


def made() -> str:
    """Return the file's text."""
    lines = (
        f"| {name} | {' | '.join(f'{number:.0f}' for number in row(pool))} |"
        for name, pool in POOLS.items()
    )
    return HEAD + "\n".join(lines) + "\n"
