"""The Running Network: a small trained network whose pooling can be exchanged."""

import base64
import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._windows.arguments import one_of, refuse
from .._windows.typing import Floats
from ..pool import avg_pool2d, max_pool2d

__all__ = ["RunningResult", "running_accuracy", "running_moves", "running_network"]

POOLINGS = ("max", "average", "stride", "max-blur", "none")
HEADS = ("average", "maximum", "flatten")
SIDE, DIGIT = 68, 28
"""Sides of the canvas and of a digit in its middle, in pixels: room to move it."""


class RunningResult(NamedTuple):
    """Every stage of one run.

    Parameters
    ----------
    first, pooled, second, last : ndarray, shape (maps, H, W)
        Maps after the first convolution and ReLU, its pooling, the second
        convolution and ReLU, and its pooling.
    scores : ndarray, shape (10,)
        One for each digit; the highest is the answer.

    Examples
    --------
    >>> [maps.shape for maps in running_network(np.zeros((28, 28)))[:4]]
    [(8, 68, 68), (8, 34, 34), (24, 34, 34), (24, 17, 17)]
    """

    first: Floats
    pooled: Floats
    second: Floats
    last: Floats
    scores: Floats

    @property
    def answer(self) -> int:
        """The digit with the highest score."""
        return int(self.scores.argmax())

    @property
    def probabilities(self) -> Floats:
        """The softmax of the scores."""
        shares = np.exp(self.scores - self.scores.max())
        return np.asarray(shares / shares.sum())


def running_network(
    image: ArrayLike, pooling: str = "max", *, head: str = "average"
) -> RunningResult:
    """Read a digit with a small trained network, and return every stage.

    Two convolutions without bias, each with a ReLU and a pooling, and a head.  All
    poolings and heads share one set of convolutions, which learned with them in turn:
    what is exchanged here changes nothing but the pooling.

    Parameters
    ----------
    image : array_like, shape (28, 28) or (68, 68)
        Numbers from 0, paper, to 1, ink.  A digit of 28 x 28 is put into the middle of
        a black canvas of 68 x 68.
    pooling : {"max", "average", "stride", "max-blur", "none"}
        What halves the maps: windows of 2 x 2, every second pixel, a maximum with a
        blur; "none" keeps every place, and the second convolution's weights lie two
        pixels apart.
    head : {"average", "maximum", "flatten"}
        A global pooling of the last maps, or weights of its own for each of the
        7 x 7 places of the frame.

    Returns
    -------
    RunningResult
        Maps, scores, the answer and its probabilities.

    Raises
    ------
    ValueError
        If the image has another shape or a number is not from 0 to 1, or a name is
        unknown.

    Notes
    -----
    The weights come from 4,000 handwritten digits of MNIST, turned and stretched but
    not moved; ``tests/make/running.py`` trains them.  Without biases black stays 0 in
    every map, so no effect comes from the border.

    Examples
    --------
    >>> from pooltools import samples
    >>> seven = samples.drawn_digits()[7] / 255
    >>> running_network(seven, "average").answer
    7
    """
    function = "running_network"
    one_of(function, "pooling", pooling, POOLINGS)
    one_of(function, "head", head, HEADS)
    x, w = _canvas(np.asarray(image)), weights()
    apart = 2 if pooling == "none" else 1
    first = np.maximum(_convolved(x[None], w["first"]), 0)
    pooled = halved(first, pooling)
    second = np.maximum(_convolved(pooled, w["second"], apart), 0)
    last = halved(second, pooling)
    scores = w[head] @ _headed(last, head) + w[f"{head}_bias"]
    return RunningResult(first, pooled, second, last, scores)


def running_accuracy() -> dict[str, dict[str, list[float]]]:
    """Return how many test digits every pooling reads with every head.

    Returns
    -------
    dict
        For each pooling and each head, percent of 1,000 digits for three trainings,
        seeds 0, 1 and 2; the weights are those of seed 0.

    Examples
    --------
    >>> running_accuracy()["max"]["average"]
    [98.1, 97.2, 97.2]
    """
    table: dict[str, dict[str, list[float]]] = _stored()["accuracy"]
    return {pooling: dict(row) for pooling, row in table.items()}


