"""Take the time of several ways to do one thing, turn by turn, and their memory."""

import os
import subprocess
import sys
import time
import tracemalloc

import numpy as np

IMPORT = """
import time, numpy
start = time.process_time()
from pooltools import *
print(time.process_time() - start)
"""


def copy_speed():
    """Return the bytes per second that one thread reads and writes."""
    a = np.ones(1 << 24, np.float32)
    b = np.empty_like(a)
    return 2 * a.nbytes / min(seconds(lambda: np.copyto(b, a)) for _ in range(20))


def import_time():
    """Return the seconds that importing all of pooltools adds to importing NumPy."""
    # Python compiles at the first import and keeps that, unless it is told not to
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    run = [sys.executable, "-c", IMPORT]
    return min(
        float(subprocess.check_output(run, env=env, text=True)) for _ in range(20)
    )


def seconds(call, clock=time.process_time):
    start = clock()
    call()
    return clock() - start


def race(calls, budget=1.0, clocks=None):
    """Return the least seconds of each call; all take turns until time is up.

    What a machine does besides makes calls slower, never faster; and it hits all
    alike that take turns.  Each has the same time, so whoever is quick has the more
    turns.  CPU time is taken, except where `clocks` has another.
    """
    for call in calls.values():
        call()  # what is set up at the first turn counts for nobody
    best, spent = dict.fromkeys(calls, np.inf), dict.fromkeys(calls, 0.0)
    while running := [name for name in calls if spent[name] < budget]:
        for name in running:
            clock = (clocks or {}).get(name, time.process_time)
            took = seconds(calls[name], clock)
            best[name], spent[name] = min(best[name], took), spent[name] + took
    return best


def peak(call):
    """Return the most bytes that NumPy held at once, the result included."""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
