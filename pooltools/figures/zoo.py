"""Chapter 4: the members of the family, and how alike they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from ..pool import avg_pool2d, max_pool2d
from ..text import translate
from ._base import PALETTE, Picture, canvas, draw_grid, frame

MEMBERS = {
    "fixed": (("max", "min", "median", "subsample"), ("mean",), ("added", "beside")),
    "by_hand": (("fractional",), ("lp", "soft"), ("mixed",)),
    "learned": ((), ("gem", "strided"), ("gated",)),
    "by_chance": (("stochastic",), ("expected",), ()),
}
"""Who decides, and then what a window hands on: one cell, a mean, or both."""

COLUMNS = ("one_cell", "all_cells", "both")


def zoo_map(*, alt: str) -> Picture:
    """Place the poolings on two axes: what is handed on, and who decides.

    Parameters
    ----------
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    heights = [max(map(len, cells)) + 0.4 for cells in MEMBERS.values()]
    total = sum(heights) + len(heights) + 1.2
    figure, (axes,) = canvas(4.6, 0.23 * total)
    for column, name in enumerate(COLUMNS):
        axes.text(
            column + 0.5, 0.45, translate(f"figures.{name}"), **_centred("accent")
        )
    top = 1.1
    for (row, cells), height in zip(MEMBERS.items(), heights, strict=True):
        axes.text(
            0.02, top + 0.4, translate(f"figures.{row}"), **_centred("soft", ha="left")
        )
        for column, names in enumerate(cells):
            _box(axes, column, top + 0.8, height, names)
        top += height + 1
    axes.set(xlim=(-0.02, 3.02), ylim=(top + 0.2, 0))
    return Picture(figure, alt)


def _box(
    axes: Axes, column: int, top: float, height: float, names: Sequence[str]
) -> None:
    """Draw one field of the map with the names of those who live there."""
    fill = "data1" if names else "paper"
    axes.add_patch(
        Rectangle(
            (column + 0.02, top), 0.96, height, facecolor=PALETTE[fill],
            edgecolor=PALETTE["line"],
        )
    )  # fmt: skip
    for line, name in enumerate(names):
        middle = top + height / 2 + line - (len(names) - 1) / 2
        axes.text(column + 0.5, middle, translate(f"figures.{name}"), **_centred("ink"))


def _centred(color: str, ha: str = "center") -> dict[str, Any]:
    return {"ha": ha, "va": "center", "color": PALETTE[color], "fontsize": 10}


def combined(x: ArrayLike, kernel_size: int, *, alt: str) -> Picture:
    """Show maximum and average of a map, put side by side, and added.

    Parameters
    ----------
    x : array_like, shape (H, W)
        The map.
    kernel_size : int
        Side of the window, in cells.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    largest, mean = max_pool2d(x, kernel_size), avg_pool2d(x, kernel_size)
    height, width = largest.shape
    scale = np.array([0, np.max(largest + mean)])
    figure, (axes,) = canvas(4.6, 1.7)
    left = 0.0
    for values, name in ((largest, "max"), (mean, "mean")):
        draw_grid(axes, values, origin=(left, 0), scale=scale)
        axes.text(
            left + width / 2, -0.45, translate(f"figures.{name}"), **_centred("ink")
        )
        left += width
    text = translate("figures.beside_note")
    axes.text(width, height + 0.55, text, **_centred("soft"))
    left += 1.6
    draw_grid(axes, largest + mean, origin=(left, 0), scale=scale)
    axes.text(left + width / 2, -0.45, translate("figures.sum"), **_centred("ink"))
    text = translate("figures.added_note")
    axes.text(left + width / 2, height + 0.55, text, **_centred("soft"))
    frame(axes, -0.2, left + width + 0.9, -0.8, height + 0.9)
    return Picture(figure, alt)


def correlations(names: Sequence[str], values: ArrayLike, *, alt: str) -> Picture:
    """Draw a table of correlations, the stronger the darker.

    Parameters
    ----------
    names : sequence of str
        What was compared, in the order of rows and columns.
    values : array_like, shape (n, n)
        From 0 to 1; what is above the diagonal is not repeated.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    table = np.asarray(values)
    count = len(names)
    figure, (axes,) = canvas(5.2, 0.45 * (count + 0.2))
    for n, name in enumerate(names):
        if n:
            texts = [[f"{number:.2f}" for number in table[n, :n]]]
            draw_grid(
                axes, table[n : n + 1, :n], origin=(0, n), scale=[0, 1], texts=texts
            )
        # one name at the end of its row and on top of its column
        axes.text(n + 0.15, n + 0.5, name, **_centred("ink", ha="left"))
    frame(axes, -0.1, count + 0.1, 0.1, count + 0.1)
    return Picture(figure, alt)
