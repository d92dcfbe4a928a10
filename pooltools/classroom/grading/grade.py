"""Grade one hand-in: replay it, ask it, judge what it said."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ...text import translate
from ..checks._lines import line
from ..checks._part import part
from ..checks._task import Call
from .master import Sheet
from .normalise import Handed, is_untouched, read_notebook
from .session import SECONDS, Answers, NoWorkerError, OverBudgetError, Session
from .submissions import Notebook, Submission, UnreadableError

MOST_READ = 5
"""Notebooks of one student that are looked into."""


@dataclass
class Verdict:
    """What one task earned, and why; no points means that it was not graded."""

    points: float | None
    message: str
    mistake: str = ""


@dataclass
class Result:
    """What one student's hand-in came to."""

    student: str
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    reason: str = ""
    """Why it, or a part of it, is not graded."""
    sources: dict[str, str] = field(default_factory=dict)
    id: str = ""
    """The platform's number or login."""
    label: str = ""
    """Like nobody else's: files are named after it."""
    platform: str = ""
    group: str = ""
    """How the platform's own name of the student's folder begins."""
    by_hand: dict[str, float] = field(default_factory=dict)
    """The points that the teacher gave, for words or in place of the check's."""
    remark: str = ""
    """What the teacher says to it."""

    def __post_init__(self) -> None:
        """Call the files after the student, if nobody has the same name."""
        self.label = self.label or self.student

    @property
    def status(self) -> str:
        """Return ``graded``, ``partly graded`` or ``not graded``."""
        given = [self.points(task) is not None for task in self.verdicts]
        if self.reason and not all(given):
            return "partly graded" if any(given) else "not graded"
        return "graded"

    def points(self, task: str) -> float | None:
        """Return what a task earned, the teacher's word before the check's."""
        verdict = self.verdicts.get(task)
        return self.by_hand.get(task, verdict.points if verdict else None)

    @property
    def total(self) -> float | None:
        """Return the points of all tasks that were graded; none if none was."""
        earned = [self.points(task) for task in {**self.verdicts, **self.by_hand}]
        given = [points for points in earned if points is not None]
        return sum(given) if given else None

    def pack(self) -> dict[str, Any]:
        """Return it as JSON can carry it."""
        return asdict(self)

    @classmethod
    def unpack(cls, packed: dict[str, Any]) -> "Result":
        """Return what was packed."""
        verdicts = {task: Verdict(**v) for task, v in packed["verdicts"].items()}
        return cls(**{**packed, "verdicts": verdicts})


@dataclass(frozen=True)
class GradingOptions:
    """How a class is graded."""

    sandboxed: bool
    seed: int = 1
    seconds: float = SECONDS
    hidden: tuple[Path, ...] = ()


def grade(
    sheet: Sheet, submission: Submission, data: bytes, options: GradingOptions
) -> Result:
    """Return what a hand-in earns; raise an UnreadableError if it cannot be read."""
    handed = read_notebook(sheet, data)
    result = named(submission, flags=handed.flags, sources=handed.sources)
    session = Session(
        sheet.setup,
        handed.cells,
        sandboxed=options.sandboxed,
        hidden=options.hidden,
        seconds=options.seconds,
        tasks=(tasks := {task: sheet.task(task) for task in sheet.tasks}),
    )
    calls = {name: task.ask(options.seed) for name, task in tasks.items()}
    judged = {}
    try:
        for task, answers in session.answers(calls):
            note = session.notes.get(task, "")
            made = _judge(sheet, task, calls[task], answers, note)
            judged[task] = _noted(made, handed, task, sheet.points[task])
    except OverBudgetError:
        result.reason = translate("grading.over_budget")
    except NoWorkerError as error:
        result.reason = translate("grading.no_worker", error=str(error)[:200])
    finally:
        session.close()
    left = Verdict(None, result.reason)
    result.verdicts = {task: judged.get(task, left) for task in sheet.tasks}
    failed = [task for task, verdict in judged.items() if verdict.mistake == "failed"]
    if failed and not result.reason:
        result.reason = translate("grading.check_failed", tasks=", ".join(failed))
    return result


