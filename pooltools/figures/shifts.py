"""Chapters 7 and 8: maps that move."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from ..pool import max_pool2d_with_indices
from ..text import translate
from ._base import (
    FULL,
    LEAST,
    PALETTE,
    Picture,
    canvas,
    draw_grid,
    draw_window,
    draw_winner,
    frame,
)


def fences(x: ArrayLike, kernel_size: int, *, alt: str) -> Picture:
    """Draw a map under windows side by side, the largest number of each ringed.

    Parameters
    ----------
    x : array_like, shape (H, W)
        The map.
    kernel_size : int
        Side of the windows, in cells, and their stride.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    x, k = np.asarray(x), kernel_size
    height, width = x.shape
    winners = max_pool2d_with_indices(x, k)[1]
    figure, (axes,) = canvas(0.48 * width, 0.48 * height)
    draw_grid(axes, x)
    for (row, column), winner in np.ndenumerate(winners):
        draw_window(axes, column * k, row * k, k)
        draw_winner(axes, winner % width, winner // width)
    frame(axes, -0.1, width + 0.1, -0.1, height + 0.1)
    return Picture(figure, alt)


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
    ghost: dict[str, Any] = {"color": PALETTE["accent"], "linewidth": 2.4}
    ghost["linestyle"] = "--"
    ring: dict[str, Any] = {"color": PALETTE["ink"], "markersize": 8}
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


Spread: TypeAlias = tuple[float, float]


def after_move(designs: Mapping[str, tuple[Spread, Spread]], *, alt: str) -> Picture:
    """Draw the accuracy of several designs at rest and after a move, one per row.

    Parameters
    ----------
    designs : mapping of str to ((float, float), (float, float))
        Name; percent right at rest, and after the move, each a mean and a standard
        deviation, which is drawn as a bar to both sides.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axes,) = canvas(FULL, 0.27 * len(designs) + 1.2)
    axes.set_axis_on()
    axes.spines[["top", "right", "left"]].set_visible(False)
    ink = PALETTE["ink"]
    small: dict[str, Any] = {"va": "center", "color": ink, "fontsize": LEAST}
    rest: dict[str, Any] = {"color": PALETTE["accent"], "fmt": "o", "mfc": "none"}
    moved: dict[str, Any] = {"color": PALETTE["ink"], "fmt": "s", "markersize": 5}
    for y, (name, (before, after)) in enumerate(designs.items()):
        axes.plot([after[0], before[0]], [y, y], color=PALETTE["line"], lw=1)
        for (mean, spread), look in ((before, rest), (after, moved)):
            bar = axes.errorbar(mean, y, xerr=spread, capsize=3, elinewidth=1.4, **look)
            if not y:
                bar.set_label(translate(f"figures.{LABELS[look['fmt']]}"))
        axes.text(-2, y, name, ha="right", **small)
        words = f"{before[0]:.1f} → {after[0]:.1f}"
        axes.text(104, y, words, ha="left", **small)
    axes.set(xlim=(0, 101), ylim=(len(designs) - 0.4, -0.6), yticks=[])
    axes.legend(
        frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.06),
        labelcolor=ink, fontsize=LEAST,
    )  # fmt: skip
    return Picture(figure, alt)


LABELS = {"o": "at_rest", "s": "after_move"}
"""What a marker stands for, among the words of the figures."""
