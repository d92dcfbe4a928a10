"""Freeze the Sawtooth's picture and curves in tests/data/sawtooth.json."""

import json

import numpy as np

from pooltools.widgets import Sawtooth
from pooltools.widgets.sawtooth import WAYS, edge_picture, shrink

from .frozen import lines


def cases() -> list[dict[str, object]]:
    """Return small random pictures, shrunk in all ways, and the photo's errors."""
    rng = np.random.default_rng(3)
    found = []
    for way in WAYS:
        for stride in (2, 4):
            x = rng.integers(0, 256, (8, 16)).astype(float)
            small = shrink(x, way, stride)
            case = {"way": way, "stride": stride, "picture": x.astype(int).tolist()}
            errors = Sawtooth(way=way, stride=stride).errors
            found.append(case | {"small": small.tolist(), "errors": errors})
    return found


def responses() -> list[list[float]]:
    """Return what four detectors say of the bar at every angle."""
    return [Sawtooth(step=n).responses.round(9).tolist() for n in range(13)]


def made() -> str:
    """Return the file's text."""
    picture = json.dumps(edge_picture().tolist()).replace(" ", "")
    parts = f'"picture": {picture},\n"responses": {json.dumps(responses())}'
    return f'{{{parts},\n"cases": [\n  {lines(cases())}\n]}}\n'
