"""The Channel Lanes as Python sees them, and the frozen counts both sides share."""

import json
from itertools import product

import numpy as np
import pytest
import traitlets

from pooltools import samples
from pooltools.widgets import ChannelLanes
from pooltools.widgets._base import MIME
from pooltools.widgets._traits import decode_planes, encode_planes
from pooltools.widgets.lanes import OPERATIONS, weights

from ..make.frozen import FILES

FROZEN = FILES["lanes"].read()
PLACES = list(product(range(3), range(4), range(4)))


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("place", PLACES)
def test_only_a_convolution_lets_another_lane_notice(
    operation: str, place: tuple[int, int, int]
) -> None:
    painted = np.array(samples.CHANNELS)
    painted[place] = 99
    lanes = ChannelLanes(painted, operation=operation)
    channel, row, column = place
    wanted = np.zeros((3, 2, 2), bool)
    where = slice(None) if operation == "convolution" else channel
    wanted[where, row // 2, column // 2] = True
    np.testing.assert_array_equal(lanes.changed, wanted)


def test_convolutions_are_what_four_loops_compute() -> None:
    lanes = ChannelLanes(operation="convolution")
    for operation in ("depthwise", "convolution"):
        lanes.operation = operation
        w, x = weights(operation), lanes.painted
        for o, i, j in product(range(3), range(2), range(2)):
            window = x[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            assert lanes.output[o, i, j] == (w[o] * window).sum()


def test_a_depthwise_convolution_keeps_the_diagonal() -> None:
    full, own = weights("convolution"), weights("depthwise")
    assert set(np.unique(full)) == {-1.0, 1.0}
    for o, c in product(range(3), repeat=2):
        np.testing.assert_array_equal(own[o, c], full[o, c] * (o == c))


def test_the_bars_start_with_the_published_network() -> None:
    lanes = ChannelLanes(view="counter")
    assert lanes.counts["convolutions"] == 14_714_688
    assert sum(lanes.counts[name] for name in ("convolutions", "dense")) == 138_357_544
    lanes.pools = "00000"
    assert lanes.counts["convolutions"] == 14_714_688
    lanes.head = "global average"
    assert lanes.counts["dense"] == 513_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("operation", "min"), ("view", "x"), ("head", "max"), ("step", 4)],
        *[("pools", "1111"), ("pools", "11112"), ("pools", 11111)],
        *[("painted", [[1]]), ("painted", np.full((3, 4, 4), np.nan))],
        *[("painted", "abc"), ("painted", [[[1], [1, 2]]]), ("data", np.zeros(48))],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    lanes = ChannelLanes()
    before = getattr(lanes, name)
    with pytest.raises(traitlets.TraitError):
        setattr(lanes, name, value)
    np.testing.assert_array_equal(getattr(lanes, name), before)


def test_a_refusal_says_what_to_give() -> None:
    with pytest.raises(traitlets.TraitError, match="give 3 maps of 4 × 4 finite"):
        ChannelLanes(painted=[[1, 2], [3, 4]])
    with pytest.raises(traitlets.TraitError, match='"11111" keeps all five'):
        ChannelLanes(pools="")


def test_planes_travel_and_come_back() -> None:
    lanes = ChannelLanes()
    sent = json.loads(json.dumps(encode_planes(lanes.painted)))
    np.testing.assert_array_equal(decode_planes(sent), lanes.painted)
    with pytest.raises(ValueError, match="read-only"):
        lanes.painted[0, 0, 0] = 1


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = ChannelLanes(operation="convolution")._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "channel-lanes"
    assert page["state"]["painted"][1][0] == [3, 9, 6, 5]
    assert "changes 1, 1 and 1 cells" in data["image/svg+xml"]
    counter = ChannelLanes(view="counter", pools="11110").still()
    assert "431,924,200" in counter
    assert "14,714,688" in counter


def test_the_frozen_counts_are_of_every_choice_of_poolings() -> None:
    assert len({(net["pools"], net["head"]) for net in FROZEN["networks"]}) == 64
    assert len(FROZEN["cases"]) == 2 * len(OPERATIONS)
