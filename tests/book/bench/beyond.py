"""Races beyond maps, in a report of their own: python -m tests.make pace.

They need PyTorch alone and a minute, so that the long race need not be run for them.
"""

import os
import sys

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

import pooltools as pt

from .measure import copy_speed
from .others import with_torch
from .report import about, table
from .rows import other_row, processor, versions


def windows(name, shape, axes, k, mode):
    """Pool windows of k cells along one axis or three, without overlap."""
    short, summary = ("max", np.max) if mode == "max" else ("avg", np.mean)
    pool = getattr(pt, f"{short}_pool{axes}d")
    last = tuple(range(-axes, 0))
    steps = (..., *[slice(None, None, k)] * axes, *[slice(None)] * axes)

    def plain(x):
        return summary(sliding_window_view(x, (k,) * axes, last)[steps], last)

    def call(torch, x):
        with torch.inference_mode():
            return getattr(torch.nn.functional, f"{short}_pool{axes}d")(x, k)

    ways = {"plain": plain, "pooltools": lambda x: pool(x, k)}
    return f"{name} {mode}", shape, ways | with_torch(call)


def attention():
    """Pool the patches of pictures, as many as ViT-B has, by one query."""
    size = 768
    query = np.random.default_rng(1).standard_normal(size, np.float32)

    def plain(x):
        powers = np.exp(np.einsum("bnd,d->bn", x, query) / np.sqrt(size))
        weights = powers / powers.sum(-1, keepdims=True)
        return np.einsum("bn,bnd->bd", weights, x)

    def call(torch, x):
        attend = torch.nn.functional.scaled_dot_product_attention
        one = torch.from_numpy(query).expand(len(x), 1, size)
        with torch.inference_mode():
            return attend(one, x, x)[:, 0]

    ways = {"plain": plain, "pooltools": lambda x: pt.attention_pool(x, query)}
    return "ViT-B's patches, attention", (16, 197, size), ways | with_torch(call)


WAVE = "sound of half a second,", (16, 128, 8000), 1, 4
FILM = "C3D's second layer,", (1, 64, 16, 56, 56), 3, 2


RACES = [
    *(windows(*at, mode) for at in (WAVE, FILM) for mode in ("max", "average")),
    attention(),
]
HEAD = """\
# Sequences, volumes and tokens

{machine}; {versions}.
Least CPU time of many turns, as a multiple of pooltools' own; two threads: least time
on the clock, for which {load:.1f} processes waited on average.
Written by `python -m tests.make pace`.

"""


def main() -> None:
    """Run the races and print the report."""
    speed = float(f"{copy_speed() / 1e9:.3g}")
    found = {"processor": processor(), "versions": versions()}
    machine, installed = about(found | {"gigabytes_per_second": speed})
    rows = [other_row(*one) for one in RACES]
    load = os.getloadavg()[0]
    head = HEAD.format(machine=machine, versions=installed, load=load)
    sys.stdout.write(head + table(rows) + "\n")


if __name__ == "__main__":
    main()
