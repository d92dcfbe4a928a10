"""Pooling along three axes: a film's frames, or the slices of a body.

Leading axes are free: ``x`` has shape ``(..., D, H, W)``, and whatever comes before the
last three axes, such as samples and channels, is pooled independently.  Planes are
pooled as maps, then what is left along the depth, so everything that `pool` says of
maps holds here as well.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows.engine import lowest
from ._windows.inputs import divisors
from ._windows.layer import Padding, PairOfInts
from ._windows.volumes import (
    first_maximum_of_volume,
    mean_volume,
    prepare_volume,
    reduce_volume,
)
from ._windows.words import answers_other_words

__all__ = ["avg_pool3d", "max_pool3d", "max_pool3d_with_indices"]


@answers_other_words
def max_pool3d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> NDArray[Any]:
    """Keep the largest value of each window of a volume.

    Parameters
    ----------
    x : array_like, shape (..., D, H, W)
        Bools, integers or floats.
        Channels last, (..., D, H, W, C), would pool them, too: see `max_pool2d`.
    kernel_size : int or (int, int, int)
        Taps of the window, for all axes or (depth, vertical, horizontal).
    stride : int or (int, int, int), optional
        Cells from one window to the next; defaults to `kernel_size`, so windows tile.
    padding : int, (int, int, int), ((front, back), (top, bottom), (left, right)) or str
        Cells added around each volume, as in `max_pool2d`.
    dilation : int or (int, int, int)
        Cells from one tap of the window to the next.
    ceil_mode : bool
        Keep windows that hang over the end, see `output_size`.

    Returns
    -------
    ndarray, shape (..., D_out, H_out, W_out)
        Of the type of `x`.

    Raises
    ------
    TypeError
        If `x` holds no real numbers or an argument is of the wrong kind.
    ValueError
        If `x` is ragged or has less than three axes, or if an argument is out of
        range or leaves no room for a window.

    See Also
    --------
    max_pool2d : The same of maps, with more to say of padding and NaN.

    Notes
    -----
    Padding never wins, and NaN always does, as in `max_pool2d`.  A kernel of depth 1
    pools each plane by itself.  On the way it takes memory for planes that are pooled
    but for their depth.  Equals PyTorch's function of this name.

    References
    ----------
    Tran et al. (2015), *Learning spatiotemporal features with 3D convolutional
    networks*, section 3, where the first pooling leaves time alone [tran2015].

    Examples
    --------
    >>> film = np.arange(16).reshape(4, 2, 2)
    >>> max_pool3d(film, 2)
    array([[[ 7]],
    <BLANKLINE>
           [[15]]])
    >>> max_pool3d(film, (1, 2, 2)).ravel()  # each frame by itself
    array([ 3,  7, 11, 15])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_volume("max_pool3d", x, *layer)
    return reduce_volume(x, axes, np.maximum, lowest(x.dtype), x.dtype)


@answers_other_words
def max_pool3d_with_indices(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Keep the largest value of each window of a volume and tell where it was.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool3d`.

    Returns
    -------
    values : ndarray, shape (..., D_out, H_out, W_out)
        Those of `max_pool3d`.
    indices : ndarray of int64, shape (..., D_out, H_out, W_out)
        ``(plane * H + row) * W + column`` in the volume of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool3d`.

    Notes
    -----
    Of several equal maxima the first is reported, plane by plane and in each in
    row-major order; of several NaN the last; both as in PyTorch.  A window without any
    real cell has index -1, where PyTorch reports one outside the volume.

    Examples
    --------
    >>> max_pool3d_with_indices([[[1, 7]], [[7, 0]]], (2, 1, 2))
    (array([[[7]]]), array([[[1]]]))
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_volume("max_pool3d_with_indices", x, *layer)
    return first_maximum_of_volume(x, axes)


@answers_other_words
def avg_pool3d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> NDArray[Any]:
    """Average each window of a volume.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool3d`.  PyTorch has no dilation here.
    count_include_pad : bool
        Divide by the padding's cells as well, which are 0.
    divisor_override : int, optional
        Divide by this instead of the number of cells; not 0.

    Returns
    -------
    ndarray, shape (..., D_out, H_out, W_out)
        Floats keep their type (half precision is summed in single); integers and
        bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool3d`.

    Notes
    -----
    Sums of planes are added up along the depth and divided once.  What `avg_pool2d`
    says of ceil mode, windows without a real cell and long sums holds.

    Examples
    --------
    >>> avg_pool3d(np.arange(16).reshape(4, 2, 2), 2).ravel()
    array([ 3.5, 11.5])
    >>> avg_pool3d([[[8]]], 2, padding=1).ravel()  # 7 zeros count
    array([1.])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_volume("avg_pool3d", x, *layer)
    divisor = divisors("avg_pool3d", axes, count_include_pad, divisor_override)
    return mean_volume(x, axes, divisor)
