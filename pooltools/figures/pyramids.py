"""Chapters 9 and 10: bins, and what they make of maps and regions of any size."""

from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..geometry import adaptive_bins
from ..text import translate
from ._base import FULL, LEAST, PALETTE, Picture, canvas, draw_grid, draw_window, frame

Box: TypeAlias = tuple[float, float, float, float]


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
            va="center", fontsize=LEAST, fontweight="bold", color=PALETTE["ink"],
        )  # fmt: skip
    # a true share of the axis, before its borders are rounded outwards
    for i in range(1, outputs):
        place = i * n / outputs
        axes.plot([place] * 2, [-0.3, 1.2], color=PALETTE["ink"], lw=1.4, ls="--")
    frame(axes, -0.2, n + 0.2, -0.4, 2.6)
    return Picture(figure, alt)


def roi(box: Box, outputs: int, n: int, *, alt: str) -> Picture:
    """Draw a region on a map twice: rounded to cells for RoI pooling, and sampled.

    Parameters
    ----------
    box : (float, float, float, float)
        Left, top, right and bottom of the region, in cells; cell p is p to p + 1.
        Rounded, they name the first and last cells, as in `roi_max_pool2d`.
    outputs : int
        Bins per side.
    n : int
        Cells of the map per side.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, axes = canvas(FULL, 3.1, columns=2)
    draw = {"roi_pool": _rounded, "roi_align": _sampled}
    for axis, (name, inside) in zip(axes, draw.items(), strict=True):
        draw_grid(axis, np.ones((n, n)), scale=[0, 4], texts=[[""] * n] * n)
        frame(axis, -0.3, n + 0.3, -0.3, n + 0.3)
        title = translate(f"figures.{name}")
        axis.set_title(title, fontsize=LEAST, color=PALETTE["ink"], linespacing=1.3)
        inside(axis, box, outputs)
        left, top, right, bottom = box
        axis.plot(
            [left, right, right, left, left], [top, top, bottom, bottom, top],
            color=PALETTE["ink"], linewidth=2, linestyle="--", zorder=6,
        )  # fmt: skip
    return Picture(figure, alt)


def _rounded(axes: Axes, box: Box, outputs: int) -> None:
    """Draw the bins of a region from the cell of its one end to that of the other."""
    left, top, right, bottom = (int(side + 0.5) for side in box)
    for i, (a, b) in enumerate(adaptive_bins(bottom - top + 1, outputs)):
        for j, (c, d) in enumerate(adaptive_bins(right - left + 1, outputs)):
            nest = 0.1 * ((i + j) % 2)
            corner = left + c + nest, top + a + nest
            draw_window(axes, *corner, d - c - 2 * nest, b - a - 2 * nest)


def _sampled(axes: Axes, box: Box, outputs: int) -> None:
    """Draw equal bins of a region, and four places in each where the map is read."""
    left, top, right, bottom = box
    parts = (np.arange(2 * outputs) + 0.5) / (2 * outputs)
    x, y = np.meshgrid(left + (right - left) * parts, top + (bottom - top) * parts)
    dots: Any = {"color": PALETTE["accent"], "markersize": 4.5, "zorder": 5}
    axes.plot(x.ravel(), y.ravel(), "o", **dots)
    for share in np.arange(1, outputs) / outputs:
        at = left + share * (right - left), top + share * (bottom - top)
        axes.plot([at[0]] * 2, [top, bottom], color=PALETTE["window"], lw=2.2)
        axes.plot([left, right], [at[1]] * 2, color=PALETTE["window"], lw=2.2)


def five_pyramids(*, alt: str) -> Picture:
    """Draw the things called pyramids: images, features, filters, bins and anchors.

    Parameters
    ----------
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, axes = canvas(FULL, 5.8, columns=2, rows=3)
    names = ("images", "features", "filters", "bins", "anchors")
    for axis, name in zip(axes, names, strict=False):
        title = translate(f"figures.pyramid_{name}")
        axis.set_title(title, fontsize=LEAST, color=PALETTE["ink"], linespacing=1.4)
        frame(axis, 0, 17, 0, 6)
    for start, size in ((0.5, 5.4), (7.2, 3.8), (12.5, 2.6)):
        _square(axes[0], start, 0.3, size, "data2")
        _square(axes[0], start + 0.3, 0.6, 1.6, "none", "window")
    for top, width in ((0.3, 3), (2.2, 6), (4.1, 9)):
        _bar(axes[1], 5.5 - width / 2, top, width)
        axes[1].annotate(
            "", (15.5, top + 0.8), (5.9 + width / 2, top + 0.8),
            arrowprops={"arrowstyle": "->", "color": PALETTE["soft"], "lw": 1.8},
        )  # fmt: skip
    _bar(axes[2], 1.5, 0.2, 14, 5.6)
    for start, size in ((2.1, 1.6), (4.9, 2.8), (9.3, 4.6)):
        _square(axes[2], start, 0.7, size, "none", "window")
    for start, n in ((0.3, 4), (6.1, 2), (11.9, 1)):
        side = 4.8 / n
        for i, j in np.ndindex(n, n):
            corner = start + j * side, 0.6 + i * side
            _square(axes[3], *corner, side, "data2", "window")
    _bar(axes[4], 1.5, 0.2, 14, 5.6)
    for wide, high in ((2.0, 2.0), (4.0, 4.0), (5.4, 2.6), (2.6, 5.2), (10.0, 5.0)):
        _bar(axes[4], 8.5 - wide / 2, 3 - high / 2, wide, high, "none", "window")
    axes[4].plot([8.5], [3], "o", color=PALETTE["accent"], markersize=5)
    return Picture(figure, alt)


def _bar(
    axes: Axes, left: float, top: float, width: float, height: float = 1.5,
    fill: str = "data2", edge: str = "line",
) -> None:  # fmt: skip
    face = fill if fill == "none" else PALETTE[fill]
    line = PALETTE[edge]
    axes.add_patch(Rectangle((left, top), width, height, fc=face, ec=line, lw=1.8))


def _square(
    axes: Axes, left: float, top: float, side: float, fill: str, edge: str = "line"
) -> None:
    _bar(axes, left, top, side, side, fill, edge)
