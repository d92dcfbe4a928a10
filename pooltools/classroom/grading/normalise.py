"""Read a notebook as it was handed in, whatever has become of it.

What counts is the code, in its order.  Cells are told apart by nbgrader's marks, or,
where those are lost, by the names that they define.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from ...text import translate
from .master import Sheet
from .release import notebook
from .session import Code
from .submissions import UnreadableError

MOST_CELLS = 400
"""Code cells that are run."""

MOST_NESTS, MOST_VALUES = 500_000, 2_000_000
"""Lists and objects, and values, of a file that is still read: they take memory."""


class Found(NamedTuple):
    """One code cell of a hand-in, and what it is."""

    source: str
    mark: str
    """nbgrader's, if it still has one."""
    answers: tuple[str, ...]
    """The tasks that it answers."""
    checks: tuple[str, ...]
    """The tasks that it checks."""


@dataclass
class Handed:
    """A hand-in, read: its code, its words, and what is odd about it."""

    cells: list[Code]
    sources: dict[str, str] = field(default_factory=dict)
    """The answer to each task that counts, as it stands."""
    flags: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


def read_notebook(sheet: Sheet, data: bytes) -> Handed:
    """Return a hand-in, or raise an UnreadableError."""
    text, flags = _text(data)
    handed = Handed([], flags=flags)
    turned: list[str] = []
    for cell in _cells(text):
        source, mark = _source(cell), _mark(cell)
        code = cell.get("cell_type") == "code"
        if mark in sheet.manual:
            handed.sources[mark] = source
        elif code or mark in sheet.tasks:  # an answer stays one as a text cell
            turned += [] if code else [mark]
            if source.strip():
                handed.found.append(_look(sheet, source, mark))
    if len(handed.found) > MOST_CELLS:
        count = len(handed.found) - MOST_CELLS
        handed.flags.append(translate("grading.too_many", most=MOST_CELLS, count=count))
        del handed.found[MOST_CELLS:]
    places = _places(sheet, handed)
    for number, found in enumerate(handed.found):
        asks = tuple(task for task in sheet.tasks if places[task] == number)
        task = found.answers[0] if found.answers else ""
        handed.cells.append(Code(task, found.source, asks))
    _flag(sheet, handed, turned)
    if lost := tuple(task for task in sheet.tasks if places[task] < 0):
        handed.cells.append(Code("", "", lost))
    return handed


def _look(sheet: Sheet, source: str, mark: str) -> Found:
    """Tell what a code cell is."""
    first = [mark] if mark in sheet.tasks else []
    answers = tuple(dict.fromkeys([*first, *_defined(sheet, source)]))
    named = re.findall(r"\bcheck\(\s*[\"']([\w-]+)[\"']", source)
    checks = [t for t in sheet.tasks if t in named or mark == f"check-{t}"]
    return Found(source, mark, answers, tuple(checks))


def _places(sheet: Sheet, handed: Handed) -> dict[str, int]:
    """Return after which cell each task is asked, and keep the answers that count.

    That is its check, the last one if there are several; where none comes after an
    answer, the last answer.  An answer that was left as it was handed out is none.
    """
    blank = _released(sheet)
    places = {}
    for task in sheet.tasks:
        cells = list(enumerate(handed.found))
        mine = [n for n, cell in cells if task in cell.answers]
        true = [n for n in mine if handed.found[n].source.strip() != blank[task]]
        starts = true or mine
        checks = [n for n, c in cells if task in c.checks and starts and n >= starts[0]]
        place = checks[-1] if checks else starts[-1] if starts else -1
        places[task] = place
        counting = [n for n in mine if n <= place]
        if counting:
            handed.sources[task] = handed.found[counting[-1]].source
    return places


@cache
def _released(sheet: Sheet) -> dict[str, str]:
    """Return what stood in each marked cell when it was handed out."""
    cells = notebook(sheet)["cells"]
    return {_mark(cell): cell["source"].strip() for cell in cells}


def _flag(sheet: Sheet, handed: Handed, turned: list[str]) -> None:
    """Say what is odd about a hand-in."""
    marks = [found.mark for found in handed.found]
    if twice := [task for task in sheet.tasks if marks.count(task) > 1]:
        handed.flags.append(translate("grading.twice", tasks=", ".join(twice)))
    if turned:
        handed.flags.append(translate("grading.turned", tasks=", ".join(turned)))
    checks = sorted(mark for mark in marks if mark.startswith("check-"))
    if checks != sorted(f"check-{task}" for task in sheet.tasks):
        handed.flags.append(translate("grading.checks_changed"))


def is_untouched(sheet: Sheet, data: bytes) -> bool:
    """Tell whether every answer of a notebook is as it was handed out."""
    released = set(_released(sheet).values())
    handed = read_notebook(sheet, data)
    return all(answer.strip() in released for answer in handed.sources.values())


def rebuild(sheet: Sheet, data: bytes) -> dict[str, Any]:
    """Return the released notebook with a student's code in it, for nbgrader.

    The answers that count stand in their cells; the student's own cells come before
    the answer or check that they came before.
    """
    handed = read_notebook(sheet, data)
    made = notebook(sheet)
    released = {cell["source"].strip() for cell in made["cells"]}
    own: dict[str, list[str]] = {}
    waiting: list[str] = []
    done: set[str] = set()
    for found in handed.found:
        counts = [t for t in found.answers if handed.sources[t] == found.source]
        replaced = [t for t in found.answers if t not in done]
        if not counts and found.source.strip() not in released:
            waiting.append(found.source)
        if counts or replaced or found.checks:
            mark = [*counts, *replaced, *(f"check-{t}" for t in found.checks)][0]
            own.setdefault(mark, []).extend(waiting)
            waiting = []
        done |= set(counts)
    cells = []
    for cell in made["cells"]:
        mark = _mark(cell)
        if mark in handed.sources:
            cell["source"] = handed.sources[mark]
        cells += [*map(_own, own.get(mark, [])), cell]
    made["cells"] = [*cells, *map(_own, waiting)]
    for number, cell in enumerate(made["cells"]):
        cell["id"] = cell.get("id", f"own-{number}")
    return made


def _own(source: str) -> dict[str, Any]:
    bare: dict[str, Any] = {"execution_count": None, "outputs": [], "metadata": {}}
    return {"cell_type": "code", "source": source, **bare}


def _text(data: bytes) -> tuple[str, list[str]]:
    if not data.strip():
        raise UnreadableError(translate("grading.empty"))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("latin-1"), [translate("grading.latin")]


def _cells(text: str) -> list[dict[str, Any]]:
    nests = text.count("{") + text.count("[")
    if nests > MOST_NESTS or text.count(",") > MOST_VALUES:
        raise UnreadableError(translate("grading.swollen"))
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = re.sub(r"\s+", " ", str(error))[:80]
        raise UnreadableError(translate("grading.no_json", reason=reason)) from None
    if isinstance(read, dict) and isinstance(read.get("worksheets"), list):
        sheets = [one for one in read["worksheets"] if isinstance(one, dict)]
        listed = [one.get("cells") for one in sheets]  # notebooks of before 2015
        read = {"cells": [c for one in listed if isinstance(one, list) for c in one]}
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


def _defined(sheet: Sheet, source: str) -> tuple[str, ...]:
    """Return the tasks whose names a cell defines, whatever its mark says."""
    return tuple(
        task
        for task in sheet.tasks
        if any(
            re.search(rf"^(?:def {name}\b|{name}\s*=)", source, re.MULTILINE)
            for name in sheet.task(task).answers
        )
    )
