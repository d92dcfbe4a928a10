"""A class is graded without trusting any hand-in."""

import contextlib
import csv
import io
import json
import os
import re
import select
import shutil
import socket
import stat
import subprocess
import sys
import uuid
import zipfile
from pathlib import Path

import nbformat
import pytest

from pooltools._used_files import PACKAGE, Package
from pooltools.classroom.checks import TASKS
from pooltools.classroom.grading import batch, sandbox, selfcheck, walls
from pooltools.classroom.grading.batch import Progress
from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.grade import GradingOptions, Result, Verdict, grade
from pooltools.classroom.grading.marks import unsolved
from pooltools.classroom.grading.master import MasterError, read_sheet
from pooltools.classroom.grading.release import notebook, write
from pooltools.classroom.grading.report import _words, grades_csv
from pooltools.classroom.grading.selfcheck import problems
from pooltools.classroom.grading.session import NoWorkerError, Session
from pooltools.classroom.grading.submissions import (
    Submission,
    file_name,
    find_submissions,
)

from . import hostile
from .bubblewrap import HOW
from .sheets import MASTERS, ROOT, sheets

pytestmark = pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS")

MASTER = ROOT / "chapters/en/exercises/set-1.md"
SECONDS = 2.0


@pytest.fixture
def sandboxed():
    if sys.platform != "linux":
        pytest.skip("bubblewrap is for Linux")
    assert not walls.missing(), HOW
    return True


@pytest.fixture(params=["sandboxed", "limits alone"])
def protection(request, monkeypatch):
    """Run with bubblewrap, and as on a machine that has none."""
    if request.param == "sandboxed":
        request.getfixturevalue("sandboxed")
    else:
        monkeypatch.setattr(walls, "BUBBLEWRAP", None)
    return request.param == "sandboxed"


@pytest.fixture
def mark(monkeypatch):
    """Mark every worker, and whatever it begins, in its environment."""
    name = f"POOLTOOLS_MARK_{uuid.uuid4().hex}"
    plain = sandbox._environment
    monkeypatch.setattr(
        sandbox, "_environment", lambda home: {**plain(home), name: "1"}
    )
    return name


def marked(name):
    """Return the processes with this mark."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if name.encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


def left(name):
    """Return the processes with this mark that stay: a killed one needs a moment."""
    for process in marked(name):
        with contextlib.suppress(ProcessLookupError):
            ending = os.pidfd_open(process)
            select.select([ending], [], [], 20)
            os.close(ending)
    return marked(name)


def graded(place, out, *more):
    """Grade a folder or zip, and return the rows of grades.csv by student."""
    assert main(["grade", str(MASTER), str(place), "-o", str(out), *more]) == 0
    text = (out / "grades.csv").read_text("utf-8-sig")
    return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}


def test_every_kind_of_hand_in_ends_in_its_grade(protection, tmp_path, mark):
    assert len(hostile.KINDS) >= 60
    place, out = tmp_path / "submissions", tmp_path / "results"
    hostile.write_all(place)
    more = [] if protection else ["--without-walls"]
    rows = graded(place, out, "--seconds", str(SECONDS), "--jobs", "4", *more)
    wrong = {}
    for kind, (_, points, said) in hostile.KINDS.items():
        if kind in hostile.NEEDS_ZIP:
            continue
        student = hostile.NO_FOLDER_NAME.get(kind, kind)
        row = rows.pop(f"'{student}" if student.startswith("=") else student)
        page = out / "feedback" / f"{file_name(student)}.html"
        told = re.sub(r"&[a-z#0-9]+;", _unescape, page.read_text("utf-8"))
        if kind in hostile.NEEDS_WALLS and not protection:
            continue
        total = "" if points is None else str(points)
        status = "not graded" if points is None else "graded"
        fine = row["total"] == total and row["status"] == status and said in told
        if not fine:
            wrong[kind] = (row, told[-1500:])
    assert wrong == {}
    assert rows == {}
    assert left(mark) == []


def _unescape(match):
    import html

    return html.unescape(match[0])


def test_a_worker_that_was_left_would_be_seen(sandboxed, mark):
    if not Path("/proc/self/environ").exists():
        pytest.skip("there is no /proc here")
    worker = sandbox.Worker(sandboxed=sandboxed)
    assert marked(mark)
    worker.close()
    assert left(mark) == []


def test_one_hand_in_does_not_change_another(sandboxed, tmp_path):
    place = tmp_path / "submissions"
    place.mkdir()
    for name in ("hooked worker", "patched NumPy", "right"):
        hostile.KINDS[name][0](place / name)
    rows = graded(place, tmp_path / "out", "--jobs", "1")
    assert [rows[name]["total"] for name in sorted(rows)] == ["0", "0", "14"]


class Door:
    """A port that keeps who called until it is asked."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]

    def called(self, patience=0.0):
        """Tell whether one more has called; wait for it no longer than this."""
        self._socket.settimeout(patience)
        try:
            self._socket.accept()[0].close()
        except (BlockingIOError, TimeoutError):
            return False
        return True

    def close(self):
        self._socket.close()


