"""How far networks see: famous ones, and small ones asked pixel by pixel."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import ReceptiveField, receptive_field, receptive_field_step
from pooltools._windows.layer import make_axis

CONV, POOL = (3, 1), (2, 2)
BLOCKS = [CONV] * 2, [CONV] * 2, [CONV] * 3, [CONV] * 3, [CONV] * 3


def size(*layers):
    return receptive_field(layers)[-1].size


def bottleneck(stride, on_first):
    return [(1, stride if on_first else 1), (3, 1 if on_first else stride), (1, 1)]


def resnet50(on_first):
    layers = [(7, 2), (3, 2)]
    for stage, blocks in enumerate((3, 4, 6, 3)):
        for block in range(blocks):
            stride = 2 if stage and not block else 1
            layers += bottleneck(stride, on_first)
    return layers


def test_vgg_16_sees_27_pixels_without_its_pools_and_212_with_them():
    pooled = [layer for block in BLOCKS for layer in (*block, POOL)]
    convolutions = [layer for layer in pooled if layer == CONV]
    assert len(convolutions) == 13
    assert size(*convolutions) == 27
    assert size(*pooled[:-1]) == 196
    assert size(*pooled) == 212


def test_lenet_sees_16_pixels_and_9_without_its_pools():
    assert size((5, 1), POOL, (5, 1), POOL) == 16
    assert size((5, 1), (5, 1)) == 9


def test_alexnet_sees_195_pixels():
    convolutions = (3, 1), (3, 1), (3, 1)
    assert size((11, 4), (3, 2), (5, 1), (3, 2), *convolutions, (3, 2)) == 195


def test_resnet_50_sees_less_with_the_stride_on_its_3_x_3_convolutions():
    assert size(*resnet50(on_first=True)) == 483
    assert size(*resnet50(on_first=False)) == 427


def test_jump_is_the_product_of_strides_and_start_counts_the_padding():
    views = receptive_field([(7, 2, 3), (3, 2, 1), (3, 1, 1)])
    assert views == [(7, 2, -3), (11, 4, -5), (19, 4, -9)]
    assert views[-1] == ReceptiveField(size=19, jump=4, start=-9)


def test_with_half_the_span_as_padding_cell_0_looks_at_pixel_0():
    assert [v.center for v in receptive_field([(3, 1, 1), (5, 1, 2)])] == [0, 0]
    assert receptive_field([(2, 2)])[0].center == Fraction(1, 2)


def test_tuples_and_mappings_say_the_same():
    pool = {"kernel_size": 2}  # its stride is the window, as everywhere
    conv = {"kernel_size": 3, "stride": 1, "padding": (2, 0), "dilation": 2}
    assert receptive_field([pool, conv]) == receptive_field([(2, 2), (3, 1, (2, 0), 2)])
    assert receptive_field([]) == []


@st.composite
def stacks(draw):
    """Draw up to four layers of any kind."""
    layers = []
    for _ in range(draw(st.integers(1, 4))):
        k, s, d = (draw(st.integers(1, most)) for most in (4, 3, 2))
        pads = st.integers(0, d * (k - 1))
        layers.append((k, s, (draw(pads), draw(pads)), d))
    return layers


def run(layers, x):
    """Let every layer sum its windows, with padding of zeros."""
    for k, s, p, d in layers:
        axis = make_axis(len(x), k, stride=s, padding=p, dilation=d)
        x = np.array([x[list(axis.real_taps(i))].sum(0) for i in range(axis.outputs)])
    return x


@given(stacks(), st.integers(90, 100))
def test_a_pixel_inside_the_view_changes_the_output_and_no_other_does(layers, n):
    changes = run(layers, np.eye(n, dtype=int))  # one row per output, one column each
    view, found = receptive_field(layers)[-1], 0
    for i, row in enumerate(changes):
        first, end = view.start + i * view.jump, view.start + i * view.jump + view.size
        seen = np.flatnonzero(row)
        if 0 <= first and end <= n:
            assert (seen.min(), seen.max() + 1) == (first, end)
            found += 1
        assert ((first <= seen) & (seen < end)).all()
    assert found or view.size + view.jump > n


@given(stacks())
def test_the_whole_is_one_step_after_the_other(layers):
    cell = 1, 1, 0
    for layer, view in zip(layers, receptive_field(layers), strict=True):
        k, s, p, d = layer
        cell = receptive_field_step(*cell, k, stride=s, padding=p, dilation=d)
        assert cell == view
        assert type(cell) is tuple


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ((3,), r"layers\[1\]=\(3,\) has 1 entries, not 2 to 4; give \(kernel_size"),
        ((3, 1, 0, 1, 1), r"layers\[1\]=.* has 5 entries"),
        ({"stride": 2}, r"layers\[1\]=.* has no kernel_size; add one"),
        ({"kernel_size": 2, "pad": 1}, r"unknown key 'pad'; use kernel_size, stride"),
        ((0, 1), r"kernel_size=0 in layers\[1\] is less than 1; use 1 or more"),
        ((3, 0), r"stride=0 in layers\[1\] is less than 1"),
        ((3, 1, 3), r"padding=\(3, 3\) in layers\[1\] is not less than the 3"),
        ((3, 1, 0, 0), r"dilation=0 in layers\[1\]"),
        ((3, 1, "same"), r"padding='same' in layers\[1\] depends on n; use same_pad"),
    ],
)
def test_a_layer_that_cannot_be_is_refused_by_its_number(layer, message):
    with pytest.raises(ValueError, match=f"^receptive_field: .*{message}"):
        receptive_field([(3, 1), layer])


@pytest.mark.parametrize("layer", [3, "33", None, (3.0, 1), (3, True), (3, 1, 0.5)])
def test_a_layer_of_the_wrong_kind_is_a_type_error(layer):
    with pytest.raises(TypeError, match=r"^receptive_field: "):
        receptive_field([layer])
