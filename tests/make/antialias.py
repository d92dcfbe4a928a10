"""Freeze blur pooling and polyphase sampling, put together from PyTorch's parts.

PyTorch has neither layer, so each is built as its paper describes it: padding and a
depthwise convolution with a stride; a choice among the channels of `pixel_unshuffle`.
"""

import json
import random

import torch
import torch.nn.functional as F

BINOMIAL = {1: [1], 2: [1, 1], 3: [1, 2, 1], 4: [1, 3, 3, 1], 5: [1, 4, 6, 4, 1]}
BINOMIAL |= {6: [1, 5, 10, 10, 5, 1], 7: [1, 6, 15, 20, 15, 6, 1]}
MODES = {"reflect": "reflect", "edge": "replicate", "wrap": "circular"}


def drawn(rng, *shape):
    """Draw a batch of maps of small whole numbers."""
    count = torch.tensor(shape).prod()
    return torch.tensor([rng.randint(-9, 9) for _ in range(count)]).reshape(shape)


def blurred(rng):
    """Draw a batch and a filter, and blur every channel by itself."""
    taps, stride = rng.randint(1, 7), rng.randint(1, 4)
    mode = rng.choice(sorted(MODES))
    # PyTorch mirrors and repeats a map only once
    sides = [rng.randint(taps // 2 + 1, 7) for _ in range(2)]
    x = drawn(rng, 2, rng.randint(1, 3), *sides)
    before, after = (taps - 1) // 2, -(-(taps - 1) // 2)
    row = torch.tensor(BINOMIAL[taps], dtype=torch.float64)
    weight = torch.outer(row, row) / row.sum() ** 2
    padded = F.pad(x.double(), (before, after) * 2, mode=MODES[mode])
    channels = x.shape[1]
    weight = weight.expand(channels, 1, taps, taps)
    y = F.conv2d(padded, weight, stride=stride, groups=channels)
    return {
        "operation": "blur", "taps": taps, "stride": stride, "padding_mode": mode,
        "input": x.tolist(), "output": y.tolist(),
    }  # fmt: skip


def sampled(rng):
    """Draw a batch, and keep of each sample the grid of the largest norm."""
    stride, norm = rng.randint(1, 3), rng.choice([1.0, 2.0, 3.0, float("inf")])
    sides = [stride * rng.randint(1, 3) for _ in range(2)]
    x = drawn(rng, 3, rng.randint(1, 3), *sides)
    samples, channels = x.shape[:2]
    grids = F.pixel_unshuffle(x.double(), stride)
    grids = grids.reshape(samples, channels, stride * stride, *grids.shape[2:])
    norms = torch.linalg.vector_norm(grids, norm, dim=(1, 3, 4))
    best = [grids[n, :, int(norms[n].argmax())] for n in range(samples)]
    return {
        "operation": "polyphase", "stride": stride,
        "norm_type": "inf" if norm == float("inf") else norm,
        "input": x.tolist(), "output": torch.stack(best).tolist(),
    }  # fmt: skip


def made():
    """Return the file's text."""
    rng = random.Random(8)
    cases = [blurred(rng) for _ in range(60)] + [sampled(rng) for _ in range(40)]
    lines = ",\n  ".join(json.dumps(one) for one in cases)
    return f'{{"torch": "{torch.__version__}", "cases": [\n  {lines}\n]}}\n'
