"""The Sawtooth as Python sees it, and the frozen curves both sides are held to."""

import base64
import json

import numpy as np
import pytest
import traitlets

from pooltools import blur_pool2d, max_pool2d
from pooltools.widgets import Sawtooth
from pooltools.widgets._base import MIME
from pooltools.widgets.sawtooth import WAYS, edge_picture, shrink

from ..make.frozen import FILES
from ..make.sawtooth import responses

FROZEN = FILES["sawtooth"].read()


@pytest.mark.parametrize("stride", [2, 4])
def test_every_way_is_exact_at_multiples_of_the_stride(stride: int) -> None:
    for way in WAYS:
        errors = Sawtooth(way=way, stride=stride).errors
        assert errors[::stride] == [0.0] * len(errors[::stride])
        between = [error for n, error in enumerate(errors) if n % stride]
        if way == "polyphase":
            assert max(errors) == 0
        else:
            assert min(between) > 0.15


def test_the_ways_stand_in_the_order_the_page_tells() -> None:
    most = [max(Sawtooth(way=way, stride=2).errors) for way in WAYS]
    subsample, largest, average, blurred, strongest = most
    assert subsample > average > largest > blurred > strongest


def test_blurring_a_maximum_is_what_the_paper_does() -> None:
    x = np.random.default_rng(0).random((8, 8))
    dense = max_pool2d(np.pad(x, (0, 1), mode="wrap"), 2, stride=1)
    wanted = blur_pool2d(dense, 3, padding_mode="wrap")
    np.testing.assert_array_equal(shrink(x, "max-blur", 2), wanted)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("way", "median"), ("stride", 3), ("step", 13), ("step", -1), ("view", "x")],
        *[("stripes", [[1, 2]]), ("stripes", [1] * 8), ("stripes", [["a"] * 8])],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    saw = Sawtooth()
    before = getattr(saw, name)
    with pytest.raises(traitlets.TraitError):
        setattr(saw, name, value)
    assert np.array_equal(getattr(saw, name), before)


def test_what_is_shown_holds_the_picture_and_a_still_one() -> None:
    data, _ = Sawtooth(way="max-blur", stride=2, step=3)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    sent = np.frombuffer(base64.b64decode(page["state"]["picture"]), np.uint8)
    np.testing.assert_array_equal(sent.reshape(64, 96), edge_picture())
    assert edge_picture().max() == 255
    still = data["image/svg+xml"]
    assert "moved by 3 pixels, shrunk by 2 with max + blur" in still
    assert "picture" not in repr(Sawtooth())


def test_the_frozen_curves_are_of_every_way_and_stride() -> None:
    assert len({(case["way"], case["stride"]) for case in FROZEN["cases"]}) == 10


def test_pooling_over_positions_does_not_pool_over_angles() -> None:
    turned = responses()
    upright, slanted, lying = (np.array(turned[n]) for n in (0, 3, 6))
    np.testing.assert_allclose(upright, [4, 4, 0, 0], atol=1e-6)
    np.testing.assert_allclose(lying, upright[[2, 3, 0, 1]], atol=1e-6)
    assert np.ptp(slanted) < 0.01
    across = [max(row) for row in turned]
    assert min(across) > 0.65 * max(across)
