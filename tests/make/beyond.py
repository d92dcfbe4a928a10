"""Freeze PyTorch's pooling of sequences and volumes in tests/data/beyond.json.

Each case has the gradient as well.  Many cells tie; some are NaN or infinite, and there
the gradient of the average is left out.
"""

import json
import math
import random

import torch
import torch.nn.functional as F

from .cases import encode

NAN, INF = math.nan, math.inf
MAX = {1: F.max_pool1d, 3: F.max_pool3d}
AVERAGE = {1: F.avg_pool1d, 3: F.avg_pool3d}
UNPOOL = {1: F.max_unpool1d, 3: F.max_unpool3d}


def axis(rng, n, most):
    """Draw one axis of a layer that fits n cells."""
    d = rng.choice([1, 1, 2])
    k = rng.randint(1, min(most, (n - 1) // d + 1))
    return k, rng.randint(1, 3), rng.randint(0, k // 2), d


def layer_and_cells(rng, axes):
    """Draw a layer, and a sequence or volume, as a tensor and in JSON's words."""
    sides = [
        rng.randint(1, 12) if axes == 1 else rng.randint(1, 5) for _ in range(axes)
    ]
    drawn = [axis(rng, n, 5 if axes == 1 else 3) for n in sides]
    names = "kernel_size", "stride", "padding", "dilation"
    layer = {name: [one[i] for one in drawn] for i, name in enumerate(names)}
    if axes == 1:
        layer = {name: value[0] for name, value in layer.items()}
    layer["ceil_mode"] = rng.random() < 0.4
    strange = [NAN, INF, -INF] if rng.random() < 0.25 else []
    cells = [rng.choice([*range(-2, 4), *strange]) for _ in range(math.prod(sides))]
    x = torch.tensor(cells, dtype=torch.float64).reshape(1, 1, *sides)
    return layer, x.requires_grad_()


def case(rng, axes, operation):
    """Draw a layer and ask PyTorch for the answer and the gradient, if it has one."""
    layer, x = layer_and_cells(rng, axes)
    if operation == "average":
        layer.pop("dilation")
        layer["count_include_pad"] = rng.random() < 0.5
        if axes == 3 and rng.random() < 0.2:
            layer["divisor_override"] = rng.randint(1, 7)
        y, index = AVERAGE[axes](x, **layer), None
    else:
        if torch.isneginf(MAX[axes](torch.zeros_like(x), **layer)).any():
            return None  # a window without a real cell gets an index of some other
        y, index = MAX[axes](x, **layer, return_indices=True)
    grad = torch.tensor([rng.randint(1, 9) for _ in range(y.numel())]).double()
    y.backward(grad.reshape(y.shape))
    return {
        "axes": axes, "operation": operation, "layer": layer,
        "input": x.detach()[0, 0].tolist(), "output": y.detach()[0, 0].tolist(),
        "indices": None if index is None else index[0, 0].tolist(),
        "grad_output": grad.reshape(y.shape)[0, 0].tolist(),
        "gradient": x.grad[0, 0].tolist(),
    }  # fmt: skip


def unpooled(rng, axes):
    """Draw different numbers, pool them without overlap, and unpool them."""
    sides, k = [rng.randint(2, 5) for _ in range(axes)], rng.randint(1, 2)
    cells = rng.sample(range(200), math.prod(sides))
    x = torch.tensor(cells, dtype=torch.float64).reshape(1, 1, *sides)
    y, index = MAX[axes](x, k, return_indices=True)
    back = UNPOOL[axes](y, index, k, output_size=sides)
    return {
        "axes": axes, "size": sides, "pooled": y[0, 0].tolist(),
        "indices": index[0, 0].tolist(), "back": back[0, 0].tolist(),
    }  # fmt: skip


def many(count, draw):
    """Draw until there are so many cases that PyTorch answers."""
    found = []
    while len(found) < count:
        if (one := draw()) is not None:
            found.append(one)
    return found


def made():
    """Return the file's text."""
    rng = random.Random(13)
    cases = [
        one
        for axes in (1, 3)
        for operation in ("max", "average")
        for one in many(50, lambda a=axes, o=operation: case(rng, a, o))
    ]
    back = [unpooled(rng, axes) for axes in (1, 3) for _ in range(10)]

    def lines(rows):
        return ",\n  ".join(json.dumps(encode(row), allow_nan=False) for row in rows)

    version = torch.__version__.split("+")[0]
    return (
        f'{{"torch": "{version}", "cases": [\n  {lines(cases)}\n],\n'
        f'"unpooled": [\n  {lines(back)}\n]}}\n'
    )
