"""Chapter 1: what a window does."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..geometry import make_axes
from ..pool import max_pool2d_with_indices
from ..text import translate
from ._base import (
    FULL,
    PALETTE,
    Picture,
    canvas,
    draw_grid,
    draw_window,
    draw_winner,
    frame,
    show_image,
)


def stations(
    x: ArrayLike,
    kernel_size: int | tuple[int, int],
    *,
    stride: int | tuple[int, int] | None = None,
    alt: str,
) -> Picture:
    """Draw every stop of a max-pooling window and the output so far.

    Parameters
    ----------
    x : array_like, shape (H, W)
        The map; best with four windows.
    kernel_size, stride : int or (int, int)
        As in `max_pool2d`.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    x = np.asarray(x)
    rows, columns = make_axes(x.shape, kernel_size, stride=stride, function="stations")
    output, indices = max_pool2d_with_indices(x, kernel_size, stride=stride)
    figure, axes = canvas(FULL, 1.95, columns=output.size)
    for stop, axis in enumerate(axes):
        i, j = divmod(stop, columns.outputs)
        so_far = np.where(np.arange(output.size) <= stop, output.ravel(), np.nan)
        below = rows.n + 0.9
        shift = (columns.n - columns.outputs) / 2
        draw_grid(axis, x)
        draw_window(axis, columns.start(j), rows.start(i), columns.span, rows.span)
        draw_winner(axis, *divmod(int(indices[i, j]), columns.n)[::-1])
        draw_grid(axis, so_far.reshape(output.shape), origin=(shift, below), scale=x)
        draw_window(axis, shift + j, below + i, 1)
        axis.annotate(
            "", (columns.n / 2, below - 0.05), (columns.n / 2, rows.n + 0.1),
            arrowprops={"arrowstyle": "->", "color": PALETTE["soft"], "lw": 1.6},
        )  # fmt: skip
        frame(axis, -0.2, columns.n + 0.2, -0.2, below + rows.outputs + 0.2)
    return Picture(figure, alt)


def anatomy(x: ArrayLike, kernel_size: int, *, stride: int, alt: str) -> Picture:
    """Draw one window, the step to the next one, and the output cell it fills.

    Parameters
    ----------
    x : array_like, shape (H, W)
        The map.
    kernel_size, stride : int
        As in `max_pool2d`.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    x = np.asarray(x)
    rows, columns = make_axes(x.shape, kernel_size, stride=stride, function="anatomy")
    output, indices = max_pool2d_with_indices(x, kernel_size, stride=stride)
    figure, (axis,) = canvas(FULL, 2.5)
    height, width = x.shape
    right, low = width + 4.5, (height - output.shape[0]) / 2
    draw_grid(axis, x)
    draw_window(axis, columns.start(0), rows.start(0), kernel_size)
    draw_winner(axis, *divmod(int(indices[0, 0]), width)[::-1])
    so_far = np.where(np.arange(output.size) == 0, output.ravel(), np.nan)
    draw_grid(axis, so_far.reshape(output.shape), origin=(right, low), scale=x)
    draw_window(axis, right, low, 1)
    arrow = {"arrowstyle": "->", "color": PALETTE["soft"], "lw": 1.6}
    both = {"arrowstyle": "<->", "color": PALETTE["window"], "lw": 1.6}
    axis.annotate(
        "", (right - 0.2, height / 2), (width + 0.2, height / 2), arrowprops=arrow
    )
    axis.annotate("", (kernel_size, -0.25), (0, -0.25), arrowprops=both)
    axis.annotate("", (stride, height + 0.3), (0, height + 0.3), arrowprops=arrow)
    words: dict[str, Any] = {
        "ha": "center", "va": "center", "fontsize": 10, "color": PALETTE["ink"],
    }  # fmt: skip
    axis.text(kernel_size / 2, -0.7, f"kernel_size = {kernel_size}", **words)
    axis.text(stride / 2 + 0.2, height + 0.85, f"stride = {stride}", **words)
    middle = (width + right) / 2
    axis.text(middle, height / 2 - 0.5, translate("figures.pooling_function"), **words)
    axis.text(middle, height / 2 + 0.5, "max", **words, fontweight="bold")
    axis.text(width / 2 + 1.3, -0.7, translate("figures.input"), **words)
    axis.text(
        right + output.shape[1] / 2, low - 0.5, translate("figures.output"), **words
    )
    frame(axis, -0.4, right + output.shape[1] + 0.4, -1.1, height + 1.3)
    return Picture(figure, alt)


def shrinking(
    rows: Mapping[str, list[NDArray[np.generic]]],
    *,
    part: Callable[[NDArray[np.generic]], NDArray[np.generic]] | None = None,
    alt: str,
) -> Picture:
    """Show pictures that get smaller, one row for each way to shrink them.

    Parameters
    ----------
    rows : mapping of str to list of array, shape (H, W)
        The name of each way, and its pictures from large to small.
    part : callable, optional
        Cuts out of a picture what is shown of it; all of it if not given.  The
        titles give the size of the whole.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    count = len(next(iter(rows.values())))
    figure, axes = canvas(FULL, 1.95 * len(rows), columns=count, rows=len(rows))
    panels = iter(axes)
    for name, pictures in rows.items():
        for image in pictures:
            title = f"{name}\n{image.shape[0]} × {image.shape[1]}"
            show_image(next(panels), part(image) if part else image, title)
    return Picture(figure, alt)
