"""Layers as descriptions: a few numbers each, enough to count what they cost.

See `counting` for what is counted, and `architectures` for networks made of them.
"""

from dataclasses import KW_ONLY, dataclass
from math import prod
from typing import Literal, NamedTuple, Protocol, TypeAlias

from .._windows.arguments import boolean, integer, one_of, refuse
from ..geometry import make_axes

__all__ = [
    "Conv",
    "Cost",
    "Dense",
    "Description",
    "Flatten",
    "GlobalPool",
    "Norm",
    "Pool",
    "Shape",
    "Subsampling",
]

Shape: TypeAlias = tuple[int, ...]
Size: TypeAlias = int | tuple[int, int]
Margin: TypeAlias = Size | tuple[tuple[int, int], tuple[int, int]] | str
Kind: TypeAlias = Literal["max", "average"]


class Cost(NamedTuple):
    """What a layer or a network costs.

    Parameters
    ----------
    parameters : int
        Numbers that are learned.
    activations : int
        Numbers that are handed on, for one sample.
    multiply_adds : int
        How often a number is multiplied by a weight and added.

    Examples
    --------
    >>> Dense(10).cost((84,))[1]
    Cost(parameters=850, activations=10, multiply_adds=840)
    """

    parameters: int
    activations: int
    multiply_adds: int


class Description(Protocol):
    """A description: it has a name, and tells the shape it makes and its cost."""

    @property
    def name(self) -> str:
        """What the layer is called in a trace."""

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Return the output's shape, given the input's, and what it costs."""


@dataclass(frozen=True)
class Conv:
    """A convolution.

    Parameters
    ----------
    out_channels : int
        Maps that come out.
    kernel_size, stride, padding, dilation
        As in `max_pool2d`, but the stride is 1 if not given, and an int as
        `padding` may be anything less than the span of the window.
    groups : int
        Channels are split into so many groups that do not see each other; with
        as many groups as channels, the convolution is depthwise.
    bias : bool
        Add a learned number to each output map.
    connections : int, optional
        Pairs of an input and an output map that are joined, if the layer follows
        a table of its own as LeNet-5's C3 does; otherwise all within a group.
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> Conv(6, 5).cost((1, 32, 32))[0]
    (6, 28, 28)
    """

    out_channels: int
    kernel_size: Size
    _: KW_ONLY
    stride: Size = 1
    padding: Margin = 0
    dilation: Size = 1
    groups: int = 1
    bias: bool = True
    connections: int | None = None
    name: str = "conv"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Weights for each joined pair of maps, used once per output cell."""
        maps = integer("Conv", "out_channels", self.out_channels, 1)
        groups = integer("Conv", "groups", self.groups, 1)
        channels, _, _ = _planes("Conv", shape)
        if channels % groups or maps % groups:
            rule = f"does not divide {channels} channels into {maps}"
            refuse("Conv", "groups", groups, rule, "use a divisor of both")
        size = _size(self, shape, _any_margin(self.padding))
        pairs = self.connections
        if pairs is None:
            pairs = channels * maps // groups
        weights = pairs * prod(_both(self.kernel_size))
        learned = weights + maps * boolean("Conv", "bias", self.bias)
        return (maps, *size), Cost(learned, maps * prod(size), weights * prod(size))


@dataclass(frozen=True)
class Pool:
    """Max or average pooling: as many maps as came in, and nothing learned.

    Parameters
    ----------
    kernel_size : int or (int, int)
        As in `max_pool2d`.
    kind : {"max", "average"}
        What is kept of a window; both cost the same.
    stride, padding, dilation, ceil_mode
        As in `max_pool2d`.
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> Pool(3, stride=2).cost((64, 13, 13))[0]
    (64, 6, 6)
    """

    kernel_size: Size
    _: KW_ONLY
    kind: Kind = "max"
    stride: Size | None = None
    padding: Margin = 0
    dilation: Size = 1
    ceil_mode: bool = False
    name: str = "pool"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """As many maps as came in, and nothing learned."""
        one_of("Pool", "kind", self.kind, ("max", "average"))
        channels, _, _ = _planes("Pool", shape)
        size = _size(self, shape, self.padding, self.ceil_mode)
        return (channels, *size), Cost(0, channels * prod(size), 0)


