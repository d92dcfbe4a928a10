"""What a hand-in can reach, and what a run that is killed or doubled leaves."""

import csv
import io
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pooltools.classroom.grading import batch, sandbox, walls
from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.grade import Result, Verdict
from pooltools.classroom.grading.master import Sheet
from pooltools.classroom.grading.submissions import Submission
from pooltools.classroom.grading.worker.values import decode

from . import hostile, someone
from .bubblewrap import HOW
from .sheets import ROOT
from .someone import python_as_someone
from .test_grading import left, mark, marked

__all__ = ["mark"]  # a fixture

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="bubblewrap is for Linux"
)
MASTER = ROOT / "chapters/en/exercises/set-1.md"
WRITES = """
import csv
import io
import os
found, sizes = [], []
for here, folders, files in os.walk("/"):
    if here == "/proc":
        folders[:] = []
    for place in [here]:
        try:
            with open(os.path.join(place, "written"), "w") as file:
                file.write("x")
        except OSError:
            continue
        told = os.statvfs(place)
        found.append(place)
        sizes.append(told.f_blocks * told.f_frsize)
"""


def told(worker: sandbox.Worker, source: str, *names: str) -> list[object]:
    assert worker.ask({"ask": "cell", "source": source}, 60) == {}
    answer = worker.ask({"ask": "values", "names": list(names)}, 10)
    return [decode(value) for value in answer["values"]]


