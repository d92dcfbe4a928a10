"""The way back through the pooling of volumes."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import ArrayLike

from .._windows.inputs import as_shape, divisors, of_shape
from .._windows.layer import Padding, PairOfInts
from .._windows.ranking import scatter_add
from .._windows.typing import Array
from .._windows.volumes import (
    add_volume,
    first_maximum_of_volume,
    prepare_volume,
)
from .._windows.words import answers_other_words

__all__ = ["avg_pool3d_backward", "max_pool3d_backward"]


@answers_other_words
def max_pool3d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Return the gradient of the input of `max_pool3d`.

    Parameters
    ----------
    grad_output : array_like, shape (..., D_out, H_out, W_out)
        How much the loss grows per unit of each output.
    x : array_like, shape (..., D, H, W)
        What was pooled.
    kernel_size, stride, padding, dilation, ceil_mode
        As they were given to `max_pool3d`.

    Returns
    -------
    ndarray, shape (..., D, H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `max_pool3d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    Every window hands all it has to the cell that `max_pool3d_with_indices` reports.

    Examples
    --------
    >>> max_pool3d_backward([[[5]]], [[[1, 7]], [[7, 0]]], (2, 1, 2))
    array([[[0., 5.]],
    <BLANKLINE>
           [[0., 0.]]])
    """
    name = "max_pool3d_backward"
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare_volume(name, x, *layer)
    grad = of_shape(name, "grad_output", grad_output, x.shape, axes)
    index = first_maximum_of_volume(x, axes)[1]
    cells = (*x.shape[:-3], 1, prod(x.shape[-3:]))
    named, given = (
        a.reshape(*a.shape[:-3], 1, prod(a.shape[-3:])) for a in (index, grad)
    )
    return scatter_add(given, named, cells).reshape(x.shape)


@answers_other_words
def avg_pool3d_backward(
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
    """Return the gradient of the input of `avg_pool3d`.

    Parameters
    ----------
    grad_output : array_like, shape (..., D_out, H_out, W_out)
        How much the loss grows per unit of each output.
    input_shape : tuple of int, (..., D, H, W)
        Shape of what was pooled.
    kernel_size, stride, padding, dilation, ceil_mode
        As they were given to `avg_pool3d`.
    count_include_pad, divisor_override
        As they were given to `avg_pool3d`.

    Returns
    -------
    ndarray, shape (..., D, H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `avg_pool3d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    Every window hands each of its cells an equal share; that of padding is lost.

    Examples
    --------
    >>> avg_pool3d_backward([[[8]], [[16]]], (3, 1, 2), (2, 1, 2), stride=1).squeeze()
    array([[2., 2.],
           [6., 6.],
           [4., 4.]])
    """
    name = "avg_pool3d_backward"
    shape = as_shape(name, "input_shape", input_shape)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    _, axes = prepare_volume(name, np.broadcast_to(np.float64(0), shape), *layer)
    grad = of_shape(name, "grad_output", grad_output, shape, axes)
    divisor = divisors(name, axes, count_include_pad, divisor_override)
    every = slice(None)
    dtype = np.promote_types(grad.dtype, np.float32)
    with np.errstate(all="ignore"):  # a window of nothing but padding hands on nothing
        by = np.asarray(divisor(every, every), dtype)
        if by.ndim:
            by = by.reshape(grad.shape[-3:])
        share = grad.astype(dtype, copy=False) / by
        return add_volume(share, axes).astype(grad.dtype, copy=False)
