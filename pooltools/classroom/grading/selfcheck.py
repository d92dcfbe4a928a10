"""Prove a sheet before it is handed out: right passes, wrong fails by its name."""

import ast
import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import Any, TextIO

from ..checks import Function, Outcome, Task, Values
from .grade import GradingOptions, grade
from .marks import solved
from .master import Sheet
from .release import write
from .submissions import Submission
from .worker.cells import run

POINTS = re.compile(r"(\d+)\s*(?:points?\b|分(?!钟))")
"""How a sheet's text tells its points, in either language."""

SEEDS = range(3)


def problems(sheet: Sheet, options: GradingOptions) -> Iterator[str]:
    """Yield what is wrong with a sheet, a line each.

    The solved sheet must run as it is read, with its set-up and its checks; the
    solutions must earn full marks and the sheet as it is handed out none, both graded
    as a hand-in is; every known mistake must be called by its own name; and the points
    that the text promises must be those that are given.
    """
    yield from _runs(sheet)
    yield from _promises(sheet)
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
        yield from _confusions(sheet.task(task))


def _runs(sheet: Sheet) -> Iterator[str]:
    """Run the solved sheet from top to bottom, and yield the errors."""
    world: dict[str, Any] = {"__name__": "__main__", "display": print}
    for cell in sheet.cells:
        if cell.markdown:
            continue
        source = solved(cell.source) if cell.kind == "answer" else cell.source
        what = f"{cell.task or 'the sheet'}: its {cell.kind} cell"
        named = re.findall(r"\bcheck\(\s*[\"']([\w-]+)", source)
        if cell.kind == "check" and named != [cell.task]:
            yield f"{what} checks {', '.join(named) or 'nothing'}"
        if cell.kind == "check" and not _ends_in_check(source):
            yield f"{what} does not end in check(…): nbgrader would read points there"
        told = io.StringIO()
        try:
            with contextlib.redirect_stdout(io.StringIO()), _all_told(told):
                run(source, world, False)
        except Exception as error:
            yield f"{what} stops with {type(error).__name__}: {error}"
        if cell.kind == "check" and (words := told.getvalue().strip()):
            line = words.splitlines()[0][:200]
            yield f"{what} warns, for which nbgrader gives 0: {line}"


@contextlib.contextmanager
def _all_told(told: io.StringIO) -> Iterator[None]:
    """Collect what goes to the stream of errors, and the warnings that go there."""

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        told.write(f"{category.__name__}: {message}\n")

    with contextlib.redirect_stderr(told), warnings.catch_warnings():
        warnings.simplefilter("always")
        for quiet in (DeprecationWarning, PendingDeprecationWarning, ImportWarning):
            warnings.simplefilter("ignore", quiet)  # as a notebook does
        warnings.filterwarnings("always", module="__main__")
        warnings.showwarning = show
        yield


def _ends_in_check(source: str) -> bool:
    """Tell whether the last line is a check, whose value is what nbgrader counts."""
    try:
        last = ast.parse(source).body[-1]
    except (SyntaxError, IndexError):
        return True  # told elsewhere
    call = getattr(last, "value", None)
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") == "check"


def _promises(sheet: Sheet) -> Iterator[str]:
    """Yield where the text promises other points than there are."""
    text, tasks = "", dict(sheet.points)
    whole = sum(tasks.values())
    for cell in sheet.cells:
        if cell.kind == "text":
            text += f"\n{cell.source}"
            continue
        earned = whole if cell.kind == "setup" else tasks.get(cell.task, 0)
        what = "the sheet" if cell.kind == "setup" else cell.task
        told = [int(n) for n in POINTS.findall(text)] if cell.kind != "check" else []
        if told and earned and told[0] != earned:
            yield f"{what}: the text promises {told[0]} points, and there are {earned}"
        text = ""


def _confusions(task: Task) -> Iterator[str]:
    """Yield the known mistakes that are taken for something else."""
    for seed in SEEDS:
        for mistake, outcomes in _mistaken(task, seed):
            finding = task.judge(task.ask(seed), outcomes)
            found = finding.name if finding else "right"
            if found != mistake:
                yield f"{task.name}: with seed {seed}, {mistake} is taken for {found}"


def _mistaken(task: Task, seed: int) -> Iterator[tuple[str, list[Outcome]]]:
    if isinstance(task, Values):
        for mistake, patterns in task.wrong.items():
            for pattern in patterns:
                pairs = zip(pattern, task.right, strict=True)
                values = [right if got is None else got for got, right in pairs]
                yield mistake, [Outcome(value) for value in values]
    elif isinstance(task, Function):
        for mistake, wrong in task.wrong.items():
            yield mistake, [Outcome(wrong(*call)) for call in task.ask(seed)]
