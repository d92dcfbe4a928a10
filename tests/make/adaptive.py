"""Freeze PyTorch's adaptive pooling and its gradients in tests/data/adaptive.json.

The bins are read off one-hot rows: where an average is not 0, the bin covers the 1.
Maps hold few different numbers, so that ties are frequent, and some NaN and infinities.
"""

import json
import random

import torch
import torch.nn.functional as F

LARGEST = 17
NAN, INF = float("nan"), float("inf")
NAMES = {NAN: "NaN", INF: "Infinity", -INF: "-Infinity"}


def bins(n, outputs):
    """Ask PyTorch which pixels each bin of an axis covers."""
    seen = F.adaptive_avg_pool1d(torch.eye(n)[None], outputs)[0] > 0
    found = []
    for column in seen.T:
        places = column.nonzero().ravel().tolist()
        assert places == list(range(places[0], places[-1] + 1))
        found.append([places[0], places[-1] + 1])
    return found


def plain(rows):
    """Return nested numbers for JSON, which has no NaN and no infinity."""
    if isinstance(rows, list):
        return [plain(row) for row in rows]
    if rows != rows:
        return "NaN"
    return NAMES.get(rows, rows)


def case(rng):
    """Draw a map and an output size, and ask PyTorch for both poolings."""
    sides = [rng.randint(1, 9) for _ in range(2)]
    size = [rng.choice([None, *range(1, 11)]) for _ in range(2)]
    strange = [NAN, INF, -INF] if rng.random() < 0.3 else []
    pool = [*range(-3, 4), *strange]
    values = [
        [float(rng.choice(pool)) for _ in range(sides[1])] for _ in range(sides[0])
    ]
    x = torch.tensor(values, dtype=torch.float64)[None, None]
    x.requires_grad_()
    greatest, indices = F.adaptive_max_pool2d(x, size, return_indices=True)
    average = F.adaptive_avg_pool2d(x, size)
    grad = [[rng.randint(1, 9) for _ in row] for row in indices[0, 0]]
    gradients = [
        torch.autograd.grad(y, x, torch.tensor([[grad]]).double())[0][0, 0].tolist()
        for y in (greatest, average)
    ]
    return {
        "input": plain(values), "output_size": size,
        "max": plain(greatest[0, 0].tolist()), "indices": indices[0, 0].tolist(),
        "average": plain(average[0, 0].tolist()), "grad_output": grad,
        "max_gradient": gradients[0], "average_gradient": gradients[1],
    }  # fmt: skip


def made():
    """Return the file's text."""
    rng = random.Random(9)
    cases = ",\n  ".join(json.dumps(case(rng)) for _ in range(120))
    sizes = range(1, LARGEST + 1)
    lines = [json.dumps([n, [bins(n, outputs) for outputs in sizes]]) for n in sizes]
    table = ",\n  ".join(lines)
    head = f'{{"torch": "{torch.__version__}", "bins": [\n  {table}\n],\n'
    return f'{head}"cases": [\n  {cases}\n]}}\n'
