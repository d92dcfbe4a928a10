"""Twelve networks shrink their maps, and the sizes are those of their papers."""

import pytest

from pooltools import output_size
from pooltools.nets import (
    HISTORY,
    LENET5,
    ROADMAP,
    Conv,
    Dense,
    GlobalPool,
    Pool,
    Subsampling,
    staircase,
    trace,
    who,
)

NAMED = {milestone.name: milestone for milestone in HISTORY}


def sides(name, size=None):
    return [row.shape[-1] for row in staircase(NAMED[name], size)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("LeNet-5", [28, 14, 10, 5, 1]),
        ("AlexNet", [55, 27, 13, 6]),
        ("NiN", [16, 8, 1]),
        ("VGG-16", [112, 56, 28, 14, 7]),
        ("GoogLeNet", [112, 56, 28, 14, 7, 1]),
        ("SPP-net", [110, 55, 26, 13, 1]),
        ("ResNet-50", [112, 56, 28, 14, 7, 1]),
        ("ViT-B/16", [14, 1]),
        ("ConvNeXt-T", [56, 28, 14, 7, 1]),
        ("SegNeXt", [256, 128, 64, 32, 16]),
        ("PoolFormer", [56, 28, 14, 7, 1]),
    ],
)
def test_the_maps_of_a_network_are_as_large_as_its_paper_says(name, wanted):
    assert sides(name) == wanted


def test_spp_net_makes_50_numbers_of_a_channel_from_either_of_its_two_inputs():
    for size, last in ((224, 13), (180, 10)):
        rows = staircase(NAMED["SPP-net"], size)
        assert rows[-2].shape == (1, last, last)
        assert rows[-1].shape == (50, 1, 1)


def test_only_lenet_5_learns_in_its_poolings():
    learned = {}
    for milestone in HISTORY:
        rows = zip(milestone.steps, staircase(milestone), strict=True)
        pooling = [row.parameters for layer, row in rows if not isinstance(layer, Conv)]
        learned[milestone.name] = [count for count in pooling if count]
    assert learned.pop("LeNet-5") == [12, 32]
    assert not any(learned.values())


def test_years_never_go_back_and_names_are_unique():
    years = [milestone.year for milestone in HISTORY]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (1980, 2022)
    assert len(NAMED) == len(HISTORY) == 12


def test_a_skeleton_agrees_with_the_whole_network():
    whole = [row.shape[-2:] for row in trace(LENET5.body, LENET5.shape)]
    assert whole == [row.shape[-2:] for row in staircase(NAMED["LeNet-5"])]


def test_a_staircase_ends_where_a_window_no_longer_fits():
    assert sides("AlexNet", 32) == [7, 3, 1]
    assert sides("ViT-B/16", 8) == []
    assert sides("ConvNeXt-T", 256) == [64, 32, 16, 8, 1]


def test_who_shrinks_is_read_off_the_layer():
    assert who(Conv(1, 4, stride=4), first=True) == "patchify"
    assert who(Conv(1, 4, stride=4)) == who(Conv(1, 3, stride=2)) == "strided"
    assert who(Conv(1, 3)) == "border"
    assert who(Pool(2)) == "max"
    assert who(Pool(2, kind="average")) == "average"
    assert who(Subsampling(2)) == "average"
    assert who(GlobalPool()) == "global"
    kinds = {who(x, first=not n) for m in HISTORY for n, x in enumerate(m.steps)}
    last = {"border", "pyramid", "attention", "global"}
    assert kinds == {"average", "max", "strided", "patchify"} | last


def test_what_changes_no_size_has_no_kind():
    with pytest.raises(TypeError, match=r"^who: .* is of type Dense; give a layer"):
        who(Dense(3))


@pytest.mark.parametrize("size", [0, -5])
def test_a_picture_has_pixels(size):
    with pytest.raises(ValueError, match="is less than 1"):
        staircase(HISTORY[0], size)
    with pytest.raises(TypeError, match="integer"):
        staircase(HISTORY[0], 1.5)


def test_the_recipe_alone_is_most_of_the_first_gain_on_the_road():
    old, recipe, stem, convnext, swin = ROADMAP.values()
    assert round(recipe - old, 1) == 2.7
    assert old < recipe < stem < swin < convnext


def test_a_max_pooling_and_a_convolution_of_one_shape_differ_in_parameters():
    assert output_size(112, 3, stride=2, padding=1) == 56
    conv = Conv(64, 3, stride=2, padding=1, bias=False)
    pool = Pool(3, stride=2, padding=1)
    rows = [trace([layer], (64, 112, 112))[0] for layer in (pool, conv)]
    assert rows[0].shape == rows[1].shape
    assert [row.parameters for row in rows] == [0, 36_864]
