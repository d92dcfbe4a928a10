"""The way back through the pooling of sequences: that of maps of one row."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .._windows.inputs import as_shape, divisors, of_shape
from .._windows.lines import PaddingOfLine, prepare_line
from .._windows.ranking import send_to_argmax
from .._windows.typing import Array
from .._windows.words import answers_other_words
from .pool import shared_out

__all__ = ["avg_pool1d_backward", "max_pool1d_backward"]


@answers_other_words
def max_pool1d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: PaddingOfLine = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> Array:
    """Return the gradient of the input of `max_pool1d`.

    Parameters
    ----------
    grad_output : array_like, shape (..., L_out)
        How much the loss grows per unit of each output.
    x : array_like, shape (..., L)
        What was pooled.
    kernel_size, stride, padding, dilation, ceil_mode
        As they were given to `max_pool1d`.

    Returns
    -------
    ndarray, shape (..., L)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool1d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    Every window hands all it has to its first maximum, as in `max_pool2d_backward`.

    Examples
    --------
    >>> max_pool1d_backward([1, 10], [2, 3, 0], 2, stride=1)
    array([ 0., 11.,  0.])
    """
    name = "max_pool1d_backward"
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_line(name, x, *layer)
    shape = (*x.shape[:-2], x.shape[-1])
    grad = of_shape(name, "grad_output", grad_output, shape, axes[1:])
    return send_to_argmax(grad[..., None, :], x, axes)[..., 0, :]


@answers_other_words
def avg_pool1d_backward(
    grad_output: ArrayLike,
    input_shape: tuple[int, ...],
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: PaddingOfLine = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Array:
    """Return the gradient of the input of `avg_pool1d`.

    Parameters
    ----------
    grad_output : array_like, shape (..., L_out)
        How much the loss grows per unit of each output.
    input_shape : tuple of int, (..., L)
        Shape of what was pooled.
    kernel_size, stride, padding, dilation, ceil_mode, count_include_pad
        As they were given to `avg_pool1d`.

    Returns
    -------
    ndarray, shape (..., L)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `avg_pool1d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    Every window hands each of its cells an equal share; that of padding is lost.

    Examples
    --------
    >>> avg_pool1d_backward([4, 8], (3,), 2, stride=1)
    array([2., 6., 4.])
    """
    name = "avg_pool1d_backward"
    shape = as_shape(name, "input_shape", input_shape)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    _, axes = prepare_line(name, np.broadcast_to(np.float64(0), shape), *layer)
    grad = of_shape(name, "grad_output", grad_output, shape, axes[1:])
    divisor = divisors(name, axes, count_include_pad, None)
    return shared_out(grad[..., None, :], axes, divisor)[..., 0, :]
