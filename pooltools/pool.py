"""Pooling: slide a window over a map and keep one number of what it covers.

Leading axes are free: ``x`` has shape ``(..., H, W)``, and whatever comes before
the last two axes, such as samples and channels, is pooled independently.  So a map
whose channels stand last, as in TensorFlow, needs them moved forward first.  Names
and meaning of the arguments are PyTorch's; results never share memory with the
input, which is never written.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows import engine, ranking, sums
from ._windows.inputs import divisors, mean_type, numbers, prepare
from ._windows.layer import Padding, PairOfInts
from ._windows.words import answers_other_words

__all__ = [
    "avg_pool2d",
    "global_avg_pool2d",
    "global_max_pool2d",
    "max_pool2d",
    "max_pool2d_with_indices",
    "median_pool2d",
    "min_pool2d",
]


@answers_other_words
def max_pool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> NDArray[Any]:
    """Keep the largest value of each window.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
    kernel_size : int or (int, int)
        Taps of the window, for both axes or (vertical, horizontal).
    stride : int or (int, int), optional
        Pixels from one window to the next; defaults to `kernel_size`, so
        windows tile.
    padding : int, (int, int), ((top, bottom), (left, right)) or str
        Pixels added around each plane.  An int or two follow PyTorch: at most
        half of `kernel_size`.  The nested form follows ONNX: less than the span
        of the window.  "same" is TensorFlow's rule and ONNX's SAME_UPPER,
        "same_lower" is ONNX's SAME_LOWER.
    dilation : int or (int, int)
        Pixels from one tap of the window to the next.
    ceil_mode : bool
        Keep windows that hang over the end, see `output_size`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Of the type of `x`.

    Raises
    ------
    TypeError
        If `x` holds no real numbers or an argument is of the wrong kind.
    ValueError
        If `x` is ragged or has less than two axes, or if an argument is out of
        range or leaves no room for a window.

    See Also
    --------
    max_pool2d_with_indices : Say where the maxima were, too.
    output_size : How H_out and W_out come about.

    Notes
    -----
    Padding never wins: it holds -inf, the lowest number of an integer type, or
    False.  A window without any real cell returns just that.  NaN wins against
    everything, as in PyTorch; TensorFlow and ONNX may drop it.

    A map with its channels last, (..., H, W, C), as TensorFlow has it (NHWC), would
    have W and C pooled, without a word.  Move them forward first,
    ``np.moveaxis(x, -1, -3)``, and back afterwards, ``np.moveaxis(y, -3, -1)``.

    References
    ----------
    Yamaguchi et al. (1990), *A neural network for speaker-independent isolated word
    recognition* [yamaguchi1990].

    Examples
    --------
    >>> max_pool2d([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]], 2)
    array([[2, 3],
           [4, 2]])
    >>> max_pool2d([[-1, -2], [-3, -4]], 2, stride=1, padding=1)[0]  # never 0
    array([-1, -1, -2])
    >>> photo = np.zeros((8, 6, 3))  # its channels last: not what pooling expects
    >>> max_pool2d(photo, 2).shape, max_pool2d(np.moveaxis(photo, -1, -3), 2).shape
    ((8, 3, 1), (3, 4, 3))
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("max_pool2d", x, *layer)
    return engine.reduce_windows(x, axes, np.maximum, engine.lowest(x.dtype), x.dtype)