@pytest.mark.parametrize("root", [True, False], ids=["root", "someone else"])
def test_no_path_can_be_written_without_a_size(
    root: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not walls.missing(), HOW
    if not root:  # a namespace of one's own, as whoever is not root gets it
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
    worker = sandbox.Worker(sandboxed=True)
    try:
        found, sizes = told(worker, WRITES, "found", "sizes")
    finally:
        worker.close()
    assert isinstance(found, list)
    assert "/tmp" in found
    assert all(str(place).startswith("/tmp") for place in found)
    assert set(sizes) == {walls.FOLDER}  # type: ignore[call-overload]


def test_a_wall_that_is_open_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = walls.options

    def opened(hidden: object) -> list[str]:
        made = plain([])
        return [*made[: made.index("--remount-ro")], "--chdir", "/tmp"]

    monkeypatch.setattr(walls, "options", opened)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    worker = sandbox.Worker(sandboxed=True)
    try:
        (found,) = told(worker, WRITES, "found")
    finally:
        worker.close()
    assert isinstance(found, list)
    assert {"/", "/dev", "/dev/shm"} <= set(found)


SHARED = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
shared = [libc.shmget(0, 1 << 20, 0o1600), libc.msgget(0, 0o1600)]
fine = os.getpid() > 0
"""


@pytest.mark.parametrize("walled", [True, False])
def test_no_memory_is_taken_that_no_limit_counts(
    walled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = sandbox.Worker(sandboxed=walled)
    try:
        assert told(worker, SHARED, "shared", "fine")[1] is True
        (shared,) = told(worker, "shared = str(shared)", "shared")
    finally:
        worker.close()
    assert shared == "[-1, -1]"


def test_pythons_own_folder_may_be_the_teachers_too() -> None:
    home = Path(sys.prefix).resolve()
    worker = sandbox.Worker(sandboxed=True, hidden=(home,))
    try:
        source = f"import os\nseen = sorted(os.listdir({str(home)!r}))"
        (seen,) = told(worker, source, "seen")
    finally:
        worker.close()
    assert isinstance(seen, list)
    assert set(seen) <= set(walls.PARTS)


def test_walls_that_are_refused_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = tmp_path / "bwrap"
    refused.write_text("#!/bin/sh\necho setting up uid map: denied >&2\nexit 1\n")
    refused.chmod(0o755)
    monkeypatch.setattr(walls, "BUBBLEWRAP", str(refused))
    hostile.KINDS["right"][0](tmp_path / "ada")
    command = ["grade", str(MASTER), str(tmp_path), "-o", str(tmp_path / "out")]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "setting up uid map: denied" in said
    assert "apparmor" in said
    assert "apt-get install bubblewrap" not in said


KILLED = """
import os, sys
from pooltools.classroom.grading import sandbox
os.environ[{mark!r}] = "1"
plain = sandbox._environment
sandbox._environment = lambda home: {{**plain(home), {mark!r}: "1"}}
worker = sandbox.Worker(sandboxed={walls})
print("ready", flush=True)
worker.ask({{"ask": "cell", "source": {source!r}}}, 600)
"""


@pytest.mark.parametrize("walled", [True, False])
def test_a_killed_run_leaves_nothing_that_stays(
    walled: bool, mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = KILLED.format(mark=mark, walls=walled, source=hostile.STUBBORN)
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    os.chmod(tmp_path, 0o777)
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment
    )
    assert run.stdout
    assert run.stdout.readline() == b"ready\n"
    assert marked(mark)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert left(mark) == []
    assert len(list(tmp_path.iterdir())) == (not walled)
    monkeypatch.setattr(sandbox.tempfile, "tempdir", str(tmp_path))
    (tmp_path / f"{sandbox.PREFIX}{os.getpid()}-mine").mkdir()
    sandbox.sweep()  # as the next run does
    assert [path.name[-5:] for path in tmp_path.iterdir()] == ["-mine"]


def test_two_runs_on_one_folder_do_no_harm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import fcntl

    hostile.KINDS["right"][0](tmp_path / "ada")
    out = tmp_path.parent / f"{tmp_path.name}-out"
    (out / "state").mkdir(parents=True)
    command = ["grade", str(MASTER), str(tmp_path), "-o", str(out)]
    with open(out / "state/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(command) == 1
    assert "Another run is at work" in capsys.readouterr().err
    assert not (out / "grades.csv").exists()
    assert main(command) == 0
    assert (out / "grades.csv").exists()


def test_nobody_knows_the_cases_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds: list[int] = []

    def grades(sheet: Sheet, submission: Submission, data: bytes, rules: Any) -> Result:
        seeds.append(rules.seed)
        return Result(submission.student, dict.fromkeys(sheet.tasks, Verdict(1, "")))

    monkeypatch.setattr(batch, "grade", grades)
    drawn = iter((71, 72))
    monkeypatch.setattr(secrets, "randbelow", lambda below: next(drawn))
    hostile.KINDS["right"][0](tmp_path / "in/ada")
    for out, more in (("a", []), ("b", []), ("a", []), ("a", ["--seed", "5"])):
        command = ["grade", str(MASTER), str(tmp_path / "in")]
        assert main([*command, "-o", str(tmp_path / out), *more]) == 0
    assert seeds == [71, 72, 5]  # the third run had nothing new to grade


@pytest.mark.parametrize("option", [["--seed", "-1"], ["--jobs", "0"]])
def test_a_number_that_cannot_be_is_refused(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["grade", str(MASTER), "x", "-o", "y", *option])
    assert "or more" in capsys.readouterr().err


REAL = {
    # hand-ins that try the walls, and what they earn
    "right": hostile.ALL,
    "fills every disk": hostile.ALL,
    "takes the real checks": 0,
    "fork bomb": hostile.ALL,
    "memory bomb in a cell": hostile.ALL,
    "daemon": hostile.ALL,
    "loop that takes no signal": hostile.ALL,
}


@pytest.mark.timeout(600)
def test_a_teacher_who_is_not_root_grades_within_walls(tmp_path: Path) -> None:
    """It is a real run: a namespace, its limits and all that belong to nobody."""
    os.chmod(tmp_path, 0o755)
    for folder in tmp_path.parents[:3]:  # pytest, and each of its workers, has its own
        if "pytest" in str(folder) and os.stat(folder).st_uid == os.geteuid():
            os.chmod(folder, os.stat(folder).st_mode | 0o055)
    for kind in REAL:
        hostile.KINDS[kind][0](tmp_path / "in" / kind)
    who = "import os; print(os.geteuid())"
    (tmp_path / "who").mkdir()
    assert python_as_someone("-c", who, cwd=tmp_path / "who").stdout.strip() != "0"
    command = ["-m", "pooltools.classroom", "grade", str(MASTER), "in", "-o", "out"]
    done = python_as_someone(*command, "--seconds", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Without these walls" not in done.stderr
    text = (tmp_path / "out/grades.csv").read_text("utf-8-sig")
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(text))}
    assert {kind: row["total"] for kind, row in rows.items()} == {
        kind: str(points) for kind, points in REAL.items()
    }
    assert not list(tmp_path.rglob("filler*"))


@pytest.mark.parametrize("walled", [True, False])
def test_numpy_may_be_anywhere(
    walled: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``pip install --user`` has it, where an isolated Python does not look."""
    plain = sandbox.START_IT
    gone = "import sys\nsys.path[:] = [p for p in sys.path if 'site-packages' not in p]"
    monkeypatch.setattr(sandbox, "START_IT", f"{gone}\n{plain}")
    worker = sandbox.Worker(sandboxed=walled)
    try:
        assert told(worker, "shape = list(np.ones(3).shape)", "shape")
    finally:
        worker.close()


@pytest.mark.parametrize(("ci", "how"), [("", pytest.skip), ("true", pytest.fail)])
def test_where_nobody_may_read_python_ci_does_not_skip(
    ci: str, how: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        said = "unshare: unshare failed: Operation not permitted"
        return subprocess.CompletedProcess(command, 1, "", said)

    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(someone.subprocess, "run", refused)
    with pytest.raises((pytest.skip.Exception, pytest.fail.Exception)) as caught:
        python_as_someone("-c", "", cwd=tmp_path)
    assert caught.type is how.Exception
    assert "nobody may read this Python" in str(caught.value)
