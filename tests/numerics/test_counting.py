"""What networks cost: published totals, laws of counting, and refusals."""

import re
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import output_size
from pooltools.book import experiments
from pooltools.nets import (
    GLOBAL_HEAD,
    LENET5,
    VGG16,
    Branches,
    Conv,
    Dense,
    Flatten,
    GlobalPool,
    Norm,
    Pool,
    Subsampling,
    layers,
    total,
    trace,
)

PLANES = st.tuples(st.integers(1, 6), st.integers(6, 12), st.integers(6, 12))


def rows(architecture, without=(), head=None):
    body = [layer for layer in architecture.body if layer.name not in without]
    head = architecture.head if head is None else head
    traced = trace([*body, *head], architecture.shape)
    return {row.name: row for row in traced}


def test_vgg16_has_the_published_number_of_parameters():
    table = rows(VGG16)
    convolutions = [row for name, row in table.items() if name.startswith("conv")]
    assert len(convolutions) == 13
    assert total(convolutions).parameters == 14_714_688
    assert table["fc1"].parameters == 102_764_544
    assert total(table.values()).parameters == 138_357_544
    assert total(table.values()).multiply_adds == 15_470_264_320


def test_only_a_flatten_head_grows_when_poolings_go():
    five = {f"pool{i}" for i in range(1, 6)}
    grown = {0: 102_764_544, 1: 411_045_888, 5: 105_226_702_848}
    for count, wanted in grown.items():
        table = rows(VGG16, sorted(five)[5 - count :])
        convolutions = [row for name, row in table.items() if name.startswith("conv")]
        assert total(convolutions).parameters == 14_714_688
        assert table["fc1"].parameters == wanted
    for without in ((), five):
        table = rows(VGG16, without, GLOBAL_HEAD)
        assert table["fc"].parameters == 513_000
        assert total(table.values()).parameters == 14_714_688 + 513_000


def test_lenet5_learns_sixty_thousand_numbers():
    table = rows(LENET5)
    assert {name: row.parameters for name, row in table.items()} == {
        "C1": 156,
        "S2": 12,
        "C3": 1516,
        "S4": 32,
        "C5": 48120,
        "flatten": 0,
        "F6": 10164,
    }
    assert total(table.values()).parameters == 60_000
    assert table["S4"].shape == (16, 5, 5)


@given(PLANES, st.integers(1, 6), st.integers(1, 3), st.booleans())
def test_a_convolution_learns_the_same_on_every_map(shape, maps, k, bias):
    conv = Conv(maps, k, bias=bias)
    [row] = trace([conv], shape)
    [larger] = trace([conv], (shape[0], shape[1] + 5, 2 * shape[2]))
    assert row.parameters == larger.parameters == maps * (shape[0] * k * k + bias)
    assert row.multiply_adds < larger.multiply_adds


