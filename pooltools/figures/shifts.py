"""Chapters 7 and 8: maps that move."""

import numpy as np

from ..text import say
from ._base import FULL, PALETTE, Picture, canvas, draw_grid, draw_window, frame


def overlap(kernel_size: int, shift: tuple[int, int], *, alt: str) -> Picture:
    """Draw a window and the same window further on: what lies under both.

    Parameters
    ----------
    kernel_size : int
        Side of the window, in cells.
    shift : (int, int)
        Cells down and to the right.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    k, (down, right) = kernel_size, shift
    top, left = max(-down, 0), max(-right, 0)
    covers = np.zeros((k + abs(down), k + abs(right)))
    for i, j in ((0, 0), shift):
        covers[top + i : top + i + k, left + j : left + j + k] += 1
    number = np.cumsum(covers > 0).reshape(covers.shape)
    both = int((covers == 2).sum())
    height, width = covers.shape
    figure, (axes,) = canvas(FULL, 0.55 * (height + 1))
    texts = [[str(n) for n in row] for row in number]
    draw_grid(axes, np.where(covers, covers, np.nan), scale=[0, 2.2], texts=texts)
    draw_window(axes, left, top, k)
    draw_window(axes, left + right, top + down, k)
    axes.patches[-1].set_linestyle((0, (4, 2)))
    axes.text(
        width + 0.6, height / 2,
        say("figures.overlap", both=both, either=int((covers > 0).sum())),
        ha="left", va="center", color=PALETTE["ink"], linespacing=1.6,
    )  # fmt: skip
    frame(axes, -0.2, width + 8, -0.2, height + 0.2)
    return Picture(figure, alt)
