"""Read a notebook as it was handed in, whatever has become of it.

What counts is the code, in its order.  Cells are told apart by nbgrader's marks, or,
where those are lost, by the names that they define.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from ...text import translate
from .cells import cells_of, mark_of, source_of, text_of
from .master import Sheet
from .notes import given_anew, in_a_text_cell, is_code
from .release import notebook
from .session import Code

MOST_CELLS = 400
"""Code cells that are run."""


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
    turned: dict[str, str] = field(default_factory=dict)
    """What to say of an answer in a text cell, by its task."""
    anew: dict[str, str] = field(default_factory=dict)
    """What to say of a wrong answer whose name a later cell uses, by its task."""


def read_notebook(sheet: Sheet, data: bytes) -> Handed:
    """Return a hand-in, or raise an UnreadableError."""
    text, flags = text_of(data)
    handed = Handed([], flags=flags)
    cells = cells_of(text)
    open_ = _without_code(sheet, cells)
    for cell in cells:
        source, mark = source_of(cell), mark_of(cell)
        if mark in sheet.manual:
            handed.sources[mark] = source
            continue
        found = _look(sheet, source, mark)
        if cell.get("cell_type") != "code":  # an answer stays one as a text cell
            mine = [task for task in found.answers if task in open_]
            if not mine or (mark not in mine and not is_code(source)):
                continue
            handed.turned |= dict.fromkeys(mine, in_a_text_cell())
        if source.strip():
            handed.found.append(found)
    if len(handed.found) > MOST_CELLS:
        count = len(handed.found) - MOST_CELLS
        handed.flags.append(translate("grading.too_many", most=MOST_CELLS, count=count))
        del handed.found[MOST_CELLS:]
    places = _places(sheet, handed)
    for number, found in enumerate(handed.found):
        asks = tuple(task for task in sheet.tasks if places[task] == number)
        task = found.answers[0] if found.answers else ""
        handed.cells.append(Code(task, found.source, asks))
    _flag(sheet, handed)
    if lost := tuple(task for task in sheet.tasks if places[task] < 0):
        handed.cells.append(Code("", "", lost))
    return handed


def _without_code(sheet: Sheet, cells: list[dict[str, Any]]) -> set[str]:
    """Return the tasks that no code cell answers."""
    blank = _released(sheet)
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    looked = [_look(sheet, source_of(cell), mark_of(cell)) for cell in code]
    answered = {
        task
        for found in looked
        for task in found.answers
        if found.source.strip() not in ("", blank[task])
    }
    return set(sheet.tasks) - answered


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
        own = [n for n in true if n <= place and task == handed.found[n].mark]
        if answered := own[-1:] or [n for n in true if n <= place][:1]:
            later = [c.source for c in handed.found[answered[0] + 1 : place + 1]]
            handed.anew[task] = given_anew(sheet.task(task).answers, later)
    return places


@cache
def _released(sheet: Sheet) -> dict[str, str]:
    """Return what stood in each marked cell when it was handed out."""
    cells = notebook(sheet)["cells"]
    return {mark_of(cell): cell["source"].strip() for cell in cells}


def _flag(sheet: Sheet, handed: Handed) -> None:
    """Say what is odd about a hand-in."""
    marks = [found.mark for found in handed.found]
    if twice := [task for task in sheet.tasks if marks.count(task) > 1]:
        handed.flags.append(translate("grading.twice", tasks=", ".join(twice)))
    if handed.turned:
        turned = ", ".join(handed.turned)
        handed.flags.append(translate("grading.turned", tasks=turned))
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
    the answer or check that they came before.  What nbgrader would not tell the
    student stands above the check.
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
        mark = mark_of(cell)
        if mark in handed.sources:
            cell["source"] = handed.sources[mark]
        task = mark.removeprefix("check-") if mark.startswith("check-") else ""
        told = [handed.turned.get(task, ""), handed.anew.get(task, "")]
        notes = [_own(note, "markdown") for note in told if note]
        cells += [*map(_own, own.get(mark, [])), *notes, cell]
    made["cells"] = [*cells, *map(_own, waiting)]
    for number, cell in enumerate(made["cells"]):
        cell["id"] = cell.get("id", f"own-{number}")
    return made


def _own(source: str, kind: str = "code") -> dict[str, Any]:
    code: dict[str, Any] = {"execution_count": None, "outputs": []}
    code = code if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": {}, **code}


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
