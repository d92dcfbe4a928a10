"""Join the hand-ins to the rows of a table that the platform exported.

Columns are found by what stands in them, whatever the language of their heads: by the
platform's numbers, by logins, or by names.  What fits two rows fits none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .tables import Table, spellings

NAMES = {"full name", "student", "name", "display name", "姓名", "全名", "学生"}
"""Heads of names, for a table in which nobody is found by name."""


Columns = tuple[int, ...]
"""A column, or two that belong together; none: there is none."""

Cells = dict[Columns, list[set[str]]]
"""How what stands in each row may be written."""


class Person(Protocol):
    """Who handed something in."""

    @property
    def student(self) -> str:
        """Return the name."""

    @property
    def id(self) -> str:
        """Return the platform's number or login."""


@dataclass
class Joined:
    """Which row is whose."""

    rows: dict[int, int] = field(default_factory=dict)
    """The row of each person who has one: both count from 0."""
    unclear: list[int] = field(default_factory=list)
    """Who fits more than one row, or shares one."""
    unknown: list[int] = field(default_factory=list)
    """Who fits none."""
    missing: list[int] = field(default_factory=list)
    """The rows of students that nobody fits."""
    names: list[str] = field(default_factory=list)
    """What each row calls its student."""
    ids: list[str] = field(default_factory=list)
    """The number of each row, if there is a column of them."""


def join(people: Sequence[Person], table: Table) -> Joined:
    """Return which row of a table is whose.

    Raises
    ------
    OSError
        If nobody is in it: it is another course's, or no list of students.
    """
    columns = range(len(table.heads))
    by_id: Cells = {(n,): _ids(table.column(n)) for n in columns}
    numbers = [{p.id.casefold() or p.student} for p in people]
    by_number, ids = _best(by_id, numbers)
    by_name: Cells = {(n,): _names(table, n) for n in columns}
    for n in columns[:-1]:  # first and last name may stand apart
        pairs = zip(table.column(n), table.column(n + 1), strict=True)
        by_name[n, n + 1] = [set(spellings(f"{a}, {b}")) for a, b in pairs]
    names = [set(spellings(p.student)) for p in people]
    named, known = _best(by_name, names)
    if not by_number and not named:
        raise OSError("nobody who handed in is in the table: is it this course's?")
    joined = Joined()
    for n, person in enumerate(people):
        numbered = bool(person.id and by_number)  # a name alone would be a guess
        own = ids[n] or ([] if numbered else known[n])
        if len(own) == 1:
            joined.rows[n] = own[0]
        else:
            (joined.unclear if own else joined.unknown).append(n)
    shared = Counter(joined.rows.values())
    for n, row in list(joined.rows.items()):
        if shared[row] > 1:
            joined.unclear.append(n)
            del joined.rows[n]
    _tell(joined, table, by_number, named)
    unclear = {row for n in joined.unclear for row in (*ids[n], *known[n])}
    rows = set(range(len(table.rows) - 1)) - set(shared) - unclear
    joined.missing = [row for row in sorted(rows) if joined.names[row]]
    return joined


def _ids(cells: Sequence[str]) -> list[set[str]]:
    """Return the numbers or logins in a column, none where it holds others' too."""
    plain = [cell.strip() for cell in cells]
    given = [cell for cell in plain if cell]
    if len(set(given)) < len(given) or any(c.isalpha() and c.istitle() for c in given):
        given = []  # a first name is no login
    return [
        {cell, cell.casefold(), _shown(cell.casefold()), cell.partition("@")[0]} - {""}
        if given
        else set()
        for cell in plain
    ]


def _names(table: Table, column: int) -> list[set[str]]:
    """Return the names in a column; one word is a name only where the head says so."""
    trusted = table.heads[column].strip().casefold() in NAMES
    return [
        set(spellings(cell))
        if trusted or not re.fullmatch(r"[^\W\d_一-鿿]+", cell)
        else set()
        for cell in table.column(column)
    ]


def _shown(cell: str) -> str:
    """Return an identifier without Moodle's word for a participant."""
    found = re.fullmatch(r"[^\d@]+(\d+)", cell)
    return found[1] if found else cell


def _best(
    columns: Cells, wanted: Sequence[set[str]]
) -> tuple[Columns, list[list[int]]]:
    """Return the columns in which most are found alone, and the rows of each."""
    best: Columns = ()
    most, rows = 0, [list[int]() for _ in wanted]
    for column, cells in columns.items():
        where: dict[str, set[int]] = {}
        for row, found in enumerate(cells):
            for text in found:
                where.setdefault(text, set()).add(row)
        fits = [set().union(*(where.get(t, ()) for t in texts)) for texts in wanted]
        alone = len({min(own) for own in fits if len(own) == 1})
        if alone > most:
            best, most, rows = column, alone, [sorted(own) for own in fits]
    return best, rows


def _tell(joined: Joined, table: Table, by_number: Columns, named: Columns) -> None:
    """Say what the rows call their students; rows about no student are empty."""
    heads = [head.strip().casefold() for head in table.heads]
    usual = tuple(n for n, head in enumerate(heads) if head in NAMES)[:1]
    shown = [table.column(n) for n in named or usual or by_number]
    joined.names = [
        " ".join(map(str.strip, cells)) for cells in zip(*shown, strict=True)
    ]
    joined.ids = [""] * len(joined.names)
    for n in by_number:
        joined.ids = [_shown(cell.strip()) for cell in table.column(n)]
        pairs = zip(joined.names, joined.ids, strict=True)
        joined.names = [name if number else "" for name, number in pairs]
