"""Chapter 6: what one window hands back, and to whom."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from numpy.typing import ArrayLike

from ._base import PALETTE, Picture, canvas, draw_grid, draw_window, frame


def routes(
    grad_output: float,
    panels: Mapping[str, tuple[ArrayLike, ArrayLike]],
    *,
    alt: str,
) -> Picture:
    """Draw 2 x 2 windows side by side, and what each of their cells gets.

    Parameters
    ----------
    grad_output : float
        The gradient of the one output of each window.
    panels : mapping of str to (array_like, array_like), both of shape (2, 2)
        Name, numbers under the window, and the gradient that each cell gets.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, axes = canvas(1.5 * len(panels), 2.1, columns=len(panels))
    for axis, (name, (values, got)) in zip(axes, panels.items(), strict=True):
        shares = np.asarray(got, float)
        draw_grid(axis, values)
        draw_window(axis, 0, 0, 2)
        for row, column in zip(*np.nonzero(shares), strict=True):
            _route(axis, int(row), int(column))
            _ball(axis, column + 0.8, row + 0.82, f"{shares[row, column]:g}", 9.5)
        _ball(axis, *START, f"{grad_output:g}", 11)
        axis.set_title(name, fontsize=9.5, color=PALETTE["ink"])
        frame(axis, -0.9, 2.9, -1.9, 2.2)
    return Picture(figure, alt)


START = 1.0, -1.35
"""Where the ball of the output lies, above its window."""


def _route(axes: Axes, row: int, column: int) -> None:
    """Draw an arrow into a cell: from above, or round the side to the lower row."""
    end = (2.02 * column - 0.02, 1.4) if row else (column + 0.5, 0)
    bend = (0.55 if column == 0 else -0.55) if row else 0
    axes.add_patch(
        FancyArrowPatch(
            START, end, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>",
            mutation_scale=11, shrinkA=12, shrinkB=0, color=PALETTE["gradient"],
            linewidth=1.6, zorder=6,
        )
    )  # fmt: skip


def _ball(axes: Axes, x: float, y: float, text: str, size: float) -> None:
    """Draw a number on a green ball, longer where the number is."""
    height = 0.03 * size
    width = height + 0.017 * size * (len(text) - 1)
    axes.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2), width, height,
            boxstyle=f"round,pad=0.06,rounding_size={height / 2 + 0.05}",
            facecolor=PALETTE["gradient"], edgecolor="none", zorder=7,
        )
    )  # fmt: skip
    axes.text(
        x, y + 0.02, text, ha="center", va="center", color=PALETTE["paper"],
        fontsize=size, fontweight="bold", zorder=8,
    )  # fmt: skip
