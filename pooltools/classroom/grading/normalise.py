"""Read a notebook as it was handed in, whatever has become of it.

What counts is the code, in its order.  Cells are told apart by nbgrader's marks, or,
where those are lost, by the names that they define.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from ...text import translate
from ..checks import TASKS
from .master import Sheet
from .release import notebook
from .session import Code
from .submissions import UnreadableError

MOST_CELLS = 400
MAGIC = re.compile(r"^\s*[%!?].*$|^.*\?\s*$", re.MULTILINE)


@dataclass
class Handed:
    """A hand-in, read: its code, its words, and what is odd about it."""

    cells: list[Code]
    sources: dict[str, str] = field(default_factory=dict)
    """The last answer to each task, as it stands."""
    flags: list[str] = field(default_factory=list)


def read_notebook(sheet: Sheet, data: bytes) -> Handed:
    """Return a hand-in, or raise an UnreadableError."""
    text, flags = _text(data)
    handed = Handed([], flags=flags)
    seen: dict[str, int] = {}
    checks = 0
    for cell in _cells(text)[:MOST_CELLS]:
        source, code = _source(cell), cell.get("cell_type") == "code"
        mark = _mark(cell)
        checks += mark.startswith("check-")
        task = mark if mark in sheet.points else _defined(sheet, source) if code else ""
        if task:
            handed.sources[task] = source
            seen[task] = seen.get(task, 0) + (mark == task)
        if code and source.strip():
            handed.cells.append(Code(task, without_magic(source)))
    twice = [task for task, times in seen.items() if times > 1]
    if twice:
        handed.flags.append(translate("grading.twice", tasks=", ".join(twice)))
    if checks != len(sheet.tasks):
        handed.flags.append(translate("grading.checks_changed"))
    return handed


def rebuild(sheet: Sheet, data: bytes) -> dict[str, Any]:
    """Return the released notebook with a student's answers in it, for nbgrader."""
    handed = read_notebook(sheet, data)
    made = notebook(sheet)
    for cell in made["cells"]:
        mark = _mark(cell)
        if mark in handed.sources:
            cell["source"] = handed.sources[mark]
    return made


def _text(data: bytes) -> tuple[str, list[str]]:
    if not data.strip():
        raise UnreadableError(translate("grading.empty"))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("latin-1"), [translate("grading.latin")]


def _cells(text: str) -> list[dict[str, Any]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = re.sub(r"\s+", " ", str(error))[:80]
        raise UnreadableError(translate("grading.no_json", reason=reason)) from None
    if isinstance(read, dict) and isinstance(read.get("worksheets"), list):
        read = next(iter(read["worksheets"]), None)  # notebooks of before 2015
    cells = read.get("cells") if isinstance(read, dict) else None
    if not isinstance(cells, list):
        raise UnreadableError(translate("grading.no_cells"))
    return [cell for cell in cells if isinstance(cell, dict)]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _mark(cell: Any) -> str:
    marks = cell.get("metadata")
    marks = marks.get("nbgrader") if isinstance(marks, dict) else None
    mark = marks.get("grade_id") if isinstance(marks, dict) else None
    return mark if isinstance(mark, str) else ""


def _defined(sheet: Sheet, source: str) -> str:
    """Return the task whose name a cell defines, if it lost its mark."""
    for task in sheet.tasks:
        for name in TASKS[task].answers:
            if re.search(rf"^(?:def {name}\b|{name}\s*=)", source, re.MULTILINE):
                return task
    return ""


def without_magic(source: str) -> str:
    r"""Return code without what only a notebook understands.

    Examples
    --------
    >>> without_magic("%matplotlib inline\nx = 7 % 2").split()
    ['x', '=', '7', '%', '2']
    """
    if re.match(r"\s*%%(?!time)", source):
        return ""
    return MAGIC.sub("", source)
