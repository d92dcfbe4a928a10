"""Freeze PyTorch's attention, masked means and statistics in tests/data/tokens.json."""

import json
import random

import torch
import torch.nn.functional as F

from .cases import encode


def case(rng):
    """Draw a set of tokens, a mask and a query, and ask PyTorch."""
    count, size = rng.randint(1, 7), rng.randint(1, 5)
    rows = [[rng.randint(-16, 16) / 8 for _ in range(size)] for _ in range(count)]
    mask = [rng.random() < 0.7 for _ in range(count)]
    mask[rng.randrange(count)] = True
    wanted = [rng.randint(-8, 8) / 2 for _ in range(size)]
    temperature = rng.choice((0.125, 0.5, 1.0, 1.0, 4.0, 64.0))
    x, query = (torch.tensor(a, dtype=torch.float64) for a in (rows, [wanted]))
    kept, counted = torch.tensor(mask), x[torch.tensor(mask)]
    scale = 1 / (size**0.5 * temperature)
    attend = F.scaled_dot_product_attention
    pooled = attend(query, x, x, attn_mask=kept[None], scale=scale)[0]
    weights = attend(
        query, x, torch.eye(count).double(), attn_mask=kept[None], scale=scale
    )
    deviation = counted.std(0, correction=0)
    return {
        "input": rows, "mask": mask, "query": wanted, "temperature": temperature,
        "pooled": pooled.tolist(), "weights": weights[0].tolist(),
        "max": counted.amax(0).tolist(), "mean": counted.mean(0).tolist(),
        "statistics": torch.cat([counted.mean(0), deviation]).tolist(),
    }  # fmt: skip


def made():
    """Return the file's text."""
    rng = random.Random(14)
    lines = ",\n  ".join(json.dumps(encode(case(rng))) for _ in range(60))
    version = torch.__version__.split("+")[0]
    return f'{{"torch": "{version}", "cases": [\n  {lines}\n]}}\n'
