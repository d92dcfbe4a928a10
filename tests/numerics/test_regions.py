"""RoI align and the grown pyramid: torchvision, ONNX, plain loops, places, refusals."""

import json
import math
import random
from pathlib import Path

import numpy as np
import onnx
import onnx.reference
import pytest

from pooltools import (
    adaptive_avg_pool2d,
    avg_pool2d,
    pyramid_pooling,
    roi_align,
)
from pooltools.regions import stretched

FROZEN = json.loads(
    (Path(__file__).parents[1] / "data" / "regions.json").read_text("utf-8")
)
NAN, INF = math.nan, math.inf


def test_there_are_boxes_of_every_kind_to_compare():
    layers = [case["layer"] for case in FROZEN["aligned"]]
    assert len(layers) >= 80
    assert {layer["sampling_ratio"] for layer in layers} == {-1, 0, 1, 2, 3}
    assert 20 <= sum(layer["aligned"] for layer in layers) <= 60
    boxes = [box for case in FROZEN["aligned"] for box in case["boxes"]]
    assert sum(min(box) < 0 for box in boxes) >= 20
    assert sum(box[0] == box[2] for box in boxes) >= 3
    assert len({case["align_corners"] for case in FROZEN["pyramids"]}) == 2


@pytest.mark.parametrize("case", FROZEN["aligned"])
def test_roi_align_agrees_with_torchvision(case, record_property):
    record_property("oracle", "frozen torchvision RoI align")
    x, boxes, size = case["input"], case["boxes"], case["output_size"]
    pooled = roi_align(x, boxes, size, **case["layer"])
    np.testing.assert_allclose(pooled, case["pooled"], atol=1e-12)
    together = roi_align(np.stack([x, x]), boxes, size, **case["layer"])
    assert np.array_equal(together[:, 1], pooled)


@pytest.mark.parametrize("case", FROZEN["pyramids"])
def test_a_grown_pyramid_agrees_with_pytorch(case, record_property):
    record_property("oracle", "frozen PyTorch pyramids")
    x, levels = case["input"], case["levels"]
    joined = pyramid_pooling(x, levels, align_corners=case["align_corners"])
    np.testing.assert_allclose(joined, case["joined"], atol=1e-12)


@pytest.mark.parametrize("aligned", [True, False])
@pytest.mark.parametrize("ratio", [0, 1, 2])
def test_roi_align_agrees_with_onnx_outside_the_map_as_well(aligned, ratio):
    """Ask ONNX's reference, which reads 0 a cell outside, as compiled torchvision."""
    mode = "half_pixel" if aligned else "output_half_pixel"
    layer = {"output_height": 3, "output_width": 2, "spatial_scale": 0.5}
    node = onnx.helper.make_node(
        "RoiAlign", ["x", "boxes", "batch"], ["y"], mode="avg", sampling_ratio=ratio,
        coordinate_transformation_mode=mode, **layer,
    )  # fmt: skip
    model = onnx.reference.ReferenceEvaluator(node)
    rng = np.random.default_rng(7)
    x = rng.standard_normal((1, 2, 6, 7)).astype(np.float32)
    corner = rng.uniform(-9, 15, (40, 2))
    boxes = np.hstack([corner, corner + rng.uniform(0.5, 12, (40, 2))])
    boxes = boxes.astype(np.float32)
    batch = np.zeros(40, np.int64)
    (wanted,) = model.run(None, {"x": x, "boxes": boxes, "batch": batch})
    how = {"spatial_scale": 0.5, "sampling_ratio": ratio, "aligned": aligned}
    pooled = roi_align(x[0], boxes, (3, 2), **how)
    np.testing.assert_allclose(pooled, wanted, atol=2e-5)
    assert (wanted == 0).any()


# --- plain loops ----------------------------------------------------------------


def cell_at(x, row, column):
    """Read a map between its cells, as RoI align's authors describe it."""
    height, width = len(x), len(x[0])
    if not (-1 <= row <= height and -1 <= column <= width):
        return 0.0
    row, column = (
        min(max(place, 0), n - 1) for place, n in ((row, height), (column, width))
    )
    total = 0.0
    for i in range(height):
        for j in range(width):
            near = max(0, 1 - abs(row - i)) * max(0, 1 - abs(column - j))
            total += near * x[i][j] if near else 0.0
    return total


