"""Fill in the table that the platform exported, and pack the feedback for Moodle."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...text import translate
from .grade import Result
from .master import Sheet
from .roster import Joined, join
from .submissions import file_name
from .tables import Table, number

GRADE = {
    "grade", "score", "points", "bewertung", "punkte", "note", "calificación", "nota",
    "valutazione", "cijfer", "ocena", "оценка", "成绩", "分数", "评分", "成績", "評点",
    "評定", "점수", "성적", "betyg", "karakter", "arvosana", "hodnocení", "not",
}  # fmt: skip
"""What the column of grades is called in Moodle's worksheet."""

CANVAS = re.compile(r"(.+) \(\d+\)")
"""An assignment in Canvas's gradebook."""


class TableError(ValueError):
    """A table that cannot be filled; the command shows its one line."""


@dataclass
class Filled:
    """A table with the points in it, and what the teacher should know."""

    table: Table
    count: int = 0
    notes: list[str] = field(default_factory=list)


def fill(
    sheet: Sheet, results: Sequence[Result], table: Table, *, column: str, scale: bool
) -> Filled:
    """Return the table with each total in its row; the other cells stay.

    Parameters
    ----------
    sheet : Sheet
        What was handed out.
    results : sequence of Result
        What it came to.
    table : Table
        The platform's: Moodle's grading worksheet, Canvas's gradebook, or any other
        with a column for the points.
    column : str
        The head of that column; empty: find it.
    scale : bool
        Whether to convert the points where the platform's maximum is another.
    """
    absent = translate("grading.absent")
    handed = [one for one in results if one.reason != absent]
    joined = join(handed, table)
    place = _column(sheet, table, column)
    most = sum(sheet.points.values())
    theirs = _maximum(table, place, joined)
    if theirs not in (None, most) and not scale:
        raise TableError(
            f"{table.heads[place]!r} goes up to {theirs:g} and the sheet to {most}: "
            f"set it to {most} on the platform and export again, or add --scale"
        )
    factor = theirs / most if theirs and scale else 1.0
    comma = table.delimiter == ";" or any("," in c for c in table.column(place))
    filled = Filled(table, notes=list(_left(handed, joined)))
    for n, row in sorted(joined.rows.items()):
        one = handed[n]
        if one.status != "graded" or one.total is None:
            filled.notes.append(f"{one.label}: {one.status}, left as it was")
            continue
        points = f"{round(one.total * factor, 2):g}"
        before = table.column(place)[row].strip()
        if number(before) is not None and number(before) != number(points):
            filled.notes.append(f"{one.label}: had {before}, now {points}")
        table.put(row, place, points.replace(".", ",") if comma else points)
        filled.count += 1
    for task in sheet.manual:
        left = sum(handed[n].points(task) is None for n in joined.rows)
        if left:
            filled.notes.append(f"{task}: {left} are not marked by hand yet")
    return filled


def _left(handed: Sequence[Result], joined: Joined) -> Iterator[str]:
    for n in joined.unclear:
        yield f"{handed[n].label}: fits more than one row, or shares one; in none"
    for n in joined.unknown:
        yield f"{handed[n].label}: is not in the table"
    for row in joined.missing:
        yield f"{joined.names[row]}: handed in nothing, left as it was"


def _column(sheet: Sheet, table: Table, wanted: str) -> int:
    """Return the column for the points, or refuse to guess."""
    heads = [unicodedata.normalize("NFC", head).strip() for head in table.heads]
    if wanted:
        found = [n for n, head in enumerate(heads) if head == wanted.strip()]
        if len(found) != 1:
            raise TableError(f"{len(found)} columns are called {wanted!r}")
        return found[0]
    found = [n for n, head in enumerate(heads) if CANVAS.fullmatch(head)]
    if len(found) > 1:
        mine = [_plain(sheet.name), _plain(sheet.title)]
        found = [n for n in found if any(m in _plain(heads[n]) for m in mine)]
    if not found:
        found = [n for n, head in enumerate(heads) if head.casefold() in GRADE]
    if not found:  # in Moodle's worksheet the maximum stands behind the grade
        found = [n - 1 for n in range(1, len(heads)) if _constant(table.column(n))]
    if len(found) != 1:
        listed = ", ".join(repr(head) for head in heads)
        raise TableError(f"which column takes the points? Give --column, of {listed}")
    return found[0]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _constant(cells: Sequence[str]) -> float | None:
    values = {number(cell) for cell in cells}
    return values.pop() if len(values) == 1 else None


def _maximum(table: Table, place: int, joined: Joined) -> float | None:
    """Return how many points the platform gives at most, where it says so."""
    for row, name in enumerate(joined.names):  # Canvas: in a row that is no student's
        if not name and (most := number(table.column(place)[row])) is not None:
            return most
    if place + 1 < len(table.heads) and not CANVAS.fullmatch(table.heads[place]):
        return _constant(table.column(place + 1))
    return None


def feedback_zip(sheet: Sheet, results: Sequence[Result], pages: Path) -> bytes | None:
    """Return Moodle's archive of feedback files; None where nobody is of Moodle."""
    out = io.BytesIO()
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in results:
            page = pages / f"{file_name(one.label)}.html"
            if one.platform == "moodle" and one.id and page.exists():
                # before 4.1 Moodle took the page only with the last underscore
                folder = f"{one.group}_{one.id}_assignsubmission_file_"
                made = zipfile.ZipInfo(f"{folder}/{sheet.name}.html")
                made.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(made, page.read_bytes())
                count += 1
    return out.getvalue() if count else None
