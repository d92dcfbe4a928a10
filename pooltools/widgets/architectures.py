"""The Architecture Slider: twelve networks, and who made their maps smaller."""

from typing import Any

import traitlets

from .._windows.layer import check_steps
from ..nets import HISTORY, ROADMAP, Conv, LayerCost, Milestone, Pool, staircase, who
from ..nets.descriptions import Description, Subsampling
from ..nets.history import Pyramid
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._traits import challenges, pairs

LEAST, MOST, BY = 16, 512, 16
"""Sizes of a picture that can be chosen."""

FILLS = {"input": "data1", **dict.fromkeys(["max", "average", "global"], "kind1")}
"""Tones of the squares in the still picture: a pooling is dark, a stride empty."""


def _step(layer: Description, first: bool) -> dict[str, Any]:
    """Return a step for the front end; only windows have a kernel_size."""
    step: dict[str, Any] = {"by": who(layer, first=first)}
    if isinstance(layer, Conv | Pool | Subsampling):
        plain = Pool(layer.kernel_size) if isinstance(layer, Subsampling) else layer
        k, s, _ = check_steps("describe", "", plain.kernel_size, plain.stride, 1)
        ceil = isinstance(plain, Pool) and plain.ceil_mode
        step |= {"kernel_size": k, "stride": s}
        step |= {"padding": plain.padding, "ceil_mode": ceil}
    if isinstance(layer, Pyramid):
        step["cells"] = layer.bins
    return step


def _learned(milestone: Milestone) -> list[int]:
    """Return how many parameters each step has that is not a convolution."""
    rows = zip(milestone.steps, staircase(milestone), strict=True)
    return [row.parameters for layer, row in rows if not isinstance(layer, Conv)]


def describe(milestone: Milestone) -> dict[str, Any]:
    """Return a network as the front end gets it."""
    steps = [_step(layer, not n) for n, layer in enumerate(milestone.steps)]
    learned = [count for count in _learned(milestone) if count] or [0]
    return {
        "year": milestone.year,
        "name": milestone.name,
        "size": milestone.shape[-1],
        "steps": steps,
        "dense": milestone.dense,
        "sketch": milestone.sketch,
        "parameters": " + ".join(map(str, learned)),
        "note": milestone.name.split("-")[0].split("/")[0].lower(),
    }


class ArchitectureSlider(PoolWidget):
    """Go through forty years of networks and see which steps shrink their maps.

    Parameters
    ----------
    step : int
        The network, counted from 0 in the order of `pooltools.nets.HISTORY`.
    **state
        Any trait: ``view`` ("stairs", or "roadmap" for five numbers to be placed),
        ``size`` (of the input, 16 to 512 in steps of 16, or 0 for each network's
        own), ``placed`` (which number stands where on the roadmap, -1 for none),
        ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

    Raises
    ------
    traitlets.TraitError
        If a value is out of range.  The widget keeps its last valid state.

    Examples
    --------
    >>> slider = ArchitectureSlider(7)  # ResNet-50
    >>> [row.shape[-1] for row in slider.output]
    [112, 56, 28, 14, 7, 1]
    >>> slider.size = 96
    >>> slider.output[-2].shape
    (1, 3, 3)
    """

    page_name = "architecture-slider"
    module = "architectures"

    view = traitlets.Enum(["stairs", "roadmap"], "stairs").tag(sync=True)
    step = traitlets.Int(0, min=0, max=len(HISTORY) - 1).tag(sync=True)
    size = traitlets.Int(0, min=0, max=MOST).tag(sync=True)
    placed = traitlets.List(
        traitlets.Int(min=-1, max=4), [-1] * 5, minlen=5, maxlen=5
    ).tag(sync=True, said=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("ten", "too-small")
    networks: Any = traitlets.List(read_only=True).tag(sync=True)
    roadmap = traitlets.List(pairs(ROADMAP), read_only=True).tag(sync=True)

    def __init__(self, step: int = 7, **state: Any) -> None:
        super().__init__(step=step, **state)

    @traitlets.default("networks")
    def _default_networks(self) -> list[dict[str, Any]]:
        return [describe(milestone) for milestone in HISTORY]

    @traitlets.validate("size")
    def _reachable(self, proposal: Any) -> Any:
        if proposal.value and (proposal.value < LEAST or proposal.value % BY):
            raise traitlets.TraitError(
                f"ArchitectureSlider: size={proposal.value} is no multiple of {BY} "
                f"from {LEAST} to {MOST}; use one, or 0 for each network's own"
            )
        return proposal.value

    @property
    def output(self) -> list[LayerCost]:
        """The steps of the chosen network, computed by `pooltools.nets`."""
        return staircase(HISTORY[self.step], self.size or None)

    def __repr__(self) -> str:
        """Return the state without the networks."""
        name = HISTORY[self.step].name
        return f"ArchitectureSlider({self.step}, size={self.size})  # {name}"

    def still(self) -> str:
        """Return the maps of the chosen network on one line, as SVG."""
        milestone, wide = HISTORY[self.step], 180
        sides = [self.size or milestone.shape[-1]]
        sides += [row.shape[-1] for row in self.output]
        kinds = [_step(layer, not n)["by"] for n, layer in enumerate(milestone.steps)]
        parts, x = [], 0.0
        for side, kind in zip(sides, ["input", *kinds], strict=False):
            large = max(wide * side / sides[0], 3)
            room = max(large, 62)
            fill = still.color(FILLS.get(kind, "paper"))
            place = x + (room - large) / 2, wide + 20 - large, large, large
            parts.append(still.box(*place, fill, still.color("kind1")))
            parts.append(still.label(x + room / 2, wide + 6 - large, str(side)))
            for line, word in enumerate(translate(f"architectures.{kind}").split()):
                y = wide + 34 + 15 * line
                text = still.label(x + room / 2, y, word, "soft")
                parts.append(text.replace("<text", '<text font-size="12"'))
            x += room + 10
        text = translate(
            "architectures.alt", name=milestone.name, year=milestone.year,
            sizes=", ".join(map(str, sides)),
        )  # fmt: skip
        return still.svg(x, wide + 70, text, parts)
