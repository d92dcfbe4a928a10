"""Pooling along one axis: words of a sentence, samples of a sound, days of a year.

Leading axes are free: ``x`` has shape ``(..., L)``, and whatever comes before the last
axis, such as samples and channels, is pooled independently.  A sequence is a map of one
row here, so everything that `pool` says of maps holds, number for number.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows import engine, ranking, sums
from ._windows.inputs import divisors
from ._windows.lines import PaddingOfLine, prepare_line
from ._windows.words import answers_other_words

__all__ = ["avg_pool1d", "max_pool1d", "max_pool1d_with_indices"]


@answers_other_words
def max_pool1d(
    x: ArrayLike,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: PaddingOfLine = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> NDArray[Any]:
    """Keep the largest value of each window of a sequence.

    Parameters
    ----------
    x : array_like, shape (..., L)
        Bools, integers or floats.
        Channels last, (..., L, C), would pool the channels: see `max_pool2d`.
    kernel_size : int
        Taps of the window.
    stride : int, optional
        Cells from one window to the next; defaults to `kernel_size`, so windows tile.
    padding : int, (before, after) or str
        Cells added on either side, as in `output_size`.
    dilation : int
        Cells from one tap of the window to the next.
    ceil_mode : bool
        Keep a window that hangs over the end, see `output_size`.

    Returns
    -------
    ndarray, shape (..., L_out)
        Of the type of `x`.

    Raises
    ------
    TypeError
        If `x` holds no real numbers or an argument is of the wrong kind.
    ValueError
        If `x` is ragged or a single number, or if an argument is out of range or
        leaves no room for a window.

    See Also
    --------
    masked_max : The maximum over all of a sequence, its padding left out.
    output_size : How L_out comes about.

    Notes
    -----
    Padding never wins, and NaN always does, as in `max_pool2d`.  Equals PyTorch's
    function of this name, which has no padding on one side alone.

    References
    ----------
    Collobert et al. (2011), *Natural language processing (almost) from scratch*,
    section 3.3.2: with a window of the whole sentence, the maximum over time
    [collobert2011].

    Examples
    --------
    >>> max_pool1d([1, 5, 2, 0, 3], 2)
    array([5, 2])
    >>> max_pool1d([-1, -5, -2], 3, stride=1, padding=1)  # never 0
    array([-1, -1, -2])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_line("max_pool1d", x, *layer)
    lowest = engine.lowest(x.dtype)
    y = engine.reduce_windows(x, axes, np.maximum, lowest, x.dtype)
    return y[..., 0, :]


@answers_other_words
def max_pool1d_with_indices(
    x: ArrayLike,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: PaddingOfLine = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Keep the largest value of each window of a sequence and tell where it was.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool1d`.

    Returns
    -------
    values : ndarray, shape (..., L_out)
        Those of `max_pool1d`.
    indices : ndarray of int64, shape (..., L_out)
        Positions in the last axis of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool1d`.

    Notes
    -----
    Of several equal maxima the first is reported, of several NaN the last, as in
    PyTorch.  A window without any real cell has index -1.

    Examples
    --------
    >>> max_pool1d_with_indices([1, 5, 5, 0], 2)
    (array([5, 5]), array([1, 2]))
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_line("max_pool1d_with_indices", x, *layer)
    y, index = ranking.first_maximum(x, axes)
    return y[..., 0, :], index[..., 0, :]


@answers_other_words
def avg_pool1d(
    x: ArrayLike,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: PaddingOfLine = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> NDArray[Any]:
    """Average each window of a sequence.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool1d`.  PyTorch has no dilation here.
    count_include_pad : bool
        Divide by the padding's cells as well, which are 0.

    Returns
    -------
    ndarray, shape (..., L_out)
        Floats keep their type (half precision is summed in single); integers and
        bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool1d`.

    See Also
    --------
    masked_mean : The mean of all of a sequence, its padding left out.

    Notes
    -----
    What `avg_pool2d` says of ceil mode, windows without a real cell and long sums
    holds.  PyTorch has no `divisor_override` for sequences, and neither have we.

    Examples
    --------
    >>> avg_pool1d([8, 8, 2, 4], 2)
    array([8., 3.])
    >>> avg_pool1d([6, 6], 3, stride=1, padding=1)  # zeros count
    array([4., 4.])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_line("avg_pool1d", x, *layer)
    divisor = divisors("avg_pool1d", axes, count_include_pad, None)
    return sums.mean_windows(x, axes, divisor)[..., 0, :]
