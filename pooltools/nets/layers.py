"""The layers of a tiny convolutional network, each with its way back.

A layer has `forward`, which keeps what the way back needs, and `backward`, which
turns the gradient of its output into that of its input and leaves the gradients
of its `parameters` in `gradients`.  Maps have shape (N, C, H, W).

Borders wrap: a map is a torus.  So no result of an experiment with shifts is owed
to what happens at a border.
"""

from itertools import product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .._windows.taps import tap
from .._windows.typing import Array
from ..antialias import blur_pool2d, polyphase
from ..backward.pool import avg_pool2d_backward
from ..geometry import make_axes
from ..pool import avg_pool2d, max_pool2d

__all__ = [
    "AvgPool",
    "BlurPool",
    "Convolution",
    "Layer",
    "Linear",
    "MaxPool",
    "Polyphase",
    "ReLU",
    "Standardise",
    "Subsample",
]


class Layer:
    """A step of a network; this one does nothing."""

    parameters: tuple[Array, ...] = ()
    gradients: tuple[Array, ...] = ()

    def forward(self, x: Array) -> Array:
        """Return the output for a batch of inputs."""
        return x

    def backward(self, grad: Array) -> Array:
        """Return the gradient of the input, given that of the output."""
        return grad


class Convolution(Layer):
    """A 3 x 3 convolution, with borders that wrap.

    Parameters
    ----------
    channels, out_channels : int
    rng : numpy.random.Generator
        Draws the weights, with the spread that suits a ReLU.
    """

    def __init__(
        self, channels: int, out_channels: int, rng: np.random.Generator
    ) -> None:
        fan_in = 9 * channels
        weight = rng.standard_normal((out_channels, fan_in)) * np.sqrt(2 / fan_in)
        self.parameters = weight.astype(np.float32), np.zeros(out_channels, np.float32)

    def forward(self, x: Array) -> Array:
        weight, bias = self.parameters
        self.shape = x.shape
        n, _, h, w = x.shape
        padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="wrap")
        # one column for each place of the window: its 9 C numbers
        windows = sliding_window_view(padded, (3, 3), (2, 3)).transpose(
            0, 1, 4, 5, 2, 3
        )
        self.columns = windows.reshape(n, -1, h * w)
        y: Array = weight @ self.columns + bias[:, None]
        return y.reshape(n, -1, h, w)

    def backward(self, grad: Array) -> Array:
        weight, _ = self.parameters
        n, c, h, w = self.shape
        flat = grad.reshape(n, -1, h * w)
        over_places = (flat @ self.columns.transpose(0, 2, 1)).sum(0)
        self.gradients = over_places, flat.sum((0, 2))
        back = (weight.T @ flat).reshape(n, c, 3, 3, h, w)
        taps = ((i, j) for i in range(3) for j in range(3))
        moved = (np.roll(back[:, :, i, j], (i - 1, j - 1), (2, 3)) for i, j in taps)
        return np.asarray(sum(moved))


class Linear(Layer):
    """Every output is a weighted sum of all inputs, which are laid out in a row.

    Parameters
    ----------
    inputs, outputs : int
    rng : numpy.random.Generator, optional
        Draws the weights; without one they begin at 0.
    """

    def __init__(
        self, inputs: int, outputs: int, rng: np.random.Generator | None = None
    ) -> None:
        weight = np.zeros((inputs, outputs), np.float32)
        if rng is not None:
            weight += rng.standard_normal(weight.shape) / np.sqrt(inputs)
        self.parameters = weight, np.zeros(outputs, np.float32)

    def forward(self, x: Array) -> Array:
        weight, bias = self.parameters
        self.shape = x.shape
        self.flat = x.reshape(len(x), -1)
        y: Array = self.flat @ weight + bias
        return y

    def backward(self, grad: Array) -> Array:
        self.gradients = self.flat.T @ grad, grad.sum(0)
        back: Array = grad @ self.parameters[0].T
        return back.reshape(self.shape)


class ReLU(Layer):
    """Negative numbers become 0, and pass no gradient."""

    def forward(self, x: Array) -> Array:
        self.positive = x > 0
        y: Array = x * self.positive
        return y

    def backward(self, grad: Array) -> Array:
        back: Array = grad * self.positive
        return back


