"""The way back through adaptive pooling.

As in `pool`: a maximum hands its gradient to the cell that won, an average an equal
share to each cell of its bin, and a cell of two bins gets the sum.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .._windows.arguments import refuse
from .._windows.bins import BinAxis
from .._windows.inputs import as_shape, mean_type, numbers, of_shape
from .._windows.ranking import scatter_add
from .._windows.typing import Array
from .._windows.words import answers_other_words
from ..adaptive import Size, adaptive_max_pool2d_with_indices, prepare_bins

__all__ = ["adaptive_avg_pool2d_backward", "adaptive_max_pool2d_backward"]


@answers_other_words
def adaptive_max_pool2d_backward(
    grad_output: ArrayLike, x: ArrayLike, output_size: Size
) -> Array:
    """Return the gradient of the input of `adaptive_max_pool2d`.

    Parameters
    ----------
    grad_output : array_like, shape (..., H_out, W_out)
        How much the loss grows per unit of each output.
    x : array_like, shape (..., H, W)
        What was pooled.
    output_size : int or (int, int)
        As it was given to `adaptive_max_pool2d`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `adaptive_max_pool2d`, and if `grad_output` has not the shape of its
        output.

    Notes
    -----
    Of several equal maxima the first in row-major order takes all, of several NaN
    the last, as in PyTorch.

    Examples
    --------
    >>> adaptive_max_pool2d_backward([[1, 10]], [[0, 5, 2]], (1, 2))
    array([[ 0., 11.,  0.]])
    """
    name = "adaptive_max_pool2d_backward"
    x, axes = prepare_bins(name, x, output_size)
    shape = (*x.shape[:-2], *(axis.outputs for axis in axes))
    grad = of_shape(name, "grad_output", grad_output, shape)
    index = adaptive_max_pool2d_with_indices(x, output_size)[1]
    return scatter_add(grad, index, x.shape)


@answers_other_words
def adaptive_avg_pool2d_backward(
    grad_output: ArrayLike, input_shape: tuple[int, ...]
) -> Array:
    """Return the gradient of the input of `adaptive_avg_pool2d`.

    Parameters
    ----------
    grad_output : array_like, shape (..., H_out, W_out)
        How much the loss grows per unit of each output.
    input_shape : tuple of int, (..., H, W)
        Shape of what was pooled.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        If `grad_output` is no map of numbers, `input_shape` no shape of a map, or
        the axes before the last two differ.

    Examples
    --------
    >>> adaptive_avg_pool2d_backward([[6, 60]], (1, 3))
    array([[ 3., 33., 30.]])
    """
    name = "adaptive_avg_pool2d_backward"
    shape = as_shape(name, "input_shape", input_shape)
    numbers(name, np.broadcast_to(np.float64(0), shape), "input_shape")
    grad = numbers(name, grad_output, "grad_output")
    if grad.shape[:-2] != shape[:-2]:
        rule = f"has shape {grad.shape}, and the map {shape}"
        fix = "only the last two axes may differ"
        refuse(name, "grad_output", grad_output, rule, fix)
    grad = grad.astype(mean_type(grad))
    dtype = np.promote_types(grad.dtype, np.float32)
    _, axes = prepare_bins(name, np.broadcast_to(dtype.type(0), shape), grad.shape[-2:])
    rows, columns = axes
    cells = np.multiply.outer(rows.sizes(slice(None)), columns.sizes(slice(None)))
    with np.errstate(all="ignore"):
        share = _to_bins(grad / cells.astype(dtype), columns)
        share = _to_bins(share.swapaxes(-1, -2), rows)
        return share.swapaxes(-1, -2).astype(grad.dtype)


def _to_bins(share: Array, axis: BinAxis) -> Array:
    """Give the last axis' numbers to all cells of their bins, and add up."""
    exact = np.promote_types(share.dtype, np.float64)
    dtype = exact if axis.outputs > axis.n else share.dtype  # a cell is in many bins
    wide = np.zeros((*share.shape[:-1], axis.n), dtype)
    for i in range(axis.outputs):
        a, b = axis.bounds(i)
        wide[..., a:b] += share[..., i : i + 1]
    return wide
