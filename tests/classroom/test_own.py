"""Sheets of one's own: tasks that name inputs alone, and part marks by their cases."""

import copy
import io
import json
import os
import re
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pooltools.classroom.checks import TASKS, Function, Outcome, Wrong
from pooltools.classroom.checks._own import Cases
from pooltools.classroom.checks._part import part
from pooltools.classroom.grading import own, selfcheck, walls
from pooltools.classroom.grading.command import main
from pooltools.classroom.grading.grade import GradingOptions, Result, grade
from pooltools.classroom.grading.master import MasterError, Sheet, read_sheet
from pooltools.classroom.grading.own import settled
from pooltools.classroom.grading.release import HIDDEN_SEED, notebook
from pooltools.classroom.grading.report import feedback_page
from pooltools.classroom.grading.selfcheck import problems
from pooltools.classroom.grading.submissions import Submission

from .bubblewrap import HOW
from .sheets import ROOT
from .test_two_routes import by_nbgrader

pytestmark = pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS")

MASTER = Path(__file__).with_name("own.md")
TEXT = MASTER.read_text("utf-8")


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return settled(read_sheet(MASTER), seed=0, again=HIDDEN_SEED)


ANSWERS: dict[str, tuple[dict[str, str], dict[str, float]]] = {
    # what is answered, and what the tasks earn
    "right": ({}, {"row-sums": 4, "two-values": 2, "pairs": 2, "max-pool": 3}),
    "columns": ({"row-sums": "def row_sums(x):\n    return x.sum(axis=0)"},
                {"row-sums": 1}
),
    "finite alone": (
        {"row-sums": "def row_sums(x):\n    return x.clip(-99, 99).sum(axis=1)"},
        {"row-sums": 3}),
    "full maps alone": (
        {"row-sums": "def row_sums(x):\n"
                     "    return x.sum(axis=1) if x.size else 1 / 0"},
        {"row-sums": 3}),
    "the table of what is shown": (
        {"row-sums": "def row_sums(x):\n"
                     "    return {6: np.array([3, 12]), 4: np.array([-1.0, -1]),\n"
                     "            2: np.array([np.inf]), 0: np.zeros(0)}[x.size]"},
        {"row-sums": 0}),
    "writes to its input": (
        {"row-sums": "def row_sums(x):\n    y = x.sum(axis=1)\n    x[...] = 7\n"
                     "    return y"},
        {"row-sums": 1}),
    "one value": ({"two-values": "total = 3\nmeans = 7"}, {"two-values": 1}),
    "no value": ({"two-values": "total = 4\nmeans = 7"}, {"two-values": 0}),
    "all or nothing": (
        {"pairs": "def longest(words, pair):\n    return len(words[-1]) + pair[1]"},
        {"pairs": 0}),
    "adds to its list": (
        {"pairs": "def longest(words, pair):\n"
                  "    n = max(map(len, words)) + pair[0] * pair[1]\n"
                  "    words.append(1)\n    return n"},
        {"pairs": 0}),
    "a list stays a list": (
        {"pairs": "def longest(words, pair):\n"
                  "    assert type(words) is list and type(pair) is tuple\n"
                  "    return max(map(len, words)) + pair[0] * pair[1]"},
        {"pairs": 2}),
    "starts from 0": (
        {"max-pool": "def max_pool_2x2(x):\n"
                     "    h, w = x.shape[-2] // 2, x.shape[-1] // 2\n"
                     "    y = x[..., :2*h, :2*w]\n"
                     "    y = y.reshape(*x.shape[:-2], h, 2, w, 2).max((-3, -1))\n"
                     "    return np.maximum(y, 0)"},
        {"max-pool": 1.5}),
    "still blank": ({"max-pool": "def max_pool_2x2(x):\n    ..."}, {"max-pool": 0}),
}  # fmt: skip


def handed_in(sheet: Sheet, changed: dict[str, str]) -> bytes:
    """Return the solved sheet, as a student has it, with other answers."""
    made, solved = notebook(sheet), notebook(sheet, solutions=True)
    for cell, right in zip(made["cells"], solved["cells"], strict=True):
        task = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if task in sheet.tasks:
            cell["source"] = changed.get(task, right["source"])
    return json.dumps(made).encode()


