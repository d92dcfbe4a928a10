"""Stochastic pooling: a window's numbers are the chances of being drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from .._windows import engine
from .._windows.arguments import refuse, wrong_kind
from .._windows.axis import WindowAxis
from .._windows.inputs import mean_type, prepare
from .._windows.layer import Padding, PairOfInts
from .._windows.typing import Array, Axes
from .._windows.words import answers_other_words

__all__ = ["stochastic_pool2d", "stochastic_pool2d_expected"]


@answers_other_words
def stochastic_pool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    rng: np.random.Generator,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Draw one cell of each window, with a chance proportional to its value.

    What is done while training; every call draws anew.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        No negative numbers, as after a ReLU.
    kernel_size : int or (int, int)
        As in `max_pool2d`.
    rng : numpy.random.Generator
        Where chance comes from: ``np.random.default_rng(seed)``.  One number is
        drawn per output cell.
    stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Values of `x`, of its type.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, if `x` holds a negative number, or if `rng` is no
        generator.

    See Also
    --------
    stochastic_pool2d_expected : What to do once training is over.

    Notes
    -----
    Padding is never drawn.  Where no cell is positive, the result is 0.  NaN or
    infinity in a window leave no chances to draw from: the result is NaN.

    References
    ----------
    Zeiler and Fergus (2013), *Stochastic pooling for regularization of deep
    convolutional neural networks*, section 3.1 [zeiler2013].

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> [stochastic_pool2d([[0.0, 1], [2, 5]], 2, rng=rng).item() for _ in range(6)]
    [5.0, 2.0, 1.0, 1.0, 5.0, 5.0]
    """
    name = "stochastic_pool2d"
    if not isinstance(rng, np.random.Generator):
        wrong_kind(name, "rng", rng, "a generator, np.random.default_rng(0)")
    x, axes = prepare(name, x, kernel_size, stride, padding, dilation, ceil_mode)
    _refuse_negative(name, x)
    total = sum(weight for _, weight in _cells(x, axes))
    left = rng.random(np.shape(total)) * total
    y = np.zeros(left.shape, x.dtype)
    drawn = np.isnan(left)
    if drawn.any():
        y[drawn] = np.nan  # only floats hold what makes these
    for value, weight in _cells(x, axes):
        np.copyto(y, value, where=~drawn & (weight > 0))
        left = left - weight
        drawn |= left < 0
    return y


@answers_other_words
def stochastic_pool2d_expected(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Weigh each cell by its chance: the mean of endlessly many draws.

    What is done when the network is used: ``sum(x * x) / sum(x)``.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        No negative numbers, as after a ReLU.
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Between mean and maximum of each window.  Floats keep their type; integers
        and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, or if `x` holds a negative number.

    Notes
    -----
    Padding, zero windows, NaN and infinity as in `stochastic_pool2d`.

    References
    ----------
    Zeiler and Fergus (2013), *Stochastic pooling for regularization of deep
    convolutional neural networks*, section 3.2 [zeiler2013].

    Examples
    --------
    >>> stochastic_pool2d_expected([[0, 1], [2, 5]], 2)  # 1·1/8 + 2·2/8 + 5·5/8
    array([[3.75]])
    """
    name = "stochastic_pool2d_expected"
    x, axes = prepare(name, x, kernel_size, stride, padding, dilation, ceil_mode)
    _refuse_negative(name, x)
    total = sum(weight for _, weight in _cells(x, axes))
    with np.errstate(all="ignore"):
        mean = sum(value * (weight / total) for value, weight in _cells(x, axes))
        return np.where(total == 0, 0, mean).astype(mean_type(x), copy=False)


def _cells(x: Array, axes: Axes) -> Iterator[tuple[Array, Array]]:
    """Yield, tap by tap, the value under each window and its weight.

    The weight is the value over the largest of the window, which cannot overflow
    in a sum; padding has value and weight 0.
    """
    largest = engine.reduce_windows(
        x, axes, np.maximum, engine.lowest(x.dtype), x.dtype
    )
    with np.errstate(all="ignore"):
        for (rows, in_rows), (columns, in_columns) in product(*map(_taps, axes)):
            real = np.logical_and.outer(in_rows, in_columns)
            value = np.where(real, x[..., rows[:, None], columns], 0).astype(x.dtype)
            weight = np.divide(value, largest, dtype=np.result_type(x, np.float64))
            yield value, np.where(largest > 0, weight, np.where(largest == 0, 0, value))


def _taps(axis: WindowAxis) -> Iterator[tuple[Array, Array]]:
    """Yield where each tap of all windows lies, and whether that is a real cell."""
    for t in range(axis.kernel_size):
        places = [axis.taps(i)[t] for i in range(axis.outputs)]
        inside = [0 <= place < axis.n for place in places]
        at = [p if real else 0 for p, real in zip(places, inside, strict=True)]
        yield np.array(at), np.array(inside)


def _refuse_negative(function: str, x: Array) -> None:
    if (x < 0).any():
        rule = f"holds {x.min()}, and there are no negative chances"
        refuse(function, "x", x, rule, "pool np.maximum(x, 0), as after a ReLU")
