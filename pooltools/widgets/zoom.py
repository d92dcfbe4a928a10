"""The Zoom Stack: what one cell of a stack of layers sees, and what it costs."""

import base64
import re
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import traitlets
from numpy.typing import NDArray

from .. import samples
from .._windows.arguments import refuse
from ..geometry import same_padding
from ..nets import VGG16, Conv, LayerCost, Pool, trace
from ..pool import avg_pool2d
from ..receptive import ReceptiveField, receptive_field
from ..text import translate
from . import _still as still
from ._photo import PhotoWidget
from ._png import png
from ._traits import challenges, pairs

SIDE, MAPS, MOST = 224, 64, 24
"""Side of the photo in pixels; maps of every layer; the longest stack."""

LIMITS = {"kernel_size": 11, "stride": 11, "dilation": 4}
NOTATION = re.compile(r"(conv|pool)(\d+)(?:/(\d+))?(?:@(\d+))?")


class Card(NamedTuple):
    """One layer of a stack."""

    kind: str
    kernel_size: int
    stride: int
    dilation: int

    @property
    def padding(self) -> int:
        """Pixels on both sides that keep the size if the stride is 1."""
        k, d = self.kernel_size, self.dilation
        return same_padding(SIDE, k, stride=1, dilation=d)[0]

    def layer(self) -> Conv | Pool:
        """Return the description whose cost is counted."""
        if self.kind == "pool":
            return Pool(self.kernel_size, stride=self.stride, padding=self.padding)
        return Conv(
            MAPS, self.kernel_size, stride=self.stride, padding=self.padding,
            dilation=self.dilation, bias=False,
        )  # fmt: skip


def read_stack(text: str) -> list[Card]:
    """Read layers such as "conv3 conv3/2 conv3@2 pool2".

    A convolution's stride is 1 and a pooling's its window, unless "/2" says
    otherwise; "@2" is a convolution's dilation.

    Examples
    --------
    >>> read_stack("conv3@2 pool2")[1]
    Card(kind='pool', kernel_size=2, stride=2, dilation=1)
    """
    words = text.split(" ")
    if len(words) > MOST:
        rule = f"has {len(words)} layers"
        refuse("ZoomStack", "layers", text, rule, f"use at most {MOST}")
    return [_card(word) for word in words]


def _card(word: str) -> Card:
    found = NOTATION.fullmatch(word)
    if not found:
        fix = 'write layers like "conv3", "conv3/2", "conv3@2" or "pool2"'
        refuse("ZoomStack", "layers", word, "is no layer", fix)
    kind, k, s, d = found.groups()
    own = "1" if kind == "conv" else k
    card = Card(kind, int(k), int(s or own), int(d or 1))
    for name, most in LIMITS.items():
        if not 1 <= getattr(card, name) <= most:
            refuse("ZoomStack", name, word, "is out of range", f"use 1 to {most}")
    if kind == "pool" and card.dilation > 1:
        refuse("ZoomStack", "layers", word, "dilates a pooling", 'leave out "@"')
    return card


@cache
def photo() -> NDArray[np.uint8]:
    """Return the middle of the camera picture at half its size, 224 x 224."""
    small = np.rint(avg_pool2d(samples.camera(), 2)).astype(np.uint8)
    part = np.ascontiguousarray(small[8 : 8 + SIDE, 16 : 16 + SIDE])
    part.setflags(write=False)
    return part


def _vgg() -> list[str]:
    return ["pool2" if isinstance(layer, Pool) else "conv3" for layer in VGG16.body]


PRESETS = {
    "plain": " ".join(["conv3"] * 13),
    "vgg": " ".join(_vgg()),
    "early": " ".join(["conv3", "conv3", "pool2", *["conv3"] * 11]),
    "late": " ".join([*["conv3"] * 11, "pool2", "conv3", "conv3"]),
}
"""Stacks to begin with, all with the same thirteen convolutions."""


