"""The command line: release, grade, check, rebuild."""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ...text import set_language, translate
from . import sandbox
from .batch import Progress, counted, grade_all
from .grade import GradingOptions, Result, not_graded, packed, pick, unpacked
from .hand_back import TableError, feedback_zip, fill
from .master import MasterError, Sheet, read_sheet
from .normalise import rebuild
from .release import write
from .report import feedback_page, grades_csv, overview_page, write_text
from .roster import join
from .selfcheck import problems
from .session import SECONDS
from .submissions import Submission, UnreadableError, file_name, find_submissions
from .tables import read_table

WEAKER = """\
bubblewrap is not here, so hand-ins can read files and use the network.
Time, memory, files and processes are limited all the same.
Get it with your system's packages (Debian, Ubuntu: apt-get install bubblewrap).
"""


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 0, or 1 with a line that says why not."""
    options = _parser().parse_args(arguments)
    if os.name != "posix" and options.run in (_grade, _check):
        return _say("Grading needs Linux or macOS; on Windows use WSL.")
    try:
        sheet = read_sheet(options.sheet)
        set_language(sheet.language)
        return int(options.run(sheet, options))
    except (MasterError, TableError, OSError) as error:
        return _say(str(error))
    except KeyboardInterrupt:
        _say("Interrupted. The same command goes on from here.")
        return 130


def _say(line: str) -> int:
    sys.stderr.write(f"{line.rstrip()}\n")
    return 1


def _release(sheet: Sheet, options: argparse.Namespace) -> int:
    name = f"{sheet.name}-solutions" if options.solutions else sheet.name
    path = options.output / f"{name}.ipynb"
    write_text(path, write(sheet, solutions=options.solutions))
    sys.stdout.write(f"{path}\n")
    return 0


def _grading_options(options: argparse.Namespace, *hidden: Path) -> GradingOptions:
    sandboxed = sandbox.protects()
    if not sandboxed:
        _say(WEAKER)
    folders = tuple(path.resolve() for path in hidden)
    return GradingOptions(sandboxed, options.seed, options.seconds, folders)


def _grade(sheet: Sheet, options: argparse.Namespace) -> int:
    out, place = options.output, options.submissions
    submissions = find_submissions(place, sheet.name)
    if not submissions:
        return _say(f"{place} holds no hand-in.")
    absent = _absent(sheet, submissions, options.roster) if options.roster else []
    wanted = _grading_options(options, options.sheet.parent, place, out)
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
    write_text(out / "results.json", packed(results))
    for result in results:
        name = f"{file_name(result.label)}.html"
        write_text(out / "feedback" / name, feedback_page(sheet, result))
    write_text(out / "grades.csv", "\ufeff" + grades_csv(sheet, results))
    write_text(out / "overview.html", overview_page(sheet, results, wanted.sandboxed))
    told = ", ".join(f"{count} {status}" for status, count in counted(results))
    sys.stdout.write(f"{told}: see {out / 'overview.html'}\n")
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
    kept = options.results / "results.json"
    if not kept.exists():
        return _say(f"{options.results} holds no results: run grade first.")
    results, table = unpacked(kept.read_text("utf-8")), read_table(options.table)
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
    found = list(problems(sheet, _grading_options(options, options.sheet.parent)))
    if found:
        return _say("\n".join(found))
    sys.stdout.write(
        f"{sheet.name}: the solutions earn all points, the unsolved sheet none, "
        "and every known mistake its own message.\n"
    )
    return 0


def _rebuild(sheet: Sheet, options: argparse.Namespace) -> int:
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


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0.1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("give between 0.1 and 3600 seconds")
    return seconds


def _jobs(text: str) -> int:
    jobs = int(text)
    if jobs < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return jobs


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pooltools.classroom",
        description="Hand out the book's exercise sheets, and grade a whole class.",
        epilog="SHEET is a master such as chapters/en/exercises/set-1.md; it holds "
        "the solutions, so keep it to yourself. The book's page 'For teachers' "
        "goes through all of this once.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        made.add_argument("sheet", metavar="SHEET", type=Path, help="the master")
        made.set_defaults(run=run)
        return made

    release = command("release", _release, "Write the notebook to hand out.")
    grade = command("grade", _grade, "Grade hand-ins; run it again to go on.")
    check = command("check", _check, "Prove that a sheet grades as it should.")
    _add_fill(command("fill", _fill, "Fill in the table that the platform exported."))
    about = "Mend hand-ins for nbgrader: answers into new notebooks."
    nbgrader = command("rebuild", _rebuild, about)
    release.add_argument(
        "--solutions", action="store_true", help="write the teacher's, solved"
    )
    _add_places(grade, nbgrader)
    for one in (release, grade, nbgrader):
        one.add_argument(
            "-o", "--output", metavar="DIR", type=Path, required=True, help="where to"
        )
    _add_rules(grade, check)
    roster = "the platform's list of students (csv): adds who is missing"
    grade.add_argument("--roster", metavar="FILE", type=Path, help=roster)
    cores = os.cpu_count() or 1
    grade.add_argument("--jobs", type=_jobs, default=cores, help="hand-ins at a time")
    return parser


def _add_places(*commands: argparse.ArgumentParser) -> None:
    places = "a folder for each student, a folder of notebooks, or an LMS's zip"
    for one in commands:
        one.add_argument("submissions", metavar="SUBMISSIONS", type=Path, help=places)


def _add_fill(fill: argparse.ArgumentParser) -> None:
    results, table = (
        "what grade wrote",
        "Moodle's grading worksheet, Canvas's gradebook",
    )
    fill.add_argument("results", metavar="RESULTS", type=Path, help=results)
    fill.add_argument("table", metavar="TABLE", type=Path, help=f"{table} (csv)")
    fill.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="where to"
    )
    column = "the head of the column to fill, where it cannot be told"
    fill.add_argument("--column", metavar="HEAD", default="", help=column)
    scale = "convert the points to the platform's maximum"
    fill.add_argument("--scale", action="store_true", help=scale)


def _add_rules(*commands: argparse.ArgumentParser) -> None:
    seed = "draws the random cases (default: 1)"
    seconds = "for one cell, and for one task's calls (default: 5)"
    for one in commands:
        one.add_argument("--seed", type=int, default=1, help=seed)
        one.add_argument("--seconds", type=_seconds, default=SECONDS, help=seconds)