@answers_other_words
def max_pool2d_with_indices(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Keep the largest value of each window and tell where it was.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    values : ndarray, shape (..., H_out, W_out)
        Those of `max_pool2d`.
    indices : ndarray of int64, shape (..., H_out, W_out)
        ``row * W + column`` in the plane of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`.

    Notes
    -----
    Of several equal maxima, the first in row-major order is reported; of several
    NaN, the last; both as in PyTorch.  A window without any real cell has index
    -1, where PyTorch reports one outside the plane.  ONNX counts through the
    whole array and TensorFlow through rows, columns and channels.

    Examples
    --------
    >>> values, indices = max_pool2d_with_indices([[1, 5, 5], [7, 0, 2]], 2, stride=1)
    >>> values, indices
    (array([[7, 5]]), array([[3, 1]]))
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("max_pool2d_with_indices", x, *layer)
    return ranking.first_maximum(x, axes)


@answers_other_words
def min_pool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> NDArray[Any]:
    """Keep the smallest value of each window.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`.

    Notes
    -----
    Padding holds +inf, the highest number of an integer type, or True, and so
    never wins.  NaN does.  For floats this is ``-max_pool2d(-x)``; for unsigned
    integers that formula would be wrong.

    Examples
    --------
    >>> min_pool2d([[4, 9, 7], [5, 6, 8]], 2, stride=1)
    array([[4, 6]])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("min_pool2d", x, *layer)
    return engine.reduce_windows(x, axes, np.minimum, engine.highest(x.dtype), x.dtype)


@answers_other_words
def avg_pool2d(
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
    """Average each window.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`: channels last would have W and C averaged.  PyTorch has
        no dilation here; ONNX does.
    count_include_pad : bool
        Divide by the padding's cells as well, which are 0.  The default is
        PyTorch's; ONNX and TensorFlow's "same" do not count them.
    divisor_override : int, optional
        Divide by this instead of the number of cells; not 0.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Floats keep their type (half precision is summed in single); integers
        and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`.

    Notes
    -----
    What a window of ceil mode reads beyond the declared padding is never
    counted.  A window without any real cell averages to NaN, or to 0 if padding
    counts.  PyTorch truncates averages of int64; we never round.

    Sums of many cells are put together from short ones, so that a mean in single
    precision is right to a millionth, however large the window.  A sum beyond the
    largest number of single or double precision is infinite, even if the mean is not.

    References
    ----------
    LeCun et al. (1998), *Gradient-based learning applied to document recognition*:
    the average as a layer, with a learned factor and bias [lecun1998].

    Examples
    --------
    >>> avg_pool2d([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]], 2)
    array([[1.  , 1.5 ],
           [2.25, 1.  ]])
    >>> avg_pool2d([[8, 8], [8, 8]], 2, stride=2, padding=1)  # zeros count
    array([[2., 2.],
           [2., 2.]])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("avg_pool2d", x, *layer)
    divisor = divisors("avg_pool2d", axes, count_include_pad, divisor_override)
    return sums.mean_windows(x, axes, divisor)


@answers_other_words
def median_pool2d(
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> NDArray[Any]:
    """Keep the median of each window.

    Parameters
    ----------
    x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H_out, W_out)
        Floats keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`.

    Notes
    -----
    Only real cells are ranked, never padding.  Of an even number, the mean of
    the middle two is taken.  A NaN in the window makes the result NaN, and so
    does a window without any real cell.  Each window is sorted as a whole, which
    takes memory for all its cells.

    Examples
    --------
    >>> median_pool2d([[0, 0, 255], [1, 2, 3]], 2, stride=1)
    array([[0.5, 2.5]])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("median_pool2d", x, *layer)
    return ranking.median(x, axes, mean_type(x))


@answers_other_words
def global_max_pool2d(x: ArrayLike) -> NDArray[Any]:
    """Keep the largest value of each plane.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
        Channels last, (..., H, W, C), would pool W and C: see `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., 1, 1)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`.

    Examples
    --------
    >>> global_max_pool2d([[1, 2], [4, 3]])
    array([[4]])
    """
    x = numbers("global_max_pool2d", x)
    return np.asarray(x.max(axis=(-2, -1), keepdims=True))


@answers_other_words
def global_avg_pool2d(x: ArrayLike) -> NDArray[Any]:
    """Average each plane.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
        Channels last, (..., H, W, C), would pool W and C: see `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., 1, 1)
        Of the type that `avg_pool2d` returns.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`.

    Notes
    -----
    Right to a millionth in single precision, however large the plane: runs of cells
    are summed one by one, and their sums in double precision.

    References
    ----------
    Lin et al. (2014), *Network in network*, section 3.2 [lin2014].

    Examples
    --------
    >>> global_avg_pool2d([[1, 2], [4, 3]])
    array([[2.5]])
    """
    return sums.mean_planes(numbers("global_avg_pool2d", x))
