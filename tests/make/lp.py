"""Freeze PyTorch's p-norm pooling and its gradients in tests/data/lp.json.

All maps are > 0 and all windows whole: elsewhere PyTorch's definition is another one,
and at 0 it has a slope.
"""

import json
import random

import torch
import torch.nn.functional as F


def case(rng):
    """Draw a map and a layer, and ask PyTorch for the answer."""
    sides = rng.randint(2, 7), rng.randint(2, 7)
    kernel_size = [rng.randint(1, min(n, 4)) for n in sides]
    stride = [rng.randint(1, 3) for _ in sides]
    p = rng.choice([1, 1.5, 2, 3, 4, 7])
    x = [[rng.randint(1, 72) / 8 for _ in range(sides[1])] for _ in range(sides[0])]
    given = torch.tensor([x], dtype=torch.float64, requires_grad=True)
    y = F.lp_pool2d(given, p, kernel_size, stride)
    grad = torch.tensor([[[rng.randint(1, 9) for _ in row] for row in y[0]]]).double()
    y.backward(grad)
    return {
        "norm_type": p, "kernel_size": kernel_size, "stride": stride,
        "input": x, "output": y[0].tolist(),
        "grad_output": grad[0].tolist(), "gradient": given.grad[0].tolist(),
    }  # fmt: skip


def made():
    """Return the file's text."""
    rng = random.Random(4)
    lines = ",\n  ".join(json.dumps(case(rng)) for _ in range(80))
    negative = torch.tensor([[[-1.0, -2.0]]])
    ours = {
        "odd p of negative numbers": str(F.lp_pool2d(negative, 3, (1, 2)).item()),
        "p = 1 of negative numbers": F.lp_pool2d(negative, 1, (1, 2)).item(),
        "p = 2, half a window left by ceil mode": F.lp_pool2d(
            torch.tensor([[[0.0, 0.0, 3.0]]]), 2, (1, 2), ceil_mode=True
        )[0, 0, 1].item(),
    }
    version = torch.__version__.split("+")[0]
    return (
        f'{{"torch": "{version}", "differs": {json.dumps(ours)},\n'
        f'"cases": [\n  {lines}\n]}}\n'
    )
