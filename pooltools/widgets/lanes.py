"""The Channel Lanes: three channels side by side, and what poolings cost or save."""

import re
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from .. import samples
from .._windows.typing import Floats
from ..nets import GLOBAL_HEAD, VGG16, LayerCost, trace
from ..pool import avg_pool2d, max_pool2d
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._traits import Planes, challenges, decode_planes, encode_planes

OPERATIONS = ["max", "average", "depthwise", "convolution"]
KERNELS = (("++++", "+-+-", "++--"), ("-+-+", "+--+", "++-+"), ("+++-", "--++", "-++-"))
"""Signs of the 2 x 2 weights, a row of input channels for each output channel."""

SHAPE = 3, 4, 4


def weights(operation: str) -> Floats:
    """Return the convolution's weights, shape (3, 3, 2, 2).

    Each is 1 or -1; a depthwise convolution has zeros wherever an output channel
    would read another input channel than its own.
    """
    signs = [[[1.0 if s == "+" else -1.0 for s in k] for k in row] for row in KERNELS]
    all_pairs = np.array(signs).reshape(3, 3, 2, 2)
    if operation == "convolution":
        return all_pairs
    own: Floats = all_pairs * np.eye(3)[..., None, None]
    return own


class ChannelLanes(PoolWidget):
    """Paint a number into one of three channels and see which outputs notice.

    Parameters
    ----------
    painted : array_like, shape (3, 4, 4), optional
        The channels as they are now; by default the classic three with a 9 painted
        into the second.
    data : array_like, shape (3, 4, 4)
        The channels before, with which the outputs are compared.
    **state
        Any trait: ``view`` ("lanes" or "counter"), ``operation`` ("max", "average",
        "depthwise" or "convolution", all with 2 x 2 windows and stride 2), ``pools``
        (for each of VGG-16's five poolings a 1 if it is in and a 0 if it is out),
        ``head`` ("flatten" or "global average"), ``step`` (the last window done,
        0 to 3), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If an array is not three 4 x 4 maps of finite numbers, or a setting is out
        of range.  The widget keeps its last valid state.

    Examples
    --------
    >>> lanes = ChannelLanes()
    >>> lanes.changed.sum((1, 2))
    array([0, 1, 0])
    >>> lanes.operation = "convolution"
    >>> lanes.changed.sum((1, 2))
    array([1, 1, 1])
    """

    page_name = "channel-lanes"
    module = "lanes"

    view = traitlets.Enum(["lanes", "counter"], "lanes").tag(sync=True)
    operation = traitlets.Enum(OPERATIONS, "max").tag(sync=True)
    data = Planes(SHAPE).tag(
        sync=True, link=False, to_json=encode_planes, from_json=decode_planes
    )
    painted = Planes(SHAPE).tag(
        sync=True, to_json=encode_planes, from_json=decode_planes
    )
    pools = traitlets.Unicode("11111").tag(sync=True, pattern="[01]{5}")
    head = traitlets.Enum(["flatten", "global average"], "flatten").tag(sync=True)
    step = traitlets.Int(3, min=0, max=3).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("unheard", "one-lane", "dearest")

    def __init__(
        self,
        painted: ArrayLike | None = None,
        *,
        data: ArrayLike = samples.CHANNELS,
        **state: Any,
    ) -> None:
        if painted is None:
            painted = np.array(samples.CHANNELS)
            painted[1, 0, 1] = 9
        super().__init__(data=data, painted=painted, **state)

    @traitlets.validate("pools")
    def _five(self, proposal: Any) -> Any:
        if not re.fullmatch(proposal.trait.metadata["pattern"], proposal.value):
            message = f"ChannelLanes: pools={proposal.value!r} is not five of 0 and 1"
            raise traitlets.TraitError(f'{message}; "11111" keeps all five')
        return proposal.value

    @property
    def output(self) -> Floats:
        """The three output channels, shape (3, 2, 2), computed by `pooltools`."""
        return self._apply(self.painted)

    @property
    def changed(self) -> NDArray[np.bool_]:
        """Which outputs differ from those of ``data``, shape (3, 2, 2)."""
        return np.asarray(self.output != self._apply(self.data))

    @property
    def rows(self) -> tuple[LayerCost, ...]:
        """The counted layers of VGG-16 with those poolings and that head."""
        out = {f"pool{n + 1}" for n in range(5) if self.pools[n] == "0"}
        body = [layer for layer in VGG16.body if layer.name not in out]
        head = VGG16.head if self.head == "flatten" else GLOBAL_HEAD
        return trace([*body, *head], VGG16.shape)

    @property
    def counts(self) -> dict[str, int]:
        """The four bars of the counter."""
        rows = self.rows
        return {
            "convolutions": sum(r.parameters for r in rows if r.name[:4] == "conv"),
            "dense": sum(r.parameters for r in rows if r.name[:2] == "fc"),
            "activations": sum(r.activations for r in rows),
            "multiply_adds": sum(r.multiply_adds for r in rows),
        }

    def _apply(self, x: Floats) -> Floats:
        if self.operation == "max":
            return max_pool2d(x, 2)
        if self.operation == "average":
            return avg_pool2d(x, 2)
        windows = x.reshape(3, 2, 2, 2, 2)  # channel, window row, row, window column
        y: Floats = np.einsum("ocrs,cirjs->oij", weights(self.operation), windows)
        return y

    def still(self) -> str:
        """Return the lanes, or the counter's bars, as SVG."""
        return self._still_counter() if self.view == "counter" else self._still_lanes()

    def _still_lanes(self) -> str:
        output, side = self.output, 4 * still.CELL
        parts = []
        for c in range(3):
            x = c * (side + still.CELL)
            for name, top in (("input", 8), ("output", side + 118)):
                words = translate(f"lanes.{name}", n=c + 1)
                parts.append(still.label(x + side / 2, top, words, "soft"))
            parts.append(still.number_grid(self.painted[c], x, 24, scale=self.painted))
            middle = x + still.CELL
            low = side + 134
            parts.append(still.number_grid(output[c], middle, low, scale=output))
            joined = range(3) if self.operation == "convolution" else [c]
            for o in joined:
                end = o * (side + still.CELL) + side / 2
                parts.append(
                    f'<path d="M{x + side / 2:g} {side + 34}L{end:g} {side + 104}" '
                    f'stroke="{still.color("soft")}" stroke-width="2"/>'
                )
        a, b, c = (int(n) for n in self.changed.sum((1, 2)))
        words = translate(f"lanes.{self.operation}")
        text = translate("lanes.alt", operation=words, a=a, b=b, c=c)
        return still.svg(
            3 * side + 2 * still.CELL, side + 138 + 2 * still.CELL, text, parts
        )

    def _still_counter(self) -> str:
        parts = []
        for n, (name, count) in enumerate(self.counts.items()):
            y, length = 34 * n, 300 * (np.log10(count) - 5) / 7
            parts.append(still.label(120, y + 12, translate(f"lanes.{name}"), "soft"))
            fill = still.color("data4")
            parts.append(still.box(250, y, length, 24, fill, still.color("line")))
            parts.append(still.label(640, y + 12, f"{count:,}"))
        counts = self.counts
        text = translate(
            "lanes.alt_counter", pools=self.pools, head=translate(f"lanes.{self.head}"),
            conv=f"{counts['convolutions']:,}", dense=f"{counts['dense']:,}",
            cost=f"{counts['multiply_adds']:,}",
        )  # fmt: skip
        return still.svg(730, 130, text, parts)
