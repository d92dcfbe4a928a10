"""A short run of the fuzzer, and proof that it finds what it looks for."""

from collections import Counter

import numpy as np
import pytest

from pooltools import avg_pool2d, max_pool2d, min_pool2d

from .fuzz import FUNCTIONS, fuzz
from .fuzz.judge import GOOD


def findings(count, **more):
    return [drawn for drawn in fuzz(count, **more) if drawn[0] not in GOOD]


def test_whatever_it_is_given_a_function_answers_rightly_or_refuses_helpfully():
    assert findings(2000, seed=1) == []


def test_every_function_is_asked_and_answers_as_well_as_refuses():
    seen = Counter((name, verdict) for verdict, name, _ in fuzz(2000, seed=1))
    assert set(seen) == {(name, verdict) for name in FUNCTIONS for verdict in GOOD}
    assert len(FUNCTIONS) >= 18
    assert min(seen.values()) >= 10


def writes(x, kernel_size, **layer):
    pooled = max_pool2d(x, kernel_size, **layer)
    if isinstance(x, np.ndarray) and x.flags.writeable:
        x[...] = 0
    return pooled


def mumbles(x, kernel_size, **layer):
    try:
        return max_pool2d(x, kernel_size, **layer)
    except ValueError:
        raise ValueError("bad input") from None


def crashes(x, kernel_size, **layer):
    try:
        return max_pool2d(x, kernel_size, **layer)
    except TypeError as error:
        raise AttributeError(error) from None


def trusts(x, kernel_size, *, padding=0, **layer):
    padding = ((padding, padding),) * 2 if type(padding) is int else padding
    return max_pool2d(x, kernel_size, padding=padding, **layer)


def returns_its_input(x, kernel_size, **layer):
    pooled = max_pool2d(x, kernel_size, **layer)
    whole = isinstance(x, np.ndarray) and pooled.shape == x.shape
    return x if whole and np.array_equal(pooled, x) else pooled


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("max_pool2d", writes, "has changed what it was given"),
        ("max_pool2d", mumbles, "says only: bad input"),
        ("max_pool2d", crashes, "raises AttributeError"),
        ("max_pool2d", trusts, "accepts what loops can not do"),
        ("max_pool2d", returns_its_input, "returns the memory that it was given"),
        ("max_pool2d", min_pool2d, "says only: min_pool2d"),
        ("max_pool2d", lambda *a, **k: max_pool2d(*a, **k)[..., :1], "returns"),
        ("max_pool2d", lambda *a, **k: max_pool2d(*a, **k) + 1, "returns"),
        ("avg_pool2d", lambda *a, count_include_pad, **k: avg_pool2d(*a, **k), "ret"),
    ],
)  # fmt: skip
def test_a_seeded_mistake_is_found(name, wrong, words):
    found = findings(600, functions={name: wrong})
    assert any(verdict.startswith(words) for verdict, _, _ in found)
