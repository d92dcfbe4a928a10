"""See to bubblewrap for the tests of grading.

    python tests/classroom/bubblewrap.py --install

Grading works without it, but what it promises with it must be tested.
"""

import os
import platform
import shutil
import subprocess
import sys

HOW = (
    "No bubblewrap for the tests of grading: install it with your system's packages "
    "(Debian, Ubuntu: apt-get install bubblewrap)."
)


def install() -> None:
    """Install it where that is ours to do: as root, with apt."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    if shutil.which("bwrap") is None and root and shutil.which("apt-get"):
        for command in ("update -qq", "install -y -qq bubblewrap"):
            subprocess.run(["apt-get", *command.split()], check=False)


if __name__ == "__main__":
    if "--install" in sys.argv:
        install()
    if platform.system() == "Linux" and shutil.which("bwrap") is None:
        sys.exit(HOW)
