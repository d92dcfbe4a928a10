"""The Running Network: a trained network that reads what the reader draws and moves."""

import base64
import json
import re
from typing import Any

import numpy as np
import traitlets

from .. import samples
from .._windows.typing import Floats
from ..nets.running import (
    DIGIT,
    HEADS,
    POOLINGS,
    SIDE,
    RunningResult,
    packed_weights,
    running_accuracy,
    running_network,
)
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._mosaic import SHOWN, mosaic
from ._noise import with_noise
from ._png import png
from ._traits import challenges

FARTHEST = 8
"""How far the digit can be moved."""

RUNS = "ghijklmnopqrstuvwxyz"
"""Letters of a drawing's text that stand for 2 zeros, 3 zeros, and so on."""


def read_drawing(text: str) -> Floats:
    """Return the ink of a drawing, 28 x 28, 0 to 1.

    A digit of base 16 is a pixel, a letter from g on a run of zeros.

    Examples
    --------
    >>> read_drawing("f" + "z" * 37 + "k").sum()
    np.float64(1.0)
    """
    levels = "".join("0" * (RUNS.index(c) + 2) if c in RUNS else c for c in text)
    if strange := re.sub("[0-9a-z]", "", text):
        raise ValueError(f"has {strange[0]!r} in it; use 0 to 9 and a to z")
    if len(levels) != DIGIT**2:
        raise ValueError(f"holds {len(levels)} pixels; give {DIGIT} x {DIGIT}")
    return np.array([int(c, 16) / 15 for c in levels]).reshape(DIGIT, DIGIT)


class RunningNetwork(PoolWidget):
    """Let a small trained network read a digit, and exchange its pooling.

    Parameters
    ----------
    digit : int
        One of the ten of `samples.drawn_digits`, shown unless there is a drawing.
    **state
        Any trait: ``pooling`` ("max", "average", "stride", "max-blur" or "none"),
        ``head`` ("average", "maximum" or "flatten"), ``down`` and ``right`` (pixels
        that the digit was moved, -8 to 8), ``drawing`` (the reader's own, as text),
        ``pixel`` (one that is turned round, counted in the 36 x 36 that are shown;
        -1 is none), ``salt`` (percent of grains, 0 to 20), ``invert``, ``tool``
        ("move", "draw" or "pixel"), ``speed``, ``challenge`` (the goal that a reader
        is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If a value is out of range.  The widget keeps its last valid state.

    Examples
    --------
    >>> [RunningNetwork(1, pooling="max", right=n).output.answer for n in range(4)]
    [1, 7, 7, 1]
    """

    page_name = "running-network"
    module = "running"

    digit = traitlets.Int(7, min=0, max=9).tag(sync=True)
    drawing = traitlets.Unicode("").tag(sync=True, pattern="[0-9a-z]*")
    pooling = traitlets.Enum(list(POOLINGS), "max").tag(sync=True)
    head = traitlets.Enum(list(HEADS), "average").tag(sync=True)
    down = traitlets.Int(0, min=-FARTHEST, max=FARTHEST).tag(sync=True)
    right = traitlets.Int(0, min=-FARTHEST, max=FARTHEST).tag(sync=True)
    pixel = traitlets.Int(-1, min=-1, max=SHOWN**2 - 1).tag(sync=True)
    salt = traitlets.Int(0, min=0, max=20).tag(sync=True)
    invert = traitlets.Bool(False).tag(sync=True)
    tool = traitlets.Enum(["move", "draw", "pixel"], "move").tag(sync=True)
    speed = traitlets.Float(2.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("pixel", "lost")
    weights = traitlets.Unicode(read_only=True).tag(sync=True)
    accuracy = traitlets.Unicode(read_only=True).tag(sync=True)
    digits = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(self, digit: int = 7, **state: Any) -> None:
        super().__init__(digit=digit, **state)

    @traitlets.default("weights")
    def _default_weights(self) -> str:
        return json.dumps(packed_weights())

    @traitlets.default("accuracy")
    def _default_accuracy(self) -> str:
        return json.dumps(running_accuracy())

    @traitlets.default("digits")
    def _default_digits(self) -> str:
        return base64.b64encode(samples.drawn_digits().tobytes()).decode()

    @traitlets.validate("drawing")
    def _is_drawing(self, proposal: Any) -> Any:
        """Refuse a text that is no drawing."""
        try:
            if proposal.value:
                read_drawing(proposal.value)
        except ValueError as error:
            text = f"RunningNetwork: drawing={proposal.value[:20]!r} {error}"
            raise traitlets.TraitError(text) from None
        return proposal.value

    @property
    def picture(self) -> Floats:
        """The canvas that the network reads, 68 x 68, 0 to 1."""
        own = samples.drawn_digits()[self.digit] / 255
        frame = read_drawing(self.drawing) if self.drawing else own
        if self.salt:
            levels = np.rint(255 * frame).astype(np.uint8)
            frame = with_noise(levels, 0, self.salt) / 255
        frame = 1 - frame if self.invert else frame
        top, left = ((SIDE - DIGIT) // 2 + by for by in (self.down, self.right))
        canvas = np.zeros((SIDE, SIDE))
        canvas[top : top + DIGIT, left : left + DIGIT] = frame
        if self.pixel >= 0:
            at = tuple(n + (SIDE - SHOWN) // 2 for n in divmod(self.pixel, SHOWN))
            canvas[at] = float(canvas[at] < 0.5)
        return canvas

    @property
    def output(self) -> RunningResult:
        """Every stage and the scores, computed by `pooltools.nets`."""
        return running_network(self.picture, self.pooling, head=self.head)

    def __repr__(self) -> str:
        """Return the state without the weights."""
        names = ("digit", "pooling", "head", "down", "right")
        state = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"RunningNetwork({state})"

    def still(self) -> str:
        """Return the digit, the maps of each stage, and ten bars, as SVG."""
        run = self.output
        hidden = (SIDE - SHOWN) // 2
        digit = 1 - self.picture[hidden:-hidden, hidden:-hidden]
        parts = [_image(digit, 0, 0, 176), still.box(0, 0, 176, 176, "none", _pale())]
        left = 200
        for n, width in enumerate((86, 66, 114, 78)):
            picture = mosaic(run[n], 2 if n < 2 else 4, SHOWN)
            high = width * picture.shape[0] / picture.shape[1]
            top = (176 - high) / 2
            parts.append(_image(1 - picture, left, top, width, high))
            color = still.color("window") if n % 2 else _pale()
            parts.append(
                still.box(left - 3, top - 3, width + 6, high + 6, "none", color,
                          stroke_width="4" if n % 2 else "1"),
            )  # fmt: skip
            left += width + 22
        for n, share in enumerate(run.probabilities):
            y = 17.6 * n + 8.8
            parts.append(still.label(left, y, str(n)))
            fill = still.color("data4")
            parts.append(still.box(left + 12, y - 6, 70 * share, 12, fill, "none"))
        name = translate(f"running.{self.pooling}")
        text = translate("running.alt", pooling=name, digit=run.answer)
        return still.svg(left + 84, 176, text, parts)


def _pale() -> str:
    return still.color("line")


def _image(
    picture: Floats, x: float, y: float, width: float, high: float | None = None
) -> str:
    return (
        f'<image x="{x:g}" y="{y:g}" width="{width:g}" height="{high or width:g}" '
        'preserveAspectRatio="none" style="image-rendering: pixelated" '
        f'href="data:image/png;base64,{png(255 * picture)}"/>'
    )
