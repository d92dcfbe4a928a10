"""The Window Ruler: where windows fit along one axis."""

from typing import Any

import traitlets

from ..axis import Axis, make_axis
from ..text import say
from . import _still as still
from ._base import PoolWidget


class WindowRuler(PoolWidget):
    """Count the windows along one axis and see the cells that none reads.

    Parameters
    ----------
    n : int
        Cells, 1 to 12.
    **state
        Any trait: ``kernel_size`` (1 to 8), ``stride`` (1 to 8), ``padding`` (in
        cells, at most half of ``kernel_size``), ``dilation`` (1 to 4), ``rule``
        ("floor", "ceil" or "same", which chooses its own padding), ``step`` (the
        window shown, counted from 0), ``speed``.

    Raises
    ------
    traitlets.TraitError
        If a number is out of range, or no window fits when rounding down: then not
        every `rule` could be chosen.  The widget keeps its last valid state.

    Examples
    --------
    >>> ruler = WindowRuler(5)
    >>> ruler.output, ruler.unseen
    (2, [4])
    >>> ruler.rule = "ceil"
    >>> ruler.output, ruler.unseen
    (3, [])
    """

    page_name = "window-ruler"
    module = "ruler"

    n = traitlets.Int(5, min=1, max=12).tag(sync=True)
    kernel_size = traitlets.Int(2, min=1, max=8).tag(sync=True)
    stride = traitlets.Int(2, min=1, max=8).tag(sync=True)
    padding = traitlets.Int(0, min=0, max=4).tag(sync=True)
    dilation = traitlets.Int(1, min=1, max=4).tag(sync=True)
    rule = traitlets.Enum(["floor", "ceil", "same"], "floor").tag(sync=True)
    step = traitlets.Int(1, min=0).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)

    def __init__(self, n: int = 5, **state: Any) -> None:
        super().__init__(n=n, **state)

    @traitlets.validate("n", "kernel_size", "stride", "padding", "dilation", "rule")
    def _fits(self, proposal: Any) -> Any:
        """Refuse a setting under which some rule leaves no window; say which would."""
        try:
            self._axis(**{proposal.trait.name: proposal.value, "rule": "floor"})
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None
        return proposal.value

    def _axis(self, **change: Any) -> Axis:
        """Return the axis of this state, or of the state after a change."""
        names = ("n", "kernel_size", "stride", "padding", "dilation", "rule")
        now = {name: getattr(self, name) for name in names} | change
        rule = now.pop("rule")
        if rule == "same":
            now["padding"] = "same"
        return make_axis(**now, ceil_mode=rule == "ceil", function="WindowRuler")

    @property
    def output(self) -> int:
        """The output size: how many windows fit, computed by `pooltools`."""
        return self._axis().outputs

    @property
    def unseen(self) -> list[int]:
        """The cells that no window reads."""
        return list(self._axis().unseen())

    def still(self) -> str:
        """Return the cells and a bracket per window as SVG."""
        axis, cell = self._axis(), still.CELL
        lanes = max(min(-(-axis.span // axis.stride), axis.outputs), 1)
        end = max(axis.n + axis.after, axis.bounds(axis.outputs - 1)[1])
        parts = []
        for position in range(-axis.before, end):
            left = (position + axis.before) * cell
            inside = 0 <= position < axis.n
            fill = still.color("data1" if inside else "pad")
            parts.append(still.box(left, 0, cell, cell, fill, still.color("line")))
            if inside:
                lost = position in self.unseen
                text = "×" if lost else str(position)
                token = "winner" if lost else "ink"
                parts.append(still.label(left + cell / 2, cell / 2, text, token))
        for i in range(axis.outputs):
            left = (axis.start(i) + axis.before) * cell + 4
            width, top = axis.span * cell - 8, cell + 8 + (i % lanes) * 30
            parts.append(
                f'<path d="M{left:g} {top:g}v18h{width:g}v-18" fill="none" '
                f'stroke="{still.color("window")}" stroke-width="3"/>'
            )
        gone = ", ".join(map(str, self.unseen))
        words = say("ruler.unseen", cells=gone) if gone else say("ruler.all_seen")
        text = say(
            "ruler.alt",
            n=self.n,
            k=self.kernel_size,
            s=self.stride,
            count=axis.outputs,
            unseen=words,
        )
        width = (end + axis.before) * cell
        return still.svg(width, cell + 12 + 30 * lanes, text, parts)
