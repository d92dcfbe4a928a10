"""Who handed in what, and back: nobody is merged, nobody is lost."""

import csv
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from pooltools.classroom.grading import batch
from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.grade import Result, Verdict, pick
from pooltools.classroom.grading.hand_back import GRADE
from pooltools.classroom.grading.submissions import (
    Submission,
    UnreadableError,
    file_name,
    find_submissions,
)
from pooltools.classroom.grading.tables import read_table

from . import hostile
from .sheets import ROOT, sheets

pytestmark = pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS")

MASTER = ROOT / "chapters/en/exercises/set-1.md"
GOOD, BAD, BLANK = (hostile.data(a) for a in (hostile.GOOD, hostile.BAD, {}))


def packed(place: Path, names: dict[str, bytes | None]) -> Path:
    with zipfile.ZipFile(place, "w") as file:
        for name, data in names.items():
            file.writestr(name, data if data is not None else b"")
    return place


def spread(place: Path, names: dict[str, bytes | None]) -> Path:
    for name, data in names.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            (place / name).mkdir()
        else:
            (place / name).write_bytes(data)
    return place


def zipped(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in names.items():
            file.writestr(name, data)
    return out.getvalue()


Who = tuple[str, str, int]
COLLECTED: dict[str, tuple[dict[str, bytes | None], list[Who]]] = {
    # files as they come; each student's name, number, and how many notebooks
    "Moodle, folders": (
        {"Ada Lovelace_11_assignsubmission_file/set-1.ipynb": GOOD,
         "王小明_12_assignsubmission_file_/set-1.ipynb": GOOD},
        [("Ada Lovelace", "11", 1), ("王小明", "12", 1)]),
    "Moodle, two of one name": (
        {"Ada Lovelace_11_assignsubmission_file/set-1.ipynb": GOOD,
         "Ada Lovelace_12_assignsubmission_file/set-1.ipynb": BAD},
        [("Ada Lovelace", "11", 1), ("Ada Lovelace", "12", 1)]),
    "Moodle, subfolders": (
        {"Ada Lovelace_11_assignsubmission_file/homework/week 1/set-1.ipynb": GOOD,
         "Bob Ray_12_assignsubmission_file/homework/set-1.ipynb": GOOD},
        [("Ada Lovelace", "11", 1), ("Bob Ray", "12", 1)]),
    "Moodle, flat": (
        {"Ada Lovelace_11_assignsubmission_file_set-1.ipynb": GOOD,
         "Bob Ray_12_assignsubmission_file_my set-1.ipynb": GOOD},
        [("Ada Lovelace", "11", 1), ("Bob Ray", "12", 1)]),
    "Moodle, blind": (
        {"Participant_11_assignsubmission_file/set-1.ipynb": GOOD,
         "Participant_12_assignsubmission_file/set-1.ipynb": BAD},
        [("Participant", "11", 1), ("Participant", "12", 1)]),
    "Moodle, words online": (
        {"Ada Lovelace_11_assignsubmission_onlinetext/onlinetext.html": b"<p>",
         "Bob Ray_12_assignsubmission_onlinetext/onlinetext.html": b"<p>",
         "Bob Ray_12_assignsubmission_file/set-1.ipynb": GOOD},
        [("Ada Lovelace", "11", 0), ("Bob Ray", "12", 1)]),
    "Moodle, in a folder of its own": (
        {"course/Ada Lovelace_11_assignsubmission_file/set-1.ipynb": GOOD},
        [("Ada Lovelace", "11", 1)]),
    "Canvas": (
        {"lovelaceada_11_901_set-1.ipynb": GOOD,
         "hoppergrace_LATE_12_902_set-1-2.ipynb": GOOD,
         "raybob_13_903_set-1-1.ipynb": GOOD, "raybob_13_904_notes.pdf": b"x",
         "oneword_14_text.html": b"<p>", "anon_aB3dE_905_set-1.ipynb": GOOD},
        [("anon_aB3dE", "anon_aB3dE", 1), ("hoppergrace", "12", 1),
         ("lovelaceada", "11", 1), ("oneword", "14", 0), ("raybob", "13", 1)]),
    "Blackboard": (
        {"Sheet 1_ada_attempt_2026-11-01-10-00-00_set-1.ipynb": BAD,
         "Sheet 1_ada_attempt_2026-11-01-10-00-00.txt": b"x",
         "Sheet 1_ada_attempt_2026-11-03-10-00-00_set-1.ipynb": GOOD,
         "Sheet 1_ada_attempt_2026-11-03-10-00-00.txt": b"x",
         "Sheet 1_bob_attempt_2026-11-02-10-00-00_set-1.ipynb": GOOD},
        [("ada", "ada", 1), ("bob", "bob", 1)]),
    "nbgrader's tree": (
        {"submitted/ada/set-1/set-1.ipynb": GOOD,
         "submitted/ada/set-2/set-2.ipynb": BAD,
         "submitted/bob/set-1/set-1.ipynb": GOOD, "submitted/bob/set-1/timestamp.txt":
         b"x"},
        [("ada", "", 2), ("bob", "", 1)]),
    "nbgrader's exchange": (
        {"ada+set-1+2026-11-01 10:00:00 UTC/set-1.ipynb": BAD,
         "ada+set-1+2026-11-02 10:00:00 UTC/set-1.ipynb": GOOD},
        [("ada", "ada", 1)]),
    "folders": (
        {"ada/set-1.ipynb": GOOD, "J. R. Smith/deep/set-1.ipynb": GOOD,
         "late/report.pdf": b"x"},
        [("J. R. Smith", "", 1), ("ada", "", 1), ("late", "", 0)]),
    "flat": (
        {"ada.ipynb": GOOD, "ada.pdf": b"x", "bob_set-1.ipynb": GOOD,
         "cy_set-1.ipynb.txt": GOOD, "dan.py": b"x"},
        [("ada", "", 1), ("bob", "", 1), ("cy", "", 1), ("dan", "", 0)]),
    "flat, two of one name": (
        {"ada.ipynb": GOOD, "ada_set-1.ipynb": BAD},
        [("ada", "", 1), ("ada", "", 1)]),
    "zips inside": (
        {"Ada_11_assignsubmission_file/homework.zip": zipped({"a/set-1.ipynb": GOOD}),
         "Bob_12_assignsubmission_file/homework.zip": b"broken",
         "Cy_13_assignsubmission_file/x.zip": zipped({"y.zip": zipped({"set-1.ipynb":
                                                                      GOOD})})},
        [("Ada", "11", 1), ("Bob", "12", 0), ("Cy", "13", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("kind", COLLECTED)
@pytest.mark.parametrize("make", [packed, spread], ids=["zip", "folder"])
def test_everyone_is_there_once(kind: str, make: object, tmp_path: Path) -> None:
    files, wanted = COLLECTED[kind]
    place = make(tmp_path / "in", files)  # type: ignore[operator]
    found = find_submissions(place, "set-1")
    assert [(s.student, s.id, len(s.notebooks)) for s in found] == wanted
    assert len({one.label for one in found}) == len(found)


@pytest.mark.parametrize("kind", COLLECTED)
def test_nobody_is_merged_for_nbgrader_either(kind: str, tmp_path: Path) -> None:
    files, wanted = COLLECTED[kind]
    place = packed(tmp_path / "in.zip", files)
    out = tmp_path / "submitted"
    assert main(["rebuild", str(MASTER), str(place), "-o", str(out)]) == 0
    made = list(out.glob("*/set-1/set-1.ipynb"))
    assert len(made) == sum(count > 0 for _, _, count in wanted)


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    place = packed(tmp_path / "a.zip", {"xx/set-1.ipynb": GOOD, "yy/set-1.ipynb": GOOD})
    data = place.read_bytes()  # a zip program of Chinese Windows writes no sign of it
    for plain, name in ((b"xx", "王"), (b"yy", "喆")):
        data = data.replace(plain + b"/set-1", name.encode("gbk") + b"/set-1")
    place.write_bytes(data)
    assert [one.student for one in find_submissions(place, "set-1")] == ["喆", "王"]
    folder = tmp_path / "folder"
    folder.mkdir()
    try:
        os.mkdir(os.fsencode(folder) + b"/" + "王小明".encode("gbk"))
    except OSError:
        pytest.skip("this file system takes texts alone")
    (one,) = find_submissions(folder, "set-1")
    assert one.student == "王小明"


CHOICES = {
    # notebooks of one student, and which one is graded
    "a copy that is answered": ({"set-1.ipynb": BLANK, "set-1 (1).ipynb": GOOD},
                                "set-1 (1).ipynb"),
    "an untouched copy": ({"set-1.ipynb": GOOD, "set-1 (1).ipynb": BLANK},
                          "set-1.ipynb"),
    "two that are answered": ({"set-1.ipynb": BAD, "set-1 (2).ipynb": GOOD},
                              "set-1 (2).ipynb"),
    "a draft": ({"a draft.ipynb": GOOD, "set-1.ipynb": GOOD}, "set-1.ipynb"),
    "another sheet": ({"set-1/set-1.ipynb": GOOD, "set-2/set-2.ipynb": GOOD},
                      "set-1/set-1.ipynb"),
    "a broken one": ({"set-1.ipynb": b"{", "set-1-1.ipynb": GOOD}, "set-1-1.ipynb"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHOICES)
def test_of_several_notebooks_the_answered_one_counts(
    kind: str, tmp_path: Path
) -> None:
    files, wanted = CHOICES[kind]
    place = spread(tmp_path, {f"ada/{name}": data for name, data in files.items()})
    (one,) = find_submissions(place, "set-1")
    data, flags = pick(sheets()["set-1"], one)
    assert data == files[wanted]
    assert any(f"graded ada/{wanted}" in flag for flag in flags)


def test_who_handed_in_something_else_is_told_what(tmp_path: Path) -> None:
    (one,) = find_submissions(spread(tmp_path, {"ada/my report.pdf": b"x"}), "set-1")
    with pytest.raises(UnreadableError, match=r"only my report\.pdf"):
        pick(sheets()["set-1"], one)


def test_a_damaged_zip_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = packed(
        tmp_path / "a.zip", {"ada/set-1.ipynb": GOOD, "bob/set-1.ipynb": GOOD}
    )
    data = bytearray(place.read_bytes())
    data[data.index(b'{"cells"') + 50] ^= 255  # a member
    place.write_bytes(bytes(data))
    out = tmp_path / "out"
    assert main(["rebuild", str(MASTER), str(place), "-o", str(out)]) == 0
    assert "ada: ada/set-1.ipynb cannot be unpacked" in capsys.readouterr().err
    assert (out / "bob/set-1/set-1.ipynb").exists()
    data[data.index(b"PK\x01\x02") :][:4] = b"none"
    place.write_bytes(bytes(data).replace(b"PK\x01\x02", b"none"))
    assert main(["rebuild", str(MASTER), str(place), "-o", str(out)]) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give everyone 10 of 14 points, without running anything."""

    def grades(sheet: object, submission: Submission, *rest: object) -> Result:
        from pooltools.classroom.grading.grade import named

        points = dict(zip(hostile.POINTS, (2, 2, 2, 3, 1, 0), strict=True))
        verdicts = {task: Verdict(n, "") for task, n in points.items()}
        return named(submission, verdicts=verdicts)

    monkeypatch.setattr(batch, "grade", grades)


CLASS: dict[str, bytes | None] = {
    "Ada Lovelace_11_assignsubmission_file/set-1.ipynb": GOOD,
    "Ada Lovelace_12_assignsubmission_file/set-1.ipynb": GOOD,
    "王小明_13_assignsubmission_file/set-1.ipynb": GOOD,
    "Bob Ray_14_assignsubmission_file/report.pdf": b"x",
    "Stranger_99_assignsubmission_file/set-1.ipynb": GOOD,
}
ROWS = [("11", "Ada Lovelace"), ("12", "Ada Lovelace"), ("13", "王小明"),
        ("14", "Bob Ray"), ("15", "Nobody Here")]  # fmt: skip
LANGUAGES = {
    "English": ("Identifier,Full name,Email address,Status,Grade,Maximum grade,"
                "Grade can be changed,Last modified (submission),Feedback comments",
                "Participant {}", ",", "14.00"),
    "German": ("ID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;"
               "Bewertung kann geändert werden;Zuletzt geändert;Feedback",
               "Teilnehmer/in{}", ";", "14,00"),
    "Chinese": ("编号,全名,电子邮件,状态,成绩,最高分,成绩可以更改,最后修改,反馈评论",
                "参与者{}", ",", "14.00"),
    "none we know": ("a,b,c,d,e,f,g,h,i", "xyz {}", ",", "14.00"),
}  # fmt: skip


def worksheet(place: Path, language: str, most: str = "") -> Path:
    heads, word, comma, fourteen = LANGUAGES[language]
    lines = [heads]
    for number, name in ROWS:
        cells = [word.format(number), name, f"a{number}@x.org", "in, late", "",
                 most or fourteen, "Yes", "-", f'said "{number}"']  # fmt: skip
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        lines.append(comma.join(quoted))
    place.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    return place


def graded(tmp_path: Path, files: dict[str, bytes | None], *more: str) -> list[dict]:  # type: ignore[type-arg]
    place = packed(tmp_path / "class.zip", files)
    out = tmp_path / "out"
    assert main(["grade", str(MASTER), str(place), "-o", str(out), *more]) == 0
    return list(
        csv.DictReader(io.StringIO((out / "grades.csv").read_text("utf-8-sig")))
    )


def test_a_roster_adds_who_is_missing(quick: None, tmp_path: Path) -> None:
    roster = worksheet(tmp_path / "list.csv", "German")
    rows = graded(tmp_path, CLASS, "--roster", str(roster))
    told = {row["id"]: (row["student"], row["total"], row["flags"]) for row in rows}
    assert len(rows) == len(told) == 6
    assert told["15"] == ("Nobody Here", "", "nothing was handed in")
    assert told["99"][2] == "not in the roster"
    assert told["12"] == ("Ada Lovelace", "10", "")
    assert "only report.pdf" in told["14"][2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_moodles_own_worksheet_is_filled(
    quick: None, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = worksheet(tmp_path / "Grades.csv", language)
    graded(tmp_path, CLASS, "--roster", str(sheet))
    capsys.readouterr()
    back = tmp_path / "back"
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(sheet), "-o", str(back)]
    assert main(command) == 0
    told = capsys.readouterr().err
    assert "Stranger: is not in the table" in told
    assert "Nobody Here: handed in nothing" in told
    assert "Bob Ray: not graded, left as it was" in told
    read = [
        list(csv.reader(io.StringIO(path.read_text("utf-8-sig")),
                        delimiter=LANGUAGES[language][2]))
        for path in (sheet, back / "Grades.csv")
    ]  # fmt: skip
    assert [row[4] for row in read[1][1:]] == ["10", "10", "10", "", ""]
    for row in read[1][1:]:
        row[4] = ""
    assert read[0] == read[1]
    assert (back / "Grades.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    with zipfile.ZipFile(back / "feedback.zip") as archive:
        names = archive.namelist()
    assert "Ada Lovelace_11_assignsubmission_file_/set-1.html" in names
    assert "王小明_13_assignsubmission_file_/set-1.html" in names
    assert len(names) == 5


def test_another_maximum_is_not_filled_in_silence(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = worksheet(tmp_path / "Grades.csv", "German", most="100,00")
    graded(tmp_path, CLASS)
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(sheet)]
    command += ["-o", str(tmp_path / "back")]
    assert main(command) == 1
    assert "add --scale" in capsys.readouterr().err
    assert main([*command, "--scale"]) == 0
    text = (tmp_path / "back/Grades.csv").read_text("utf-8-sig")
    assert text.count("71,43") == 3


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Sheet 0 (70),Sheet 1: one window (71),Total
,,,,,Manual Posting,,(read only)
    Points Possible,,,,,5.00,14.00,(read only)
"Lovelace, Ada",11,u11,ada@x.org,A,3,,
"Hopper, Grace",12,u12,grace@x.org,A,4,9,
"Ray, Bob",13,u13,bob@x.org,"A and B",5,,
"Student, Test",14,,x,A,,,
"""


def test_canvas_own_gradebook_is_filled(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "grades of all.csv"
    book.write_text(CANVAS, "utf-8")
    files: dict[str, bytes | None] = {
        "lovelaceada_11_901_set-1.ipynb": GOOD,
        "hoppergrace_LATE_12_902_set-1-1.ipynb": GOOD,
    }
    rows = graded(tmp_path, files, "--roster", str(book))
    flags = {row["id"]: row["flags"] for row in rows}
    assert flags == {"11": "", "12": "handed in late", "13": "nothing was handed in",
                     "14": "nothing was handed in"}  # fmt: skip
    capsys.readouterr()
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(book)]
    assert main([*command, "-o", str(tmp_path / "back")]) == 0
    assert "hoppergrace: had 9, now 10" in capsys.readouterr().err
    filled = (tmp_path / "back/grades of all.csv").read_text("utf-8")
    wanted = CANVAS.replace("A,3,,", "A,3,10,").replace("A,4,9,", "A,4,10,")
    assert list(csv.reader(io.StringIO(filled))) == list(
        csv.reader(io.StringIO(wanted))
    )
    assert not (tmp_path / "back/feedback.zip").exists()


GROUPS = """\
name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id
Ada Lovelace,11,u11,ada@x.org,A,Red,7,
Grace Hopper,12,u12,grace@x.org,A,Red,7,
Bob Ray,13,u13,bob@x.org,"A and B",Blue,8,
Cy Young,15,u15,cy@x.org,A,Blue,8,
Dee Low,16,u16,dee@x.org,A,Blue,8,
Eve Moon,17,u17,eve@x.org,A,Green,9,
Fay Sun,18,u18,fay@x.org,A,,,
Gil Star,19,u19,gil@x.org,A,,,
"""


def test_a_groups_marks_reach_every_member(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups, book = tmp_path / "groups.csv", tmp_path / "grades.csv"
    groups.write_text(GROUPS, "utf-8")
    lines = CANVAS.splitlines()[:3]
    for row in csv.DictReader(io.StringIO(GROUPS)):
        first, last = row["name"].split()
        lines.append(f'"{last}, {first}",{row["canvas_user_id"]},,,A,,,')
    book.write_text("\n".join(lines) + "\n", "utf-8")
    files: dict[str, bytes | None] = {
        "lovelaceada_11_901_set-1.ipynb": GOOD,  # for Red
        "raybob_13_902_set-1.ipynb": GOOD,  # of Blue, as the next one
        "youngcy_15_903_set-1.ipynb": GOOD,
        "sunfay_18_904_set-1.ipynb": GOOD,  # of none, as Gil
    }
    more = ["--groups", str(groups), "--roster", str(book)]
    rows = {row["id"]: row for row in graded(tmp_path, files, *more)}
    totals = {number: row["total"] for number, row in rows.items()}
    assert totals == {"11": "10", "12": "10", "13": "10", "15": "10", "16": "",
                      "17": "", "18": "10", "19": ""}  # fmt: skip
    assert rows["12"]["flags"] == "of the group Red: lovelaceada handed it in"
    assert "the group Blue handed in 2 notebooks" in rows["16"]["flags"]
    for number in ("17", "19"):
        assert rows[number]["flags"] == "nothing was handed in"
    assert not rows["11"]["flags"] + rows["13"]["flags"] + rows["18"]["flags"]
    assert (
        (tmp_path / "out/feedback")
        .joinpath(f"{file_name(rows['12']['student'])}.html")
        .exists()
    )
    capsys.readouterr()
    back = tmp_path / "back"
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(book), "-o", str(back)]
    assert main(command) == 0
    filled = list(csv.reader(io.StringIO((back / "grades.csv").read_text("utf-8"))))
    assert {row[1]: row[6] for row in filled[3:]} == totals


def test_a_list_without_groups_is_refused(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text(GROUPS.replace("group_name", "team"), "utf-8")
    place = packed(tmp_path / "a.zip", {"lovelaceada_11_901_set-1.ipynb": GOOD})
    command = ["grade", str(MASTER), str(place), "-o", str(tmp_path / "out")]
    assert main([*command, "--groups", str(groups)]) == 1
    assert "no column is called 'group'" in capsys.readouterr().err


def test_a_column_that_cannot_be_told_is_not_guessed(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path, {"ada/set-1.ipynb": GOOD, "Bob Ray/set-1.ipynb": GOOD})
    table = tmp_path / "list.csv"
    table.write_text("Last,First,Week 1,Week 2\nRay,Bob,,\nOne,Ada,,\n", "utf-8")
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(table)]
    command += ["-o", str(tmp_path / "back")]
    assert main(command) == 1
    assert "Give --column" in capsys.readouterr().err
    assert main([*command, "--column", "Week 2"]) == 0
    told = capsys.readouterr().err
    assert "ada: is not in the table" in told
    assert (tmp_path / "back/list.csv").read_text() == (
        "Last,First,Week 1,Week 2\nRay,Bob,,10\nOne,Ada,,\n"
    )


def test_two_rows_of_one_name_are_filled_by_nobody(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, bytes | None] = {
        "Ada One/set-1.ipynb": GOOD,
        "Bob/set-1.ipynb": GOOD,
    }
    graded(tmp_path, files)
    table = tmp_path / "list.csv"
    table.write_text("Name,Grade\nAda One,\nAda One,\nBob,\n", "utf-8")
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(table)]
    assert main([*command, "-o", str(tmp_path / "back")]) == 0
    assert "Ada One: fits more than one row" in capsys.readouterr().err
    text = (tmp_path / "back/list.csv").read_text()
    assert text == "Name,Grade\nAda One,\nAda One,\nBob,10\n"


def test_another_courses_table_is_refused(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path, {"ada/set-1.ipynb": GOOD})
    table = tmp_path / "list.csv"
    table.write_text("Name,Grade\nX,\nY,\n", "utf-8")
    command = ["fill", str(MASTER), str(tmp_path / "out"), str(table)]
    assert main([*command, "-o", str(tmp_path / "back")]) == 1
    assert "is it this course's" in capsys.readouterr().err


def test_results_keep_the_numbers(quick: None, tmp_path: Path) -> None:
    rows = graded(tmp_path, CLASS)
    assert [row["id"] for row in rows] == ["11", "12", "14", "99", "13"]
    kept = json.loads((tmp_path / "out/results.json").read_text("utf-8"))["results"]
    assert {one["id"] for one in kept} == {"11", "12", "13", "14", "99"}
    pages = sorted(path.name for path in (tmp_path / "out/feedback").iterdir())
    assert len(pages) == 5
    assert {"grade", "成绩", "bewertung"} <= GRADE


@pytest.mark.parametrize(
    ("encoding", "mark", "delimiter", "line_end", "name"),
    [
        ("utf-8", "", ",", "\n", "Zoë"),
        ("utf-8", "\ufeff", ",", "\r\n", "王小明"),
        ("utf-16-le", "\ufeff", "\t", "\r\n", "王小明"),
        ("gb18030", "", ",", "\r\n", "王小明"),
        ("cp1252", "", ";", "\r\n", "Zoë Müller"),
    ],
)
def test_a_table_is_written_back_as_it_was(
    encoding: str, mark: str, delimiter: str, line_end: str, name: str, tmp_path: Path
) -> None:
    lines = [["Name", "Grade", "More"], [name, "", 'said "no"'], ["Bob Ray", "1", "a"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(lines)
    text = f"{mark}{out.getvalue()}"
    place = tmp_path / "table.csv"
    place.write_bytes(text.encode(encoding))
    table = read_table(place)
    assert table.rows == lines
    assert table.data() == place.read_bytes()
    table.put(0, 1, "14")
    old, new = (f"{delimiter}{cell}{delimiter}" for cell in ("", "14"))
    filled = text.replace(old, new, 1)
    assert table.data() == filled.encode(encoding)
