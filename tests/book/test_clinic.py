"""The framework clinic: complete, and true of pooltools as it is today."""

import re
from typing import Any

import pytest

import pooltools
from pooltools.book.tables import clinic
from pooltools.text import table as words

from ..make.clinic import answer, column, installed, plain, table
from .clinic import library
from .clinic.ours import Ours
from .clinic.probes import GROUPS, PROBES
from .live import asks_pytorch

ANEW = "ask again: python -m tests.make clinic"


def test_every_question_is_stored_with_an_answer_of_every_library() -> None:
    assert len(PROBES) >= 30
    assert list(clinic.versions()) == [
        *("pooltools", "PyTorch", "TensorFlow", "Keras", "ONNX", "onnxruntime", "Flax")
    ]
    assert all(re.match(r"\d+\.\d+", v) for v in clinic.versions().values())
    for question in PROBES:
        assert clinic.answers(question).keys() == clinic.versions().keys(), ANEW
        assert any(a is not None for a in clinic.answers(question).values())


def test_what_pooltools_answers_today_is_what_is_stored() -> None:
    stored = {question: clinic.answers(question)["pooltools"] for question in PROBES}
    assert column(Ours()) == stored, ANEW


def test_a_changed_default_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pooltools.avg_pool2d
    monkeypatch.setattr(
        pooltools,
        "avg_pool2d",
        lambda *a, **k: real(*a, **{"count_include_pad": False, **k}),
    )
    stored = {question: clinic.answers(question)["pooltools"] for question in PROBES}
    found = column(Ours())
    changed = {question for question in PROBES if found[question] != stored[question]}
    assert changed == {"count_default", "count_same"}


@asks_pytorch
def test_what_pytorch_answers_today_is_what_is_stored() -> None:
    found = next(lib for lib in installed() if lib.name == "PyTorch")
    stored = {question: clinic.answers(question)["PyTorch"] for question in PROBES}
    assert column(found) == stored, ANEW


def test_the_words_are_those_of_the_questions() -> None:
    assert words("clinic").keys() == {"asked", *GROUPS, *PROBES}


@pytest.mark.parametrize("group", GROUPS)
def test_a_table_shows_every_question_with_the_versions(group: str) -> None:
    html = clinic.table(group)._repr_html_()
    assert html.count("<tr>") == 1 + len(GROUPS[group])
    assert html.count("scope='row'") == len(GROUPS[group])
    assert "<small>2.13.0</small>" in html
    assert html.count("<td>") == len(GROUPS[group]) * len(clinic.versions())


def test_an_answer_unlike_the_first_is_marked() -> None:
    html = clinic.table("sizes")._repr_html_()
    first = html.split("<tr>")[2]
    assert first.count("≠") == 3
    assert html.split("<tr>")[3].count("≠") == 0
    assert "≠" not in clinic._cell({"error": "A"}, {"error": "B"})


def test_a_table_speaks_both_languages() -> None:
    pooltools.set_language("zh")
    try:
        assert "尺寸与窗口" in clinic.table("sizes")._repr_html_()
    finally:
        pooltools.set_language("en")


@pytest.mark.parametrize("ask", [clinic.table, clinic.answers])
def test_an_unknown_name_is_refused(ask: Any) -> None:
    with pytest.raises(ValueError, match="is unknown; use one of"):
        ask("nonsense")


def test_a_gap_an_error_and_a_strange_number_are_told_apart() -> None:
    class Odd(library.Library):
        name = "odd"

        def max(self, x: Any, k: Any, **layer: Any) -> Any:
            raise RuntimeError("no")

    assert answer(Odd(), "leftover") == {"error": "RuntimeError"}
    assert answer(Odd(), "lp_one") is None
    assert plain([[float("nan"), -float("inf")], [0.33333333, 2.0]]) == [
        ["NaN", "-Infinity"],
        [0.3333, 2],
    ]
    assert table({"a": [1]}) == '{\n  "a": [1]\n}'