def by_loops(x, box, size, scale, ratio, aligned):
    left, top, right, bottom = (edge * scale - 0.5 * aligned for edge in box)
    high, wide = bottom - top, right - left
    if not aligned:
        high, wide = max(high, 1), max(wide, 1)
    down, across = (
        ratio if ratio > 0 else math.ceil(length / n)
        for length, n in zip((high, wide), size, strict=True)
    )
    pooled = []
    for i in range(size[0]):
        pooled.append([])
        for j in range(size[1]):
            total = math.fsum(
                cell_at(
                    x,
                    top + (i + (a + 0.5) / down) * high / size[0],
                    left + (j + (b + 0.5) / across) * wide / size[1],
                )
                for a in range(down)
                for b in range(across)
            )
            pooled[-1].append(total / max(down * across, 1))
    return pooled


def disagreements(align, count=120):
    """Return the drawn boxes for which a function answers otherwise than loops."""
    rng, found = random.Random(6), []
    for _ in range(count):
        sides = rng.randint(1, 6), rng.randint(1, 6)
        kind = rng.choice(("float64", "float32", "float16", "int64", "uint8"))
        x = np.array(
            [[rng.randint(0, 9) for _ in range(sides[1])] for _ in range(sides[0])]
        )
        x = x.astype(kind)
        x.flags.writeable = False
        ends = [sorted(rng.uniform(-3, n + 3) for _ in range(2)) for n in sides[::-1]]
        box = [ends[0][0], ends[1][0], ends[0][1], ends[1][1]]
        size = rng.randint(1, 3), rng.randint(1, 3)
        scale, ratio = rng.choice((1.0, 0.5, 2.0)), rng.choice((-1, 1, 2))
        aligned = rng.random() < 0.5
        layer = {"spatial_scale": scale, "sampling_ratio": ratio, "aligned": aligned}
        got = align(x, [box], size, **layer)[0]
        wanted = by_loops(x.tolist(), box, size, scale, ratio, aligned)
        close = {"float16": 5e-3, "float32": 1e-5}.get(kind, 1e-12)
        if not np.allclose(got, wanted, close, close):
            found.append((box, layer))
    return found


def test_drawn_boxes_agree_with_plain_loops():
    assert disagreements(roi_align) == []


def rounded(x, boxes, size, **layer):
    return roi_align(x, np.round(boxes), size, **layer)


def half_off(x, boxes, size, *, aligned, **layer):
    return roi_align(x, boxes, size, **layer)


def one_sample(x, boxes, size, *, sampling_ratio, **layer):
    return roi_align(x, boxes, size, sampling_ratio=1, **layer)


def turned(x, boxes, size, **layer):
    return roi_align(x, np.array(boxes)[:, [1, 0, 3, 2]], size, **layer)


@pytest.mark.parametrize("mistaken", [rounded, half_off, one_sample, turned])
def test_a_seeded_mistake_disagrees(mistaken):
    assert len(disagreements(mistaken)) >= 10


# --- places ---------------------------------------------------------------------


def test_whole_cells_are_averaged_where_edges_are_theirs():
    x = np.random.default_rng(0).random((3, 6, 8))
    pooled = roi_align(x, [[0, 0, 8, 6]], (3, 4), aligned=True)
    np.testing.assert_allclose(pooled[0], avg_pool2d(x, 2), rtol=1e-12)
    half = roi_align(x, [[0, 0, 16, 12]], (3, 4), spatial_scale=0.5, aligned=True)
    np.testing.assert_allclose(half, pooled, rtol=1e-12)


def test_a_box_moved_by_a_part_of_a_cell_moves_what_it_reads_by_as_much():
    x = np.broadcast_to(np.arange(20.0), (20, 20))
    for move in (0.25, 0.5, 0.9):
        pooled = roi_align(x, [[4 + move, 4, 8 + move, 8]], 1, aligned=True)
        assert pooled.item() == pytest.approx(5.5 + move)


def test_what_is_no_number_stays_where_it_is():
    x = np.ones((4, 6))
    x[0, 0], x[3, 5] = NAN, INF
    pooled = roi_align(x, [[0, 0, 6, 4]], (2, 3), aligned=True)[0]
    assert str(pooled.tolist()) == "[[nan, 1.0, 1.0], [1.0, 1.0, inf]]"
    joined = pyramid_pooling(x[None], (2,), align_corners=True)
    assert np.array_equal(joined[0], x, equal_nan=True)
    assert np.isnan(joined[1, 0, 0])
    assert joined[1, 3, 0] == joined[1, 0, 5] == 1


