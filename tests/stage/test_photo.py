"""A reader's photo: the same detectors in JavaScript as in Python; and what is sent."""

import base64
import re
from typing import Any

import numpy as np
import pytest
import traitlets

from pooltools import samples, widgets
from pooltools.pool import avg_pool2d, max_pool2d
from pooltools.widgets import sawtooth
from pooltools.widgets._photo import PhotoWidget, read_photo

from .. import node

EDGES = "arithmetic/edges"


def picture(pixels: list[int], height: int, width: int) -> str:
    size = f"height: {height}, width: {width}"
    return f"{{ {size}, pixels: Float64Array.from({pixels}) }}"


def test_the_digits_of_the_books_photo_are_those_of_its_maps() -> None:
    machine = widgets.AnySizeMachine()
    grey = list(base64.b64decode(machine.picture))
    digits = [
        node.value(f"edgeDigits({picture(pixels, 64, 64)})", edgeDigits=EDGES)
        for pixels in (grey, [255 - grey[0], *grey[1:]])
    ]
    assert digits[0] == machine.maps
    assert digits[1] != machine.maps


def test_the_edges_of_the_books_photo_are_those_of_its_picture() -> None:
    part = np.rint(avg_pool2d(samples.camera(), 4)).astype(int)
    part = part[18 : 18 + sawtooth.HEIGHT + 2, 14 : 14 + sawtooth.WIDTH + 2]
    edges = 255 * np.minimum(samples.edges(part) / 2, 1)
    given = picture(part.ravel().tolist(), *part.shape)
    found = node.value(f"[...edgePicture({given})]", edgePicture=EDGES)
    assert np.max(np.abs(np.array(found) - edges.ravel())) <= 0.5 + 1e-9


FOUR = [widgets.InkLab, widgets.Sawtooth, widgets.AnySizeMachine, widgets.ZoomStack]
PIXELS = bytes(range(0, 240, 20))


def hear(widget: PhotoWidget, content: Any, *buffers: bytes) -> None:
    """Do what ipywidgets does with a message of the front end."""
    widget._handle_custom_msg(content, [memoryview(one) for one in buffers])


@pytest.mark.parametrize("kind", FOUR)
def test_python_knows_the_size_and_has_what_was_sent(kind: type[PhotoWidget]) -> None:
    widget = kind()
    assert widget.photo_size is None
    assert widget.photo is None
    widget.set_state({"photo_size": [3, 4]})
    assert widget.photo_size == (3, 4)
    assert widget.photo is None
    hear(widget, {"photo": [3, 4]}, PIXELS)
    assert widget.photo is not None
    assert widget.photo.dtype == np.float64
    expected = np.arange(0, 240, 20).reshape(3, 4) / 255
    np.testing.assert_array_equal(widget.photo, expected)
    assert max_pool2d(widget.photo, 2).tolist() == [[100 / 255, 140 / 255]]
    hear(widget, {"something": "else"})
    assert widget.photo is not None
    hear(widget, {"photo": None})
    assert widget.photo is None
    hear(widget, {"photo": [3, 4]}, PIXELS)
    widget.set_state({"photo_size": None})
    assert widget.photo is None


def test_what_was_sent_is_saved_nowhere() -> None:
    lab = widgets.InkLab()
    before = lab.get_state()
    hear(lab, {"photo": [3, 4]}, PIXELS)
    assert lab.photo is not None
    assert lab.get_state() == before
    lab.set_state({"photo_size": [3, 4]})
    assert "photo_size" not in lab.page_state()
    assert "photo_size" not in lab.schema  # and so in no link


def test_python_sets_no_photo_and_no_size() -> None:
    lab = widgets.InkLab()
    with pytest.raises(traitlets.TraitError, match="read-only"):
        lab.photo_size = (3, 4)
    with pytest.raises(AttributeError):
        lab.photo = np.zeros((3, 4))  # type: ignore[misc]
    with pytest.raises(traitlets.TraitError):
        lab.set_state({"photo_size": [3, 0]})
    assert lab.photo_size is None


@pytest.mark.parametrize("size", [[3], [3, 4, 1], 12, "3 4", [3, -4], [0, 0], [3, 4.0]])
def test_a_photo_with_no_size_is_refused(size: Any) -> None:
    with pytest.raises(ValueError, match=r"is no size; give its height and width"):
        read_photo(size, PIXELS)


@pytest.mark.parametrize("side", [float("nan"), True, None])
def test_a_side_is_a_whole_number(side: Any) -> None:
    with pytest.raises(ValueError, match="is no size"):
        read_photo([side, 4], PIXELS)


@pytest.mark.parametrize("buffers", [(), (PIXELS[1:],), (PIXELS, PIXELS), (b"",)])
def test_a_photo_has_a_byte_for_each_pixel(buffers: tuple[bytes, ...]) -> None:
    given = [len(one) for one in buffers]
    line = f"buffers of {given} bytes for [3, 4] pixels; give its height and width"
    with pytest.raises(ValueError, match=re.escape(line)):
        read_photo([3, 4], *buffers)


def test_a_message_that_is_refused_loses_nothing() -> None:
    stack = widgets.ZoomStack()
    hear(stack, {"photo": [3, 4]}, PIXELS)
    with pytest.raises(ValueError, match="pixels"):
        stack._receive(stack, {"photo": [3, 5]}, [PIXELS])
    assert stack.photo is not None
