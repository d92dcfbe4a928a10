"""Start workers that can do no harm, talk to them, and end them for certain.

With bubblewrap there are walls around a worker.  Without it the limits stay: time,
memory, size of files, and no process beside it.
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

from . import walls

LIMITS = {
    "RLIMIT_AS": 1 << 30,  # bytes of memory
    "RLIMIT_CPU": 120,  # seconds, should all else fail
    "RLIMIT_FSIZE": 1 << 20,  # bytes of one file
    "RLIMIT_NOFILE": 64,
    "RLIMIT_NPROC": 0,  # no further process or thread
    "RLIMIT_CORE": 0,
}
PREFIX = "pooltools-worker-"
FAREWELL = 10.0  # seconds that a killed process may take to be gone
START = 60.0  # seconds until a worker must be ready
LONGEST_LINE = 24_000_000  # bytes of one answer
FIRST_USER = 61_000  # root's workers run as users of their own from here on

START_IT = """\
import sys
sys.path.append(sys.argv.pop())
sys.path.insert(0, sys.argv.pop())
from worker.main import main
del sys.path[0]
main()
"""
_slots = itertools.count(FIRST_USER)
_mine = threading.local()


class WorkerDiedError(Exception):
    """The worker ended, or said what no worker says."""


class WorkerSlowError(Exception):
    """The worker did not answer in time, and was ended."""


def sweep() -> None:
    """Remove the folders of workers whose run was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdigit() and not _lives(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        pass
    return True


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
        self._folder = ""  # with walls it is within them, and needs no other
        if not sandboxed:
            self._folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        self._buffer = b""
        self._process: subprocess.Popen[bytes] | None = None
        user = _user()
        if user and self._folder:
            os.chown(self._folder, user, user)
        command = [sys.executable, "-I", "-B", "-c", START_IT]
        command.append("/" if sandboxed else str(walls.SOURCE.parent))
        command.append(str(walls.PACKAGES))  # a user's own are not looked for
        if sandboxed:
            command = [str(walls.BUBBLEWRAP), *walls.options(hidden), *command]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=self._folder or "/",
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
        if self._folder:
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
