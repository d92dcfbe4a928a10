"""The noise of the Ink & Noise Lab: the same pixels in Python and in the browser.

``noise.js`` does the same integer arithmetic; a test holds the two together.
"""

import numpy as np
from numpy.typing import NDArray

SPREAD = 37837
MIDDLE = 131070


def mix(counter: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a well-mixed 32-bit number for each counter.

    Examples
    --------
    >>> mix(np.arange(3, dtype=np.uint32)).tolist()
    [0, 1753845952, 3507691905]
    """
    x = (counter ^ (counter >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    mixed: NDArray[np.uint32] = x ^ (x >> np.uint32(16))
    return mixed


def with_noise(
    picture: NDArray[np.uint8], sigma: int, salt: int
) -> NDArray[np.float64]:
    """Return a picture with noise, kept within 0 to 255.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W)
        Grey levels.
    sigma : int
        Standard deviation of the Gaussian part, in grey levels; it is the sum of
        four uniform numbers, and so never further than 3.5 sigma from zero.
    salt : int
        Percent of the pixels that become black or white instead.

    Returns
    -------
    ndarray of float64, shape (H, W)
        Whole numbers.
    """
    index = np.arange(picture.size, dtype=np.uint32).reshape(picture.shape)
    three = np.uint32(3)
    a, b, grain = (mix(three * index + np.uint32(part)) for part in range(3))
    low = np.uint32(0xFFFF)
    halves = (a >> np.uint32(16), a & low, b >> np.uint32(16), b & low)
    total = sum(half.astype(np.int64) for half in halves) - MIDDLE
    noisy = picture + np.floor(total * sigma / SPREAD + 0.5)
    grains = np.where(grain & np.uint32(1), 255.0, 0.0)
    noisy = np.where(grain < salt * 42949672, grains, noisy)
    return np.asarray(np.clip(noisy, 0, 255), dtype=np.float64)
