"""A course on nbgrader takes the sheets as they are: one real cycle, small."""

import copy
import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.release import notebook

from .sheets import ROOT, sheets, solutions

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS"),
    pytest.mark.timeout(1800),
]

SHEET = "set-3"
MASTER = ROOT / f"chapters/en/exercises/{SHEET}.md"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return an empty course that asks nothing of the home folder."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    return folder


def nbgrader(course: Path, *arguments: str) -> str:
    """Run one nbgrader command in the course's folder, and return what it says."""
    # it calls a program that is installed beside it
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    home = {"HOME": str(course), "JUPYTER_PLATFORM_DIRS": "1", "PATH": path}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course, capture_output=True, text=True, check=False,
        env={**os.environ, **home},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def hand_in(
    folder: Path, answers: dict[str, str], doubled: str = "", text: str = ""
) -> None:
    """Write a hand-in with these answers, a cell of it perhaps doubled, or text."""
    made = copy.deepcopy(notebook(sheets()[SHEET]))
    cells = []
    for cell in made["cells"]:
        task = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(task, cell["source"])
        cell["cell_type"] = "markdown" if task == text else cell["cell_type"]
        cells += [cell, copy.deepcopy(cell)] if task == doubled else [cell]
    made["cells"] = cells
    folder.mkdir(parents=True)
    (folder / "my homework.ipynb").write_text(json.dumps(made), "utf-8")


def test_a_sheet_goes_through_nbgraders_own_cycle(course: Path, tmp_path: Path) -> None:
    source = course / "source" / SHEET
    release = ["release", str(MASTER), "-o", str(source), "--solutions"]
    assert main(release) == 0
    solved = source / f"{SHEET}-solutions.ipynb"
    solved = solved.rename(source / f"{SHEET}.ipynb")
    assert "Success" in nbgrader(course, "validate", str(solved))
    nbgrader(course, "generate_assignment", SHEET)
    released = (course / "release" / SHEET / f"{SHEET}.ipynb").read_text("utf-8")
    assert "SOLUTION" not in released
    assert "seed=2026" not in released

    right = {task: solutions()[task] for task in sheets()[SHEET].tasks}
    right["shift-in-words"] = "It tolerates some shifts."
    wrong = right["max-backward"].replace("+= g[i, j]", "+= g[i, j] * window.max()")
    collected = tmp_path / "collected"
    hand_in(collected / "Ada", right, doubled="tie", text="max-backward")
    hand_in(collected / "bob", right | {"max-backward": wrong})
    submitted = course / "submitted"
    assert main(["rebuild", str(MASTER), str(collected), "-o", str(submitted)]) == 0

    nbgrader(course, "autograde", SHEET)
    nbgrader(course, "export")
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    scores = {student: float(row["score"]) for student, row in rows.items()}
    assert scores == {"Ada": 11, "bob": 8}
    assert {float(row["max_score"]) for row in rows.values()} == {13}

    nbgrader(course, "generate_feedback", SHEET)
    page = course / "feedback/bob" / SHEET / f"{SHEET}.html"
    told = page.read_text("utf-8")
    assert "The gradient is multiplied by the winner" in told
    assert "Traceback (most recent" not in told
    page = course / "feedback/Ada" / SHEET / f"{SHEET}.html"
    assert "Your answer stands in a text cell" in page.read_text("utf-8")
