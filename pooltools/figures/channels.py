"""Chapter 5: channels side by side, windows as rows, and learning curves."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from ..geometry import make_axes
from ..text import translate
from ._base import FULL, LEAST, PALETTE, Picture, canvas, draw_grid, draw_window, frame

PLANE, GAP = 4, 1.4
"""Side of a plane and the room between two, in cells."""


def channel_ways(*, alt: str) -> Picture:
    """Draw pooling, depthwise convolution and convolution side by side.

    Each turns three channels into three; lines join an output to what it reads.

    Parameters
    ----------
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, axes = canvas(FULL, 2.5, columns=3)
    learned = {"pooling": 0, "depthwise": 12, "convolution": 36}
    for axis, (way, count) in zip(axes, learned.items(), strict=True):
        mixes = way == "convolution"
        centers = [c * (PLANE + GAP) + PLANE / 2 for c in range(3)]
        for c, center in enumerate(centers):
            _plane(axis, center - PLANE / 2, 0, PLANE)
            _plane(axis, center - 1, 9, 2)
            if mixes or c == 0:
                draw_window(axis, center - PLANE / 2, 0, 2)
                color = PALETTE["window"]
                axis.plot([center - 1, centers[0] - 0.5], [2.1, 8.8], color=color, lw=2)
        axis.add_patch(
            Rectangle((centers[0] - 1, 9), 1, 1, facecolor=PALETTE["window"], zorder=3)
        )
        reads = translate("figures.reads", count=12 if mixes else 4)
        lines = (
            translate(f"figures.{way}"),
            reads,
            translate("figures.learns", count=count),
        )
        for n, words in enumerate(lines):
            weight = "normal" if n else "bold"
            axis.text(
                centers[1], 12.3 + 2 * n, words, ha="center", va="center",
                fontweight=weight, fontsize=LEAST, color=PALETTE["ink"],
            )  # fmt: skip
        frame(axis, -0.6, centers[2] + PLANE / 2 + 0.6, -0.3, 17.3)
    return Picture(figure, alt)


def _plane(axes: Axes, x: float, y: float, side: int) -> None:
    for row in range(side):
        for column in range(side):
            axes.add_patch(
                Rectangle(
                    (x + column, y + row),
                    1,
                    1,
                    facecolor=PALETTE["data1"],
                    edgecolor=PALETTE["line"],
                    lw=1,
                )
            )


def window_rows(
    x: ArrayLike, kernel_size: int, *, positions: int | None = None, alt: str
) -> Picture:
    """Draw the table that turns pooling into one maximum per row.

    The rows come position by position, at each position channel by channel: an
    array of shape (H_out, W_out, C, k, k) with its last two axes laid in a row.

    Parameters
    ----------
    x : array_like, shape (C, H, W)
        The maps.
    kernel_size : int
        As in `max_pool2d`; also the stride.
    positions : int, optional
        How many windows to show; all if not given.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    x = np.asarray(x)
    k, channels = kernel_size, len(x)
    down, across = make_axes(x.shape[1:], k, function="window_rows")
    windows = [
        (slice(*down.bounds(i)), slice(*across.bounds(j)))
        for i in range(down.outputs)
        for j in range(across.outputs)
    ][:positions]
    table = np.array(
        [x[c, *window].ravel() for window in windows for c in range(channels)]
    )
    figure, (axis,) = canvas(4.6, 0.36 * len(table) + 0.6)
    draw_grid(axis, table, scale=x)
    right = k * k + 1.6
    draw_grid(axis, table.max(1)[:, None], origin=(right, 0), scale=x)
    words: dict[str, Any] = {"va": "center", "color": PALETTE["ink"], "fontsize": LEAST}
    axis.text(right + 0.5, -0.5, "max", ha="center", fontweight="bold", **words)
    for row in range(len(table)):
        place, channel = divmod(row, channels)
        name = translate("figures.row_of", place=place + 1, channel=channel + 1)
        axis.text(-0.4, row + 0.5, name, ha="right", **words)
        arrow = {"arrowstyle": "->", "color": PALETTE["soft"], "lw": 1.4}
        axis.annotate(
            "", (right - 0.2, row + 0.5), (k * k + 0.2, row + 0.5), arrowprops=arrow
        )
    for place in range(len(windows)):
        draw_window(axis, 0, place * channels, k * k, channels)
    frame(axis, -5.6, right + 1.2, -1, len(table) + 0.2)
    return Picture(figure, alt)


def learning_curves(
    curves: Mapping[str, Sequence[tuple[float, float]]],
    sizes: Sequence[int],
    *,
    alt: str,
) -> Picture:
    """Draw accuracy against the number of training images, each curve named.

    Parameters
    ----------
    curves : mapping of str to sequence of (float, float)
        Name; for each size the share of test images recognised and its standard
        deviation, which is drawn as a bar to both sides.
    sizes : sequence of int
        Numbers of training images.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axis,) = canvas(4.4, 2.6)
    axis.set_axis_on()
    axis.spines[["top", "right"]].set_visible(False)
    looks = (("accent", "-", "o"), ("kind1", "--", "s"), ("kind2", ":", "^"))
    places = np.arange(len(sizes))
    for n, ((name, curve), (token, line, marker)) in enumerate(
        zip(curves.items(), looks, strict=False)
    ):
        right, spread = 100 * np.asarray(curve).T
        # side by side, so that bars of one size do not cover each other
        axis.errorbar(
            places + 0.06 * (n - 1), right, spread, color=PALETTE[token], ls=line,
            marker=marker, linewidth=2, elinewidth=1.4, capsize=3, label=name,
        )  # fmt: skip
    axis.set_xticks(places, [str(n) for n in sizes])
    axis.set_xlabel(translate("figures.training_images"), color=PALETTE["soft"])
    axis.set_ylabel(translate("figures.percent_right"), color=PALETTE["soft"])
    axis.legend(frameon=False, loc="lower right", labelcolor=PALETTE["ink"])
    return Picture(figure, alt)
