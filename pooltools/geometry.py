"""How many windows fit, what each one covers, and how far a network sees.

Whole numbers only.  Pooling treats height and width alike, so all questions are
about one axis of ``n`` pixels.  Whatever pools, draws or marks a window asks this
module; no other code works out a window, a size or a divisor a second time.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from ._arguments import refuse, truth, whole, wrong_kind
from .axis import Axis, check_padding, check_steps, make_axes, make_axis, span_of

__all__ = [
    "Axis",
    "ReceptiveField",
    "adaptive_bins",
    "make_axes",
    "make_axis",
    "output_size",
    "receptive_field",
    "receptive_field_step",
    "same_padding",
]


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
        padding="same_lower" if truth("same_padding", "lower", lower) else "same",
        dilation=dilation,
        function="same_padding",
    )
    return axis.before, axis.after


def receptive_field_step(
    field: int,
    jump: int,
    start: int,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int | Sequence[int] = 0,
    dilation: int = 1,
) -> tuple[int, int, int]:
    """Carry the receptive field of a network's cells through one more layer.

    Parameters
    ----------
    field : int
        Width of what one cell sees, in pixels of the network's input.
    jump : int
        Pixels between what two neighbouring cells see.
    start : int
        First pixel that cell 0 sees; negative inside padding.
    kernel_size, stride, padding, dilation
        The layer, as in `output_size`; "same" has to be put into numbers.

    Returns
    -------
    tuple of int
        The new `field`, `jump` and `start`.  Begin with ``(1, 1, 0)``.

    Raises
    ------
    TypeError, ValueError
        As in `output_size`.

    Examples
    --------
    A 3×3 convolution, then a 2×2 pooling:

    >>> receptive_field_step(*receptive_field_step(1, 1, 0, 3, stride=1), 2)
    (4, 2, 0)
    """
    name = "receptive_field_step"
    field, jump = whole(name, "field", field, 1), whole(name, "jump", jump, 1)
    start = whole(name, "start", start)
    layer = kernel_size, stride, padding, dilation
    size, jump, start = _carried(name, "", ReceptiveField(field, jump, start), layer)
    return size, jump, start


class ReceptiveField(NamedTuple):
    """What the cells of one layer see along an axis of the network's input.

    Parameters
    ----------
    size : int
        Width of what one cell sees, in input pixels.
    jump : int
        Pixels between what two neighbouring cells see.
    start : int
        First pixel that cell 0 sees; negative inside padding.
    """

    size: int
    jump: int
    start: int

    @property
    def center(self) -> Fraction:
        """Middle of what cell 0 sees; a whole number is the middle of a pixel."""
        return self.start + Fraction(self.size - 1, 2)


Layer: TypeAlias = Sequence[Any] | Mapping[str, Any]

NAMES = ("kernel_size", "stride", "padding", "dilation")


def receptive_field(layers: Sequence[Layer]) -> list[ReceptiveField]:
    """Return how far a network sees after each of its layers.

    Parameters
    ----------
    layers : sequence of tuples or mappings
        From the input on.  A tuple is (kernel_size, stride), then padding and
        dilation if wanted; a mapping has these names as keys.  `padding` is one
        number for both sides or (before, after), less than the window's span.

    Returns
    -------
    list of ReceptiveField
        One (size, jump, start) per layer, in pixels of the input.

    Raises
    ------
    TypeError
        If a layer is neither of the two, or a number is not an integer.
    ValueError
        If a layer has too few, too many or unknown entries, or a number is out
        of range.

    Notes
    -----
    ``size += (span - 1) * jump``, then ``start -= padding * jump``, and last
    ``jump *= stride``.  Only kernels of a longer side than 1 widen the view, and
    each counts as many pixels as all strides *before* it have multiplied up to.

    Examples
    --------
    LeNet-5, up to its second pooling:

    >>> [view.size for view in receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)])]
    [5, 6, 14, 16]
    """
    name, view, views = "receptive_field", ReceptiveField(1, 1, 0), []
    for i, layer in enumerate(layers):
        k, s, p, d = _entries(name, f"layers[{i}]", layer)
        both = p if isinstance(p, (str, list, tuple)) else (p, p)
        view = _carried(name, f"in layers[{i}] ", view, (k, s, both, d))
        views.append(view)
    return views


def _entries(function: str, where: str, layer: Any) -> list[Any]:
    """Return the four numbers of a layer, whichever way they are written."""
    if isinstance(layer, Mapping):
        if unknown := sorted(set(layer) - set(NAMES)):
            rule = f"has the unknown key {unknown[0]!r}"
            refuse(function, where, layer, rule, f"use {', '.join(NAMES)}")
        given = dict(layer)
    elif isinstance(layer, (list, tuple)):
        given = dict(zip(NAMES, layer, strict=False))
        if not 2 <= len(layer) <= len(NAMES):
            rule = f"has {len(layer)} entries, not 2 to 4"
            refuse(function, where, layer, rule, "give (kernel_size, stride)")
    else:
        wrong_kind(function, where, layer, "(kernel_size, stride) or a mapping")
    if "kernel_size" not in given:
        refuse(function, where, layer, "has no kernel_size", "add one")
    defaults = 0, None, 0, 1
    return [given.get(key, value) for key, value in zip(NAMES, defaults, strict=True)]


def _carried(
    function: str, along: str, view: ReceptiveField, layer: Sequence[Any]
) -> ReceptiveField:
    """Return what cells see after one more layer."""
    kernel_size, stride, padding, dilation = layer
    k, s, d = check_steps(function, along, kernel_size, stride, dilation)
    if isinstance(padding, str):
        rule = f"{along}depends on n"
        refuse(function, "padding", padding, rule, "use same_padding(n, ...)")
    before, _ = check_padding(function, along, 1, (k, s, d), padding)
    size, jump, start = view
    return ReceptiveField(
        size + (span_of(k, d) - 1) * jump, jump * s, start - before * jump
    )


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
    pooling and of the appendix of He et al. (2014).

    Examples
    --------
    >>> adaptive_bins(5, 3)
    ((0, 2), (1, 4), (3, 5))
    >>> adaptive_bins(2, 3)
    ((0, 1), (0, 2), (1, 2))
    """
    n = whole("adaptive_bins", "n", n, 1)
    o = whole("adaptive_bins", "outputs", outputs, 1)
    return tuple((i * n // o, -(-(i + 1) * n // o)) for i in range(o))
