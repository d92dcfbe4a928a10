"""Which tokens of a set count, and the mean of those that do."""

from typing import Any

import numpy as np

from .arguments import refuse, wrong_kind
from .inputs import mean_type
from .typing import Array

__all__ = ["counted_tokens", "mean_of_counted"]


def counted_tokens(name: str, x: Array, mask: Any) -> Array:
    """Return one bool for each token, of which at least one in each set is True."""
    if mask is None:
        return np.ones((1,) * (x.ndim - 1), bool)
    try:
        given = np.asarray(mask)
    except ValueError:
        fix = "make them equal"
        refuse(name, "mask", mask, "has rows of different lengths", fix)
    if given.dtype != bool:
        wrong_kind(name, "mask", mask, "bools, True for what counts")
    try:
        counted = np.broadcast_to(given, x.shape[:-1])
    except ValueError:
        rule = f"has shape {given.shape}, but the tokens {x.shape[:-1]}"
        refuse(name, "mask", mask, rule, "give one bool for each token")
    empty = int((~counted.any(-1)).sum())
    if empty:
        rule = f"leaves nothing to pool in {empty} of {counted[..., 0].size} sets"
        refuse(name, "mask", mask, rule, "let a token count, or leave the set out")
    return counted


def mean_of_counted(x: Array, counted: Array) -> Array:
    """Return the mean of the tokens that count, in no less than double precision."""
    double = np.promote_types(mean_type(x), np.float64)
    count = np.broadcast_to(counted, x.shape[:-1]).sum(-1)[..., None]
    with np.errstate(all="ignore"):
        total = np.add.reduce(x, -2, dtype=double, where=counted[..., None])
        return np.asarray(total / count)
