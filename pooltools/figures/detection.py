"""Chapter 1: what comes before a pooling, in the cells that a pooling reads."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ..geometry import make_axes
from ..text import translate
from ._base import FULL, LEAST, PALETTE, Picture, canvas, draw_grid, draw_window, frame

GAP = 1.6
"""The room between two grids, in cells."""


def convolution(
    x: ArrayLike, weights: ArrayLike, *, at: tuple[int, int], alt: str
) -> Picture:
    """Draw a convolution at one place: numbers, weights, and the cell they fill.

    Parameters
    ----------
    x : array_like, shape (H, W)
        The picture.
    weights : array_like, shape (k, k)
        A weight for each place of the window, which moves by one cell.
    at : (int, int)
        Row and column of the output cell, which are those of the window's corner.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    x, weights = np.asarray(x), np.asarray(weights)
    k, (row, column) = len(weights), at
    axes = make_axes(x.shape, k, stride=1, function="convolution")
    (top, bottom), (left, right) = (a.bounds(i) for a, i in zip(axes, at, strict=True))
    output = np.full([a.outputs for a in axes], np.nan)
    output[at] = (x[top:bottom, left:right] * weights).sum()
    figure, (axis,) = canvas(FULL, 2.4)
    grids = {"input": x, "weights": weights, "output": output}
    corners = _lay_out(axis, grids, signs="×=", scales={"output": weights * len(x)})
    (x0, y0), _, (x1, y1) = corners
    draw_window(axis, x0 + left, y0 + top, k)
    draw_window(axis, x1 + column, y1 + row, 1)
    return Picture(figure, alt)


def stages(maps: Mapping[str, ArrayLike], *, alt: str) -> Picture:
    """Draw maps of numbers in a row, each made of the one before.

    Parameters
    ----------
    maps : mapping of str to array_like, shape (H, W)
        What is written above each map, and the map.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axis,) = canvas(FULL, 2.4)
    arrays = {name: np.asarray(values) for name, values in maps.items()}
    _lay_out(axis, arrays, signs="→" * (len(arrays) - 1))
    return Picture(figure, alt)


def _lay_out(
    axes: Axes,
    grids: Mapping[str, Any],
    *,
    signs: str,
    scales: Mapping[str, Any] | None = None,
) -> list[tuple[float, float]]:
    """Draw grids side by side, a sign between two; return their corners."""
    height = max(len(grid) for grid in grids.values())
    words: dict[str, Any] = {
        "ha": "center", "va": "center", "color": PALETTE["ink"],
    }  # fmt: skip
    corners, left = [], 0.0
    for (name, grid), sign in zip(grids.items(), [*signs, ""], strict=True):
        high, wide = grid.shape
        top = (height - high) / 2
        draw_grid(axes, grid, origin=(left, top), scale=(scales or {}).get(name))
        title = translate(f"figures.{name}") if scales else name
        axes.text(left + wide / 2, top - 0.5, title, fontsize=LEAST, **words)
        corners.append((left, top))
        left += wide + GAP
        axes.text(left - GAP / 2, height / 2, sign, fontsize=15, **words)
    frame(axes, -0.2, left - GAP + 0.2, -1, height + 0.2)
    return corners
