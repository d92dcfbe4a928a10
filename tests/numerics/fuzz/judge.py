"""Hold an answer, or a refusal, against plain loops and the rules of the house."""

import re
import warnings

import numpy as np

from .. import reference

HELPFUL = re.compile(r"\w+: \w+=.*; \w", re.DOTALL)
GOOD = ("answered", "refused")
CLOSE = {"float16": 2e-3, "float32": 1e-5}

# what each output is, given the layer: a summary of a window's cells
SUMMARIES = {
    "max_pool2d": [lambda layer: reference.maximum],
    "min_pool2d": [lambda layer: reference.minimum],
    "median_pool2d": [lambda layer: reference.median],
    "max_pool2d_with_indices": [
        lambda layer: reference.maximum,
        lambda layer: reference.index_of_maximum,
    ],
    "avg_pool2d": [
        lambda layer: reference.average(
            layer["count_include_pad"], layer["divisor_override"]
        )
    ],
    "lp_pool2d": [lambda layer: reference.power_mean(layer["norm_type"], mean=False)],
}


def judge(name, function, positional, keywords, sound):
    """Return what is wrong with the function's answer, else which kind it was."""
    arrays = [a for a in positional if isinstance(a, np.ndarray)]
    before = [a.tobytes() for a in arrays]
    results = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            results = function(*positional, **keywords)
    except (TypeError, ValueError) as error:
        text = str(error)
        if not (HELPFUL.match(text) and text.startswith(f"{name}: ")):
            return f"says only: {text}"
    except Exception as error:
        return f"raises {type(error).__name__}: {error}"
    if before != [a.tobytes() for a in arrays]:
        return "has changed what it was given"
    if results is not None:
        results = results if isinstance(results, tuple) else (results,)
        if any(np.shares_memory(r, a) for r in results for a in arrays):
            return "returns the memory that it was given"
    if sound:
        return against_loops(name, results, positional, keywords)
    return "answered" if results else "refused"


def against_loops(name, results, positional, keywords):
    """Hold the outcome of arguments that may well be sound against the loops."""
    steps, layer = True, {}
    shape, first, more = what_is_pooled(name, positional)
    if not re.match("adaptive|global|max_unpool", name):
        layer = {**keywords, "kernel_size": more[-1], "norm_type": more[0]}
        steps = spelled_out(shape[-2:], layer)
    if results is None or steps is None:
        if not results and not steps:
            return "refused"
        return "refuses what loops do" if steps else "accepts what loops can not do"
    if name.endswith("_backward") and results[0].shape != shape:
        return f"returns {results[0].shape}, not {shape}"
    for result, summary in zip(results, SUMMARIES.get(name, ()), strict=False):
        wanted = pooled(np.asarray(first), summary(layer), steps)
        if not same(result, wanted):
            return f"returns {result.tolist()}, not {wanted.tolist()}"
    return "answered"


def what_is_pooled(name, positional):
    """Return the map's shape, the first argument, and what is given after the map."""
    first, *more = positional
    if not name.endswith("_backward"):
        return np.shape(first), first, more
    given = more.pop(0)
    return tuple(given) if "avg" in name else np.shape(given), first, more


def same(result, wanted):
    """Compare as closely as the type can, and exactly if it is one of integers."""
    if result.shape != wanted.shape:
        return False
    close = CLOSE.get(result.dtype.name, 1e-9)
    with np.errstate(all="ignore"):
        if result.dtype.kind == "f":  # what is too large for the type is inf
            wanted = wanted.astype(result.dtype)
        else:  # the lowest number stands for -inf
            wanted = np.clip(wanted, *limits(result.dtype))
        return np.allclose(result, wanted.astype(float), close, close, equal_nan=True)


def limits(dtype):
    return (0, 1) if dtype.kind == "b" else (np.iinfo(dtype).min, np.iinfo(dtype).max)


def both(value):
    return list(value) if isinstance(value, (list, tuple)) else [value, value]


def spelled_out(sides, layer):
    """Return a layer in the loops' words, or None if it fits nowhere."""
    kernel = both(layer["kernel_size"])
    stride = both(layer.get("stride") or kernel)
    dilation = both(layer.get("dilation", 1))
    padding = both(layer.get("padding", 0))
    for i, p in enumerate(padding):
        if isinstance(p, str):
            steps = sides[i], kernel[i], stride[i], dilation[i]
            padding[i] = reference.same(*steps, lower=p == "same_lower")
        else:
            covered = (kernel[i] - 1) * dilation[i]
            if max(both(p)) > (kernel[i] // 2 if isinstance(p, int) else covered):
                return None
            padding[i] = both(p)
    ceil_mode = layer.get("ceil_mode", False)
    for n, k, s, p, d in zip(sides, kernel, stride, padding, dilation, strict=True):
        if not reference.windows(n, k, s, *p, d, ceil_mode):
            return None
    return kernel, stride, padding, dilation, ceil_mode


def pooled(x, summary, steps):
    """Pool every plane with plain loops."""
    first = np.ones((1, *x.shape[-2:]))  # an empty batch still has a shape
    planes = x.astype(float).reshape(-1, *x.shape[-2:]) if x.size else first
    found = np.array([reference.pool(p.tolist(), summary, *steps) for p in planes])
    shape = (*x.shape[:-2], *found.shape[1:])
    return found[: x.size].reshape(shape).astype(float)
