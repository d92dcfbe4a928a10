"""Means with a dial: from the minimum through the mean to the maximum."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .._windows.arguments import norm, real, refuse
from .._windows.inputs import mean_type, prepare
from .._windows.layer import Padding, PairOfInts
from .._windows.pieces import in_pieces
from .._windows.typing import Array, Axes
from .._windows.words import answers_other_words
from ._soft import cell_counts, power_mean, soft_mean

__all__ = ["gem_pool2d", "logsumexp_pool2d", "lp_pool2d"]


@answers_other_words
def lp_pool2d(
    x: ArrayLike,
    norm_type: float,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Take the p-norm of each window: the p-th root of the sum of ``|x| ** p``.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Any numbers, negative ones too.
    norm_type : float
        The p, at least 1.  1 is the sum of absolute values, 2 the Euclidean length,
        inf the largest absolute value.
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Floats keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, or if `norm_type` is below 1.

    See Also
    --------
    gem_pool2d : The mean in place of the sum.

    Notes
    -----
    This is ONNX's definition.  PyTorch takes no absolute value, so an odd p above 1
    makes NaN of a negative sum, and it rescales windows that ceil mode lets hang
    over as if they were full; on x >= 0 and whole windows the two agree.  p = 1 is
    a *sum* in both, not an average.  Padding adds zeros, and so nothing.

    References
    ----------
    Boureau et al. (2010), *A theoretical analysis of feature pooling in visual
    recognition*: what lies between mean and maximum [boureau2010].

    Examples
    --------
    >>> x = [[3, -4], [0, 0]]
    >>> [lp_pool2d(x, p, 2).item() for p in (1, 2, np.inf)]
    [7.0, 5.0, 4.0]
    """
    p = norm("lp_pool2d", norm_type)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("lp_pool2d", x, *layer)

    def norms(x: Array, axes: Axes) -> Array:
        return np.where(cell_counts(axes), power_mean(np.abs(x), p, axes, 1), 0)

    with np.errstate(over="ignore"):
        return in_pieces(x, axes, norms, mean_type(x))


@answers_other_words
def gem_pool2d(
    x: ArrayLike,
    p: float,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Take the generalised mean: the p-th root of the mean of ``x ** p``.

    Known as GeM, where p is learned, and as the power mean.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        No negative numbers.
    p : float
        Any number: -inf is the minimum, -1 the harmonic mean, 0 the geometric
        mean, 1 the mean, 2 the root mean square, inf the maximum.
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Between minimum and maximum of each window, never less for a larger p.
        Floats keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, or if `x` holds a negative number.

    Notes
    -----
    The mean is over real cells: padding is not counted, and a window without any
    real cell gives NaN.  A single 0 makes the result 0 for every p <= 0.
    Where a power would leave the range of floats, logarithms are summed instead, so
    p = 1000 overflows as little as p = 3.

    References
    ----------
    Radenović et al. (2019), *Fine-tuning CNN image retrieval with no human
    annotation*, section 3.2 [radenovic2019].

    Examples
    --------
    >>> x = [[1, 2], [4, 8]]
    >>> [gem_pool2d(x, p, 2).round(2).item() for p in (-np.inf, -1, 0, 1, 2, np.inf)]
    [1.0, 2.13, 2.83, 3.75, 4.61, 8.0]
    """
    power = real("gem_pool2d", "p", p)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("gem_pool2d", x, *layer)
    if (x < 0).any():
        rule = f"holds {x.min()}, and negative numbers have no general power"
        refuse("gem_pool2d", "x", x, rule, "pool np.maximum(x, 0), as after a ReLU")

    def means(x: Array, axes: Axes) -> Array:
        return power_mean(x, power, axes, cell_counts(axes))

    return in_pieces(x, axes, means, mean_type(x))


@answers_other_words
def logsumexp_pool2d(
    x: ArrayLike,
    sharpness: float,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Take ``log(mean(exp(s x))) / s``, a mean that leans to the maximum.

    The field says log-sum-exp; what is taken is the mean, else the result would
    grow with the window and leave the range of its numbers.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Any numbers, negative ones too.
    sharpness : float
        The s: 0 is the mean, inf the maximum, -inf the minimum.  It has the unit of
        1 / x: numbers ten times as large need a tenth of it.
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Between minimum and maximum of each window.  Floats keep their type;
        integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, or if `sharpness` is NaN.

    Notes
    -----
    Padding is not counted, as in `gem_pool2d`: a 0 would count like any number
    here, since exp(0) is 1.  Each window is taken as a whole in double precision,
    which takes several times the memory of all its cells.

    References
    ----------
    Boureau et al. (2010), *A theoretical analysis of feature pooling in visual
    recognition*: what lies between mean and maximum [boureau2010].

    Examples
    --------
    >>> x = [[1, 2], [4, 8]]
    >>> [logsumexp_pool2d(x, s, 2).round(2).item() for s in (0, 1, 10, np.inf)]
    [3.75, 6.64, 7.86, 8.0]
    """
    s = real("logsumexp_pool2d", "sharpness", sharpness)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("logsumexp_pool2d", x, *layer)
    return in_pieces(x, axes, lambda x, axes: soft_mean(x, s, axes), mean_type(x))
