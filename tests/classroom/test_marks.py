"""A master that would hand out its solution is refused, with the line to mend."""

from pathlib import Path

import pytest

from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.marks import faults
from pooltools.classroom.grading.master import MasterError, read_sheet

from .sheets import MASTERS, ROOT, sheets

MASTER = ROOT / "chapters/en/exercises/set-1.md"
TEXT = MASTER.read_text("utf-8")
BEGIN, ELSE, END = "### BEGIN SOLUTION", "### ELSE", "### END SOLUTION"
TYPOS = {
    # what is typed for the first of these marks, which then hides nothing
    "END misspelt": (END, "### END SOLUTON"),  # codespell:ignore
    "END missing": (f"{END}\n", ""),
    "END with a blank behind it": (END, f"{END} "),
    "END at another indent": (END, f"    {END}"),
    "END after a tab": (END, f"\t{END}"),
    "END cut short": (END, "### END"),
    "END with a full stop": (END, f"{END}."),
    "END in lower case": (END, END.lower()),
    "END before BEGIN": (BEGIN, f"{END}\n{BEGIN}"),
    "END behind code": (END, f"x = 1  {END}"),
    "BEGIN misspelt": (BEGIN, "### BEGIN SOLUTIN"),
    "BEGIN missing": (f"{BEGIN}\n", ""),
    "BEGIN in lower case": (BEGIN, "### begin solution"),
    "BEGIN without a blank": (BEGIN, "###BEGIN SOLUTION"),
    "BEGIN with a blank behind it": (BEGIN, f"{BEGIN} "),
    "BEGIN after a tab": (BEGIN, f"\t{BEGIN}"),
    "BEGIN twice": (BEGIN, f"{BEGIN}\n{BEGIN}"),
    "BEGIN with two signs": (BEGIN, "## BEGIN SOLUTION"),
    "BEGIN with one sign": (BEGIN, "# BEGIN SOLUTION"),
    "BEGIN of two words joined": (BEGIN, "### BEGIN_SOLUTION"),
    "BEGIN of nbgrader's tests": (END, f"{END}\n### BEGIN HIDDEN TESTS"),
    "ELSE misspelt": (ELSE, "### ESLE"),  # codespell:ignore
    "ELSE in lower case": (ELSE, "### else"),
    "ELSE twice": (ELSE, f"{ELSE}\n{ELSE}"),
    "ELSE at another indent": (ELSE, f"  {ELSE}"),
    "both missing": (f"{BEGIN}\nbiggest", "biggest"),
}


@pytest.mark.parametrize("name", TYPOS)
def test_a_typo_in_a_mark_is_refused_with_its_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = TYPOS[name]
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    master = tmp_path / "set-1.md"
    master.write_text(text, "utf-8")
    assert main(["release", str(master), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    (line,) = capsys.readouterr().err.splitlines()
    where = TEXT[: TEXT.index(BEGIN)].count("\n") + 1
    number = int(line.split(", line ")[1].split(":")[0])
    assert where <= number <= where + 8


LEFT_OVER = {
    # where a mark may not be: what it is put in front of
    "in the text": "Write your answers where",
    "in the set-up": "import numpy as np\nimport pooltools",
    "in a check": 'check("first-window"',
}


@pytest.mark.parametrize("name", LEFT_OVER)
@pytest.mark.parametrize("mark", [BEGIN, END])
def test_a_mark_that_was_left_is_refused(name: str, mark: str, tmp_path: Path) -> None:
    master = tmp_path / "set-1.md"
    place = LEFT_OVER[name]
    master.write_text(TEXT.replace(place, f"{mark}\n{place}", 1), "utf-8")
    where = TEXT[: TEXT.index(place)].count("\n") + 1
    with pytest.raises(MasterError, match=f"line {where}: .*outside of an answer"):
        read_sheet(master)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[answer, task=first", "[anwser, task=first"),  # codespell:ignore
        ("[answer, task=first", "[task=first"),
        ("[check, task=first-window, points", "[check, task=first-window, point"),
        ("[setup]", "[set-up]"),
    ],
)
def test_a_tag_that_nobody_knows_is_refused(old: str, new: str, tmp_path: Path) -> None:
    master = tmp_path / "set-1.md"
    assert old in TEXT
    master.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(MasterError, match="a cell is tagged"):
        read_sheet(master)


def test_a_model_answer_in_words_stays_home(tmp_path: Path) -> None:
    text = MASTER.with_name("set-3.md").read_text("utf-8")
    master = tmp_path / "set-3.md"
    master.write_text(text.replace('["manual"', '["by-hand"'), "utf-8")
    with pytest.raises(MasterError, match="a cell is tagged by-hand"):
        read_sheet(master)


@pytest.mark.parametrize("path", MASTERS, ids=lambda path: path.stem)
def test_comments_that_only_sound_like_marks_are_left_alone(path: Path) -> None:
    assert len(read_sheet(path).tasks) >= 4
    fine = "x = 1  # else zero\n# the end of the row\n# begin with the first\n## rows"
    assert list(faults(fine, answer=False)) == []


@pytest.mark.parametrize("name", ["练习一", "my sheet", "set-1.v2", "a" * 90])
def test_a_sheet_may_be_called_anything(name: str, tmp_path: Path) -> None:
    master = tmp_path / f"{name}.md"
    master.write_text(TEXT, "utf-8")
    assert main(["release", str(master), "-o", str(tmp_path)]) == 0
    assert (tmp_path / f"{name}.ipynb").exists()
    assert sheets()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("points=2", "points=²", "no whole number"),
        (":tags: [check,", ":tags: [[check,", "MyST"),
        ('set_language("en")', 'set_language("fr")', "'en' or 'zh'"),
    ],
)
def test_malformed_settings_are_told_in_one_line(
    old: str, new: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master = tmp_path / "set-1.md"
    assert old in TEXT
    master.write_text(TEXT.replace(old, new, 1), "utf-8")
    assert main(["release", str(master), "-o", str(tmp_path / "out")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
