"""A kind of answer that chance decides, and that is judged by its shares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..._windows.typing import Array
from ...text import translate
from ..checks import Finding, Outcome
from ..checks._lines import line
from ..checks._same import same
from ..checks._show import show
from ..checks._task import Call

DRAWS = 500
"""Draws from each window: a share of 1/2 then has a spread of 0.022."""

ALLOWED = 0.11
"""How far a share may lie from its chance, five times that spread."""


@dataclass(frozen=True)
class Drawn:
    """A function that draws a number of a window, with a chance in ratio to its size.

    Parameters
    ----------
    name : str
        The exercise's label on its page.
    answer : str
        What the reader's function is called.
    windows : tuple of tuples
        Numbers to draw from, none of them negative.
    lines : str
        Where the lines for the reader are.
    """

    name: str
    answer: str
    windows: tuple[tuple[float, ...], ...]
    lines: str

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the name that the reader defines."""
        return (self.answer,)

    def ask(self, seed: int) -> list[Call]:
        """Return each window with a generator."""
        rngs = np.random.default_rng(seed).spawn(len(self.windows))
        return [(list(w), rng) for w, rng in zip(self.windows, rngs, strict=True)]

    def often(self, draw: Callable[..., Any]) -> Callable[..., list[Any]]:
        """Return a function that draws many times, for a call asks for one draw."""
        return lambda window, rng: [draw(window, rng) for _ in range(DRAWS)]

    def judge(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong with the draws of each window, or None."""
        for (window, _), out in zip(calls, outcomes, strict=True):
            call = f"{self.answer}({show(window)}, rng)"
            if out.error:
                words = translate("checks.raises", call=call, error=out.error)
                return Finding("raises", words)
            if out.changed:
                return Finding("mutates", translate("checks.mutates", call=call))
            if out.value is None or all(value is None for value in out.value):
                words = translate("checks.nothing", answer=self.answer)
                return Finding("nothing", words)
            for value in out.value:
                if not any(same(value, number) for number in window):
                    words = line(self, "not-in-window", call=call, got=show(value))
                    return Finding("not-in-window", words)
        return self._shares(np.array([out.value for out in outcomes], float))

    def _shares(self, drawn: Array) -> Finding | None:
        """Compare how often each number came with its chance."""
        pairs = list(zip(self.windows, drawn, strict=True))
        if all(_near(row, _chances(window)) for window, row in pairs):
            return None
        wrong: dict[str, Callable[[Sequence[float]], dict[float, float]]] = {
            "uniform": _even,
            "largest": lambda window: {max(window): 1.0},
            "squares": lambda window: _chances(window, 2),
        }
        for name, chances in wrong.items():
            if all(_near(row, chances(window)) for window, row in pairs):
                return Finding(name, line(self, name))
        if all(np.ptp(row) == 0 for row in drawn):
            return Finding("always-the-same", line(self, "always-the-same"))
        window, row = next(p for p in pairs if not _near(p[1], _chances(p[0])))
        number = max(
            set(window), key=lambda n: abs((row == n).mean() - _chances(window)[n])
        )
        share = round(float((row == number).mean()), 2)
        chance = round(_chances(window)[number], 2)
        gaps = {"number": show(number), "share": share, "chance": chance}
        return Finding("other-shares", line(self, "other-shares", **gaps))


def _chances(window: Sequence[float], power: int = 1) -> dict[float, float]:
    """Return the chance of each number of a window."""
    total = sum(n**power for n in window)
    return {n: window.count(n) * n**power / total for n in window}


def _even(window: Sequence[float]) -> dict[float, float]:
    return {n: window.count(n) / len(window) for n in window}


def _near(row: Array, chances: Mapping[float, float]) -> bool:
    """Tell whether numbers came about as often as they should, and no others."""
    shares = {n: float((row == n).mean()) for n in set(row.tolist()) | set(chances)}
    return all(
        abs(share - chances.get(n, 0)) <= (ALLOWED if chances.get(n) else 0)
        for n, share in shares.items()
    )
