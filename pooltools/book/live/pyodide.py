"""Python for the browser: where its files are found, and what of them is needed.

Pyodide is CPython compiled to WebAssembly, with NumPy and matplotlib built for it.
Its files are taken from a folder that the user names, else from this machine's
cache, else from Pyodide's own CDN into the cache.  Each must have the checksum of
the official release, wherever it comes from.
"""

import hashlib
import json
import shutil
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

VERSION = "0.27.7"
CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
RELEASE = f"pyodide-{VERSION}.tar.bz2 (https://github.com/pyodide/pyodide/releases)"
LOCK, STDLIB = "pyodide-lock.json", "python_stdlib.zip"
CORE = {
    name: total
    for total, name in (
        line.split()
        for line in """
b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98  pyodide.js
6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51  pyodide.asm.js
a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f  pyodide.asm.wasm
16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16  python_stdlib.zip
9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c  pyodide-lock.json
""".split("\n")[1:-1]
    )
}
"""The files of Pyodide itself; the last one lists its packages and their sums."""

KERNEL = ["micropip", "ssl", "sqlite3", "jedi", "ipython"]
"""What the notebook's kernel loads when it starts."""

PAGES = ["numpy", "matplotlib"]
"""What the pages import besides `pooltools`."""


class UnavailableError(Exception):
    """Pyodide's files cannot be had; the message says what to do."""


def cache() -> Path:
    """Return where this machine keeps what was downloaded once."""
    return user_cache_path("pooltools") / f"pyodide-{VERSION}"


def closure(packages: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the entries of named packages and of all that they need.

    Examples
    --------
    >>> lock = {"a": {"depends": ["b"]}, "b": {"depends": []}, "c": {"depends": []}}
    >>> list(closure(lock, ["a"]))
    ['a', 'b']
    """
    found: dict[str, Any] = {}
    queue = list(names)
    while queue:
        name = queue.pop().lower().replace("_", "-")
        if name not in found:
            found[name] = packages[name]
            queue += found[name]["depends"]
    return dict(sorted(found.items()))


def sums(folder: Path) -> dict[str, str]:
    """Return every file that is needed with its checksum; the lock must be there."""
    packages = json.loads((folder / LOCK).read_text(encoding="utf-8"))["packages"]
    wanted = closure(packages, KERNEL + PAGES).values()
    return CORE | {entry["file_name"]: entry["sha256"] for entry in wanted}


def expected(folder: Path, name: str) -> str:
    """Return the checksum of one file, of the lock even before it is there."""
    return CORE.get(name) or sums(folder)[name]


def missing(folder: Path) -> list[str]:
    """Return which needed files a folder has not, or has with another content."""
    if not official(folder / LOCK, CORE[LOCK]):
        return [LOCK]
    wanted = sums(folder).items()
    return [name for name, total in wanted if not official(folder / name, total)]


def official(path: Path, total: str) -> bool:
    """Tell whether a file is there and is what it should be."""
    return path.is_file() and digest(path) == total


def digest(path: Path) -> str:
    """Return the checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def find(named: Path | None = None) -> Path:
    """Return a folder with every needed file, each with its official checksum.

    Parameters
    ----------
    named : Path, optional
        The folder to use, and no other.  By default the cache is used, and filled
        from the CDN where it has gaps.

    Raises
    ------
    UnavailableError
        If the named folder lacks a file, or the CDN cannot be reached or sends
        something else.
    """
    if named is None:
        fill(cache())
        return cache()
    if lacking := missing(named):
        raise UnavailableError(
            f"{named} has no {', '.join(lacking[:3])} with the official checksum; "
            f"name the unpacked folder of {RELEASE}, or none to use the CDN"
        )
    return named


def fill(folder: Path) -> None:
    """Download what a folder lacks; each file appears whole and checked, or not."""
    folder.mkdir(parents=True, exist_ok=True)
    while lacking := missing(folder):  # the lock comes first and names the rest
        for name in lacking:
            try:
                with urllib.request.urlopen(CDN + name, timeout=60) as response:
                    data = response.read()
            except OSError as error:
                raise UnavailableError(
                    f"Pyodide's files are not in {folder}, and {CDN} cannot be "
                    f"reached ({getattr(error, 'reason', error)}). Unpack {RELEASE} "
                    "somewhere, and name the folder: make live PYODIDE=folder"
                ) from None
            keep(data, folder / name, expected(folder, name))


def keep(data: bytes, target: Path, total: str) -> None:
    """Write a file, if it is what it should be."""
    if hashlib.sha256(data).hexdigest() != total:
        raise UnavailableError(f"{target.name} is not the official file")
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(data)
    part.replace(target)


def copy(source: Path, target: Path) -> None:
    """Copy what is needed, with a lock that lists no more than that."""
    target.mkdir(parents=True)
    for name in sums(source):
        shutil.copyfile(source / name, target / name)
    lock = json.loads((source / LOCK).read_text(encoding="utf-8"))
    lock["packages"] = closure(lock["packages"], KERNEL + PAGES)
    write_lock(target, lock)


def write_lock(folder: Path, lock: dict[str, Any]) -> None:
    """Write the list of packages."""
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
