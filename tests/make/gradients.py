"""Freeze PyTorch's gradients and unpooled maps in tests/data/gradients.json.

Maps hold few different numbers, so that ties are frequent.
"""

import json
import random

import torch
import torch.nn.functional as F


def drawn(rng, n, most):
    """Draw one axis: a layer that fits n cells."""
    d = rng.choice([1, 1, 2])
    k = rng.randint(1, min(most, (n - 1) // d + 1))
    return k, rng.randint(1, 3), rng.randint(0, k // 2), d


def case(rng, operation):
    """Draw a map and a layer, and ask PyTorch for the gradient."""
    sides = rng.randint(2, 6), rng.randint(2, 6)
    axes = [drawn(rng, n, 4) for n in sides]
    names = "kernel_size", "stride", "padding", "dilation"
    layer = {name: [axis[i] for axis in axes] for i, name in enumerate(names)}
    layer["ceil_mode"] = rng.random() < 0.4
    if operation == "average":
        layer.pop("dilation")
        layer["count_include_pad"] = rng.random() < 0.5
        if rng.random() < 0.2:
            layer["divisor_override"] = rng.randint(1, 7)
    values = [[rng.randint(-2, 2) for _ in range(sides[1])] for _ in range(sides[0])]
    x = torch.tensor([[values]], dtype=torch.float64, requires_grad=True)
    pool = F.avg_pool2d if operation == "average" else F.max_pool2d
    y = pool(x, **layer)
    grad = torch.tensor([[rng.randint(1, 9) for _ in row] for row in y[0, 0]]).double()
    y.backward(grad[None, None])
    return {
        "operation": operation, "layer": layer, "input": values,
        "grad_output": grad.tolist(), "gradient": x.grad[0, 0].tolist(),
    }  # fmt: skip


def unpooled(rng):
    """Draw a map of different numbers, pool it without overlap, and unpool it."""
    sides, k = (rng.randint(2, 6), rng.randint(2, 6)), rng.randint(1, 2)
    cells = rng.sample(range(100), sides[0] * sides[1])
    x = torch.tensor(cells, dtype=torch.float64).reshape(1, 1, *sides)
    y, index = F.max_pool2d(x, k, return_indices=True)
    back = F.max_unpool2d(y, index, k, output_size=sides)
    return {
        "operation": "unpool", "layer": {"kernel_size": k}, "input": x[0, 0].tolist(),
        "grad_output": y[0, 0].tolist(), "indices": index[0, 0].tolist(),
        "gradient": back[0, 0].tolist(),
    }  # fmt: skip


def ties():
    """Ask both kinds of maximum who gets the gradient of four equal cells."""
    shares = {}
    for name, maximum in (
        ("max_pool2d", lambda x: F.max_pool2d(x, 2)),
        ("amax", lambda x: torch.amax(x, (2, 3))),
    ):
        x = torch.full((1, 1, 2, 2), 5.0, requires_grad=True)
        maximum(x).sum().backward()
        shares[name] = x.grad[0, 0].tolist()
    return shares


def made():
    """Return the file's text."""
    rng = random.Random(6)
    cases = [case(rng, "max") for _ in range(100)]
    cases += [case(rng, "average") for _ in range(100)]
    cases += [unpooled(rng) for _ in range(25)]
    lines = ",\n  ".join(json.dumps(one) for one in cases)
    head = f'"torch": "{torch.__version__}", "ties": {json.dumps(ties())}'
    return f'{{{head}, "cases": [\n  {lines}\n]}}\n'
