"""The arrays and pictures of the book.

The small maps are read-only: a page cannot change what the next one shows.  Use
``.copy()`` to play with them.  The pictures are read anew at each call.

The maps marked *classic* go back to the figures of a well-known introduction,
K. Saito's *Deep Learning from Scratch*, chapter 7.
"""

import base64
import json
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "CHANNELS",
    "COLUMN_MAPS",
    "FIRST_MAP",
    "SHIFT_LEFT",
    "SHIFT_RIGHT",
    "camera",
    "coins",
    "digits",
    "drawn_digits",
    "edges",
    "page",
    "points",
]


def _frozen(values: Any) -> NDArray[np.int64]:
    array = np.array(values, dtype=np.int64)
    array.setflags(write=False)
    return array


FIRST_MAP = _frozen([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]])
"""Classic: the 4 x 4 map that the whole book pools first (figure 7-14)."""

CHANNELS = _frozen(
    [
        FIRST_MAP,
        [[3, 0, 6, 5], [1, 2, 4, 3], [3, 0, 2, 0], [2, 3, 1, 1]],
        [[4, 2, 1, 2], [0, 1, 0, 4], [3, 0, 1, 2], [1, 2, 4, 5]],
    ]
)
"""Three channels, 3 x 4 x 4.  The figure (7-15) hides cells of channels 1 and 2;
the hidden ones are our completion, consistent with all that is visible."""

SHIFT_LEFT = _frozen(
    [
        [1, 2, 0, 7, 1, 0],
        [0, 9, 2, 3, 2, 3],
        [3, 0, 1, 2, 1, 2],
        [2, 4, 0, 1, 0, 1],
        [6, 0, 1, 2, 1, 2],
        [2, 4, 0, 1, 8, 1],
    ]
)
"""Classic: a 6 x 6 map before its shift (figure 7-16, left)."""

SHIFT_RIGHT = _frozen(np.column_stack([[1, 3, 2, 3, 2, 1], SHIFT_LEFT[:, :-1]]))
"""Classic: the same map one column to the right, a new column at its left."""

COLUMN_MAPS = _frozen(
    [
        [[1, 2, 3, 0], [0, 1, 2, 4], [1, 0, 4, 2], [3, 2, 0, 1]],
        [[3, 0, 6, 5], [4, 2, 4, 3], [3, 0, 1, 0], [2, 3, 3, 1]],
        [[4, 2, 1, 2], [0, 1, 0, 4], [3, 0, 6, 2], [4, 2, 4, 5]],
    ]
)
"""Classic: three channels unrolled into columns (figures 7-21 and 7-22)."""


def camera() -> NDArray[np.uint8]:
    """Return a photo of a man with a camera, 512 x 512 grey levels 0 to 255.

    By Lav Varshney, released under CC0.

    Returns
    -------
    ndarray of uint8, shape (512, 512)
        Grey levels, 0 black and 255 white.

    Examples
    --------
    >>> camera().shape
    (512, 512)
    """
    return _picture("camera")


def coins() -> NDArray[np.uint8]:
    """Return a photo of Greek coins from Pompeii, 303 x 384 grey levels.

    From the Brooklyn Museum Collection, no known copyright restrictions.

    Returns
    -------
    ndarray of uint8, shape (303, 384)
        Grey levels, 0 black and 255 white.

    Examples
    --------
    >>> coins().shape
    (303, 384)
    """
    return _picture("coins")


def page() -> NDArray[np.uint8]:
    """Return a scan of a printed page, 191 x 384 grey levels, ink is dark.

    Distributed with scikit-image under its BSD licence.

    Returns
    -------
    ndarray of uint8, shape (191, 384)
        Grey levels, 0 black and 255 white.

    Examples
    --------
    >>> page().shape
    (191, 384)
    """
    return _picture("page")


def digits() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return 1797 handwritten digits, 8 x 8 grey levels 0 to 16, and their labels.

    Test part of *Optical Recognition of Handwritten Digits* by E. Alpaydin and
    C. Kaynak, UCI Machine Learning Repository, CC BY 4.0.

    Returns
    -------
    images : ndarray of uint8, shape (1797, 8, 8)
        Grey levels, 0 for paper and 16 for ink.
    labels : ndarray of uint8, shape (1797,)
        Which digit it is, 0 to 9.

    Examples
    --------
    >>> images, labels = digits()
    >>> images.shape, labels[:5]
    ((1797, 8, 8), array([0, 1, 2, 3, 4], dtype=uint8))
    """
    with files("pooltools").joinpath("data/digits.npz").open("rb") as file:
        packed = np.load(file)
        return packed["images"], packed["labels"]


def points(picture: ArrayLike, ink: float = 8) -> NDArray[np.float64]:
    """Return where a picture has ink: a set of points, as many as there are.

    Parameters
    ----------
    picture : array_like, shape (H, W)
        Grey levels, such as those of a digit.
    ink : float, optional
        A cell of at least so much is a point.

    Returns
    -------
    ndarray, shape (n, 2)
        Column and row of each point, in cells from the middle of the picture, in
        reading order.

    Examples
    --------
    >>> points([[0, 16], [9, 0]])
    array([[ 0.5, -0.5],
           [-0.5,  0.5]])
    """
    x = np.asarray(picture)
    rows, columns = np.nonzero(x >= ink)
    middle = (np.array(x.shape[::-1]) - 1) / 2
    return np.column_stack([columns, rows]) - middle


def drawn_digits() -> NDArray[np.uint8]:
    """Return ten digits drawn for this book, 28 x 28 grey levels 0 to 255.

    Strokes of the book's own, by ``tests/make/drawn.py``, CC BY 4.0 like its text.
    Nine of them are typical for `nets.running_network`; the 1 was looked for, as one
    that it reads as a 7 once it stands a pixel further to the right.

    Returns
    -------
    ndarray of uint8, shape (10, 28, 28)
        Grey levels, 0 for paper and 255 for ink; row n is the digit n.

    Examples
    --------
    >>> drawn_digits().shape
    (10, 28, 28)
    """
    text = files("pooltools").joinpath("data/drawn.json").read_text("utf-8")
    raw = b"".join(base64.b64decode(digit) for digit in json.loads(text))
    return np.frombuffer(raw, np.uint8).reshape(10, 28, 28).copy()


def edges(picture: ArrayLike) -> NDArray[np.float64]:
    """Return where a picture gets brighter from left to right.

    What a first layer hands to pooling: a convolution with one 3 x 3 detector of
    vertical edges (Sobel's), then a ReLU.

    Parameters
    ----------
    picture : array_like, shape (..., H, W)
        Grey levels 0 to 255.

    Returns
    -------
    ndarray, shape (..., H - 2, W - 2)
        From 0 to 4; an edge from black to white gives 4.

    Examples
    --------
    >>> edges([[0, 0, 255, 255]] * 3)
    array([[4., 4.]])
    """
    x = np.asarray(picture) / 255
    down = x[..., :-2, :] + 2 * x[..., 1:-1, :] + x[..., 2:, :]
    response: NDArray[np.float64] = np.maximum(down[..., 2:] - down[..., :-2], 0)
    return response


def _picture(name: str) -> NDArray[np.uint8]:
    """Read one of the packed pictures; every call gets an array of its own."""
    with files("pooltools").joinpath(f"data/{name}.npz").open("rb") as file:
        image: NDArray[np.uint8] = np.load(file)["image"]
    return image
