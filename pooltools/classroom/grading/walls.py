"""The walls around a worker: what it sees under bubblewrap, and where it may write.

It sees Python and the system's libraries, read-only, and one folder in memory, of a
fixed size: no network, no other process, no other file.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .worker import main as worker

SOURCE = Path(worker.__file__).resolve().parent
"""The folder of what runs in the sandbox."""

PACKAGES = Path(np.__file__).parents[1]
"""Where NumPy lies."""

FOLDER = 16 << 20  # bytes of the worker's own folder in memory
PARTS = ("bin", "lib", "lib64", "pyvenv.cfg")
"""What Python needs of its own folder, which may be a teacher's, too."""

BUBBLEWRAP = shutil.which("bwrap")

ABSENT = """\
bubblewrap is not here. Get it with your system's packages (Debian, Ubuntu:
apt-get install bubblewrap); it is for Linux alone.
"""
REFUSED = """\
bubblewrap is here, but the system does not let it work: {reason}
On Ubuntu, allow it once with: apt-get install apparmor-profiles &&
ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ &&
systemctl reload apparmor. In a container, ask for one that may make namespaces.
"""


def missing() -> str:
    """Return why there are no walls, and what helps; nothing if there are."""
    if not BUBBLEWRAP:
        return ABSENT
    trial = [BUBBLEWRAP, *options([]), "/usr/bin/env", "true"]
    done = subprocess.run(trial, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines() or [f"it ends with {done.returncode}"]
    return REFUSED.format(reason=lines[-1][:200])


def options(hidden: Sequence[Path]) -> list[str]:
    """Return bubblewrap's options: what a worker sees, and nothing else.

    Parameters
    ----------
    hidden : sequence of Path
        Folders it must not see, should they lie where Python does.
    """
    made = "--unshare-pid --unshare-net --unshare-ipc --unshare-uts".split()
    made += "--unshare-cgroup-try --die-with-parent --new-session".split()
    made += ["--cap-drop", "ALL"]
    if os.geteuid() == 0:  # the worker needs these two to stop being root
        made += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        made.append("--unshare-user")
    # first of all: Python itself may lie there
    made += ["--size", str(FOLDER), "--perms", "1777", "--tmpfs", "/tmp"]
    seen = [Path("/usr"), *pythons()]
    for path in (*map(Path, ("/bin", "/sbin", "/lib", "/lib64")), *seen):
        parents = [p for p in reversed(path.parents) if p != Path("/")]
        made += [part for p in parents for part in ("--dir", str(p))]
        if path.is_symlink():
            made += ["--symlink", os.readlink(path), str(path)]
        elif path.exists():
            made += ["--ro-bind", str(path), str(path)]
    cache = "/etc/ld.so.cache"
    made += ["--ro-bind-try", cache, cache, "--proc", "/proc", "--dev", "/dev"]
    empty = []
    for folder in map(Path.resolve, (SOURCE.parents[2], *hidden)):
        if any(folder.is_relative_to(path) for path in seen):
            empty.append(str(folder))
            made += ["--tmpfs", str(folder)]
    made += ["--ro-bind", str(SOURCE), "/worker"]
    # nothing but the folder of a fixed size can be written to
    closed = [part for p in (*empty, "/dev", "/") for part in ("--remount-ro", p)]
    return [*made, *closed, "--chdir", "/tmp"]


def pythons() -> list[Path]:
    """Return what this Python, its environment and NumPy need, outside of /usr."""
    homes = {Path(sys.base_prefix), Path(sys.prefix)}
    homes |= {home.resolve() for home in homes}
    homes.add(Path(os.path.realpath(sys.executable)).parents[1])
    found = {home / part for home in homes for part in PARTS}
    found |= {PACKAGES, PACKAGES.resolve()}
    outside = {p for p in found if p.exists() and not p.is_relative_to("/usr")}
    return [
        path
        for path in sorted(outside)
        if not any(path != p and path.is_relative_to(p) for p in outside)
    ]
