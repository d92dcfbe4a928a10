"""Sequences and volumes against PyTorch, plain loops, maps, and seeded mistakes."""

import json
import random
from math import prod
from pathlib import Path

import numpy as np
import pytest

import pooltools as pt
from pooltools import (
    avg_pool1d,
    avg_pool1d_backward,
    avg_pool2d,
    avg_pool3d,
    avg_pool3d_backward,
    max_pool1d,
    max_pool1d_backward,
    max_pool1d_with_indices,
    max_pool2d,
    max_pool2d_with_indices,
    max_pool3d,
    max_pool3d_backward,
    max_pool3d_with_indices,
    max_unpool1d,
    max_unpool3d,
    numeric_gradient,
)

from ..book.live import asks_pytorch
from . import reference
from .fuzz.draw import INF, JUNK, NAN
from .fuzz.judge import HELPFUL, same

FROZEN = json.loads(
    (Path(__file__).parents[1] / "data" / "beyond.json").read_text("utf-8")
)
CASES = FROZEN["cases"]
MAX = {1: max_pool1d_with_indices, 3: max_pool3d_with_indices}
AVERAGE = {1: avg_pool1d, 3: avg_pool3d}
BACK = {
    (1, "max"): max_pool1d_backward,
    (3, "max"): max_pool3d_backward,
    (1, "average"): avg_pool1d_backward,
    (3, "average"): avg_pool3d_backward,
}


def array(nested):
    """Read nested lists of numbers, of which some may be words."""
    return np.array(nested, object).astype(float)


# --- PyTorch --------------------------------------------------------------------


def test_there_are_cases_of_every_kind():
    kinds = {(case["axes"], case["operation"]) for case in CASES}
    assert kinds == set(BACK)
    assert len(CASES) >= 200
    texts = [json.dumps(case["input"]) for case in CASES]
    for word in "NaN", "Infinity":
        assert sum(word in text for text in texts) >= 10
    assert sum(case["layer"]["ceil_mode"] for case in CASES) >= 40


@pytest.mark.parametrize("case", CASES)
def test_pooling_there_and_back_agrees_with_pytorch(case, record_property):
    record_property("oracle", "frozen PyTorch pooling of sequences and volumes")
    axes, layer, x = case["axes"], dict(case["layer"]), array(case["input"])
    k, wanted = layer.pop("kernel_size"), array(case["output"])
    if case["operation"] == "max":
        y, index = MAX[axes](x, k, **layer)
        assert index.tolist() == case["indices"]
        plain = (max_pool1d if axes == 1 else max_pool3d)(x, k, **layer)
        np.testing.assert_array_equal(plain, wanted)
        back = BACK[axes, "max"](case["grad_output"], x, k, **layer)
    else:
        y = AVERAGE[axes](x, k, **layer)
        back = BACK[axes, "average"](case["grad_output"], x.shape, k, **layer)
    np.testing.assert_allclose(y, wanted, rtol=1e-14, atol=1e-14)
    np.testing.assert_allclose(back, array(case["gradient"]), atol=1e-12)


@pytest.mark.parametrize("case", FROZEN["unpooled"])
def test_unpooling_agrees_with_pytorch(case):
    unpool = max_unpool1d if case["axes"] == 1 else max_unpool3d
    back = unpool(case["pooled"], case["indices"], tuple(case["size"]))
    assert back.tolist() == case["back"]


@asks_pytorch
def test_pytorch_still_gives_the_frozen_answers():
    from ..make import beyond as make_beyond

    live = json.loads(make_beyond.made())
    assert [live["cases"], live["unpooled"]] == [CASES, FROZEN["unpooled"]]


# --- plain loops ----------------------------------------------------------------

OURS = {
    f"{kind}_pool{axes}d{tail}": getattr(pt, f"{kind}_pool{axes}d{tail}")
    for axes in (1, 3)
    for kind, tail in (("max", ""), ("max", "_with_indices"), ("avg", ""))
}


