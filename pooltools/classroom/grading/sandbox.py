"""Start workers that can do no harm, talk to them, and end them for certain.

With bubblewrap a worker sees Python and the system's libraries, read-only, and an
empty folder in memory: no network, no other process, no other file.  Without it
the limits stay: time, memory, size of files, and no process beside it.
"""

import contextlib
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .worker import main as worker

LIMITS = {
    "RLIMIT_AS": 1 << 30,  # bytes of memory
    "RLIMIT_CPU": 120,  # seconds, should all else fail
    "RLIMIT_FSIZE": 1 << 20,  # bytes of one file
    "RLIMIT_NOFILE": 64,
    "RLIMIT_NPROC": 0,  # no further process or thread
    "RLIMIT_CORE": 0,
}
FOLDER = 16 << 20  # bytes of the worker's own folder in memory
FAREWELL = 10.0  # seconds that a killed process may take to be gone
START = 60.0  # seconds until a worker must be ready
LONGEST_LINE = 24_000_000  # bytes of one answer
FIRST_USER = 61_000  # root's workers run as users of their own from here on

SOURCE = Path(worker.__file__).resolve().parent
"""The folder of what runs in the sandbox."""

START_IT = """\
import sys
sys.path.insert(0, sys.argv.pop())
from worker.main import main
del sys.path[0]
main()
"""
BUBBLEWRAP = shutil.which("bwrap")

_slots = itertools.count(FIRST_USER)
_mine = threading.local()


class WorkerDiedError(Exception):
    """The worker ended, or said what no worker says."""


class WorkerSlowError(Exception):
    """The worker did not answer in time, and was ended."""


def protects() -> bool:
    """Tell whether bubblewrap is there and may do its work."""
    if not BUBBLEWRAP:
        return False
    trial = [BUBBLEWRAP, *_bubblewrap_options([]), "/usr/bin/env", "true"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


class Worker:
    """One sandboxed process that runs one student's cells.

    Parameters
    ----------
    sandboxed : bool
        Whether bubblewrap keeps it in.
    hidden : sequence of Path
        Folders it must not see, should they lie where Python does.
    """

    def __init__(self, *, sandboxed: bool, hidden: Sequence[Path] = ()) -> None:
        self._folder = tempfile.mkdtemp(prefix="pooltools-")
        self._buffer = b""
        self._process: subprocess.Popen[bytes] | None = None
        user = _user()
        if user:
            os.chown(self._folder, user, user)
        command = [sys.executable, "-I", "-B", "-c", START_IT]
        command.append("/" if sandboxed else str(SOURCE.parent))
        if sandboxed:
            command = [str(BUBBLEWRAP), *_bubblewrap_options(hidden), *command]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=self._folder,
                env=_environment("/tmp" if sandboxed else self._folder),
                start_new_session=True,
            )
            reads = not sandboxed
            self.ask({"limits": LIMITS, "user": user, "reads": reads}, START)
        except BaseException:
            self.close()
            raise

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer to a question, or raise and end the worker."""
        end = time.monotonic() + seconds
        try:
            self._send(json.dumps(question).encode() + b"\n", end)
            said = json.loads(self._line(end))
        except (OSError, ValueError, RecursionError) as error:
            self.close()
            raise WorkerDiedError(str(error)) from None
        except WorkerSlowError:
            self.close()
            raise
        if not isinstance(said, dict):
            self.close()
            raise WorkerDiedError("no answer of a worker")
        return said

    def _send(self, data: bytes, end: float) -> None:
        """Write without waiting for one who does not read."""
        assert self._process
        assert self._process.stdin
        pipe = self._process.stdin.fileno()
        os.set_blocking(pipe, False)
        while data:
            if not select.select([], [pipe], [], max(end - time.monotonic(), 0))[1]:
                raise WorkerSlowError
            data = data[os.write(pipe, data) :]

    def _line(self, end: float) -> bytes:
        assert self._process
        assert self._process.stdout
        pipe, parts = self._process.stdout.fileno(), [self._buffer]
        while b"\n" not in parts[-1]:
            if sum(map(len, parts)) > LONGEST_LINE:
                raise OSError("the answer is too long")
            if not select.select([pipe], [], [], max(end - time.monotonic(), 0))[0]:
                raise WorkerSlowError
            parts.append(os.read(pipe, 1 << 20))
            if not parts[-1]:
                raise OSError("the worker has ended")
        line, _, self._buffer = b"".join(parts).partition(b"\n")
        return line

    def close(self) -> None:
        """End the process and all that it may have begun; remove its folder."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
            assert process.stdin
            assert process.stdout
            self._drain(process.stdout.fileno())
            process.stdin.close()
            process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _drain(self, pipe: int) -> None:
        """Wait for the pipe's end: the last process that holds it is gone then."""
        end = time.monotonic() + FAREWELL
        while select.select([pipe], [], [], max(end - time.monotonic(), 0))[0]:
            if not os.read(pipe, 1 << 20):
                return


def _user() -> int:
    """Return a user for this thread's workers if we are root, else 0."""
    if os.geteuid() != 0:
        return 0
    if not hasattr(_mine, "user"):
        _mine.user = next(_slots)
    return int(_mine.user)


def _environment(home: str) -> dict[str, str]:
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    plain = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MPLBACKEND": "agg"}
    return {**one, **plain, "HOME": home, "MPLCONFIGDIR": home}


def _bubblewrap_options(hidden: Sequence[Path]) -> list[str]:
    """Return bubblewrap's options: what a worker sees, and nothing else."""
    options = "--unshare-pid --unshare-net --unshare-ipc --unshare-uts".split()
    options += "--unshare-cgroup-try --die-with-parent --new-session".split()
    options += ["--cap-drop", "ALL"]
    if os.geteuid() == 0:  # the worker needs these two to stop being root
        options += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        options.append("--unshare-user")
    # first of all: Python itself may lie there
    options += ["--size", str(FOLDER), "--perms", "1777", "--tmpfs", "/tmp"]
    seen = [Path("/usr"), *_pythons()]
    for path in (*map(Path, ("/bin", "/sbin", "/lib", "/lib64")), *seen):
        parents = [p for p in reversed(path.parents) if p != Path("/")]
        options += [part for p in parents for part in ("--dir", str(p))]
        if path.is_symlink():
            options += ["--symlink", os.readlink(path), str(path)]
        elif path.exists():
            options += ["--ro-bind", str(path), str(path)]
    cache = "/etc/ld.so.cache"
    options += ["--ro-bind-try", cache, cache, "--proc", "/proc", "--dev", "/dev"]
    for folder in map(Path.resolve, (SOURCE.parents[2], *hidden)):
        if any(folder.is_relative_to(path) for path in seen):
            options += ["--tmpfs", str(folder)]
    return [*options, "--ro-bind", str(SOURCE), "/worker", "--chdir", "/tmp"]


def _pythons() -> list[Path]:
    """Return the folders of this Python, its environment and NumPy."""
    packages = Path(np.__file__).parents[1]
    folders = {Path(sys.base_prefix), Path(sys.prefix), packages}
    folders |= {folder.resolve() for folder in folders}
    folders.add(Path(os.path.realpath(sys.executable)).parents[1])
    outside = [f for f in folders if not f.is_relative_to("/usr")]
    return [
        folder
        for folder in sorted(outside)
        if not any(folder != f and folder.is_relative_to(f) for f in outside)
    ]
