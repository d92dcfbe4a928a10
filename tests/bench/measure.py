"""Take the time of several ways to do one thing, turn by turn, and their memory."""

import time
import tracemalloc

import numpy as np


def copy_speed():
    """Return the bytes per second that one thread reads and writes."""
    a = np.ones(1 << 24, np.float32)
    b = np.empty_like(a)
    return 2 * a.nbytes / min(seconds(lambda: np.copyto(b, a)) for _ in range(20))


def seconds(call, clock=time.process_time):
    start = clock()
    call()
    return clock() - start


def race(calls, budget=1.0, clocks=None):
    """Return the least seconds of each call; all take turns until time is up.

    What a machine does besides makes calls slower, never faster; and it hits all
    alike that take turns.  CPU time is taken, except where `clocks` has another.
    """
    taken = {name: [] for name in calls}
    slow = {name for name, call in calls.items() if seconds(call) > budget}
    end = time.perf_counter() + budget * len(calls)
    while time.perf_counter() < end or not all(taken.values()):
        for name, call in calls.items():
            if name not in slow or not taken[name]:
                clock = (clocks or {}).get(name, time.process_time)
                taken[name].append(seconds(call, clock))
    return {name: min(times) for name, times in taken.items()}


def peak(call):
    """Return the most bytes that NumPy held at once, the result included."""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
