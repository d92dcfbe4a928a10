"""The masters of the classroom sheets, and what students make of them."""

import ast
import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pooltools.classroom.checks import TASKS, Finding, Function, Outcome
from pooltools.classroom.checks._ask import attempt
from pooltools.classroom.grading.marks import solved
from pooltools.classroom.grading.master import Sheet, read_sheet

ROOT = Path(__file__).parents[2]
MASTERS = sorted(ROOT.glob("chapters/*/exercises/set-*.md"))


@cache
def sheets() -> dict[str, Sheet]:
    """Return the English sheets by name."""
    found = [path for path in MASTERS if path.parts[-3] == "en"]
    return {path.stem: read_sheet(path) for path in found}


@cache
def solutions() -> dict[str, str]:
    """Return the solution of every task, as its teacher's notebook has it."""
    cells = [cell for sheet in sheets().values() for cell in sheet.cells]
    return {cell.task: solved(cell.source) for cell in cells if cell.kind == "answer"}


def judged(task: str, source: str, seed: int = 0) -> Finding | None:
    """Return what a task's check finds in the code of an answer."""
    import numpy as np

    found, world = TASKS[task], {"np": np}
    exec(source, world)
    calls = found.ask(seed)
    if not isinstance(found, Function):
        return found.judge([], [Outcome(world[name]) for name in found.answers])
    outcomes = [attempt(world[found.answer], call) for call in calls]
    return found.judge(calls, outcomes)


OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
NAMES = {
    "maximum": "minimum", "max": "min", "argmax": "argmin", "zeros": "ones",
    "sum": "max", "mean": "max", "median": "mean", "inf": "pi",
    "zeros_like": "ones_like",
}  # fmt: skip
PARTNERS = ("rows columns", "i j", "a b", "row column", "down right", "n k", "s p")
SWAPS = {a: b for pair in PARTNERS for a, b in (pair.split(), pair.split()[::-1])}
SWAPS |= {"top": "left", "left": "top", "bottom": "right", "height": "width"}


def mutants(source: str) -> Iterator[str]:
    """Yield every copy of some code with one small thing changed."""
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            mutant = copy.deepcopy(tree)
            target: Any = list(ast.walk(mutant))[place]
            for name, value in change.items():
                setattr(target, name, value)
            yield ast.unparse(ast.fix_missing_locations(mutant))


def _changes(node: ast.AST) -> Iterator[dict[str, Any]]:
    """Yield the fields to change in one node of the tree."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for operator in OPERATORS:
            if not isinstance(node.op, operator):
                yield {"op": operator()}
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield from ({"value": node.value + step} for step in (1, -1))
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield {"attr": NAMES[node.attr]}
    elif isinstance(node, ast.UnaryOp):
        yield {"op": ast.UAdd()}
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Lt, ast.LtE)):
        other = ast.LtE if isinstance(node.ops[0], ast.Lt) else ast.Lt
        yield {"ops": [other(), *node.ops[1:]]}
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in SWAPS:
            yield {"id": SWAPS[node.id]}
        elif node.id in ("max", "min"):
            yield {"id": {"max": "min", "min": "max"}[node.id]}
