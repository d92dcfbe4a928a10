"""What a wrong answer earns where a task gives part marks."""

import math
from collections.abc import Sequence

from ._task import Call, Outcome
from ._values import Task

STEPS = 2
"""Steps that a point is given in: halves."""


def part(
    task: Task, calls: Sequence[Call], outcomes: Sequence[Outcome], points: float
) -> float:
    """Return the points that an answer with a mistake in it earns all the same.

    It is the share of the fixed inputs, or of the values, that are answered rightly,
    rounded down to halves: the same with every seed.  It is never all; and where every
    fixed input is answered, but no random one, it is nothing, for then they were
    looked up.

    Parameters
    ----------
    task : Task
        The task.
    calls : sequence of tuples
        What was asked, the fixed calls first.
    outcomes : sequence of Outcome
        What came of each.
    points : float
        What a right answer earns.

    Examples
    --------
    >>> from ._own import own
    >>> task = own("half", ["half"], [(4,), (7,), (9,), (8,)], [2, 3.5, 4.5, 4])
    >>> floors = [Outcome(x // 2) for (x,) in task.ask(0)]
    >>> part(task, task.ask(0), floors, 3)
    1.5
    """
    passed = task.passed(calls, outcomes)
    fixed, drawn = passed[: task.fixed], passed[task.fixed :]
    if not fixed:
        fixed, drawn = drawn, []
    if all(fixed) and drawn and not any(drawn):
        return 0.0
    earned = math.floor(STEPS * points * sum(fixed) / len(fixed)) / STEPS
    return max(min(earned, points - 1 / STEPS), 0.0)
