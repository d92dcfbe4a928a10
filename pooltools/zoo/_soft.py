"""The arithmetic of soft means: one formula, and its two weak spots.

With M the logarithm of the mean of exponentials,

    soft mean of v  =  M(s v) / s

is log-sum-exp pooling of v.  The generalised mean of x is the exponential of the
soft mean of log x, and the p-norm is the same with a sum in place of the mean.
"""

from typing import Any

import numpy as np

from .._windows import engine
from .._windows.typing import Array, Axes

__all__ = ["cell_counts", "power_mean", "soft_mean"]


SAFE = 1e-290, 1e290
"""Sums of powers between these have lost nothing to overflow or underflow."""


def cell_counts(axes: Axes) -> Array:
    """Return how many real cells each window reads."""
    rows, columns = (np.array(axis.counts(False)) for axis in axes)
    return np.asarray(np.multiply.outer(rows, columns))


def power_mean(x: Array, p: float, axes: Axes, divisor: Any) -> Array:
    """Return ``(sum(x ** p) / divisor) ** (1 / p)`` of each window, for x >= 0.

    `divisor` is 1, or the number of cells.  Powers are taken where they serve,
    logarithms where they do not: too large, too small, or p close to 0.
    """
    count = cell_counts(axes)
    y, good = np.float64(0), np.array(False)
    with np.errstate(all="ignore"):
        if np.isinf(p):
            best, worst = (np.maximum, 0) if p > 0 else (np.minimum, np.inf)
            return np.where(
                count, engine.reduce_windows(x, axes, best, worst, x.dtype), np.nan
            )
        if 0.5 <= abs(p) < np.inf:
            total = engine.reduce_windows(x**p, axes, np.add, 0, x.dtype)
            y = (total / divisor) ** (1 / p)
            good = (SAFE[0] < total) & (total < SAFE[1])
            if good.all():
                return np.asarray(y)
            nothing = engine.reduce_windows(x, axes, np.maximum, 0, x.dtype) == 0
            good |= nothing & (p > 0)
            if good.all():
                return np.asarray(y)
        more = np.log(count / divisor) / p if p else 0
        return np.where(good, y, np.exp(soft_mean(np.log(x), p, axes) + more))


def soft_mean(v: Array, s: float, axes: Axes) -> Array:
    """Return ``log(mean(exp(s v))) / s`` over the real cells of each window."""
    count = cell_counts(axes)
    best, worst = (np.maximum, -np.inf) if s > 0 else (np.minimum, np.inf)
    with np.errstate(all="ignore"):
        if s == 0:
            return np.asarray(
                engine.reduce_windows(v, axes, np.add, 0, v.dtype) / count
            )
        soft = _log_mean_exp(s * v, axes, count) / s if np.isfinite(s) else np.inf
        # where s v has no finite value, one end of the window is all that counts
        end = engine.reduce_windows(v, axes, best, worst, v.dtype)
        soft = np.where(np.isfinite(soft), soft, end)
    return np.where(count, soft, np.nan)


def _log_mean_exp(t: Array, axes: Axes, count: Array) -> Array:
    """Return the logarithm of the mean of exponentials, large or close to 0.

    `numpy.logaddexp` never overflows, but of a result near 0 it leaves only what
    rounding spares; there the mean is taken of ``exp(t) - 1`` instead.
    """
    log_sum = engine.reduce_windows(t, axes, np.logaddexp, -np.inf, t.dtype)
    small = engine.reduce_windows(np.abs(t), axes, np.maximum, 0, t.dtype) <= 1
    beyond_1 = engine.reduce_windows(
        np.expm1(np.minimum(t, 1)), axes, np.add, 0, t.dtype
    )
    return np.where(small, np.log1p(beyond_1 / count), log_sum - np.log(count))
