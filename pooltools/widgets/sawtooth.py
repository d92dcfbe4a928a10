"""The Sawtooth: how far a shrunk picture is from following its original."""

import base64
from functools import cache
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from .. import samples
from .._windows.typing import Floats
from ..antialias import blur_pool2d, polyphase_pool2d
from ..nets import edge_features
from ..pool import avg_pool2d, global_max_pool2d, max_pool2d
from ..shift import equivariance_error, shift2d
from ..text import translate
from . import _still as still
from ._photo import PhotoWidget
from ._png import png
from ._traits import Map, challenges, decode_map, encode_map

HEIGHT, WIDTH, STEPS = 64, 96, 13
WAYS = ["subsample", "max", "average", "max-blur", "polyphase"]


@cache
def edge_picture() -> NDArray[np.uint8]:
    """Return edges of the camera picture, 64 x 96, the strongest near 255."""
    small = avg_pool2d(samples.camera(), 4)
    part = samples.edges(small)[18 : 18 + HEIGHT, 14 : 14 + WIDTH]
    picture: NDArray[np.uint8] = np.rint(255 * np.minimum(part / 2, 1)).astype(np.uint8)
    picture.setflags(write=False)
    return picture


def shrink(x: Floats, way: str, stride: int) -> Floats:
    """Make a picture smaller; its borders wrap.

    Parameters
    ----------
    x : ndarray, shape (H, W)
    way : str
        One of `WAYS`.  "max-blur" blurs with ``2 * stride - 1`` taps.
    stride : int

    Returns
    -------
    ndarray, shape (H / stride, W / stride)
    """
    if way == "subsample":
        return x[::stride, ::stride]
    if way == "average":
        return avg_pool2d(x, stride)
    if way == "max":
        return max_pool2d(x, stride)
    dense = max_pool2d(np.pad(x, (0, stride - 1), mode="wrap"), stride, stride=1)
    if way == "polyphase":
        return polyphase_pool2d(dense, stride)
    return blur_pool2d(dense, 2 * stride - 1, stride=stride, padding_mode="wrap")


def turning_bar(degrees: float) -> Floats:
    """Return a bright bar across a 16 x 16 map, 5 pixels wide."""
    y, x = np.mgrid[:16, :16] - 7.5
    c, s = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    bar: Floats = np.clip(3 - np.abs(x * c + y * s), 0, 1)
    return bar


class Sawtooth(PhotoWidget):
    """Move a picture to the right, shrink it, and see whether the small one follows.

    Parameters
    ----------
    stripes : array_like, shape (1, 8)
        The numbers of the second view.
    **state
        Any trait: ``view`` ("photo", "stripes" or "turn"), ``way`` ("subsample", "max",
        "average", "max-blur" or "polyphase"), ``stride`` (2 or 4, also the
        kernel_size), ``step`` (0 to 12: pixels
        to the right, or steps of 15 degrees), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If a value is out of range.  The widget keeps its last valid state.

    Examples
    --------
    >>> saw = Sawtooth(way="max", stride=4)
    >>> saw.output.shape, saw.errors[4]
    ((16, 24), 0.0)
    """

    page_name = "sawtooth"
    module = "sawtooth"

    view = traitlets.Enum(["photo", "stripes", "turn"], "photo").tag(sync=True)
    way = traitlets.Enum(WAYS, "max").tag(sync=True)
    stride = traitlets.Enum([2, 4], 4).tag(sync=True)
    step = traitlets.Int(6, min=0, max=STEPS - 1).tag(sync=True)
    speed = traitlets.Float(2.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("wiped", "lone")
    stripes = Map((1, 8)).tag(sync=True, to_json=encode_map, from_json=decode_map)
    picture = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self, stripes: ArrayLike = ((0, 0, 1, 1, 0, 0, 1, 1),), **state: Any
    ) -> None:
        super().__init__(stripes=stripes, **state)

    @traitlets.default("picture")
    def _default_picture(self) -> str:
        return base64.b64encode(edge_picture().tobytes()).decode()

    @property
    def moved(self) -> Floats:
        """The picture moved by ``step`` pixels, shape (64, 96)."""
        return shift2d(edge_picture().astype(float), (0, self.step), fill="wrap")

    @property
    def output(self) -> Floats:
        """The moved picture, shrunk, computed by `pooltools`."""
        return shrink(self.moved, self.way, self.stride)

    @property
    def errors(self) -> list[float]:
        """The `equivariance_error` of moves by 0 to 12 pixels."""
        x = edge_picture().astype(float)

        def pool(x: Floats) -> Floats:
            return shrink(x, self.way, self.stride)

        return [equivariance_error(pool, x, (0, step)) for step in range(STEPS)]

    @property
    def responses(self) -> Floats:
        """Global maxima of four edge maps of the bar, turned by 15 degrees a step."""
        maps = edge_features(turning_bar(15 * self.step)[None, None])
        return global_max_pool2d(maps[..., 1:-1, 1:-1]).ravel()  # no wrapped border

    def __repr__(self) -> str:
        """Return the state without the picture."""
        state = f"view={self.view!r}, way={self.way!r}, stride={self.stride!r}"
        return f"Sawtooth({state}, step={self.step!r})"

    def still(self) -> str:
        """Return the moved picture, the small one, and the curve as SVG."""
        parts = []
        for n, (name, image) in enumerate(
            {"input": self.moved, "pooled": self.output}.items()
        ):
            left = 210 * n
            parts.append(still.label(left + 96, 10, translate(f"sawtooth.{name}")))
            parts.append(
                f'<image x="{left}" y="24" width="192" height="128" '
                'preserveAspectRatio="none" style="image-rendering: pixelated" '
                f'href="data:image/png;base64,{png(255 - image)}"/>'
            )
        most = max(*self.errors, 0.01)
        points = " ".join(
            f"{12 + 31 * n:g},{240 - 66 * error / most:g}"
            for n, error in enumerate(self.errors)
        )
        line = f'fill="none" stroke="{still.color("accent")}" stroke-width="2.5"'
        parts.append(f'<polyline points="{points}" {line}/>')
        parts.append(still.label(201, 262, translate("sawtooth.axis"), "soft"))
        text = translate(
            "sawtooth.alt", shift=self.step, stride=self.stride,
            way=translate(f"sawtooth.{self.way}"),
            error=round(100 * self.errors[self.step]),
        )  # fmt: skip
        return still.svg(402, 275, text, parts)
