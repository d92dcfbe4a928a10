"""A reader's photo is seen by the same detectors in JavaScript as in Python."""

import base64

import numpy as np

from pooltools import samples, widgets
from pooltools.pool import avg_pool2d
from pooltools.widgets import sawtooth

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
