"""The Shift Compass: a map moves under fixed windows, in eight directions."""

from itertools import product
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from .. import samples
from ..geometry import make_axes
from ..pool import avg_pool2d, max_pool2d
from ..shift import shift2d, unchanged_fraction
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._traits import Map, challenges, decode_map, encode_map

DIRECTIONS = [(0, 0), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0)]
DIRECTIONS += [(-1, 1)]
"""The centre and the eight directions, clockwise from the right: (down, right)."""


class ShiftCompass(PoolWidget):
    """Move a map in eight directions and count the output cells that stay.

    Parameters
    ----------
    data : array_like, shape (H, W)
        The map, at most 12 cells high and wide; the classic 6 x 6 by default.
    **state
        Any trait: ``mode`` ("max" or "average"), ``kernel_size`` (1 to 6, also the
        stride), ``distance`` (of the move, 1 to 6 pixels), ``fill`` ("zero", "edge"
        or "wrap"), ``view`` ("map", or "law" for random maps), ``guess`` (-1 until
        the reader guessed), ``step`` (the direction: 0 is none, then clockwise from
        the right), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If ``data`` is no small map of numbers or smaller than the window.  The
        widget keeps its last valid state.

    Examples
    --------
    >>> compass = ShiftCompass(step=1)
    >>> compass.output
    array([[9., 7.],
           [6., 8.]])
    >>> compass.kept
    [4, 4, 3, 3, 1, 2, 2, 3, 3]
    """

    page_name = "shift-compass"
    module = "compass"

    data = Map().tag(sync=True, to_json=encode_map, from_json=decode_map)
    mode = traitlets.Enum(["max", "average"], "max").tag(sync=True)
    kernel_size = traitlets.Int(3, min=1, max=6).tag(sync=True)
    distance = traitlets.Int(1, min=1, max=6).tag(sync=True)
    fill = traitlets.Enum(["zero", "edge", "wrap"], "zero").tag(sync=True)
    view = traitlets.Enum(["map", "law"], "map").tag(sync=True)
    guess = traitlets.Int(-1, min=-1, max=8).tag(sync=True, said=True)
    step = traitlets.Int(1, min=0, max=8).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("unmoved", "quarter")

    def __init__(self, data: ArrayLike = samples.SHIFT_LEFT, **state: Any) -> None:
        super().__init__(data=data, **state)

    @traitlets.validate("data", "kernel_size")
    def _fits(self, proposal: Any) -> Any:
        """Refuse a setting that leaves no window, and say which would."""
        is_data = proposal.trait.name == "data"
        shape = proposal.value.shape if is_data else self.data.shape
        size = self.kernel_size if is_data else proposal.value
        try:
            make_axes(shape, size, function="ShiftCompass")
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None
        return proposal.value

    @property
    def moved(self) -> NDArray[np.float64]:
        """The map after its move, shape (H, W)."""
        return self._moved(self.step)

    @property
    def output(self) -> NDArray[np.float64]:
        """The pooled map after the move, computed by `pooltools`."""
        return self._pool(self.moved)

    @property
    def kept(self) -> list[int]:
        """How many output cells stay, for no move and each of the 8 directions."""
        before = self._pool(self.data)
        after = (self._pool(self._moved(n)) for n in range(len(DIRECTIONS)))
        return [round(unchanged_fraction(before, y) * y.size) for y in after]

    def _moved(self, direction: int) -> NDArray[np.float64]:
        down, right = (self.distance * d for d in DIRECTIONS[direction])
        return shift2d(self.data, (down, right), fill=self.fill)

    def _pool(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        pool = max_pool2d if self.mode == "max" else avg_pool2d
        return pool(x, self.kernel_size)

    def still(self) -> str:
        """Return the moved map under its windows, and the output, as SVG."""
        output, k = self.output, self.kernel_size
        (h, w), (oh, ow) = self.data.shape, output.shape
        gap, low = 2 * still.CELL, still.CELL * (h - oh) / 2
        rows, columns = make_axes((h, w), k)
        corners = product(map(rows.start, range(oh)), map(columns.start, range(ow)))
        parts = [
            still.number_grid(self.moved, 0, 0, scale=self.data),
            *(still.window(column, row, k, 0, 0) for row, column in corners),
            still.arrow(w * still.CELL + 18, still.CELL * h / 2),
            still.number_grid(output, w * still.CELL + gap, low, scale=self.data),
        ]
        text = translate("compass.alt", h=h, w=w, k=k)
        if self.guess >= 0:  # what was asked is told to those who have guessed
            scores = ", ".join(f"{n}/{output.size}" for n in self.kept[1:])
            text = translate("compass.alt_kept", alt=text, scores=scores)
        return still.svg(still.CELL * (w + ow) + gap, still.CELL * h, text, parts)
