"""Figures: words for those who do not see them, text as text, the same each time."""

import inspect
import logging
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text

import pooltools
from pooltools import figures, roi_max_pool2d, samples
from pooltools.figures._base import PALETTE, Picture, canvas
from pooltools.widgets._still import palette

ALT = "A description of what the figure shows."
TINY = np.arange(12).reshape(3, 4)
COLORS = set(PALETTE.values())
MADE: dict[str, Callable[..., Picture]] = {
    "aliasing": lambda alt: figures.aliasing(alt=alt),
    "anatomy": lambda alt: figures.anatomy(samples.FIRST_MAP, 2, stride=2, alt=alt),
    "channel_ways": lambda alt: figures.channel_ways(alt=alt),
    "combined": lambda alt: figures.combined(samples.FIRST_MAP, 2, alt=alt),
    "convolution": lambda alt: figures.convolution(
        np.ones((4, 5)), [[1, 0], [0, -1]], at=(0, 2), alt=alt
    ),
    "correlations": lambda alt: figures.correlations("abc", np.eye(3), alt=alt),
    "bins": lambda alt: figures.bins(5, 3, alt=alt),
    "five_pyramids": lambda alt: figures.five_pyramids(alt=alt),
    "finish": lambda alt: figures.finish({"a": 9, "b": 2}, floor=1, alt=alt),
    "growth": lambda alt: figures.growth({"a": {2: 3, 4: 9}}, alt=alt),
    "gallery": lambda alt: figures.gallery({"a": TINY, "b": TINY}, columns=2, alt=alt),
    "listening": lambda alt: figures.listening({"a": (TINY, 3)}, alt=alt),
    "learning_curves": lambda alt: figures.learning_curves(
        {"a": [(0.5, 0.1), (0.9, 0.02)], "b": [(0.6, 0), (0.8, 0)]}, [20, 50], alt=alt
    ),
    "fences": lambda alt: figures.fences(samples.SHIFT_LEFT, 3, alt=alt),
    "overlap": lambda alt: figures.overlap(3, (1, -1), alt=alt),
    "patches": lambda alt: figures.patches([[[1, 2], [3, 4]]] * 2, alt=alt),
    "reach": lambda alt: figures.reach([("conv", 3, 1), ("pool", 2, 2)], 6, 1, alt=alt),
    "routes": lambda alt: figures.routes(1, {"a": (np.eye(2), np.eye(2))}, alt=alt),
    "shrinkers": lambda alt: figures.shrinkers(
        {"a": (8, [("max", 4), ("global", 1)])}, sketches=["a"], alt=alt
    ),
    "roi": lambda alt: figures.roi((1.4, 0.7, 5.2, 4.3), 2, 7, alt=alt),
    "shrinking": lambda alt: figures.shrinking({"max": [TINY, TINY]}, alt=alt),
    "side_by_side": lambda alt: figures.side_by_side(
        TINY, 2, stride=1, paddings={"one": 1, "same": "same"}, alt=alt
    ),
    "size_rules": lambda alt: figures.size_rules(alt=alt),
    "sorted_window": lambda alt: figures.sorted_window([3, 1, 2], alt=alt),
    "stages": lambda alt: figures.stages({"a": TINY, "b": TINY}, alt=alt),
    "stations": lambda alt: figures.stations(samples.FIRST_MAP, 2, alt=alt),
    "after_move": lambda alt: figures.after_move({"a": ((90, 2), (50, 5))}, alt=alt),
    "unseen": lambda alt: figures.unseen(5, 2, alt=alt),
    "window_rows": lambda alt: figures.window_rows(samples.COLUMN_MAPS, 2, alt=alt),
    "zoo_map": lambda alt: figures.zoo_map(alt=alt),
}
WORDS = {
    "anatomy": ("pooling function", "池化函数"),
    "channel_ways": ("reads 12 numbers", "读12个数"),
    "learning_curves": ("training images", "训练图像数"),
    "combined": ("concatenated", "拼接"),
    "convolution": ("weights", "权重"),
    "patches": ("mean", "平均"),
    "listening": ("90 % within", "以内"),
    "reach": ("conv 3, stride 1: sees 3", "卷积 3，步幅1：看到3"),
    "shrinkers": ("* a sketch", "* 示意"),
    "finish": ("memory floor", "内存下限"),
    "growth": ("nanoseconds per output", "每个输出的纳秒数"),
    "five_pyramids": ("image pyramid", "图像金字塔"),
    "roi": ("RoI align", "RoI对齐"),
    "side_by_side": ("0 before, 1 after", "前0，后1"),
    "size_rules": ("a number", "就少一个"),
    "sorted_window": ("median", "中值"),
    "window_rows": ("window 4, channel 3", "第4个窗口，通道3"),
    "zoo_map": ("stochastic 2013", "随机池化 2013"),
}