@dataclass(frozen=True)
class Subsampling:
    """LeNet-5's ancestor of pooling: a sum, times a weight, plus a bias.

    Both numbers are learned, one of each per map.

    Parameters
    ----------
    kernel_size : int or (int, int)
        Taps of the window, which tiles the map.
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> Subsampling(2).cost((6, 28, 28))[1].parameters
    12
    """

    kernel_size: Size
    _: KW_ONLY
    name: str = "subsampling"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Two parameters per map; one multiplication per output cell."""
        made, cost = Pool(self.kernel_size).cost(shape)
        return made, Cost(2 * made[0], cost.activations, cost.activations)


@dataclass(frozen=True)
class GlobalPool:
    """One number per map: its average or its maximum, whatever its size.

    Parameters
    ----------
    kind : {"average", "max"}
        Which of the two; both cost the same.
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> GlobalPool().cost((512, 7, 7))[0]
    (512, 1, 1)
    """

    kind: Kind = "average"
    _: KW_ONLY
    name: str = "global pool"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Each map becomes a single cell."""
        one_of("GlobalPool", "kind", self.kind, ("max", "average"))
        channels, _, _ = _planes("GlobalPool", shape)
        return (channels, 1, 1), Cost(0, channels, 0)


@dataclass(frozen=True)
class Norm:
    """A learned factor and shift per channel, in place: no new activations.

    Parameters
    ----------
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> Norm().cost((64, 56, 56))[1].parameters
    128
    """

    name: str = "norm"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Two parameters per channel, merged into the layer before when used."""
        return shape, Cost(2 * shape[0], 0, 0)


@dataclass(frozen=True)
class Flatten:
    """Lay all maps out in one row: no new activations.

    Parameters
    ----------
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> Flatten().cost((16, 5, 5))[0]
    (400,)
    """

    name: str = "flatten"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Count nothing: the same numbers in another shape."""
        return (prod(shape),), Cost(0, 0, 0)


@dataclass(frozen=True)
class Dense:
    """Every output is a weighted sum of all inputs.

    Parameters
    ----------
    outputs : int
        Numbers that come out.
    bias : bool
        Add a learned number to each.
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> Dense(10).cost((84,))[1].parameters
    850
    """

    outputs: int
    _: KW_ONLY
    bias: bool = True
    name: str = "dense"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """One weight per pair of an input and an output, used once."""
        outputs = integer("Dense", "outputs", self.outputs, 1)
        if len(shape) != 1:
            refuse("Dense", "shape", shape, "is not one row", "put Flatten() before it")
        weights = shape[0] * outputs
        learned = weights + outputs * boolean("Dense", "bias", self.bias)
        return (outputs,), Cost(learned, outputs, weights)


def _planes(function: str, shape: Shape) -> Shape:
    if len(shape) != 3:
        rule = "has no height and width"
        refuse(function, "shape", shape, rule, "put the layer before Flatten()")
    return shape


def _size(
    layer: Conv | Pool, shape: Shape, padding: Margin, ceil_mode: bool = False
) -> Shape:
    rows, columns = make_axes(
        shape[1:],
        layer.kernel_size,
        stride=layer.stride,
        padding=padding,
        dilation=layer.dilation,
        ceil_mode=ceil_mode,
        function=type(layer).__name__,
    )
    return rows.outputs, columns.outputs


def _both(size: Size) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else size


def _any_margin(padding: Margin) -> Margin:
    """Name all four sides, so that pooling's limit of half a window does not apply."""
    if isinstance(padding, str) or isinstance(padding, tuple):
        return padding
    return (padding, padding), (padding, padding)
