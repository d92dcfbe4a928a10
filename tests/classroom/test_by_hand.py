"""Marks by hand reach totals, feedback and the platform, and a regrade keeps them."""

import csv
import io
import os
from pathlib import Path

import pytest

from pooltools.classroom.grading import batch
from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.grade import Result, Verdict, named
from pooltools.classroom.grading.submissions import Submission

from .sheets import ROOT, sheets

pytestmark = pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS")

MASTER = ROOT / "chapters/en/exercises/set-3.md"
WORDS = "shift-in-words"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the results of a class of three, each with every automatic point."""

    def grades(sheet: object, submission: Submission, *rest: object) -> Result:
        tasks = sheets()["set-3"].tasks
        points = sheets()["set-3"].points
        verdicts = {task: Verdict(points[task], "fine") for task in tasks}
        return named(submission, verdicts=verdicts, sources={WORDS: "It is tolerant."})

    monkeypatch.setattr(batch, "grade", grades)
    for name in ("ada", "bob", "cy"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "set-3.ipynb").write_text('{"cells": []}')
    grade(tmp_path)
    return tmp_path / "out"


def grade(place: Path) -> None:
    command = ["grade", str(MASTER), str(place / "in"), "-o", str(place / "out")]
    assert main(command) == 0


def rows(out: Path) -> dict[str, dict[str, str]]:
    text = (out / "grades.csv").read_text("utf-8-sig")
    return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}


def finish(out: Path, changes: dict[str, dict[str, str]], delimiter: str = ",") -> int:
    """Fill in a copy of grades.csv, as a spreadsheet saves it, and take it over."""
    found = rows(out)
    for name, cells in changes.items():
        found[name] |= cells
    copy = out.parent / "marked.csv"
    with copy.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(found["ada"]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(found.values())
    return main(["finish", str(MASTER), str(out), str(copy)])


@pytest.mark.parametrize(("delimiter", "half"), [(",", "1.5"), (";", "1,5")])
def test_marks_by_hand_reach_everything(out: Path, delimiter: str, half: str) -> None:
    changes = {"ada": {WORDS: "2"}, "bob": {WORDS: half, "remark": "Say when not."}}
    assert finish(out, changes, delimiter) == 0
    found = rows(out)
    assert [found[name]["total"] for name in ("ada", "bob", "cy")] == [
        "13",
        "12.5",
        "11",
    ]
    assert found["bob"]["remark"] == "Say when not."
    pages = {name: (out / f"feedback/{name}.html").read_text("utf-8") for name in found}
    assert "13 of 13 points" in pages["ada"]
    assert "12.5 of 13" in pages["bob"]
    assert "Say when not." in pages["bob"]
    assert "It is tolerant." in pages["bob"]
    assert "11 of 11" in pages["cy"]
    assert "given by hand" in pages["cy"]
    table = out.parent / "t.csv"
    table.write_text("Username,Grade\nada,\nbob,\ncy,\n")
    back = out.parent / "back"
    assert main(["fill", str(MASTER), str(out), str(table), "-o", str(back)]) == 0
    assert (back / "t.csv").read_text() == "Username,Grade\nada,13\nbob,12.5\ncy,11\n"


def test_a_grade_is_changed_with_a_reason_and_stays(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    task = sheets()["set-3"].tasks[0]
    assert finish(out, {"bob": {task: "0"}}) == 1
    assert f"bob: {task} is 0, not" in capsys.readouterr().err
    assert rows(out)["bob"]["total"] == "11"  # nothing was taken
    assert finish(out, {"bob": {task: "0", "remark": "Copied from ada."}}) == 0
    wanted = f"{11 - sheets()['set-3'].points[task]}"
    assert rows(out)["bob"]["total"] == wanted
    (out.parent / "in/bob/set-3.ipynb").write_text('{"cells": [{}]}')
    grade(out.parent)  # anew
    assert rows(out)["bob"]["total"] == wanted
    page = (out / "feedback/bob.html").read_text("utf-8")
    assert "Copied from ada." in page
    assert "marked by hand" in page


@pytest.mark.parametrize(
    "said", ["-1: late", "=D4", "a; =b", "x, -1, y", "＝１", "it's; 'so'"]
)
def test_a_remark_stays_the_same_however_often_it_is_taken_over(
    out: Path, said: str
) -> None:
    for _ in range(3):
        remark = {"remark": said} if not rows(out)["bob"]["remark"] else {}
        assert finish(out, {"bob": remark}) == 0
        page = (out / "feedback/bob.html").read_text("utf-8")
        assert f"From your teacher: {said}".replace("'", "&#39;") in page
    cell = rows(out)["bob"]["remark"]
    assert not cell.startswith(("=", "-", "＝"))


@pytest.mark.parametrize("text", ["3", "-1", "two", "1/2", "²"])
def test_a_mark_that_cannot_be_is_refused(
    out: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finish(out, {"ada": {WORDS: text}, "bob": {WORDS: "2"}}) == 1
    assert "is no number from 0 to 2" in capsys.readouterr().err
    assert rows(out)["bob"][WORDS] == ""


def test_a_row_that_is_nobodys_is_refused(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finish(out, {"ada": {"student": "dan"}}) == 1
    assert "dan: is not among the results" in capsys.readouterr().err
    assert finish(out, {"ada": {"student": "bob"}}) == 1
    assert "bob: is there twice" in capsys.readouterr().err


def test_another_table_is_refused(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out.parent / "x.csv").write_text("a,b\n1,2\n")
    assert main(["finish", str(MASTER), str(out), str(out.parent / "x.csv")]) == 1
    assert "is it grades.csv?" in capsys.readouterr().err
    command = ["finish", str(MASTER), str(out.parent / "none"), str(out / "grades.csv")]
    assert main(command) == 1
    assert "is not there" in capsys.readouterr().err