@cache
def drawn(name: str) -> tuple[Picture, str]:
    """Draw a figure and write it once, for all tests that only look at it."""
    picture = MADE[name](alt=ALT)
    return picture, picture.html()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Matplotlib is building the font cache; this may take a moment.", []),
        (
            "findfont: Font family 'X' not found.",
            ["findfont: Font family 'X' not found."],
        ),
    ],
)
def test_one_remark_of_matplotlib_is_kept_from_the_reader(
    said: str, heard: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("matplotlib.font_manager").warning(said)
    assert caplog.messages == heard


def test_every_public_figure_is_checked_here() -> None:
    assert sorted(MADE) == figures.__all__


@pytest.mark.parametrize("name", MADE)
def test_a_figure_without_words_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="say what the figure shows"):
        MADE[name](alt=" ")
    parameter = inspect.signature(getattr(figures, name)).parameters["alt"]
    assert parameter.kind is parameter.KEYWORD_ONLY
    assert parameter.default is parameter.empty


@pytest.mark.parametrize("name", MADE)
def test_a_figure_is_one_named_picture_in_the_page_s_colors(name: str) -> None:
    picture, html = drawn(name)
    assert html.count("<svg") == 1
    assert f'role="img" aria-label="{ALT}"' in html
    assert "DejaVu" not in html
    assert "var(--pool-" in html
    bundle = picture._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/svg+xml", "text/plain"}
    assert "var(" not in bundle["image/svg+xml"]


@pytest.mark.parametrize("name", MADE)
def test_every_word_of_a_figure_is_in_a_color_of_the_page(name: str) -> None:
    texts = [t for t in MADE[name](alt=ALT).figure.findobj(Text) if t.get_text()]
    strangers = {t.get_text() for t in texts if to_hex(t.get_color()) not in COLORS}
    assert strangers == set()


@pytest.mark.parametrize("name", MADE)
def test_a_figure_is_the_same_each_time(name: str) -> None:
    picture, html = drawn(name)
    assert html == picture.html() == MADE[name](alt=ALT).html()


@pytest.mark.parametrize("name", MADE)
def test_a_figure_knows_its_width_which_a_phone_shows_at_two_thirds(
    name: str,
) -> None:
    _, html = drawn(name)
    natural = re.search(r"<svg[^>]* style=\"--natural: (\d+)px\"", html)
    points = re.search(r"<svg[^>]* width=\"([\d.]+)pt\"", html)
    assert natural
    assert points
    assert abs(int(natural[1]) - float(points[1]) / 0.75) <= 0.5
    assert 70 < 0.66 * int(natural[1]) <= 340


PHONE, LEAST = 366, 10.5
"""The column of a phone, and the smallest words that it may show, in pixels."""


def smallest(html: str) -> float:
    """Return how large a phone shows the smallest words of a figure, in pixels."""
    natural = re.search(r"--natural: (\d+)px", html)
    assert natural
    points = [
        float(size) for size in re.findall(r"<text [^>]*?font-size: ([\d.]+)px", html)
    ]
    return min(points, default=72.0) / 0.75 * min(1, PHONE / int(natural[1]))


@pytest.mark.parametrize("name", MADE)
def test_a_phone_shows_all_words_of_a_figure_large_enough(name: str) -> None:
    assert smallest(drawn(name)[1]) >= LEAST


def test_words_that_are_too_small_would_be_seen() -> None:
    figure, (axes,) = canvas()
    axes.text(0, 0, "left")
    axes.text(1, 1, "right", fontsize=8)
    assert smallest(Picture(figure, ALT).html()) < LEAST


def test_numbers_have_the_face_of_the_widgets_and_words_have_not() -> None:
    _, html = drawn("patches")
    texts = re.findall(r"<text[^>]*font-family: ([\w-]+)[^>]*>([^<]+)</text>", html)
    assert {face for face, text in texts if text.isdigit()} == {"ui-monospace"}
    assert {face for face, text in texts if not text.isdigit()} == {"system-ui"}


def test_empty_margins_are_cut_off() -> None:
    figure, _ = canvas(6.0, 2.0)
    figure.axes[0].set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    natural = re.search(r"--natural: (\d+)px", Picture(figure, ALT).html())
    assert natural
    assert int(natural[1]) <= 2.2 * 96


