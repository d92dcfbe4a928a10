"""The Ink & Noise Lab: what max, average and median make of a picture."""

import base64
from functools import cache
from typing import Any

import numpy as np
import traitlets
from numpy.typing import NDArray

from .. import samples
from ..pool import avg_pool2d, max_pool2d, median_pool2d
from ..text import translate
from . import _still as still
from ._noise import with_noise
from ._photo import PhotoWidget
from ._png import png
from ._traits import challenges

HEIGHT, WIDTH = 128, 192
PICTURES = ["page", "coins", "camera"]
VIEWS = ["panels", "bands"]
WAYS = {"max": max_pool2d, "average": avg_pool2d, "median": median_pool2d}


@cache
def picture(name: str) -> NDArray[np.uint8]:
    """Return the part of a sample picture that the lab shows, 128 x 192.

    The page is shown as scanned; coins and camera are first halved by averaging.
    """
    image: NDArray[np.uint8] = getattr(samples, name)()
    if name == "page":
        part = image[10 : 10 + HEIGHT, :WIDTH]
    else:
        half = np.rint(avg_pool2d(image, 2)).astype(np.uint8)
        part = half[14 : 14 + HEIGHT] if name == "coins" else half[20 : 20 + HEIGHT]
        part = part[:, :WIDTH] if name == "coins" else part[:, 40 : 40 + WIDTH]
    part = part.copy()
    part.setflags(write=False)
    return part


class InkLab(PhotoWidget):
    """Pool a picture by maximum, average and median, with ink or noise in it.

    Parameters
    ----------
    image : str
        "page", "coins" or "camera".
    **state
        Any trait: ``kernel_size`` (1 to 8, also the stride), ``invert``,
        ``gaussian`` (standard deviation in grey levels, 0 to 60), ``salt``
        (percent of black and white grains, 0 to 20), ``step`` (the window shown,
        counted from 0 in reading order), ``view`` ("panels", or "bands" of one
        picture), ``speed``, ``challenge`` (the goal that a reader is handed, by
        its name).

    Raises
    ------
    traitlets.TraitError
        If a value is out of range.  The widget keeps its last valid state.

    Examples
    --------
    >>> lab = InkLab("page", kernel_size=4)
    >>> {name: pooled.shape for name, pooled in lab.output.items()}
    {'max': (32, 48), 'average': (32, 48), 'median': (32, 48)}
    """

    page_name = "ink-lab"
    module = "ink"

    image = traitlets.Enum(PICTURES, "page").tag(sync=True)
    kernel_size = traitlets.Int(4, min=1, max=8).tag(sync=True)
    invert = traitlets.Bool(False).tag(sync=True)
    gaussian = traitlets.Int(0, min=0, max=60).tag(sync=True)
    salt = traitlets.Int(0, min=0, max=20).tag(sync=True)
    step = traitlets.Int(0, min=0).tag(sync=True)
    view = traitlets.Enum(VIEWS, "panels").tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("calm", "robust")
    pictures = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, image: str = "page", **state: Any) -> None:
        super().__init__(image=image, **state)

    @traitlets.default("pictures")
    def _default_pictures(self) -> dict[str, str]:
        return {n: base64.b64encode(picture(n).tobytes()).decode() for n in PICTURES}

    @property
    def clean(self) -> NDArray[np.uint8]:
        """The picture before the noise, inverted if asked, shape (128, 192)."""
        shown = picture(self.image)
        return 255 - shown if self.invert else shown

    @property
    def noisy(self) -> NDArray[np.float64]:
        """The picture that is pooled, shape (128, 192)."""
        return with_noise(self.clean, self.gaussian, self.salt)

    @property
    def output(self) -> dict[str, NDArray[np.float64]]:
        """The three pooled pictures, computed by `pooltools`."""
        return {name: pool(self.noisy, self.kernel_size) for name, pool in WAYS.items()}

    def __repr__(self) -> str:
        """Return the state without the pictures."""
        names = ("image", "kernel_size", "invert", "gaussian", "salt")
        state = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"InkLab({state})"

    def still(self) -> str:
        """Return the picture and its three poolings as SVG."""
        panels = {"input": self.noisy[::2, ::2], **self.output}
        parts = []
        for at, (name, image) in enumerate(panels.items()):
            left, top = 210 * (at % 2), 170 * (at // 2)
            parts.append(
                still.label(left + WIDTH / 2, top + 10, translate(f"ink.{name}"))
            )
            parts.append(
                f'<image x="{left}" y="{top + 24}" width="{WIDTH}" height="{HEIGHT}" '
                'preserveAspectRatio="none" style="image-rendering: pixelated" '
                f'href="data:image/png;base64,{png(image)}"/>'
            )
        text = translate(
            "ink.alt", k=self.kernel_size, image=translate(f"ink.{self.image}")
        )
        return still.svg(210 + WIDTH, 170 + 24 + HEIGHT, text, parts)
