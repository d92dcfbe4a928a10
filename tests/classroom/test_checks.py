"""Each task knows its usual mistakes by name, whatever the dice say."""

import ast
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pooltools
from pooltools.classroom.checks import (
    TASKS,
    Function,
    Outcome,
    Passed,
    Values,
    Wrong,
    _slips,
    check,
)
from pooltools.classroom.checks._lines import line
from pooltools.classroom.checks._own import own
from pooltools.classroom.grading.marks import unsolved
from pooltools.classroom.grading.master import own_masters, read_sheet
from pooltools.classroom.grading.release import notebook
from pooltools.text import LANGUAGES, table

from .sheets import judged, mutants, sheets, solutions
from .slips import SLIPS

FUNCTIONS = [name for name, task in TASKS.items() if isinstance(task, Function)]


def wrong_outcomes(name, mistake, calls):
    """Yield what each way to make a mistake gives for the calls."""
    task = TASKS[name]
    if isinstance(task, Values):
        for pattern in task.wrong[mistake]:
            pairs = zip(pattern, task.right, strict=True)
            values = [right if value is None else value for value, right in pairs]
            yield [Outcome(value) for value in values]
    elif mistake in task.wrong:
        yield [Outcome(task.wrong[mistake](*call)) for call in calls]


def test_there_are_four_sheets_of_about_twenty_tasks():
    assert len(sheets()) == 4
    assert 20 <= len(TASKS) <= 24
    assert [task for sheet in sheets().values() for task in sheet.tasks] == list(TASKS)


@pytest.mark.parametrize("name", TASKS)
def test_a_task_knows_three_mistakes_and_has_words_for_each(name):
    mistakes = TASKS[name].mistakes
    assert len(mistakes) >= 3
    words = {key for key in table("checks") if key.startswith(f"{name}.")}
    assert words == {f"{name}.{mistake}" for mistake in (*mistakes, "tested")}
    for language in LANGUAGES:
        pooltools.set_language(language)
        try:
            lines = [line(TASKS[name], said) for said in (*mistakes, "tested")]
        finally:
            pooltools.set_language("en")
        assert len(set(lines)) == len(lines)


def test_what_belongs_to_no_task_has_words_for_the_report():
    names = {"nothing", "raises", "mutates", "float", "kind", "shape", "other"}
    names |= set(_slips.SLIPS)
    assert names <= set(table("checks"))
    assert {f"kind_{name}" for name in names} <= set(table("grading"))


@pytest.mark.parametrize("name", TASKS)
def test_every_banked_mistake_gets_its_own_name(name, seeds):
    task = TASKS[name]
    for seed in seeds:
        calls = task.ask(seed)
        tried = 0
        for mistake in task.mistakes:
            for outcomes in wrong_outcomes(name, mistake, calls):
                finding = task.judge(calls, outcomes)
                assert finding is not None
                assert finding.name == mistake, f"seed {seed}: {finding}"
                assert "\n" not in finding.message
                tried += 1
        assert tried >= 3


