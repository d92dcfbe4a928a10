"""The clinic's questions, by group and name, each a function of a library.

The words that a reader sees for them stand in pooltools/text/clinic.toml.
"""

import numpy as np

NAN, INF = np.nan, np.inf


def row(*values, kind=np.float32):
    """Return a map of one row."""
    return np.array([values], kind)


def grid(*lines, kind=np.float32):
    """Return a map of several rows."""
    return np.array(lines, kind)


def along(n):
    """Return a size along the row."""
    return (1, n)


def beside(n):
    """Return padding before and after the row."""
    return (0, n)


HOLES = grid([1, NAN, 2], [3, 4, 5], [NAN, 6, 7])
SQUARE = np.ones((2, 2), np.float32)
RAMP = np.arange(1, 17, dtype=np.float32).reshape(4, 4)
WHOLE = "uint8", "int8", "int32", "int64"


def default_stride(lib):
    """Count the outputs along one side of a 7 x 7 map."""
    return lib.max(np.zeros((7, 7), np.float32), 3).shape[-1]


def index_rule(lib):
    """Return the index of the last row's first cell in the last of four planes."""
    x = np.zeros((2, 2, 2, 2), np.float32)
    x[1, 1, 1, 0] = 1
    return np.asarray(lib.indices(x, 2, stride=2)).ravel()[-1]


def integers(lib):
    """Return the types of integers that can be max pooled."""
    good = []
    for kind in WHOLE:
        try:
            found = lib.max(grid([1, 2], [3, 5], kind=kind), 2, stride=1)
        except Exception:
            continue
        good += [kind] if found.ravel().tolist() == [5] else []
    return good


def alone(lib, ask):
    """Pool a window none of whose taps is a real cell."""
    layer = {"stride": 1, "padding": 1, "dilation": 2}
    return getattr(lib, ask)(np.ones((1, 1), np.float32), 2, **layer)


def again(lib):
    """Pool 0 9 0 with overlapping windows, and put the maxima back."""
    x, layer = row(0, 9, 0), {"stride": along(1)}
    indices = np.asarray(lib.indices(x, along(2), **layer)).reshape(1, 2)
    values = np.asarray(lib.max(x, along(2), **layer)).reshape(1, 2)
    return lib.unpool(values, indices, along(2), along(1), (1, 3))


def second_row(lib):
    """Unpool into a map one cell larger than the windows need; return row 1 of it."""
    places = grid([5, 7], [13, 15], kind=np.int64)
    found = lib.unpool(grid([5, 6], [7, 8]), places, 2, 2, (5, 5))
    return np.asarray(found).reshape(5, 5)[1:2]


def last_of_volume(lib):
    """Return the index of a cell of the second plane in the second of two volumes."""
    x = np.zeros((1, 2, 2, 2, 2), np.float32)
    x[0, 1, 1, 0, 1] = 1
    return np.asarray(lib.volume_indices(x, 2)).ravel()[-1]


def tokens(summary):
    """Return a question on -2 and -4, and a 0 that only fills up."""

    def ask(lib):
        x, mask = np.float32([[[-2], [-4], [0]]]), np.array([[True, True, False]])
        return np.asarray(lib.masked(x, mask, summary)).ravel()

    return ask


def attended(*mask):
    """Return a question on two tokens, all ones and all zeros, and a query of ones."""

    def ask(lib):
        x = np.repeat(np.float32([[1], [0]]), 4, 1)
        pooled = lib.attend(x, np.ones(4, np.float32), np.array(mask))
        return np.asarray(pooled).ravel()[0]

    return ask


GROUPS = {
    "sizes": {
        "default_stride": default_stride,
        "leftover": lambda lib: lib.max(row(1, 2, 3, 4, 5), along(2), stride=along(2)),
        "ceil": lambda lib: lib.max(
            row(1, 2, 3, 4, 5), along(2), stride=along(2), ceil=True
        ),
        "ceil_in_padding": lambda lib: lib.max(
            row(1, 2), along(3), stride=along(3), padding=beside(1), ceil=True
        ),
        "ceil_gap": lambda lib: lib.max(
            row(1, 2), along(1), stride=along(2), ceil=True
        ),
        "padding_one": lambda lib: lib.max(RAMP, 3, stride=2, padding=1),
        "same": lambda lib: lib.max(RAMP, 3, stride=2, padding="same"),
        "same_lower": lambda lib: lib.max(RAMP, 3, stride=2, padding="same_lower"),
        "same_lower_size": lambda lib: lib.max(
            row(1, 2, 3, 4, 5), along(2), stride=along(2), padding="same_lower"
        ),
    },
    "padding": {
        "pad_value": lambda lib: lib.max(row(-5, -6, -7), 3, stride=1, padding=1),
        "pad_lowest": lambda lib: lib.max(row(-INF, -INF), 3, stride=1, padding=1),
        "pad_too_large": lambda lib: lib.max(RAMP[:2, :2], 3, stride=2, padding=2),
        "all_padding": lambda lib: alone(lib, "max"),
        "all_padding_index": lambda lib: alone(lib, "indices"),
        "count_default": lambda lib: lib.average(
            row(1, 1, 1), along(3), stride=along(1), padding=beside(1)
        ),
        "count_same": lambda lib: lib.average(
            row(1, 1, 1), along(3), stride=along(1), padding="same"
        ),
        "ceil_divisor": lambda lib: lib.average(
            row(1, 2, 3, 4),
            along(3),
            stride=along(2),
            padding=beside(1),
            ceil=True,
            count=True,
        ),
        "average_dilation": lambda lib: lib.average(
            row(1, 2, 5), along(2), stride=along(1), dilation=along(2)
        ),
    },
    "numbers": {
        "nan_max": lambda lib: lib.max(HOLES, 2, stride=1),
        "nan_all": lambda lib: lib.max(SQUARE * NAN, 2, stride=2),
        "nan_average": lambda lib: lib.average(
            row(1, NAN, 3), along(2), stride=along(1)
        ),
        "integer_max": integers,
        "integer_average": lambda lib: lib.average(
            grid([1, 2], [3, 5], kind=np.int64), 2, stride=2
        ),
        "lp_one": lambda lib: lib.lp(row(1, 2), 1, along(2), stride=along(2)),
        "lp_negative": lambda lib: lib.lp(row(-1, -2), 3, along(2), stride=along(2)),
        "lp_ceil": lambda lib: lib.lp(
            row(3, 4, 1), 2, along(2), stride=along(2), ceil=True
        ),
    },
    "places": {
        "layout": lambda lib: lib.raw_shape(np.zeros((1, 2, 4, 6), np.float32), 2),
        "index_rule": index_rule,
        "tie_index": lambda lib: lib.indices(SQUARE, 2, stride=2),
        "tie_gradient": lambda lib: lib.gradient(SQUARE, 2, stride=2),
        "tie_gradient_plain": lambda lib: lib.largest_gradient(SQUARE),
        "overlap_gradient": lambda lib: lib.gradient(
            row(0, 9, 0), along(2), stride=along(1)
        ),
        "unpool_overlap": again,
        "unpool_size": second_row,
    },
    "beyond": {
        "line_layout": lambda lib: lib.raw_line(np.zeros((1, 4, 6), np.float32), 2),
        "volume_index": last_of_volume,
        "tokens_mean": tokens("mean"),
        "tokens_max": tokens("max"),
        "attention_scale": attended(True, True),
        "attention_none": attended(False, False),
    },
}
"""The groups are the page's tables, the names the keys of its words."""

PROBES = {name: ask for group in GROUPS.values() for name, ask in group.items()}
