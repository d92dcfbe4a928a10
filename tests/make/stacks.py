"""Freeze what the Zoom Stack's cells see and cost in tests/data/stacks.json."""

from pooltools.widgets import ZoomStack
from pooltools.widgets.zoom import PRESETS

from .frozen import lines

STACKS = [
    *PRESETS.values(),
    *["conv1", "pool1", "conv11/4", "pool3/2 pool3/1", "conv3@4 conv5/2@2 pool2/3"],
    *["conv2 conv4 pool5 conv6/3", "pool11 pool11 conv1", "conv7/2 pool3/2 conv3"],
    *["conv3@2 conv3@3", "pool2 " * 6 + "pool2", "conv11/11 conv3"],
]


def cases() -> list[dict[str, object]]:
    """Return stacks of layers, with a row for each layer."""
    found: list[dict[str, object]] = []
    for layers in STACKS:
        stack = ZoomStack(layers)
        rows = [
            [*view, row.shape[-1], row.multiply_adds]
            for view, row in zip(stack.output, stack.trace, strict=True)
        ]
        found.append({"layers": layers, "rows": rows})
    return found


def made() -> str:
    """Return the file's text."""
    return f"[\n{lines(cases(), '')}\n]\n"
