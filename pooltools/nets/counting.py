"""What a network costs: parameters, activations and multiply-adds, layer by layer.

A layer is described by a few numbers, and a network is a sequence of descriptions;
nothing is computed but sizes.  Shapes are those of one sample, ``(C, H, W)``, or
``(N,)`` once the maps have been laid out in a row.

The three counts answer three questions:

* *parameters*: how many numbers are learned?
* *activations*: how many numbers does a layer hand on, for one sample?
* *multiply-adds*: how often is a number multiplied by a weight and added?  Biases,
  comparisons and ReLUs are not counted.  So pooling costs none; what it does
  instead is one comparison or addition for each number under its window.
"""

from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from math import prod
from typing import Literal, NamedTuple

from .._windows.arguments import integer, one_of, refuse
from .descriptions import Cost, Description, Shape

__all__ = ["Branches", "LayerCost", "total", "trace"]


class LayerCost(NamedTuple):
    """One row of a trace: a layer, the shape it hands on, and what it costs.

    Parameters
    ----------
    name : str
        What the layer is called.
    shape : tuple of int
        (C, H, W) of what it hands on, or (N,).
    parameters : int
        Numbers that are learned.
    activations : int
        Numbers that are handed on, for one sample.
    multiply_adds : int
        How often a number is multiplied by a weight and added.

    Examples
    --------
    >>> from pooltools.nets import Pool
    >>> trace([Pool(2)], (6, 28, 28))[0].shape
    (6, 14, 14)
    """

    name: str
    shape: Shape
    parameters: int
    activations: int
    multiply_adds: int


@dataclass(frozen=True)
class Branches:
    """Paths side by side, summarised as one step.

    Parameters
    ----------
    paths : sequence of sequences of layers
        Each path starts from the same input; an empty one hands it on.
    join : str
        "concatenate" stacks the paths' maps, "add" adds them cell by cell.
    name : str
        What the layer is called in a trace.

    Examples
    --------
    >>> from pooltools.nets import Conv
    >>> same_size = Branches(((Conv(8, 1),), (Conv(16, 3, padding=1),)))
    >>> trace([same_size], (4, 10, 10))[0].shape
    (24, 10, 10)
    """

    paths: tuple[tuple[Description, ...], ...]
    _: KW_ONLY
    join: Literal["concatenate", "add"] = "concatenate"
    name: str = "branches"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Add up all paths; a sum of paths is one more result to hand on."""
        one_of("Branches", "join", self.join, ("concatenate", "add"))
        if not self.paths:
            refuse("Branches", "paths", (), "is empty", "give at least one path")
        traces = [trace(path, shape) for path in self.paths]
        ends = [rows[-1].shape if rows else shape for rows in traces]
        whole_cost = total(row for rows in traces for row in rows)
        adds = self.join == "add"
        if len({end[not adds :] for end in ends}) > 1:
            rule = f"end in different shapes, {ends}"
            refuse("Branches", "paths", f"{len(ends)} paths", rule, "make them equal")
        if not adds:
            return (sum(end[0] for end in ends), *ends[0][1:]), whole_cost
        more = whole_cost.activations + prod(ends[0])
        return ends[0], whole_cost._replace(activations=more)


def trace(layers: Sequence[Description], shape: Sequence[int]) -> tuple[LayerCost, ...]:
    """Follow one sample through a network and count.

    Parameters
    ----------
    layers : sequence of layers
        `Conv`, `Pool`, `Subsampling`, `GlobalPool`, `Norm`, `Flatten`, `Dense` and
        `Branches`, in order.
    shape : (int, int, int)
        Channels, height and width of the input.

    Returns
    -------
    tuple of LayerCost
        One row per layer: its name, the shape it hands on, and its parameters,
        activations and multiply-adds.

    Raises
    ------
    TypeError
        If a number is not an integer.
    ValueError
        If a number is out of range, a window does not fit, or a layer does not
        suit the shape before it.

    Examples
    --------
    A convolution makes new channels and learns; pooling does neither:

    >>> from pooltools.nets import Conv, Pool
    >>> for row in trace([Conv(6, 5), Pool(2)], (1, 32, 32)):
    ...     print(row.shape, row.parameters, row.multiply_adds)
    (6, 28, 28) 156 117600
    (6, 14, 14) 0 0
    """
    here: Shape = tuple(integer("trace", "shape", n, 1) for n in shape)
    rows = []
    for layer in layers:
        here, cost = layer.cost(here)
        rows.append(LayerCost(layer.name, here, *cost))
    return tuple(rows)


def total(rows: Iterable[LayerCost]) -> Cost:
    """Add up the rows of a trace.

    Parameters
    ----------
    rows : iterable of LayerCost
        Those of `trace`, or some of them.

    Returns
    -------
    Cost
        Parameters, activations and multiply-adds of all rows.

    Examples
    --------
    >>> from pooltools.nets import Conv, Pool
    >>> total(trace([Conv(6, 5), Pool(2)], (1, 32, 32)))
    Cost(parameters=156, activations=5880, multiply_adds=117600)
    """
    counts = [row[2:] for row in rows]
    return Cost(*(sum(count[i] for count in counts) for i in range(3)))
