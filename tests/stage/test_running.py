"""The Running Network: its state, its picture, and what travels to the page."""

import gzip
import json
import re

import numpy as np
import pytest
import traitlets

from pooltools import samples, set_language, shift2d
from pooltools.nets import running_network
from pooltools.widgets import RunningNetwork
from pooltools.widgets._mosaic import SHOWN, mosaic
from pooltools.widgets.running import read_drawing

from .. import node

MOST = 25_000
"""Bytes of the weights as they travel."""


def test_it_reads_a_moved_digit_as_the_network_does() -> None:
    shown = RunningNetwork(4, pooling="stride", down=3, right=-5)
    canvas = shift2d(np.pad(samples.drawn_digits()[4] / 255, 20), (3, -5))
    assert np.array_equal(shown.picture, canvas)
    wanted = running_network(canvas, "stride")
    assert np.array_equal(shown.output.scores, wanted.scores)


def test_one_pixel_is_turned_round_where_it_is_shown() -> None:
    plain, changed = RunningNetwork(2), RunningNetwork(2, pixel=3 * SHOWN + 5)
    places = np.argwhere(plain.picture != changed.picture)
    assert places.tolist() == [[16 + 3, 16 + 5]]


def test_noise_and_inversion_move_along_with_the_digit() -> None:
    damage = {"salt": 10, "invert": True}
    here, there = (RunningNetwork(3, right=n, **damage).picture for n in (0, 4))
    assert np.array_equal(shift2d(here, (0, 4)), there)
    assert not here[:20].any()


def test_a_drawing_takes_the_place_of_the_digit() -> None:
    text = "f" + "z" * 37 + "k"
    assert read_drawing(text).sum() == 1
    assert RunningNetwork(5, drawing=text).picture.sum() == 1


@pytest.mark.parametrize("text", ["f", "z" * 38, "F" * 784, "0" * 785])
def test_a_text_that_is_no_drawing_is_refused_and_nothing_is_lost(text: str) -> None:
    shown = RunningNetwork(5)
    with pytest.raises(traitlets.TraitError, match="RunningNetwork"):
        shown.drawing = text
    assert (shown.drawing, shown.digit) == ("", 5)


def test_javascript_reads_the_same_pixels_with_noise_and_inverted() -> None:
    frame = (samples.drawn_digits()[6] / 255).ravel().tolist()
    for salt, invert in ((8, False), (0, True), (20, True)):
        made = f"damaged(Float32Array.from({frame}), {salt}, {json.dumps(invert)})"
        call = f"Array.from({made})"
        got = node.value(call, damaged="arithmetic/running_layout")
        canvas = RunningNetwork(6, salt=salt, invert=invert).picture
        assert np.allclose(got, canvas[20:48, 20:48].ravel(), atol=1e-6)


def test_the_weights_are_light() -> None:
    state = RunningNetwork().page_state()
    assert len(gzip.compress(state["weights"].encode(), 6)) <= MOST
    assert len(json.loads(state["weights"])) == 8


def test_the_maps_stand_side_by_side() -> None:
    maps = np.zeros((8, 68, 68))
    maps[5, 16, 16] = 2
    picture = mosaic(maps, 2, SHOWN)
    assert picture.shape == (4 * 37 - 1, 2 * 37 - 1)
    assert np.argwhere(picture).tolist() == [[2 * 37, 37]]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_still_picture_says_what_it_reads(language: str) -> None:
    set_language(language)
    try:
        label = re.search(r'aria-label="([^"]+)"', RunningNetwork(8).still())
        assert label
        assert "8" in label[1]
    finally:
        set_language("en")
