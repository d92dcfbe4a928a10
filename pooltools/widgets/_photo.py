"""The reader's own photo: a kernel knows its size, and has it once it was sent."""

from typing import Any, ClassVar

import numpy as np
import traitlets
from numpy.typing import NDArray

from ._base import PoolWidget

Size = tuple[int, int]


class PhotoWidget(PoolWidget):
    """A widget that can show the reader's own photo in place of the book's picture.

    The photo stays in the browser.  In a notebook Python is told its size,
    ``photo_size``, and no more; the button *Send it to Python* also hands over its
    grey levels, ``photo``.  Those come as a message and are no part of the widget's
    state, so a notebook that is saved does not hold them.
    """

    sheets: ClassVar[tuple[str, ...]] = ("photo.css",)
    words = ("photo",)

    photo_size = traitlets.Tuple(
        traitlets.Int(min=1), traitlets.Int(min=1),
        default_value=None, allow_none=True, read_only=True,
    ).tag(sync=True, page=False)  # fmt: skip

    _photo: NDArray[np.float64] | None = None

    def __init__(self, **state: Any) -> None:
        super().__init__(**state)
        self.on_msg(self._receive)

    @property
    def photo(self) -> NDArray[np.float64] | None:
        """The photo as the picture uses it, from 0 to 1; None if it was not sent."""
        return self._photo

    def _receive(self, _: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        """Take what the front end sends: a photo, or that there is none any more."""
        if "photo" in content:
            size = content["photo"]
            self._photo = None if size is None else read_photo(size, *buffers)

    @traitlets.observe("photo_size")
    def _forget(self, change: dict[str, Any]) -> None:
        if change["new"] is None:
            self._photo = None


def read_photo(size: Any, *buffers: bytes | memoryview) -> NDArray[np.float64]:
    """Return a photo that came as its size and a byte for each pixel.

    Raises
    ------
    ValueError
        If there is not one byte for each pixel.

    Examples
    --------
    >>> read_photo([1, 3], bytes([0, 51, 255]))
    array([[0. , 0.2, 1. ]])
    """
    rule = "give its height and width, and then one buffer with a byte for each pixel"
    sides = size if isinstance(size, list) else []
    if len(sides) != 2 or not all(type(side) is int and side > 0 for side in sides):
        raise ValueError(f"photo: {size!r} is no size; {rule}")
    given = [memoryview(buffer).nbytes for buffer in buffers]
    if given != [sides[0] * sides[1]]:
        raise ValueError(f"photo: buffers of {given} bytes for {size} pixels; {rule}")
    photo = np.frombuffer(buffers[0], np.uint8).reshape(sides) / 255
    photo.setflags(write=False)
    return photo
