"""Teachers find what the page for them promises, and students no solution."""

import os
import re
from pathlib import Path

import pytest
import yaml

from pooltools import _address
from pooltools.classroom.grading.command import main

from ..classroom.sheets import MASTERS, ROOT

PAGE = (ROOT / "chapters/en/for-teachers.md").read_text("utf-8")
SECRET = "### BEGIN SOLUTION"


def leaks(folder: Path) -> list[str]:
    """Return the files of a site that hold a master's marks, or lie where it does."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in (".png", ".woff2", ".ico"):
            text = path.read_bytes().decode("utf-8", "replace")
            inside = SECRET in text and path.stem != "for-teachers"
            if inside or "task=max-pool" in text or "exercises" in path.parts:
                found.append(str(path.relative_to(folder)))
    return found


@pytest.mark.parametrize("config", ["_config.yml", "chapters/zh/_config.yml"])
def test_the_masters_are_kept_out_of_the_book(config: str) -> None:
    settings = yaml.safe_load((ROOT / config).read_text("utf-8"))
    assert "**/exercises/**" in settings["exclude_patterns"]
    assert settings["only_build_toc_files"] is True
    assert len(MASTERS) >= 4
    assert all(path.parent.name == "exercises" for path in MASTERS)


def test_a_master_on_a_site_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "_sources/exercises").mkdir(parents=True)
    text = MASTERS[0].read_text("utf-8")
    (tmp_path / "_sources/exercises/set-1.md").write_text(text, "utf-8")
    (tmp_path / "set-1.html").write_text(f"<pre>{text}</pre>", "utf-8")
    assert sorted(leaks(tmp_path)) == ["_sources/exercises/set-1.md", "set-1.html"]


def mark_by_hand(place: Path) -> None:
    """Grade a solved sheet 3, and mark its words in a copy of the table."""
    master = "chapters/en/exercises/set-3.md"
    assert main(["release", master, "-o", "mine", "--solutions"]) == 0
    folder = place / "submissions3/ada"
    folder.mkdir(parents=True)
    made = place / "mine/set-3-solutions.ipynb"
    (folder / "set-3.ipynb").write_bytes(made.read_bytes())
    assert main(["grade", master, "submissions3", "-o", "results3"]) == 0
    text = (place / "results3/grades.csv").read_text("utf-8-sig")
    assert ",,11,graded,,\n" in text
    marked = text.replace(",,11,graded,,\n", ",2,11,graded,,Well put.\n")
    (place / "marked.csv").write_text(marked, "utf-8")


def test_the_package_of_this_version_is_offered() -> None:
    named = re.findall(r"pooltools-[\w.-]+\.whl", PAGE)
    assert named
    assert set(named) == {_address.wheel()}
    assert f'href="../../wheels/{_address.wheel()}" download>' in PAGE


@pytest.mark.skipif(os.name != "posix", reason="grading needs Linux or macOS")
def test_the_commands_of_the_page_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chapters").symlink_to(ROOT / "chapters", target_is_directory=True)
    (tmp_path / "my-sheet.md").write_text(MASTERS[0].read_text("utf-8"), "utf-8")
    joined = PAGE.replace("\\\n", " ")
    lines = re.findall(r"^python -m pooltools\.classroom (.*)$", joined, re.MULTILINE)
    assert [line.split()[0] for line in lines] == [
        "release",
        "release",
        "grade",
        "grade",
        "fill",
        "finish",
        "check",
    ]
    heads = "Identifier,Full name,Grade,Maximum grade"
    (tmp_path / "worksheet.csv").write_text(f"{heads}\nada,Ada One,,14\nbob,Bob,,14\n")
    for line in lines:
        if line.startswith("grade"):
            folder = tmp_path / "submissions/ada"
            folder.mkdir(parents=True, exist_ok=True)
            made = tmp_path / "mine/set-1-solutions.ipynb"
            (folder / "set-1.ipynb").write_bytes(made.read_bytes())
        if line.startswith("finish"):
            mark_by_hand(tmp_path)
        assert main(line.split()) == 0, line
    marked = (tmp_path / "results3/grades.csv").read_text("utf-8-sig")
    assert ",13,graded,,Well put.\n" in marked
    assert (tmp_path / "handout/set-1.ipynb").exists()
    assert (tmp_path / "results/feedback/ada.html").exists()
    grades = (tmp_path / "results/grades.csv").read_text("utf-8-sig")
    assert ",14,graded," in grades
    assert "Bob" in grades
    assert "nothing was handed in" in grades
    assert (
        "ada,Ada One,14,14\nbob,Bob,,14"
        in (tmp_path / "back/worksheet.csv").read_text()
    )
    assert (tmp_path / "results/overview.html").exists()
    (rebuild,) = re.findall(r"`python -m pooltools\.classroom (rebuild .*?)`", PAGE)
    (tmp_path / "submissions").rename(tmp_path / "collected")
    assert main(rebuild.split()) == 0
    assert (tmp_path / "submitted/ada/set-1/set-1.ipynb").exists()
