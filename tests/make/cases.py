"""Freeze PyTorch's answers in tests/data/cases.json, for pytest and for Node.

The cases are the same on every run, so the file changes only if PyTorch's answers do.
"""

import json
import math
import random
from contextlib import suppress
from itertools import product

import torch
import torch.nn.functional as F

ABOUT = (
    "Written by tests/make/cases.py: what PyTorch returns.  NaN and the infinities "
    "are strings.  Every pair is (vertical, horizontal), padding is "
    "[[top, bottom], [left, right]].  'min' is -max(-x).  If a side's padding "
    "differs from its opposite, x was padded by hand before pooling (max: -inf, "
    "average: 0).  Rows of 'sizes' with a pair as padding are PyTorch's; rows with "
    "'same' or 'same_lower' follow the rule in TensorFlow's documentation."
)

CLASSIC = [[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]]
SHIFT_LEFT = [
    [1, 2, 0, 7, 1, 0],
    [0, 9, 2, 3, 2, 3],
    [3, 0, 1, 2, 1, 2],
    [2, 4, 0, 1, 0, 1],
    [6, 0, 1, 2, 1, 2],
    [2, 4, 0, 1, 8, 1],
]
EDGE = [1, 3, 2, 3, 2, 1]
SHIFT_RIGHT = [[new, *row[:-1]] for new, row in zip(EDGE, SHIFT_LEFT, strict=True)]
CHANNEL_2 = [[3, 0, 6, 5], [1, 2, 4, 3], [3, 0, 2, 0], [2, 3, 1, 1]]
CHANNEL_3 = [[4, 2, 1, 2], [0, 1, 0, 4], [3, 0, 1, 2], [1, 2, 4, 5]]
COUNT = [[1 + 4 * row + column for column in range(4)] for row in range(4)]
NAN, INF = math.nan, math.inf


class NoAnswer(Exception):
    """PyTorch refuses the layer, or its answer makes no sense."""


def case(name, operation, x, kernel_size, **layer):
    """Spell out a layer in full and ask PyTorch for the answer."""
    kernel = both(kernel_size)
    full = {
        "name": name,
        "operation": operation,
        "dtype": "int64"
        if all(isinstance(v, int) for r in x for v in r)
        else "float64",
        "input": x,
        "kernel_size": kernel,
        "stride": both(layer.pop("stride", kernel)),
        "padding": [both(p) for p in both(layer.pop("padding", 0))],
        "dilation": both(layer.pop("dilation", 1)),
        "ceil_mode": layer.pop("ceil_mode", False),
        "count_include_pad": layer.pop("count_include_pad", True),
        "divisor_override": layer.pop("divisor_override", None),
    }
    assert not layer, f"{name}: {layer}"
    return {**full, **ask(full)}


def both(value):
    return list(value) if isinstance(value, (list, tuple)) else [value, value]


