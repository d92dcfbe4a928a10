"""Chapters 11 and 12: how far networks see, and what became of pooling in them."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from numpy.typing import ArrayLike

from ..geometry import make_axis
from ..nets import square_share
from ..receptive import receptive_field
from ..text import translate
from ._base import FULL, LEAST, PALETTE, Picture, canvas, frame


def reach(
    layers: Sequence[tuple[str, int, int]], n: int, cell: int, *, alt: str
) -> Picture:
    """Draw a stack along one axis, and all that one cell of the top sees.

    Parameters
    ----------
    layers : sequence of (str, int, int)
        "conv" or "pool", kernel_size and stride, from the input on.
    n : int
        Input pixels.
    cell : int
        The cell of the last layer.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    axes, size = [], n
    for _, k, s in layers:
        axes.append(make_axis(size, k, stride=s))
        size = axes[-1].outputs
    views = receptive_field([(k, s) for _, k, s in layers])
    figure, (plot,) = canvas(FULL, FULL * (2 * len(layers) + 1.4) / (n + 11.3))
    seen = range(cell, cell + 1)
    height = 2 * len(layers)
    for level in range(len(layers), -1, -1):
        jump, start = (views[level - 1][1:]) if level else (1, 0)
        width = views[level - 1].size if level else 1
        left = start + (width - jump) / 2
        count = axes[level - 1].outputs if level else n
        y = height - 2 * level
        for i in range(count):
            look = "data3" if i in seen else "data0"
            edge = "window" if i in seen else "line"
            plot.add_patch(
                Rectangle(
                    (left + i * jump + 0.06, y), jump - 0.12, 0.8,
                    facecolor=PALETTE[look], edgecolor=PALETTE[edge],
                    linewidth=1.8 if i in seen else 1, zorder=2,
                )
            )  # fmt: skip
        name = translate("figures.reach_input")
        if level:
            kind, k, s = layers[level - 1]
            kind = translate(f"figures.reach_{kind}")
            name = translate("figures.reach_layer", kind=kind, k=k, s=s, size=width)
        plot.text(n + 0.6, y + 0.42, name, **CENTRED | {"ha": "left"})
        if level:
            axis = axes[level - 1]
            below = range(axis.bounds(seen[0])[0], axis.bounds(seen[-1])[1])
            _cone(plot, (left, jump, seen, y + 0.8), _row(views, level - 1), below)
            seen = below
    frame(plot, -0.3, n + 11, -0.2, height + 1)
    return Picture(figure, alt)


def _row(views: Sequence[tuple[int, int, int]], level: int) -> tuple[float, int]:
    """Return where the cells of a level begin, and how far they lie apart."""
    size, jump, start = views[level - 1] if level else (1, 1, 0)
    return start + (size - jump) / 2, jump


def _cone(
    plot: Axes,
    top: tuple[float, int, range, float],
    bottom: tuple[float, int],
    below: range,
) -> None:
    """Shade what leads from a run of cells to those it reads."""
    left, jump, seen, y = top
    low, step = bottom
    corners = [
        (left + seen[0] * jump, y), (left + (seen[-1] + 1) * jump, y),
        (low + (below[-1] + 1) * step, y + 1.2), (low + below[0] * step, y + 1.2),
    ]  # fmt: skip
    shade = Polygon(corners, facecolor=PALETTE["window"], alpha=0.16, linewidth=0)
    plot.add_patch(shade)


