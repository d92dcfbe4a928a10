"""The Pooling Bench: a window slides over a small map."""

from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from ..geometry import make_axes
from ..pool import avg_pool2d, max_pool2d, min_pool2d
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._traits import Map, challenges, decode_map, encode_map


class PoolingBench(PoolWidget):
    """Slide a window over a small map and watch the output fill up.

    Parameters
    ----------
    data : array_like, shape (H, W)
        The map, at most 12 cells high and wide; NaN and infinities are allowed.
    **state
        Any trait: ``mode`` ("max", "average" or "min"), ``kernel_size``,
        ``stride``, ``padding`` (in cells), ``count_include_pad``, ``view``
        ("step" or "all"), ``step`` (the window shown, counted from 0), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If ``data`` is no small map of numbers, or no window of these settings
        fits it.  The widget keeps its last valid state.

    Examples
    --------
    >>> bench = PoolingBench([[1, 2], [0, 3]])
    >>> bench.output
    array([[3.]])
    >>> bench.mode = "average"
    >>> bench.output
    array([[1.5]])
    """

    page_name = "pooling-bench"
    module = "bench"

    data = Map().tag(sync=True, to_json=encode_map, from_json=decode_map)
    mode = traitlets.Enum(["max", "average", "min"], "max").tag(sync=True)
    kernel_size = traitlets.Int(2, min=1).tag(sync=True)
    stride = traitlets.Int(2, min=1, max=12).tag(sync=True)
    padding = traitlets.Int(0, min=0).tag(sync=True)
    count_include_pad = traitlets.Bool(True).tag(sync=True)
    view = traitlets.Enum(["step", "all"], "step").tag(sync=True)
    step = traitlets.Int(1, min=0).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("all-fives", "agree")

    def __init__(self, data: ArrayLike, **state: Any) -> None:
        super().__init__(data=data, **state)

    @traitlets.validate("data", "kernel_size", "stride", "padding")
    def _fits(self, proposal: Any) -> Any:
        """Refuse a setting that leaves no window, and say which would."""
        now = {key: getattr(self, key) for key in ("kernel_size", "stride", "padding")}
        shape = self.data.shape
        if proposal.trait.name == "data":
            shape = proposal.value.shape
        else:
            now[proposal.trait.name] = proposal.value
        try:
            make_axes(shape, now.pop("kernel_size"), **now, function="PoolingBench")
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None
        return proposal.value

    @property
    def output(self) -> NDArray[np.float64]:
        """The pooled map, shape (H_out, W_out), computed by `pooltools`."""
        settings: dict[str, Any] = {"stride": self.stride, "padding": self.padding}
        if self.mode == "max":
            return max_pool2d(self.data, self.kernel_size, **settings)
        if self.mode == "min":
            return min_pool2d(self.data, self.kernel_size, **settings)
        return avg_pool2d(
            self.data,
            self.kernel_size,
            **settings,
            count_include_pad=self.count_include_pad,
        )

    def still(self) -> str:
        """Return both maps as SVG, the window of the current step outlined."""
        output = self.output
        step = min(self.step, output.size - 1)
        i, j = divmod(step, output.shape[1])
        rows, columns = make_axes(
            self.data.shape, self.kernel_size, stride=self.stride, padding=self.padding
        )
        gap = 2 * still.CELL
        (h, w), (oh, ow) = self.data.shape, output.shape
        low = still.CELL * max((h - oh) / 2, 0)
        parts = [
            still.number_grid(self.data, 0, 0, scale=self.data),
            still.window(columns.start(j), rows.start(i), self.kernel_size, 0, 0),
            still.arrow(w * still.CELL + 18, still.CELL * max(h, oh) / 2),
            still.number_grid(output, w * still.CELL + gap, low, scale=self.data),
            still.window(j, i, 1, w * still.CELL + gap, low),
        ]
        text = translate(
            "bench.alt",
            operation=translate(f"bench.{self.mode}"),
            h=h,
            w=w,
            oh=oh,
            ow=ow,
        )
        width, height = still.CELL * (w + ow) + gap, still.CELL * max(h, oh)
        return still.svg(width, height, text, parts)
