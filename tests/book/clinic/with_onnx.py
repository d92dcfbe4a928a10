"""Ask ONNX's reference evaluator and onnxruntime: one operator, one model."""

import numpy as np
import onnx
import onnxruntime
from onnx import helper
from onnx.reference import ReferenceEvaluator

from .library import Library, pair, planes

OPSET = 22
KINDS = {"same": "SAME_UPPER", "same_lower": "SAME_LOWER"}
onnxruntime.set_default_logger_severity(4)


def layer(k, stride=None, padding=None, dilation=None, ceil=False):
    """Return an operator's attributes; those left out are left to ONNX."""
    found = {"kernel_shape": pair(k)}
    if isinstance(padding, str):
        found["auto_pad"] = KINDS[padding]
    elif padding is not None:
        found["pads"] = pair(padding) * 2
    if stride is not None:
        found["strides"] = pair(stride)
    if dilation is not None:
        found["dilations"] = pair(dilation)
    return found | ({"ceil_mode": 1} if ceil else {})


def model(operator, inputs, outputs, attributes, opset=OPSET):
    """Return a model of one node."""
    names = [f"x{i}" for i in range(len(inputs))]
    kind = helper.np_dtype_to_tensor_dtype
    types = [kind(inputs[0].dtype), onnx.TensorProto.INT64][:outputs]
    results = [f"y{i}" for i in range(outputs)]
    graph = helper.make_graph(
        [helper.make_node(operator, names, results, **attributes)],
        "clinic",
        [
            helper.make_tensor_value_info(name, kind(x.dtype), x.shape)
            for name, x in zip(names, inputs, strict=True)
        ],
        [
            helper.make_tensor_value_info(name, type_, None)
            for name, type_ in zip(results, types, strict=True)
        ],
    )
    opsets = [helper.make_opsetid("", opset)]
    made = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    return made, dict(zip(names, inputs, strict=True))


class Onnx(Library):
    """What both have in common; they differ in how a model is run."""

    def run(self, made, feed):
        raise NotImplementedError

    def ask(self, operator, x, k, outputs=1, **more):
        counted = {}
        if (count := more.pop("count", None)) is not None:
            counted["count_include_pad"] = int(count)
        if "p" in more:
            counted["p"] = more.pop("p")
        attributes = layer(k, **more) | counted
        return self.run(*model(operator, [planes(x)], outputs, attributes))

    def max(self, x, k, **more):
        return self.ask("MaxPool", x, k, **more)[0]

    def average(self, x, k, **more):
        return self.ask("AveragePool", x, k, **more)[0]

    def lp(self, x, p, k, **more):
        return self.ask("LpPool", x, k, p=p, **more)[0]

    def indices(self, x, k, **more):
        return self.ask("MaxPool", x, k, outputs=2, **more)[1]

    def raw_shape(self, x, k):
        return self.max(x, k, stride=k).shape

    def unpool(self, values, indices, k, s, size):
        shape = np.array([1, 1, *size], np.int64)
        attributes = {"kernel_shape": pair(k), "strides": pair(s)}
        inputs = [planes(values), planes(indices), shape]
        return self.run(*model("MaxUnpool", inputs, 1, attributes))[0]

    def raw_line(self, x, k):
        return self.windows(x, k, 1)[0].shape

    def volume_indices(self, x, k):
        return self.windows(x, k, 2)[1]

    def windows(self, x, k, outputs):
        sides = [k] * (x.ndim - 2)
        attributes = {"kernel_shape": sides, "strides": sides}
        return self.run(*model("MaxPool", [x], outputs, attributes))

    def attend(self, x, query, mask):
        values, one = x[None, None], query[None, None, None]
        inputs = [one, values, values, mask[None]]
        return self.run(*model("Attention", inputs, 1, {}, opset=23))[0]


class Reference(Onnx):
    name, version = "ONNX", onnx.__version__

    def run(self, made, feed):
        return ReferenceEvaluator(made).run(None, feed)


class Runtime(Onnx):
    name, version = "onnxruntime", onnxruntime.__version__

    def run(self, made, feed):
        quiet = onnxruntime.SessionOptions()
        quiet.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            made.SerializeToString(), quiet, providers=["CPUExecutionProvider"]
        )
        return session.run(None, feed)


LIBRARIES = [Reference, Runtime]
