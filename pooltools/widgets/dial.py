"""The p-Dial: one window, and every number between its minimum and its maximum."""

from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from ..text import translate
from ..zoo import gem_pool2d, logsumexp_pool2d, stochastic_pool2d_expected
from . import _still as still
from ._base import PoolWidget
from ._noise import mix
from ._traits import Map, challenges, decode_map, encode_map

INF = np.inf
SHARP = [0.1, 0.2, 0.5, 1, 2, 4, 10, INF]
STOPS = {
    "mean": [-INF, -10, -5, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 6, 10, 20, INF],
    "soft": [*(-s for s in reversed(SHARP)), 0, *SHARP],
}
"""Where each dial stops; the plain mean stands in the middle of both."""

DRAWS = 300
NAMED = {"min": -INF, "harmonic": -1, "geometric": 0, "arithmetic": 1, "rms": 2}
NAMED["max"] = INF


class PDial(PoolWidget):
    """Turn pooling from the minimum through the mean to the maximum.

    Parameters
    ----------
    data : array_like, shape (2, 2)
        The window: four finite numbers, none negative.
    **state
        Any trait: ``family`` ("mean" for the generalised mean, "soft" for
        log-sum-exp, "stochastic"), ``step`` (which of the 17 stops, 0 for the
        minimum and 16 for the maximum; or how many of 300 draws), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If ``data`` is another thing than four such numbers, or a value is out of
        range.  The widget keeps its last valid state.

    Examples
    --------
    >>> dial = PDial(step=8)
    >>> dial.p, dial.output
    (1, 3.75)
    >>> dial.family = "stochastic"
    >>> dial.draws[:4], round(dial.output, 2)
    ([4.0, 8.0, 4.0, 8.0], 5.67)
    """

    page_name = "p-dial"
    module = "dial"

    data = Map((2, 2), finite=True, least=0).tag(
        sync=True, to_json=encode_map, from_json=decode_map
    )
    family = traitlets.Enum([*STOPS, "stochastic"], "mean").tag(sync=True)
    step = traitlets.Int(10, min=0, max=DRAWS).tag(sync=True)
    speed = traitlets.Float(2.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("sharp", "sure")

    def __init__(self, data: ArrayLike = ((1, 2), (4, 8)), **state: Any) -> None:
        super().__init__(data=data, **state)

    @property
    def p(self) -> float | None:
        """The exponent or sharpness of this stop; None if stochastic."""
        stops = STOPS.get(self.family)
        return stops[min(self.step, len(stops) - 1)] if stops else None

    @property
    def output(self) -> float:
        """What the window is pooled to, on average if stochastic, by `pooltools`."""
        if self.family == "stochastic":
            return float(stochastic_pool2d_expected(self.data, 2).item())
        pool = gem_pool2d if self.family == "mean" else logsumexp_pool2d
        return float(pool(self.data, self.p or 0, 2).item())

    @property
    def draws(self) -> list[float]:
        """The 300 draws of the tape, the same each time."""
        ends = np.append(np.cumsum(self.data), np.inf)
        turns = mix(np.arange(1, DRAWS + 1, dtype=np.uint32)) / 2**32
        chosen = np.searchsorted(ends, turns * ends[-2], side="right")
        return [float(v) for v in np.append(self.data, 0)[chosen]]

    def still(self) -> str:
        """Return the window and the line from minimum to maximum as SVG."""
        parts = [still.number_grid(self.data, 0, 20, scale=np.append(self.data, 0))]
        low, high = float(self.data.min()), float(self.data.max())

        def at(value: float) -> float:
            return 130 + 340 * ((value - low) / (high - low) if high > low else 0.5)

        rail = still.box(
            130, 52, 340, 8, still.color("data3"), still.color("line"), rx="4"
        )
        parts.append(rail)
        marks = self._marks()
        for n, (name, value) in enumerate(marks.items()):
            hangs = 0 if name in ("min", "max") else 20 * (len(marks) - 1 - n)
            parts.append(_mark(at(value), 78 + hangs, translate(f"dial.{name}")))
        x = at(self.output)
        amber = still.color("window")
        parts.append(f'<path d="M{x:g} 50l-8-14h16z" fill="{amber}"/>')
        parts.append(still.label(x, 22, still.number(self.output)))
        return still.svg(620, 170, self._alt(low, high), parts)

    def _marks(self) -> dict[str, float]:
        """Return the named numbers under the line."""
        means = {n: float(gem_pool2d(self.data, p, 2).item()) for n, p in NAMED.items()}
        if self.family == "mean":
            return means
        return {name: means[name] for name in ("min", "arithmetic", "max")}

    def _alt(self, low: float, high: float) -> str:
        numbers: NDArray[Any] = self.data.ravel()
        values = ", ".join(map(still.number, numbers))
        value = still.number(self.output)
        if self.p is None:
            mean = still.number(float(numbers.mean()))
            gaps = {"values": values, "value": value, "mean": mean}
            return translate("dial.alt_chance", **gaps, high=still.number(high))
        ends = {"low": still.number(low), "high": still.number(high)}
        name = "p = " if self.family == "mean" else "s = "
        p = still.number(self.p)
        return translate("dial.alt", values=values, name=name, p=p, value=value, **ends)


def _mark(x: float, y: float, name: str) -> str:
    """Return a thin line from the rail down to a name that starts beside it."""
    color = still.color("soft")
    return (
        f'<path d="M{x:g} 60V{y + 6:g}" stroke="{color}"/><text x="{x + 5:g}" '
        f'y="{y + 4:g}" fill="{color}">{name}</text>'
    )
