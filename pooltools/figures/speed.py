"""How long ways to pool take, and how that grows: logarithmic, as the gaps are wide."""

from collections.abc import Mapping

from ..text import say
from ._base import FULL, PALETTE, Picture, canvas


def finish(times: Mapping[str, float], *, floor: float = 0, alt: str) -> Picture:
    """Draw a bar for each way to pool, as long as the logarithm of its time.

    Parameters
    ----------
    times : mapping of str to float
        Milliseconds of each way, from top to bottom.
    floor : float
        Milliseconds that nobody can do without, a dashed line; 0 draws none.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axes,) = canvas(FULL, 0.42 * len(times) + 0.8)
    ink = PALETTE["ink"]
    low = min([*times.values(), *([floor] if floor else [])]) / 2
    best = min(times.values())
    for place, (name, took) in enumerate(times.items()):
        color = PALETTE["accent" if took == best else "data3"]
        axes.barh(place, took - low, left=low, height=0.62, color=color)
        text = f"{took:.3g} ms"
        axes.text(took * 1.15, place, text, va="center", fontweight="bold", color=ink)
        axes.text(low / 1.3, place, name, ha="right", va="center", color=ink)
    if floor:
        axes.axvline(floor, color=PALETTE["winner"], lw=1.6, ls="--")
        words = f"{say('speed.floor')} {floor:.2g} ms"
        axes.text(
            floor, len(times) - 0.3, words, ha="center", va="top", fontsize=9, color=ink
        )
    axes.set(xscale="log", xlim=(low, max(times.values()) * 8))
    axes.set_ylim(len(times) + 0.2, -0.6)
    return Picture(figure, alt)


def growth(costs: Mapping[str, Mapping[int, float]], *, alt: str) -> Picture:
    """Draw how the cost of an output grows with the side of the window.

    Parameters
    ----------
    costs : mapping of str to mapping of int to float
        For each way: kernel_size, and nanoseconds for one output.
    alt : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Picture
    """
    figure, (axes,) = canvas(FULL, 3.0)
    axes.set_axis_on()
    styles = zip(costs.items(), ("o", "s", "^", "D"), strict=False)
    for (name, line), marker in styles:
        last = list(line)[-1]
        color = PALETTE["accent" if name == say("speed.pooltools") else "soft"]
        axes.plot([*line], [*line.values()], marker=marker, ms=4, color=color, lw=1.8)
        axes.text(last * 1.06, line[last], name, va="center", fontsize=9, color=color)
    sizes = list(next(iter(costs.values())))
    axes.set(xscale="log", yscale="log", xlim=(sizes[0] / 1.1, sizes[-1] * 3))
    axes.set_xticks(sizes, [str(k) for k in sizes])
    axes.minorticks_off()
    axes.set_xlabel("kernel_size")
    axes.set_ylabel(say("figures.per_output"))
    axes.spines[["top", "right"]].set_visible(False)
    return Picture(figure, alt)
