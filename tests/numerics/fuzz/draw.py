"""Draw maps, layers and nonsense."""

from math import prod

import numpy as np

from .judge import pooled, spelled_out

LAYER = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
NAN, INF = float("nan"), float("inf")
JUNK = (
    None, True, False, -1, 0, 1.5, NAN, INF, 10**30, -(10**30), 2**63, "a", "SAME", b"",
    "same", (), (1,), (1, 2, 3), [2, 2], (2, 2.0), (2, None), ((1, 0), (0, 1)),
    ((1,), (2, 2)), ((1, 1), 0), ((0, 10**30), (0, 0)), {}, {1, 2}, object, 1 + 2j,
    np.int64(2), np.uint8(1), np.float32(2), np.bool_(True), np.array([2, 2]),
    np.array(2), np.zeros(0), [[1, 2], [3, 4]], range(2), [[1], [2, 3]], "12",
)  # fmt: skip


def a_map(rng):
    """Draw a map of any type, layout and number of axes."""
    lead = [rng.randint(0, 3) for _ in range(rng.choice((0, 0, 1, 2)))]
    shape = (*lead, rng.randint(1, 7), rng.randint(1, 7))
    kinds = "float64 float32 float16 >f4 int64 int8 uint8 >i2 bool".split()
    dtype = np.dtype(rng.choice(kinds))
    values = [rng.choice((0, 1, 1, 2, 3, 5)) for _ in range(prod(shape))]
    x = np.array(values).reshape(shape).astype(dtype)
    if dtype.kind == "f" and rng.random() < 0.4:
        for _ in range(rng.randint(0, x.size)):
            strange = NAN, INF, -INF, -1.5, 0.1, 1e4
            x[tuple(rng.randrange(n) for n in shape)] = rng.choice(strange)
    layout = rng.randrange(5)
    if layout == 1:
        x = np.asfortranarray(x)
    elif layout == 2:
        x = np.repeat(x, 2, -1)[..., ::2]
    elif layout == 3:
        x = x[..., ::-1, :]
    elif layout == 4 and x.size:
        return x.tolist()
    x.flags.writeable = rng.random() < 0.5
    return x


def axis(rng):
    """Draw one axis of a layer, more often than not one that fits."""
    k = rng.choice((1, 2, 2, 3, 3, 4))
    padding = rng.choice((0, rng.randint(0, k // 2), rng.randint(0, k // 2), k))
    return k, rng.randint(1, 4), padding, rng.choice((1, 1, 1, 2, 3))


def a_layer(rng):
    """Draw the arguments of a window, in one of the ways to write them."""
    one, other = axis(rng), axis(rng)
    names = zip(LAYER, one, other, strict=False)
    layer = {name: rng.choice((a, (a, b), [a, b])) for name, a, b in names}
    if rng.random() < 0.3:
        sides = [[rng.randint(0, 3) for _ in range(2)] for _ in range(2)]
        layer["padding"] = rng.choice((sides, "same", "same_lower"))
    layer["ceil_mode"] = rng.random() < 0.4
    for name in LAYER[1:]:
        if rng.random() < 0.4:
            del layer[name]
    return layer


def arguments(rng, name):
    """Draw (positional arguments, keywords) that suit a function more or less."""
    x = a_map(rng)
    if name.startswith("adaptive"):
        sides = rng.randint(1, 8), rng.randint(1, 8)
        if not name.endswith("_backward"):
            return [x, rng.choice((sides, list(sides), sides[0], (None, 3)))], {}
        grad = np.ones((*np.shape(x)[:-2], *sides))
        return ([grad, np.shape(x)] if "avg" in name else [grad, x, sides]), {}
    layer = a_layer(rng)
    if name.startswith("avg_pool2d"):
        layer["count_include_pad"] = rng.random() < 0.5
        layer["divisor_override"] = rng.choice((None, None, 1, 3, -2))
    first = [x]
    if name == "max_unpool2d":
        cells = prod(np.shape(x)[-2:])
        indices = np.array([rng.randrange(-1, cells) for _ in range(np.size(x))], int)
        return [x, indices.reshape(np.shape(x)), np.shape(x)[-2:]], {}
    if name.startswith("global"):
        return [x], {}
    if name.endswith("_backward"):
        given = np.shape(x) if name.startswith("avg") else x
        first = [gradient(rng, x, layer), given]
    if name.startswith("lp"):
        first.append(rng.choice((1, 2, 3, 1.5, 40, INF)))
    return [*first, layer.pop("kernel_size")], layer


def gradient(rng, x, layer):
    """Draw a gradient of the shape that fits."""
    steps = spelled_out(np.shape(x)[-2:], layer)
    grad = (
        pooled(np.ones(np.shape(x)), lambda *_: 2, steps) if steps else np.ones((1, 1))
    )
    return grad.astype(rng.choice(("float32", "float64", "int64")))


def spoiled(rng, positional, keywords):
    """Replace one argument, or two, by something that was not meant."""
    optional = rng.sample(LAYER[1:], 1) if keywords else []
    slots = [*range(len(positional)), *keywords, *optional]
    for slot in rng.sample(slots, min(len(slots), rng.choice((1, 1, 2)))):
        where = keywords if isinstance(slot, str) else positional
        where[slot] = rng.choice(JUNK)
