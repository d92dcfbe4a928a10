"""Output sizes, windows, padding and receptive fields along one axis."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooltools import output_size, receptive_field_step, same_padding
from pooltools.geometry import make_axes, make_axis

from . import reference
from .strategies import SIDES, axis_layers


@st.composite
def fitting(draw):
    n = draw(SIDES)
    return n, {**draw(axis_layers(n)), "ceil_mode": draw(st.booleans())}


def reference_windows(n, layer):
    """Return the reference's windows for the arguments of output_size."""
    k, s, d = layer["kernel_size"], layer["stride"], layer["dilation"]
    padding = layer["padding"]
    if isinstance(padding, str):
        before, after = reference.same(n, k, s, d, lower=padding == "same_lower")
    elif isinstance(padding, int):
        before, after = padding, padding
    else:
        before, after = padding
    return reference.windows(n, k, s, before, after, d, layer["ceil_mode"])


@given(fitting())
def test_windows_are_those_that_plain_loops_find(drawn):
    n, layer = drawn
    axis = make_axis(n, **layer)
    expected = reference_windows(n, layer)
    assert [list(axis.taps(i)) for i in range(axis.outputs)] == expected
    assert output_size(n, **layer) == len(expected)


@given(fitting())
def test_bounds_taps_and_real_taps_tell_the_same_story(drawn):
    n, layer = drawn
    axis = make_axis(n, **layer)
    for i in range(axis.outputs):
        taps = list(axis.taps(i))
        assert axis.bounds(i) == (taps[0], taps[-1] + 1)
        assert axis.start(i) == taps[0]
        assert axis.span == taps[-1] + 1 - taps[0]
        assert list(axis.real_taps(i)) == [tap for tap in taps if 0 <= tap < n]


@given(fitting())
def test_an_unseen_pixel_is_one_that_no_window_reads(drawn):
    n, layer = drawn
    seen = {tap for taps in reference_windows(n, layer) for tap in taps}
    assert make_axis(n, **layer).unseen() == tuple(sorted(set(range(n)) - seen))


@given(fitting())
def test_counts_are_real_taps_and_at_most_declared_padding(drawn):
    n, layer = drawn
    axis = make_axis(n, **layer)
    windows = reference_windows(n, layer)
    real = [sum(0 <= tap < n for tap in taps) for taps in windows]
    padded = [sum(tap < n + axis.after for tap in taps) for taps in windows]
    assert list(axis.counts(False)) == real
    assert list(axis.counts(True)) == padded


@given(fitting(), st.integers(0, 3))
def test_every_stride_more_of_input_gives_one_more_output(drawn, times):
    n, layer = drawn
    longer = n + times * layer["stride"]
    assert output_size(longer, **layer) == output_size(n, **layer) + times


@given(SIDES, st.integers(1, 5), st.integers(1, 5), st.integers(1, 3))
def test_same_gives_one_output_for_every_stride_begun(n, k, s, d):
    for rule in ("same", "same_lower"):
        layer = {"stride": s, "dilation": d, "padding": rule}
        assert output_size(n, k, **layer) == -(-n // s)
        assert output_size(n, k, **layer, ceil_mode=True) == -(-n // s)
    sides = same_padding(n, k, stride=s, dilation=d)
    assert sides == reference.same(n, k, s, d)
    assert same_padding(n, k, stride=s, dilation=d, lower=True) == sides[::-1]


@pytest.mark.parametrize(
    ("n", "k", "s", "p", "naive", "outputs"),
    [(32, 1, 2, 0, 17, 16), (8, 3, 4, 0, 3, 2), (7, 2, 3, 1, 4, 3), (2, 3, 3, 1, 2, 1)],
)
def test_ceil_mode_drops_a_window_that_starts_in_padding(n, k, s, p, naive, outputs):
    assert -(-(n + 2 * p - k) // s) + 1 == naive
    assert output_size(n, k, stride=s, padding=p, ceil_mode=True) == outputs


def test_ceil_mode_lets_the_only_window_hang_over_the_end():
    assert output_size(1, 2, ceil_mode=True) == 1
    with pytest.raises(ValueError, match="use at most 1"):
        output_size(1, 2)


def test_floor_mode_leaves_9_of_25_pixels_unseen():
    rows, columns = make_axes((5, 5), 2)
    assert rows.unseen() == columns.unseen() == (4,)
    assert 25 - (5 - len(rows.unseen())) * (5 - len(columns.unseen())) == 9


def test_stride_defaults_to_the_window_of_the_same_axis():
    rows, columns = make_axes((6, 6), (2, 3))
    assert (rows.stride, columns.stride) == (2, 3)


def test_pairs_mean_vertical_then_horizontal():
    rows, columns = make_axes(
        (9, 9), (2, 3), stride=(3, 1), padding=((0, 1), (2, 1)), dilation=(2, 1)
    )
    assert (rows.kernel_size, columns.kernel_size) == (2, 3)
    assert (rows.stride, columns.stride) == (3, 1)
    assert (rows.before, rows.after) == (0, 1)
    assert (columns.before, columns.after) == (2, 1)
    assert (rows.dilation, columns.dilation) == (2, 1)
    rows, columns = make_axes((9, 9), (2, 4), padding=(1, 2))
    assert (rows.before, rows.after) == (1, 1)
    assert (columns.before, columns.after) == (2, 2)


@given(
    st.integers(1, 4),
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(1, 2),
    st.integers(1, 4),
    st.integers(1, 3),
)
def test_receptive_field_is_what_two_layers_of_windows_read(k, s, p, d, k2, s2):
    first = {"stride": s, "padding": (min(p, d * (k - 1)), 0), "dilation": d}
    below = make_axis(40, k, **first)
    second = {"stride": s2, "padding": (k2 - 1, 0)}
    above = make_axis(below.outputs, k2, **second)
    cell = receptive_field_step(1, 1, 0, k, **first)
    field, jump, start = receptive_field_step(*cell, k2, **second)
    for i in range(above.outputs):
        taps = [p for j in above.taps(i) for p in below.taps(j)]
        assert (min(taps), max(taps) + 1) == (
            start + i * jump,
            start + i * jump + field,
        )


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"kernel_size": 2.0}, "kernel_size=2.0"),
        ({"kernel_size": "2"}, "kernel_size='2'"),
        ({"kernel_size": True}, "kernel_size=True"),
        ({"kernel_size": None}, "kernel_size=None"),
        ({"kernel_size": (2, 2.0)}, "kernel_size=2.0"),
        ({"stride": False}, "stride=False"),
        ({"padding": None}, "padding=None"),
        ({"padding": 0.5}, "padding=0.5"),
        ({"padding": ((0, 0), (0, "1"))}, "padding='1'"),
        ({"padding": (("same", 0), 0)}, "padding='same'"),
        ({"dilation": 1.0}, "dilation=1.0"),
        ({"ceil_mode": 1}, "ceil_mode=1"),
        ({"ceil_mode": "yes"}, "ceil_mode='yes'"),
    ],
)
def test_the_wrong_kind_of_argument_is_a_type_error_that_names_it(arguments, named):
    with pytest.raises(TypeError, match=rf"^pool: {named} is of type \w+; give "):
        make_axes((5, 5), **{"kernel_size": 2, **arguments}, function="pool")


