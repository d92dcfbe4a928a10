"""The package as it is handed out.

Nothing here asks the network: the build takes the tools of the `test` extra, and an
empty environment the NumPy that runs the tests.
"""

import os
import subprocess
import sys
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
HERE = "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "MYPYPATH"


def run(*command: object, where: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of this checkout."""
    outside = {key: value for key, value in os.environ.items() if key not in HERE}
    parts = [str(part) for part in command]
    return subprocess.run(parts, cwd=where, env=outside, capture_output=True, text=True)


def build(sources: Path, folder: Path) -> tuple[Path, Path]:
    """Build the source archive, and of that the wheel; return both."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder]
    done = run(*command, sources, where=folder.parent)
    assert not done.returncode, done.stdout + done.stderr
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


def metadata(wheel: Path) -> Message:
    """Return what a wheel tells an index."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        name = next(name for name in names if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the source archive and the wheel of this checkout."""
    return build(ROOT, tmp_path_factory.mktemp("built") / "dist")
