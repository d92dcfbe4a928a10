"""Chapters 11 and 12: what a cell sees, and how large maps are along a network."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from numpy.random import Generator

from ... import geometry, receptive
from ..checks import Function
from ..checks._task import Call
from ..checks.networks import RECEPTIVE_FIELD
from ._kinds import Choice


def _networks(rng: Generator) -> Iterator[Call]:
    yield from RECEPTIVE_FIELD.calls(rng)
    yield ([(5, 1), (2, 2), (5, 1), (2, 2)],)
    yield ([(7, 2), (3, 2), (1, 1), (3, 2), (1, 1)],)


OWN_FIELD = replace(
    RECEPTIVE_FIELD,
    name="own-field",
    answer="my_field",
    reference=lambda layers: float(receptive.receptive_field(layers)[-1].size),
    calls=_networks,
    lines="checks.receptive-field",
)


def _walk(size: int, steps: Any, sides: int = 2, ceil: bool = False) -> list[int]:
    """Return every size, with one mistake or another."""
    found = []
    for k, s, p in steps:
        way = size + sides * p - k
        size = (-(-way // s) if ceil else way // s) + 1
        found.append(size)
    return found


def _steps(rng: Generator) -> Iterator[Call]:
    yield 4, [(2, 2, 0)]
    yield 32, [(5, 1, 0), (2, 2, 0), (5, 1, 0), (2, 2, 0), (5, 1, 0)]
    yield 224, [(7, 2, 3), (3, 2, 1)]
    for _ in range(20):
        steps = []
        for _ in range(int(rng.integers(1, 4))):
            k = int(rng.integers(1, 6))
            steps.append((k, int(rng.integers(1, 3)), int(rng.integers(0, k // 2 + 1))))
        yield int(rng.integers(40, 100)), steps


def _sizes(size: int, steps: Any) -> list[float]:
    found = []
    for k, s, p in steps:
        size = geometry.output_size(size, k, stride=s, padding=p)
        found.append(float(size))
    return found


TRACE_SIZES = Function(
    "trace-sizes",
    "my_trace",
    _sizes,
    _steps,
    {
        "padding-ignored": lambda size, steps: _walk(size, steps, 0),
        "padding-once": lambda size, steps: _walk(size, steps, 1),
        "ceil": lambda size, steps: _walk(size, steps, 2, True),
        "input-too": lambda size, steps: [size, *_walk(size, steps)],
        "last-only": lambda size, steps: _walk(size, steps)[-1],
        "no-plus-one": lambda size, steps: [n - 1 for n in _walk(size, steps)],
        "always-from-the-input": lambda size, steps: [
            _walk(size, [step])[0] for step in steps
        ],
    },
    {},
    "exercises.trace-sizes",
)

SPOT = Choice("spot", "right_one", "d", "abcde", "exercises.spot")

EXERCISES = (OWN_FIELD, TRACE_SIZES, SPOT)