def test_a_level_of_one_bin_is_the_mean_everywhere_and_one_of_all_cells_the_map():
    x = np.random.default_rng(1).random((2, 5, 7)).astype(np.float32)
    joined = pyramid_pooling(x, (1,))
    assert np.array_equal(joined[:2], x)
    assert np.array_equal(
        joined[2:], np.broadcast_to(adaptive_avg_pool2d(x, 1), x.shape)
    )
    assert joined.dtype == np.float32
    square = np.random.default_rng(2).random((1, 6, 6))
    for corners in (True, False):
        same = pyramid_pooling(square, (6,), align_corners=corners)
        np.testing.assert_allclose(same[1], square[0], rtol=1e-12)


def test_centres_of_corners_stay_or_edges_do():
    assert stretched(3, 5, True).tolist() == [0, 0.5, 1, 1.5, 2]
    assert stretched(2, 4, False).tolist() == [-0.25, 0.25, 0.75, 1.25]
    assert stretched(3, 1, True).tolist() == [0]


def test_types_and_memory():
    for kind in ("bool", "uint8", "float16", "float32"):
        x = np.ones((2, 3, 3), kind)
        mean = np.dtype(kind) if kind.startswith("float") else np.dtype(float)
        pooled = roi_align(x, [[0, 0, 3, 3]], 2)
        assert (pooled.shape, pooled.dtype) == ((1, 2, 2, 2), mean)
        assert pyramid_pooling(x).dtype == mean
    large = np.full((1, 40, 40), 6e4, np.float16)
    assert roi_align(large, [[0, 0, 40, 40]], 1).item() == np.float16(6e4)
    assert roi_align(np.ones((0, 3, 3)), [[0, 0, 3, 3]], 2).shape == (1, 0, 2, 2)
    assert roi_align(np.ones((3, 3)), np.zeros((0, 4)), 2).shape == (0, 2, 2)
    x = np.ones((1, 1, 1))
    x.flags.writeable = False
    for y in (roi_align(x, [[0, 0, 1, 1]], 1), pyramid_pooling(x, (1,))):
        assert not np.shares_memory(x, y)
        y[...] = 7


# --- refusals -------------------------------------------------------------------

X = np.ones((4, 4))


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: roi_align(X, [[3, 0, 1, 3]], 1), ValueError,
         "roi_align: boxes=[3.0, 0.0, 1.0, 3.0] is no region; give left, top, right,"),
        (lambda: roi_align(X, [[0, 0, NAN, 3]], 1), ValueError, "is no region"),
        (lambda: roi_align(X, [[0, 0, INF, 3]], 1), ValueError, "is no region"),
        (lambda: roi_align(X, [0, 0, 1, 1], 1), ValueError, "but boxes are (K, 4)"),
        (lambda: roi_align(X, [[0, 0, 1, 1], [2]], 1), ValueError, "different lengths"),
        (lambda: roi_align(X, [[0, 0, 1e9, 1]], 1), ValueError,
         "takes 1000000000 samples along a side of a bin; give boxes in pixels, with"),
        (lambda: roi_align(X, [["a"] * 4], 1), TypeError, "give numbers"),
        (lambda: roi_align(X, [[0, 0, 1, 1]], 0), ValueError, "output_size=0 is less"),
        (lambda: roi_align(X, [[0, 0, 1, 1]], 1, spatial_scale=0), ValueError,
         "spatial_scale=0 is not above 0"),
        (lambda: roi_align(X, [[0, 0, 1, 1]], 1, sampling_ratio=1.5), TypeError,
         "give an integer"),
        (lambda: roi_align(X, [[0, 0, 1, 1]], 1, aligned=1), TypeError, "True or"),
        (lambda: roi_align([1], [[0, 0, 1, 1]], 1), ValueError, "needs (..., H, W)"),
        (lambda: pyramid_pooling(X), ValueError, "a pyramid needs (..., C, H, W)"),
        (lambda: pyramid_pooling(X[None], ()), ValueError, "levels=() has no level"),
        (lambda: pyramid_pooling(X[None], 3), TypeError, "give a sequence of integers"),
        (lambda: pyramid_pooling(X[None], (1, 0)), ValueError, "levels=0 is less than"),
        (lambda: pyramid_pooling(X[None], align_corners=None), TypeError, "True or F"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)