@given(PLANES, st.integers(1, 3), st.integers(1, 3), st.booleans())
def test_pooling_learns_nothing_and_keeps_the_channels(shape, k, stride, ceil_mode):
    pool = Pool(k, stride=stride, padding=k // 2, ceil_mode=ceil_mode)
    [row] = trace([pool], shape)
    sizes = [
        output_size(n, k, stride=stride, padding=k // 2, ceil_mode=ceil_mode)
        for n in shape[1:]
    ]
    assert row.shape == (shape[0], *sizes)
    assert (row.parameters, row.activations, row.multiply_adds) == (
        0,
        prod(row.shape),
        0,
    )


@given(PLANES, st.integers(1, 3))
def test_a_depthwise_convolution_joins_each_channel_to_itself_only(shape, k):
    channels = shape[0]
    [row] = trace([Conv(channels, k, groups=channels, bias=False)], shape)
    [full] = trace([Conv(channels, k, bias=False)], shape)
    assert row.parameters == channels * k * k
    assert row.multiply_adds * channels == full.multiply_adds


def test_counts_agree_with_the_arrays_of_a_network_that_runs():
    rng = np.random.default_rng(0)
    net = experiments.build("max", "flatten", rng)
    described = [
        Conv(8, 3, padding=1), Pool(2), Conv(16, 3, padding=1), Pool(2), Flatten(),
        Dense(10),
    ]  # fmt: skip
    traced = trace(described, (1, 16, 16))
    assert total(traced).parameters == experiments.parameter_count(net)
    x, made = np.zeros((1, 1, 16, 16)), []
    for layer in net:
        x = layer.forward(x)
        if not isinstance(layer, layers.ReLU | layers.Standardise):
            made.append(x[0].shape)
    assert [row.shape for row in traced if row.name != "flatten"] == made


def test_stride_dilation_and_padding_follow_the_size_law():
    [row] = trace([Conv(64, 7, stride=2, padding=3, bias=False)], (3, 224, 224))
    assert row.shape == (64, 112, 112)
    assert row.parameters == 9408
    [row] = trace([Conv(8, 3, dilation=2, padding=2)], (4, 10, 12))
    assert row.shape == (8, 10, 12)
    [row] = trace([Pool(3, stride=2, padding=1)], (64, 112, 112))
    assert row.shape == (64, 56, 56)
    [row] = trace([Conv(4, (1, 3), stride=(2, 1), padding=(0, 1))], (2, 9, 9))
    assert row.shape == (4, 5, 9)
    assert row.parameters == 4 * 2 * 3 + 4


def test_branches_stack_or_add_what_their_paths_make():
    wide = Branches(((Conv(4, 1),), (Pool(3, stride=1, padding=1),)))
    [row] = trace([wide], (2, 6, 6))
    assert row.shape == (6, 6, 6)
    assert (row.parameters, row.activations) == (12, 4 * 36 + 2 * 36)
    residual = Branches(((Conv(2, 3, padding=1), Norm()), ()), join="add")
    [row] = trace([residual], (2, 6, 6))
    assert row.shape == (2, 6, 6)
    assert (row.parameters, row.activations) == (38 + 4, 2 * 2 * 36)


def test_a_trace_of_nothing_is_empty_and_costs_nothing():
    assert trace([], (3, 4, 4)) == ()
    assert total([]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("layer", "shape", "said"),
    [
        (Dense(10), (3, 4, 4), "is not one row; put Flatten() before it"),
        (Pool(2), (48,), "has no height and width; put the layer before Flatten()"),
        (Conv(4, 3, groups=3), (3, 4, 4), "does not divide 3 channels into 4"),
        (Conv(0, 3), (3, 4, 4), "out_channels=0 is less than 1"),
        (Conv(2, 5), (3, 4, 4), "covers 5 pixels, but the padded input has 4"),
        (Conv(2, 3, padding=3), (3, 4, 4), "is not less than the 3 that a window"),
        (Pool(2, padding=2), (3, 4, 4), "is more than half of kernel_size=2"),
        (Pool(2, kind="mean"), (3, 4, 4), 'use one of "max", "average"'),
        (GlobalPool("mean"), (3, 4, 4), 'use one of "max", "average"'),
        (Branches(()), (3, 4, 4), "is empty"),
        (Branches(((), ()), join="mix"), (3, 4, 4), '"concatenate", "add"'),
        (Branches(((Pool(2),), ())), (3, 4, 4), "end in different shapes"),
        (Branches(((Conv(2, 1),), ()), join="add"), (3, 4, 4), "different shapes"),
        (Subsampling(2), (3, 0, 4), "shape=0 is less than 1"),
    ],
)
def test_layers_that_do_not_fit_are_refused(layer, shape, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        trace([layer], shape)


@pytest.mark.parametrize(
    "layer", [Conv(2.0, 3), Conv(2, 3, bias=1), Dense(True), Pool("2"), Conv(2, 3.0)]
)
def test_values_of_the_wrong_kind_are_refused(layer):
    with pytest.raises(TypeError):
        trace(
            [layer] if not isinstance(layer, Dense) else [Flatten(), layer], (3, 4, 4)
        )


def test_descriptions_cannot_be_changed():
    with pytest.raises(AttributeError):
        VGG16.body[0].out_channels = 3
