"""The Gradient Pinball: balls fall from the output back to the cells they came from."""

from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from .. import samples
from ..backward.pool import avg_pool2d_backward, max_pool2d_backward
from ..geometry import make_axes
from ..pool import avg_pool2d, max_pool2d, max_pool2d_with_indices
from ..text import translate
from ..unpool import avg_unpool2d, max_unpool2d
from . import _still as still
from ._base import PoolWidget
from ._traits import Map, challenges, decode_map, encode_map

NUDGE = 0.001
"""How far the probed cell is moved up and down."""


class GradientPinball(PoolWidget):
    """Drop a gradient on each output cell and see where it falls.

    Parameters
    ----------
    data : array_like, shape (H, W)
        The map that was pooled, at most 12 cells high and wide; the classic 4 x 4
        by default.
    **state
        Any trait: ``balls`` (the gradient of the output from its first cell on; cells
        beyond it get 1), ``mode`` ("max" or "average"), ``kernel_size``, ``stride``,
        ``view`` ("pinball" or "unpool"), ``way`` to unpool ("switches", "duplicate"
        or "spread"), ``probe`` (``row * W + column`` of the cell to nudge), ``step``
        (the last ball dropped, counted from 0), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If ``data`` or ``balls`` is no small map of numbers, no window of these
        settings fits, or an average is asked for switches.  The widget keeps its
        last valid state.

    Examples
    --------
    >>> pinball = GradientPinball(stride=1, step=8)
    >>> pinball.collected
    array([[0., 2., 0., 0.],
           [0., 0., 1., 2.],
           [1., 0., 0., 1.],
           [0., 2., 0., 0.]])
    """

    page_name = "gradient-pinball"
    module = "pinball"

    data = Map().tag(sync=True, to_json=encode_map, from_json=decode_map)
    balls = Map().tag(sync=True, to_json=encode_map, from_json=decode_map)
    mode = traitlets.Enum(["max", "average"], "max").tag(sync=True)
    kernel_size = traitlets.Int(2, min=1).tag(sync=True)
    stride = traitlets.Int(2, min=1, max=12).tag(sync=True)
    view = traitlets.Enum(["pinball", "unpool"], "pinball").tag(sync=True)
    way = traitlets.Enum(["switches", "duplicate", "spread"], "switches").tag(sync=True)
    probe = traitlets.Int(1, min=0, max=143).tag(sync=True)
    step = traitlets.Int(1, min=0).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("one-cell", "cancel")

    def __init__(self, data: ArrayLike = samples.FIRST_MAP, **state: Any) -> None:
        super().__init__(data=data, **{"balls": [[1]]} | state)

    @traitlets.validate("data", "kernel_size", "stride")
    def _fits(self, proposal: Any) -> Any:
        """Refuse a setting that leaves no window, and say which would."""
        given = {proposal.trait.name: proposal.value}
        shape = given.get("data", self.data).shape
        size = given.get("kernel_size", self.kernel_size)
        stride = given.get("stride", self.stride)
        try:
            make_axes(shape, size, stride=stride, function="GradientPinball")
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None
        return proposal.value

    @traitlets.validate("mode", "view", "way")
    def _has_switches(self, proposal: Any) -> Any:
        """Refuse to unpool an average with switches, which it does not have."""
        now = {key: getattr(self, key) for key in ("mode", "view", "way")}
        now[proposal.trait.name] = proposal.value
        if tuple(now.values()) == ("average", "unpool", "switches"):
            raise traitlets.TraitError(
                f'GradientPinball: {proposal.trait.name}="{proposal.value}" asks an '
                'average for switches, which it has not; use way="duplicate"'
            )
        return proposal.value

    @property
    def output(self) -> NDArray[np.float64]:
        """The pooled map, shape (H_out, W_out)."""
        return self._pool(self.data)

    @property
    def grad_output(self) -> NDArray[np.float64]:
        """The ball of every output cell, shape (H_out, W_out); 0 is not dropped yet."""
        full = np.ones(self.output.shape)
        h, w = np.minimum(full.shape, self.balls.shape)
        full[:h, :w] = self.balls[:h, :w]
        full.flat[self.step + 1 :] = 0
        return full

    @property
    def collected(self) -> NDArray[np.float64]:
        """What each input cell has collected so far: its gradient, shape (H, W)."""
        size, stride = self.kernel_size, self.stride
        if self.mode == "max":
            back = max_pool2d_backward(self.grad_output, self.data, size, stride=stride)
        else:
            shape = self.data.shape
            back = avg_pool2d_backward(self.grad_output, shape, size, stride=stride)
        return back

    @property
    def slopes(self) -> tuple[float, float]:
        """How much the loss grows per unit when the probed cell goes up, and down."""
        at = min(self.probe, self.data.size - 1)
        loss = []
        for nudge in (NUDGE, 0, -NUDGE):
            x = self.data.copy()
            x.flat[at] += nudge
            with np.errstate(invalid="ignore"):
                loss.append(float((self.grad_output * self._pool(x)).sum()))
        return (loss[0] - loss[1]) / NUDGE, (loss[1] - loss[2]) / NUDGE

    @property
    def unpooled(self) -> NDArray[np.float64]:
        """The map made large again from all pooled values, shape (H, W)."""
        shape, size, stride = self.data.shape, self.kernel_size, self.stride
        if self.way == "duplicate":
            return avg_unpool2d(self.output, size, shape, stride=stride)
        if self.way == "spread":
            return avg_pool2d_backward(self.output, shape, size, stride=stride)
        values, index = max_pool2d_with_indices(self.data, size, stride=stride)
        return max_unpool2d(values, index, shape)

    def _pool(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        pool = max_pool2d if self.mode == "max" else avg_pool2d
        return pool(x, self.kernel_size, stride=self.stride)

    def still(self) -> str:
        """Return the input, and what came back to it, as SVG."""
        pinball = self.view == "pinball"
        right = self.collected if pinball else self.unpooled
        small = self.grad_output if pinball else self.output
        gap, (h, w), (oh, ow) = 2 * still.CELL, right.shape, small.shape
        middle, high = w * still.CELL + gap, still.CELL * h
        low, last = still.CELL * (h - oh) / 2, middle + ow * still.CELL + gap
        parts = [
            still.number_grid(self.data, 0, 0, scale=self.data),
            still.arrow(w * still.CELL + 18, high / 2),
            still.number_grid(small, middle, low, scale=small),
            still.arrow(last - gap + 18, high / 2),
            still.number_grid(right, last, 0, scale=right),
        ]
        key = "alt" if pinball else "alt_unpool"
        text = translate(
            f"pinball.{key}", h=h, w=w, mode=translate(f"pinball.{self.mode}")
        )
        return still.svg(last + w * still.CELL, high, text, parts)
