"""How far a network sees: size, jump and start of the receptive field.

Whole numbers only, along one axis of the network's input.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from ._windows.arguments import integer, refuse, wrong_kind
from ._windows.axis import span_of
from ._windows.layer import check_padding, check_steps
from ._windows.words import answers_other_words

__all__ = ["ReceptiveField", "receptive_field", "receptive_field_step"]


@answers_other_words
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
    field, jump = integer(name, "field", field, 1), integer(name, "jump", jump, 1)
    start = integer(name, "start", start)
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

    Examples
    --------
    >>> view = ReceptiveField(size=4, jump=2, start=-1)
    >>> view.center  # between two pixels
    Fraction(1, 2)
    """

    size: int
    jump: int
    start: int

    @property
    def center(self) -> Fraction:
        """Middle of what cell 0 sees; a whole number is the middle of a pixel."""
        return self.start + Fraction(self.size - 1, 2)


LayerSettings: TypeAlias = Sequence[Any] | Mapping[str, Any]

NAMES = ("kernel_size", "stride", "padding", "dilation")


def receptive_field(layers: Sequence[LayerSettings]) -> list[ReceptiveField]:
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

    References
    ----------
    Araujo et al. (2019), *Computing receptive fields of convolutional neural
    networks* [araujo2019].

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
