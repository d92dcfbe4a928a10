"""The cells of a notebook's file, however it was saved."""

import json
import re
from typing import Any

from ...text import translate
from .submissions import UnreadableError

MOST_NESTS, MOST_VALUES = 500_000, 2_000_000
"""Lists and objects, and values, of a file that is still read: they take memory."""


def text_of(data: bytes) -> tuple[str, list[str]]:
    """Return a file's text, and what is odd about it, or raise an UnreadableError."""
    if not data.strip():
        raise UnreadableError(translate("grading.empty"))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("latin-1"), [translate("grading.latin")]


def cells_of(text: str) -> list[dict[str, Any]]:
    """Return its cells, or raise an UnreadableError."""
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


def source_of(cell: dict[str, Any]) -> str:
    """Return what a cell says; what is no text is empty."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def mark_of(cell: Any) -> str:
    """Return nbgrader's name of a cell, if it has one."""
    marks = cell.get("metadata")
    marks = marks.get("nbgrader") if isinstance(marks, dict) else None
    mark = marks.get("grade_id") if isinstance(marks, dict) else None
    return mark if isinstance(mark, str) else ""