class ZoomStack(PhotoWidget):
    """Stack layers and see what one cell of the last map sees.

    Parameters
    ----------
    layers : str
        One of `PRESETS` by name, or layers as in `read_stack`.  Convolutions have
        64 maps and keep the size but for their stride; so do poolings of an odd
        window.
    **state
        Any trait: ``step`` (the layer shown, counted from 0), ``row`` and ``column``
        (the pixel, 0 to 223, near the middle of what is seen), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If ``layers`` is no stack, or leaves less than one cell.  The widget keeps
        its last valid state.

    Examples
    --------
    >>> stack = ZoomStack("vgg")
    >>> stack.output[-1].size, stack.trace[-1].shape
    (212, (64, 7, 7))
    """

    page_name = "zoom-stack"
    module = "zoom"

    layers = traitlets.Unicode(PRESETS["vgg"]).tag(sync=True)
    step = traitlets.Int(0, min=0, max=MOST - 1).tag(sync=True)
    row = traitlets.Int(100, min=0, max=SIDE - 1).tag(sync=True)
    column = traitlets.Int(112, min=0, max=SIDE - 1).tag(sync=True)
    speed = traitlets.Float(2.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("far", "full-size")
    presets = traitlets.List(pairs(PRESETS), read_only=True).tag(sync=True)
    picture = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(self, layers: str = "vgg", **state: Any) -> None:
        super().__init__(layers=PRESETS.get(layers, layers), **state)

    @traitlets.default("picture")
    def _default_picture(self) -> str:
        return base64.b64encode(photo().tobytes()).decode()

    @traitlets.validate("layers")
    def _fits(self, proposal: Any) -> Any:
        """Refuse what is no stack, and a stack that leaves no cell."""
        try:
            _traced(proposal.value)
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None
        return proposal.value

    @property
    def output(self) -> list[ReceptiveField]:
        """What a cell sees after each layer, computed by `pooltools`."""
        cards = read_stack(self.layers)
        return receptive_field([(c[1], c[2], c.padding, c[3]) for c in cards])

    @property
    def trace(self) -> tuple[LayerCost, ...]:
        """Shape and cost of each layer, computed by `pooltools.nets`."""
        return _traced(self.layers)

    def __repr__(self) -> str:
        """Return the state without the picture."""
        return f"ZoomStack({self.layers!r}, row={self.row}, column={self.column})"

    def still(self) -> str:
        """Return the photo, framed where one cell looks, and the layers, as SVG."""
        n = min(self.step, len(self.output) - 1)
        view, outputs = self.output[n], self.trace[n].shape[-1]
        corner = []
        for pixel in (self.row, self.column):
            nearest = round((pixel - float(view.center)) / view.jump)
            corner.append(view.start + view.jump * min(max(nearest, 0), outputs - 1))
        top, left = (max(c, 0) for c in corner)
        bottom, right = (min(c + view.size, SIDE) for c in corner)
        amber = still.color("window")
        parts = [
            f'<image width="{SIDE}" height="{SIDE}" '
            f'href="data:image/png;base64,{png(photo())}"/>',
            still.box(left, top, right - left, bottom - top, "none", amber,
                      stroke_width="4"),
        ]  # fmt: skip
        for i, (word, sees) in enumerate(
            zip(self.layers.split(" "), self.output, strict=True)
        ):
            x, y = 300 + 116 * (i // 9), 12 + 25 * (i % 9)
            token = "ink" if i <= n else "soft"
            parts.append(still.label(x, y, f"{word} {sees.size}", token))
        text = translate(
            "zoom.alt", n=n + 1, size=view.size, jump=view.jump, side=outputs
        )
        return still.svg(360 + 116 * (len(self.output) > 9) * 2, SIDE, text, parts)


def _traced(layers: str) -> tuple[LayerCost, ...]:
    return trace([card.layer() for card in read_stack(layers)], (3, SIDE, SIDE))
