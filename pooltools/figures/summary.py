"""Chapter 3: what a summary keeps, and what it loses."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..text import translate
from ._base import (
    FULL,
    LEAST,
    PALETTE,
    WIDE,
    Picture,
    canvas,
    draw_grid,
    draw_window,
    frame,
    show_image,
)


def gallery(
    pictures: Mapping[str, NDArray[np.generic]],
    *,
    columns: int,
    height: float = 1.5,
    alt: str,
) -> Picture:
    """Show pictures of grey levels side by side, each with its name.

    Parameters
    ----------
    pictures : mapping of str to array, shape (H, W)
        Name and grey levels 0 to 255 of each picture.
    columns : int
        Pictures in a row.
    height : float
        Height of a row, in inches.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    rows = -(-len(pictures) // columns)
    high, wide = np.shape(next(iter(pictures.values())))
    width = columns * (height - 0.2) * wide / high
    most = WIDE if columns == 1 else FULL
    figure, axes = canvas(min(width, most), height * rows, columns=columns, rows=rows)
    # a name belongs to the picture below it
    figure.get_layout_engine().set(h_pad=0.09)  # type: ignore[union-attr,call-arg]
    for axis, (name, image) in zip(axes, pictures.items(), strict=False):
        show_image(axis, image, name)
    return Picture(figure, alt)


def patches(pairs: Sequence[ArrayLike], *, alt: str) -> Picture:
    """Show patches with their maximum and mean, to compare the two.

    Parameters
    ----------
    pairs : sequence of array_like, shape (k, k)
        The patches.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, axes = canvas(FULL, 1.9, columns=len(pairs))
    everything = np.concatenate([np.asarray(patch).ravel() for patch in pairs])
    for axis, values in zip(axes, pairs, strict=True):
        patch = np.asarray(values)
        draw_grid(axis, patch, scale=everything)
        draw_window(axis, 0, 0, patch.shape[1], patch.shape[0])
        for line, name in enumerate(("max", "mean")):
            number = getattr(patch, name)()
            axis.text(
                patch.shape[1] / 2, patch.shape[0] + 0.5 + 0.55 * line,
                f"{translate(f'figures.{name}')} {number:g}", ha="center", va="center",
                fontsize=LEAST, fontweight="bold", color=PALETTE["ink"],
            )  # fmt: skip
        frame(axis, -0.4, patch.shape[1] + 0.4, -0.2, patch.shape[0] + 1.5)
    return Picture(figure, alt)


def sorted_window(values: ArrayLike, *, alt: str) -> Picture:
    """Show the numbers of one window in order, and which one each rule takes.

    Parameters
    ----------
    values : array_like, shape (N,) or (H, W)
        The numbers under the window.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    ordered = np.sort(np.asarray(values, dtype=float), axis=None)
    last = ordered.size - 1
    figure, (axis,) = canvas(FULL, 1.5)
    draw_grid(axis, ordered[np.newaxis])
    mean = float(np.interp(ordered.mean(), ordered, np.arange(ordered.size)))
    stops = {"min": 0.0, "median": last / 2, "mean": mean, "max": float(last)}
    for name, place in stops.items():
        high = 1.9 if name == "mean" else 1.35
        axis.annotate(
            translate(f"figures.{name}"),
            (place + 0.5, 1.02), (place + 0.5, high + 0.3),
            ha="center", va="center", fontsize=LEAST, color=PALETTE["ink"],
            arrowprops={"arrowstyle": "->", "color": PALETTE["soft"], "lw": 1.6},
        )  # fmt: skip
    frame(axis, -0.6, ordered.size + 0.6, -0.2, 2.5)
    return Picture(figure, alt)
