"""Every verdict of the pages takes right answers of any form, and no wrong one."""

import ast
import re
import warnings

import numpy as np
import pytest

import pooltools
from pooltools.classroom.checks import Function, Values
from pooltools.classroom.checks._lines import line
from pooltools.classroom.exercises import EXERCISES, Drawn, verdict
from pooltools.text import LANGUAGES, table

from ..book.pages import chapters
from .answers import BANKS
from .sheets import mutants
from .slips import FORMS, SLIPS

FUNCTIONS = [n for n, found in EXERCISES.items() if isinstance(found, Function)]
PAGES = {path.name: path.read_text("utf-8") for path in chapters("en")}
BOX = re.compile(r":::\{exercise-start\}.*?:::\{exercise-end\}", re.DOTALL)
FENCES = re.compile(r"```\{code-cell\} ipython3\n+(.*?)```", re.DOTALL)
BOXES = {
    re.search(r":label: (\S+)", box)[1]: box
    for text in PAGES.values()
    for box in BOX.findall(text)
}
GENERAL = {"nothing", "shape", "kind", "raises", "mutates", "other"}
UNFINISHED = r"^    \.\.\.$|Write `\w+\(|\"right\"|not yet"


def test_every_exercise_that_asks_for_code_has_a_verdict_and_a_bank():
    assert len(BOXES) >= 50
    asked = {label for label, box in BOXES.items() if f'verdict("{label}"' in box}
    coded = {label for label, box in BOXES.items() if re.search(UNFINISHED, box, re.M)}
    assert coded <= asked
    assert asked == set(EXERCISES) == set(BANKS)


@pytest.mark.parametrize("edition", ["en", "zh"])
def test_pages_ask_for_exercises_that_exist(edition):
    for path in chapters(edition):
        text = path.read_text("utf-8")
        assert set(re.findall(r"verdict\(\"([\w-]+)\"", text)) <= set(EXERCISES)
        assert "def verdict" not in text


@pytest.mark.parametrize("name", BANKS)
def test_five_right_answers_of_different_form_pass(name, seeds):
    assert len(BANKS[name].right) >= 5
    for seed in seeds:
        for answer in BANKS[name].right:
            said = verdict(name, answer, seed=seed)
            assert said.right, said
            assert repr(said).startswith("✓ Right: ")


@pytest.mark.parametrize("name", BANKS)
def test_wrong_answers_are_named(name, seeds):
    assert len(BANKS[name].wrong) >= 5
    for seed in seeds:
        for mistake, answer in BANKS[name].wrong:
            said = verdict(name, answer, seed=seed)
            assert said.mistake == mistake, said
            assert "\n" not in repr(said)


def fixed_calls(found):
    """Return the calls that are the same whatever the dice say."""
    pairs = zip(found.ask(0), found.ask(1), strict=True)
    return [one for one, other in pairs if repr(one) == repr(other)]


