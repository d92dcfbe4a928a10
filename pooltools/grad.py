"""The way back: what a change of the output asks of the input, and unpooling.

Arguments are those of the forward functions in `pool`, and must be the same.
Leading axes are free, as there.
"""

from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._arguments import refuse, truth, whole
from ._inputs import divisors, mean_type, numbers, prepare
from .axis import Axis, Padding, PairOfInts
from .engine import first_maximum

__all__ = ["avg_pool2d_backward", "max_pool2d_backward", "max_unpool2d"]

Array: TypeAlias = NDArray[Any]


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
    `max_pool2d_with_indices` reports.

    Examples
    --------
    >>> x = [[1, 2, 1], [0, 3, 0]]
    >>> max_pool2d_backward([[1, 10]], x, 2, stride=1)
    array([[ 0.,  0.,  0.],
           [ 0., 11.,  0.]])
    """
    name = "max_pool2d_backward"
    layer = kernel_size, stride, padding, dilation, ceil_mode
    x, axes = prepare(name, x, *layer)
    grad = _gradient(name, grad_output, (*x.shape[:-2], *_outputs(axes)))
    _, index = first_maximum(x, axes)
    return _scatter_add(grad, index, x.shape)


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
    shape = _shape(name, "input_shape", input_shape)
    layer = kernel_size, stride, padding, dilation, ceil_mode
    zeros = np.broadcast_to(np.float64(0), shape)
    _, axes = prepare(name, zeros, *layer)
    grad = _gradient(name, grad_output, (*shape[:-2], *_outputs(axes)))
    include = truth(name, "count_include_pad", count_include_pad)
    with np.errstate(all="ignore"):  # a window of nothing but padding hands on nothing
        grad = grad / divisors(name, axes, include, divisor_override)
    for dim, axis in ((-2, axes[0]), (-1, axes[1])):
        grad = _spread(grad, axis, dim)
    return np.ascontiguousarray(grad, _gradient_type(grad_output))


def max_unpool2d(
    x: ArrayLike, indices: ArrayLike, output_size: tuple[int, int]
) -> Array:
    """Put pooled values back where they came from, and zeros elsewhere.

    Parameters
    ----------
    x : array_like, shape (..., H_out, W_out)
        Pooled values.
    indices : array_like of int, of the same shape
        From `max_pool2d_with_indices`: ``row * W + column``; -1 places nothing.
    output_size : (int, int)
        (H, W) of the map that was pooled.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `x`.

    Raises
    ------
    TypeError, ValueError
        If `x` is no map of numbers, `indices` no integers of the same shape, or
        an index does not lie in the map.

    Notes
    -----
    This is no inverse: what did not win is 0.  When windows overlap, several may
    name one cell, always with the same value if it comes from `max_pool2d`; of
    different values the last in row-major order stays.

    Examples
    --------
    >>> max_unpool2d([[5, 7]], [[1, 6]], (2, 4))
    array([[0, 5, 0, 0],
           [0, 0, 7, 0]])
    """
    name = "max_unpool2d"
    x, index = numbers(name, x), np.asarray(indices)
    height, width = _shape(name, "output_size", output_size, axes=2)
    if index.dtype.kind not in "iu":
        refuse(name, "indices", indices, f"holds {index.dtype.name}", "give integers")
    if index.shape != x.shape:
        rule = f"has shape {index.shape}, but x has {x.shape}"
        refuse(name, "indices", indices, rule, "take both from one pooling")
    if index.size and not (index.min() >= -1 and index.max() < height * width):
        worst = int(index.max() if index.max() >= height * width else index.min())
        rule = f"holds {worst}, outside a {height} × {width} map"
        refuse(name, "indices", indices, rule, "give the size of the pooled map")
    planes, cells = prod(x.shape[:-2]), prod(x.shape[-2:])
    flat = np.zeros((planes, height * width + 1), x.dtype)  # -1 lands in the last
    named, values = (a.reshape(planes, cells) for a in (index, x))
    np.put_along_axis(flat, named, values, 1)
    return flat[:, :-1].reshape(*x.shape[:-2], height, width).copy()


def _scatter_add(grad: Array, index: Array, shape: tuple[int, ...]) -> Array:
    """Add every gradient to the cell its index names; -1 names none."""
    planes, cells = prod(shape[:-2]), prod(shape[-2:])
    index, grad = (a.reshape(planes, prod(a.shape[-2:])) for a in (index, grad))
    flat, real = index + cells * np.arange(planes)[:, None], index >= 0
    total = np.bincount(flat[real], grad[real], planes * cells)
    return total.reshape(shape).astype(grad.dtype)


def _spread(grad: Array, axis: Axis, dim: int) -> Array:
    """Give each window's gradient to all its taps along one axis, and add up."""
    extent = axis.before + max(axis.n, axis.bounds(axis.outputs - 1)[1])
    grad = np.moveaxis(grad, dim, 0)
    total = np.zeros((extent, *grad.shape[1:]), grad.dtype)
    stop = (axis.outputs - 1) * axis.stride + 1
    for t in range(axis.kernel_size):
        start = t * axis.dilation
        total[start : start + stop : axis.stride] += grad
    return np.moveaxis(total[axis.before : axis.before + axis.n], 0, dim)


def _outputs(axes: tuple[Axis, Axis]) -> tuple[int, int]:
    return axes[0].outputs, axes[1].outputs


def _gradient_type(grad_output: Any) -> np.dtype[Any]:
    return mean_type(np.asarray(grad_output))


def _gradient(name: str, grad_output: Any, shape: tuple[int, ...]) -> Array:
    """Return the gradient of the output as floats, if it has that output's shape."""
    grad = numbers(name, grad_output, "grad_output")
    if grad.shape != shape:
        rule = f"has shape {grad.shape}, but the pooled map has {shape}"
        fix = "use the same layer arguments as forwards"
        refuse(name, "grad_output", grad_output, rule, fix)
    return grad.astype(mean_type(grad))


def _shape(name: str, argument: str, value: Any, axes: int | None = None) -> Any:
    """Return a tuple of sides, each positive."""
    if not isinstance(value, (tuple, list)) or (axes and len(value) != axes):
        wanted = "(H, W)" if axes else "(..., H, W)"
        refuse(name, argument, value, f"is no shape {wanted}", "give a tuple of ints")
    return tuple(whole(name, argument, side, 0) for side in value)
