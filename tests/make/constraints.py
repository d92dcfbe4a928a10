"""Pin what a new environment installs: ``python -m tests.make constraints``.

Each file has the exact versions of one extra's whole tool chain, as they were tested
together; ``make EXACT=1`` and CI install them.  Readers get the ranges.  They are made
on the oldest Python, whose versions newer ones can install too; what only another
system needs is not in them, and stays free.
"""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
OLDEST = (3, 11)
EXTRAS = "live", "test"
HEAD = "# {extra}, as it was tested; make constraints renews it\n"


def file_of(extra: str) -> Path:
    """Return the file that has an extra's versions."""
    return Path(__file__).with_name(f"constraints-{extra}.txt")


def resolve(extra: str) -> str:
    """Install an extra into a new environment; return what came, a line each."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        scripts = sysconfig.get_path("scripts", "venv", {"base": folder})
        pip = [Path(scripts) / "python", "-m", "pip"]
        subprocess.run([*pip, "install", "-q", "-e", f"{ROOT}[{extra}]"], check=True)
        freeze = [*pip, "freeze", "--exclude-editable"]
        return subprocess.run(freeze, check=True, capture_output=True, text=True).stdout


def made() -> tuple[str, ...]:
    """Return the text of every file, made anew."""
    if sys.version_info[:2] != OLDEST:
        sys.exit("Needs the oldest Python: make constraints PYTHON=python3.11")
    return tuple(HEAD.format(extra=extra) + resolve(extra) for extra in EXTRAS)
