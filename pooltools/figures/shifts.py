"""Chapters 7 and 8: maps that move."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..text import translate
from ._base import PALETTE, Picture, canvas, draw_grid, draw_window, frame


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
    figure, (axes,) = canvas(4.6, 0.55 * (height + 1))
    texts = [[str(n) for n in row] for row in number]
    draw_grid(axes, np.where(covers, covers, np.nan), scale=[0, 2.2], texts=texts)
    draw_window(axes, left, top, k)
    draw_window(axes, left + right, top + down, k)
    axes.patches[-1].set_linestyle((0, (4, 2)))
    axes.text(
        width + 0.6, height / 2,
        translate("figures.overlap", both=both, either=int((covers > 0).sum())),
        ha="left", va="center", color=PALETTE["ink"], linespacing=1.6,
    )  # fmt: skip
    frame(axes, -0.2, width + 5.4, -0.2, height + 0.2)
    return Picture(figure, alt)


NAMES = ("fast", "kept", "slow")


def aliasing(*, alt: str) -> Picture:
    """Draw a fast wave, sampled so coarsely that a slow one fits as well.

    Parameters
    ----------
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axes,) = canvas(4.6, 2.5)
    fine, pixels = np.linspace(0, 20, 801), np.arange(21)
    fast, slow = (np.cos(2 * np.pi * fine / length) for length in (2.5, 10))
    height = np.cos(2 * np.pi * pixels / 2.5)
    line: dict[str, Any] = {"color": PALETTE["data4"], "linewidth": 1.4}
    ghost: dict[str, Any] = {"color": PALETTE["window"], "linewidth": 2.4}
    ghost["linestyle"] = "--"
    ring: dict[str, Any] = {"color": PALETTE["winner"], "markersize": 8}
    ring |= {"marker": "o", "markerfacecolor": "none", "markeredgewidth": 2}
    ring["linestyle"] = ""
    axes.plot(fine, fast, **line)
    axes.plot(fine, slow, **ghost)
    axes.plot(pixels, height, "o", color=PALETTE["data4"], markersize=4)
    axes.plot(pixels[::2], height[::2], **ring)
    for n, (name, look) in enumerate(zip(NAMES, (line, ring, ghost), strict=True)):
        y = -1.9 - 0.6 * n
        axes.plot(
            [0.7] if look is ring else [0, 1.4], [y] * (1 + (look is not ring)), **look
        )
        axes.text(
            2.2, y, translate(f"figures.{name}"), va="center", color=PALETTE["ink"]
        )
    axes.set(xlim=(-0.5, 20.5), ylim=(-3.5, 1.3))
    return Picture(figure, alt)


def tradeoff(points: Mapping[str, tuple[float, float]], *, alt: str) -> Picture:
    """Draw accuracy after a move against accuracy at rest, each point named.

    Parameters
    ----------
    points : mapping of str to (float, float)
        Name, percent right at rest, percent right after the move.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axes,) = canvas(4.8, 4)
    axes.set_axis_on()
    axes.spines[["top", "right"]].set_visible(False)
    axes.plot([60, 100], [60, 100], color=PALETTE["soft"], linestyle="--", lw=1)
    axes.text(
        58.5, 60, translate("figures.unmoved"), ha="right", va="center", fontsize=9,
        color=PALETTE["soft"],
    )  # fmt: skip
    free = 0.0  # the lowest place for the next name
    for name, (rest, moved) in sorted(points.items(), key=lambda item: item[1][1]):
        axes.plot(rest, moved, "o", color=PALETTE["accent"], markersize=7)
        free = max(free, moved)
        axes.text(
            rest - 1.8, free, f"{name}  {rest:.0f} → {moved:.0f}",
            ha="right", va="center", color=PALETTE["ink"],
            bbox={"facecolor": PALETTE["paper"], "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip
        free += 4.5
    # names stand to the left of their points, so the axis begins further left
    axes.set(xlim=(16, 101), ylim=(25, 101), xticks=range(60, 101, 10))
    axes.set_xlabel(translate("figures.at_rest"), color=PALETTE["soft"])
    axes.set_ylabel(translate("figures.after_move"), color=PALETTE["soft"])
    return Picture(figure, alt)
