"""How many windows fit, and what each one covers.

Whole numbers only.  Pooling treats height and width alike, so all questions are
about one axis of ``n`` pixels.  Whatever pools, draws or marks a window asks this
module, whose axes stand in `_windows.axis` and are made in `_windows.layer`.
"""

from collections.abc import Sequence

from ._windows.arguments import boolean, integer
from ._windows.bins import BinAxis
from ._windows.layer import make_axes, make_axis
from ._windows.words import answers_other_words

__all__ = [
    "adaptive_bins",
    "make_axes",
    "make_axis",
    "output_size",
    "same_padding",
]


@answers_other_words
def output_size(
    n: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int | str | Sequence[int] = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int:
    """Return how many windows fit along one axis.

    Parameters
    ----------
    n : int
        Input pixels.
    kernel_size : int
        Taps of a window.
    stride : int, optional
        Pixels from one window to the next; defaults to `kernel_size`, so
        windows tile.
    padding : int, (before, after), "same" or "same_lower"
        Pixels added on either side.  An int follows PyTorch and is at most half
        of `kernel_size`; a pair follows ONNX and is less than the window's span.
        "same" is TensorFlow's rule, see `same_padding`.
    dilation : int
        Pixels from one tap to the next.
    ceil_mode : bool
        Keep a last window that hangs over the end, provided that it starts
        inside the input or the padding before it.  Changes nothing for "same".

    Returns
    -------
    int
        ``floor((n + before + after - span) / stride) + 1`` with
        ``span = dilation * (kernel_size - 1) + 1``; ceil mode rounds up.

    Raises
    ------
    TypeError
        If a number is not an integer or `ceil_mode` is not a bool.
    ValueError
        If a number is out of range or not even one window fits.

    Notes
    -----
    PyTorch's documentation gives the ceil formula without the condition on the
    last window; its code, like ours and ONNX, applies it.

    References
    ----------
    Dumoulin and Visin (2016), *A guide to convolution arithmetic for deep learning*,
    chapter 3 [dumoulin2016].

    Examples
    --------
    >>> output_size(5, 2), output_size(5, 2, ceil_mode=True)
    (2, 3)
    >>> output_size(32, 1, stride=2, ceil_mode=True)  # a 17th would start outside
    16
    """
    axis = make_axis(
        n,
        kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        function="output_size",
    )
    return axis.outputs


@answers_other_words
def same_padding(
    n: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    dilation: int = 1,
    lower: bool = False,
) -> tuple[int, int]:
    """Return the padding that makes ``ceil(n / stride)`` output cells.

    Parameters
    ----------
    n, kernel_size, stride, dilation
        As in `output_size`.
    lower : bool
        Where an odd pixel goes: after the input, as in TensorFlow's SAME and
        ONNX's SAME_UPPER, or before it (SAME_LOWER).

    Returns
    -------
    tuple of int
        Pixels before and after the input.

    Raises
    ------
    TypeError, ValueError
        As in `output_size`.

    Examples
    --------
    >>> same_padding(4, 3, stride=2), same_padding(4, 3, stride=2, lower=True)
    ((0, 1), (1, 0))
    """
    axis = make_axis(
        n,
        kernel_size,
        stride=stride,
        padding="same_lower" if boolean("same_padding", "lower", lower) else "same",
        dilation=dilation,
        function="same_padding",
    )
    return axis.before, axis.after


def adaptive_bins(n: int, outputs: int) -> tuple[tuple[int, int], ...]:
    """Divide one axis into a given number of bins.

    Parameters
    ----------
    n : int
        Input pixels.
    outputs : int
        Bins; may be more than there are pixels.

    Returns
    -------
    tuple of (int, int)
        Half-open intervals: bin i covers ``floor(i n / outputs)`` to
        ``ceil((i + 1) n / outputs)``.

    Raises
    ------
    TypeError
        If a number is not an integer.
    ValueError
        If a number is less than 1.

    Notes
    -----
    Each border is rounded outwards, so every pixel lies in a bin and no bin is
    empty.  A bin has ``ceil(n / outputs)`` pixels or one more, and neighbours whose
    border falls inside a pixel share it.  It is the rule of PyTorch's adaptive
    pooling.

    References
    ----------
    He et al. (2015), *Spatial pyramid pooling in deep convolutional networks for
    visual recognition*, the appendix [he2015].

    Examples
    --------
    >>> adaptive_bins(5, 3)
    ((0, 2), (1, 4), (3, 5))
    >>> adaptive_bins(2, 3)
    ((0, 1), (0, 2), (1, 2))
    """
    n = integer("adaptive_bins", "n", n, 1)
    o = integer("adaptive_bins", "outputs", outputs, 1)
    axis = BinAxis(n, o)
    return tuple(axis.bounds(i) for i in range(o))
