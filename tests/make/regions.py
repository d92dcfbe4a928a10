"""Freeze torchvision's RoI align and PyTorch's pyramids in tests/data/regions.json."""

import json
import os
import random

import torch
import torch.nn.functional as F

from .cases import encode


def torchvision_ops():
    """Return torchvision's operators, in Python where the compiled ones do not fit."""
    try:
        from torchvision import ops
    except RuntimeError:  # built for another PyTorch: it misses two of its own
        for name in "nms", "qnms":
            arguments = "(Tensor a, Tensor b, float c) -> Tensor"
            torch.library.define(f"torchvision::{name}", arguments)
        from torchvision import ops
    return ops


def a_map(rng, channels=1):
    sides = [channels, rng.randint(1, 7), rng.randint(1, 7)]
    cells = [rng.randint(-16, 16) / 4 for _ in range(sides[0] * sides[1] * sides[2])]
    return torch.tensor(cells, dtype=torch.float64).reshape(sides)


def align(rng, ops):
    """Draw boxes, some of which are smaller than a cell, that sample inside the map.

    What lies outside, torchvision's Python reads otherwise than its compiled operator.
    """
    x = a_map(rng)
    boxes, scale = [], rng.choice((1.0, 1.0, 0.5, 0.25))
    for _ in range(3):
        ends = []
        for n in x.shape[:0:-1]:
            low = rng.randint(-2, 4 * n - 4) / 4
            high = min(low + rng.randint(0, 4 * n) / 4, n)
            ends.append((low / scale, high / scale))
        boxes.append([ends[0][0], ends[1][0], ends[0][1], ends[1][1]])
    size = [rng.randint(1, 4), rng.randint(1, 4)]
    layer = {
        "spatial_scale": scale,
        "sampling_ratio": rng.choice((-1, 0, 1, 2, 3)),
        "aligned": rng.random() < 0.5,
    }
    rows = torch.tensor([[0, *box] for box in boxes], dtype=torch.float64)
    pooled = ops.roi_align(x[None], rows, size, **layer)[:, 0]
    return {
        "input": x[0].tolist(), "boxes": boxes, "output_size": size, "layer": layer,
        "pooled": pooled.tolist(),
    }  # fmt: skip


def pyramid(rng):
    """Draw maps, average them, and let them grow back."""
    x = a_map(rng, rng.randint(1, 2))
    levels = rng.choice(([1, 2, 3, 6], [1], [2, 5]))
    corners = rng.random() < 0.5
    grown = [
        F.interpolate(
            F.adaptive_avg_pool2d(x[None], n), x.shape[1:],
            mode="bilinear", align_corners=corners,
        )
        for n in levels
    ]  # fmt: skip
    return {
        "input": x.tolist(), "levels": levels, "align_corners": corners,
        "joined": torch.cat([x[None], *grown], 1)[0].tolist(),
    }  # fmt: skip


def made():
    """Return the file's text."""
    os.environ["TORCHDYNAMO_DISABLE"] = "1"  # it would compile for every shape
    rng, ops = random.Random(15), torchvision_ops()

    def lines(rows):
        return ",\n  ".join(json.dumps(encode(row)) for row in rows)

    aligned = [align(rng, ops) for _ in range(80)]
    pyramids = [pyramid(rng) for _ in range(25)]
    version = torch.__version__.split("+")[0]
    return (
        f'{{"torch": "{version}", "aligned": [\n  {lines(aligned)}\n],\n'
        f'"pyramids": [\n  {lines(pyramids)}\n]}}\n'
    )