def points(code, sandboxed, hidden=()):
    """Return what the first task earns if this code runs before a wrong answer."""
    answers = hostile.BAD | {"first-window": f"{code}\n{hostile.BAD['first-window']}"}
    rules = GradingOptions(sandboxed, hidden=hidden)
    result = grade(sheets()["set-1"], Submission("x"), hostile.data(answers), rules)
    assert result.status == "graded"
    return result.verdicts["first-window"].points


def test_no_worker_reaches_the_network(sandboxed, capsys):
    door = Door()
    code = hostile.CALLS_OUT.format(port=door.port)
    assert points(code, sandboxed) == 0
    assert not door.called()
    # without walls it can, which is what the command warns of
    assert points(code, False) == 2
    assert door.called(patience=60)
    assert not door.called()
    door.close()


def test_no_worker_reads_the_master_or_another_hand_in(sandboxed, tmp_path):
    os.chmod(tmp_path, 0o755)
    put = tmp_path / "other"
    hostile.KINDS["right"][0](put)
    code = hostile.READS.format(roots=["/tmp", "/home", "/root", str(ROOT), str(put)])
    assert points(code, sandboxed) == 0
    seen = hostile.READS.format(roots=[str(MASTER.parent)])
    assert points(seen, False) == 2


def test_what_lies_beside_python_is_hidden_too(sandboxed, tmp_path, monkeypatch):
    for folder in ("python", "python/book/sheets"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    pythons = [*walls.pythons(), tmp_path / "python"]
    monkeypatch.setattr(walls, "pythons", lambda: pythons)
    (tmp_path / "python/book/sheets/set-1.md").write_text(MASTER.read_text("utf-8"))
    code = hostile.READS.format(roots=[str(tmp_path)])
    assert points(code, sandboxed) == 2
    assert points(code, sandboxed, hidden=(tmp_path / "python/book",)) == 0


def test_no_worker_writes_outside(sandboxed, tmp_path):
    os.chmod(tmp_path, 0o777)
    places = [str(tmp_path), "/tmp", "/usr", "/", sys.prefix, str(ROOT)]
    assert points(hostile.WRITES.format(places=places), sandboxed) == 0
    for place in places:
        assert not Path(place, "was-here").exists()
    assert points(hostile.WRITES.format(places=[str(tmp_path)]), False) == 0
    assert (tmp_path / "was-here").exists()


def test_a_worker_leaves_no_folder(sandboxed, tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox.tempfile, "tempdir", str(tmp_path))
    for protected in (sandboxed, False):
        worker = sandbox.Worker(sandboxed=protected)
        assert len(list(tmp_path.iterdir())) == (not protected)
        worker.close()
        assert list(tmp_path.iterdir()) == []


def test_without_bubblewrap_the_command_says_what_is_weaker(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(walls, "BUBBLEWRAP", None)
    place = tmp_path / "in"
    place.mkdir()
    hostile.KINDS["right"][0](place / "ada")
    command = ["grade", str(MASTER), str(place), "-o", str(tmp_path / "none")]
    assert main(command) == 1
    told = capsys.readouterr().err
    for words in ("apt-get install bubblewrap", "overwrite", "add --without-walls"):
        assert words in told
    assert not (tmp_path / "none").exists()
    rows = graded(place, tmp_path / "out", "--without-walls")
    assert rows["ada"]["total"] == "14"
    assert "read this very process" in capsys.readouterr().err
    overview = (tmp_path / "out/overview.html").read_text("utf-8")
    assert "Without bubblewrap" in overview


def test_an_lms_zip_is_graded_where_it_lies(sandboxed, tmp_path):
    archive = tmp_path / "class.zip"
    good = hostile.data(hostile.GOOD).decode()
    link = zipfile.ZipInfo("Linker_3_assignsubmission_file/set-1.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("Ada Lovelace_1_assignsubmission_file/set-1.ipynb", good)
        file.writestr("王小明_2_assignsubmission_file/set-1.ipynb", good)
        file.writestr("../../evil/set-1.ipynb", good)
        file.writestr("..\\..\\windows\\set-1.ipynb", good)
        file.writestr("/etc/set-1.ipynb", good)
        file.writestr("flat_set-1.ipynb", good)
        file.writestr("__MACOSX/._set-1.ipynb", "x")
        file.writestr("../set-1.ipynb", good)
        file.writestr(link, "../Ada/set-1.ipynb")
    rows = graded(archive, tmp_path / "out")
    names = {"Ada Lovelace", "王小明", "evil", "windows", "etc", "flat", "set-1"}
    assert {name for name, row in rows.items() if row["total"] == "14"} == names
    assert rows["Linker"]["total"] == ""
    assert "is a link" in rows["Linker"]["flags"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.zip", "out"]


def test_a_zip_that_swells_is_not_graded(sandboxed, tmp_path):
    archive = tmp_path / "class.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb/set-1.ipynb", b" " * (40 << 20))
        file.writestr("ada/set-1.ipynb", hostile.data(hostile.GOOD))
    rows = graded(archive, tmp_path / "out")
    assert rows["bomb"]["status"] == "not graded"
    assert "larger than 32 MB" in rows["bomb"]["flags"]
    assert rows["ada"]["total"] == "14"


def test_a_flat_folder_is_graded(sandboxed, tmp_path):
    place = tmp_path / "flat"
    place.mkdir()
    (place / "ada.ipynb").write_bytes(hostile.data(hostile.GOOD))
    (place / "bob_set-1.ipynb").write_bytes(hostile.data(hostile.BAD))
    (place / "cy.txt").write_text("no notebook")
    rows = graded(place, tmp_path / "out")
    assert {name: row["total"] for name, row in rows.items()} == {
        "ada": "14",
        "bob": "0",
        "cy": "",
    }


def test_a_run_goes_on_where_it_was_interrupted(
    sandboxed, tmp_path, monkeypatch, capsys
):
    place, out = tmp_path / "in", tmp_path / "out"
    place.mkdir()
    for name in "abcd":
        hostile.KINDS["right"][0](place / name)
    asked = []

    def grades(sheet, submission, *rest):
        asked.append(submission.student)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return grade(sheet, submission, *rest)

    monkeypatch.setattr(batch, "grade", grades)
    command = ["grade", str(MASTER), str(place), "-o", str(out), "--jobs", "1"]
    assert main(command) == 130
    assert "The same command goes on from here" in capsys.readouterr().err
    asked[:] = [None] * 9
    assert main(command) == 0
    # d may have been on its way when c was interrupted
    assert asked[9:] in (["c"], ["c", "d"])
    asked[:] = [None] * 11
    hostile.KINDS["wrong"][0](place / "b")  # handed in anew: graded anew
    assert graded(place, out, "--jobs", "1")["b"]["total"] == "11"
    assert asked[11:] == ["b"]
    assert main([*command, "--seed", "2"]) == 0  # other cases: graded anew
    assert asked[12:] == ["a", "b", "c", "d"]


@pytest.fixture
def grade_anew(tmp_path, monkeypatch):
    """Return a way to change a file and to ask who is graded anew for it."""
    package, master = tmp_path / "pooltools", tmp_path / "set-1.md"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(MASTER, master)
    place, asked = tmp_path / "in", []
    place.mkdir()
    for name in "ab":
        hostile.KINDS["right"][0](place / name)

    def grades(sheet, submission, *rest):
        asked.append(submission.student)
        return Result(submission.student, dict.fromkeys(sheet.tasks, Verdict(1, "")))

    def grade_anew(*files):
        for file in files:
            with open(tmp_path / file, "a") as changed:
                changed.write("\n")
        asked.clear()
        command = ["grade", str(master), str(place), "-o", str(tmp_path / "out")]
        assert main([*command, "--jobs", "1"]) == 0
        return "".join(asked)

    monkeypatch.setattr(batch, "grade", grades)
    monkeypatch.setattr(batch, "Package", lambda: Package(package))
    assert grade_anew("set-1.md") == "ab"
    return grade_anew


def test_a_class_is_graded_anew_where_something_changes_that_judges(grade_anew):
    for file in (
        "pool.py",
        "_windows/engine.py",
        "backward/pool.py",
        "classroom/checks/windows.py",
        "classroom/grading/worker/cells.py",
        "text/checks.toml",
        "text/grading.toml",
    ):
        assert grade_anew(f"pooltools/{file}") == "ab", file
    assert grade_anew("set-1.md") == "ab"


def test_a_class_is_not_graded_anew_for_what_only_shows(grade_anew):
    files = (
        "widgets/css/bench.css",
        "widgets/bench.py",
        "figures/zoo.py",
        "figures/classroom.py",  # draws the overview, which is made each time
        "classroom/grading/report.py",
        "book/site/layout.py",
        "text/bench.toml",
        "samples.py",
    )
    assert grade_anew(*(f"pooltools/{file}" for file in files)) == ""


def test_an_error_of_the_grader_itself_costs_one_hand_in(
    sandboxed, tmp_path, monkeypatch
):
    place = tmp_path / "in"
    place.mkdir()
    for name in ("ada", "bob"):
        hostile.KINDS["right"][0](place / name)

    def fails(sheet, submission, *rest):
        if submission.student == "ada":
            raise ZeroDivisionError("seeded")
        return grade(sheet, submission, *rest)

    monkeypatch.setattr(batch, "grade", fails)
    rows = graded(place, tmp_path / "out")
    assert rows["ada"]["total"] == ""
    assert "the grader itself failed" in rows["ada"]["flags"]
    assert rows["bob"]["total"] == "14"


def test_a_notebook_that_uses_up_its_time_is_not_graded(sandboxed, monkeypatch):
    monkeypatch.setattr("pooltools.classroom.grading.session.BUDGET", 0)
    data = hostile.data(hostile.GOOD)
    result = grade(sheets()["set-1"], Submission("a"), data, GradingOptions(sandboxed))
    assert (result.status, result.total) == ("not graded", None)
    assert "used up all the time" in result.reason


def test_what_is_not_graded_is_empty_and_never_0():
    verdicts = {"first-window": Verdict(None, "late"), "max-pool": Verdict(0, "no")}
    result = Result("a", verdicts, reason="late")
    assert (result.status, result.total) == ("partly graded", 0)
    rows = list(csv.DictReader(io.StringIO(grades_csv(sheets()["set-1"], [result]))))
    assert (rows[0]["first-window"], rows[0]["max-pool"]) == ("", "0")
    assert (rows[0]["status"], rows[0]["flags"]) == ("partly graded", "late")


def test_no_worker_is_nobodys_fault(monkeypatch, sandboxed):
    monkeypatch.setattr(walls, "BUBBLEWRAP", "/bin/false")
    session = Session("", [], sandboxed=True)
    with pytest.raises(NoWorkerError):
        session._replay(0)
    result = grade(
        sheets()["set-1"], Submission("a"), hostile.data({}), GradingOptions(True)
    )
    assert (result.status, result.total) == ("not graded", None)


def test_feedback_stands_alone(sandboxed, tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    for name in ("wrong", "right", "cut off", "marks lost"):
        hostile.KINDS[name][0](place / name)
    graded(place, tmp_path / "out")
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) == 5
    for path in pages:
        text = path.read_text("utf-8")
        assert not re.search(r"src=|href=\"[^#]|url\([^#]|@import|<script|<link", text)
        assert "default-src 'none'" in text
        assert "MISSING" not in text
    overview = (tmp_path / "out/overview.html").read_text("utf-8")
    assert len(re.findall(r'<svg role="img" aria-label="[^"]{20,}"', overview)) == 2
    assert "Any number of channels" in overview
    assert "These are the means" in overview


@pytest.mark.parametrize("path", MASTERS, ids=lambda path: path.stem)
def test_a_sheet_grades_as_it_should(path, sandboxed):
    assert list(problems(read_sheet(path), GradingOptions(sandboxed))) == []


def test_a_sheet_with_a_wrong_solution_is_found_out(tmp_path, sandboxed):
    bad = tmp_path / "set-1.md"
    text = MASTER.read_text("utf-8")
    bad.write_text(text.replace("rounded_down = [[6", "rounded_down = [[5"), "utf-8")
    assert [
        line.split(":")[0]
        for line in problems(read_sheet(bad), GradingOptions(sandboxed))
    ] == ["floor-or-ceil"] * 2  # its check in the sheet says so, and the grader
    given = text.replace("biggest = ...\nmeans = ...", "biggest = [[4, 2], [3, 7]]\n"
                         "means = [[2.5, 1], [1.5, 4]]")  # fmt: skip
    bad.write_text(given, "utf-8")
    (line,) = problems(read_sheet(bad), GradingOptions(sandboxed))
    assert line.startswith("first-window: the unsolved sheet earns 2, not 0")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("import numpy as np", "import nunpy", "its setup cell stops with Module"),
        ('check("max-pool", max_pool_2x2)', 'check("max-pool", max_pol)',
         "max-pool: its check cell stops with NameError"),
        ('check("max-pool", max_pool_2x2)', 'check("max-pol", max_pool_2x2)',
         "max-pool: its check cell checks max-pol"),
        ('check("max-pool", max_pool_2x2)', 'check("overlapping", max_pool_2x2)',
         "max-pool: its check cell checks overlapping"),
        ('check("max-pool", max_pool_2x2)', "pass", "its check cell checks nothing"),
        ("30 minutes, 14 points", "30 minutes, 15 points", "promises 15 points"),
        ("*Fill in, 3 points.*", "*Fill in, 2 points.*", "the text promises 2"),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_run_is_found_out(
    tmp_path, sandboxed, monkeypatch, old, new, words
):
    bad = tmp_path / "set-1.md"
    text = MASTER.read_text("utf-8")
    assert old in text
    bad.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(selfcheck, "grade", lambda *a: Result("a"))  # tested above
    monkeypatch.setattr(selfcheck, "_confusions", lambda task: [])
    found = list(problems(read_sheet(bad), GradingOptions(sandboxed)))
    assert any(words in line for line in found), found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("---\njupytext:", "---\ntext:", "no jupytext header"),
        ("[check, task=max-pool", "[task=max-pool", "a cell is tagged task, points"),
        ("task=max-pool", "task=max-pol", "no check for max-pol"),
        ("points=3", "points=three", "points=three is no whole number"),
        ("points=3", "points=0", "a task has no points"),
        ("# Sheet 1", "Sheet 1", "has no title"),
        ("task=overlapping", "task=max-pool", "a task is there twice"),
    ],
)
def test_a_broken_master_is_refused_in_one_line(tmp_path, capsys, old, new, words):
    bad = tmp_path / "set-1.md"
    text = re.sub(r"^## ", "x ", MASTER.read_text("utf-8"), flags=re.MULTILINE)
    assert old in text
    bad.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(MasterError, match=words):
        read_sheet(bad)
    assert main(["release", str(bad), "-o", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("path", MASTERS, ids=lambda path: path.stem)
def test_a_release_has_no_solution_in_it(path, tmp_path):
    assert main(["release", str(path), "-o", str(tmp_path)]) == 0
    made = tmp_path / f"{path.stem}.ipynb"
    text = made.read_text("utf-8")
    nbformat.validate(nbformat.read(made, as_version=4))
    assert "SOLUTION" not in text
    assert "HIDDEN" not in text
    sheet = read_sheet(path)
    answers = [cell.source for cell in sheet.cells if cell.kind == "answer"]
    for source in answers:
        secret = source.split("### BEGIN SOLUTION\n")[1].split("### E")[0].splitlines()
        assert secret
        assert not any(line and f'"{line}' in text for line in secret)
    assert main(["release", str(path), "-o", str(tmp_path), "--solutions"]) == 0
    solved = (tmp_path / f"{path.stem}-solutions.ipynb").read_text("utf-8")
    assert "### BEGIN SOLUTION" in solved
    assert "### ELSE" not in solved


def test_a_release_is_the_same_each_time():
    sheet = sheets()["set-3"]
    assert write(sheet) == write(sheet)
    kinds = [c["metadata"].get("nbgrader", {}) for c in notebook(sheet)["cells"]]
    ids = [kind["grade_id"] for kind in kinds if kind]
    assert len(ids) == len(set(ids)) == 1 + 2 * len(sheet.tasks) + len(sheet.manual)
    assert sum(kind.get("points", 0) for kind in kinds) == 13


def test_run_all_goes_on_past_every_check():
    for sheet in sheets().values():
        for cell in notebook(sheet)["cells"]:
            tags = cell["metadata"].get("tags", [])
            assert ("raises-exception" in tags) == hostile.is_check(cell)


def test_what_stands_for_a_solution_keeps_its_indent():
    source = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    assert unsolved(source) == "def f():\n    ..."


def test_a_doubled_file_name_cannot_happen():
    names = ["Ada", "ada", "a/da", "a-da", "..", "", "王", "王 ", "x" * 300, "x" * 301]
    made = [file_name(name).casefold() for name in names]
    assert len(set(made)) == len(made)
    assert all(name and "/" not in name and len(name.encode()) < 200 for name in made)


def test_a_name_that_is_no_text_is_graded(sandboxed, tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    try:
        os.mkdir(os.fsencode(place) + b"/Andr\xe9")
    except OSError:
        pytest.skip("this file system takes texts alone")
    target = os.fsencode(place) + b"/Andr\xe9/set-1.ipynb"
    with open(target, "wb") as file:
        file.write(hostile.data(hostile.GOOD))
    rows = graded(place, tmp_path / "out")
    assert [row["total"] for row in rows.values()] == ["14"]


def test_hand_ins_are_mended_for_nbgrader(tmp_path, capsys):
    place = tmp_path / "in"
    place.mkdir()
    for name in ("renamed", "marks lost", "cell doubled", "Latin-1", "cut off"):
        hostile.KINDS[name][0](place / name)
    out = tmp_path / "submitted"
    assert main(["rebuild", str(MASTER), str(place), "-o", str(out)]) == 0
    made = sorted(out.glob("*/set-1/set-1.ipynb"))
    assert len(made) == 4
    released = notebook(sheets()["set-1"])
    for path in made:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        ids = [c["id"] for c in cells if not c["id"].startswith("own-")]
        assert ids == [c["id"] for c in released["cells"]]
        sources = [cell["source"] for cell in cells]
        assert hostile.GOOD["max-pool"] in sources
    assert "cut off" in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_and_in_a_log():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for out, mark in ((Terminal(), "\r["), (io.StringIO(), "[")):
        progress = Progress(2, out)
        progress(Result("a", {"t": Verdict(1, "")}))
        progress(Result("b", {"t": Verdict(None, "")}, reason="x"))
        assert out.getvalue().startswith(mark)
        assert "2/2, 1 not graded" in out.getvalue()


def test_the_command_explains_itself():
    done = subprocess.run(
        [sys.executable, "-m", "pooltools.classroom", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for word in ("release", "grade", "check", "rebuild", "For teachers"):
        assert word in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "none.md", "x", "-o", "y"], "cannot be read"),
        (["grade", str(MASTER), "nowhere", "-o", "y"], "neither a folder nor a zip"),
    ],
)
def test_a_wrong_path_is_told_in_one_line_and_leaves_nothing(
    arguments, words, capsys, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_links_are_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/set-1.ipynb").write_bytes(b"{}")
    place = tmp_path / "in"
    (place / "ada").mkdir(parents=True)
    (place / "ada/inner").symlink_to(tmp_path / "real", target_is_directory=True)
    (found,) = find_submissions(place, "set-1")
    assert found.notebooks == []


def test_every_mistake_has_words_for_the_overview():
    general = "stopped raises nothing mutates float other shape".split()
    for name, task in TASKS.items():
        words = [_words(name, mistake) for mistake in (*task.mistakes, *general)]
        assert len(set(words)) == len(words)
        assert not any("{" in word for word in words)
