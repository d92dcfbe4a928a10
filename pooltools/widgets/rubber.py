"""The Rubber Grid: a map of any size, and always the output that was asked for."""

from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from .. import samples
from .._windows.typing import Floats
from ..adaptive import adaptive_avg_pool2d, adaptive_max_pool2d
from ..geometry import adaptive_bins
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._noise import mix
from ._traits import Map, challenges, decode_map, encode_map


def a_three() -> Floats:
    """Return one of the digits, 8 x 8, its grey levels in nine steps."""
    image, _ = samples.digits()
    three: Floats = np.rint(image[13] * (9 / 16))
    return three


def shuffled(count: int, seed: int) -> NDArray[np.intp]:
    """Return an order of `count` cells: their own for seed 0, else a jumble.

    Examples
    --------
    >>> shuffled(4, 0).tolist(), sorted(shuffled(4, 7).tolist())
    ([0, 1, 2, 3], [0, 1, 2, 3])
    """
    index = np.arange(count, dtype=np.uint32)
    return (
        np.argsort(mix(index + np.uint32(1000 * seed))) if seed else np.argsort(index)
    )


def stretched(rows: int, side: int) -> NDArray[np.intp]:
    """Return for each row of a map the picture's row that lies under its middle.

    Examples
    --------
    >>> stretched(2, 3).tolist(), stretched(8, 3).tolist()
    ([0, 1, 1], [1, 4, 6])
    """
    return (2 * np.arange(side) + 1) * rows // (2 * side)


class RubberGrid(PoolWidget):
    """Pull a picture to any size; the bins stretch, and the output keeps its shape.

    Parameters
    ----------
    data : array_like, shape (H, W)
        A picture, at most 12 cells high and wide; a handwritten 3 by default.  The
        map shows it with `height` rows and `width` columns.
    **state
        Any trait: ``height`` and ``width`` (3 to 16), ``outputs`` (1 to 6, per
        side), ``mode`` ("max" or "average"), ``seed`` (0 leaves the cells of the
        map in place, 1 to 99 jumble them), ``step`` (the bin shown, counted from
        0), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If ``data`` is no small map of numbers or a value is out of range.  The
        widget keeps its last valid state.

    Examples
    --------
    >>> grid = RubberGrid([[1, 2], [3, 4]], height=3, width=5, outputs=2)
    >>> grid.map
    array([[1., 1., 2., 2., 2.],
           [3., 3., 4., 4., 4.],
           [3., 3., 4., 4., 4.]])
    >>> grid.output.round(1)
    array([[2.3, 3. ],
           [3.3, 4. ]])
    """

    page_name = "rubber-grid"
    module = "rubber"
    sheets = ("sheet.css",)

    data = Map().tag(sync=True, to_json=encode_map, from_json=decode_map)
    height = traitlets.Int(13, min=3, max=16).tag(sync=True)
    width = traitlets.Int(11, min=3, max=16).tag(sync=True)
    outputs = traitlets.Int(3, min=1, max=6).tag(sync=True)
    mode = traitlets.Enum(["max", "average"], "average").tag(sync=True)
    seed = traitlets.Int(0, min=0, max=99).tag(sync=True)
    step = traitlets.Int(4, min=0, max=35).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("tidy", "enlarge")

    def __init__(self, data: ArrayLike | None = None, **state: Any) -> None:
        super().__init__(data=a_three() if data is None else data, **state)

    @property
    def map(self) -> Floats:
        """The picture at the size of the map, jumbled if asked: (height, width)."""
        rows = stretched(len(self.data), self.height)
        x = self.data[rows][:, stretched(self.data.shape[1], self.width)]
        return x.ravel()[shuffled(x.size, self.seed)].reshape(x.shape)

    @property
    def output(self) -> Floats:
        """The pooled map, (outputs, outputs), computed by `pooltools`."""
        pool = adaptive_max_pool2d if self.mode == "max" else adaptive_avg_pool2d
        return pool(self.map, self.outputs)

    def still(self) -> str:
        """Return the map under its bins, and the output, as SVG."""
        x, output, n = self.map, self.output, self.outputs
        (h, w), cell = x.shape, still.CELL
        gap, low = 2 * cell, cell * max(h - n, 0) / 2
        bins = [adaptive_bins(side, n) for side in (h, w)]
        outlines = [
            still.box(
                left * cell, top * cell, (right - left) * cell, (bottom - top) * cell,
                "none", still.color("window"), stroke_width="3", rx="8",
            )
            for top, bottom in bins[0]
            for left, right in bins[1]
        ]  # fmt: skip
        parts = [
            still.number_grid(x, 0, 0, scale=x),
            *outlines,
            still.arrow(w * cell + 18, cell * max(h, n) / 2),
            still.number_grid(output, w * cell + gap, low, scale=x),
        ]
        text = translate("rubber.alt", h=h, w=w, n=n)
        return still.svg(cell * (w + n) + gap, cell * max(h, n), text, parts)
