"""Ways to pool (N, C, H, W) float32: pool(x, kernel_size, stride, padding, mode).

The first five are what people write in NumPy, the others what they install; whoever
is not installed is left out.  Every one is checked against the engine before it runs.
"""

from importlib.util import find_spec

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pooltools import avg_pool2d, max_pool2d

FILL = {"max": -np.inf, "average": 0}


def padded(x, p, mode):
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=FILL[mode])


def outputs(x, k, s):
    return [(n - k) // s + 1 for n in x.shape[2:]]


def loops(x, k, s, p, mode):
    x = padded(x, p, mode)
    y = np.empty((*x.shape[:2], *outputs(x, k, s)), x.dtype)
    summary = np.max if mode == "max" else np.mean
    for n, c, i, j in np.ndindex(y.shape):
        y[n, c, i, j] = summary(x[n, c, i * s : i * s + k, j * s : j * s + k])
    return y


def im2col(x, k, s, p, mode):
    x = padded(x, p, mode)
    rows, columns = outputs(x, k, s)
    cells = np.empty((k * k, *x.shape[:2], rows, columns), x.dtype)
    for t, (i, j) in enumerate(np.ndindex(k, k)):
        cells[t] = x[:, :, i : i + s * rows : s, j : j + s * columns : s]
    table = np.ascontiguousarray(np.moveaxis(cells, 0, -1)).reshape(-1, k * k)
    y = table.max(1) if mode == "max" else table.mean(1)
    return y.reshape(cells.shape[1:])


def sliding_windows(x, k, s, p, mode):
    windows = sliding_window_view(padded(x, p, mode), (k, k), (2, 3))[:, :, ::s, ::s]
    return windows.max((4, 5)) if mode == "max" else windows.mean((4, 5))


def separable(x, k, s, p, mode):
    y, op = padded(x, p, mode), np.maximum if mode == "max" else np.add
    for n, axis in zip(outputs(y, k, s), (2, 3), strict=True):
        taps = [slice(t, t + (n - 1) * s + 1, s) for t in range(k)]
        lead = (slice(None),) * axis
        total = y[(*lead, taps[0])].copy()
        for one in taps[1:]:
            op(total, y[(*lead, one)], out=total)
        y = total
    return y if mode == "max" else y / np.float32(k * k)


def engine(x, k, s, p, mode):
    pool = max_pool2d if mode == "max" else avg_pool2d
    return pool(x, k, stride=s, padding=p)


def scipy(x, k, s, p, mode):
    from scipy import ndimage

    first = k // 2 - p
    rows, columns = ((n + 2 * p - k) // s + 1 for n in x.shape[2:])
    if mode == "max":
        y = ndimage.maximum_filter(x, (1, 1, k, k), mode="constant", cval=-np.inf)
    else:
        y = ndimage.uniform_filter(x, (0, 0, k, k), mode="constant")
    stop = [first + (n - 1) * s + 1 for n in (rows, columns)]
    return y[:, :, first : stop[0] : s, first : stop[1] : s]


def skimage(x, k, s, p, mode):
    from skimage.util import view_as_windows

    windows = view_as_windows(padded(x, p, mode), (1, 1, k, k), (1, 1, s, s))
    last = (4, 5, 6, 7)
    return windows.max(last) if mode == "max" else windows.mean(last)


def torch(threads, layout="contiguous_format"):
    laid_out = [None, None]  # a map and its tensor: to lay it out is not the race

    def pool(x, k, s, p, mode):
        import torch
        import torch.nn.functional as F

        torch.set_num_threads(threads)
        if laid_out[0] is not x:
            tensor = torch.from_numpy(x)
            laid_out[:] = x, tensor.contiguous(memory_format=getattr(torch, layout))
        function = F.max_pool2d if mode == "max" else F.avg_pool2d
        with torch.inference_mode():
            return function(laid_out[1], k, s, p).numpy()

    return pool


def onnxruntime():
    sessions = {}

    def session(x, k, s, p, mode):
        import onnxruntime
        from onnx import TensorProto, helper

        counts = {} if mode == "max" else {"count_include_pad": 1}
        layer = {"kernel_shape": [k, k], "strides": [s, s], "pads": [p] * 4, **counts}
        name = "MaxPool" if mode == "max" else "AveragePool"
        node = helper.make_node(name, ["x"], ["y"], **layer)
        ends = [
            [helper.make_tensor_value_info(e, TensorProto.FLOAT, s)]
            for e, s in (("x", x.shape), ("y", None))
        ]
        opsets = [helper.make_opsetid("", 19)]
        graph = helper.make_graph([node], "pool", *ends)
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        binary = model.SerializeToString()
        return onnxruntime.InferenceSession(binary, options, ["CPUExecutionProvider"])

    def pool(x, *layer):
        key = x.shape, layer
        if key not in sessions:
            sessions[key] = session(x, *layer)
        return sessions[key].run(None, {"x": x})[0]

    return pool


NUMPY = {
    "loops": loops,
    "im2col": im2col,
    "windows": sliding_windows,
    "separable": separable,
    "pooltools": engine,
}
NEEDS = {
    "scipy": ("scipy", scipy),
    "skimage": ("skimage", skimage),
    "torch_1": ("torch", torch(1)),
    "torch_2": ("torch", torch(2)),
    "torch_last": ("torch", torch(1, "channels_last")),
    "onnxruntime": ("onnxruntime", onnxruntime()),
}
INSTALLED = {
    name: pool for name, (package, pool) in NEEDS.items() if find_spec(package)
}
RIVALS = NUMPY | INSTALLED