@pytest.mark.parametrize("name", WORDS)
def test_a_figure_speaks_both_languages_as_text(name: str) -> None:
    english, chinese = WORDS[name]
    assert english in drawn(name)[1]
    pooltools.set_language("zh")
    try:
        assert chinese in MADE[name](alt=ALT).svg()
    finally:
        pooltools.set_language("en")


@pytest.mark.parametrize(("padding", "cells"), [(0, 0), (1, 20), ("same", 9)])
def test_only_the_padding_that_a_layer_has_is_drawn(
    padding: int | str, cells: int
) -> None:
    picture = figures.side_by_side(
        np.ones((4, 4)), 3, stride=2, paddings={"one": padding}, alt=ALT
    )
    patches = picture.figure.axes[0].patches
    assert len([patch for patch in patches if patch.get_hatch()]) == cells


def test_two_figures_on_a_page_share_no_identifier() -> None:
    ids = [
        set(re.findall(r' id="([^"]+)"', MADE[name](alt=name * 9).html()))
        for name in ("stations", "unseen")
    ]
    shared = {name for name in ids[0] & ids[1] if not re.match(r"[a-z]+_\d+$", name)}
    assert shared == set()


def test_figures_and_widgets_have_the_same_colors() -> None:
    """Figures know no widgets, and the sheet stays one that people read and change."""
    assert len(PALETTE) >= 12
    assert palette() == PALETTE


def test_window_rows_come_position_by_position_channel_innermost() -> None:
    picture = figures.window_rows(samples.COLUMN_MAPS, 2, positions=2, alt=ALT)
    svg = picture.svg()
    numbers = [int(n) for n in re.findall(r">(\d)</text>", svg)]
    windows = samples.COLUMN_MAPS.reshape(3, 2, 2, 2, 2).transpose(1, 3, 0, 2, 4)
    rows = windows.reshape(-1, 4)[:6]
    assert numbers[:24] == rows.ravel().tolist()
    assert numbers[24:30] == rows.max(1).tolist()
    assert rows[:4].tolist() == [[1, 2, 0, 1], [3, 0, 4, 2], [4, 2, 0, 1], [3, 0, 2, 4]]


def test_a_part_of_a_picture_keeps_the_size_of_the_whole_in_its_title() -> None:
    picture = figures.shrinking({"max": [TINY]}, part=lambda p: p[:1, :2], alt=ALT)
    axes = picture.figure.axes[0]
    assert axes.get_title() == "max\n3 × 4"
    assert np.array_equal(axes.images[0].get_array(), TINY[:1, :2])


def test_a_region_is_drawn_over_the_cells_that_its_pooling_reads() -> None:
    box, n = (1.35, 0.7, 6.3, 5.25), 8
    ones = np.eye(n * n).reshape(-1, n, n)
    read = roi_max_pool2d(ones, [box], 1).reshape(n, n) == 1
    (window,) = (
        patch
        for patch in figures.roi(box, 1, n, alt=ALT).figure.axes[0].patches
        if isinstance(patch, FancyBboxPatch)
    )
    left, top, right, bottom = np.rint(window.get_bbox().extents).astype(int)
    drawn = np.zeros((n, n), bool)
    drawn[top:bottom, left:right] = True
    assert read.sum() == 30
    assert np.array_equal(drawn, read)


def test_what_varies_between_seeds_is_drawn_with_its_spread() -> None:
    designs = {"a": ((98, 1), (55.2, 3.4)), "b": ((97, 0.4), (80, 5))}
    picture = figures.after_move(designs, alt=ALT)
    words = [text.get_text() for text in picture.figure.axes[0].texts]
    assert "98.0 → 55.2" in words
    assert "97.0 → 80.0" in words
    bars = {
        tuple(segment[:, 0].round(1))
        for lines in picture.figure.axes[0].collections
        for segment in lines.get_segments()
    }
    assert bars == {(97, 99), (51.8, 58.6), (96.6, 97.4), (75, 85)}
    curves = figures.learning_curves({"a": [(0.5, 0.1)]}, [20], alt=ALT)
    (bar,) = curves.figure.axes[0].collections
    assert np.allclose(bar.get_segments()[0][:, 1], (40, 60))


def test_a_sketch_has_a_mark_and_a_note() -> None:
    rows = {"a": (8, [("max", 4)]), "b": (8, [("max", 4)])}
    assert "b *" in figures.shrinkers(rows, sketches=["b"], alt=ALT).svg()
    assert "*" not in re.sub(
        "<style.*?</style>", "", figures.shrinkers(rows, alt=ALT).svg()
    )