def listening(fields: Mapping[str, tuple[ArrayLike, int]], *, alt: str) -> Picture:
    """Draw how strongly each pixel moves a cell, and what it sees in theory.

    Parameters
    ----------
    fields : mapping of str to (array_like of shape (H, W), int)
        Weights such as those of `nets.effective_field`, and the size of the
        receptive field.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, axes = canvas(FULL, FULL / len(fields) + 0.75, columns=len(fields))
    for axis, (name, (weights, size)) in zip(axes, fields.items(), strict=True):
        field = np.asarray(weights)
        rows = np.flatnonzero(field.sum(1))
        columns = np.flatnonzero(field.sum(0))
        shown = np.sqrt(field / field.max())
        axis.imshow(-shown, cmap="gray", vmin=-1, vmax=0, interpolation="none")
        corner = columns[0] - 0.5, rows[0] - 0.5
        axis.add_patch(
            Rectangle(
                corner, size, size, facecolor="none",
                edgecolor=PALETTE["window"], linewidth=2.5,
            )
        )  # fmt: skip
        lines = (
            name,
            translate("figures.listening", size=size),
            translate("figures.ninety", side=square_share(field, 0.9)),
        )
        axis.set_title("\n".join(lines), fontsize=LEAST, color=PALETTE["ink"])
    return Picture(figure, alt)


LOOKS: dict[str, dict[str, str]] = {
    "average": {"facecolor": PALETTE["data2"], "hatch": "---"},
    "max": {"facecolor": PALETTE["data4"], "hatch": ""},
    "strided": {"facecolor": PALETTE["paper"], "hatch": "////"},
    "patchify": {"facecolor": PALETTE["paper"], "hatch": "++++"},
    "pyramid": {"facecolor": PALETTE["data1"], "hatch": "xxx"},
    "attention": {"facecolor": PALETTE["paper"], "hatch": "...."},
    "global": {"facecolor": PALETTE["data3"], "hatch": "|||"},
    "border": {"facecolor": PALETTE["paper"], "hatch": ""},
}
"""A fill and a hatching for each kind of step."""


def shrinkers(
    networks: Mapping[str, tuple[int, Sequence[tuple[str, int]]]],
    *,
    sketches: Container[str] = (),
    alt: str,
) -> Picture:
    """Draw for each network which step made its map how small.

    Parameters
    ----------
    networks : mapping of str to (int, sequence of (str, int))
        Side of the input; then for each step its kind, as in `nets.who`, and the
        side of the map that it hands on; for a pyramid the number of its bins.
    sketches : container of str
        Names whose sizes are not those of a paper; they get a mark and a footnote.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    used = {kind for _, steps in networks.values() for kind, _ in steps}
    shown = [kind for kind in LOOKS if kind in used]
    marked = [name for name in networks if name in sketches]
    rows = len(networks) + (len(shown) + 1) // 2 + bool(marked)
    figure, (plot,) = canvas(FULL, 0.34 * rows)
    for y, (name, (first, steps)) in enumerate(networks.items()):
        if name in sketches:
            name = f"{name} *"
        plot.text(-0.3, y + 0.5, name, **CENTRED | {"ha": "right"})
        plot.text(0.5, y + 0.5, f"{first}", **CENTRED)
        for n, (kind, side) in enumerate(steps, 1):
            _chip(plot, n * 1.5 - 0.4, y, kind)
            left = (
                translate("figures.who_bins", n=side)
                if kind == "pyramid"
                else f"{side}"
            )
            plot.text(n * 1.5 + 0.18, y + 0.5, left, **CENTRED | {"ha": "left"})
    for n, kind in enumerate(shown):
        x, low = (-4.4, 2.6)[n % 2], len(networks) + 0.4 + n // 2
        _chip(plot, x, low, kind)
        name = translate(f"figures.who_{kind}")
        plot.text(x + 0.65, low + 0.5, name, **CENTRED | {"ha": "left"})
    if marked:
        plot.text(-4.4, rows - 0.1, translate("figures.sketch"), **NOTE)
    plot.set(xlim=(-4.7, 10.1), ylim=(rows + 0.6, -0.2))
    return Picture(figure, alt)


NOTE: dict[str, Any] = {
    "ha": "left", "va": "center", "color": PALETTE["soft"], "fontsize": LEAST,
}  # fmt: skip
CENTRED: dict[str, Any] = {
    "ha": "center", "va": "center", "color": PALETTE["ink"], "fontsize": LEAST,
}  # fmt: skip


def _chip(plot: Axes, x: float, y: float, kind: str) -> None:
    """Draw the square of a kind of step."""
    style = "--" if kind == "border" else "-"
    box = Rectangle(
        (x, y + 0.15), 0.46, 0.7, edgecolor=PALETTE["soft"], linestyle=style
    )
    box.set(**LOOKS[kind])
    plot.add_patch(box)
