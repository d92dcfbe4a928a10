"""Grade a whole class, a few hand-ins at a time, and go on after an interruption."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from ..._used_files import Package
from ...text import translate
from .grade import GradingOptions, Result, grade, named, not_graded, pick
from .master import Sheet
from .submissions import Submission, UnreadableError, file_name


def grade_all(
    sheet: Sheet,
    submissions: Sequence[Submission],
    state: Path,
    options: GradingOptions,
    *,
    master: bytes,
    jobs: int,
    done: Callable[[Result], None],
) -> list[Result]:
    """Return every hand-in's result, in order; results of before are taken over.

    Parameters
    ----------
    sheet : Sheet
        What was handed out.
    submissions : sequence of Submission
        What was handed in.
    state : Path
        A folder for each result as soon as it is there.
    options : GradingOptions
        How to grade.
    master : bytes
        The master's text: another one has everything graded anew.
    jobs : int
        Workers at a time.
    done : callable
        Told each result.
    """
    state.mkdir(parents=True, exist_ok=True)
    judge = Package().state(f"import {__name__}")  # another may judge otherwise

    def one(submission: Submission) -> Result:
        return _one(sheet, submission, state, options, master, judge)

    results = []
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for result in pool.map(one, submissions):
                results.append(result)
                done(result)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return results


def _one(
    sheet: Sheet,
    submission: Submission,
    state: Path,
    options: GradingOptions,
    master: bytes,
    judge: str,
) -> Result:
    """Grade one hand-in; whatever goes wrong is its own affair."""
    try:
        data, flags = pick(sheet, submission)
        rule = f"{judge} {options.seed} {options.seconds} {options.sandboxed} {flags}"
        stamp = sha256(b"\0".join((rule.encode(), master, data))).hexdigest()
        stored = state / f"{file_name(submission.label)}.json"
        if (old := _stored(stored, stamp)) is not None:
            who = named(submission)
            old.student, old.id, old.label = who.student, who.id, who.label
            old.platform, old.group = who.platform, who.group
            return old
        result = grade(sheet, submission, data, options)
        result.flags[:0] = flags
    except UnreadableError as error:
        return not_graded(sheet, submission, str(error))
    except Exception as error:
        reason = translate(
            "grading.failed", error=f"{type(error).__name__}: {error}"[:200]
        )
        return not_graded(sheet, submission, reason)
    if result.status == "graded":  # the others get another chance
        _store(stored, stamp, result)
    return result


def _stored(path: Path, stamp: str) -> Result | None:
    try:
        packed = json.loads(path.read_text("utf-8"))
        return Result.unpack(packed["result"]) if packed["stamp"] == stamp else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store(path: Path, stamp: str, result: Result) -> None:
    """Write a result so that it is there wholly or not at all."""
    text = json.dumps({"stamp": stamp, "result": result.pack()}, ensure_ascii=False)
    new = path.with_suffix(".new")
    new.write_bytes(text.encode("utf-8", "replace"))
    os.replace(new, path)


class Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    WIDTH = 30

    def __init__(self, count: int, out: TextIO = sys.stderr) -> None:
        self._count, self._out, self._start = count, out, time.monotonic()
        self._done = self._troubled = 0

    def __call__(self, result: Result) -> None:
        """Count a result, and show how far it is."""
        self._done += 1
        self._troubled += result.status != "graded"
        last = self._done == self._count
        if self._out.isatty():
            self._out.write(f"\r{self._line()}" + "\n" * last)
        elif last or self._done % max(self._count // 10, 1) == 0:
            self._out.write(f"{self._line()}\n")
        self._out.flush()

    def _line(self) -> str:
        full = self.WIDTH * self._done // self._count
        bar = "#" * full + "." * (self.WIDTH - full)
        spent = time.monotonic() - self._start
        left = spent / self._done * (self._count - self._done)
        trouble = f", {self._troubled} not graded" if self._troubled else ""
        times = f"{spent:.0f} s, about {left:.0f} s left"
        return f"[{bar}] {self._done}/{self._count}{trouble}, {times}  "


def counted(results: Sequence[Result]) -> Iterator[tuple[str, int]]:
    """Yield each status and how many have it."""
    for status in ("graded", "partly graded", "not graded"):
        yield status, sum(result.status == status for result in results)
