"""The shelf of widgets on the start page."""

import re

import pytest

from pooltools import samples, widgets
from pooltools.widgets import PoolingBench, WindowRuler
from pooltools.widgets._thumbs import DRAWN, HEIGHT, WIDTH, thumb
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


KINDS = [getattr(widgets, name) for name in widgets.__all__]


def drawn() -> dict[str, str]:
    """Return the thumbnail of each widget, as it begins."""
    needs_data = {PoolingBench: (samples.FIRST_MAP,)}
    begun = [kind(*needs_data.get(kind, ())) for kind in KINDS]
    return {one.page_name: thumb(one) for one in begun}


def test_a_thumbnail_can_be_read_at_the_size_of_its_card() -> None:
    thumbs = drawn()
    assert len(DRAWN) == 13
    assert set(thumbs) - set(DRAWN) == {"myth-cards"}  # shown as its still picture
    for name in DRAWN:
        assert f'viewBox="-4 -4 {WIDTH + 8} {HEIGHT + 8}"' in thumbs[name], name
        words = thumbs[name].count("<text")
        sizes = re.findall(r'<g font-size="([\d.]+)"><text', thumbs[name])
        assert len(sizes) == words, name
        assert all(float(size) >= 12 for size in sizes), name
        places = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', thumbs[name])
        assert all(float(x) < WIDTH and float(y) < HEIGHT for x, y in places), name


def test_a_thumbnail_shows_the_numbers_of_its_widget() -> None:
    bench = PoolingBench(samples.FIRST_MAP, step=3)
    numbers = re.findall(r">(\d+)</text>", thumb(bench))
    shown = [*bench.data.ravel(), *bench.output.ravel()]
    assert [float(number) for number in numbers] == shown
