"""Famous networks as data for `counting.trace`.

ReLUs, dropout and other steps that learn nothing and change no shape are left out.
"""

from typing import NamedTuple

from .descriptions import (
    Conv,
    Dense,
    Description,
    Flatten,
    GlobalPool,
    Pool,
    Subsampling,
)

__all__ = ["GLOBAL_HEAD", "LENET5", "VGG16", "Architecture"]


class Architecture(NamedTuple):
    """Layers up to the last maps, layers from there on, and the input they expect.

    Parameters
    ----------
    shape : (int, int, int)
        Channels, height and width of the input.
    body, head : tuple of layers
        Up to the last maps, and from there on.

    Examples
    --------
    >>> VGG16.shape, len(VGG16.body), len(VGG16.head)
    ((3, 224, 224), 18, 4)
    """

    shape: tuple[int, int, int]
    body: tuple[Description, ...]
    head: tuple[Description, ...]

    @property
    def layers(self) -> tuple[Description, ...]:
        """Body and head."""
        return self.body + self.head


LENET5 = Architecture(
    (1, 32, 32),
    (
        Conv(6, 5, name="C1"),
        Subsampling(2, name="S2"),
        Conv(16, 5, connections=60, name="C3"),
        Subsampling(2, name="S4"),
        Conv(120, 5, name="C5"),
    ),
    (Flatten(), Dense(84, name="F6")),
)
"""LeNet-5 of 1998, up to F6; its ten outputs compare F6 with fixed patterns.

A map of C3 is joined to three, four or six of S2's maps, 60 pairs in all.
"""

GLOBAL_HEAD = (GlobalPool("average"), Flatten(), Dense(1000, name="fc"))
"""The head that replaced three dense layers: one average per map, one dense layer."""


def _block(number: int, convolutions: int, channels: int) -> tuple[Description, ...]:
    names = [f"conv{number}_{i + 1}" for i in range(convolutions)]
    convs = (Conv(channels, 3, padding=1, name=name) for name in names)
    return *convs, Pool(2, name=f"pool{number}")


VGG16 = Architecture(
    (3, 224, 224),
    (
        *_block(1, 2, 64),
        *_block(2, 2, 128),
        *_block(3, 3, 256),
        *_block(4, 3, 512),
        *_block(5, 3, 512),
    ),
    (
        Flatten(),
        Dense(4096, name="fc1"),
        Dense(4096, name="fc2"),
        Dense(1000, name="fc3"),
    ),
)
"""VGG-16 of 2014: thirteen convolutions in five blocks, each closed by a pooling."""