# slips that change nothing in what an exercise asks for
COUNTS = {slip for slip in SLIPS if slip.startswith(("starts", "loses", "is kept"))}
COUNTS |= {"is rounded"}
SINGLE = {"is its mean", "turns rows into columns"}
LOW = {slip for slip in SLIPS if slip.startswith("starts from -")}
HARMLESS = {
    "size-law": COUNTS | SINGLE,
    "own-field": COUNTS | SINGLE,
    "own-counter": COUNTS,
    "trace-sizes": COUNTS,
    "mixes-channels": COUNTS | SINGLE,
    "blind": COUNTS | SINGLE,
    "own-gem": LOW | SINGLE | {"starts from 0", "loses its sign"},
    "two-loops": set(),
    "no-loop": set(),
    "port-layer": set(),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_slip_in_the_right_answer_fails_whatever_the_dice_say(name, seeds):
    for seed in seeds:
        found = EXERCISES[name]
        for slip, spoil in SLIPS.items():
            if slip not in HARMLESS.get(name, LOW):
                wrong = changed(found.reference, spoil)
                assert not verdict(name, wrong, seed=seed).right, slip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_right_answer_may_have_any_form(name):
    for form, cast in FORMS.items():
        said = verdict(name, changed(EXERCISES[name].reference, cast))
        assert said.right, f"{form}: {said}"


def changed(function, change):
    return lambda *call: change(np.asarray(function(*call), float))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_usual_mistake_gets_its_own_name(name, seeds):
    found = EXERCISES[name]
    assert len(found.mistakes) >= 4
    for seed in seeds:
        for mistake, wrong in found.wrong.items():
            assert verdict(name, wrong, seed=seed).mistake == mistake


GAPS = "n letter among answer size call got number share chance".split()


@pytest.mark.parametrize("name", EXERCISES)
def test_each_line_is_there_in_both_languages_and_is_said(name):
    found = EXERCISES[name]
    named = getattr(found, "mistakes", None) or {m for m, _ in BANKS[name].wrong}
    named = set(named) - GENERAL | {"tested"}
    for language in LANGUAGES:
        pooltools.set_language(language)
        try:
            gaps = dict.fromkeys(GAPS, "")
            lines = [line(found, mistake, **gaps) for mistake in named]
        finally:
            pooltools.set_language("en")
        assert len(set(lines)) == len(lines)


def test_no_line_is_left_over():
    said = {f"{name}.{mistake}" for name, found in EXERCISES.items()
            for mistake in (*getattr(found, "mistakes", ()), "tested",
                            *(m for m, _ in BANKS[name].wrong))}  # fmt: skip
    own = {key for key in table("exercises") if "." in key}
    assert len(own) > 100
    assert own <= said


SOLUTION = re.compile(
    r":::\{solution-start\} (\S+)\n(.*?):::\{solution-end\}", re.DOTALL
)
SOLVED = {
    label: next(cell for cell in FENCES.findall(box) if cell.startswith("def "))
    for text in PAGES.values()
    for label, box in SOLUTION.findall(text)
    if label in FUNCTIONS
}

# mutants that answer as the solution does: any other paint, any other jumbling
EQUIVALENT = {
    "mixes-channels": {f"painted[c] {change}" for change in
                       ("-= 100", "*= 100", "//= 100", "+= 101", "+= 99")},
    "blind": {"rng = np.random.default_rng(1)"},
}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_mutant_of_a_page_s_solution_fails(name):
    tree = ast.parse(SOLVED[name])
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    source = ast.unparse(tree)
    ours = {public: getattr(pooltools, public) for public in pooltools.__all__}
    tried, survived = 0, set()
    for mutant in mutants(source):
        world = {"np": np} | ours
        exec(mutant, world)
        tried += 1
        if verdict(name, world[tree.body[0].name]).right:
            lines = mutant.splitlines()
            survived.add(next(s.strip() for s in lines if s not in source.splitlines()))
    assert tried >= 2
    assert survived == EQUIVALENT.get(name, set())


class Prickly:
    """Cannot be looked at in any way."""

    def __array__(self, *_, **__):
        raise RuntimeError("no array")

    def __repr__(self):
        raise RuntimeError("no text")

    def __eq__(self, other):
        raise RuntimeError("no comparison")

    __hash__ = None


RAGGED = [[1, 2], [3]]
ODD = [None, ..., object(), "text", "", {"a": 1}, RAGGED, 1j, np.nan, np.inf, [], (),
       Prickly(), [Prickly()], np.array(["d"]), np.array([None]), np.zeros((0, 3)),
       np.ma.masked, 10**400, b"d", range(3), NotImplemented, len, Prickly]  # fmt: skip


def leaves(*call):
    raise SystemExit


def loops_for_ever(*call):
    return loops_for_ever(*call)


def warns(*call):
    warnings.warn("careful", UserWarning, stacklevel=1)


@pytest.mark.parametrize("name", EXERCISES)
def test_no_answer_makes_a_verdict_raise(name):
    functions = [lambda *call, odd=odd: odd for odd in ODD]
    functions += [lambda: 1, leaves, loops_for_ever, warns, lambda *call: call[99],
                  lambda *call: (n for n in range(3)), lambda *call: call]  # fmt: skip
    for answer in [*ODD, *functions]:
        said = verdict(name, answer)
        assert not said.right
        assert repr(said).startswith("✗ ")


def test_an_answer_that_is_no_function_is_told_so():
    said = verdict("min-from-max", [[5, 2]])
    assert said.mistake == "no-function"
    assert "my_min_pool2d itself is wanted, a function, and not [[5, 2]]" in repr(said)


def test_a_page_wraps_the_line_and_shows_what_is_code():
    said = verdict("min-from-max", ...)
    code = "<code>return</code> missing, or the answer still <code>...</code>?</p>"
    assert said._repr_html_() == f"<p>✗ my_min_pool2d returns nothing: is {code}"
    shown = verdict("mixes-channels", lambda layer, x: True)._repr_html_()
    assert "mixes(&lt;max pooling&gt;, an array of shape" in shown


def test_an_answer_cannot_spoil_the_cases():
    def spoils(x, kernel_size):
        right = pooltools.min_pool2d(x, kernel_size)
        x[:] = 0
        return right

    assert verdict("min-from-max", spoils).mistake == "mutates"


def test_verdicts_are_in_the_chosen_language():
    pooltools.set_language("zh")
    try:
        assert "行和列放反了" in repr(
            verdict("two-loops", BANKS["two-loops"].wrong[3][1])
        )
    finally:
        pooltools.set_language("en")


def test_values_and_letters_need_no_call():
    for name, found in EXERCISES.items():
        if not isinstance(found, Function | Drawn):
            assert found.ask(0) == []
            assert len(found.answers) == 1
        if isinstance(found, Values):
            assert len(found.mistakes) >= 3, name
