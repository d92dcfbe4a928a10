"""Two ways to subsample that repair what pooling with a stride breaks."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows.arguments import integer, norm, one_of, refuse
from ._windows.inputs import mean_type, numbers
from ._windows.layer import make_axis
from ._windows.taps import tap
from ._windows.typing import Array
from ._windows.words import answers_other_words

__all__ = ["blur_pool2d", "polyphase_pool2d"]

PADDING_MODES = ("reflect", "edge", "wrap")


@answers_other_words
def blur_pool2d(
    x: ArrayLike, taps: int, *, stride: int = 2, padding_mode: str = "reflect"
) -> Array:
    """Blur a map and keep every `stride`-th pixel.

    A low-pass filter before subsampling: what is too fine for the coarse grid is
    taken out instead of showing up as something else.  Applied after a maximum
    with stride 1 it makes *MaxBlurPool*.

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Bools, integers or floats.
    taps : int
        Length of the filter per axis, in pixels; its weights are those of Pascal's
        triangle: 1 2 1 for 3, 1 4 6 4 1 for 5, and 1 leaves the map unblurred.
    stride : int
        Pixels from one kept place to the next.
    padding_mode : {"reflect", "edge", "wrap"}
        What the filter reads beyond the border: the mirrored map, copies of the
        border, or the other side.  A map shorter than that is mirrored or repeated
        as often as it takes, where PyTorch would refuse.

    Returns
    -------
    ndarray, shape (..., ceil(H / stride), ceil(W / stride))
        Floats keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        If `x` is no map of numbers, `taps` or `stride` no positive integer, or
        `padding_mode` unknown.

    Notes
    -----
    Output cell i lies on pixel ``i * stride``; of an even number of taps, the
    extra one reads the pixel after it.  So ``(taps - 1) // 2`` pixels of padding
    stand before the map and ``taps // 2`` after it, as in the paper's code.

    References
    ----------
    Zhang (2019), *Making convolutional networks shift-invariant again*, section 3
    [zhang2019].

    Examples
    --------
    >>> blur_pool2d([[0, 0, 1, 1, 0, 0, 1, 1]], 3, padding_mode="wrap")
    array([[0.25, 0.75, 0.25, 0.75]])
    """
    x = numbers("blur_pool2d", x)
    taps = integer("blur_pool2d", "taps", taps, 1)
    stride = integer("blur_pool2d", "stride", stride, 1)
    one_of("blur_pool2d", "padding_mode", padding_mode, PADDING_MODES)
    dtype = mean_type(x)
    # a long filter adds up more than single precision holds
    y = x.astype(np.promote_types(dtype, "float32" if taps <= 16 else "float64"))
    for dim in (-2, -1):
        y = _blur(y, dim, taps, stride, padding_mode)
    return y.astype(dtype)


def _blur(x: Array, dim: int, taps: int, stride: int, padding_mode: str) -> Array:
    """Blur and subsample one axis: a weighted sum of strided views."""
    before, after = (taps - 1) // 2, taps // 2
    axis = make_axis(
        x.shape[dim],
        taps,
        stride=stride,
        padding=(before, after),
        function="blur_pool2d",
    )
    weights = pascal(taps).astype(x.dtype)
    width = [(0, 0)] * x.ndim
    width[dim] = before, after
    padded = np.moveaxis(np.pad(x, width, mode=padding_mode), dim, 0)  # type: ignore[call-overload]
    views = (tap(padded, axis, 0, t) for t in range(taps))
    with np.errstate(all="ignore"):  # a filter may read inf and -inf: NaN
        total = sum(w * view for w, view in zip(weights, views, strict=True))
    return np.moveaxis(np.asarray(total), 0, dim)


def pascal(taps: int) -> NDArray[np.float64]:
    """Return a row of Pascal's triangle, divided by its sum.

    Examples
    --------
    >>> pascal(3)
    array([0.25, 0.5 , 0.25])
    """
    row = np.ones(1)
    for _ in range(taps - 1):
        row = np.convolve(row, [0.5, 0.5])
    return row


@answers_other_words
def polyphase_pool2d(x: ArrayLike, stride: int, *, norm_type: float = 2) -> Array:
    """Subsample on the grid where the map is strongest.

    With stride s there are s·s grids to keep; plain subsampling always takes the
    first.  *Adaptive polyphase sampling* takes the one with the largest norm.
    When the map moves in a circle, the chosen grid moves along, so the output only
    moves, too.  Each sample chooses once, for all its channels.

    Parameters
    ----------
    x : array_like, shape (..., C, H, W)
        A single plane (H, W) is taken as one channel.
    stride : int
        Pixels between the kept ones; it must divide H and W.
    norm_type : float
        The p of the norm, at least 1 or inf.

    Returns
    -------
    ndarray, shape (..., C, H / stride, W / stride)
        Values of `x`, of its type.

    Raises
    ------
    TypeError, ValueError
        If `x` is no map of numbers, `stride` no positive divisor of both sides, or
        `norm_type` is below 1.

    Notes
    -----
    Equally strong grids, such as those of a constant map, are taken in row-major
    order of their first pixel; so with exact ties the output may stay behind.  A
    grid that holds NaN counts as the strongest.

    References
    ----------
    Chaman and Dokmanić (2021), *Truly shift-invariant convolutional neural networks*,
    section 4 [chaman2021].

    Examples
    --------
    >>> polyphase_pool2d([[0, 3, 0, 1], [0, 0, 0, 0]], 2)
    array([[3, 1]])
    """
    x = numbers("polyphase_pool2d", x)
    components, choice = polyphase(x, stride, norm_type=norm_type)
    planes = (1,) * (x.ndim - choice.ndim)
    index = choice.reshape(1, *choice.shape, *planes)
    kept: Array = np.take_along_axis(components, index, 0)[0]
    return kept


def polyphase(
    x: Array, stride: int, *, norm_type: float = 2
) -> tuple[Array, NDArray[np.intp]]:
    """Return all stride·stride grids, stacked in front, and each sample's choice."""
    name = "polyphase_pool2d"
    stride = integer(name, "stride", stride, 1)
    p = norm(name, norm_type)
    for side in x.shape[-2:]:
        if side % stride:
            rule = f"does not divide the {x.shape[-2]} × {x.shape[-1]} map"
            refuse(name, "stride", stride, rule, "pad or crop the map to a multiple")
    grids = product(range(stride), repeat=2)
    components = np.stack([x[..., i::stride, j::stride] for i, j in grids])
    size = np.abs(components.astype(np.promote_types(x.dtype, np.float64)))
    over = tuple(range(-min(x.ndim, 3), 0))
    peak = size.max((0, *over), keepdims=True, initial=0)
    # scaled so that no power is too large or small; by a power of 2, so exactly
    size = np.ldexp(size, -np.frexp(np.where(np.isfinite(peak), peak, 0))[1])
    if 512 < p < np.inf:  # so high a power leaves something of 1 alone
        top = size.max((0, *over), keepdims=True, initial=0)
        with np.errstate(all="ignore"):
            size = np.where(top > 0, size / top, size)
    norms = size.max(over, initial=0) if p == np.inf else (size**p).sum(over)
    return components, np.asarray(norms.argmax(0))
