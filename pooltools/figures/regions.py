"""Chapters 9 and 10: bins, and what they make of maps and regions of any size."""

import numpy as np

from ..geometry import adaptive_bins
from ._base import FULL, PALETTE, Picture, canvas, draw_grid, frame


def bins(n: int, outputs: int, *, alt: str) -> Picture:
    """Draw one axis and its bins below it, in two lanes where they overlap.

    Parameters
    ----------
    n, outputs : int
        As in `adaptive_bins`.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    found = adaptive_bins(n, outputs)
    shared = np.zeros((1, n))
    for start, end in found:
        shared[0, start:end] += 1
    figure, (axes,) = canvas(FULL, 1.55)
    texts = [[str(p) for p in range(n)]]
    draw_grid(axes, shared, scale=[0, 4], texts=texts)
    for i, (start, end) in enumerate(found):
        y = 1.35 + 0.62 * (i % 2)
        left, right = start + 0.1, end - 0.1
        axes.plot(
            [left, left, right, right], [y, y + 0.3, y + 0.3, y],
            color=PALETTE["window"], linewidth=2.6, solid_joinstyle="round",
        )  # fmt: skip
        axes.text(
            (left + right) / 2, y + 0.05, f"{start}-{end - 1}", ha="center",
            va="center", fontsize=8.5, fontweight="bold", color=PALETTE["ink"],
        )  # fmt: skip
    # a true share of the axis, before its borders are rounded outwards
    for i in range(1, outputs):
        place = i * n / outputs
        axes.plot([place] * 2, [-0.3, 1.2], color=PALETTE["winner"], lw=1.4, ls="--")
    frame(axes, -0.2, n + 0.2, -0.4, 2.6)
    return Picture(figure, alt)
