"""Marks that the teacher gives: read back from a copy of grades.csv, and kept.

A task in words is marked in its column.  Points that were given automatically can be
changed, too, if the column ``remark`` says why; a later run of the grader keeps them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .grade import Result
from .master import Sheet
from .tables import Table, number

REMARK = "remark"


class MarkError(ValueError):
    """Marks that cannot be meant; the command shows a line for each."""


@dataclass
class Marks:
    """What the teacher gave one student."""

    points: dict[str, float] = field(default_factory=dict)
    remark: str = ""


def read_marks(
    sheet: Sheet, results: Sequence[Result], table: Table
) -> dict[str, Marks]:
    """Return what was marked in each row, by the students' labels.

    Parameters
    ----------
    sheet : Sheet
        What was handed out.
    results : sequence of Result
        What it came to.
    table : Table
        A copy of grades.csv, filled in.

    Raises
    ------
    MarkError
        With a line for each row and cell that cannot be meant; nothing is taken then.
    """
    places = {head: n for n, head in enumerate(table.heads)}
    if lacks := {"student", "id", *sheet.manual} - set(places):
        raise MarkError(f"no column {', '.join(sorted(lacks))}: is it grades.csv?")
    whose = {(_bare(one.student), _bare(one.id)): one for one in results}
    found: dict[str, Marks] = {}
    wrong: list[str] = []
    for row in table.rows[1:]:
        cells = {h: row[n].strip() for h, n in places.items() if n < len(row)}
        name = cells.get("student", ""), cells.get("id", "")
        one = whose.get((_bare(name[0]), _bare(name[1])))
        if one is None or one.label in found:
            words = "is there twice" if one else "is not among the results"
            wrong.append(f"{' '.join(name).strip()}: {words}")
            continue
        marks = Marks(remark=unguarded(cells.get(REMARK, "")))
        wrong += [f"{one.label}: {w}" for w in _take(sheet, one, cells, marks)]
        found[one.label] = marks
    if wrong:
        raise MarkError("\n".join(wrong))
    return found


def _take(
    sheet: Sheet, one: Result, cells: dict[str, str], marks: Marks
) -> Iterator[str]:
    """Take one row's points over, and yield what is wrong with them."""
    for task, most in sheet.points.items():
        text = cells.get(task, "")
        verdict = one.verdicts.get(task)
        given = verdict.points if verdict else None
        if not text:
            continue
        points = number(text)
        if points is None or not 0 <= points <= most:
            yield f"{task} {text!r} is no number from 0 to {most}"
        elif points == given:
            continue
        elif task not in sheet.manual and not marks.remark:
            yield f"{task} is {points:g}, not {given}: say why under {REMARK!r}"
        else:
            marks.points[task] = int(points) if points == int(points) else points


def _bare(text: str) -> str:
    """Return a text without the apostrophe that keeps it from being a formula."""
    return " ".join(text.split()).lstrip("'")


def unguarded(text: str) -> str:
    """Return a remark as it was before grades.csv guarded it from spreadsheets.

    Examples
    --------
    >>> unguarded("'-1, late; '=D4"), unguarded("'tis so")
    ('-1, late; =D4', "'tis so")
    """
    return re.sub(r"(^|[;,|] )'(?=[=+\-@＝＋－＠])", r"\1", text)


def apply_marks(results: Iterable[Result], marks: dict[str, Marks]) -> None:
    """Put what the teacher gave into the results."""
    for one in results:
        mine = marks.get(one.label, Marks())
        one.by_hand, one.remark = dict(mine.points), mine.remark


def store_marks(path: Path, marks: dict[str, Marks]) -> None:
    """Keep the marks for a later run."""
    kept = {label: asdict(one) for label, one in marks.items()}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def stored_marks(path: Path) -> dict[str, Marks]:
    """Return the marks of before; none if there are none."""
    if not path.exists():
        return {}
    kept = json.loads(path.read_text("utf-8"))
    return {label: Marks(**one) for label, one in kept.items()}
