"""Freeze the Gradient Pinball's gradients in tests/data/pinball.json."""

import numpy as np

from pooltools import samples
from pooltools.widgets import GradientPinball

from .frozen import lines

KEYS = ("data", "balls", "mode", "kernel_size", "stride", "step", "probe")


def cases() -> list[dict[str, object]]:
    """Return states, and what is collected, measured and unpooled in each."""
    rng = np.random.default_rng(6)
    maps = [samples.FIRST_MAP, rng.integers(-2, 3, (5, 7)), np.full((3, 4), 5)]
    balls = [[[1]], rng.integers(-4, 5, (2, 3)), [[8, 0.5]]]
    found = []
    for n, (x, given) in enumerate(zip(maps, balls, strict=True)):
        for mode in ("max", "average"):
            for stride in (1, 2, 3):
                state = {"mode": mode, "stride": stride, "step": 3 * n + stride}
                size, probe = 2 + n % 2, 5 + n
                pinball = GradientPinball(x, balls=given, **state, kernel_size=size)
                pinball.probe = probe
                found.append(case(pinball))
    return found


def case(pinball: GradientPinball) -> dict[str, object]:
    """Return one state and its results."""
    state = pinball.page_state()
    unpooled = {}
    ways = ("switches", "duplicate", "spread")
    for way in ways[pinball.mode == "average" :]:  # an average has no switches
        pinball.way = way
        unpooled[way] = pinball.unpooled.round(9).tolist()
    return {key: state[key] for key in KEYS} | {
        "collected": pinball.collected.round(9).tolist(),
        "slopes": np.round(pinball.slopes, 6).tolist(),
        "unpooled": unpooled,
    }


def made() -> str:
    """Return the file's text."""
    return f'{{"cases": [\n  {lines(cases())}\n]}}\n'
