"""Wheels for the browser: this checkout's own, and pure ones that Pyodide lacks.

They are added to Pyodide's list of packages, so that ``import pooltools`` in a cell
loads it and what it needs, and notebooks stay as they are.
"""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from email.parser import Parser
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .pyodide import LOCK, UnavailableError, write_lock

EXTRAS = ["", "figures", "widgets"]
"""What a page needs of `pooltools`; other wheels have no such extras."""

ELSEWHERE = {"jupyterlab-widgets", "widgetsnbextension"}
"""Required by ipywidgets, but part of the notebook around Python, not of Python."""


def entry(wheel: Path) -> dict[str, Any]:
    """Describe a wheel as Pyodide's list does."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        info = next(name for name in names if name.endswith(".dist-info/METADATA"))
        meta = Parser().parsestr(archive.read(info).decode())
    tops = {re.sub(r"(/.*|\.py)$", "", name) for name in names if name.endswith(".py")}
    return {
        "name": meta["Name"],
        "version": meta["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": sorted(set(depends(meta.get_all("Requires-Dist") or []))),
        "unvendored_tests": False,
    }


def depends(requirements: Iterable[str]) -> Iterator[str]:
    """Yield the packages that must be loaded before.

    Examples
    --------
    >>> list(depends(["numpy>=1.26", "Typing_Extensions", "torch; extra == 'bench'"]))
    ['numpy', 'typing-extensions']
    """
    for line in requirements:
        needed = Requirement(line)
        marker, name = needed.marker, canonicalize_name(needed.name)
        browser = {"python_version": "3.12", "sys_platform": "emscripten"}
        applies = marker is None or any(
            marker.evaluate(browser | {"extra": extra}) for extra in EXTRAS
        )
        if applies and name not in ELSEWHERE:
            yield name


def add(folder: Path, wheels: Iterable[Path]) -> None:
    """Add wheels to a folder of Pyodide.

    Raises
    ------
    UnavailableError
        If something that a wheel requires is neither in the folder nor among them.
    """
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    packages = lock["packages"]
    for wheel in wheels:
        described = entry(wheel)
        packages[canonicalize_name(described["name"])] = described
        shutil.copyfile(wheel, folder / wheel.name)
    for name, described in packages.items():
        for need in described["depends"]:
            if canonicalize_name(need) not in packages:
                raise UnavailableError(f"{name} needs {need}, which is not here")
    write_lock(folder, lock)
