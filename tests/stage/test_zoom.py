"""The Zoom Stack as Python sees it, and the frozen stacks both sides are held to."""

import base64
import json

import numpy as np
import pytest
import traitlets

from pooltools import receptive_field
from pooltools.nets import total
from pooltools.widgets import ZoomStack
from pooltools.widgets._base import MIME
from pooltools.widgets.zoom import PRESETS, SIDE, photo, read_stack

from ..make.frozen import FILES

FROZEN = FILES["stacks"].read()


def test_the_same_13_convolutions_see_27_pixels_or_212():
    assert [ZoomStack(name).output[-1].size for name in PRESETS] == [27, 212, 50, 32]
    for layers in PRESETS.values():
        assert layers.split().count("conv3") == 13
    assert len(PRESETS["vgg"].split()) == 18


def test_an_early_pooling_is_wider_and_cheaper_than_a_late_one():
    early, late = ZoomStack("early"), ZoomStack("late")
    assert early.output[-1].size > late.output[-1].size
    assert total(early.trace).multiply_adds < total(late.trace).multiply_adds / 2


def test_padding_keeps_the_size_where_the_stride_is_1_and_the_span_odd():
    stack = ZoomStack("conv3 conv5@2 conv11 pool3/1 pool2/1 conv2")
    assert [row.shape[-1] for row in stack.trace] == [*[SIDE] * 4, SIDE - 1, SIDE - 2]


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ("", "layers='' is no layer; write layers like"),
        ("conv3  pool2", "is no layer"),
        ("conv", "layers='conv' is no layer"),
        ("max2", "layers='max2' is no layer"),
        ("conv-3", "is no layer"),
        ("conv12", "kernel_size='conv12' is out of range; use 1 to 11"),
        ("conv0", "kernel_size='conv0' is out of range"),
        ("conv3/0", "stride='conv3/0' is out of range"),
        ("conv3/12", "stride='conv3/12' is out of range"),
        ("conv3@5", "dilation='conv3@5' is out of range; use 1 to 4"),
        ("pool2@2", "layers='pool2@2' dilates a pooling; leave out"),
        (" ".join(["conv1"] * 25), "has 25 layers; use at most 24"),
        ("pool2 " * 7 + "pool2", "covers 2 pixels, but the padded input has 1"),
    ],
)
def test_what_is_no_stack_is_refused_and_the_old_one_stays(layers, message):
    stack = ZoomStack("plain")
    with pytest.raises(traitlets.TraitError, match=message):
        stack.layers = layers
    assert stack.layers == PRESETS["plain"]
    with pytest.raises(traitlets.TraitError):
        ZoomStack(layers)


@pytest.mark.parametrize(
    ("name", "value"),
    [("step", -1), ("step", 24), ("row", 224), ("column", -1), ("speed", 0)],
)
def test_a_bad_setting_is_refused(name, value):
    with pytest.raises(traitlets.TraitError):
        ZoomStack(**{name: value})


def test_what_is_shown_holds_the_photo_and_a_still_picture():
    data, _ = ZoomStack("vgg", step=99 % 24)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "zoom-stack"
    sent = np.frombuffer(base64.b64decode(page["state"]["picture"]), np.uint8)
    np.testing.assert_array_equal(sent.reshape(SIDE, SIDE), photo())
    assert dict(page["state"]["presets"]) == PRESETS
    still = data["image/svg+xml"]
    assert "after 4 layers one cell sees 10 by 10 pixels" in still
    assert "picture" not in repr(ZoomStack())
    assert "after 18 layers one cell sees 212" in ZoomStack(step=23).still()


def test_the_frozen_stacks_hold_vgg_and_what_is_odd():
    assert len(FROZEN) >= 15
    bare = [(card.kernel_size, card.stride) for card in read_stack(PRESETS["vgg"])]
    assert FROZEN[1]["rows"][-1][0] == receptive_field(bare)[-1].size
