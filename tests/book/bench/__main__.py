"""Run the races and print what came out, as JSON."""

import json
import sys

import numpy as np

from .measure import copy_speed, import_time, peak, race
from .others import RACES
from .rivals import NUMPY, RIVALS, engine
from .rows import WALL, other_row, processor, rounded, versions

LAYERS = {
    "LeNet": ((64, 6, 28, 28), 2, 2, 0),
    "ResNet's stem": ((8, 64, 112, 112), 3, 2, 1),
    "VGG": ((8, 64, 224, 224), 2, 2, 0),
    "AlexNet": ((64, 96, 55, 55), 3, 2, 0),
    "YOLO's SPP": ((1, 512, 20, 20), 13, 1, 6),
}
GROWING = "windows separable pooltools torch_1".split()
GROWTH = {name: RIVALS[name] for name in GROWING if name in RIVALS}
KERNELS = (2, 3, 5, 7, 9, 11, 13, 15, 19, 23, 27, 31)
SIDES = (8, 16, 32, 64, 128, 256, 512)
RNG = np.random.default_rng(0)


def calls(rivals, x, *layer):
    return {name: lambda p=pool: p(x, *layer) for name, pool in rivals.items()}


def layer_row(name, mode, bandwidth):
    """Race on one layer; loops over a few planes only, counted up to all."""
    shape, k, s, p = LAYERS[name]
    x = RNG.standard_normal(shape, np.float32)
    y = engine(x, k, s, p, mode)
    few = x[:1, :2]
    share = x.size / few.size
    ways = calls(RIVALS, x, k, s, p, mode)
    slow = next(iter(ways))
    ways[slow] = lambda: RIVALS[slow](few, k, s, p, mode)
    for rival, way in ways.items():
        wanted = y[:1, :2] if rival == slow else y
        np.testing.assert_allclose(way(), wanted, rtol=1e-4, atol=1e-5, err_msg=rival)
    times = race(ways, clocks=WALL)
    times[slow] *= share
    memory = {rival: peak(ways[rival]) for rival in NUMPY if rival != slow}
    floor = (x.nbytes + y.nbytes) / bandwidth
    return {
        "layer": name, "mode": mode, "shape": shape, "kernel_size": k, "stride": s,
        "padding": p, "milliseconds": rounded(times, 1e3),
        "megabytes": rounded(memory, 2**-20), "floor": float(f"{floor * 1e3:.3g}"),
    }  # fmt: skip


def growth_with_kernel(mode):
    """Return nanoseconds per output, stride 1, for windows of growing size."""
    x = RNG.standard_normal((4, 16, 112, 112), np.float32)
    rows = {}
    for k in KERNELS:
        size = engine(x, k, 1, k // 2, mode).size
        times = race(calls(GROWTH, x, k, 1, k // 2, mode), budget=0.4)
        rows[k] = rounded(times, 1e9 / size)
    return rows


def growth_with_side():
    """Return nanoseconds per input cell, 2×2 and stride 2, for growing maps."""
    rows = {}
    for side in SIDES:
        x = RNG.standard_normal(
            (max(1, 2**16 // side**2) * 4, 4, side, side), np.float32
        )
        times = race(calls(GROWTH, x, 2, 2, 0, "max"), budget=0.3)
        rows[side] = rounded(times, 1e9 / x.size)
    return rows


def main():
    bandwidth = copy_speed()
    found = {
        "processor": processor(), "versions": versions(),
        "gigabytes_per_second": float(f"{bandwidth / 1e9:.3g}"),
        "import_milliseconds": float(f"{import_time() * 1e3:.3g}"),
        "layers": [
            layer_row(name, mode, bandwidth)
            for name in LAYERS for mode in ("max", "average")
        ],
        "others": [other_row(*one) for one in RACES],
        "kernels": {mode: growth_with_kernel(mode) for mode in ("max", "average")},
        "sides": growth_with_side(),
    }  # fmt: skip
    json.dump(found, sys.stdout)


main()
