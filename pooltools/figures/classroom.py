"""What a class made of a sheet: its points, its mistakes."""

from collections.abc import Sequence

from ._base import FULL, LEAST, PALETTE, Picture, canvas


def points_distribution(
    totals: Sequence[int], most: int, *, label: str, alt: str
) -> Picture:
    """Draw how many students have how many points.

    Parameters
    ----------
    totals : sequence of int
        The points of each student who was graded.
    most : int
        The points that can be had.
    label : str
        What the axis counts.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    counts = [list(totals).count(points) for points in range(most + 1)]
    figure, (axes,) = canvas(FULL, 2.2)
    axes.set_axis_on()
    bars = axes.bar(range(most + 1), counts, color=PALETTE["data4"], width=0.8)
    words = [str(n) if n else "" for n in counts]
    axes.bar_label(bars, words, fontsize=LEAST, color=PALETTE["ink"])
    axes.set_xticks(range(0, most + 1, 1 if most <= 20 else 5))
    axes.set_yticks([])
    axes.margins(y=0.15)
    axes.set_xlabel(label)
    axes.spines[["top", "left", "right"]].set_visible(False)
    return Picture(figure, alt)


def mistake_counts(rows: Sequence[tuple[str, int]], *, alt: str) -> Picture:
    """Draw how many students made which mistake, in the order given.

    A name may have several lines.

    Parameters
    ----------
    rows : sequence of (str, int)
        A mistake's name and how many made it.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    names, counts = [name for name, _ in rows], [count for _, count in rows]
    lines = sum(name.count("\n") + 1 for name in names)
    figure, (axes,) = canvas(FULL, 0.7 + 0.1 * len(rows) + 0.2 * lines)
    axes.set_axis_on()
    bars = axes.barh(range(len(rows)), counts, color=PALETTE["data4"], height=0.7)
    axes.bar_label(bars, padding=3, fontsize=LEAST, color=PALETTE["ink"])
    axes.set_yticks(range(len(rows)), names, fontsize=LEAST)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.margins(x=0.1)
    axes.spines[["top", "bottom", "right"]].set_visible(False)
    return Picture(figure, alt)
