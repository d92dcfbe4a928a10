"""A sheet's own tasks: its solution is run on the inputs that their checks name.

That happens in a worker, as it does to a hand-in.  `release` writes what came of it
into the check; the grader has it made anew, with other random inputs.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..checks import Outcome, Values
from ..checks._own import Cases, own, sealed
from ..checks._same import differ
from . import walls
from .asks import ask_of
from .marks import solved
from .master import Cell, MasterError, Sheet
from .sandbox import Worker, WorkerDiedError, WorkerSlowError
from .session import unpacked_outcomes
from .worker.values import decode, pack

LONGEST = 20_000
"""Characters of the inputs and answers that a check may hold."""

SECONDS = 30.0
"""For one cell of the master."""


def settled(
    sheet: Sheet, *, seed: int, again: int | None = None, hidden: Sequence[Path] = ()
) -> Sheet:
    """Return the sheet with its own tasks, and their answers in the checks' cells.

    Parameters
    ----------
    sheet : Sheet
        From `read_sheet`.
    seed : int
        Draws the random inputs.
    again : int, optional
        Draws those of a second check.
    hidden : sequence of Path
        Folders it must not see.

    Raises
    ------
    MasterError
        If a solution fails on an input, or its answers cannot be written down.
    """
    if not any(_is_own(cell) for cell in sheet.cells):
        return sheet
    if os.name != "posix":
        raise MasterError("a task of your own is tried out on Linux or macOS; use WSL")
    tasks, second = {}, {}
    worker = Worker(sandboxed=not walls.missing(), hidden=hidden)
    try:
        for cell in _replayed(sheet, worker):
            tasks[cell.task] = _task(cell, seed, worker)
            if again is not None and _drawn(tasks[cell.task]):
                second[cell.task] = _frozen(cell, _task(cell, again, worker))
    finally:
        worker.close()
    cells = tuple(
        replace(cell, source=_frozen(cell, tasks[cell.task])) if _is_own(cell) else cell
        for cell in sheet.cells
    )
    return replace(sheet, cells=cells, own=tasks, again=second)


def _is_own(cell: Cell) -> bool:
    return cell.kind == "check" and bool((ask := ask_of(cell.source)) and ask.own)


def _drawn(task: Cases | Values) -> bool:
    """Tell whether some of a task's inputs are drawn at random."""
    return task.fixed < len(task.right)


def _replayed(sheet: Sheet, worker: Worker) -> Iterator[Cell]:
    """Run the solved sheet from top to bottom; yield the checks of its own tasks."""
    for cell in sheet.cells:
        if _is_own(cell):
            yield cell
        elif not cell.markdown and cell.kind != "check":
            source = solved(cell.source) if cell.kind == "answer" else cell.source
            name = f"the {cell.kind} cell" if not cell.task else cell.task
            _told(worker, name, {"ask": "cell", "source": source})


def _task(cell: Cell, seed: int, worker: Worker) -> Cases | Values:
    """Return one task, made of what the solution answers."""
    name, ask = cell.task, ask_of(cell.source)
    assert ask
    seeds = [seed, seed + 1]
    _told(worker, name, {"ask": "values", "names": list(ask.answers)})
    looked = {"ask": "inputs", "source": cell.source, "seeds": seeds}
    named = _told(worker, name, looked)["inputs"]
    mine, other = ([decode(call) for call in calls] for calls in named)
    if ask.none:
        question: dict[str, Any] = {"ask": "values", "names": list(ask.answers)}
    elif not mine or len(ask.answers) != 1:
        raise MasterError(f"{name}: its check needs one function, and inputs for it")
    else:
        calls = [[pack(value) for value in call] for call in mine]
        question = {"ask": "calls", "name": ask.answers[0], "calls": calls}
    said = _told(worker, name, question)
    outcomes = unpacked_outcomes(said, len(mine) or len(ask.answers))
    if isinstance(outcomes, str):
        raise MasterError(f"{name}: {outcomes}")
    for number, out in enumerate(outcomes, 1):
        if words := _fault(out):
            where = ask.answers[number - 1] if ask.none else f"input {number}"
            raise MasterError(f"{name}: the solution {words} ({where})")
    drawn = [differ(*pair) for pair in zip(mine, other, strict=False)]
    fixed = drawn.index(True) if True in drawn else len(mine)
    right = [out.value for out in outcomes]
    return own(name, ask.answers, mine, right, fixed)


def _fault(out: Outcome) -> str:
    """Return why an outcome cannot stand in a check, if it cannot."""
    if out.error:
        return f"stops with {out.error}"
    if out.changed:
        return "writes to its own input"
    fine = isinstance(out.value, bool | int | float | np.ndarray)
    return "" if fine else "gives no number and no array of numbers"


def _told(worker: Worker, name: str, question: dict[str, Any]) -> dict[str, Any]:
    """Ask the worker; what goes wrong is the master's fault."""
    try:
        said = worker.ask(question, SECONDS)
    except WorkerSlowError:
        raise MasterError(f"{name}: it does not end within {SECONDS:g} s") from None
    except WorkerDiedError:
        raise MasterError(f"{name}: it ended Python, or used up its memory") from None
    if "missing" in said:
        raise MasterError(f"{name}: the solution defines no {said['missing']}")
    if "error" in said:
        raise MasterError(f"{name}: it stops with {said['error']}")
    return said


def _frozen(cell: Cell, task: Cases | Values) -> str:
    """Return a check with everything that it needs in it."""
    ask = ask_of(cell.source)
    assert ask
    names = ", ".join(ask.answers)
    if isinstance(task, Values):
        packed = sealed(dict(zip(task.answers, task.right, strict=True)))
        rows = [f'check("{task.name}", {names}, inputs=[], right="{packed}"']
    else:
        rows = [f'check("{task.name}", {names}, inputs=[']
        rows += [f"    {literal(call)}," for call in task.given]
        rows += ["], right=[", *(f"    {literal(one)}," for one in task.right), "]"]
    if _drawn(task):
        rows[-1] += f", fixed={task.fixed}"
    if ask.points is not None:
        rows[-1] += f", points={ask.points:g}"
    source = "\n".join(rows) + ")"
    if len(source) > LONGEST:
        words = f"its inputs and answers come to {len(source)} characters"
        raise MasterError(f"{task.name}: {words}, and {LONGEST} is the most")
    return source


def literal(value: Any) -> str:
    """Return a value as Python has it.

    Examples
    --------
    >>> literal((np.array([[0.5, np.inf]]), [1, None]))
    '(np.array([[0.5, np.inf]]), [1, None])'
    >>> literal(np.zeros((0, 2), dtype="int8"))
    "np.zeros((0, 2), dtype='int8')"
    """
    if isinstance(value, np.ndarray):
        usual = value.dtype in (np.float64, np.int64, np.bool_)
        kind = "" if usual and value.size else f", dtype={value.dtype.name!r}"
        if not value.size:
            return f"np.zeros({value.shape}{kind})"
        return f"np.array({literal(value.tolist())}{kind})"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))}{',' * (len(value) == 1)})"
    if isinstance(value, float) and not np.isfinite(value):
        return {"inf": "np.inf", "-inf": "-np.inf", "nan": "np.nan"}[repr(value)]
    return repr(value)
