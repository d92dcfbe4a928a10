"""ONNX's own tests, as many as there are: this package must pass them as a backend."""

from collections import Counter

import numpy as np
import pytest

from pooltools import avg_pool2d

from . import onnx_cases
from .onnx_cases import OPERATORS, answer, cases

ALL = cases()
CASES = [case for case in ALL if case.inputs[0].ndim == 4 or case.operator != "LpPool"]


def test_no_case_is_left_out_but_norms_of_sequences_and_volumes():
    assert len(CASES) >= 48  # ONNX 1.17, the oldest
    axes = Counter(case.inputs[0].ndim - 2 for case in CASES)
    assert set(axes) == {1, 2, 3}
    assert axes[2] >= 42
    assert {case.operator for case in CASES} == set(OPERATORS)
    assert {case.operator for case in ALL if case not in CASES} == {"LpPool"}
    assert len({case.name for case in CASES}) == len(CASES)


MAPS = [case for case in CASES if case.inputs[0].ndim == 4]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_onnx_accepts_the_answer(case, record_property):
    record_property("oracle", "ONNX's node tests")
    before = [array.copy() for array in case.inputs]
    answers = answer(case)
    for got, expected in zip(answers, case.outputs, strict=True):
        assert got.shape == expected.shape
        assert got.dtype == expected.dtype
        np.testing.assert_allclose(got, expected, rtol=1e-3, atol=1e-7)  # ONNX's own
    for array, was in zip(case.inputs, before, strict=True):
        np.testing.assert_array_equal(array, was)


@pytest.mark.parametrize(
    ("attribute", "wrong"),
    [("count_include_pad", 1), ("dilations", [1, 2]), ("ceil_mode", 0), ("p", 3)],
)
def test_a_wrong_mapping_would_be_found(attribute, wrong):
    found = 0
    for case in (case for case in MAPS if case.operator != "MaxUnpool"):
        changed = case._replace(attributes={**case.attributes, attribute: wrong})
        got = answer(changed)[0]
        expected = case.outputs[0]
        found += got.shape != expected.shape or not np.allclose(got, expected)
    assert found >= 3


def test_the_padding_of_all_four_sides_is_told_apart():
    x = np.arange(12.0).reshape(1, 1, 3, 4)
    node = {"kernel_shape": [3, 3], "pads": [0, 1, 2, 0]}
    pooled = avg_pool2d(x, **onnx_cases.layer(node))
    padded = np.pad(x, ((0, 0), (0, 0), (0, 2), (1, 0)))
    np.testing.assert_allclose(pooled, avg_pool2d(padded, 3, stride=1))
