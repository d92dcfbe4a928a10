"""Tables that a platform exports: read as they are, and written back as they were."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENCODINGS = ("utf-8-sig", "gb18030", "cp1252")
LARGEST = 32 << 20
"""Bytes of a table that is still read."""


@dataclass
class Table:
    """A table of texts; its first row are the heads."""

    rows: list[list[str]]
    encoding: str
    mark: bool
    """Whether it begins with a byte order mark."""
    delimiter: str
    line_end: str

    @property
    def heads(self) -> list[str]:
        """Return the names of the columns."""
        return self.rows[0]

    def column(self, number: int) -> list[str]:
        """Return the cells below a head; a row that is too short has an empty one."""
        return [row[number] if number < len(row) else "" for row in self.rows[1:]]

    def put(self, row: int, column: int, text: str) -> None:
        """Write a cell; the rows below the heads count from 0."""
        cells = self.rows[row + 1]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text

    def data(self) -> bytes:
        """Return it as the file that it was."""
        out = io.StringIO()
        line_end, delimiter = self.line_end, self.delimiter
        csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(
            self.rows
        )
        mark = "\ufeff" if self.mark else ""
        return (mark + out.getvalue()).encode(self.encoding)


def read_table(path: Path) -> Table:
    """Return the table of a csv file, or raise an OSError that says what is wrong."""
    data = path.read_bytes()[:LARGEST]
    encoding = _encoding(data)
    text = data.decode(encoding)
    mark, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    line_end = "\r\n" if first.endswith("\r") else "\n"
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [row for row in read if row]
    except csv.Error as error:
        raise OSError(f"{path} is no csv table: {error}") from None
    if len(rows) < 2 or not first.count(delimiter):
        raise OSError(f"{path} is no csv table with heads and rows")
    return Table(rows, encoding, mark, delimiter, line_end)


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        signs = {sign for sign in data.decode("gb18030") if ord(sign) > 127}
        common = sum("\u4e00" <= sign <= "\u9fff" for sign in signs)
        if common >= 0.8 * len(signs):
            return "gb18030"
    except UnicodeDecodeError:
        pass
    return "cp1252"


def number(text: str) -> float | None:
    """Return the number in a cell, with a point or a comma in it.

    Examples
    --------
    >>> number("14,00"), number(" 7.5 "), number("A")
    (14.0, 7.5, None)
    """
    plain = text.strip().replace(",", ".")
    return float(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?", plain) else None


def spellings(name: str) -> Iterator[str]:
    """Yield a name as it may be written elsewhere: either part first, all together.

    Examples
    --------
    >>> sorted(set(spellings("Lovelace, Ada")) & set(spellings("ADA lovelace")))
    ['adalovelace', 'lovelaceada']
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    words = re.findall(r"[^\W_]+", plain)
    if words:
        yield "".join(words)
        yield "".join([words[-1], *words[:-1]])
        yield "".join([*words[1:], words[0]])
        before, comma, after = plain.partition(",")
        if comma:
            yield "".join(re.findall(r"[^\W_]+", f"{after} {before}"))
