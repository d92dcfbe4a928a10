"""The command line: release, grade, check, rebuild."""

import argparse
import contextlib
import json
import os
import re
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from ...text import set_language, translate
from . import sandbox, walls
from .arguments import parser
from .batch import Progress, counted, grade_all
from .by_hand import MarkError, apply_marks, read_marks, store_marks, stored_marks
from .grade import GradingOptions, Result, not_graded, packed, pick, unpacked
from .groups import with_members
from .hand_back import TableError, feedback_zip, fill
from .master import MasterError, Sheet, read_sheet
from .normalise import rebuild
from .own import settled
from .release import HIDDEN_SEED, write
from .report import feedback_page, grades_csv, overview_page, write_text
from .roster import join
from .selfcheck import problems
from .submissions import Submission, UnreadableError, file_name, find_submissions
from .tables import read_table

with contextlib.suppress(ImportError):  # Windows has none, and does not grade
    import fcntl

WEAKER = """\
Without these walls a hand-in can read and overwrite your files, use the network, and
read this very process: its grade cannot be trusted. Time, memory, files and processes
are limited all the same. Use an account that holds nothing else.
"""
KEPT, MARKS = "results.json", "by-hand.json"
ASK = "To go on like this, add --without-walls."
BUSY = "Another run is at work on {out}: wait for it, or choose another folder."


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 0, or 1 with a line that says why not."""
    runs = {
        "release": _release,
        "grade": _grade,
        "check": _check,
        "fill": _fill,
        "finish": _finish,
        "rebuild": _rebuild,
    }
    options = parser(runs).parse_args(arguments)
    if os.name != "posix" and options.run in (_grade, _check):
        return _say("Grading needs Linux or macOS; on Windows use WSL.")
    try:
        sheet = read_sheet(options.sheet)
        set_language(sheet.language)
        return int(options.run(sheet, options))
    except FileNotFoundError as error:
        return _say(f"{error.filename} is not there")
    except (MasterError, TableError, MarkError, OSError) as error:
        return _say(str(error))
    except KeyboardInterrupt:
        _say("Interrupted. The same command goes on from here.")
        return 130


def _say(line: str) -> int:
    sys.stderr.write(f"{line.rstrip()}\n")
    return 1


def _release(sheet: Sheet, options: argparse.Namespace) -> int:
    sheet = settled(sheet, seed=0, again=HIDDEN_SEED)
    name = f"{sheet.name}-solutions" if options.solutions else sheet.name
    path = options.output / f"{name}.ipynb"
    write_text(path, write(sheet, solutions=options.solutions))
    sys.stdout.write(f"{path}\n")
    return 0


def _grading_options(
    options: argparse.Namespace, seed: int, *hidden: Path
) -> GradingOptions:
    folders = tuple(path.resolve() for path in hidden)
    return GradingOptions(not walls.missing(), seed, options.seconds, folders)


def _seed(options: argparse.Namespace) -> int:
    """Return the seed: nobody who knows this code may know it before."""
    kept = options.output / "state/seed"
    if options.seed is None and not kept.exists():
        kept.write_text(f"{secrets.randbelow(1_000_000)}\n")
    return int(kept.read_text()) if options.seed is None else int(options.seed)


def _grade(sheet: Sheet, options: argparse.Namespace) -> int:
    if lack := walls.missing():
        _say(f"{lack.rstrip()}\n{WEAKER}")
        if not options.without_walls:
            return _say(ASK)
    sandbox.sweep()
    submissions = find_submissions(options.submissions, sheet.name)
    if not submissions:
        return _say(f"{options.submissions} holds no hand-in.")
    if options.groups:
        submissions = with_members(submissions, read_table(options.groups))
    state = options.output / "state"
    state.mkdir(parents=True, exist_ok=True)
    with open(state / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _say(BUSY.format(out=options.output))
        return _grade_alone(sheet, submissions, options)


def _grade_alone(
    sheet: Sheet, submissions: list[Submission], options: argparse.Namespace
) -> int:
    out, place = options.output, options.submissions
    absent = _absent(sheet, submissions, options.roster) if options.roster else []
    wanted = _grading_options(options, _seed(options), options.sheet.parent, place, out)
    sheet = settled(sheet, seed=wanted.seed, hidden=wanted.hidden)
    progress = Progress(len(submissions))
    results = grade_all(
        sheet,
        submissions,
        out / "state",
        wanted,
        master=options.sheet.read_bytes(),
        jobs=options.jobs,
        done=progress,
    )
    results = sorted([*results, *absent], key=lambda one: (one.student, one.id))
    apply_marks(results, stored_marks(out / MARKS))
    _write(sheet, results, out, walled=wanted.sandboxed)
    told = ", ".join(f"{count} {status}" for status, count in counted(results))
    sys.stdout.write(f"{told}: see {out / 'overview.html'}\n")
    return 0


def _write(sheet: Sheet, results: list[Result], out: Path, *, walled: bool) -> None:
    """Write what the teacher and the students get."""
    write_text(out / KEPT, packed(results, walled=walled))
    for result in results:
        name = f"{file_name(result.label)}.html"
        write_text(out / "feedback" / name, feedback_page(sheet, result))
    write_text(out / "grades.csv", "\ufeff" + grades_csv(sheet, results))
    write_text(out / "overview.html", overview_page(sheet, results, walled))


def _finish(sheet: Sheet, options: argparse.Namespace) -> int:
    out = options.results
    results, walled = unpacked((out / KEPT).read_text("utf-8"))
    marks = stored_marks(out / MARKS)  # of those who are not in this table
    marks |= read_marks(sheet, results, read_table(options.table))
    store_marks(out / MARKS, marks)
    apply_marks(results, marks)
    _write(sheet, results, out, walled=walled)
    count = sum(bool(one.points) for one in marks.values())
    sys.stdout.write(f"{count} marked by hand: see {out / 'grades.csv'}\n")
    return 0


def _absent(sheet: Sheet, submissions: list[Submission], roster: Path) -> list[Result]:
    """Return a row for everyone who is in the roster and handed in nothing."""
    joined = join(submissions, read_table(roster))
    for n in joined.unknown:
        submissions[n].flags.append(translate("grading.not_enrolled"))
    for n in joined.unclear:
        submissions[n].flags.append(translate("grading.unclear"))
    taken = {one.label for one in submissions}
    made = []
    for row in joined.missing:
        name, number = joined.names[row], joined.ids[row]
        label = name if name not in taken else f"{name} {number or row + 1}"
        taken.add(label)
        made.append(Submission(name, id=number, label=label))
    reason = translate("grading.absent")
    return [not_graded(sheet, one, reason) for one in made]


def _fill(sheet: Sheet, options: argparse.Namespace) -> int:
    results, _ = unpacked((options.results / KEPT).read_text("utf-8"))
    table = read_table(options.table)
    filled = fill(sheet, results, table, column=options.column, scale=options.scale)
    for note in filled.notes:
        _say(note)
    if filled.count == 0:
        return _say(f"nothing was written: no row of {options.table} is filled")
    out = options.output / options.table.name
    options.output.mkdir(parents=True, exist_ok=True)
    out.write_bytes(filled.table.data())
    sys.stdout.write(f"{out}: {filled.count} rows filled\n")
    if data := feedback_zip(sheet, results, options.results / "feedback"):
        (options.output / "feedback.zip").write_bytes(data)
        sys.stdout.write(f"{options.output / 'feedback.zip'}: for Moodle\n")
    return 0


def _check(sheet: Sheet, options: argparse.Namespace) -> int:
    wanted = _grading_options(options, options.seed or 1, options.sheet.parent)
    sheet = settled(sheet, seed=wanted.seed, again=HIDDEN_SEED)
    found = list(problems(sheet, wanted))
    if found:
        return _say("\n".join(found))
    sys.stdout.write(
        f"{sheet.name}: the solutions earn all points, the unsolved sheet none, "
        "and every known mistake its own message.\n"
    )
    return 0


def _rebuild(sheet: Sheet, options: argparse.Namespace) -> int:
    sheet = settled(sheet, seed=0)
    for submission in find_submissions(options.submissions, sheet.name):
        student = submission.label  # nbgrader knows them by their folder
        plain = re.fullmatch(r"\w[\w .-]*", student)
        folder = options.output / (student if plain else file_name(student))
        try:
            data, _ = pick(sheet, submission)
            text = json.dumps(rebuild(sheet, data), indent=1)
        except UnreadableError as error:
            _say(f"{student}: {error}")
            continue
        write_text(folder / sheet.name / f"{sheet.name}.ipynb", text)
    return 0
