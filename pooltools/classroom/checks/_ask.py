"""The student's side: ask the answer in this very notebook, and say one line."""

import contextlib
import copy
import io
from collections.abc import Sequence
from typing import Any

from ..._windows.arguments import refuse
from ...text import translate
from ._all import TASKS
from ._lines import Named, line
from ._own import Cases, opened, own
from ._part import part
from ._same import differ
from ._task import Call, Function, Outcome
from ._values import Task


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

    def _ipython_display_(self) -> None:
        print(repr(self))  # what a cell returns, nbgrader takes for points


def check(
    task: str,
    *answers: Any,
    seed: int = 0,
    points: float | None = None,
    inputs: Sequence[Sequence[Any]] | None = None,
    right: Sequence[Any] | str | None = None,
    fixed: int | None = None,
) -> Passed | float:
    """Check an answer to a task of the classroom sheets.

    Parameters
    ----------
    task : str
        The task's name; the sheet has it ready.
    *answers
        What the task asks for: one function, or one or more values.
    seed : int
        Draws the random cases; others come with another seed.
    points : float, optional
        What a right answer earns; a wrong one then earns a part of it by its cases.
    inputs, right : sequence, optional
        A sheet's own task: the arguments of each call, and the right answer to each.
        Without inputs, the right value of each variable; `release` packs them.
    fixed : int, optional
        How many of these inputs, from the first on, are not drawn; by default all.

    Returns
    -------
    Passed or float
        Says what was tested; or the points that a part of the answer earns.

    Raises
    ------
    Wrong
        If the answer is wrong: which mistake it looks like, and an example.
    TypeError, ValueError
        If there is no such task, or the number of answers is not the task's.

    Examples
    --------
    >>> check("parameters", 0)
    ✓ Right: a window without a weight, on any number of channels.
    >>> try:
    ...     check("output-size", lambda n, k, s, p=0: (n + 2 * p - k) // s)
    ... except Wrong as wrong:
    ...     wrong.mistake, str(wrong).split(". ")[1]
    ('no-plus-one', 'For example output_size(1, 1, 1) gives 0, not 1.')
    >>> same = lambda x: x
    >>> check("a", same, inputs=[(0,), (7,)], right=[0, 3.5], points=2)
    ✗ Not yet, and it is none of the usual mistakes. For example a(7) gives 7, not 3.5.
    1.0
    """
    found = _task(task, answers, inputs, right, fixed)
    if len(answers) != len(found.answers):
        rule = f"come to {len(answers)}, not {len(found.answers)}"
        refuse("check", "answers", answers, rule, f"give {', '.join(found.answers)}")
    calls = found.ask(seed)
    if isinstance(found, Function):
        if not callable(answers[0]) and answers[0] is not Ellipsis:
            raise Wrong("taken", translate("checks.taken", answer=found.answer))
        with contextlib.redirect_stdout(io.StringIO()):  # what it prints is no answer
            outcomes = [attempt(answers[0], call) for call in calls]
    else:
        outcomes = [Outcome(value) for value in answers]
    if finding := found.judge(calls, outcomes):
        earned = part(found, calls, outcomes, points) if points else 0.0
        wrong = Wrong(finding.name, finding.message)
        if not earned:
            raise wrong
        print(*wrong._render_traceback_())
        return earned
    return Passed(praise(found, calls))


def _task(
    task: str,
    answers: Sequence[Any],
    inputs: Sequence[Sequence[Any]] | None,
    right: Sequence[Any] | str | None,
    fixed: int | None,
) -> Task:
    """Return one of the book's tasks, or the one that the arguments describe."""
    if inputs is None:
        if task not in TASKS:
            use = f"use one of {', '.join(TASKS)}"
            refuse("check", "task", task, "is unknown", use)
        return TASKS[task]
    if right is None:
        use = "release writes it: python -m pooltools.classroom release"
        refuse("check", "right", right, "is missing beside inputs", use)
    if isinstance(right, str):
        values = opened(right)
        return own(task, list(values), inputs, list(values.values()))
    name = getattr(answers[0], "__name__", "") if answers else ""
    plain = name if name.isidentifier() else task.replace("-", "_")
    return own(task, [plain] * (1 if inputs else len(right)), inputs, right, fixed)


def praise(task: Named, calls: Sequence[Call]) -> str:
    """Return what is said of a right answer: what it was tried on."""
    words = translate("checks.passed", tested=line(task, "tested"))
    if isinstance(task, Cases):
        return words
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
    changed = differ(call, given)
    return Outcome(None if value is Ellipsis else value, changed=changed)
