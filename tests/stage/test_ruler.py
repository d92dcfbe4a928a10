"""The Window Ruler as Python sees it."""

import json
import re
from itertools import product
from math import ceil

import pytest
import traitlets

from pooltools import output_size
from pooltools.widgets import WindowRuler
from pooltools.widgets._still import CELL, color


@pytest.mark.parametrize(
    ("state", "output", "unseen"),
    [
        ({}, 2, [4]),
        ({"rule": "ceil"}, 3, []),
        ({"n": 8, "kernel_size": 3, "stride": 4, "rule": "ceil"}, 2, [3, 7]),
        ({"n": 7, "kernel_size": 3, "padding": 1}, 4, []),
        ({"n": 4, "kernel_size": 3, "rule": "same"}, 2, []),
        ({"n": 10, "kernel_size": 3, "dilation": 2, "padding": 1}, 4, [0, 2, 4, 6, 8]),
    ],
)
def test_output_and_unseen_cells_are_those_of_geometry(
    state: dict[str, object], output: int, unseen: list[int]
) -> None:
    ruler = WindowRuler(**state)  # type: ignore[arg-type]
    assert (ruler.output, ruler.unseen) == (output, unseen)


def test_it_agrees_with_output_size_on_every_setting_it_allows() -> None:
    seen = 0
    for n in range(1, 13):
        for k in (1, 2, 3, 5):
            for stride in (1, 2, 3):
                if k > n:
                    continue
                ruler = WindowRuler(n, kernel_size=k, stride=stride, rule="ceil")
                assert ruler.output == output_size(n, k, stride=stride, ceil_mode=True)
                seen += 1
    assert seen == 123


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kernel_size", 99),
        ("kernel_size", 6),
        ("padding", 2),
        ("n", 0),
        ("n", 1),
        ("dilation", 5),
        ("rule", "round"),
        ("stride", "2"),
    ],
)
def test_a_bad_setting_is_refused_and_the_old_state_stays(
    name: str, value: object
) -> None:
    ruler = WindowRuler(5)
    before = ruler.page_state()
    with pytest.raises(traitlets.TraitError):
        setattr(ruler, name, value)
    assert ruler.page_state() == before


@pytest.mark.parametrize("rule", ["floor", "ceil", "same"])
def test_a_window_must_fit_under_every_rule_so_that_each_can_be_chosen(
    rule: str,
) -> None:
    with pytest.raises(traitlets.TraitError, match=r"WindowRuler: kernel_size=6 .*5"):
        WindowRuler(5, kernel_size=6, rule=rule)


def test_the_still_picture_marks_the_unseen_cell_in_words_too() -> None:
    still = WindowRuler(5).still()
    assert "cells nobody sees: 4" in still
    assert still.count(f'stroke="{color("ink")}"') == 1
    assert [int(text) for text in texts(still)] == [0, 1, 2, 3, 4, 1, 2]
    json.dumps(WindowRuler(5).page_state(), allow_nan=False)


def test_the_still_picture_has_a_dot_per_tap_and_one_amber_window() -> None:
    still = WindowRuler(10, kernel_size=3, dilation=2, padding=1).still()
    assert still.count("<circle") == 4 * 3
    dots = re.findall(r'<circle cx="([\d.]+)"[^>]*fill="([^"]+)"', still)
    amber = [float(x) / CELL - 1.5 for x, fill in dots if "window" in fill]
    assert amber == [-1, 1, 3]


def test_the_still_picture_shows_the_window_that_rounding_up_is_refused() -> None:
    shown = 0
    for n, k, s, p in product(range(1, 13), range(1, 6), range(1, 6), range(3)):
        if 2 * p > k or k > n + 2 * p:
            continue
        ruler = WindowRuler(n, kernel_size=k, stride=s, padding=p, rule="ceil")
        asked = ceil((n + 2 * p - k) / s) + 1
        still = ruler.still()
        words = f"Window {asked}, which rounding up asks for, is refused."
        assert ("refused</text>" in still) == (words in still) == (asked > ruler.output)
        shown += asked > ruler.output
    assert shown > 20
    still = WindowRuler(8, kernel_size=3, stride=4).still()
    assert "refused" not in still


def texts(still: str) -> list[str]:
    """Return what is printed in a picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", still)
