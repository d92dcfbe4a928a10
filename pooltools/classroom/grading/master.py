"""Read a sheet's master: one MyST text notebook with its solutions.

A cell's tags say what it is: ``setup`` runs before everything; ``answer`` is the
student's, ``check`` judges it, and both name their ``task``; ``manual`` is a text
to mark by hand.  ``points`` stand with the check or the manual cell.

In an answer, what stands between ``### BEGIN SOLUTION`` and ``### END SOLUTION`` is
the teacher's; what follows an ``### ELSE`` in between is the student's instead, else
three dots.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import jupytext

from ..checks import TASKS

BEGIN, ELSE, END = "### BEGIN SOLUTION", "### ELSE", "### END SOLUTION"
LANGUAGE = re.compile(r"""set_language\(["'](\w+)["']\)""")
KINDS = ("setup", "answer", "check", "manual")


class MasterError(ValueError):
    """A master that breaks the rules above; the command shows its one line."""


@dataclass(frozen=True)
class Cell:
    """One cell of a master."""

    kind: str
    """``setup``, ``answer``, ``check``, ``manual``, ``text`` or ``code``."""
    source: str
    markdown: bool
    task: str = ""
    points: int = 0


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells, in order, and what they come to."""

    name: str
    title: str
    language: str
    cells: tuple[Cell, ...]

    @property
    def points(self) -> dict[str, int]:
        """Return the points of each task, those marked by hand included."""
        return {c.task: c.points for c in self.cells if c.kind in ("check", "manual")}

    @property
    def manual(self) -> list[str]:
        """Return the tasks that are marked by hand."""
        return [cell.task for cell in self.cells if cell.kind == "manual"]

    @property
    def tasks(self) -> list[str]:
        """Return the tasks that are judged by their check."""
        return [cell.task for cell in self.cells if cell.kind == "check"]

    @property
    def setup(self) -> str:
        """Return what runs before a student's cells."""
        return "\n".join(cell.source for cell in self.cells if cell.kind == "setup")


def own_masters(language: str) -> list[Path]:
    """Return the book's own masters, as long as the package lies in its folder."""
    book = Path(__file__).parents[3] / "chapters"
    return sorted((book / language / "exercises").glob("set-*.md"))


def read_sheet(path: Path) -> Sheet:
    """Return the sheet of a master file, or raise a MasterError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MasterError(f"{path} cannot be read: {error}") from None
    if not text.startswith("---\njupytext:"):
        raise MasterError(f"{path} is no master: it has no jupytext header")
    notebook = jupytext.reads(text, fmt="md:myst")
    cells = tuple(_cell(path, raw) for raw in notebook.cells)
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    language = LANGUAGE.search(text)
    if not title or not language:
        raise MasterError(f"{path} has no title, or no cell that sets the language")
    sheet = Sheet(path.stem, title[1], language[1], cells)
    _refuse_odd_tasks(path, sheet)
    return sheet


def _cell(path: Path, raw: dict) -> Cell:  # type: ignore[type-arg]
    tags = raw["metadata"].get("tags", [])
    values = dict(tag.split("=", 1) for tag in tags if "=" in tag)
    markdown = raw["cell_type"] == "markdown"
    kind = next((tag for tag in tags if tag in KINDS), "text" if markdown else "code")
    points = values.get("points", "0")
    if not points.isdigit():
        raise MasterError(f"{path}: points={points} is no whole number")
    return Cell(kind, raw["source"], markdown, values.get("task", ""), int(points))


def _refuse_odd_tasks(path: Path, sheet: Sheet) -> None:
    answers = [cell.task for cell in sheet.cells if cell.kind == "answer"]
    if not answers or answers != sheet.tasks:
        raise MasterError(f"{path}: every answer needs its check, in the same order")
    if unknown := set(answers) - set(TASKS):
        raise MasterError(f"{path}: no check for {', '.join(sorted(unknown))}")
    if len({*answers, *sheet.manual}) < len(answers) + len(sheet.manual):
        raise MasterError(f"{path}: a task is there twice")
    if not all(sheet.points.values()):
        raise MasterError(f"{path}: a task has no points")


def solved(source: str) -> str:
    """Return an answer with its solution; the marks stay, for nbgrader."""
    pattern = rf"^[ ]*{ELSE}\n(?:(?!^[ ]*{END}).*\n)*"
    return re.sub(pattern, "", source + "\n", flags=re.MULTILINE).rstrip("\n")


def unsolved(source: str) -> str:
    r"""Return an answer as the student gets it.

    Examples
    --------
    >>> unsolved("x = 1\n### BEGIN SOLUTION\ny = 2\n### END SOLUTION")
    'x = 1\n...'
    """

    def blank(match: re.Match[str]) -> str:
        _, mark, rest = match[2].partition(f"{match[1]}{ELSE}\n")
        return rest if mark else f"{match[1]}...\n"

    pattern = rf"^([ ]*){BEGIN}\n(.*?)^\1{END}\n"
    blanked = re.sub(pattern, blank, source + "\n", flags=re.MULTILINE | re.DOTALL)
    return blanked.rstrip("\n")
