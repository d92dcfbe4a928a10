"""The Window Ruler: where windows fit along one axis."""

from typing import Any

import traitlets

from .._windows.axis import WindowAxis
from .._windows.layer import make_axis
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._traits import challenges

CELL = still.CELL
LANE = 36
"""Height of a row of brackets in the picture, in SVG units."""


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
        window shown, counted from 0), ``speed``,
        ``challenge`` (the goal that a reader is handed, by its name).

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
    step = traitlets.Int(0, min=0).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.1, max=10.0).tag(sync=True)
    challenge = challenges("half", "few-seen", "no-rest")

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

    def _axis(self, **change: Any) -> WindowAxis:
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
        axis, unseen = self._axis(), self.unseen
        # rounding up asks for one window more where the last ends before the padding
        refused = self.rule == "ceil" and (
            axis.bounds(axis.outputs - 1)[1] < axis.n + axis.after
        )
        count = axis.outputs + refused
        # a lane for each window that begins before the first one ends
        lanes = sum(axis.start(i) < axis.bounds(0)[1] for i in range(count))
        end = max(axis.n + axis.after, axis.bounds(count - 1)[1])
        current = min(self.step, axis.outputs - 1)
        parts = [
            _cell(axis, position, position in unseen)
            for position in range(-axis.before, end)
        ]
        for i in range(count):
            look = "current" if i == current else "plain"
            look = "refused" if i >= axis.outputs else look
            parts.append(_bracket(axis, i, CELL + 8 + i % lanes * LANE, look))
        left, width = _left(axis, axis.start(current)), axis.span * CELL
        amber = still.color("window")
        frame = still.box(left, 0, width, CELL, "none", amber, stroke_width="4", rx="8")
        height = CELL + 8 + LANE * lanes
        label = self._alt(axis, refused)
        return still.svg((end + axis.before) * CELL, height, label, [*parts, frame])

    def _alt(self, axis: WindowAxis, refused: bool) -> str:
        gone = ", ".join(map(str, self.unseen))
        text = translate(
            "ruler.alt",
            n=self.n,
            k=self.kernel_size,
            s=self.stride,
            count=axis.outputs,
            unseen=translate("ruler.unseen", cells=gone)
            if gone
            else translate("ruler.all_seen"),
        )
        if not refused:
            return text
        return f"{text} {translate('ruler.alt_refused', window=axis.outputs + 1)}"


def _left(axis: WindowAxis, position: int) -> int:
    """Return where a position lies in the picture, which begins with the padding."""
    return (position + axis.before) * CELL


def _cell(axis: WindowAxis, position: int, unseen: bool) -> str:
    """Return one cell: numbered, its corners crossed if unseen; padding is hatched."""
    left, half = _left(axis, position), CELL / 2
    inside = 0 <= position < axis.n
    fill = still.color("paper" if unseen else "data1" if inside else "pad")
    parts = [still.box(left, 0, CELL, CELL, fill, still.color("line"))]
    if not inside:
        short, long = f"l{half}-{half}", f"l{CELL}-{CELL}"
        hatch = f"M{left} {half}{short}m0 {CELL}{short}M{left} {CELL}{long}"
        parts.append(_path(hatch, "line", 1))
        return "".join(parts)
    if unseen:
        far = CELL - 5
        corners = [
            (5, 5, "l9 9"),
            (far, 5, "l-9 9"),
            (5, far, "l9-9"),
            (far, far, "l-9-9"),
        ]
        cross = "".join(f"M{left + x} {y}{line}" for x, y, line in corners)
        parts.append(_path(cross, "ink", 2))
    parts.append(still.label(left + half, half, str(position)))
    return "".join(parts)


def _bracket(axis: WindowAxis, i: int, top: float, look: str) -> str:
    """Return the bracket of window ``i``: its taps as dots, its number inside."""
    token = "window" if look == "current" else "soft"
    left = _left(axis, axis.start(i))
    line = f"M{left + 4} {top}v24h{axis.span * CELL - 8}v-24"
    width = 4 if look == "current" else 2
    dashes = ' stroke-dasharray="5 4"' if look == "refused" else ""
    dots = (
        f'<circle cx="{_left(axis, tap) + CELL / 2:g}" cy="{top:g}" r="3.5" '
        f'fill="{still.color(token)}"/>'
        for tap in axis.taps(i)
    )
    text = translate("ruler.refused") if look == "refused" else str(i + 1)
    number = still.label(left + axis.span * CELL / 2, top + 12, text)
    return _path(line, token, width, dashes) + "".join(dots) + number


def _path(line: str, token: str, width: int, extra: str = "") -> str:
    return (
        f'<path d="{line}" fill="none" stroke="{still.color(token)}" '
        f'stroke-width="{width}"{extra}/>'
    )
