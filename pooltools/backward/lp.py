"""The way back through a p-norm."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .._windows.arguments import norm
from .._windows.inputs import of_shape, prepare
from .._windows.layer import Padding, PairOfInts
from .._windows.pieces import as_planes, pieces, trimmed
from .._windows.ranking import send_to_argmax
from .._windows.taps import all_padded, tap
from .._windows.typing import Array, Axes
from .._windows.words import answers_other_words
from ..zoo.means import lp_pool2d

__all__ = ["lp_pool2d_backward"]


@answers_other_words
def lp_pool2d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    norm_type: float,
    kernel_size: PairOfInts,
    *,
    stride: PairOfInts | None = None,
    padding: Padding = 0,
    dilation: PairOfInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Return the gradient of the input of `lp_pool2d`.

    With y the norm of a window, each of its cells gets ``sign(x) (|x| / y) ** (p-1)``
    of its gradient: all alike at p = 1, the largest cells the more the larger p is.

    Parameters
    ----------
    grad_output : array_like, shape (..., H_out, W_out)
        How much the loss grows per unit of each output.
    x : array_like, shape (..., H, W)
        What was pooled.
    norm_type, kernel_size, stride, padding, dilation, ceil_mode
        As they were given to `lp_pool2d`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the type of `grad_output` if that is a float, else float64.

    Raises
    ------
    TypeError, ValueError
        As in `lp_pool2d`, and if `grad_output` has not the shape of its output.

    Notes
    -----
    A norm has no slope at 0.  There the gradient is 0, where PyTorch gives NaN to a
    window of zeros.  At p = inf the first of the largest takes all, as in
    `max_pool2d_backward`.

    Examples
    --------
    >>> lp_pool2d_backward([[10]], [[3, -4]], 2, (1, 2))
    array([[ 6., -8.]])
    """
    name = "lp_pool2d_backward"
    p = norm(name, norm_type)
    x, axes = prepare(name, x, kernel_size, stride, padding, dilation, ceil_mode)
    grad = of_shape(name, "grad_output", grad_output, x.shape, axes)
    x = x.astype(np.promote_types(x.dtype, np.float64))
    if np.isinf(p):
        back = send_to_argmax(grad, np.abs(x), axes)
        back *= np.sign(x).astype(grad.dtype)
        return back
    y = lp_pool2d(
        x, p, kernel_size,
        stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode,
    )  # fmt: skip
    with np.errstate(all="ignore"):
        return _shared_by_size(grad, x, y, p, axes).astype(grad.dtype, copy=False)


def _shared_by_size(grad: Array, x: Array, y: Array, p: float, axes: Axes) -> Array:
    """Give each cell its share, tap by tap: no quotient is above 1, no power is huge.

    Along one axis after the other it would take fewer passes, and overflow.
    """
    axes = trimmed(axes)
    shape = x.shape
    (grad, _), (x, _), (y, _) = (as_planes(a, axes) for a in (grad, x, y))
    back = np.zeros(x.shape, x.dtype)
    for out, ((read, windows),) in pieces(len(x), axes, 2 * x.itemsize, whole=True):
        rows, columns = windows
        planes = all_padded(x[read], windows, 0, x.dtype)
        wide = np.zeros_like(planes)
        for t in np.ndindex(rows.kernel_size, columns.kernel_size):
            cell, to = (
                tap(tap(a, rows, 1, t[0]), columns, 2, t[1]) for a in (planes, wide)
            )
            share = np.divide(cell, y[out], out=np.zeros_like(cell), where=cell != 0)
            to += np.sign(share) * np.abs(share) ** (p - 1) * grad[out]
        inner = (slice(axis.before, axis.before + axis.n) for axis in windows)
        back[read] += wide[:, *inner]
    return back.reshape(shape)
