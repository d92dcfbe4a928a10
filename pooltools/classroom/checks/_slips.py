"""Slips that may befall any task: told by the right answer, whatever the task is."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..._windows.typing import Array
from ._same import same

BY_CHANCE = 0.25
"""The share of cells that may be right though nothing was written there."""

Pair = tuple[Array, Array]
"""An answer and the right one, as floats."""


def slip(answers: Iterable[Any], right: Iterable[Any]) -> str | None:
    """Return which slip explains all the answers, or None.

    Parameters
    ----------
    answers : iterable
        What an answer gave to each call.
    right : iterable
        What is right.

    Examples
    --------
    >>> slip([[2, 3], [4, 0]], [[2, 3.4], [4, 0.3]]), slip([7], [8])
    ('rounded', None)
    """
    pairs: list[Pair] = []
    for answer, wanted in zip(answers, right, strict=True):
        try:
            got, want = np.asarray(answer, float), np.asarray(wanted, float)
        except Exception:  # whatever an answer of any kind does then
            return None
        pairs.append((got, want))
    wrong = [pair for pair in pairs if not same(*pair)]
    if not wrong:
        return None
    return next((name for name, tells in SLIPS.items() if tells(pairs, wrong)), None)


def _zeros(pairs: list[Pair], wrong: list[Pair]) -> bool:
    return all(
        got.shape == want.shape and got.ndim > 0 and not got.any()
        for got, want in pairs
    )


def _rounded(pairs: list[Pair], wrong: list[Pair]) -> bool:
    return all(
        same(got, np.trunc(want)) or same(got, np.round(want))
        for got, want in pairs
    )  # fmt: skip


def _ends_early(pairs: list[Pair], wrong: list[Pair]) -> bool:
    """Tell whether only the last row or column, or both, are missing or wrong."""
    return all(_without_end(*pair) for pair in wrong)


def _without_end(got: Array, want: Array) -> bool:
    if got.ndim != want.ndim or want.ndim < 2:
        return False
    for rows, columns in ((0, 1), (1, 0), (1, 1)):
        height, width = want.shape[-2] - rows, want.shape[-1] - columns
        part = want[..., :height, :width]
        if part.size and same(got[..., :height, :width], part):
            return got.shape in (want.shape, part.shape)
    return 1 in want.shape[-2:]  # then nothing else is in it


def _first_alone(pairs: list[Pair], wrong: list[Pair]) -> bool:
    """Tell whether a loop ended after its first cell or row: the rest is chance."""
    if any(got.shape != want.shape or want.ndim < 2 for got, want in pairs):
        return False
    full = [(got, want) for got, want in pairs if want.size]
    if not all(same(got[..., 0, 0], want[..., 0, 0]) for got, want in full):
        return False
    below = [np.isclose(got[..., 1:, :], want[..., 1:, :]) for got, want in wrong]
    cells = sum(one.size for one in below)
    return cells > 0 and sum(int(one.sum()) for one in below) < BY_CHANCE * cells


def _unfinished(pairs: list[Pair], wrong: list[Pair]) -> bool:
    """Tell whether what is wrong is still 0, though some of it should be positive.

    Where only negative numbers are wanted, a 0 may have been chosen.
    """
    if any(got.shape != want.shape or want.ndim == 0 for got, want in pairs):
        return False
    ours = np.concatenate([got.ravel() for got, _ in pairs])
    right = np.concatenate([want.ravel() for _, want in pairs])
    missed = ~np.isclose(ours, right)
    return not ours[missed].any() and bool((right[missed] > 0).any())


SLIPS: dict[str, Callable[[list[Pair], list[Pair]], bool]] = {
    "zeros": _zeros,
    "rounded": _rounded,
    "ends-early": _ends_early,
    "first-alone": _first_alone,
    "unfinished": _unfinished,
}
"""Each slip, and how it is told; the first one that fits counts."""
