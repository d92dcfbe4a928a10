"""The Any-Size Machine: an image of any size becomes a vector of one length."""

import base64
import re
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import traitlets
from numpy.typing import NDArray

from .. import samples
from ..geometry import adaptive_bins
from ..nets import edge_features
from ..pool import avg_pool2d, max_pool2d
from ..pyramid import spatial_pyramid_pool
from ..text import translate
from . import _still as still
from ._photo import PhotoWidget
from ._traits import challenges

SIDE, CHANNELS, PIXELS = 16, 4, 32
LEVELS = [6, 4, 3, 2, 1]
Digits = NDArray[np.int64]


@cache
def photo() -> NDArray[np.uint8]:
    """Return the camera picture in 64 x 64 grey levels."""
    small: NDArray[np.uint8] = np.rint(avg_pool2d(samples.camera(), 8)).astype(np.uint8)
    small.setflags(write=False)
    return small


@cache
def four_maps() -> str:
    """Return the photo's edge maps, pooled to 4 x 16 x 16, as one digit per cell."""
    edges = edge_features(photo()[None, None] / np.float32(255))
    pooled = max_pool2d(edges, 4)[0]
    tenths = np.rint(np.minimum(pooled / 1.5, 1) * 9).astype(int)
    return "".join(map(str, tenths.ravel()))


class AnySizeMachine(PhotoWidget):
    """Pull an image to any size; its pyramid of bins gives one length, flattening not.

    Parameters
    ----------
    **state
        Any trait: ``height`` and ``width`` (4 to 16 cells of the maps; the image has
        32 pixels per cell), ``levels`` (some of 6, 4, 3, 2, 1, in this order),
        ``rule`` ("adaptive", or "recipe" for windows of ceil(a / n) cells with
        stride floor(a / n)), ``channel`` (the map shown, 1 to 4), ``maps`` (4 x 16 x
        16 digits), ``step`` (the bin shown, through all levels, counted from 0),
        ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If a value is out of range.  The widget keeps its last valid state.

    Examples
    --------
    >>> machine = AnySizeMachine(height=13, width=7)
    >>> machine.frame.shape, machine.output.shape, machine.expected
    ((4, 13, 7), (84,), 84)
    >>> AnySizeMachine(height=10, width=10, levels=[6], rule="recipe").output.shape
    (324,)
    """

    page_name = "any-size-machine"
    module = "anysize"
    sheets = ("sheet.css", "photo.css")

    maps = traitlets.Unicode().tag(
        sync=True, pattern=f"[0-9]{{{CHANNELS * SIDE * SIDE}}}"
    )
    height = traitlets.Int(13, min=4, max=SIDE).tag(sync=True)
    width = traitlets.Int(13, min=4, max=SIDE).tag(sync=True)
    levels = traitlets.List(traitlets.Enum(LEVELS), [4, 2, 1], minlen=1).tag(sync=True)
    rule = traitlets.Enum(["adaptive", "recipe"], "adaptive").tag(sync=True)
    channel = traitlets.Int(1, min=1, max=CHANNELS).tag(sync=True)
    step = traitlets.Int(15, min=0, max=999).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("length", "as-flat")
    picture = traitlets.Unicode(read_only=True).tag(sync=True)

    @traitlets.default("maps")
    def _default_maps(self) -> str:
        return four_maps()

    @traitlets.default("picture")
    def _default_picture(self) -> str:
        return base64.b64encode(photo().tobytes()).decode()

    @traitlets.validate("maps")
    def _digits(self, proposal: Any) -> str:
        text: str = proposal.value
        if not re.fullmatch(proposal.trait.metadata["pattern"], text):
            wanted = f"{CHANNELS} x {SIDE} x {SIDE} digits in one string"
            raise traitlets.TraitError(f"AnySizeMachine: maps is not {wanted}")
        return text

    @traitlets.validate("levels")
    def _in_order(self, proposal: Any) -> list[int]:
        levels: list[int] = proposal.value
        if levels != sorted(set(levels), reverse=True):
            fix = "give each level once, the finest first"
            raise traitlets.TraitError(f"AnySizeMachine: levels={levels}; {fix}")
        return levels

    @property
    def frame(self) -> Digits:
        """The maps of the part of the photo in the frame, (4, height, width)."""
        digits = np.array(list(self.maps), dtype=np.int64)
        whole = digits.reshape(CHANNELS, SIDE, SIDE)
        return whole[:, : self.height, : self.width]

    @property
    def expected(self) -> int:
        """How many numbers a dense layer behind these levels is built for."""
        levels: list[int] = self.levels
        return CHANNELS * sum(n * n for n in levels)

    @property
    def output(self) -> Digits:
        """All bins of all levels as one vector, computed by `pooltools`."""
        if self.rule == "adaptive":
            return spatial_pyramid_pool(self.frame, self.levels)
        return np.concatenate([self._by_recipe(n) for n in self.levels])

    def _by_recipe(self, n: int) -> Digits:
        sides = self.height, self.width
        stride = tuple(side // n for side in sides)
        if 0 in stride:
            return np.zeros(0, np.int64)
        window = tuple(-(-side // n) for side in sides)
        return max_pool2d(self.frame, window, stride=stride).ravel()

    def __repr__(self) -> str:
        """Return the state without the picture and its maps."""
        keys = ("height", "width", "levels", "rule")
        state = ", ".join(f"{key}={getattr(self, key)!r}" for key in keys)
        return f"AnySizeMachine({state})"

    def still(self) -> str:
        """Return the map under the bins of its first level, and the vector, as SVG."""
        cell, x, output = 26, self.frame[self.channel - 1], self.output
        parts = []
        for (i, j), value in np.ndenumerate(x):
            fill, line = still.color(f"data{round(value * 4 / 9)}"), still.color("line")
            parts.append(still.box(j * cell, i * cell, cell, cell, fill, line))
            parts.append(still.label((j + 0.5) * cell, (i + 0.5) * cell, str(value)))
        rows, columns = (adaptive_bins(side, self.levels[0]) for side in x.shape)
        for (top, end), (left, right) in product(rows, columns):
            sides = left * cell, top * cell, (right - left) * cell, (end - top) * cell
            amber = still.color("window")
            parts.append(still.box(*sides, "none", amber, stroke_width="3", rx="6"))
        y, width = x.shape[0] * cell + 20, 416 / max(len(output), 1)
        for n, value in enumerate(output):
            fill = still.color(f"data{round(value * 4 / 9)}")
            parts.append(still.box(n * width, y, width, 40, fill, still.color("line")))
        text = translate(
            "anysize.alt", h=self.height, w=self.width, y=PIXELS * self.height,
            x=PIXELS * self.width, levels=", ".join(map(str, self.levels)),
            got=len(output), want=self.expected,
        )  # fmt: skip
        return still.svg(416, y + 44, text, parts)
