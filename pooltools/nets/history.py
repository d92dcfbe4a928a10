"""Forty years of shrinking maps: which step of which network makes them smaller.

Only steps that change the size of a map are kept, so these are skeletons: except
in LeNet-5, one channel stands for all.  What a skeleton says about sizes is exact,
unless it is marked as a sketch.
"""

from dataclasses import dataclass
from typing import NamedTuple

from .._windows.arguments import wrong_kind
from .architectures import LENET5
from .counting import LayerCost, trace
from .descriptions import Conv, Cost, Description, GlobalPool, Pool, Shape, Subsampling

__all__ = ["HISTORY", "ROADMAP", "Milestone", "Pyramid", "Token", "staircase", "who"]


@dataclass(frozen=True)
class Pyramid:
    """Spatial pyramid pooling: a fixed number of bins, whatever the map's size."""

    levels: tuple[int, ...]
    name: str = "pyramid"

    @property
    def bins(self) -> int:
        """Numbers that are left of each channel."""
        return sum(n * n for n in self.levels)

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Every level cuts the map into n x n bins; nothing is learned."""
        cells = shape[0] * self.bins
        return (cells, 1, 1), Cost(0, cells, 0)


@dataclass(frozen=True)
class Token:
    """A place of its own that has gathered from all others by attention."""

    name: str = "class token"

    def cost(self, shape: Shape) -> tuple[Shape, Cost]:
        """Keep one place; attention is counted where it is computed."""
        return (shape[0], 1, 1), Cost(0, shape[0], 0)


class Milestone(NamedTuple):
    """A network's year, name and input, its steps, and what reads the last map.

    Parameters
    ----------
    year : int
        Year of its first publication.
    name : str
        What it is called.
    shape : (int, int, int)
        Channels, height and width of the input.
    steps : tuple of layers
        Those that change the size of the map.
    dense : bool
        A dense layer reads all places of the last map, so its size is fixed.
    sketch : bool
        The order of the steps is right, their sizes are ours.

    Examples
    --------
    >>> [net.name for net in HISTORY if net.sketch]
    ['Neocognitron']
    """

    year: int
    name: str
    shape: tuple[int, int, int]
    steps: tuple[Description, ...]
    dense: bool = False
    sketch: bool = False


def _conv(kernel_size: int, stride: int, padding: int = 0) -> Conv:
    return Conv(1, kernel_size, stride=stride, padding=padding)


def _max(kernel_size: int, *, padding: int = 0, ceil_mode: bool = False) -> Pool:
    return Pool(kernel_size, stride=2, padding=padding, ceil_mode=ceil_mode)


def _c_cells(kernel_size: int, stride: int, padding: int = 0) -> Pool:
    return Pool(kernel_size, kind="average", stride=stride, padding=padding)


PICTURE = (1, 224, 224)
LAST = GlobalPool("average")
HALVE = _conv(3, 2, 1)

HISTORY = (
    Milestone(
        1980, "Neocognitron", (1, 16, 16),
        (_c_cells(3, 2, 1), _c_cells(3, 2, 1), _c_cells(4, 4)), sketch=True,
    ),
    Milestone(1998, "LeNet-5", LENET5.shape, LENET5.body, dense=True),
    Milestone(
        2012, "AlexNet", PICTURE, (_conv(11, 4, 2), *[_max(3)] * 3), dense=True,
    ),
    Milestone(2013, "NiN", (1, 32, 32), (*[_max(3, ceil_mode=True)] * 2, LAST)),
    Milestone(2014, "VGG-16", PICTURE, (_max(2),) * 5, dense=True),
    Milestone(
        2014, "GoogLeNet", PICTURE,
        (_conv(7, 2, 3), *[_max(3, ceil_mode=True)] * 4, LAST),
    ),
    Milestone(
        2014, "SPP-net", PICTURE,
        (
            _conv(7, 2, 1), _max(3, padding=1), _conv(5, 2), _max(3, padding=1),
            Pyramid((6, 3, 2, 1)),
        ),
    ),
    Milestone(
        2015, "ResNet-50", PICTURE,
        (_conv(7, 2, 3), _max(3, padding=1), *[HALVE] * 3, LAST),
    ),
    Milestone(2020, "ViT-B/16", PICTURE, (_conv(16, 16), Token())),
    Milestone(2022, "ConvNeXt-T", PICTURE, (_conv(4, 4), *[_conv(2, 2)] * 3, LAST)),
    Milestone(2022, "SegNeXt", (1, 512, 512), (HALVE,) * 5),
    Milestone(2022, "PoolFormer", PICTURE, (_conv(7, 4, 2), *[HALVE] * 3, LAST)),
)  # fmt: skip
"""Twelve networks in the order of their years."""

ROADMAP = {
    "old": 76.1, "recipe": 78.8, "stem": 79.5, "convnext": 82.0, "swin": 81.3,
}  # fmt: skip
"""Top-1 accuracy on ImageNet in percent along ConvNeXt's road, from its paper:
ResNet-50 trained as before, the same network with the new recipe, then with other
stage ratios and a patchify stem, all steps together, and the Transformer Swin-T."""


def staircase(milestone: Milestone, size: int | None = None) -> list[LayerCost]:
    """Follow a square picture through a network's steps, as far as it gets.

    Parameters
    ----------
    milestone : Milestone
        One of `HISTORY`.
    size : int, optional
        Pixels on a side; by default what the network was made for.

    Returns
    -------
    list of LayerCost
        One row per step.  It ends early where a window no longer fits.

    Raises
    ------
    TypeError, ValueError
        If `size` is no integer or less than 1.

    Examples
    --------
    >>> [row.shape[-1] for row in staircase(HISTORY[7])]  # ResNet-50
    [112, 56, 28, 14, 7, 1]
    """
    shape: Shape = milestone.shape
    if size is not None:
        shape = (shape[0], size, size)
    trace((), shape)  # checks the size
    rows: list[LayerCost] = []
    for layer in milestone.steps:
        try:
            rows += trace([layer], shape)
        except ValueError:
            break
        shape = rows[-1].shape
    return rows


def who(layer: Description, *, first: bool = False) -> str:
    """Return what kind of step makes a map smaller.

    Parameters
    ----------
    layer : layer
        One that changes the size of a map.
    first : bool
        It reads the picture: cutting it into patches has a name of its own.

    Returns
    -------
    str
        "average" (or a sum, weighted or not), "max", "strided", "patchify",
        "border", "pyramid", "attention" or "global".

    Raises
    ------
    TypeError
        If the layer is of no such kind.

    Examples
    --------
    >>> who(Pool(2)), who(Conv(96, 4, stride=4), first=True)
    ('max', 'patchify')
    """
    if isinstance(layer, Pool):
        return layer.kind
    if isinstance(layer, Conv):
        if layer.stride == 1:
            return "border"
        alone = layer.kernel_size == layer.stride
        return "patchify" if alone and first else "strided"
    names = {
        Subsampling: "average",
        GlobalPool: "global",
        Pyramid: "pyramid",
        Token: "attention",
    }
    if type(layer) not in names:
        wrong_kind("who", "layer", layer, "a layer that changes the size of a map")
    return names[type(layer)]
