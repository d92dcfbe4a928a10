"""A race on the reader's machine."""

import time
from collections.abc import Callable, Mapping

import numpy as np

from ..._windows.arguments import positive, refuse
from ..._windows.typing import Array

__all__ = ["copy_floor", "race"]

Ways = Mapping[str, Callable[[Array], Array]]


def race(ways: Ways, x: Array, *, seconds: float = 0.2) -> dict[str, float]:
    """Time several ways to get one result, turn by turn.

    What a computer does besides makes a turn slower, never faster, so of every way
    the fastest turn counts; and who takes turns suffers alike.

    Parameters
    ----------
    ways : mapping of str to callable
        Each takes `x`.  All must return the same numbers, up to rounding.
    x : ndarray, shape (..., H, W)
        What each of them pools.
    seconds : float
        How long each may run in all; it runs once at least.

    Returns
    -------
    dict of str to float
        Milliseconds of the fastest turn.

    Raises
    ------
    TypeError, ValueError
        If there is nobody to race, two ways disagree, or `seconds` is not above 0.

    Examples
    --------
    >>> x = np.eye(4)
    >>> list(race({"max": lambda x: x.max(), "sort": lambda x: np.sort(x.ravel())[-1]},
    ...           x, seconds=0.001))
    ['max', 'sort']
    """
    seconds = positive("race", "seconds", seconds)
    if not ways:
        refuse("race", "ways", ways, "names nobody", "give one way at least")
    wanted = next(iter(ways.values()))(x)
    for name, way in list(ways.items())[1:]:
        got = way(x)
        alike = np.shape(got) == np.shape(wanted)
        if not (alike and np.allclose(got, wanted, 1e-4, 1e-5)):
            rule = "does not return what the first way returns"
            refuse("race", "ways", name, rule, "mend it first")
    best, spent = dict.fromkeys(ways, np.inf), dict.fromkeys(ways, 0.0)
    while running := [name for name in ways if spent[name] < seconds]:
        for name in running:
            start = time.perf_counter()
            ways[name](x)
            took = time.perf_counter() - start
            best[name], spent[name] = min(best[name], took), spent[name] + took
    return {name: 1e3 * took for name, took in best.items()}


def copy_floor(x: Array, y: Array) -> float:
    """Return how long it takes to read `x` and write `y` once: no way is faster.

    Parameters
    ----------
    x, y : ndarray, shape (...)
        What goes in, and what comes out.

    Returns
    -------
    float
        Milliseconds, from the speed at which this machine copies 32 MB.

    Examples
    --------
    >>> copy_floor(np.ones(4), np.ones(1)) > 0
    True
    """
    a = np.ones(1 << 22)
    b = np.empty_like(a)

    def copy(a: Array) -> Array:
        np.copyto(b, a)
        return b

    took = race({"copy": copy}, a)["copy"]
    return took * (x.nbytes + y.nbytes) / (2 * a.nbytes)
