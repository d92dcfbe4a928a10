"""How long ways to pool take, and how that grows: logarithmic, as the gaps are wide."""

from collections.abc import Mapping
from typing import Any

from ..text import translate
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
    figure, (axes,) = canvas(FULL, 0.46 * len(times) + 0.6)
    low = min([*times.values(), *([floor] if floor else [])]) / 2
    best = min(times.values())
    for place, (name, took) in enumerate(times.items()):
        color = PALETTE["accent" if took == best else "data3"]
        axes.barh(place, took - low, left=low, height=0.62, color=color)
        look: dict[str, Any] = {"va": "center", "color": PALETTE["ink"], "fontsize": 12}
        axes.text(took * 1.15, place, f"{took:.3g} ms", fontweight="bold", **look)
        axes.text(low / 1.3, place, name, ha="right", **look)
    if floor:
        axes.axvline(floor, color=PALETTE["ink"], lw=1.6, ls="--")
        words = f"{translate('speed.floor')} {floor:.2g} ms"
        axes.text(
            floor * 1.15, len(times) - 0.1, words,
            va="center", fontsize=12, color=PALETTE["ink"],
        )  # fmt: skip
    axes.set(xscale="log", xlim=(low, max(times.values()) * 8))
    axes.set_ylim(len(times) - 0.5 + 0.8 * bool(floor), -0.6)
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
    figure, (axes,) = canvas(FULL, 3.4)
    axes.set_axis_on()
    styles = zip(costs.items(), ("o", "s", "^", "D"), strict=False)
    for (name, line), marker in styles:
        last = list(line)[-1]
        color = PALETTE["accent" if name == translate("speed.pooltools") else "soft"]
        axes.plot([*line], [*line.values()], marker=marker, ms=4, color=color, lw=1.8)
        axes.text(last * 1.06, line[last], name, va="center", fontsize=11, color=color)
    sizes = list(next(iter(costs.values())))
    axes.set(xscale="log", yscale="log", xlim=(sizes[0] / 1.1, sizes[-1] * 4.5))
    few = [k for k in sizes if k in (2, 3, 5, 9, 15, 31)]
    axes.set_xticks(few, [str(k) for k in few])
    axes.minorticks_off()
    axes.tick_params(labelsize=11)
    axes.set_xlabel("kernel_size", fontsize=11)
    axes.set_ylabel(translate("figures.per_output"), fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    return Picture(figure, alt)
