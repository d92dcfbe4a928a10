"""What hypothesis draws: arrays, layers that fit them, and both together."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

SIDES = st.integers(1, 9)
FLOATS = st.floats(-1e6, 1e6, width=32)
ANY_FLOATS = FLOATS | st.sampled_from([np.nan, np.inf, -np.inf])
DTYPES = st.sampled_from(
    ["float64", "float32", "float16", "int64", "int8", "uint8", "bool"]
)


def maps(elements=FLOATS, dtype=np.float64):
    """Draw arrays of shape (..., H, W), with up to two leading axes."""
    lead = st.lists(st.integers(0, 3), max_size=2)
    shapes = st.tuples(lead, SIDES, SIDES).map(lambda s: (*s[0], *s[1:]))
    return hnp.arrays(dtype, shapes, elements=elements)


@st.composite
def typed_maps(draw):
    """Draw small maps, full of ties, of any type that can be pooled."""
    dtype = np.dtype(draw(DTYPES))
    low = 0 if dtype.kind in "bu" else -3
    values = draw(maps(st.integers(low, 1 if dtype.kind == "b" else 3), dtype=np.int64))
    return values.astype(dtype)


PADDINGS = ("none", "pytorch", "onnx", "same")


@st.composite
def axis_layers(draw, n, paddings=PADDINGS):
    """Draw arguments for one axis of n pixels, so that a window fits."""
    kind = draw(st.sampled_from(paddings))
    d = draw(st.integers(1, 3))
    k = draw(st.integers(1, 5 if kind == "same" else 1 + (n - 1) // d))
    below_span = st.integers(0, d * (k - 1))
    padding = {
        "none": st.just(0),
        "pytorch": st.integers(0, k // 2),
        "onnx": st.tuples(below_span, below_span),
        "same": st.sampled_from(["same", "same_lower"]),
    }
    return {
        "kernel_size": k,
        "stride": draw(st.integers(1, 4)),
        "padding": draw(padding[kind]),
        "dilation": d,
    }


@st.composite
def maps_with_layers(draw, arrays=None, paddings=PADDINGS):
    """Draw (x, kernel_size, the other arguments)."""
    x = draw(maps(ANY_FLOATS) if arrays is None else arrays)
    rows, columns = (draw(axis_layers(n, paddings)) for n in x.shape[-2:])
    layer = {name: (rows[name], columns[name]) for name in rows}
    layer["ceil_mode"] = draw(st.booleans())
    return x, layer.pop("kernel_size"), layer
