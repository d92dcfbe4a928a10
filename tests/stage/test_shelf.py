"""The shelf of widgets on the start page."""

import re

import pytest

from pooltools.widgets import PoolingBench, WindowRuler
from pooltools.widgets.shelf import shelf

BENCH = PoolingBench([[1, 2], [3, 4]])


def test_each_card_is_a_picture_a_link_and_a_line() -> None:
    cards = [
        (BENCH, "a.html", "Slide", "One & two."),
        (WindowRuler(), "b.html", "Measure", "More."),
    ]
    html = shelf(cards)._repr_html_()
    assert html.count("<li>") == html.count("<svg") == 2
    assert re.findall(r'href="([^"]+)"', html) == ["a.html", "b.html"]
    assert "One &amp; two." in html
    assert repr(shelf(cards)) == "shelf of Slide, Measure"


def test_the_picture_does_not_name_the_link() -> None:
    html = shelf([(BENCH, "a.html", "Slide", "")])._repr_html_()
    assert html.index('aria-hidden="true"') < html.index("<svg")


def test_an_empty_shelf_is_refused() -> None:
    with pytest.raises(ValueError, match="give at least one card"):
        shelf([])