@pytest.mark.parametrize(
    ("arguments", "named", "fix"),
    [
        ({"kernel_size": 0}, "kernel_size=0 along the height", "use 1 or more"),
        ({"kernel_size": (2, -1)}, "kernel_size=-1 along the width", "use 1 or more"),
        ({"kernel_size": (2,)}, r"kernel_size=\(2,\)", "or a pair"),
        ({"kernel_size": 99}, "kernel_size=99 along the height", "use at most 5"),
        ({"kernel_size": (1, 6)}, "kernel_size=6 along the width", "use at most 5"),
        ({"kernel_size": 3, "dilation": 3}, "covers 7 pixels", "use at most 2"),
        ({"stride": 0}, "stride=0", "use 1 or more"),
        ({"dilation": 0}, "dilation=0", "use 1 or more"),
        ({"padding": -1}, "padding=-1", "use 0 or more"),
        ({"padding": 2}, "more than half of kernel_size=2", r"\(\(top, bottom\)"),
        ({"padding": ((0, 0), (0, 2))}, r"padding=\(0, 2\) along the width", "most 1"),
        ({"padding": (1, 1, 1, 1)}, "4 entries", "or a pair"),
        ({"padding": "SAME"}, "padding='SAME'", 'use "same"'),
        ({"padding": "SAME_LOWER"}, "padding='SAME_LOWER'", '"same_lower"'),
        ({"padding": "valid"}, "padding='valid'", "use padding=0"),
        ({"padding": "full"}, "padding='full'", '"same" or "same_lower"'),
        ({"shape": (0, 5)}, "n=0 along the height", "use 1 or more"),
    ],
)
def test_a_number_out_of_range_is_a_value_error_with_rule_and_fix(
    arguments, named, fix
):
    settings = {"shape": (5, 5), "kernel_size": 2, **arguments}
    with pytest.raises(ValueError, match=f"^pool: .*{named}.*; .*{fix}"):
        make_axes(**settings, function="pool")


def test_dilation_does_not_allow_more_padding_unless_all_sides_are_named():
    # PyTorch bounds an int by half the kernel, whatever the dilation
    with pytest.raises(ValueError, match="use at most 1, or name all sides"):
        make_axes((9, 9), 3, padding=2, dilation=2)
    rows, _ = make_axes((9, 9), 3, padding=((4, 4), (0, 0)), dilation=2)
    assert (rows.before, rows.after) == (4, 4)


def test_receptive_field_step_cannot_take_same():
    with pytest.raises(ValueError, match="use same_padding"):
        receptive_field_step(1, 1, 0, 3, padding="same")


def test_numpy_integers_are_integers():
    assert output_size(np.int64(5), np.uint8(2)) == 2
    assert output_size(5, 2, ceil_mode=np.bool_(True)) == 3
    with pytest.raises(TypeError, match=r"kernel_size=.*True"):
        output_size(5, np.bool_(True))
