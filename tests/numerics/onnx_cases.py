"""ONNX's own tests of its pooling operators, and what they are called here.

An operator of ONNX is one function of pooltools, here that of maps; of sequences it is
max_pool1d, of volumes max_pool3d:

================== ==============================================================
ONNX               pooltools
================== ==============================================================
MaxPool            max_pool2d, with two outputs max_pool2d_with_indices
AveragePool        avg_pool2d
LpPool             lp_pool2d
GlobalMaxPool      global_max_pool2d
GlobalAveragePool  global_avg_pool2d
MaxUnpool          max_unpool2d
================== ==============================================================

and so is an attribute, apart from its default:

================== ==============================================================
kernel_shape       kernel_size
strides            stride; by default 1, not kernel_size
pads               padding; [top, left, bottom, right] is ((top, bottom), (left, right))
auto_pad           padding; SAME_UPPER is "same", SAME_LOWER "same_lower"
dilations          dilation
ceil_mode          ceil_mode; 0 or 1
count_include_pad  count_include_pad; 0 or 1, by default 0, not True
p                  norm_type; by default 2
================== ==============================================================

An index of ONNX counts through the whole array, ours within a plane; with
storage_order=1 it runs down the columns.  The indices that MaxUnpool takes mean
the smallest map that can have been pooled; what `output_shape` adds comes after.
"""

import warnings
from importlib import import_module
from math import prod
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
from onnx import numpy_helper

import pooltools
from pooltools import global_avg_pool2d, global_max_pool2d, lp_pool2d, max_unpool2d

OPERATORS = (
    "MaxPool AveragePool LpPool GlobalMaxPool GlobalAveragePool MaxUnpool".split()
)
PADDINGS = {"SAME_UPPER": "same", "SAME_LOWER": "same_lower", "VALID": 0}


class Case(NamedTuple):
    """One node, what goes in and what must come out."""

    name: str
    operator: str
    attributes: dict
    inputs: list
    outputs: list


def cases():
    """Return every test of one of the operators, on maps of any dimension."""
    with warnings.catch_warnings():  # some of ONNX's cases overflow on purpose
        warnings.simplefilter("ignore")
        node = import_module("onnx.backend.test.case.node")
        for name in OPERATORS:  # importing one makes its cases
            import_module(f"{node.__name__}.{name.lower()}")
    found = [
        made(case.name, case.model, *data)
        for case in node.collect_testcases.__globals__["_NodeTestCases"]
        for data in case.data_sets
    ]
    shipped = Path(onnx.__file__).parent / "backend/test/data"
    for path in sorted(shipped.glob("pytorch-*/*ool*/model.onnx")):
        model = onnx.load(path)
        if len(model.graph.node) == 1:  # rows are pooled between two reshapings
            data = (tensors(path.parent, kind) for kind in ("input", "output"))
            found.append(made(path.parent.name, model, *data))
    return [case for case in found if case.operator in OPERATORS]


def made(name, model, inputs, outputs):
    (node,) = model.graph.node
    read = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    attributes = {
        name: value.decode() if isinstance(value, bytes) else value
        for name, value in read.items()
    }
    return Case(name, node.op_type, attributes, list(inputs), list(outputs))


def tensors(folder, kind):
    paths = sorted(folder.glob(f"test_data_set_0/{kind}_*.pb"))
    return [numpy_helper.to_array(onnx.load_tensor(path)) for path in paths]


def layer(attributes):
    """Put a node's attributes into our words."""
    axes = len(attributes["kernel_shape"])
    pads = attributes.get("pads", [0] * 2 * axes)
    sides = tuple(zip(pads[:axes], pads[axes:], strict=True))
    words = {
        "kernel_size": list(attributes["kernel_shape"]),
        "stride": list(attributes.get("strides", [1] * axes)),
        "padding": PADDINGS.get(attributes.get("auto_pad"), sides),
        "dilation": list(attributes.get("dilations", [1] * axes)),
    }
    if axes == 1:
        words = {k: v if isinstance(v, str) else v[0] for k, v in words.items()}
    return words | {"ceil_mode": bool(attributes.get("ceil_mode", 0))}


def answer(case):
    """Return what pooltools makes of a case's inputs."""
    x, attributes = case.inputs[0], case.attributes
    axes = x.ndim - 2
    pools = (f"{name}_pool{axes}d" for name in ("avg", "max"))
    average, maximum = (getattr(pooltools, name) for name in pools)
    if case.operator == "GlobalMaxPool":
        return [global_max_pool2d(x)]
    if case.operator == "GlobalAveragePool":
        return [global_avg_pool2d(x)]
    if case.operator == "MaxUnpool":
        return [unpooled(attributes, *case.inputs)]
    if case.operator == "LpPool":
        return [lp_pool2d(x, attributes.get("p", 2), **layer(attributes))]
    if case.operator == "AveragePool":
        counted = bool(attributes.get("count_include_pad", 0))
        return [average(x, **layer(attributes), count_include_pad=counted)]
    if len(case.outputs) == 1:
        return [maximum(x, **layer(attributes))]
    with_indices = getattr(pooltools, f"max_pool{axes}d_with_indices")
    values, indices = with_indices(x, **layer(attributes))
    if attributes.get("storage_order", 0):
        row, column = divmod(indices, x.shape[-1])
        indices = column * x.shape[-2] + row
    return [values, indices + first_cells(x.shape)]


def first_cells(shape):
    """Return where each plane begins when cells are counted through the array."""
    planes = np.arange(prod(shape[:-2])).reshape(*shape[:-2], 1, 1)
    return planes * prod(shape[-2:])


def unpooled(attributes, x, indices, output_shape=None):
    axes = zip(
        x.shape[-2:],
        attributes["kernel_shape"],
        attributes.get("strides", [1, 1]),
        np.reshape(attributes.get("pads", [0] * 4), (2, 2)).sum(0).tolist(),
        strict=True,
    )
    size = tuple((n - 1) * stride + k - padding for n, k, stride, padding in axes)
    shape = (*x.shape[:-2], *size)
    back = max_unpool2d(x, indices - first_cells(shape), size)
    if output_shape is None:
        return back
    more = [
        (0, wanted - side) for wanted, side in zip(output_shape, shape, strict=True)
    ]
    return np.pad(back, more)
