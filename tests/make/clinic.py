"""Ask every pooling library that is installed, and freeze the answers.

The framework clinic shows ``pooltools/book/tables/clinic.json``.  Only the columns of
the libraries that are installed change, so a change of pooltools alone needs none of
them; ``pip install -e .[clinic]`` brings all.
"""

import json
import math
import platform
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Any

import numpy as np

from ..book.clinic.library import Library, Missing
from ..book.clinic.probes import GROUPS, PROBES
from .frozen import FILES

MODULES = "ours", "with_torch", "with_tensorflow", "with_onnx", "with_flax"


def installed() -> list[Library]:
    """Return the libraries that this Python has, in the order of the columns."""
    found = []
    for name in MODULES:
        with suppress(ModuleNotFoundError):
            module = import_module(f"tests.book.clinic.{name}")
            found += [library() for library in module.LIBRARIES]
    return found


def plain(value: Any) -> Any:
    """Return a result for JSON: maps as rows, NaN and infinity as texts."""
    if isinstance(value, str):
        return value
    if np.ndim(value):
        array = np.asarray(value)
        while array.ndim > 2 and array.shape[0] == 1:
            array = array[0]
        return [plain(part) for part in array]
    number = np.asarray(value).item()
    if isinstance(number, float) and not math.isfinite(number):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(number, "NaN")
    if isinstance(number, float) and abs(number) < 1e6:
        number = round(number, 4) + 0.0
        return int(number) if number.is_integer() else number
    return number


def answer(library: Library, name: str) -> Any:
    """Ask one question: a result, null for a gap, or the error as a text."""
    try:
        return plain(PROBES[name](library))
    except Missing:
        return None
    except Exception as error:
        return {"error": type(error).__name__}


def column(library: Library) -> dict[str, Any]:
    """Ask one library everything."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return {name: answer(library, name) for name in PROBES}


def made() -> str:
    """Ask, and return the file's text."""
    stored = FILES["clinic"].read()
    runs, rows = stored["runs"], stored["rows"]
    for library in installed():
        runs[library.name] = {
            "version": library.version,
            "numpy": np.__version__,
            "python": platform.python_version(),
        }
        for name, found in column(library).items():
            rows.setdefault(name, {})[library.name] = found
    rows = {name: rows[name] for name in PROBES}
    groups = {group: list(names) for group, names in GROUPS.items()}
    parts = [
        f'"runs": {table(runs)}',
        f'"groups": {table(groups)}',
        f'"rows": {table(rows)}',
    ]
    return "{" + ",\n".join(parts) + "}\n"


def table(entries: dict[str, Any]) -> str:
    """Return a table with one entry to a line, so that a difference can be read."""
    body = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in entries.items())
    return f"{{\n{body}\n}}"
