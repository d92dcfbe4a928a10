"""Read a sheet's master: one MyST text notebook with its solutions.

A cell's tags say what it is: ``setup`` runs before everything; ``answer`` is the
student's, ``check`` judges it, and both name their ``task``; ``manual`` is a text
to mark by hand.  ``points`` stand with the check or the manual cell.

What in an answer is the teacher's, `marks` tells.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import jupytext

from ...text import LANGUAGES
from ..checks import TASKS, Task
from .asks import ask_of
from .marks import faults

LANGUAGE = re.compile(r"""set_language\(["'](\w+)["']\)""")
HEADING = re.compile(r"^## (?:\d+[.:]? )?(.+)$", re.MULTILINE)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
RESERVED = {"student", "id", "total", "status", "flags", "remark", "setup"}
"""The other columns of grades.csv, and the cells that are no task's."""

KINDS = ("setup", "answer", "check", "manual")
VALUES = ("task", "points")


class MasterError(ValueError):
    """A master that breaks the rules above; the command shows its one line."""


@dataclass(frozen=True)
class Cell:
    """One cell of a master."""

    kind: str
    """``setup``, ``answer``, ``check``, ``manual``, ``text`` or ``code``; in a
    notebook also ``install``."""
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
    own: Mapping[str, Task] = field(default_factory=dict, compare=False)
    """The tasks that are not the book's, once `own.settled` has made them."""
    again: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Their checks with other random inputs, where there are any."""

    def task(self, name: str) -> Task:
        """Return what judges a task."""
        return self.own[name] if name in self.own else TASKS[name]

    @property
    def parts(self) -> set[str]:
        """Return the tasks that give part marks: their check states the points."""
        asked = [ask_of(cell.source) for cell in self.cells if cell.kind == "check"]
        return {ask.task for ask in asked if ask and ask.points is not None}

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
    def titles(self) -> dict[str, str]:
        """Return what each task is called: the heading above its answer."""
        found: dict[str, str] = {}
        title = ""
        for cell in self.cells:
            if cell.kind == "text":
                heads = HEADING.findall(cell.source)
                title = heads[-1].strip() if heads else title
            elif cell.task:
                found.setdefault(cell.task, title or cell.task)
        return found

    @property
    def texts(self) -> dict[str, str]:
        """Return what each task asks: the text between its heading and its answer."""
        found: dict[str, str] = {}
        text = ""
        for cell in self.cells:
            if cell.kind == "text":
                *_, text = HEADING.split(f"{text}\n\n{cell.source}")[::2]
            elif cell.task:
                found.setdefault(cell.task, text.strip())
        return found

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
    try:
        notebook = jupytext.reads(text, fmt="md:myst")
    except Exception as error:  # whatever it makes of a broken header or tag
        reason = re.sub(r"\s+", " ", str(error))[:200]
        raise MasterError(f"{path} is not written in MyST: {reason}") from None
    cells = tuple(_cell(path, raw) for raw in notebook.cells)
    _refuse_odd_marks(path, text, cells)
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    language = LANGUAGE.search(text)
    if not title or not language:
        raise MasterError(f"{path} has no title, or no cell that sets the language")
    if language[1] not in LANGUAGES:
        known = " or ".join(map(repr, LANGUAGES))
        raise MasterError(f"{path}: set_language({language[1]!r}) is not {known}")
    sheet = Sheet(path.stem, title[1], language[1], cells)
    _refuse_odd_tasks(path, sheet)
    return sheet


def _cell(path: Path, raw: dict) -> Cell:  # type: ignore[type-arg]
    tags = raw["metadata"].get("tags", [])
    values = dict(tag.split("=", 1) for tag in tags if "=" in tag)
    markdown = raw["cell_type"] == "markdown"
    kind = next((tag for tag in tags if tag in KINDS), "text" if markdown else "code")
    points = values.get("points", "0")
    if not re.fullmatch(r"[0-9]{1,6}", points):
        raise MasterError(f"{path}: points={points} is no whole number")
    odd = [tag for tag in tags if tag not in KINDS and tag.split("=")[0] not in VALUES]
    if odd or (values and kind not in KINDS):
        found = ", ".join(odd or values)
        known = f"one of {', '.join(KINDS)}, with task= and points="
        raise MasterError(f"{path}: a cell is tagged {found}: it needs {known}")
    return Cell(kind, raw["source"], markdown, values.get("task", ""), int(points))


def _refuse_odd_marks(path: Path, text: str, cells: tuple[Cell, ...]) -> None:
    """Refuse a master that would hand out what it hides, with the line to mend."""
    start = 0
    for cell in cells:
        start = max(text.find(cell.source, start), start)
        if cell.kind == "manual":  # goes as a whole
            continue
        answer = cell.kind == "answer" and not cell.markdown
        for line, words in faults(cell.source, answer=answer):
            number = text.count("\n", 0, start) + line
            raise MasterError(f"{path}, line {number}: {words}")


def _refuse_odd_tasks(path: Path, sheet: Sheet) -> None:
    answers = [cell.task for cell in sheet.cells if cell.kind == "answer"]
    if not answers or answers != sheet.tasks:
        raise MasterError(f"{path}: every answer needs its check, in the same order")
    own = [cell.task for cell in sheet.cells if _own(path, cell)]
    if unknown := set(answers) - set(TASKS) - set(own):
        raise MasterError(f"{path}: no check for {', '.join(sorted(unknown))}")
    if odd := [name for name in (*own, *sheet.manual) if not _fine(name)]:
        raise MasterError(f"{path}: no task can be called {', '.join(odd)}")
    if len({*answers, *sheet.manual}) < len(answers) + len(sheet.manual):
        raise MasterError(f"{path}: a task is there twice")
    if not all(sheet.points.values()):
        raise MasterError(f"{path}: a task has no points")


def _fine(name: str) -> bool:
    """Tell whether a task's name can be a column, a cell's mark and a check's."""
    taken = name.casefold() in RESERVED or name.startswith("check-")
    return bool(NAME.fullmatch(name)) and not taken


def _own(path: Path, cell: Cell) -> bool:
    """Tell whether a check is of a task of the sheet's own; refuse an odd one."""
    ask = ask_of(cell.source) if cell.kind == "check" else None
    if ask is None:
        return False
    if ask.points is not None and ask.points != cell.points:
        words = f"its check states {ask.points:g} points, its tag {cell.points}"
        raise MasterError(f"{path}: {cell.task}: {words}")
    if not ask.own:
        return False
    if cell.task in TASKS:
        raise MasterError(f"{path}: {cell.task} is the book's own: rename yours")
    if ask.task != cell.task or not ask.answers or not ask.last:
        words = f'the check of a task of your own is one check("{cell.task}", …) alone'
        raise MasterError(f"{path}: {words}")
    return True
