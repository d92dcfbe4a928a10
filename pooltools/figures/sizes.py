"""Chapter 2: where windows fit, and what they never see."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from numpy.typing import ArrayLike

from ..geometry import make_axes
from ..pool import max_pool2d
from ..text import translate
from ._base import (
    FULL,
    HALF,
    LEAST,
    PALETTE,
    Picture,
    canvas,
    draw_grid,
    draw_window,
    frame,
)


def unseen(n: int, kernel_size: int, *, stride: int | None = None, alt: str) -> Picture:
    """Draw an n x n map with all its windows; cells that none reads are crossed out.

    Parameters
    ----------
    n : int
        Cells along each side.
    kernel_size, stride : int
        As in `max_pool2d`.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    rows, columns = make_axes((n, n), kernel_size, stride=stride, function="unseen")
    lost = [
        (i, j)
        for i in range(n)
        for j in range(n)
        if i in rows.unseen() or j in columns.unseen()
    ]
    figure, (axis,) = canvas(HALF, 2.6)
    numbers = np.arange(n * n).reshape(n, n)
    draw_grid(axis, numbers, unseen=lost)
    for i in range(rows.outputs):
        for j in range(columns.outputs):
            draw_window(axis, columns.start(j), rows.start(i), kernel_size)
    frame(axis, -0.2, n + 0.2, -0.2, n + 0.2)
    return Picture(figure, alt)


def side_by_side(
    x: ArrayLike,
    kernel_size: int,
    *,
    stride: int,
    paddings: Mapping[str, int | str],
    alt: str,
) -> Picture:
    """Draw the same max pooling under several paddings: windows and outputs.

    Parameters
    ----------
    x : array_like, shape (H, W)
        The map.
    kernel_size, stride : int
        As in `max_pool2d`.
    paddings : mapping of str to padding
        A name for each way of padding, and the padding.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    x = np.asarray(x)
    figure, axes = canvas(FULL, 4.1, columns=len(paddings))
    for axis, (name, padding) in zip(axes, paddings.items(), strict=True):
        settings: dict[str, Any] = {"stride": stride, "padding": padding}
        rows, columns = make_axes(x.shape, kernel_size, **settings, function=name)
        border = max(rows.before, rows.after, columns.before, columns.after)
        pads = (rows.before, rows.after), (columns.before, columns.after)
        draw_grid(axis, x, padding=pads)
        for i in range(rows.outputs):
            for j in range(columns.outputs):
                nest = 0.07 * ((i + j) % 2)
                left, top = columns.start(j) + nest, rows.start(i) + nest
                draw_window(axis, left, top, kernel_size - 2 * nest)
        output = max_pool2d(x, kernel_size, stride=stride, padding=padding)
        below = rows.n + border + 1.2
        middle = (columns.n - columns.outputs) / 2
        draw_grid(axis, output, origin=(middle, below), scale=x)
        arrow = {"arrowstyle": "->", "color": PALETTE["soft"], "lw": 1.6}
        ends = (columns.n / 2, below - 0.1), (columns.n / 2, rows.n + border + 0.1)
        axis.annotate("", *ends, arrowprops=arrow)
        axis.set_title(f"{name}\n{_named(rows.before, rows.after)}", fontsize=LEAST)
        edge = border + 0.3
        frame(axis, -edge, columns.n + edge, -edge, below + rows.outputs + 0.2)
    return Picture(figure, alt)


def _named(before: int, after: int) -> str:
    return translate("figures.pads", before=before, after=after)


def size_rules(*, alt: str) -> Picture:
    """Draw which of the four rules counts the windows, as a tree of two questions.

    Parameters
    ----------
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axis,) = canvas(FULL, 3.0)
    axis.set(xlim=(0, 64), ylim=(30, 0))
    rules = (
        (3.5, "⌊(n + 2p − K) / s⌋ + 1", ""),
        (12, "⌈(n + 2p − K) / s⌉ + 1", translate("figures.late")),
        (20.5, "⌊(n − K) / s⌋ + 1", ""),
        (27, "⌈n / s⌉", ""),
    )
    for y, rule, note in rules:
        _box(axis, 36.5, y, 27, f"{rule}\n{note}" if note else rule, "data1")
    _branch(axis, (10, 15), (16.5, 7.75), translate("figures.number"))
    _branch(axis, (10, 15), (36.5, 20.5), '"valid"')
    _branch(axis, (10, 15), (36.5, 27), '"same"')
    _branch(axis, (27.5, 7.75), (36.5, 3.5), "False")
    _branch(axis, (27.5, 7.75), (36.5, 12), "True")
    _box(axis, 0.5, 15, 9.5, "padding", "paper")
    _box(axis, 16.5, 7.75, 11, "ceil_mode", "paper")
    axis.text(0.5, 3, "K = d(k − 1) + 1", color=PALETTE["soft"], fontsize=LEAST)
    return Picture(figure, alt)


def _box(
    axes: Axes, left: float, middle: float, width: float, text: str, fill: str
) -> None:
    """Draw a rounded box with one line of text, or with a smaller note under it."""
    first, *notes = text.split("\n")
    height = 4.6 + 1.7 * len(notes)
    axes.add_patch(
        FancyBboxPatch(
            (left, middle - height / 2), width, height,
            boxstyle="round,pad=0,rounding_size=0.9",
            facecolor=PALETTE[fill], edgecolor=PALETTE["line"], linewidth=1.2,
        )
    )  # fmt: skip
    look: dict[str, Any] = {"ha": "center", "va": "center"}
    center, top = left + width / 2, middle - height / 2 + 2.3
    bold: dict[str, Any] = {"color": PALETTE["ink"], "fontweight": "bold"}
    axes.text(center, top, first, **look, **bold, fontsize=LEAST)
    for line, note in enumerate(notes):
        y = top + 2.4 + 1.8 * line
        axes.text(center, y, note, **look, fontsize=LEAST, color=PALETTE["soft"])


def _branch(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], label: str
) -> None:
    """Draw a line from one box to the next, and over it the answer that leads there."""
    (x, y), (right, level) = start, end
    turn = x + 2
    axes.plot(
        [x, turn, turn, right], [y, y, level, level],
        color=PALETTE["soft"], linewidth=1.4, zorder=0, solid_joinstyle="round",
    )  # fmt: skip
    axes.text(
        right - 0.5, level - 0.5, label,
        ha="right", va="bottom", fontsize=LEAST, color=PALETTE["ink"],
    )  # fmt: skip
