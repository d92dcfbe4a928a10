"""Training a network of `layers`: softmax, cross-entropy, Adam; nothing else."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..._windows.typing import Array
from ...nets.layers import Layer

__all__ = ["forward", "parameter_count", "predict", "train"]

Net: TypeAlias = Sequence[Layer]


def forward(net: Net, x: Array) -> Array:
    """Return what the last layer says of a batch.

    Parameters
    ----------
    net : sequence of Layer
        From the input on.
    x : ndarray, shape (N, C, H, W)
        What the first layer reads.

    Returns
    -------
    ndarray, shape (N, ...)
        For a classifier, a score for each class.

    Examples
    --------
    >>> from pooltools.nets import layers
    >>> forward([layers.MaxPool(2)], np.ones((5, 1, 4, 4))).shape
    (5, 1, 2, 2)
    """
    for layer in net:
        x = layer.forward(x)
    return x


def predict(net: Net, x: Array, *, batch: int = 200) -> NDArray[np.intp]:
    """Return the most likely class of each sample.

    Parameters
    ----------
    net : sequence of Layer
        From the input on.
    x : ndarray, shape (N, C, H, W)
        What the first layer reads.
    batch : int
        Samples that are run at a time.

    Returns
    -------
    ndarray of int, shape (N,)
        The classes, from 0.

    Examples
    --------
    >>> from pooltools.nets import layers
    >>> predict([layers.Linear(4, 10)], np.ones((3, 1, 2, 2)))
    array([0, 0, 0])
    """
    parts = (forward(net, x[i : i + batch]) for i in range(0, len(x), batch))
    return np.concatenate([np.empty(0, np.intp), *(y.argmax(1) for y in parts)])


def parameter_count(net: Net) -> int:
    """Return how many numbers the network learns.

    Parameters
    ----------
    net : sequence of Layer
        From the input on.

    Returns
    -------
    int
        Weights and biases of all layers together.

    Examples
    --------
    >>> from pooltools.nets import layers
    >>> parameter_count([layers.MaxPool(2), layers.Linear(4, 10)])
    50
    """
    return sum(p.size for layer in net for p in layer.parameters)


def train(
    net: Net,
    x: Array,
    labels: Array,
    *,
    epochs: int,
    rng: np.random.Generator,
    batch: int = 64,
    rate: float = 5e-3,
    decay: float = 0.0,
    shifts: int = 0,
) -> None:
    """Fit a network to labelled samples.

    Parameters
    ----------
    net : sequence of Layer
        Its parameters are changed in place.
    x : ndarray, shape (N, C, H, W)
        What there is to learn from.
    labels : ndarray of int, shape (N,)
        The class of each sample, from 0.
    epochs : int
        How often every sample is seen.
    rng : numpy.random.Generator
        Draws the order of the samples, and the shifts.
    batch : int
        Samples per step.
    rate : float
        Adam's first step size; it falls to 0 along half a cosine.
    decay : float
        Weight of half the squared parameters in the loss.
    shifts : int
        Move each batch by up to so many pixels, in a circle.

    Examples
    --------
    >>> from pooltools.nets import layers
    >>> net, x = [layers.Linear(2, 2)], np.eye(2, dtype=np.float32)
    >>> train(net, x, np.array([0, 1]), epochs=20, rng=np.random.default_rng(0))
    >>> predict(net, x)
    array([0, 1])
    """
    steps, done = epochs * -(-len(x) // batch), 0
    moments = [(np.zeros_like(p), np.zeros_like(p)) for p in _parameters(net)]
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for i in range(0, len(x), batch):
            chosen = order[i : i + batch]
            shown = x[chosen]
            if shifts:
                move = rng.integers(-shifts, shifts + 1, 2)
                shown = np.roll(shown, tuple(move), (-2, -1))
            _backward(net, _loss_gradient(forward(net, shown), labels[chosen]))
            done += 1
            now = rate * (1 + np.cos(np.pi * done / steps)) / 2 + 1e-5
            _adam(net, moments, now, done, decay)


def _loss_gradient(scores: Array, labels: Array) -> Array:
    """Return the gradient of the mean cross-entropy of a softmax."""
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    p[np.arange(len(p)), labels] -= 1
    gradient: Array = p / len(p)
    return gradient.astype(scores.dtype)


def _backward(net: Net, grad: Array) -> None:
    for layer in reversed(net):
        grad = layer.backward(grad)


def _parameters(net: Net) -> list[Array]:
    return [p for layer in net for p in layer.parameters]


def _adam(
    net: Net, moments: list[tuple[Array, Array]], rate: float, step: int, decay: float
) -> None:
    """Move every parameter against its smoothed gradient, in units of its spread."""
    gradients = [g for layer in net for g in layer.gradients]
    for p, g, (mean, square) in zip(_parameters(net), gradients, moments, strict=True):
        g = g + decay * p if decay else g
        mean += 0.1 * (g - mean)
        square += 0.001 * (g * g - square)
        unbiased = mean / (1 - 0.9**step)
        p -= rate * unbiased / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
