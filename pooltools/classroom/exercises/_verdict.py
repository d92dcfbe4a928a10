"""The reader's side: ask the answer on this very page, and say one line."""

import re
import warnings
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from ..._windows.arguments import refuse
from ...text import translate
from ..checks import Finding, Function, Outcome
from ..checks._ask import attempt, praise
from ..checks._show import show
from ._all import EXERCISES
from ._drawn import Drawn


@dataclass(frozen=True, repr=False)
class Verdict:
    """What is said of an answer to an exercise; a page shows its line.

    Parameters
    ----------
    mistake : str
        The name of the mistake that the answer looks like, empty if it is right.
    message : str
        What the reader is told.

    Examples
    --------
    >>> Verdict("no-plus-one", "One window is missing.")
    ✗ One window is missing.
    """

    mistake: str
    message: str

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return not self.mistake

    def __repr__(self) -> str:
        return f"{'✓' if self.right else '✗'} {self.message}"

    def _repr_html_(self) -> str:
        """Return the line as a paragraph, which a page and a notebook wrap."""
        marked = re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(repr(self)))
        return f"<p>{marked}</p>"


def verdict(exercise: str, answer: Any, *, seed: int = 0) -> Verdict:
    """Judge the answer to an exercise of a page; no answer makes it raise.

    Parameters
    ----------
    exercise : str
        The exercise's label; the page has it ready.
    answer : object
        What the exercise asks for: a function, an array or a letter.
    seed : int
        Draws the random cases; others come with another seed.

    Returns
    -------
    Verdict
        What was tested, or which mistake the answer looks like, with an example.

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> verdict("spot", "?")
    ✗ Put one of these letters in place of the question mark: a, b, c, d, e.
    >>> verdict("size-law", lambda n, k, s, p: (n + 2 * p - k) // s).mistake
    'no-plus-one'
    """
    if exercise not in EXERCISES:
        names = ", ".join(EXERCISES)
        refuse("verdict", "exercise", exercise, "is unknown", f"use one of {names}")
    found = EXERCISES[exercise]
    calls = found.ask(seed)
    if isinstance(found, Function | Drawn):
        if not callable(answer) and answer is not Ellipsis:
            return _no_function(found, answer)
        if isinstance(found, Drawn) and answer is not Ellipsis:
            answer = found.often(answer)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            outcomes = [attempt(answer, call) for call in calls]
    else:
        outcomes = [Outcome(answer)]
    if finding := found.judge(calls, outcomes):
        return Verdict(*finding)
    return Verdict("", praise(found, calls))


def _no_function(exercise: Function | Drawn, answer: Any) -> Verdict:
    words = translate("exercises.no-function", answer=exercise.answer, got=show(answer))
    return Verdict(*Finding("no-function", words))
