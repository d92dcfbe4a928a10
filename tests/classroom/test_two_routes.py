"""Two routes, one mark: the book's own grader and nbgrader agree on odd hand-ins."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pooltools.classroom.grading import walls
from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.grade import GradingOptions, grade
from pooltools.classroom.grading.normalise import rebuild
from pooltools.classroom.grading.submissions import Submission

from . import hostile, odd
from .sheets import ROOT, sheets
from .test_nbgrader import nbgrader

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS"),
    pytest.mark.timeout(1800),
]

SHEET = "set-1"
MASTER = ROOT / f"chapters/en/exercises/{SHEET}.md"


def ours(data: bytes) -> dict[str, int | None]:
    """Return each task's points by the book's own grader."""
    rules = GradingOptions(not walls.missing())
    result = grade(sheets()[SHEET], Submission("x"), data, rules)
    return {task: verdict.points for task, verdict in result.verdicts.items()}


def mended(data: bytes) -> list[str]:
    """Return the code of a hand-in after `rebuild`."""
    made = rebuild(sheets()[SHEET], data)
    return [cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"]


def by_nbgrader(
    course: Path, master: Path, hand_ins: dict[str, bytes]
) -> dict[str, dict[str, float]]:
    """Return each task's points by nbgrader, after `rebuild`."""
    from nbgrader.api import Gradebook

    name = master.stem
    course.mkdir()
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    source, collected = course / "source" / name, course.parent / "collected"
    assert main(["release", str(master), "-o", str(source), "--solutions"]) == 0
    (source / f"{name}-solutions.ipynb").rename(source / f"{name}.ipynb")
    nbgrader(course, "generate_assignment", name)
    for number, data in enumerate(hand_ins.values()):
        (collected / f"{number:03}").mkdir(parents=True)
        (collected / f"{number:03}" / f"{name}.ipynb").write_bytes(data)
    put = ["rebuild", str(master), str(collected), "-o", str(course / "submitted")]
    assert main(put) == 0
    told = nbgrader(course, "autograde", name)
    assert "cannot be converted" not in told  # it warned of each right answer
    scores: dict[str, dict[str, float]] = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        for number, kind in enumerate(hand_ins):
            (made,) = book.find_submission(name, f"{number:03}").notebooks
            marks = {grade.name: grade.score for grade in made.grades}
            scores[kind] = {
                mark.removeprefix("check-"): score
                for mark, score in marks.items()
                if mark.startswith("check-")
            }
    return scores


def test_a_students_own_cells_keep_their_place() -> None:
    bank = odd.bank()
    cells = mended(bank["answered and checked at the end"][0])
    places = [cells.index(odd.BAD_MAX)]
    places += [n for n, source in enumerate(cells) if odd.MAX in source]
    places += [cells.index('check("max-pool", max_pool_2x2)')]
    assert places == [places[0], places[0] + 1, places[0] + 2]
    cells = mended(bank["import in the set-up"][0])
    assert any("from math import floor" in source for source in cells[1:3])


def test_both_routes_give_the_same_marks(tmp_path: Path) -> None:
    kinds = odd.ANYWHERE, odd.ROUND_IT, odd.ALONE, odd.CELLS, odd.DIFFER
    assert sum(map(len, kinds)) >= 60
    bank = odd.bank()
    differ = {n: hostile.data(odd.GOOD | a) for n, (a, _, _) in odd.DIFFER.items()}
    hand_ins = {name: data for name, (data, _) in bank.items()} | differ
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(hand_ins, pool.map(ours, hand_ins.values()), strict=True))
    nbgraders = by_nbgrader(tmp_path / "course", MASTER, hand_ins)
    wrong = {
        name: [
            (task, most, found[name][task], nbgraders[name][task])
            for task, most in wanted.items()
            if not found[name][task] == nbgraders[name][task] == most
        ]
        for name, (_, wanted) in bank.items()
    }
    assert {name: rows for name, rows in wrong.items() if rows} == {}
    for name, (_, mine, theirs_) in odd.DIFFER.items():  # as the page for teachers says
        assert found[name]["max-pool"] == mine, name
        assert nbgraders[name]["max-pool"] == theirs_, name