def running_moves() -> dict[str, dict[str, float]]:
    """Return what moves by single pixels do to 1,000 test digits.

    Returns
    -------
    dict
        For each pooling, behind a global average, three percentages: "swing" is how far
        the lead of the median digit's score swings over all positions, of itself;
        "lost" are the digits read right at rest and wrong after one pixel up, down,
        left or right; "changed" are those whose answer is not the same everywhere.

    Examples
    --------
    >>> {pooling: row["swing"] for pooling, row in running_moves().items()}
    {'max': 45.2, 'average': 6.6, 'stride': 65.9, 'max-blur': 5.2, 'none': 0.0}
    """
    table: dict[str, dict[str, float]] = _stored()["moves"]
    return {pooling: dict(row) for pooling, row in table.items()}


def packed_weights() -> dict[str, Any]:
    """Return the weights as they are stored: what a page is given."""
    return dict(_stored()["weights"])


@cache
def _stored() -> dict[str, Any]:
    text = files(__package__).joinpath("running.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def weights() -> dict[str, Floats]:
    """Return the weights: whole numbers of 8 bits, times a scale for each tensor."""
    found = {}
    for name, stored in _stored()["weights"].items():
        if isinstance(stored, list):
            found[name] = np.array(stored, dtype=np.float64)
            continue
        whole = np.frombuffer(base64.b64decode(stored["data"]), np.int8)
        found[name] = (whole * stored["scale"]).reshape(stored["shape"])
    return found | {"flatten": found["flatten"].reshape(10, -1)}


def _canvas(x: NDArray[Any]) -> Floats:
    if x.shape not in ((DIGIT, DIGIT), (SIDE, SIDE)):
        fix = f"give {DIGIT} x {DIGIT} or {SIDE} x {SIDE} numbers"
        refuse("running_network", "image", f"of shape {x.shape}", "does not fit", fix)
    if x.dtype.kind not in "biuf" or not (np.min(x) >= 0 and np.max(x) <= 1):
        fix = "divide grey levels by 255, ink is 1"
        refuse("running_network", "image", x.dtype, "is not all from 0 to 1", fix)
    return np.pad(x.astype(np.float64), (SIDE - len(x)) // 2)


def _convolved(x: Floats, w: Floats, apart: int = 1) -> Floats:
    """Return sums of k x k weighted views; the canvas is black beyond its frame."""
    k, (_, height, width) = w.shape[-1], x.shape
    edge = k // 2 * apart
    padded = np.pad(x, ((0, 0), (edge, edge), (edge, edge)))
    out = np.zeros((len(w), height, width))
    for i, j in np.ndindex(k, k):
        rows = slice(i * apart, i * apart + height)
        columns = slice(j * apart, j * apart + width)
        out += np.tensordot(w[:, :, i, j], padded[:, rows, columns], 1)
    return out


def halved(x: Floats, pooling: str) -> Floats:
    """Return the maps after one pooling.

    Examples
    --------
    >>> halved(np.eye(4)[None], "average")[0].tolist()
    [[0.5, 0.0], [0.0, 0.5]]
    """
    match pooling:
        case "max":
            return np.asarray(max_pool2d(x, 2))
        case "average":
            return np.asarray(avg_pool2d(x, 2))
        case "stride":
            return x[:, ::2, ::2]
        case "max-blur":  # beyond the frame all is black
            dense = max_pool2d(np.pad(x, ((0, 0), (1, 2), (1, 2))), 2, stride=1)
            dense = (dense[:, :-2:2] + 2 * dense[:, 1:-1:2] + dense[:, 2::2]) / 4
            blurred = dense[..., :-2:2] + 2 * dense[..., 1:-1:2] + dense[..., 2::2]
            return np.asarray(blurred / 4)
    return x


def _headed(last: Floats, head: str) -> Floats:
    if head == "average":
        return np.asarray(last.mean((1, 2)))
    if head == "maximum":
        return np.asarray(last.max((1, 2)))
    step = max(last.shape[-1] // 17, 1)  # there are weights for these places alone
    return last[:, ::step, ::step][:, 5:12, 5:12].ravel()