# slips that are nothing to a task
MAXIMA = {"pooling-loop", "max-pool", "overlapping", "padding"}
BELOW = {"starts from 0", "loses its sign"}
FAR_BELOW = {"starts from -9", "starts from -999", "starts from -1e9"}
NO_FRACTION = {"is kept in integers", "is rounded"}
ALIKE = {"is its mean", "turns rows into columns"}
HARMLESS = {
    "output-size": BELOW | FAR_BELOW | NO_FRACTION | ALIKE,  # one natural number
    "receptive-field": BELOW | FAR_BELOW | NO_FRACTION | ALIKE,
    "one-pixel": BELOW | FAR_BELOW | ALIKE,  # one number from 0 to 1
    "stochastic": BELOW | FAR_BELOW,  # chances are not negative
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_slip_in_the_right_answer_fails_on_the_fixed_calls_alone(name):
    """So no seed decides whether it is noticed."""
    task = TASKS[name]
    calls = fixed_calls(task)
    assert len(calls) >= 3
    right = [np.asarray(task.reference(*call), float) for call in calls]
    passed = set()
    for slip, spoil in SLIPS.items():
        outcomes = [Outcome(spoil(value.copy())) for value in right]
        if task.judge(calls, outcomes) is None:
            passed.add(slip)
    low = set() if name in MAXIMA else FAR_BELOW
    assert passed <= HARMLESS.get(name, low), name
    for mistake, wrong in task.wrong.items():
        assert task.judge(calls, [Outcome(wrong(*call)) for call in calls]), mistake


def fixed_calls(task):
    """Return the calls that are the same whatever the dice say."""
    pairs = zip(task.ask(0), task.ask(1), strict=True)
    return [one for one, other in pairs if repr(one) == repr(other)]


@pytest.mark.parametrize("name", TASKS)
def test_the_solution_passes_with_any_seed(name, seeds):
    for seed in seeds:
        assert judged(name, solutions()[name], seed) is None


@given(st.integers(0, 2**32 - 1))
def test_the_reference_passes_its_own_judge(seed):
    for name in FUNCTIONS:
        task = TASKS[name]
        calls = task.ask(seed)[:6]
        right = [Outcome(task.reference(*call)) for call in calls]
        assert task.judge(calls, right) is None


@pytest.mark.parametrize("name", TASKS)
def test_right_numbers_with_an_axis_more_are_of_the_wrong_shape(name):
    """NumPy would stretch them; (1, H, W) is not what (H, W) was asked for."""
    task = TASKS[name]
    calls = task.ask(0)
    right = [task.reference(*call) for call in calls] if calls else task.right
    outcomes = [Outcome(np.asarray(value)[np.newaxis]) for value in right]
    finding = task.judge(calls, outcomes)
    assert finding is not None
    assert finding.name == "shape"
    assert table("checks")["shape"]["en"] in finding.message


# the same mistakes as a student writes them: a change of the sheet's solution
WRITTEN = [
    ("first-window", "[1.5, 4]", "[1.5, 4], [0, 0]", "shape"),
    ("pooling-loop", "-np.inf", "0", "zero-start"),
    ("pooling-loop", "x[2 * i + a, 2 * j + b]", "x[i + a, j + b]", "one-step"),
    ("pooling-loop", "max(best, x[2 * i + a, 2 * j + b])", "x[2*i+a, 2*j+b]",
     "overwrites"),
    ("max-pool", ".max(", ".mean(", "mean"),
    ("max-pool", ".max(axis=(-2, -1))", "[..., 0, 0]", "corner"),
    ("max-pool", "x[..., 2", "np.abs(x)[..., 2", "absolute"),
    ("max-pool", "    return out", "    x -= 1\n    return out", "mutates"),
    ("max-pool", "    return out", "    out", "nothing"),
    ("max-pool", "    return out", "    return out.nope", "raises"),
    ("max-pool", "    return out", "    return out + 0.25", "other"),
    ("max-pool", "    return out", "    return [[1, 2], [3]]", "shape"),
    ("output-size", " + 1", "", "no-plus-one"),
    ("output-size", "2 * p", "p", "padding-once"),
    ("output-size", "//", "/", "no-floor"),
    ("output-size", "return (n + 2 * p - k) // s + 1",
     "return float((n + 2 * p - k) // s + 1)", "float"),
    ("overlapping", ".max()", ".max(initial=0)", "zero-start"),
    ("overlapping", ".max()", ".max(initial=-9)", "start"),
    ("pooling-loop", "-np.inf", "-999", "start"),
    ("max-pool", ".max(axis=(-2, -1))", ".max(axis=(-2, -1), initial=-1e9)", "start"),
    ("padding", "-np.inf", "-20", "start"),
    ("overlapping", "2 * i : 2 * i + 3, 2 * j : 2 * j + 3",
     "2 * i : 2 * i + 2, 2 * j : 2 * j + 2", "other"),
    ("padding", ", constant_values=-np.inf", "", "zeros"),
    ("border-average", "inside.sum()", "9", "nine"),
    ("median", "np.median", "np.mean", "mean"),
    ("mixed", "a * windows.max(axis=(1, 3)) + (1 - a)",
     "(1 - a) * windows.max(axis=(1, 3)) + a", "swapped"),
    ("stochastic", "/ np.where(total == 0, 1, total)", "", "not-normalised"),
    ("stochastic", "return squares / np.where(total == 0, 1, total)",
     "return np.random.default_rng().permuted(windows.swapaxes(1, 2).reshape("
     "rows, columns, 4), axis=2)[..., 0]", "samples"),
    ("max-backward", "+= g[i, j]", "+= g[i, j] * window.max()", "times-value"),
    ("max-backward", "back[2 * i + row, 2 * j + column] +=",
     "back[2 * i : 2 * i + 2, 2 * j : 2 * j + 2] +=", "all-cells"),
    ("average-backward", "+=", "=", "overwrites"),
    ("average-backward", " / 4", "", "no-quarter"),
    ("one-pixel", "(before == after).mean()", "1.0", "invariant"),
    ("one-pixel", "(before == after).mean()", "(before == after).sum()", "count"),
    ("receptive-field", "(kernel_size - 1)", "kernel_size", "adds-k"),
    ("receptive-field", "jump *= stride", "pass", "jump-stays"),
    ("strided-convolution", " + b[o]", "", "no-bias"),
    ("strided-convolution", "(window * w[o]).sum()", "(window[o] * w[o, o]).sum()",
     "own-channel"),
    ("overlapping", "range(rows)", "range(rows - 1)", "ends-early"),
    ("overlapping", "range(columns)", "range(columns - 1)", "ends-early"),
    ("pooling-loop", "range(columns)", "range(columns - 1)", "ends-early"),
    ("overlapping", "    return out", "            return out", "first-alone"),
    ("overlapping", "    return out", "        return out", "first-alone"),
    ("pooling-loop", "    return out", "        return out", "first-alone"),
    ("max-pool", "    return out", "        return out", "first-alone"),
    ("receptive-field", "    return size", "        return size", "first-layer"),
    ("receptive-field", "size = jump = 1", "return sum(k for k, _ in layers)", "sum"),
    ("median", "return np.median(x.reshape(rows, 2, columns, 2), axis=(1, 3))",
     "return np.round(np.median(x.reshape(rows, 2, columns, 2), axis=(1, 3)))",
     "rounded"),
    ("border-average", "out[i, j] = ", "out[i, j] = 0 * ", "zeros"),
    ("pyramid", ".max()", ".mean()", "average"),
    ("pyramid", "-(-(i + 1) * height // n)", "(i + 1) * height // n", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "mistake"), WRITTEN)
def test_a_mistake_as_a_student_writes_it_is_named(name, old, new, mistake):
    right = solutions()[name]
    assert old in right
    finding = judged(name, right.replace(old, new))
    assert finding is not None
    assert finding.name == mistake


# mutants that answer as the solution does, and why
EQUIVALENT = {
    "stochastic": {
        "return squares / np.where(total == 0, 2, total)": "0 / 2 is 0 / 1",
    },
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_mutant_of_a_solution_fails(name):
    right = solutions()[name]
    allowed = EQUIVALENT.get(name, {})
    tried, survived = 0, set()
    for mutant in mutants(right):
        tried += 1
        if judged(name, mutant) is None:
            before = ast.unparse(ast.parse(right)).splitlines()
            after = mutant.splitlines()
            survived.add(next(line.strip() for line in after if line not in before))
    assert tried >= 8
    assert survived == set(allowed)


def test_a_check_says_what_is_wrong_in_one_line_without_traceback():
    with pytest.raises(Wrong) as caught:
        check("max-pool", lambda x: pooltools.avg_pool2d(x, 2))
    (line,) = caught.value._render_traceback_()
    assert line.startswith("✗ These are the means")
    assert line.endswith("max_pool_2x2([[0, 1], [2, 3]]) gives [[1.5]], not [[3]].")
    assert "\n" not in line


@pytest.mark.parametrize("name", TASKS)
def test_a_sheet_as_it_was_handed_out_is_told_that_it_is_empty(name):
    cells = [c for sheet in sheets().values() for c in sheet.cells]
    (blank,) = [c.source for c in cells if c.kind == "answer" and c.task == name]
    finding = judged(name, unsolved(blank))
    assert finding is not None
    assert finding.name in ("nothing", "zeros")


def test_an_example_never_sets_a_thing_against_itself():
    """Two arrays of 64 numbers look the same by their shape alone."""
    right = np.arange(64.0).reshape(8, 8)
    task = own("large", ["large"], [(1,)], [right])
    wrong = right.copy()
    wrong[2, 3] += 0.5
    wrong[7, 0] = 0
    finding = task.judge([(1,)], [Outcome(wrong)])
    assert finding.message.endswith("For example large(1)[2, 3] gives 19.5, not 19.")
    for name in FUNCTIONS:
        task = TASKS[name]
        calls = task.ask(0)
        want = task.wanted(calls)
        for spoil in SLIPS.values():
            outcomes = [Outcome(spoil(np.array(value, float))) for value in want]
            if finding := task.judge(calls, outcomes):
                shown = re.search(r" gives (.*), not (.*)\.$", finding.message)
                assert not shown or shown[1] != shown[2], (name, finding)


def test_what_an_answer_prints_does_not_stand_before_the_line(capsys):
    with pytest.raises(Wrong, match=r"is `return` missing"):
        check("output-size", lambda *call: print(call))
    assert capsys.readouterr().out == ""


def test_a_check_that_passes_says_what_was_tested():
    passed = check("max-pool", lambda x: pooltools.max_pool2d(x, 2))
    assert isinstance(passed, Passed)
    assert "negative numbers and odd sides among them" in repr(passed)
    assert "Tried on" in repr(passed)


def test_messages_are_in_the_chosen_language():
    pooltools.set_language("zh")
    try:
        with pytest.raises(Wrong, match="这些是平均值"):
            check("max-pool", lambda x: pooltools.avg_pool2d(x, 2))
    finally:
        pooltools.set_language("en")


@pytest.mark.parametrize("name", TASKS)
def test_an_answer_that_is_still_dots_is_told_so(name):
    with pytest.raises(Wrong) as caught:
        check(name, *[...] * len(TASKS[name].answers))
    assert caught.value.mistake == "nothing"


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("max-pol", len), ValueError, "is unknown; use one of first-window"),
        (("max-pool", len, len), ValueError, "come to 2, not 1; give max_pool_2x2"),
        (("max-pool", 3), Wrong, "is not a function when it is checked"),
    ],
)
def test_a_check_that_is_called_wrongly_says_how(arguments, error, words):
    with pytest.raises(error, match=words):
        check(*arguments)


