"""The way back: how much the loss grows if an input grows, for every input.

Arguments are those of the forward functions in `pool`, and must be the same.
Leading axes are free, as there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .._windows import engine
from .._windows.inputs import as_shape, divisors, of_shape, prepare
from .._windows.layer import Padding, PairOfInts
from .._windows.ranking import send_to_argmax
from .._windows.typing import Array, Axes
from .._windows.words import answers_other_words

__all__ = [
    "avg_pool2d_backward",
    "max_pool2d_backward",
    "min_pool2d_backward",
    "shared_out",
]


@answers_other_words
def max_pool2d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Return the gradient of the input of `max_pool2d`.

    Every window hands its whole gradient to the cell that won; a cell that wins
    several windows gets the sum.

    Parameters
    ----------
    grad_output : array_like, shape (..., H_out, W_out)
        How much the loss grows per unit of each output.
    x : array_like, shape (..., H, W)
        What was pooled.
    kernel_size, stride, padding, dilation, ceil_mode
        As they were given to `max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    Of several equal maxima the first in row-major order takes all, as in PyTorch's
    and TensorFlow's max pooling; `torch.amax` would share.  A window without a
    real cell hands on nothing.  The gradient of NaN goes to the NaN that
    `max_pool2d_with_indices` reports.  With a kernel of the size of the map this
    is the gradient of `global_max_pool2d`.

    Examples
    --------
    >>> x = [[1, 2, 1], [0, 3, 0]]
    >>> max_pool2d_backward([[1, 10]], x, 2, stride=1)
    array([[ 0.,  0.,  0.],
           [ 0., 11.,  0.]])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("max_pool2d_backward", x, *layer)
    grad = of_shape("max_pool2d_backward", "grad_output", grad_output, x.shape, axes)
    return send_to_argmax(grad, x, axes)


@answers_other_words
def min_pool2d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Return the gradient of the input of `min_pool2d`.

    Parameters
    ----------
    grad_output, x, kernel_size, stride, padding, dilation, ceil_mode
        As in `max_pool2d_backward`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool2d_backward`.

    Notes
    -----
    Of several equal minima the first in row-major order takes all.

    Examples
    --------
    >>> min_pool2d_backward([[1, 10]], [[1, 2, 1], [0, 3, 0]], 2, stride=1)
    array([[ 0.,  0.,  0.],
           [ 1.,  0., 10.]])
    """
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare("min_pool2d_backward", x, *layer)
    grad = of_shape("min_pool2d_backward", "grad_output", grad_output, x.shape, axes)
    # both turn the order round; ~ does it for every integer, which - does not
    return send_to_argmax(grad, -x if x.dtype.kind == "f" else ~x, axes)


@answers_other_words
def avg_pool2d_backward(
    grad_output: ArrayLike,
    input_shape: tuple[int, ...],
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Array:
    """Return the gradient of the input of `avg_pool2d`.

    Every window hands each of its cells an equal share of its gradient; a cell
    under several windows gets the sum.  The values of the input do not matter.

    Parameters
    ----------
    grad_output : array_like, shape (..., H_out, W_out)
        How much the loss grows per unit of each output.
    input_shape : tuple of int, (..., H, W)
        Shape of what was pooled.
    kernel_size, stride, padding, dilation, ceil_mode
        As they were given to `avg_pool2d`.
    count_include_pad, divisor_override
        As they were given to `avg_pool2d`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `avg_pool2d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    The share of padding is lost: with it, the gradients of the input add up to
    less than those of the output.

    Examples
    --------
    >>> avg_pool2d_backward([[4, 8]], (2, 3), 2, stride=1)
    array([[1., 3., 2.],
           [1., 3., 2.]])
    """
    name = "avg_pool2d_backward"
    shape = as_shape(name, "input_shape", input_shape)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    _, axes = prepare(name, np.broadcast_to(np.float64(0), shape), *layer)
    grad = of_shape(name, "grad_output", grad_output, shape, axes)
    divisor = divisors(name, axes, count_include_pad, divisor_override)
    return shared_out(grad, axes, divisor)


def shared_out(
    grad: Array, axes: Axes, divisor: Callable[[slice, slice], Any]
) -> Array:
    """Give each window's gradient, divided as its sum was, to all its real cells."""
    dtype, every = np.promote_types(grad.dtype, np.float32), slice(None)
    with np.errstate(all="ignore"):  # a window of nothing but padding hands on nothing
        share = grad.astype(dtype, copy=False)
        share = share / np.asarray(divisor(every, every), dtype)
        return engine.add_windows(share, axes).astype(grad.dtype, copy=False)
