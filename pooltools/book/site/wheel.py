"""The package itself, made at each build: who reads the site needs no more than it.

Wheels of older versions stay where they are, for sheets that ask for them.
"""

import subprocess
import sys
from pathlib import Path

from sphinx.application import Sphinx

from ..._address import WHEELS, wheel


def write_wheel(app: Sphinx, error: Exception | None) -> None:
    """Write this version's wheel into the site's folder ``wheels``."""
    if error or app.builder.name != "html" or app.config.language == "zh_CN":
        return
    folder = Path(app.outdir, WHEELS)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    done = subprocess.run(
        [*command, "--directory", folder],
        cwd=app.srcdir,
        capture_output=True,
        text=True,
    )
    if done.returncode or not (folder / wheel()).exists():
        raise RuntimeError(f"no wheel was made:\n{done.stdout}{done.stderr}")


def setup(app: Sphinx) -> None:
    """Have the wheel written when the pages are."""
    app.connect("build-finished", write_wheel)
