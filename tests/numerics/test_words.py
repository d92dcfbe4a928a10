"""Words of other libraries are answered with ours."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pooltools
from pooltools._windows.words import WORDS

ROOT = Path(__file__).parents[2]
FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(pooltools, name) for name in pooltools.__all__
}
WITH_WINDOWS = sorted(
    name
    for name, function in FUNCTIONS.items()
    if "pool" in name or "kernel_size" in inspect.signature(function).parameters
)
MAP = [[1, 2], [3, 4]]


def own(name: str) -> set[str]:
    return set(inspect.signature(FUNCTIONS[name]).parameters)


def seeded(name: str) -> list[str]:
    """Return the words that a function has its own for."""
    return [word for word, w in WORDS.items() if w.ours in own(name) - {word}]


def test_there_are_functions_and_words_to_seed() -> None:
    assert len(WITH_WINDOWS) >= 25
    unasked = {name for name in WITH_WINDOWS if not seeded(name)}
    assert unasked == {"adaptive_avg_pool2d_backward"}
    assert {w for name in WITH_WINDOWS for w in seeded(name)} == set(WORDS)


@pytest.mark.parametrize("name", WITH_WINDOWS)
def test_every_wrong_word_is_answered_with_ours(name: str) -> None:
    for word in seeded(name):
        said = f"{name}: {word} is {WORDS[word].whose} word; {WORDS[word].fix}"
        with pytest.raises(TypeError) as caught:
            FUNCTIONS[name](**{word: 2})
        assert str(caught.value) == said


def test_a_call_in_the_order_of_pytorch_is_told_how_to_go_on() -> None:
    said = "max_pool2d: what comes after kernel_size is given by name, as in stride=2"
    with pytest.raises(TypeError) as caught:
        pooltools.max_pool2d(MAP, 2, 2)
    assert str(caught.value) == said
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        pooltools.global_max_pool2d(MAP, 2)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: pooltools.max_pool2d(MAP, 2, steps=1), "unexpected keyword"),
        (lambda: pooltools.max_pool2d(MAP), "missing 1 required positional"),
        (lambda: pooltools.max_pool2d(MAP, 2, strides=1, steps=1), "use stride"),
        (lambda: pooltools.gem_pool2d(MAP, kernel_size=2, norm_type=3), "use p$"),
        (lambda: pooltools.max_pool2d(MAP, 2, norm_type=3), "unexpected keyword"),
        (lambda: pooltools.max_pool2d(MAP, 2, stride="2"), "give an integer"),
        (lambda: pooltools.max_pool2d(["a"], 2), "give real numbers"),
    ],
)
def test_other_mistakes_keep_their_own_words(
    call: Callable[[], Any], said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        call()


def test_a_type_error_from_within_is_not_taken_for_a_wrong_word() -> None:
    def strides(x: Any) -> Any:
        raise TypeError("of the caller's own")

    with pytest.raises(TypeError, match="of the caller's own"):
        pooltools.numeric_gradient(strides, MAP, MAP)


@pytest.mark.parametrize("name", WITH_WINDOWS)
def test_help_and_signature_show_no_trace_of_it(name: str) -> None:
    function = FUNCTIONS[name]
    kinds = [p.kind for p in inspect.signature(function).parameters.values()]
    assert inspect.Parameter.VAR_KEYWORD not in kinds
    assert inspect.Parameter.VAR_POSITIONAL not in kinds
    assert function.__doc__
    assert function.__module__.startswith("pooltools.")


CONSUMER = """\
import pooltools
pooltools.max_pool2d([[1]], 2, stride=1)
pooltools.max_pool2d([[1]], 2, strides=1)
pooltools.max_pool2d([[1]], 2, 2)
"""


def test_a_type_checker_still_refuses_a_wrong_word(tmp_path: Path) -> None:
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "-c", CONSUMER]
    run = [*mypy, f"--cache-dir={tmp_path}"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    errors = [line for line in done.stdout.splitlines() if "error:" in line]
    assert [line.split(":")[1] for line in errors] == ["3", "4"]
    assert 'Unexpected keyword argument "strides"' in errors[0]
    assert "Too many positional arguments" in errors[1]
