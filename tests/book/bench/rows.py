"""One race, and what machine it was on."""

import os
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from .measure import peak, race

WALL = {"torch_2": time.perf_counter}
RNG = np.random.default_rng(0)


def other_row(name, shape, ways):
    """Race on what is not just one layer forwards."""
    x = RNG.standard_normal(shape, np.float32)
    wanted = ways["pooltools"](x)
    calls = {rival: lambda w=way: w(x) for rival, way in ways.items()}
    for rival, call in calls.items():
        np.testing.assert_allclose(call(), wanted, 1e-4, 1e-5, err_msg=rival)
    times = race(calls, clocks=WALL)
    memory = {rival: peak(calls[rival]) for rival in calls if "torch" not in rival}
    return {
        "layer": name, "shape": shape, "milliseconds": rounded(times, 1e3),
        "megabytes": rounded(memory, 2**-20),
    }  # fmt: skip


def rounded(numbers, unit):
    return {name: float(f"{number * unit:.3g}") for name, number in numbers.items()}


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
