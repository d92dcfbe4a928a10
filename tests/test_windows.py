"""Where windows lie, `_windows` says alone: nothing that shows them works it out."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pooltools"
HOME = "_windows"
LENGTHS = {"widgets/sawtooth.py": ["2 * stride"]}
"""Products that lay no window out: the length of a blur."""


def name(node: ast.expr) -> str:
    """Return the last part of a name, without its plural."""
    if isinstance(node, ast.Attribute):
        return node.attr.removesuffix("s")
    return node.id.removesuffix("s") if isinstance(node, ast.Name) else ""


def by_hand(source: str) -> list[str]:
    """List the sums that say where a window starts or how many there are."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.BinOp(left, ast.Mult(), right):
                sums = {name(left), name(right)} & {"stride", "dilation", "padding"}
            case ast.BinOp(_, ast.Div() | ast.FloorDiv(), right):
                sums = {name(right)} & {"stride"}
            case ast.BinOp(_, ast.Sub(), right):
                sums = {name(right)} & {"padding"}
            case _:
                continue
        found += [ast.unparse(node)] * bool(sums)
    return found


def test_no_window_is_worked_out_by_hand() -> None:
    files = [p for p in PACKAGE.rglob("*.py") if HOME not in p.parts]
    assert len(files) >= 100
    found = {
        path.relative_to(PACKAGE).as_posix(): sums
        for path in files
        if (sums := by_hand(path.read_text("utf-8")))
    }
    assert found == LENGTHS, "ask geometry's make_axis: start, bounds, outputs, counts"


def test_the_home_of_windows_does_work_them_out() -> None:
    assert len(by_hand((PACKAGE / HOME / "axis.py").read_text("utf-8"))) >= 3


@pytest.mark.parametrize(
    ("source", "sums"),
    [
        ("top = i * self.stride - self.padding", 2),
        ("left = x0 - padding", 1),
        ("out = (n + 2 * padding - k) // stride + 1", 2),
        ("lanes = -(-axis.span // axis.stride)", 1),
        ("span = axis.dilation * (k - 1) + 1", 1),
        ("stop = (n - 1) * strides[0]", 0),
        ("left = (position + axis.before) * CELL\nmiddle = stride / 2", 0),
        ("start = axis.start(i)", 0),
    ],
)
def test_a_sum_by_hand_would_be_found(source: str, sums: int) -> None:
    assert len(by_hand(source)) == sums