def graded(sheet: Sheet, data: bytes, seed: int = 0) -> Result:
    options = GradingOptions(not walls.missing(), seed)
    return grade(sheet, Submission("x"), data, options)


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_earns_its_part(kind: str, sheet: Sheet) -> None:
    changed, wanted = ANSWERS[kind]
    result = graded(sheet, handed_in(sheet, changed))
    found = {task: verdict.points for task, verdict in result.verdicts.items()}
    assert found == sheet.points | wanted


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_notebook_says_what_the_grader_says(kind: str, sheet: Sheet) -> None:
    """The number that a check returns is the one that nbgrader takes."""
    changed, wanted = ANSWERS[kind]
    world: dict[str, Any] = {}
    found = {}
    for cell in json.loads(handed_in(sheet, changed))["cells"]:
        if cell["cell_type"] != "code":
            continue
        mark = cell["metadata"]["nbgrader"]["grade_id"]
        if not mark.startswith("check-"):
            exec(cell["source"], world)
            continue
        out = io.StringIO()
        with redirect_stdout(out):
            try:
                value = eval(cell["source"], world)
            except Wrong:
                value = 0
        task = mark.removeprefix("check-")
        found[task] = value if isinstance(value, float | int) else sheet.points[task]
        assert ("✗" in out.getvalue()) == (0 < found[task] < sheet.points[task])
    assert found == sheet.points | wanted


@pytest.mark.timeout(1800)
def test_nbgrader_gives_the_same_parts(sheet: Sheet, tmp_path: Path) -> None:
    together: list[tuple[dict[str, str], dict[str, float]]] = []
    for changed, points in ANSWERS.values():  # a hand-in takes a kind for each task
        fits = [one for one in together if not set(changed) & set(one[0])]
        if not fits:
            together.append(({}, {}))
            fits = together[-1:]
        fits[0][0].update(changed)
        fits[0][1].update(points)
    hand_ins = {str(n): handed_in(sheet, new) for n, (new, _) in enumerate(together)}
    found = by_nbgrader(tmp_path / "course", MASTER, hand_ins)
    wanted = {str(n): sheet.points | points for n, (_, points) in enumerate(together)}
    assert found == wanted


def test_a_part_is_the_same_with_every_seed(seeds: range) -> None:
    for name, task in TASKS.items():
        assert task.fixed >= (3 if isinstance(task, Function) else 1), name
        if not isinstance(task, Function):
            continue
        for mistake, wrong in task.wrong.items():
            told = set()
            for seed in seeds:
                calls = task.ask(seed)
                outcomes = [Outcome(wrong(*call)) for call in calls]
                told.add(part(task, calls, outcomes, 3))
            assert len(told) == 1, (name, mistake, told)
            assert 0 <= told.pop() < 3


def test_a_wrong_answer_never_earns_all(sheet: Sheet) -> None:
    task = sheet.own["row-sums"]
    assert isinstance(task, Cases)
    calls = task.ask(0)
    right = [Outcome(value) for value in task.right]
    wrong_at_last = [*right[:-1], Outcome(np.zeros(3))]
    assert task.judge(calls, right) is None
    assert task.judge(calls, wrong_at_last)
    assert part(task, calls, wrong_at_last, 4) == 3.5
    assert part(task, calls, [*right[:4], *[Outcome(0)] * 4], 4) == 0
    assert part(task, calls, wrong_at_last, 0.5) == 0