def cells(rng, sides):
    """Draw an array of any type and layout, full of ties, some of it no numbers."""
    lead = [rng.randint(0, 2) for _ in range(rng.choice((0, 0, 1, 2)))]
    shape = (*lead, *sides)
    kind = rng.choice("float64 float32 float16 >f4 int64 int8 uint8 bool".split())
    values = [rng.choice((0, 1, 1, 2, 3, 5)) for _ in range(prod(shape))]
    x = np.array(values).reshape(shape).astype(kind)
    if x.dtype.kind == "f" and x.size and rng.random() < 0.4:
        for _ in range(rng.randint(0, x.size)):
            x[tuple(rng.randrange(n) for n in shape)] = rng.choice((NAN, INF, -INF))
    return rng.choice((x, np.asfortranarray(x), np.repeat(x, 2, -1)[..., ::2]))


def layer_of(rng, sides):
    """Draw each axis of a layer: (kernel_size, stride, (before, after), dilation)."""
    drawn = []
    for n in sides:
        d = rng.choice((1, 1, 2, 3))
        k = rng.randint(1, min(3, (n - 1) // d + 1))
        below = d * (k - 1)
        sides_ = rng.choice(((0, 0), (rng.randint(0, below), rng.randint(0, below))))
        drawn.append((k, rng.randint(1, 3), sides_, d))
    return drawn


def by_loops(x, axes, summary, layers, ceil_mode):
    lead, sides = x.shape[:-axes], x.shape[-axes:]
    rows = x.astype(float).reshape(prod(lead), prod(sides))
    found = [
        reference.pool_cells(row.tolist(), sides, summary, layers, ceil_mode)
        for row in (rows if len(rows) else np.ones((1, prod(sides))))
    ]
    results = np.array([one for one, _ in found])[: len(rows)]
    return results.reshape(*lead, *found[0][1]).astype(float)


def disagreements(name, function, count=150):
    """Return what is wrong with a function's answers to many drawn layers."""
    axes, found, rng = int(name.split("pool")[1][0]), [], random.Random(name)
    for _ in range(count):
        sides = [rng.randint(1, 7 if axes == 1 else 4) for _ in range(axes)]
        x, layers = cells(rng, sides), layer_of(rng, sides)
        x.flags.writeable = False
        names = "kernel_size", "stride", "padding", "dilation"
        layer = dict(zip(names, zip(*layers, strict=True), strict=True))
        if axes == 1:
            layer = {key: value[0] for key, value in layer.items()}
        layer["ceil_mode"] = rng.random() < 0.4
        summaries = [reference.maximum, reference.index_of_maximum]
        if "avg" in name:
            count_pad = rng.random() < 0.5
            more = {"count_include_pad": count_pad}
            if axes == 3:
                more["divisor_override"] = rng.choice((None, None, 3, -2))
            layer |= more
            summaries = [reference.average(*more.values())]
        results = function(x, layer.pop("kernel_size"), **layer)
        for result, summary in zip(
            results if isinstance(results, tuple) else (results,),
            summaries,
            strict=False,
        ):
            wanted = by_loops(x, axes, summary, layers, layer["ceil_mode"])
            if not same(result, wanted) or np.shares_memory(result, x):
                found.append((layers, layer, x, result, wanted))
    return found


@pytest.mark.parametrize("name", OURS)
def test_drawn_layers_agree_with_plain_loops(name):
    assert disagreements(name, OURS[name]) == []


def last_tie(x, k, **layer):
    y, index = max_pool3d_with_indices(np.flip(x, -3), k, **layer)
    return y, np.where(index < 0, -1, prod(x.shape[-3:]) - 1 - index)


def mean_of_means(x, k, *, count_include_pad, divisor_override, **layer):
    """Divide the planes and then the depth: wrong where a window is cut at a corner."""
    return avg_pool3d(x, k, **layer, divisor_override=prod(k))


SEEDED = {
    "padding that is 0": (
        "max_pool1d",
        lambda x, k, *, padding, **layer: max_pool1d(
            np.pad(x, [(0, 0)] * (x.ndim - 1) + [padding]), k, **layer
        ),
    ),
    "the last of equal maxima": ("max_pool3d_with_indices", last_tie),
    "a place in its plane": (
        "max_pool3d_with_indices",
        lambda x, k, **layer: (
            max_pool3d(x, k, **layer),
            max_pool3d_with_indices(x, k, **layer)[1] % prod(x.shape[-2:]),
        ),
    ),
    "padding always counted": (
        "avg_pool1d",
        lambda x, k, *, count_include_pad, **layer: avg_pool1d(x, k, **layer),
    ),
    "one divisor for all windows": ("avg_pool3d", mean_of_means),
    "rows before planes": (
        "max_pool3d",
        lambda x, k, *, stride, **layer: max_pool3d(x, k, stride=stride[::-1], **layer),
    ),
    "a view of the input": (
        "max_pool1d",
        lambda x, k, **layer: x if k == 1 else max_pool1d(x, k, **layer),
    ),
}


@pytest.mark.parametrize("mistake", SEEDED)
def test_a_seeded_mistake_disagrees(mistake):
    name, function = SEEDED[mistake]
    with np.errstate(all="ignore"):
        assert disagreements(name, function)


# --- maps as witnesses ----------------------------------------------------------


def test_a_sequence_is_a_map_of_one_row():
    x = np.random.default_rng(0).standard_normal((2, 3, 1, 5000)).astype(np.float32)
    layer = {"stride": 2, "padding": 1}
    wide = {"stride": (1, 2), "padding": (0, 1)}
    for one, two in ((max_pool1d, max_pool2d), (avg_pool1d, avg_pool2d)):
        pooled = two(x, (1, 3), **wide)[..., 0, :]
        assert np.array_equal(one(x[..., 0, :], 3, **layer), pooled)
    indices = max_pool2d_with_indices(x, (1, 3), **wide)[1][..., 0, :]
    found = max_pool1d_with_indices(x[..., 0, :], 3, **layer)[1]
    assert np.array_equal(found, indices)


def test_a_kernel_of_depth_one_pools_planes():
    x = np.random.default_rng(1).standard_normal((2, 5, 40, 50))
    assert np.array_equal(
        max_pool3d(x, (1, 3, 3), stride=(1, 2, 2)), max_pool2d(x, 3, stride=2)
    )
    mean = avg_pool3d(x, (1, 3, 3), stride=(1, 2, 2))
    np.testing.assert_allclose(mean, avg_pool2d(x, 3, stride=2), rtol=1e-12)


def test_volumes_too_large_for_a_cache_are_pooled_alike():
    x = np.random.default_rng(2).integers(0, 50, (9, 260, 250)).astype(np.float32)
    y, index = max_pool3d_with_indices(x, 3, stride=2, padding=1)
    assert np.array_equal(np.where(index < 0, -1, x.ravel()[index]), y)
    planes = [
        max_pool2d(x[max(0, i - 1) : i + 2].max(0), 3, stride=2, padding=1)
        for i in range(0, 9, 2)
    ]
    assert np.array_equal(y, np.stack(planes))
    assert (index // (260 * 250)).max() <= 8
    grad = np.ones(y.shape)
    back = max_pool3d_backward(grad, x, 3, stride=2, padding=1)
    assert np.array_equal(back.ravel(), np.bincount(index.ravel(), minlength=x.size))


def test_first_of_ties_is_first_in_depth_then_row_then_column():
    x = np.zeros((3, 3, 3))
    x[1, 2, 2] = x[2, 0, 0] = 7
    assert max_pool3d_with_indices(x, 3)[1].item() == 9 + 8
    x[0, 0, 0] = x[1, 0, 1] = x[1, 0, 0] = NAN
    assert max_pool3d_with_indices(x, 3)[1].item() == 9 + 1


def test_long_means_in_single_precision_are_right_to_a_millionth():
    x = np.full((400, 100, 100), 0.1, np.float32)
    assert avg_pool3d(x, (400, 100, 100)).item() == pytest.approx(0.1, rel=1e-6)
    line = np.full(4_000_000, 0.1, np.float32)
    assert avg_pool1d(line, line.size).item() == pytest.approx(0.1, rel=1e-6)


def test_half_precision_is_added_up_in_single():
    x = np.full((4, 4, 4), 6e4, np.float16)
    assert avg_pool3d(x, 4).item() == np.float16(6e4)
    assert avg_pool3d(x, 4).dtype == np.float16
    assert avg_pool1d([True, False], 2).dtype == np.float64


def test_shares_add_up_to_the_gradient_where_nothing_is_padding():
    grad = np.random.default_rng(3).random((2, 2, 3, 3))
    back = avg_pool3d_backward(grad, (2, 4, 6, 6), 2)
    assert back.sum() == pytest.approx(grad.sum())
    assert avg_pool3d_backward(grad[:0], (0, 4, 6, 6), 2).shape == (0, 4, 6, 6)
    assert max_pool3d_backward(grad[:0], np.ones((0, 4, 6, 6)), 2).size == 0


def test_nudging_agrees():
    rng = np.random.default_rng(4)
    x = rng.permutation(2 * 3 * 4 * 4).reshape(2, 3, 4, 4) / 10
    grad = rng.random((2, 2, 2, 2))
    layer = {"stride": (2, 2, 2), "padding": 1}
    for pool, back, given in (
        (max_pool3d, max_pool3d_backward, x),
        (avg_pool3d, avg_pool3d_backward, x.shape),
    ):
        one = pool(x, 3, **layer)
        grad = rng.random(one.shape)
        slope = numeric_gradient(lambda z, p=pool: p(z, 3, **layer), x, grad)
        np.testing.assert_allclose(back(grad, given, 3, **layer), slope, atol=1e-9)


# --- refusals -------------------------------------------------------------------

LINE, VOLUME = np.ones(5), np.ones((4, 4, 4))


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: max_pool1d(3, 2), ValueError,
         "max_pool1d: x=3 has shape (), but pooling needs (..., L); add axes, as"),
        (lambda: max_pool1d([], 2), ValueError, "give at least one cell"),
        (lambda: max_pool1d(LINE, (2,)), TypeError, "(2,) is of type tuple"),
        (lambda: max_pool1d(LINE, 7), ValueError, "covers 7 pixels, but"),
        (lambda: max_pool1d(LINE, 2, padding=2), ValueError,
         "use at most 1, or name all sides as in ONNX, padding=(before, after)"),
        (lambda: max_pool1d(LINE, 2, padding="SAME"), ValueError, 'use "same"'),
        (lambda: avg_pool1d(LINE, 2, count_include_pad=1), TypeError, "True or False"),
        (lambda: max_pool3d(np.ones((4, 4)), 2), ValueError,
         "but pooling needs (..., D, H, W); add axes, as in x[None] for one plane"),
        (lambda: max_pool3d(VOLUME, (2, 2)), ValueError,
         "kernel_size=(2, 2) has 2 entries, not 3; give one value for all, or 3"),
        (lambda: max_pool3d(VOLUME, (9, 1, 1)), ValueError, "along the depth covers 9"),
        (lambda: max_pool3d(VOLUME, 2, padding=2), ValueError,
         "padding=((front, back), (top, bottom), (left, right))"),
        (lambda: avg_pool3d(VOLUME, 2, divisor_override=0), ValueError, "divides by 0"),
        (lambda: max_pool3d(VOLUME, 2, dilation=10**30), ValueError, "along the depth"),
        (lambda: max_pool1d_backward([1], LINE, 2), ValueError,
         "grad_output=[1] has shape (1,), but the pooled map has (2,)"),
        (lambda: avg_pool1d_backward([1, 1], (5, 0), 2), ValueError, "nothing to pool"),
        (lambda: avg_pool3d_backward([[[1]]], (4, 4), 2), ValueError, "(..., D, H, W)"),
        (lambda: max_unpool1d([5], [5], 5), ValueError,
         "holds 5, outside a 5 sequence; give the size of the pooled sequence"),
        (lambda: max_unpool1d([5], [0.0], 5), ValueError, "give integers"),
        (lambda: max_unpool3d([[[5]]], [[[8]]], (2, 2, 2)), ValueError,
         "holds 8, outside a 2 × 2 × 2 volume"),
        (lambda: max_unpool3d([[[5]]], [[[8]]], (2, 2)), ValueError,
         "output_size=(2, 2) is no shape (D, H, W)"),
        (lambda: max_pool1d(LINE, 2, return_indices=True), TypeError,
         "use the function whose name ends in _with_indices"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)


@pytest.mark.parametrize("name", OURS)
def test_nonsense_is_answered_or_refused_helpfully(name):
    rng, refused = random.Random(name), []
    good = VOLUME if "3d" in name else LINE
    for _ in range(300):
        given = {"x": good, "kernel_size": 2}
        more = "stride", "padding", "dilation", "ceil_mode"
        for slot in rng.sample([*given, *more], rng.choice((1, 1, 2))):
            given[slot] = rng.choice(JUNK)
        try:
            OURS[name](**given)
        except (TypeError, ValueError) as error:
            refused.append(str(error))
    assert 100 <= len(refused) < 300
    assert all(HELPFUL.match(text) for text in refused)
    assert all(text.startswith(f"{name}: ") for text in refused)
    assert (good == 1).all()
