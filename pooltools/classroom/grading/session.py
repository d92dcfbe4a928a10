"""Replay one student's cells in a worker, and put questions to what they define.

Endless loops and crashes cost the cell or the call that they are in, never the
rest: the worker is started anew, and of such a cell only the functions are kept.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...text import translate
from ..checks import Outcome, Task, Values
from .sandbox import Worker, WorkerDiedError, WorkerSlowError
from .worker import decode, encode

SECONDS = 5.0
"""For one cell, and for all calls of one task."""

BUDGET = 24
"""How many times that for a whole notebook."""


class Code(NamedTuple):
    """One of the student's code cells, and the task it answers, if any."""

    task: str
    source: str


class OverBudgetError(Exception):
    """The notebook has used up its time."""


class NoWorkerError(Exception):
    """No worker could be started: nothing of it is the student's doing."""


class Session:
    """One notebook's replay; close it at the end."""

    def __init__(
        self,
        setup: str,
        cells: Sequence[Code],
        *,
        sandboxed: bool,
        hidden: Sequence[Path] = (),
        seconds: float = SECONDS,
    ) -> None:
        self.notes: dict[str, str] = {}
        """What went wrong in the cells of a task, or of none."""
        self._cells = [Code("", setup), *cells]
        self._kept = ["all"] * len(self._cells)
        self._sandboxed, self._hidden, self._seconds = sandboxed, tuple(hidden), seconds
        self._end = time.monotonic() + BUDGET * seconds
        self._worker: Worker | None = None

    def ask(self, task: Task, calls: Sequence[Any]) -> list[Outcome] | str:
        """Return what came of a task's calls or variables, or why nothing did."""
        names = list(task.answers)
        if isinstance(task, Values):
            question: dict[str, Any] = {"ask": "values", "names": names}
        else:
            packed = [[_pack(value) for value in call] for call in calls]
            question = {"ask": "calls", "name": names[0], "calls": packed}
        try:
            said = self._replayed().ask(question, self._seconds)
        except WorkerSlowError:
            self._worker = None
            return translate(
                "grading.slow", answer=names[0], seconds=f"{self._seconds:g}"
            )
        except WorkerDiedError:
            self._worker = None
            return translate("grading.died", answer=names[0])
        if "missing" in said:
            return translate("grading.missing", answer=str(said["missing"])[:80])
        return _outcomes(said, len(calls) or len(names))

    def _replayed(self) -> Worker:
        """Return a worker that has run all cells, as far as they can be run."""
        while self._worker is None:
            if time.monotonic() > self._end:
                raise OverBudgetError
            try:
                worker = Worker(sandboxed=self._sandboxed, hidden=self._hidden)
            except (WorkerDiedError, WorkerSlowError, OSError) as error:
                raise NoWorkerError(str(error)) from None
            if self._replay(worker):
                self._worker = worker
        return self._worker

    def _replay(self, worker: Worker) -> bool:
        """Run the cells; if one ends the worker, keep less of it and say False."""
        for i, (task, source) in enumerate(self._cells):
            if self._kept[i] == "nothing":
                continue
            question: dict[str, Any] = {"ask": "cell", "source": source}
            question["definitions"] = self._kept[i] == "definitions"
            try:
                said = worker.ask(question, self._seconds)
                if "error" in said:
                    self._note(task, "cell_error", error=str(said["error"])[:400])
                    worker.ask(question | {"definitions": True}, self._seconds)
            except (WorkerDiedError, WorkerSlowError) as error:
                slow = isinstance(error, WorkerSlowError)
                word = "cell_slow" if slow else "cell_died"
                self._note(task, word, seconds=f"{self._seconds:g}")
                whole = self._kept[i] == "all"
                self._kept[i] = "definitions" if whole else "nothing"
                return False
        return True

    def _note(self, task: str, key: str, **values: str) -> None:
        self.notes.setdefault(task, translate(f"grading.{key}", **values))

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def _pack(value: Any) -> dict[str, Any]:
    """Pack an argument; a list of pairs says that it is one."""
    packed = encode(value)
    return packed | {"pairs": True} if isinstance(value, list) else packed


def _outcomes(said: dict[str, Any], count: int) -> list[Outcome] | str:
    """Unpack answers; a worker may say anything, so nothing is taken for granted."""
    try:
        if "values" in said:
            found = [Outcome(_safe(value)) for value in said["values"]]
        else:
            found = [
                Outcome(error=str(one["error"])[:400])
                if "error" in one
                else Outcome(_safe(one["value"]), changed=bool(one["changed"]))
                for one in said["answers"]
            ]
    except (KeyError, TypeError, ValueError, MemoryError, RecursionError, EOFError):
        return translate("grading.unreadable")
    return found if len(found) == count else translate("grading.unreadable")


def _safe(packed: Any) -> Any:
    value = decode(packed)
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            raise ValueError("no numbers")
        return value.item() if value.ndim == 0 else value
    return value
