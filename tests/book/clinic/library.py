"""What the clinic can ask of a library; each library answers what it can."""

from typing import Any, NoReturn

import numpy as np


class Missing(Exception):
    """Say that a library has no such feature: not an error, a gap in the table."""


class Library:
    """One library's pooling, asked in one way.

    Arrays go in as (height, width), or as (sample, channel, height, width), and
    come out likewise.  Sizes are pairs: (vertical, horizontal).  What an argument
    leaves out, the library's own default decides; that is what is asked about.
    """

    name: str
    version: str

    def max(self, x: Any, k: Any, **layer: Any) -> Any:
        """Return the maxima of all windows."""
        missing()

    def average(self, x: Any, k: Any, **layer: Any) -> Any:
        """Return the averages of all windows."""
        missing()

    def lp(self, x: Any, p: int, k: Any, **layer: Any) -> Any:
        """Return the p-norms of all windows."""
        missing()

    def indices(self, x: Any, k: Any, **layer: Any) -> Any:
        """Return where the maxima are, in the library's own counting."""
        missing()

    def raw_shape(self, x: Any, k: Any) -> Any:
        """Return the shape that a four-dimensional array gets, nothing moved."""
        missing()

    def gradient(self, x: Any, k: Any, **layer: Any) -> Any:
        """Return the gradient of the sum of all maxima."""
        missing()

    def largest_gradient(self, x: Any) -> Any:
        """Return the gradient of the largest number, without a pooling layer."""
        missing()

    def unpool(self, values: Any, indices: Any, k: Any, s: Any, size: Any) -> Any:
        """Return a map of a given size with the values where the indices say."""
        missing()

    def raw_line(self, x: Any, k: Any) -> Any:
        """Return the shape that a three-dimensional array gets from windows of k."""
        missing()

    def volume_indices(self, x: Any, k: Any) -> Any:
        """Return where the maxima of volumes are, (sample, channel, depth, h, w)."""
        missing()

    def masked(self, x: Any, mask: Any, summary: str) -> Any:
        """Return the mean or max of tokens that count, (sample, token, feature)."""
        missing()

    def attend(self, x: Any, query: Any, mask: Any) -> Any:
        """Return the mean of tokens (token, feature) by their match with a query."""
        missing()


def missing() -> NoReturn:
    """Say that there is no such feature."""
    raise Missing


def unless(*unwanted: Any) -> None:
    """Say that there is no such feature if any of these is asked for."""
    if any(unwanted):
        missing()


def pair(value: Any) -> tuple[int, int]:
    """Return a value for both axes as a pair."""
    return value if isinstance(value, tuple) else (value, value)


def planes(x: Any) -> np.ndarray:
    """Return a map as a batch of one sample with one channel."""
    return x[None, None] if x.ndim == 2 else x
