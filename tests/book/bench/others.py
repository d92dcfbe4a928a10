"""What is more than one window size over one map: pyramids, indices, gradients.

Each race has a name, the shape of its map, and ways from map to result.  "plain" is
what people write in NumPy; PyTorch takes part where it is installed.
"""

from importlib.util import find_spec

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

import pooltools as pt

from .rivals import padded

LEVELS = (4, 2, 1)
LENET = "LeNet", (64, 6, 28, 28), (2, 2, 0)
STEM = "ResNet's stem", (8, 64, 112, 112), (3, 2, 1)


def with_torch(call):
    """Return PyTorch's ways: `call(torch, x)` on one thread and on two."""

    def on(threads):
        def way(x):
            import torch

            torch.set_num_threads(threads)
            return call(torch, torch.from_numpy(x)).numpy()

        return way

    return {f"torch_{n}": on(n) for n in (1, 2) if find_spec("torch")}


def pyramid(mode):
    summary = np.max if mode == "max" else np.mean

    def bins(x, n):
        rows, columns = (pt.adaptive_bins(side, n) for side in x.shape[2:])
        cells = [x[:, :, a:b, c:d] for a, b in rows for c, d in columns]
        return np.stack([summary(cell, (2, 3)) for cell in cells], 2)

    def plain(x):
        return np.concatenate([bins(x, n).reshape(len(x), -1) for n in LEVELS], 1)

    def call(torch, x):
        name = "adaptive_max_pool2d" if mode == "max" else "adaptive_avg_pool2d"
        pool = getattr(torch.nn.functional, name)
        with torch.inference_mode():
            return torch.cat([pool(x, n).flatten(1) for n in LEVELS], 1)

    def ours(x):
        return pt.spatial_pyramid_pool(x, LEVELS, mode=mode)

    ways = {"plain": plain, "pooltools": ours, **with_torch(call)}
    return f"pyramid of {LEVELS}, {mode}", (16, 256, 13, 13), ways


def global_average():
    def call(torch, x):
        with torch.inference_mode():
            return torch.nn.functional.adaptive_avg_pool2d(x, 1)

    ways = {
        "plain": lambda x: x.mean((2, 3), keepdims=True),
        "pooltools": pt.global_avg_pool2d,
    }
    return "global average", (64, 512, 7, 7), ways | with_torch(call)


def indices(layer, shape, steps):
    k, s, p = steps

    def plain(x):
        windows = sliding_window_view(padded(x, p, "max"), (k, k), (2, 3))
        windows = windows[:, :, ::s, ::s]
        row, column = np.divmod(windows.reshape(*windows.shape[:4], -1).argmax(-1), k)
        row += s * np.arange(row.shape[2])[:, None] - p
        return row * x.shape[3] + column + s * np.arange(row.shape[3]) - p

    def ours(x):
        return pt.max_pool2d_with_indices(x, k, stride=s, padding=p)[1]

    def call(torch, x):
        with torch.inference_mode():
            return torch.nn.functional.max_pool2d(x, k, s, p, return_indices=True)[1]

    ways = {"plain": plain, "pooltools": ours, **with_torch(call)}
    return f"{layer} max, with indices", shape, ways


def there_and_back(layer, shape, steps, mode):
    k, s, p = steps
    size = [(n + 2 * p - k) // s + 1 for n in shape[2:]]
    rng = np.random.default_rng(1)
    grad = rng.standard_normal((*shape[:2], *size), np.float32)

    def ours(x):
        steps = {"stride": s, "padding": p}
        if mode == "max":
            pt.max_pool2d(x, k, **steps)
            return pt.max_pool2d_backward(grad, x, k, **steps)
        pt.avg_pool2d(x, k, **steps)
        return pt.avg_pool2d_backward(grad, x.shape, k, **steps)

    def call(torch, x):
        name = "max_pool2d" if mode == "max" else "avg_pool2d"
        x = x.requires_grad_(True)
        pooled = getattr(torch.nn.functional, name)(x, k, s, p)
        return torch.autograd.grad(pooled, x, torch.from_numpy(grad))[0]

    ways = {"pooltools": ours, **with_torch(call)}
    return f"{layer} {mode}, there and back", shape, ways


RACES = [
    pyramid("max"),
    pyramid("average"),
    global_average(),
    *(indices(*layer) for layer in (LENET, STEM)),
    *(there_and_back(*at, mode) for at in (LENET, STEM) for mode in ("max", "average")),
]