def ask(case):
    """Return PyTorch's output and, for max, its indices in the plane."""
    operation = case["operation"]
    x = torch.tensor(case["input"], dtype=torch.float64)[None]
    height, width = x.shape[-2:]
    (top, bottom), (left, right) = case["padding"]
    padding = (top, left)
    if by_hand := (top, left) != (bottom, right):
        assert not case["ceil_mode"], f"{case['name']}: would start in padding"
        fill = {"max": -INF, "min": INF, "average": 0.0}[operation]
        x, padding = F.pad(x, (left, right, top, bottom), value=fill), (0, 0)
    common = {
        "kernel_size": case["kernel_size"],
        "stride": case["stride"],
        "padding": padding,
        "ceil_mode": case["ceil_mode"],
    }
    if operation == "average":
        assert case["dilation"] == [1, 1], f"{case['name']}: PyTorch has no dilation"
        assert not by_hand or case["count_include_pad"]
        counting = {key: case[key] for key in ("count_include_pad", "divisor_override")}
        return {"output": pooled(x, True, **common, **counting)[0].tolist()}
    common["dilation"] = case["dilation"]
    if torch.isneginf(pooled(torch.zeros_like(x), **common)).any():
        raise NoAnswer("a window without a real cell gets an index of some other")
    if operation == "min":
        return {"output": (-pooled(-x, **common))[0].tolist()}
    output, index = pooled(x, **common, return_indices=True)
    if by_hand:
        wide = left + width + right
        index = (index // wide - top) * width + index % wide - left
    assert ((index >= 0) & (index < height * width)).all(), case["name"]
    return {"output": output[0].tolist(), "indices": index[0].tolist()}


def pooled(x, average=False, **layer):
    """Call PyTorch; a window that does not fit is no mistake, anything else is."""
    try:
        return (F.avg_pool2d if average else F.max_pool2d)(x, **layer)
    except RuntimeError as error:
        if "Output size is too small" in str(error):
            raise NoAnswer("no window fits") from None
        raise


def chosen():
    """Yield the cases that each show something."""
    figures = {
        "figure 7-14": (CLASSIC, {"kernel_size": 2}),
        "figure 7-14, stride 1": (CLASSIC, {"kernel_size": 2, "stride": 1}),
        "figure 7-15, channel 2": (CHANNEL_2, {"kernel_size": 2}),
        "figure 7-15, channel 3": (CHANNEL_3, {"kernel_size": 2}),
        "figure 7-16, before": (SHIFT_LEFT, {"kernel_size": 3}),
        "figure 7-16, after": (SHIFT_RIGHT, {"kernel_size": 3}),
        "the whole plane": (CLASSIC, {"kernel_size": 4}),
        "a window of one pixel": (CLASSIC, {"kernel_size": 1}),
        "one pixel in all": ([[7]], {"kernel_size": 1}),
        "stride beyond the window": (SHIFT_LEFT, {"kernel_size": 2, "stride": 4}),
        "16 numbers, 3×3, stride 2, padding 1": (
            COUNT,
            {"kernel_size": 3, "stride": 2, "padding": 1},
        ),
        "16 numbers, one pixel after, as TensorFlow pads": (
            COUNT,
            {"kernel_size": 3, "stride": 2, "padding": [[0, 1], [0, 1]]},
        ),
        "16 numbers, one pixel before": (
            COUNT,
            {"kernel_size": 3, "stride": 2, "padding": [[1, 0], [1, 0]]},
        ),
        "padding on three sides": (
            COUNT,
            {"kernel_size": 3, "stride": 1, "padding": [[2, 1], [0, 2]]},
        ),
        "not square": (
            CLASSIC[:3],
            {"kernel_size": [2, 3], "stride": [1, 2], "padding": [[1, 1], [1, 1]]},
        ),
        "a dropped row and column": ([r[:3] for r in CLASSIC[:3]], {"kernel_size": 2}),
        "a kept row and column": (
            [r[:3] for r in CLASSIC[:3]],
            {"kernel_size": 2, "ceil_mode": True},
        ),
        "ceil mode, overhang past padding": (
            [[1, 2, 3, 4]],
            {
                "kernel_size": [1, 3],
                "stride": [1, 2],
                "padding": [[0, 0], [1, 1]],
                "ceil_mode": True,
            },
        ),
        "ceil mode, a window would start in padding": (
            [[1, 2]],
            {"kernel_size": [1, 3], "padding": [[0, 0], [1, 1]], "ceil_mode": True},
        ),
        "ceil mode, stride beyond the window": (
            [[1, 2]],
            {"kernel_size": 1, "stride": 2, "ceil_mode": True},
        ),
        "ceil mode, a window larger than the input": (
            [[5, 3]],
            {"kernel_size": 3, "ceil_mode": True},
        ),
        "negative numbers and padding": (
            [[-1, -2, -3], [-4, -5, -6], [-7, -8, -9]],
            {"kernel_size": 3, "stride": 2, "padding": 1},
        ),
        "all equal": ([[4] * 4] * 4, {"kernel_size": 3, "stride": 1, "padding": 1}),
        "NaN": (
            [[1.0, NAN, 2.0], [3.0, 4.0, 5.0], [NAN, 6.0, 7.0]],
            {"kernel_size": 2, "stride": 1},
        ),
        "several NaN in a window": (
            [[1.0, NAN, NAN], [NAN, NAN, 0.0], [NAN, 8.0, NAN]],
            {"kernel_size": 2, "stride": 1, "padding": 1},
        ),
        "NaN and -inf": ([[-INF, NAN, -INF]] * 3, {"kernel_size": 3, "padding": 1}),
        "-inf everywhere": (
            [[-INF] * 3] * 3,
            {"kernel_size": 3, "stride": 1, "padding": 1},
        ),
        "+inf everywhere": (
            [[INF] * 3] * 3,
            {"kernel_size": 3, "stride": 1, "padding": 1},
        ),
        "both infinities": (
            [[1.0, INF, 2.0], [-INF, 3.0, 4.0], [5.0, 6.0, -INF]],
            {"kernel_size": 2, "stride": 1},
        ),
        "very large and very small": (
            [[1e300, -1e300, 1e-300], [2e-308, -1e-300, 1e300]],
            {"kernel_size": 2, "stride": 1},
        ),
    }
    for name, (x, layer) in figures.items():
        for operation in ("max", "average", "min"):
            yield case(f"{operation}: {name}", operation, x, **layer)
    ones = [[1] * 4] * 4
    counting = {"kernel_size": 3, "stride": 2, "padding": 1}
    for ceil_mode in (False, True):
        for layer in (
            {"count_include_pad": True},
            {"count_include_pad": False},
            {"divisor_override": 4},
            {"divisor_override": -2, "count_include_pad": False},
        ):
            layer = {**counting, **layer, "ceil_mode": ceil_mode}
            yield case(f"average: ones, {layer}", "average", ones, **layer)
    yield case("max: dilation", "max", COUNT, 2, stride=1, dilation=2)
    yield case("max: dilation down only", "max", SHIFT_LEFT, 3, dilation=[2, 1])
    yield case("max: dilation, padding", "max", SHIFT_LEFT, 3, dilation=2, padding=1)


def drawn(count):
    """Yield cases with everything at random; seeded, so always the same ones."""
    rng = random.Random(20)
    while count:
        operation = rng.choice(("max", "max", "average", "average", "min"))
        shape = [rng.randint(1, 7), rng.randint(1, 7)]
        kernel = [rng.randint(1, 4), rng.randint(1, 4)]
        layer = {
            "kernel_size": kernel,
            "stride": [rng.randint(1, 4), rng.randint(1, 4)],
            "padding": [[rng.randint(0, k // 2)] * 2 for k in kernel],
            "ceil_mode": rng.random() < 0.5,
        }
        if operation == "average":
            layer["count_include_pad"] = rng.random() < 0.5
        else:
            layer["dilation"] = [rng.choice((1, 1, 2, 3)) for _ in kernel]
        values, draw = rng.choice(
            (
                ("whole numbers", lambda: rng.randint(-9, 9)),
                ("many ties", lambda: rng.randint(0, 2)),
                ("fractions", lambda: rng.randint(-80, 80) / 8),
                ("some NaN", lambda: rng.choice((NAN, -1.5, 0.5, 2.5, 4.0))),
                ("infinities", lambda: rng.choice((INF, -INF, -1.0, 0.0, 3.5))),
            )
        )
        x = [[draw() for _ in range(shape[1])] for _ in range(shape[0])]
        with suppress(NoAnswer):
            yield case(f"{operation}: {values}, no. {count}", operation, x, **layer)
            count -= 1


def sizes():
    """Yield output sizes along one axis."""
    rng = random.Random(7)
    known = [(32, 1, 2, 0, 1), (8, 3, 4, 0, 1), (7, 2, 3, 1, 1), (5, 2, 2, 0, 1)]
    more = [
        (rng.randint(1, 16), k := rng.randint(1, 5), s, rng.randint(0, k // 2), d)
        for s in range(1, 6)
        for d in (1, 1, 1, 2, 3)
        for _ in range(5)
    ]
    for n, k, s, p, d in known + more:
        row = {"n": n, "kernel_size": k, "stride": s, "padding": [p, p], "dilation": d}
        for ceil_mode in (False, True):
            layer = {
                "kernel_size": (1, k),
                "stride": (1, s),
                "padding": (0, p),
                "dilation": (1, d),
                "ceil_mode": ceil_mode,
            }
            with suppress(NoAnswer):
                output = pooled(torch.zeros(1, 1, n), **layer).shape[-1]
                yield {**row, "ceil_mode": ceil_mode, "output": output}
    for n, k, s, d in product((1, 4, 5, 7), (1, 2, 3), (1, 2, 3), (1, 2)):
        span = (k - 1) * d + 1
        total = max(span - (s if n % s == 0 else n % s), 0)
        small, large = total // 2, total - total // 2
        for rule, sides in (("same", [small, large]), ("same_lower", [large, small])):
            yield {
                "n": n,
                "kernel_size": k,
                "stride": s,
                "padding": rule,
                "dilation": d,
                "ceil_mode": False,
                "sides": sides,
                "output": math.ceil(n / s),
            }


def encode(value):
    """Replace what strict JSON does not know by its name."""
    if isinstance(value, dict):
        return {key: encode(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def made():
    """Return the text of the file, one case to a line."""

    def lines(rows):
        line = (
            json.dumps(encode(row), allow_nan=False, ensure_ascii=False) for row in rows
        )
        return "[\n" + ",\n".join(line) + "\n]"

    return (
        f'{{"about": {json.dumps(ABOUT)},\n'
        f'"torch": {json.dumps(torch.__version__.split("+")[0])},\n'
        f'"cases": {lines([*chosen(), *drawn(110)])},\n'
        f'"sizes": {lines(sizes())}}}\n'
    )
