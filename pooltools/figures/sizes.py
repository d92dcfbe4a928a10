"""Chapter 2: where windows fit, and what they never see."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..geometry import make_axes
from ..pool import max_pool2d
from ..text import say
from ._base import FULL, HALF, PALETTE, Picture, canvas, draw_grid, draw_window, frame


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
    figure, axes = canvas(FULL, 3.3, columns=len(paddings))
    for axis, (name, padding) in zip(axes, paddings.items(), strict=True):
        settings: dict[str, Any] = {"stride": stride, "padding": padding}
        rows, columns = make_axes(x.shape, kernel_size, **settings, function=name)
        border = max(rows.before, rows.after)
        draw_grid(axis, x, padding=border)
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
        axis.set_title(f"{name}\n{_named(rows.before, rows.after)}", fontsize=10)
        edge = border + 0.3
        frame(axis, -edge, columns.n + edge, -edge, below + rows.outputs + 0.2)
    return Picture(figure, alt)


def _named(before: int, after: int) -> str:
    return say("figures.pads", before=before, after=after)
