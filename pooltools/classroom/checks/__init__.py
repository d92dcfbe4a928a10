"""Checks that know the usual mistakes, one for each task of the classroom sheets.

`check` runs in the student's notebook; `classroom.grading` judges hand-ins with the
very same tasks.  A wrong answer is told which mistake it looks like, with the
smallest example that shows it.

A task has fixed cases, which tell its usual mistakes apart, and random ones, which
no table of answers can satisfy.
"""

from ._all import TASKS
from ._ask import Passed, Wrong, check
from ._task import Finding, Function, Outcome
from ._values import Task, Values

__all__ = [
    "TASKS",
    "Finding",
    "Function",
    "Outcome",
    "Passed",
    "Task",
    "Values",
    "Wrong",
    "check",
]
