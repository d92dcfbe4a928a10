"""The arguments of the command line."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from .master import Sheet
from .session import SECONDS

Run = Callable[[Sheet, argparse.Namespace], int]
"""What a command does."""


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0.1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("give between 0.1 and 3600 seconds")
    return seconds


def _seed(text: str) -> int:
    seed = int(text)
    if seed < 0:
        raise argparse.ArgumentTypeError("give 0 or more")
    return seed


def _jobs(text: str) -> int:
    jobs = int(text)
    if jobs < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return jobs


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser; what it returns has the function of the command in `run`."""
    made = argparse.ArgumentParser(
        prog="python -m pooltools.classroom",
        description="Hand out the book's exercise sheets, and grade a whole class.",
        epilog="SHEET is a master such as chapters/en/exercises/set-1.md; it holds "
        "the solutions, so keep it to yourself. The book's page 'For teachers' "
        "goes through all of this once.",
    )
    commands = made.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about)
        one.add_argument("sheet", metavar="SHEET", type=Path, help="the master")
        one.set_defaults(run=runs[name])
        return one

    release = command("release", "Write the notebook to hand out.")
    grade = command("grade", "Grade hand-ins; run it again to go on.")
    check = command("check", "Prove that a sheet grades as it should.")
    _add_fill(command("fill", "Fill in the table that the platform exported."))
    finish = command("finish", "Take over what you marked by hand in grades.csv.")
    finish.add_argument(
        "results", metavar="RESULTS", type=Path, help="what grade wrote"
    )
    finish.add_argument("table", metavar="GRADES", type=Path, help="your copy of it")
    about = "Mend hand-ins for nbgrader: answers into new notebooks."
    nbgrader = command("rebuild", about)
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
    groups = "the platform's list of groups (csv): every member gets the group's row"
    grade.add_argument("--groups", metavar="FILE", type=Path, help=groups)
    cores = os.cpu_count() or 1
    grade.add_argument("--jobs", type=_jobs, default=cores, help="hand-ins at a time")
    alone = "go on where bubblewrap is missing, with what that means"
    grade.add_argument("--without-walls", action="store_true", help=alone)
    return made


def _add_places(*commands: argparse.ArgumentParser) -> None:
    places = "a folder for each student, a folder of notebooks, or an LMS's zip"
    for one in commands:
        one.add_argument("submissions", metavar="SUBMISSIONS", type=Path, help=places)


def _add_fill(fill: argparse.ArgumentParser) -> None:
    results, table = "what grade wrote", "Moodle's worksheet, Canvas's gradebook"
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
    seed = "draws the random cases (default: drawn once for a folder of results)"
    seconds = "for one cell, and for one task's calls (default: 5)"
    for one in commands:
        one.add_argument("--seed", type=_seed, help=seed)
        one.add_argument("--seconds", type=_seconds, default=SECONDS, help=seconds)
