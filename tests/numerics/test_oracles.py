"""What PyTorch returns, frozen in cases.json and, where it is installed, live."""

import json
from collections import Counter
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from pooltools import (
    avg_pool2d,
    max_pool2d,
    max_pool2d_with_indices,
    min_pool2d,
    output_size,
    same_padding,
)

from ..book.live import asks_pytorch

FILE = Path(__file__).parents[1] / "data" / "cases.json"


def refuse(constant):
    raise ValueError(f"{constant} is not strict JSON")


FROZEN = json.loads(FILE.read_text(encoding="utf-8"), parse_constant=refuse)
CASES, SIZES = FROZEN["cases"], FROZEN["sizes"]
LAYER = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")


def array(rows, dtype=float):
    """Read numbers of which some may be the words NaN, Infinity, -Infinity."""
    return np.array([[float(value) for value in row] for row in rows]).astype(dtype)


def test_the_file_holds_what_it_should():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 200
    kinds = Counter(case["operation"] for case in CASES)
    assert set(kinds) == {"max", "average", "min"}
    assert min(kinds.values()) >= 40
    for share in (
        [case["ceil_mode"] for case in CASES],
        [case["dilation"] != [1, 1] for case in CASES],
        [case["dtype"] == "int64" for case in CASES],
        [np.isnan(array(case["input"])).any() for case in CASES],
        [np.isinf(array(case["input"])).any() for case in CASES],
        [case["kernel_size"][0] != case["kernel_size"][1] for case in CASES],
        [not case["count_include_pad"] for case in CASES],
    ):
        assert sum(share) >= 10
    assert len(SIZES) >= 300
    assert FROZEN["torch"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pooling_agrees_with_pytorch(case, record_property):
    record_property("oracle", "frozen PyTorch pooling")
    x = array(case["input"], case["dtype"])
    layer = {name: case[name] for name in LAYER}
    expected = array(case["output"])
    if case["operation"] == "average":
        for name in ("count_include_pad", "divisor_override"):
            layer[name] = case[name]
        pooled = avg_pool2d(x, **layer)
        np.testing.assert_allclose(pooled, expected, rtol=1e-14, atol=1e-14)
    elif case["operation"] == "min":
        np.testing.assert_array_equal(min_pool2d(x, **layer), expected)
    else:
        np.testing.assert_array_equal(max_pool2d(x, **layer), expected)
        values, indices = max_pool2d_with_indices(x, **layer)
        np.testing.assert_array_equal(values, expected)
        assert indices.tolist() == case["indices"]


@pytest.mark.parametrize(
    "size", SIZES, ids=lambda size: "-".join(map(str, size.values()))
)
def test_output_size_agrees_with_pytorch_and_tensorflows_rule(size, record_property):
    record_property("oracle", "frozen output sizes")
    expected, sides = size["output"], size.get("sides")
    layer = {name: size[name] for name in ("n", *LAYER)}
    assert output_size(**layer) == expected
    if sides:
        lower = layer.pop("padding") == "same_lower"
        del layer["ceil_mode"]
        assert list(same_padding(**layer, lower=lower)) == sides


@asks_pytorch
def test_pytorch_still_answers_what_was_frozen():
    from ..make import cases as make_cases

    live = json.loads(make_cases.made())
    assert live["cases"] == CASES
    assert live["sizes"] == SIZES
    if live["torch"] == FROZEN["torch"]:
        assert make_cases.made() == FILE.read_text(encoding="utf-8")


@asks_pytorch
def test_pytorch_refuses_the_very_paddings_that_we_refuse():
    import torch

    refused = 0
    for k, p, d in product(range(1, 6), range(5), range(1, 4)):
        try:
            torch.max_pool2d(torch.zeros(1, 20, 20), k, padding=p, dilation=d)
        except RuntimeError:
            refused += 1
            with pytest.raises(ValueError, match=f"padding={p} .* half of kernel_size"):
                max_pool2d(np.zeros((20, 20)), k, padding=p, dilation=d)
        else:
            max_pool2d(np.zeros((20, 20)), k, padding=p, dilation=d)
    assert refused == 3 * sum(p > k // 2 for k in range(1, 6) for p in range(5))
