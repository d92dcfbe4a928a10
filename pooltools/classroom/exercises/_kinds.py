"""Kinds of answer that the sheets do not have: something made, and a letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ..._windows.typing import Array
from ...text import translate
from ..checks import Finding, Outcome, Task
from ..checks._lines import line
from ..checks._show import show
from ..checks._task import Call
from ._drawn import Drawn

Found: TypeAlias = tuple[str, Mapping[str, object]]
"""A mistake's name, and the gaps in its line."""


@dataclass(frozen=True)
class Made:
    """A map that a reader makes, one of many that do.

    Parameters
    ----------
    name : str
        The exercise's label on its page.
    answer : str
        What the reader's map is called.
    size : tuple of int
        The shape that it has.
    mistake : callable
        Given the map as floats, return what is wrong with it, or None.
    lines : str
        Where the lines for the reader are.
    """

    name: str
    answer: str
    size: tuple[int, ...]
    mistake: Callable[[Array], Found | None]
    lines: str

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the name that the reader defines."""
        return (self.answer,)

    def ask(self, seed: int) -> list[Call]:
        """Return no call: the map is there or not."""
        return []

    def judge(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong with the map, or None."""
        value = outcomes[0].value
        if value is None or value is Ellipsis:
            return Finding("nothing", translate("checks.blank", answer=self.answer))
        try:
            found = np.asarray(value)
            fits = found.dtype.kind in "biuf" and found.shape == self.size
        except Exception:  # whatever an answer of any kind does when it is looked at
            fits = False
        if not fits:
            size = " × ".join(map(str, self.size))
            words = line(self, "not-a-map", answer=self.answer, size=size)
            got = translate("checks.value", answer=self.answer, got=show(value))
            return Finding("shape", f"{words} {got}")
        if wrong := self.mistake(found.astype(float)):
            return Finding(wrong[0], line(self, wrong[0], **wrong[1]))
        return None


@dataclass(frozen=True)
class Choice:
    """One letter of a list.

    Parameters
    ----------
    name : str
        The exercise's label on its page.
    answer : str
        What the reader's letter is called.
    right, among : str
        The right letter, and all that there are.
    lines : str
        Where the lines for the reader are.
    """

    name: str
    answer: str
    right: str
    among: str
    lines: str

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the name that the reader defines."""
        return (self.answer,)

    def ask(self, seed: int) -> list[Call]:
        """Return no call: the letter is there or not."""
        return []

    def judge(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong with the letter, or None: its case does not count."""
        value = outcomes[0].value
        letter = value.strip(" \t\n*().:'\"").lower() if isinstance(value, str) else ""
        if letter == self.right:
            return None
        if len(letter) == 1 and letter in self.among:
            return Finding("other-letter", line(self, "other-letter", letter=letter))
        among = ", ".join(self.among)
        return Finding("no-letter", line(self, "no-letter", among=among))


Exercise: TypeAlias = Task | Made | Choice | Drawn
