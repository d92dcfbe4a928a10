"""Each task is judged where the student checked it, on every line that was written."""

import json
import os
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pooltools.classroom.checks import TASKS
from pooltools.classroom.grading import walls
from pooltools.classroom.grading.grade import GradingOptions, Result, grade
from pooltools.classroom.grading.session import Code, Session
from pooltools.classroom.grading.submissions import Submission
from pooltools.classroom.grading.worker.memory import as_it_was

from . import hostile, odd
from .hostile import GOOD
from .sheets import sheets

pytestmark = pytest.mark.skipif(os.name != "posix", reason="grading needs Linux, macOS")


def graded(data: bytes, sheet: str = "set-1", **rules: Any) -> Result:
    options = GradingOptions(not walls.missing(), **rules)
    return grade(sheets()[sheet], Submission("x"), data, options)


def test_a_line_is_deleted_only_where_it_is_a_magic() -> None:
    told = {
        "output-size": odd.ALONE["asks in its own line"][0],
        "max-pool": f"%matplotlib inline\n{GOOD['max-pool']}\nsum?",
        "overlapping": f'{GOOD["overlapping"]}\nwords = """Which fit?\n% of all"""',
    }
    result = graded(hostile.data(GOOD | told))
    assert result.total == hostile.ALL
    assert not any("stops" in verdict.message for verdict in result.verdicts.values())


def test_what_comes_after_a_check_changes_nothing() -> None:
    notebook = hostile.filled(GOOD)
    later = ["max = sum = range = None", "np.max = np.full = np.empty = None", "del np"]
    notebook["cells"] += [odd._code(source) for source in later]
    assert graded(json.dumps(notebook).encode()).total == hostile.ALL


def test_a_cell_that_ends_the_worker_costs_no_task_before_it() -> None:
    notebook = hostile.filled(GOOD | {"output-size": "import os\nos._exit(0)"})
    result = graded(json.dumps(notebook).encode())
    assert result.total == hostile.ALL - 2
    assert "ended Python itself" in result.verdicts["output-size"].message


def chance() -> str:
    return str(np.random.get_state())  # noqa: NPY002


STATE: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    # what a function does, and what must be as it was
    "sets a variable": ("global a\na = 2", lambda w: w["a"]),
    "makes a variable": ("global fresh\nfresh = 2", lambda w: "fresh" in w),
    "takes one away": ("global a\ndel a", lambda w: "a" in w),
    "adds to a list": ("many.append(3)", lambda w: list(w["many"])),
    "adds to a list in a list": ("many[0].append(3)", lambda w: list(w["many"][0])),
    "writes to an array": ("array[0] = 7", lambda w: w["array"].tolist()),
    "fills a dict": ("table['b'] = 7", lambda w: dict(w["table"])),
    "keeps in a default": ("kept(4)", lambda w: list(w["kept"].__defaults__[0])),
    "keeps in a closure": ("counter()", lambda w: w["counter"].__closure__[0]
                           .cell_contents),
    "keeps in an object": ("thing.x = 3", lambda w: vars(w["thing"]).copy()),
    "draws": ("np.random.rand()", lambda w: chance()),
    "draws by its own": ("rng.random()", lambda w: w["rng"].bit_generator.state),
}  # fmt: skip
WORLD = """
a, many, array, table = 1, [[1], 2], np.zeros(3), {"a": []}
both = many
rng = np.random.default_rng(1)
class Thing: pass
thing = Thing()
def kept(x, known=[]):
    known.append(x)
def count():
    n = 0
    def more():
        nonlocal n
        n += 1
    return more
counter = count()
"""


@pytest.mark.parametrize("name", STATE)
def test_asking_leaves_the_variables_as_they_were(name: str) -> None:
    code, look = STATE[name]
    body = "\n".join(f"    {line}" for line in code.splitlines())
    world: dict[str, Any] = {"np": np}
    exec(f"{WORLD}\ndef act():\n{body}", world)
    before = look(world)
    with as_it_was(world):
        world["act"]()
        assert look(world) != before  # it would be seen
    assert look(world) == before
    assert world["both"] is world["many"]


def test_an_answer_that_a_check_cannot_read_spoils_its_own_task_only() -> None:
    sheet = sheets()["set-2"]
    answers = {"stochastic-pool": "def stochastic_at_test(window):\n    return 'text'"}
    name = next(t for t in sheet.tasks if "stochastic" in str(TASKS[t].answers))
    source = answers["stochastic-pool"].replace(
        "stochastic_at_test", TASKS[name].answers[0]
    )
    from pooltools.classroom.grading.release import notebook

    from .sheets import solutions

    made = notebook(sheet)
    for cell in made["cells"]:
        mark = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = solutions().get(mark, cell["source"])
        if mark == name:
            cell["source"] = source
    result = graded(json.dumps(made).encode(), "set-2")
    others = [task for task in sheet.tasks if task != name]
    assert all(result.verdicts[t].points == sheet.points[t] for t in others)
    assert not result.verdicts[name].points


def test_a_check_that_fails_is_nobodys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*anything: Any) -> None:
        raise TypeError("seeded")

    monkeypatch.setattr(type(TASKS["max-pool"]), "judge", fails)
    result = graded(hostile.data(GOOD))
    assert result.status == "partly graded"
    assert result.verdicts["first-window"].points == 2
    assert result.verdicts["max-pool"].points is None
    assert "max-pool" in result.reason
    assert "seeded" in result.verdicts["max-pool"].message


def test_the_budget_holds_within_a_replay() -> None:
    slow = [Code("", f"import time\ntime.sleep({n})") for n in (0.3, 0.3, 9, 9, 9)]
    from pooltools.classroom.grading import session

    made = Session("", [*slow, Code("", "", ("max-pool",))], sandboxed=False, seconds=1)
    made._end -= session.BUDGET - 0.5
    told, asked = made._told, []

    def watched(question: Any) -> Any:
        asked.append(question)
        return told(question)

    made._told = watched  # type: ignore[method-assign]
    with pytest.raises(session.OverBudgetError):
        list(made.answers({"max-pool": []}))
    made.close()
    assert len(asked) <= 4  # the set-up, and three cells at most


def test_a_notebook_of_too_many_cells_says_so() -> None:
    notebook = hostile.filled(GOOD)
    notebook["cells"] = [odd._code("1"), *[odd._code("2")] * 400, *notebook["cells"]]
    result = graded(json.dumps(notebook).encode())
    assert any("more than 400 code cells" in flag for flag in result.flags)


def test_a_notebook_of_millions_of_values_is_not_opened() -> None:
    data = b'{"cells": [' + b"{}," * 1_000_000 + b"{}]}"
    from pooltools.classroom.grading.submissions import UnreadableError

    with pytest.raises(UnreadableError, match="millions of values"):
        graded(data)
