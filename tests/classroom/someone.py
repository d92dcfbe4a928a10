"""Run this Python as somebody who is not root, as a teacher is."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

NOBODY = 65_534
MOUNTED = f"""\
mount --bind "$1" "$2" || exit 77
shift 2
exec setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups "$@"
"""


def not_run(why: str) -> NoReturn:
    """Skip a test that cannot be run here; in CI, where it must be, fail it."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def python_as_someone(
    *arguments: str, cwd: Path, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run it in a folder; as root, as nobody, and as whoever is not root, as such.

    Where Python lies in root's own folder, it is mounted where nobody may read it.
    """
    paths = [str(Path(__file__).parents[2]), str(Path(np.__file__).parents[1])]
    plain = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(paths)}
    environment = {**plain, "HOME": str(cwd), "PYTHONDONTWRITEBYTECODE": "1", **more}
    command = [sys.executable, *arguments]
    user: dict[str, object] = {}
    if os.geteuid() == 0:
        base, real = Path(sys.base_prefix), Path(os.path.realpath(sys.executable))
        os.chmod(cwd, 0o777)
        command = [str(real), *arguments]
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        if not all(os.stat(place).st_mode & 0o001 for place in real.parents):
            place = cwd / "python"
            place.mkdir()
            command = [str(place / real.relative_to(base)), *arguments]
            unshared = ["unshare", "--mount", "sh", "-c", MOUNTED, "sh"]
            command = [*unshared, str(base), str(place), *command]
            user = {}
    done = subprocess.run(  # type: ignore[call-overload]
        command, cwd=cwd, env=environment, capture_output=True, text=True, **user
    )
    if done.returncode == 77 or "unshare failed" in done.stderr:
        not_run(f"nobody may read this Python, nor mount it: {done.stderr}")
    assert isinstance(done, subprocess.CompletedProcess)
    return done
