"""Gradients by nudging: slow, and with no idea of how the function works."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .._windows.arguments import positive
from .._windows.inputs import numbers, of_shape
from .._windows.typing import Array

__all__ = ["numeric_gradient"]


def numeric_gradient(
    function: Callable[[Array], ArrayLike],
    x: ArrayLike,
    grad_output: ArrayLike,
    *,
    epsilon: float = 1e-4,
) -> Array:
    """Nudge every number of `x` up and down, and measure how the loss follows.

    It knows nothing of the function but its results, so it can judge a backward
    pass.  It calls the function twice for each number: for small maps only.

    Parameters
    ----------
    function : callable
        Takes an array of the shape of `x`; returns one of that of `grad_output`.
    x : array_like, shape (..., H, W)
        Where to measure, computed with as float64.
    grad_output : array_like, shape (..., H_out, W_out)
        How much the loss grows per unit of each output.
    epsilon : float
        Size of the nudge, above 0.

    Returns
    -------
    ndarray of float64, shape (..., H, W)
        ``(loss(x + epsilon) - loss(x - epsilon)) / (2 epsilon)``, one number
        nudged at a time.

    Raises
    ------
    TypeError, ValueError
        If `x` or `grad_output` is no map of numbers, the function's result has
        not the shape of `grad_output`, or `epsilon` is not above 0.

    Notes
    -----
    Pooling with max, min or average consists of straight pieces, so there the
    result is exact but for rounding, as long as no nudge changes a winner.  Where
    two cells tie, the slopes up and down differ and their mean is returned.

    Examples
    --------
    >>> from pooltools import max_pool2d
    >>> def pool(x):
    ...     return max_pool2d(x, 2)
    >>> numeric_gradient(pool, [[5, 1], [0, 2]], [[3]]).round(6)
    array([[3., 0.],
           [0., 0.]])
    >>> numeric_gradient(pool, [[5, 5], [0, 2]], [[3]]).round(6)  # a tie
    array([[1.5, 1.5],
           [0. , 0. ]])
    """
    name = "numeric_gradient"
    x, grad = numbers(name, x).astype(float), numbers(name, grad_output, "grad_output")
    epsilon = positive(name, "epsilon", epsilon)
    of_shape(name, "grad_output", grad, np.shape(function(x.copy())))
    slope = np.empty(x.shape)
    for at in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[at] += epsilon
        down[at] -= epsilon
        run = up[at] - down[at]  # what is left of 2 epsilon after rounding
        rise = np.subtract(function(up), function(down))
        slope[at] = (grad * rise).sum() / run
    return slope
