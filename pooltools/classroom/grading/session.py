"""Replay one student's cells in a worker, and ask each task where it was checked.

Endless loops and crashes cost the cell or the call that they are in, never the
rest: the worker is started anew, and of such a cell only the functions are kept.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...text import translate
from ..checks import TASKS, Outcome, Task, Values
from .sandbox import Worker, WorkerDiedError, WorkerSlowError
from .worker.values import decode, pack

SECONDS = 5.0
"""For one cell, and for all calls of one task."""

BUDGET = 24
"""How many times that for a whole notebook."""

Answers = list[Outcome] | str
"""What came of a task's calls or variables, or why nothing did."""


class Code(NamedTuple):
    """One of the student's code cells."""

    task: str
    """The task that it answers, if any."""
    source: str
    asks: tuple[str, ...] = ()
    """The tasks to ask once it has run."""


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
        tasks: Mapping[str, Task] = TASKS,
    ) -> None:
        self.notes: dict[str, str] = {}
        """What went wrong in the cells of a task, or of none."""
        self._tasks = tasks
        self._cells = [Code("", setup), *cells]
        self._kept = ["all"] * len(self._cells)
        self._sandboxed, self._hidden, self._seconds = sandboxed, tuple(hidden), seconds
        self._end = time.monotonic() + BUDGET * seconds
        self._worker: Worker | None = None
        self._ran = 0  # cells that this worker has run

    def answers(
        self, calls: Mapping[str, Sequence[Any]]
    ) -> Iterator[tuple[str, Answers]]:
        """Yield each task and what came of it, in the order of the notebook.

        Parameters
        ----------
        calls : mapping of str to sequences
            The calls of each task, by its name.
        """
        for place, cell in enumerate(self._cells):
            for task in cell.asks:
                self._replay(place)
                yield task, self._ask(task, calls[task])

    def _ask(self, task: str, calls: Sequence[Any]) -> Answers:
        names = list(self._tasks[task].answers)
        if isinstance(self._tasks[task], Values):
            question: dict[str, Any] = {"ask": "values", "names": names}
        else:
            packed = [[pack(value) for value in call] for call in calls]
            question = {"ask": "calls", "name": names[0], "calls": packed}
        try:
            said = self._told(question)
        except WorkerSlowError:
            seconds = f"{self._seconds:g}"
            return translate("grading.slow", answer=names[0], seconds=seconds)
        except WorkerDiedError:
            return translate("grading.died", answer=names[0])
        if "taken" in said:
            return translate("checks.taken", answer=str(said["taken"])[:80])
        if "missing" in said:
            return translate("grading.missing", answer=str(said["missing"])[:80])
        return unpacked_outcomes(said, len(calls) or len(names))

    def _told(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the worker's answer; one that ends over it is none any more."""
        assert self._worker
        left = self._end - time.monotonic()
        if left <= 0:
            raise OverBudgetError
        try:
            return self._worker.ask(question, min(self._seconds, left))
        except (WorkerDiedError, WorkerSlowError) as error:
            self._worker = None
            if isinstance(error, WorkerSlowError) and left < self._seconds:
                raise OverBudgetError from None
            raise

    def _replay(self, last: int) -> None:
        """Run the cells up to this one, as far as they can be run."""
        while self._worker is None or self._ran <= last:
            if self._worker is None:
                if time.monotonic() > self._end:
                    raise OverBudgetError
                try:
                    self._worker = Worker(
                        sandboxed=self._sandboxed, hidden=self._hidden
                    )
                except (WorkerDiedError, WorkerSlowError, OSError) as error:
                    raise NoWorkerError(str(error)) from None
                self._ran = 0
            try:
                self._run(self._ran)
            except (WorkerDiedError, WorkerSlowError):
                continue
            self._ran += 1

    def _run(self, place: int) -> None:
        """Run a cell; if it ends the worker, keep less of it from here on."""
        task, source, _ = self._cells[place]
        kept = self._kept[place]
        if kept == "nothing":
            return
        question: dict[str, Any] = {"ask": "cell", "source": source}
        question["definitions"] = kept == "definitions"
        try:
            said = self._told(question)
            if "error" in said:
                self._note(task, "cell_error", error=str(said["error"])[:400])
                self._told(question | {"definitions": True})
        except (WorkerDiedError, WorkerSlowError) as error:
            slow = isinstance(error, WorkerSlowError)
            word = "cell_slow" if slow else "cell_died"
            self._note(task, word, seconds=f"{self._seconds:g}")
            self._kept[place] = "definitions" if kept == "all" else "nothing"
            raise

    def _note(self, task: str, key: str, **values: str) -> None:
        self.notes.setdefault(task, translate(f"grading.{key}", **values))

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def unpacked_outcomes(said: dict[str, Any], count: int) -> Answers:
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
    except Exception:
        return translate("grading.unreadable")
    return found if len(found) == count else translate("grading.unreadable")


def _safe(packed: Any) -> Any:
    value = decode(packed)
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            raise ValueError("no numbers")
        return value.item() if value.ndim == 0 else value
    return value
