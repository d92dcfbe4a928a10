"""What a check's cell says: its task, its answers, its points, a task of its own."""

import ast
from typing import NamedTuple


class Ask(NamedTuple):
    """One call of `check`, as its cell has it."""

    task: str
    answers: tuple[str, ...]
    """The names that are handed over."""
    points: float | None
    """The points that it states, for part marks."""
    own: bool
    """Whether it names inputs, and so a task that is the sheet's own."""
    none: bool
    """Whether these are no inputs: it asks for values."""
    last: bool
    """Whether nothing comes after it."""


def ask_of(source: str) -> Ask | None:
    """Return what a cell asks; None where it does not call `check` on a name.

    Examples
    --------
    >>> found = ask_of('check("half", half, inputs=[(4,)], points=2)')
    >>> found.task, found.answers, found.points, found.own
    ('half', ('half',), 2, True)
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    for statement in body:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id != "check" or not call.args:
            continue
        first, *names = call.args
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        given = {word.arg: word.value for word in call.keywords}
        points, inputs = given.get("points"), given.get("inputs")
        return Ask(
            first.value,
            tuple(name.id for name in names if isinstance(name, ast.Name)),
            points.value if isinstance(points, ast.Constant) else None,  # type: ignore[arg-type]
            inputs is not None,
            isinstance(inputs, ast.List | ast.Tuple) and not inputs.elts,
            statement is body[-1],
        )
    return None