def _judge(
    sheet: Sheet, name: str, calls: Sequence[Call], answers: Answers, note: str
) -> Verdict:
    """Judge one task; what its cell ran into is told with the finding."""
    if isinstance(answers, str):
        return Verdict(0, f"{note} {answers}".strip(), "stopped")
    task, most, earned = sheet.task(name), sheet.points[name], 0.0
    try:
        finding = task.judge(calls, answers)
        if finding and name in sheet.parts:
            earned = part(task, calls, answers, most)
    except Exception as error:  # the fault of the check, and nobody else's affair
        words = f"{type(error).__name__}: {error}"[:200]
        return Verdict(None, translate("grading.failed", error=words), "failed")
    if finding is None:
        words = translate("checks.passed", tested=line(task, "tested"))
        return Verdict(most, f"{words} {note}".strip())
    points = int(earned) if earned == int(earned) else earned
    return Verdict(points, f"{note} {finding.message}".strip(), finding.name)


def _noted(verdict: Verdict, handed: Handed, task: str, most: int) -> Verdict:
    """Return a verdict that begins with what became of the student's cells."""
    told = [handed.turned.get(task, "")]
    if verdict.points is not None and verdict.points < most:
        told.append(handed.anew.get(task, ""))
    words = " ".join(filter(None, [*told, verdict.message]))
    return Verdict(verdict.points, words, verdict.mistake)


def packed(results: Sequence[Result], *, walled: bool) -> str:
    """Return a class's results, and whether walls were around them, as a text."""
    kept = {"walls": walled, "results": [result.pack() for result in results]}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def unpacked(text: str) -> tuple[list[Result], bool]:
    """Return the results of such a text, and whether walls were around them."""
    kept = json.loads(text)
    return [Result.unpack(one) for one in kept["results"]], kept["walls"]


def named(submission: Submission, **more: Any) -> Result:
    """Return the result of a student, with all that tells who it is."""
    return Result(
        submission.student,
        id=submission.id,
        label=submission.label,
        platform=submission.platform,
        group=submission.group,
        **more,
    )


def not_graded(sheet: Sheet, submission: Submission, reason: str) -> Result:
    """Return the result of a hand-in that could not be graded, with the reason."""
    verdicts = {task: Verdict(None, reason) for task in sheet.tasks}
    flags = list(submission.flags)
    return named(submission, verdicts=verdicts, flags=flags, reason=reason)


def pick(sheet: Sheet, submission: Submission) -> tuple[bytes, list[str]]:
    """Return the bytes of the notebook to grade, and flags about the choice.

    Of several notebooks, one that was left as it was handed out does not count.
    """
    ranked = submission.ranked(sheet.name)
    if not ranked:
        others = ", ".join(submission.others[:5])
        key = "none_but" if others else "none"
        raise UnreadableError(translate(f"grading.{key}", others=others[:200]))
    chosen = ranked[0]
    if len(ranked) > 1:
        answered = (one for one in ranked[:MOST_READ] if not _untouched(sheet, one))
        chosen = next(answered, chosen)
    try:
        data = chosen.read()
    except UnreadableError as error:
        raise UnreadableError(f"{chosen.name} {error}") from None
    flags = list(submission.flags)
    if len(ranked) > 1:
        count = len(ranked)
        flags.append(translate("grading.several", count=count, name=chosen.name))
    elif sheet.name not in (name := Path(chosen.name).name):
        flags.append(translate("grading.renamed", name=name))
    return data, flags


def _untouched(sheet: Sheet, one: Notebook) -> bool:
    """Tell whether a notebook is as it was handed out, or cannot be read."""
    try:
        return is_untouched(sheet, one.read())
    except UnreadableError:
        return True
