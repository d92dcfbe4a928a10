"""Run the races and write what came out."""

import json
import os
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from pooltools.text import say

from .measure import copy_speed, peak, race
from .rivals import NUMPY, RIVALS, engine

DATA = Path(__file__).parents[2] / "pooltools" / "data" / "speed.json"
TABLE = Path(__file__).parent / "results.md"
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
WALL = {"torch_2": time.perf_counter}
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


def rounded(numbers, unit):
    return {name: float(f"{number * unit:.3g}") for name, number in numbers.items()}


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


def versions():
    names = "numpy torch onnxruntime scipy scikit-image".split()
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return {"python": platform.python_version(), **found}


def processor():
    lines = Path("/proc/cpuinfo")
    text = lines.read_text() if lines.exists() else ""
    names = [
        row.split(":")[1].strip() for row in text.splitlines() if "model name" in row
    ]
    return f"{(names or [platform.machine()])[0]}, {os.cpu_count()} cores"


def markdown(found):
    """Write the rows as a table of ratios to pooltools' time."""
    names = list(RIVALS)
    others = [say(f"speed.{name}") for name in names if name != "pooltools"]
    head = ["layer", "pooltools, ms", *others, "memory floor"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for row in found["layers"]:
        times = row["milliseconds"]
        ours = times["pooltools"]
        ratios = [times[n] / ours for n in names if n != "pooltools"]
        cells = [f"{row['layer']} {row['mode']}", f"{ours:.3g}"]
        cells += [f"{ratio:.2g}" if ratio < 10 else f"{ratio:.0f}" for ratio in ratios]
        lines.append(f"| {' | '.join([*cells, format(row['floor'] / ours, '.2f')])} |")
    about = ", ".join(f"{k} {v}" for k, v in found["versions"].items())
    return (
        "# Times as multiples of pooltools' own\n\n"
        f"{found['processor']}; {about}.\n"
        "Least CPU time of many turns; two threads: least time on the clock.\n"
        "Written by `make bench`.\n\n" + "\n".join(lines) + "\n"
    )


def main():
    bandwidth = copy_speed()
    found = {
        "processor": processor(), "versions": versions(),
        "gigabytes_per_second": float(f"{bandwidth / 1e9:.3g}"),
        "layers": [
            layer_row(name, mode, bandwidth)
            for name in LAYERS for mode in ("max", "average")
        ],
        "kernels": {mode: growth_with_kernel(mode) for mode in ("max", "average")},
        "sides": growth_with_side(),
    }  # fmt: skip
    DATA.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    TABLE.write_text(markdown(found), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))


main()
