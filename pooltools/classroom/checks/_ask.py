"""The student's side: ask the answer in this very notebook, and say one line."""

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..._windows.arguments import refuse, wrong_kind
from ...text import translate
from ._all import TASKS
from ._lines import Named, line
from ._task import Call, Function, Outcome


class Wrong(AssertionError):
    """A wrong answer; a notebook shows its line and no traceback.

    Parameters
    ----------
    mistake : str
        The name of the mistake that it looks like.
    message : str
        What the student is told.

    Examples
    --------
    >>> raise Wrong("floor-for-ceil", "One window is missing.")
    Traceback (most recent call last):
    ...
    pooltools.classroom.checks._ask.Wrong: One window is missing.
    """

    def __init__(self, mistake: str, message: str) -> None:
        super().__init__(message)
        self.mistake = mistake

    def _render_traceback_(self) -> list[str]:
        return [f"✗ {self}"]


class Passed:
    """A right answer, and what it was tried on."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __repr__(self) -> str:
        return f"✓ {self.message}"


def check(task: str, *answers: Any, seed: int = 0) -> Passed:
    """Check an answer to a task of the classroom sheets.

    Parameters
    ----------
    task : str
        The task's name; the sheet has it ready.
    *answers
        What the task asks for: one function, or one or more values.
    seed : int
        Draws the random cases; others come with another seed.

    Returns
    -------
    Passed
        Says what was tested.

    Raises
    ------
    Wrong
        If the answer is wrong: which mistake it looks like, and an example.
    TypeError, ValueError
        If there is no such task, or the number or kind of answers is not the task's.

    Examples
    --------
    >>> check("parameters", 0)
    ✓ Right: a window without a weight, on any number of channels.
    >>> try:
    ...     check("output-size", lambda n, k, s, p=0: (n + 2 * p - k) // s)
    ... except Wrong as wrong:
    ...     wrong.mistake, str(wrong).split(". ")[1]
    ('no-plus-one', 'For example output_size(1, 1, 1) gives 0, not 1.')
    """
    if task not in TASKS:
        refuse("check", "task", task, "is unknown", f"use one of {', '.join(TASKS)}")
    found = TASKS[task]
    if len(answers) != len(found.answers):
        rule = f"come to {len(answers)}, not {len(found.answers)}"
        refuse("check", "answers", answers, rule, f"give {', '.join(found.answers)}")
    calls = found.ask(seed)
    if isinstance(found, Function):
        if not callable(answers[0]) and answers[0] is not Ellipsis:
            wrong_kind("check", found.answer, answers[0], "the function")
        outcomes = [attempt(answers[0], call) for call in calls]
    else:
        outcomes = [Outcome(value) for value in answers]
    if finding := found.judge(calls, outcomes):
        raise Wrong(finding.name, finding.message)
    return Passed(praise(found, calls))


def praise(task: Named, calls: Sequence[Call]) -> str:
    """Return what is said of a right answer: what it was tried on."""
    words = translate("checks.passed", tested=line(task, "tested"))
    return words + (line(task, "calls", n=len(calls)) if calls else "")


def attempt(function: Any, call: Call) -> Outcome:
    """Call a student's function on a copy, so that it cannot spoil the case."""
    if function is Ellipsis:
        return Outcome()
    given = copy.deepcopy(call)
    try:
        value = function(*given)
    except (Exception, SystemExit) as error:
        return Outcome(error=f"{type(error).__name__}: {error}")
    changed = any(
        isinstance(before, np.ndarray | list) and not np.array_equal(before, after)
        for before, after in zip(call, given, strict=True)
    )
    return Outcome(None if value is Ellipsis else value, changed=changed)
