"""Freeze the Ink & Noise Lab's noise in tests/data/noise.json."""

import numpy as np

from pooltools.widgets._noise import with_noise

from .frozen import lines


def made() -> str:
    """Return the file's text."""
    rng = np.random.default_rng(0)
    cases = []
    for gaussian, salt in ((0, 0), (20, 0), (0, 10), (60, 20), (7, 3)):
        image = rng.integers(0, 256, (5, 8)).astype(np.uint8)
        noisy = with_noise(image, gaussian, salt).astype(int)
        case = {"gaussian": gaussian, "salt": salt, "picture": image.tolist()}
        cases.append(case | {"noisy": noisy.tolist()})
    return f'{{"cases": [\n  {lines(cases)}\n]}}\n'
