"""The command line: release, grade, check, rebuild."""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ...text import set_language
from . import sandbox
from .batch import Progress, counted, grade_all
from .grade import GradingOptions, pick
from .master import MasterError, Sheet, read_sheet
from .normalise import rebuild
from .release import write
from .report import feedback_page, grades_csv, overview_page, write_text
from .selfcheck import problems
from .session import SECONDS
from .submissions import UnreadableError, file_name, find_submissions

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
    except (MasterError, OSError) as error:
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
    for result in results:
        name = f"{file_name(result.student)}.html"
        write_text(out / "feedback" / name, feedback_page(sheet, result))
    write_text(out / "grades.csv", "\ufeff" + grades_csv(sheet, results))
    write_text(out / "overview.html", overview_page(sheet, results, wanted.sandboxed))
    told = ", ".join(f"{count} {status}" for status, count in counted(results))
    sys.stdout.write(f"{told}: see {out / 'overview.html'}\n")
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
        student = submission.student  # nbgrader knows them by their folder
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
    cores = os.cpu_count() or 1
    grade.add_argument("--jobs", type=_jobs, default=cores, help="hand-ins at a time")
    return parser


def _add_places(*commands: argparse.ArgumentParser) -> None:
    places = "a folder for each student, a folder of notebooks, or an LMS's zip"
    for one in commands:
        one.add_argument("submissions", metavar="SUBMISSIONS", type=Path, help=places)


def _add_rules(*commands: argparse.ArgumentParser) -> None:
    seed = "draws the random cases (default: 1)"
    seconds = "for one cell, and for one task's calls (default: 5)"
    for one in commands:
        one.add_argument("--seed", type=int, default=1, help=seed)
        one.add_argument("--seconds", type=_seconds, default=SECONDS, help=seconds)
