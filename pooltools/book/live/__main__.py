"""The command that the Makefile uses: ``python -m pooltools.book.live --help``."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ...classroom.grading import release
from ...classroom.grading.master import read_sheet
from .. import notebook
from ..hosts import known
from . import buttons, pyodide, site

PYTHON = "python-3.12"
"""What Binder runs; by itself it takes an older one than the package needs."""


def notebooks(options: argparse.Namespace) -> None:
    """Write every page, and the students' sheets, as notebooks."""
    package = buttons.Links(options.repository).package
    if package:  # what Binder installs
        options.output.mkdir(parents=True, exist_ok=True)
        needed = f"jupyterlab\n{package}\n"
        (options.output / "requirements.txt").write_text(needed, encoding="utf-8")
        (options.output / "runtime.txt").write_text(f"{PYTHON}\n", encoding="utf-8")
    for page in sorted(options.chapters.glob("??/*.md")):
        save(notebook.convert(page, package), options.output / page.parent.name, page)
    for master in sorted(options.chapters.glob("en/exercises/set-*.md")):
        made = release.notebook(read_sheet(master))
        made["metadata"] |= notebook.METADATA
        save(made, options.output / "sheets", master)


def save(made: Any, folder: Path, page: Path) -> None:
    """Write a notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (folder / f"{page.stem}.ipynb").write_text(f"{text}\n", encoding="utf-8")


def live(options: argparse.Namespace) -> None:
    """Put the site that runs the notebooks beside the book, and link it."""
    if not (options.html / "index.html").exists():
        raise pyodide.UnavailableError("there is no built book: type make book first")
    source = None if options.cdn else pyodide.find(options.pyodide)
    built = site.build(options.notebooks, options.work, options.tools, source)
    site.install(built, options.html / "lite")
    links = buttons.Links(options.repository, options.hub)
    buttons.add(options.html, options.notebooks, links)


def main() -> int:
    """Run one command; return 0, or 1 with a line that says why not."""
    parser = argparse.ArgumentParser(prog="python -m pooltools.book.live")
    parts = parser.add_subparsers(required=True)
    part = parts.add_parser("notebooks", help=notebooks.__doc__)
    part.set_defaults(run=notebooks)
    part.add_argument("--chapters", type=Path, default=Path("chapters"))
    part.add_argument("--output", type=Path, default=Path("_build/notebooks"))
    part = parts.add_parser("site", help=live.__doc__)
    part.set_defaults(run=live)
    part.add_argument("--notebooks", type=Path, default=Path("_build/live/notebooks"))
    part.add_argument("--html", type=Path, default=Path("_build/html"))
    part.add_argument("--work", type=Path, default=Path("_build/live/work"))
    part.add_argument("--tools", type=Path, default=Path(".venv/live"))
    part.add_argument("--pyodide", type=Path, help="a folder with Pyodide's files")
    part.add_argument("--cdn", action="store_true", help="leave them on their CDN")
    part.add_argument("--hub", default="", help="the address of a JupyterHub")
    for part in parts.choices.values():
        part.add_argument("--repository", default=known(Path()), help="of the book")
    options = parser.parse_args()
    try:
        options.run(options)
    except (pyodide.UnavailableError, RuntimeError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
