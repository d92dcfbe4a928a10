"""Maximum and average together: weighted into one map, or side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .._windows.arguments import real, refuse
from .._windows.inputs import mean_type, numbers, prepare
from .._windows.layer import Padding, PairOfInts
from .._windows.typing import Array
from .._windows.words import answers_other_words
from ..pool import avg_pool2d, max_pool2d

__all__ = ["concat_pool2d", "mixed_pool2d"]


@answers_other_words
def mixed_pool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    share: float,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Mix maximum and average: ``share * max + (1 - share) * average``.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
    kernel_size : int or (int, int)
        As in `max_pool2d`.
    share : float
        Of the maximum, from 0 to 1.  A network may learn it.
    stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Floats keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, or if `share` is not from 0 to 1.

    See Also
    --------
    concat_pool2d : Keep both.

    Notes
    -----
    Both are taken over real cells; padding is not counted.  The *added* form of
    combined pooling, max + average, is twice the mixture with a share of 1/2.

    References
    ----------
    Lee et al. (2016), *Generalizing pooling functions in convolutional neural
    networks: mixed, gated, and tree*, section 3.1 [lee2016].

    Examples
    --------
    >>> x = [[1, 2], [4, 9]]
    >>> [mixed_pool2d(x, 2, share=share).item() for share in (0, 0.5, 1)]
    [4.0, 6.5, 9.0]
    """
    share = real("mixed_pool2d", "share", share)
    if not 0 <= share <= 1:
        rule = "is no share of a whole"
        refuse("mixed_pool2d", "share", share, rule, "use a number from 0 to 1")
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, _ = prepare("mixed_pool2d", x, *layer)
    largest, mean = _both(x, *layer)
    if share in (0, 1):  # nothing of an infinite other one
        return np.asarray(largest if share else mean)
    with np.errstate(all="ignore"):
        mixture: Array = share * largest + (1 - share) * mean
    return mixture


@answers_other_words
def concat_pool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Keep maximum and average, one after the other along the channels.

    Parameters
    ----------
    x : array_like, shape (..., C, H, W)
        Bools, integers or floats.
    kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., 2 C, H_out, W_out)
        First the C maxima, then the C averages.  Floats keep their type; integers
        and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, or if `x` has no channels.

    Notes
    -----
    Averages are over real cells, as in `mixed_pool2d`.  What reads the result
    needs weights for twice as many channels.

    Examples
    --------
    >>> concat_pool2d([[[1, 2], [4, 9]]], 2).ravel()
    array([9., 4.])
    """
    x = numbers("concat_pool2d", x)
    if x.ndim < 3:
        rule = f"has shape {x.shape}, but channels are needed, (..., C, H, W)"
        refuse("concat_pool2d", "x", x, rule, "add an axis, as in x[np.newaxis]")
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, _ = prepare("concat_pool2d", x, *layer)
    return np.concatenate(_both(x, *layer), axis=-3)


def _both(x: Array, kernel_size: PairOfInts, *layer: Any) -> tuple[Any, Any]:
    """Return maximum and average over the same real cells, of one type."""
    names = ("stride", "padding", "dilation", "ceil_mode")
    same = dict(zip(names, layer, strict=True))
    largest = max_pool2d(x, kernel_size, **same).astype(mean_type(x), copy=False)
    return largest, avg_pool2d(x, kernel_size, **same, count_include_pad=False)
