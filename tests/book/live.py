"""The mark of every test that asks PyTorch itself, and what a run without it misses."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., object])
WITHOUT = (
    "PyTorch is NOT installed: only its frozen answers were compared, nothing live; "
    "pip install 'pooltools[oracles]' compares both"
)


def asks_pytorch(test: Test) -> Test:
    """Mark a test with ``torch``, and skip it, saying so, where PyTorch is missing."""
    missing = pytest.mark.skipif(find_spec("torch") is None, reason=WITHOUT)
    return missing(pytest.mark.torch(test))