def test_a_student_cannot_spoil_the_cases():
    def spoils(x):
        right = pooltools.max_pool2d(x, 2)
        x[:] = 0
        return right

    with pytest.raises(Wrong) as caught:
        check("max-pool", spoils)
    assert caught.value.mistake == "mutates"
    assert "[[0, 1], [2, 3]]" in str(caught.value)


@pytest.mark.parametrize("odd", [object(), "text", {"a": 1}, [[1], [2, 3]], 1j, np.nan])
def test_an_odd_answer_is_wrong_and_nothing_worse(odd):
    for name in FUNCTIONS:
        with pytest.raises(Wrong):
            check(name, lambda *call: odd)
    for name in set(TASKS) - set(FUNCTIONS):
        with pytest.raises(Wrong):
            check(name, *[odd] * len(TASKS[name].answers))


def told(task, answer):
    with pytest.raises(Wrong) as wrong:
        check(task, answer)
    return wrong.value.mistake, str(wrong.value)


def pool_with(*, short=0, stop=False):
    """Pool by loops that end `short` places early, or return from within."""

    def pool(x):
        rows, columns = x.shape[-2] // 2, x.shape[-1] // 2
        out = np.zeros((*x.shape[:-2], rows, columns))
        for i in range(rows):
            for j in range(columns - short):
                window = x[..., 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
                out[..., i, j] = window.max((-2, -1))
                if stop:
                    return out
        return out

    return pool


@pytest.mark.parametrize("seed", range(20))
def test_a_loop_that_ends_too_early_is_told_so(seed):
    for answer in (pool_with(short=1), pool_with(stop=True)):
        with pytest.raises(Wrong) as no:
            check("max-pool", answer, seed=seed)
        assert no.value.mistake in ("ends-early", "first-alone", "unfinished")
    assert check("max-pool", pool_with(), seed=seed)


def test_an_answer_as_it_was_handed_out_is_told_that_something_is_missing():
    blank = {"zeros", "nothing"}
    said = {}
    for master in own_masters("en"):
        names = {}
        for cell in notebook(read_sheet(master))["cells"]:
            if cell["cell_type"] == "code":
                try:
                    exec(cell["source"], names)
                except Wrong as wrong:
                    said[cell["metadata"]["nbgrader"]["grade_id"]] = wrong.mistake
    assert len(said) == len(TASKS)
    assert {name: kind for name, kind in said.items() if kind not in blank} == {}


def test_what_students_wrote_by_the_way_has_a_name():
    rounded = told("output-size", lambda n, k, s, p=0: round((n + 2 * p - k) / s) + 1)
    assert rounded[0] == "rounded"
    summed = told("receptive-field", lambda layers: sum(k for k, _ in layers))
    assert summed[0] == "sum"
