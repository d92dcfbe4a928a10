"""Prove a sheet before it is handed out: right passes, wrong fails by its name."""

from collections.abc import Iterator

from ..checks import TASKS, Function, Outcome, Values
from .grade import GradingOptions, grade
from .master import Sheet
from .release import write
from .submissions import Submission

SEEDS = range(3)


def problems(sheet: Sheet, options: GradingOptions) -> Iterator[str]:
    """Yield what is wrong with a sheet, a line each.

    The solutions must earn full marks and the sheet as it is handed out none, both
    graded as a hand-in is; every known mistake must be called by its own name.
    """
    for solutions in (True, False):
        data = write(sheet, solutions=solutions).encode()
        result = grade(sheet, Submission("check"), data, options)
        for task, verdict in result.verdicts.items():
            wanted = sheet.points[task] if solutions else 0
            if verdict.points != wanted:
                whose = "the solution" if solutions else "the unsolved sheet"
                earned = f"earns {verdict.points}, not {wanted}"
                yield f"{task}: {whose} {earned}: {verdict.message}"
    for task in sheet.tasks:
        yield from _confusions(task)


def _confusions(name: str) -> Iterator[str]:
    """Yield the known mistakes that are taken for something else."""
    for seed in SEEDS:
        for mistake, outcomes in _mistaken(name, seed):
            finding = TASKS[name].judge(TASKS[name].ask(seed), outcomes)
            found = finding.name if finding else "right"
            if found != mistake:
                yield f"{name}: with seed {seed}, {mistake} is taken for {found}"


def _mistaken(name: str, seed: int) -> Iterator[tuple[str, list[Outcome]]]:
    task = TASKS[name]
    if isinstance(task, Values):
        for mistake, patterns in task.wrong.items():
            for pattern in patterns:
                pairs = zip(pattern, task.right, strict=True)
                values = [right if got is None else got for got, right in pairs]
                yield mistake, [Outcome(value) for value in values]
    elif isinstance(task, Function):
        for mistake, wrong in task.wrong.items():
            yield mistake, [Outcome(wrong(*call)) for call in task.ask(seed)]
