"""Freeze the Channel Lanes' outputs and counts in tests/data/lanes.json."""

from itertools import product

import numpy as np

from pooltools import samples
from pooltools.widgets import ChannelLanes
from pooltools.widgets.lanes import OPERATIONS

from .frozen import lines

HEADS = ("flatten", "global average")


def cases() -> list[dict[str, object]]:
    """Return the outputs of all operations on the classic maps and on random ones."""
    rng = np.random.default_rng(5)
    found = []
    for operation in OPERATIONS:
        for x in (samples.CHANNELS, rng.integers(-9, 10, (3, 4, 4))):
            lanes = ChannelLanes(x, operation=operation)
            case = {"operation": operation, "painted": np.asarray(x).tolist()}
            found.append(case | {"output": lanes.output.tolist()})
    return found


def networks() -> list[dict[str, object]]:
    """Count VGG-16 with every choice of poolings and both heads."""
    found = []
    for bits, head in product(product("10", repeat=5), HEADS):
        lanes = ChannelLanes(pools="".join(bits), head=head)
        rows = [[row.name, list(row.shape), *row[2:]] for row in lanes.rows]
        found.append({"pools": lanes.pools, "head": head, "counts": lanes.counts})
        if lanes.pools in ("11111", "10110", "00000"):
            found[-1]["rows"] = rows
    return found


def made() -> str:
    """Return the file's text."""
    outputs, counts = lines(cases(), ""), lines(networks(), "")
    return f'{{"cases": [\n{outputs}\n],\n"networks": [\n{counts}\n]}}\n'
