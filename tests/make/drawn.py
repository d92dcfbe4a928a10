"""Draw the Running Network's ten digits and freeze them in pooltools/data/drawn.json.

The strokes are the book's own: lines and arcs, turned, stretched and shaken a little by
a seed, and drawn with a round pen.  So no digit of anybody's data ships with the book.
"""

import base64
import json
import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pooltools.nets.running import DIGIT

Point = tuple[float, float]
Stroke = list[Point]
Picture = NDArray[np.float64]

HIGH, PEN = 17.5, 2.5
"""Height of a digit and width of the pen, in pixels, as in MNIST."""

CHOSEN = (69, 40, 20, 77, 12, 45, 22, 10, 45, 98)
"""The seed of each digit, of the first hundred.

Nine are typical: of those that every pooling reads, wherever they stand, the one whose
margin swings most like that of the median test digit.  The 1 is not: it was looked for,
as one that is read as a 7 once it stands a pixel further to the right.
"""


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Stroke:
    """Return points of an ellipse, from one angle to another, in degrees."""
    angles = np.radians(np.linspace(start, end, 24))
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


WAYS: tuple[tuple[list[Stroke], ...], ...] = (
    ([arc(0.35, 0.5, 0.33, 0.5, -90, 270)], [arc(0.4, 0.5, 0.4, 0.48, -60, 300)]),
    ([[(0.2, 0), (0.2, 1)]], [[(0, 0.25), (0.25, 0), (0.25, 1)]]),
    (
        [[*arc(0.33, 0.28, 0.32, 0.28, -170, 30), (0.05, 0.97), (0.7, 0.97)]],
        [[*arc(0.35, 0.3, 0.3, 0.3, -180, 40), (0.02, 0.95), (0.3, 0.9), (0.72, 1)]],
    ),
    (
        [arc(0.3, 0.26, 0.3, 0.26, -160, 90) + arc(0.3, 0.75, 0.34, 0.25, -90, 150)],
        [[(0.03, 0.03), (0.6, 0.03), (0.28, 0.42),
          *arc(0.28, 0.71, 0.34, 0.29, -90, 140)]],
    ),
    (
        [[(0.45, 0), (0.02, 0.62), (0.72, 0.62)], [(0.52, 0.3), (0.5, 1)]],
        [[(0.05, 0), (0.04, 0.5), (0.6, 0.5)], [(0.62, 0), (0.58, 1)]],
    ),
    (
        [[(0.62, 0.02), (0.12, 0.02), (0.08, 0.45),
          *arc(0.3, 0.7, 0.33, 0.29, -130, 150)]],
        [[(0.1, 0.02), (0.08, 0.42), *arc(0.3, 0.69, 0.33, 0.3, -120, 150)],
         [(0.1, 0.02), (0.65, 0.02)]],
    ),
    (
        [[(0.5, 0), (0.2, 0.35), *arc(0.33, 0.7, 0.3, 0.3, 190, -170)]],
        [[(0.35, 0), (0.08, 0.5), *arc(0.33, 0.73, 0.29, 0.26, 180, -200)]],
    ),
    (
        [[(0, 0.03), (0.65, 0.03), (0.25, 1)]],
        [[(0, 0.03), (0.65, 0.03), (0.28, 1)], [(0.15, 0.5), (0.62, 0.5)]],
    ),
    (
        [arc(0.35, 0.25, 0.27, 0.25, 60, -300)
         + arc(0.35, 0.75, 0.33, 0.25, -100, 260)],
        [arc(0.35, 0.24, 0.26, 0.24, 90, -270) + arc(0.35, 0.74, 0.32, 0.26, -90, 270)],
    ),
    (
        [[*arc(0.32, 0.3, 0.3, 0.3, -20, -375), (0.6, 0.35), (0.52, 1)]],
        [[*arc(0.32, 0.28, 0.3, 0.28, 0, -360), (0.62, 0.6), (0.3, 1)]],
    ),
)  # fmt: skip
"""Two ways to write each digit: x to the right, y down, one high."""


def drawn(digit: int, seed: int) -> Picture:
    """Return a digit by its seed, 28 x 28, its centre of mass in the middle."""
    rng = np.random.default_rng([digit, seed])
    way = WAYS[digit][rng.integers(2)]
    turn = math.radians(rng.uniform(-8, 8))
    c, s = math.cos(turn), math.sin(turn)
    matrix = [[c, -s], [s, c]] @ np.array(
        [[rng.uniform(0.85, 1.2), rng.uniform(-0.15, 0.15)], [0, 1]]
    )
    drift = rng.normal(0, 0.02, (2, 2))
    lines = []
    for stroke in way:
        t = np.linspace(0, 1, len(stroke))[:, None]
        shaken = stroke + drift[0] * np.sin(2 * np.pi * t) + drift[1] * np.cos(3 * t)
        lines.append(shaken @ matrix.T)
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    scale = HIGH / (high - low).max()
    return centred(
        inked([(line - (low + high) / 2) * scale + DIGIT / 2 for line in lines])
    )


def inked(lines: list[Picture]) -> Picture:
    """Return what a round pen leaves along some lines, 0 to 1."""
    y, x = np.indices((DIGIT, DIGIT)) + 0.5
    far = np.full((DIGIT, DIGIT), np.inf)
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(line):
            dx, dy = x1 - x0, y1 - y0
            t = ((x - x0) * dx + (y - y0) * dy) / max(dx * dx + dy * dy, 1e-9)
            t = np.clip(t, 0, 1)
            far = np.minimum(far, np.hypot(x - x0 - t * dx, y - y0 - t * dy))
    return np.clip(PEN / 2 + 0.5 - far, 0, 1)


def centred(image: Picture) -> Picture:
    """Move a picture by whole pixels, so that its ink balances in the middle."""
    ink = image.sum()
    middle = [(image.sum(1 - axis) @ np.arange(DIGIT)) / ink for axis in (0, 1)]
    down, right = (round((DIGIT - 1) / 2 - float(at)) for at in middle)
    return np.roll(image, (down, right), (0, 1))


def made() -> str:
    """Return the file's text."""
    pictures = [drawn(digit, seed) for digit, seed in enumerate(CHOSEN)]
    levels = [np.rint(255 * p).astype(np.uint8).tobytes() for p in pictures]
    return json.dumps([base64.b64encode(p).decode() for p in levels], indent=0) + "\n"
