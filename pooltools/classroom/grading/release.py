"""Make notebooks of a sheet: the students', the teacher's.

Both carry nbgrader's marks in their metadata, so that a course that runs on
nbgrader can take them as they are.  Where the book's address is known, a first cell
installs the package from there if it is missing.
"""

import json
import re
from typing import Any

import nbformat

from ... import _address
from ...text import translate
from ..checks import Function
from .marks import solved, unsolved
from .master import Cell, Sheet

HIDDEN_SEED = 2026
"""Draws the random cases of the tests that nbgrader takes out of a release."""

FORMAT = {"nbformat": 4, "nbformat_minor": 5}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebook(sheet: Sheet, *, solutions: bool = False) -> dict[str, Any]:
    """Return a sheet as a notebook, with or without its solutions.

    Parameters
    ----------
    sheet : Sheet
        From `read_sheet`.
    solutions : bool
        Whether it is the teacher's: solved, with marks for nbgrader's own release,
        and each check once more with other random cases.

    Returns
    -------
    dict
        Valid, without outputs, and the same at each call.
    """
    written = [cell for cell in sheet.cells if cell.source.strip()]
    if package := _address.package():
        first = next(n for n, cell in enumerate(written) if not cell.markdown)
        written.insert(first, Cell("install", _address.install(package), False))
    cells = [_cell(sheet, cell, solutions) for cell in written]
    name = re.sub(r"[^\w-]+", "-", sheet.name, flags=re.ASCII)[:40]
    for number, cell in enumerate(cells):
        cell["id"] = f"{name}-{number}"  # a file may be called anything, a cell not
    made = {"cells": cells, "metadata": {"kernelspec": KERNEL}, **FORMAT}
    nbformat.validate(made)
    return made


def write(sheet: Sheet, *, solutions: bool = False) -> str:
    """Return a sheet's notebook as the text of a file."""
    return json.dumps(notebook(sheet, solutions=solutions), indent=1) + "\n"


def _cell(sheet: Sheet, cell: Cell, solutions: bool) -> Any:
    source = cell.source
    if cell.kind == "answer":
        source = solved(source) if solutions else unsolved(source)
    elif cell.kind == "check" and solutions:
        source += _hidden(sheet, cell)
    elif cell.kind == "manual" and not solutions:
        source = translate("grading.your_words")
    made = {"metadata": _marks(cell), "source": source}
    if cell.markdown:
        return {"cell_type": "markdown", **made}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **made}


def _hidden(sheet: Sheet, cell: Cell) -> str:
    """Return a second check, for nbgrader's eyes only, where chance plays a part."""
    task = sheet.task(cell.task)
    parts = f", points={cell.points}" if cell.task in sheet.parts else ""
    if cell.task in sheet.again:
        line = sheet.again[cell.task]
    elif isinstance(task, Function) and cell.task not in sheet.own:
        line = f'check("{cell.task}", {task.answer}, seed={HIDDEN_SEED}{parts})'
    else:
        return ""
    return f"\n### BEGIN HIDDEN TESTS\n{line}\n### END HIDDEN TESTS"


def _marks(cell: Cell) -> dict[str, Any]:
    """Return a cell's metadata: which are nbgrader's, and may be edited."""
    if cell.kind == "text":
        return {}
    graded = cell.kind in ("check", "manual")
    written = cell.kind in ("answer", "manual")
    names = {"check": f"check-{cell.task}"}
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": names.get(cell.kind, cell.task or cell.kind),
        "grade": graded,
        "solution": written,
        "locked": not written,
        "task": False,
        "cell_type": "markdown" if cell.markdown else "code",
    }
    if graded:
        marks["points"] = cell.points
    more: dict[str, Any] = {}
    if not written:
        more = {"editable": False, "deletable": False}
    if cell.kind == "check":  # Run All goes on behind it, nbgrader counts it
        more["tags"] = ["raises-exception"]
    return {"nbgrader": marks, **more}