class Standardise(Layer):
    """Give each map mean 0 and spread 1, as measured on some maps once and for all.

    Parameters
    ----------
    x : ndarray, shape (N, C, ...)
        The maps to measure: each channel over all samples and places.
    """

    def __init__(self, x: Array) -> None:
        axes = (0, *range(2, x.ndim))
        mean = x.mean(axes, dtype=np.float64, keepdims=True)
        spread = x.std(axes, dtype=np.float64, keepdims=True)
        still = spread <= 1e-9 * abs(x).max(initial=0)
        self.mean = mean.astype(x.dtype)
        self.spread = np.where(still, 1, spread).astype(x.dtype)

    def forward(self, x: Array) -> Array:
        return np.asarray((x - self.mean) / self.spread)

    def backward(self, grad: Array) -> Array:
        return np.asarray(grad / self.spread)


class MaxPool(Layer):
    """Max pooling; a window that hangs over the end reads on from the start."""

    def __init__(self, kernel_size: int, stride: int | None = None) -> None:
        self.kernel_size, self.stride = kernel_size, stride or kernel_size
        self.over = max(kernel_size - self.stride, 0)

    def forward(self, x: Array) -> Array:
        end = (0, self.over)
        self.x = np.pad(x, ((0, 0), (0, 0), end, end), mode="wrap") if self.over else x
        self.axes = make_axes(self.x.shape[2:], self.kernel_size, stride=self.stride)
        self.y = max_pool2d(self.x, self.kernel_size, stride=self.stride)
        return self.y

    def backward(self, grad: Array) -> Array:
        # tap by tap for all windows at once: for small windows twice as fast as
        # max_pool2d_backward, with the same rule, the first maximum takes all
        back, free = np.zeros(self.x.shape, grad.dtype), np.ones(grad.shape, bool)
        rows, columns = self.axes
        for i, j in product(range(self.kernel_size), repeat=2):
            cells, to = (tap(tap(a, rows, 2, i), columns, 3, j) for a in (self.x, back))
            won = free & (cells == self.y)
            to += grad * won
            free ^= won
        for dim in (2, 3) if self.over else ():
            n = back.shape[dim] - self.over
            back, wrapped = np.split(back, [n], dim)
            head = (slice(None),) * dim + (slice(0, self.over),)
            back[head] += wrapped
        return back


class AvgPool(Layer):
    """Average pooling with windows that tile."""

    def __init__(self, kernel_size: int) -> None:
        self.kernel_size = kernel_size

    def forward(self, x: Array) -> Array:
        self.shape = x.shape
        return avg_pool2d(x, self.kernel_size)

    def backward(self, grad: Array) -> Array:
        return avg_pool2d_backward(grad, self.shape, self.kernel_size)


class Subsample(Layer):
    """Keep every second pixel of every second row."""

    def forward(self, x: Array) -> Array:
        self.shape = x.shape
        return x[:, :, ::2, ::2]

    def backward(self, grad: Array) -> Array:
        back = np.zeros(self.shape, grad.dtype)
        back[:, :, ::2, ::2] = grad
        return back


class BlurPool(Layer):
    """Blur with 1 2 1, then keep every second pixel of every second row."""

    def forward(self, x: Array) -> Array:
        self.shape = x.shape
        return blur_pool2d(x, 3, padding_mode="wrap")

    def backward(self, grad: Array) -> Array:
        apart = np.zeros(self.shape, grad.dtype)
        apart[:, :, ::2, ::2] = grad
        # the filter reads the same in both directions: blurring is its own way back
        return blur_pool2d(apart, 3, stride=1, padding_mode="wrap")


class Polyphase(Layer):
    """Keep, for each sample, the strongest of its four grids of every second pixel."""

    def forward(self, x: Array) -> Array:
        self.shape = x.shape
        components, self.choice = polyphase(x, 2)
        kept: Array = components[self.choice, np.arange(len(x))]
        return kept

    def backward(self, grad: Array) -> Array:
        back = np.zeros(self.shape, grad.dtype)
        for k in range(4):
            i, j = divmod(k, 2)
            mine = self.choice == k
            back[mine, :, i::2, j::2] = grad[mine]
        return back