def test_release_writes_the_answers_and_no_solution(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", str(MASTER), "-o", str(tmp_path)]) == 0
    text = (tmp_path / "own.ipynb").read_text("utf-8")
    for secret in ("rng", ".sum(", "1.5, 2", "total = 3", "SOLUTION"):
        assert secret not in text, secret
    sources = [cell["source"] for cell in json.loads(text)["cells"]]
    (check,) = [source for source in sources if source.startswith('check("row-sums"')]
    assert "np.array([3, 12])," in check
    assert check.endswith("], fixed=4, points=4)")
    assert main(["release", str(MASTER), "-o", str(tmp_path), "--solutions"]) == 0
    solved = json.loads((tmp_path / "own-solutions.ipynb").read_text("utf-8"))
    (mine,) = [c["source"] for c in solved["cells"] if check in c["source"]]
    hidden = mine.removeprefix(check)
    assert hidden.startswith("\n### BEGIN HIDDEN TESTS\ncheck(")
    assert hidden.count("np.array") == check.count("np.array")


def test_the_grader_draws_other_inputs(sheet: Sheet) -> None:
    other = settled(read_sheet(MASTER), seed=5).own["row-sums"]
    mine = sheet.own["row-sums"]
    assert isinstance(mine, Cases)
    assert isinstance(other, Cases)
    pair = mine.given, other.given
    same = [np.array_equal(a, b) for (a,), (b,) in zip(*pair, strict=True)]
    assert same == [True] * 4 + [False] * 4
    assert mine.fixed == other.fixed == 4


def test_a_frozen_answer_that_was_changed_changes_no_mark(sheet: Sheet) -> None:
    """The grader asks the master, and not what a hand-in says is right."""
    data = handed_in(sheet, {"row-sums": "def row_sums(x):\n    return 7"})
    made = json.loads(data)
    for cell in made["cells"]:
        if cell["source"].startswith('check("row-sums"'):
            cell["source"] = 'check("row-sums", row_sums, inputs=[(1,)], right=[7])'
    result = graded(sheet, json.dumps(made).encode())
    assert result.verdicts["row-sums"].points == 0


def test_feedback_shows_the_part_and_why(sheet: Sheet) -> None:
    result = graded(sheet, handed_in(sheet, ANSWERS["one value"][0]))
    page = feedback_page(sheet, result)
    assert '<section class="part">' in page
    assert "◐ Two values: 1 of 2" in page
    assert "means is 7." in page


def test_the_sheet_proves_itself(sandboxed: bool) -> None:
    ready = settled(read_sheet(MASTER), seed=1, again=HIDDEN_SEED)
    assert list(problems(ready, GradingOptions(sandboxed))) == []


@pytest.fixture
def sandboxed() -> bool:
    assert not walls.missing(), HOW
    return True


BROKEN = {
    # what is changed, and the words of the one line that says so
    "no such task": ("task=pairs", "task=pair", "is one check"),
    "the book's name": ('"pairs"', '"median"', "is one check"),
    "the book's task": ("pairs", "median", "is the book's own"),
    "a column of its own": ("pairs", "total", "no task can be called total"),
    "a mark of its own": ("pairs", "check-pairs", "can be called check-pairs"),
    "a name of two words": ("pairs", "päirs", "no task can be called"),
    "other points": ("points=4, inputs", "points=5, inputs", "states 5 points"),
    "more behind it": ("inputs=[])\n", "inputs=[])\n1\n", "is one check"),
    "no input": ("    (-np.eye(2),),", "    3,", "object is not iterable"),
    "inputs that fail": ("(-np.eye(2),)", "(-np.eyes(2),)", "AttributeError"),
    "a solution that fails": ("x.sum(axis=1)", "x.sum(axis=7)", "the solution stops"),
    "a solution that writes": ("return x.sum(axis=1)", "x += 1\n    return x",
                               "writes to its own input"),
    "a solution that is text": ("return x.sum(axis=1)", "return 'a'",
                                "gives no number"),
    "a solution that is ragged": ("return x.sum(axis=1)", "return [[1], [2, 3]]",
                                  "gives no number"),
    "a solution that ends": ("return x.sum(axis=1)", "import os\n    os._exit(0)",
                             "ended Python"),
    "another function": ("def row_sums", "def row_sum", "defines no row_sums"),
    "a value that is not there": ("total = 3\n", "", "defines no total"),
    "too much": ("(-np.eye(2),)", "(np.eye(99),)", "characters"),
    "a set-up that fails": ("import numpy as np\n", "import numpi as np\n",
                            "the setup cell: it stops with ModuleNotFound"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("command", ["release", "check"])
def test_a_broken_task_is_refused_in_one_line(
    kind: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, words = BROKEN[kind]
    assert old in TEXT
    bad = tmp_path / "own.md"
    bad.write_text(TEXT.replace(old, new), "utf-8")
    more = ["-o", str(tmp_path / "out")] if command == "release" else []
    assert main([command, str(bad), *more]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert not (tmp_path / "out").exists()


def test_a_solution_that_never_ends_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "SECONDS", 1.0)
    bad = tmp_path / "own.md"
    bad.write_text(TEXT.replace("return x.sum(axis=1)", "while True: pass"), "utf-8")
    with pytest.raises(MasterError, match="does not end within 1 s"):
        settled(read_sheet(bad), seed=0)


def test_a_solution_of_ones_own_is_run_behind_the_walls(
    sandboxed: bool, tmp_path: Path
) -> None:
    place = tmp_path / "was-here"
    os.chmod(tmp_path, 0o777)
    bad = tmp_path / "own.md"
    line = f"open({str(place)!r}, 'w').write('x')"
    text = TEXT.replace("total = 3\n", f"total = 3\n{line}\n", 1)
    bad.write_text(text, "utf-8")
    with pytest.raises(MasterError, match="Error"):
        settled(read_sheet(bad), seed=0)
    assert not place.exists()


WARNS = {
    # what makes a check write to the stream of errors
    "warnings": "warnings.warn('slow')",
    "print": "print('slow', file=sys.stderr)",
    "NumPy": "np.array([1.0]) / 0",
}


@pytest.mark.parametrize("kind", WARNS)
def test_a_check_that_warns_is_found_out(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For nbgrader gives 0 for it: the test of both routes shows that."""
    monkeypatch.setattr(selfcheck, "grade", lambda *anything: Result("a"))
    text = TEXT.replace("import pooltools\n", "import pooltools, sys, warnings\n")
    line = "    return max(map(len, words))"
    assert line in text
    bad = tmp_path / "own.md"
    bad.write_text(text.replace(line, f"    {WARNS[kind]}\n{line}"), "utf-8")
    ready = settled(read_sheet(bad), seed=1)
    options = GradingOptions(False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # whatever the caller's rule is
        (told,) = problems(ready, options)
    assert told.startswith("pairs: its check cell warns, for which nbgrader gives 0")


def test_a_check_that_ends_in_something_else_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selfcheck, "grade", lambda *anything: Result("a"))
    line = 'check("max-pool", max_pool_2x2, points=3)\n'
    bad = tmp_path / "own.md"
    bad.write_text(TEXT.replace(line, f"{line}7\n"), "utf-8")
    ready = settled(read_sheet(bad), seed=1)
    (told,) = problems(ready, GradingOptions(False))
    assert "max-pool: its check cell does not end in check" in told


def test_an_own_task_is_asked_by_its_name_alone(sheet: Sheet) -> None:
    """Lost marks: a hand-in's cells are told apart by the names that they define."""
    made = copy.deepcopy(json.loads(handed_in(sheet, {})))
    for cell in made["cells"]:
        cell["metadata"] = {}
    result = graded(sheet, json.dumps(made).encode())
    assert result.total == sum(sheet.points.values())


def test_the_example_of_the_page_for_teachers_is_one(tmp_path: Path) -> None:
    page = (ROOT / "chapters/en/for-teachers.md").read_text("utf-8")
    (example,) = re.findall(r'^check\("row-sums".*?^\]\)$', page, re.DOTALL | re.M)
    (mine,) = re.findall(r'^check\("row-sums".*?^\]\)$', TEXT, re.DOTALL | re.M)
    (values,) = re.findall(r"`(check\(.totals.*?)`", page)
    text = TEXT.replace(mine, example).replace(
        'check("two-values", total, means, points=2, inputs=[])',
        values.replace("totals", "two-values").replace("mean,", "means,"),
    )
    (tmp_path / "own.md").write_text(text, "utf-8")
    made = settled(read_sheet(tmp_path / "own.md"), seed=1)
    assert made.own["row-sums"].fixed == 2
    assert len(made.own["row-sums"].ask(0)) == 11
    assert made.own["two-values"].answers == ("total", "means")
    assert made.parts == {"max-pool"}
