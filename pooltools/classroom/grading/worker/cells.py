"""Run a notebook's cells as Jupyter would, without Jupyter.

Cells may hold what only a notebook understands: magics, ``?``, ``await`` outside of a
function, `display` and `get_ipython`.
"""

import ast
import builtins
import contextlib
import sys
import types
from typing import Any

CELL = "<cell>"
COROUTINE = 0x80  # inspect.CO_COROUTINE, without its long import
RUNS_ITS_CODE = {"time", "timeit", "capture", "prun"}
"""The magics whose code is the student's; any other does nothing."""


def run(source: str, world: dict[str, Any], only_definitions: bool) -> None:
    """Run a cell, or only its imports, functions and classes."""
    tree = parse(source)
    if not only_definitions:
        _execute(tree, world)
        return
    kept = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for node in tree.body:
        if isinstance(node, kept):
            with contextlib.suppress(Exception):
                _execute(ast.Module([node], []), world)


def parse(source: str) -> ast.Module:
    r"""Return a cell's tree; only what is no Python is read as IPython reads it.

    Examples
    --------
    >>> [type(node).__name__ for node in parse("%pwd\nx = 3  # is it?").body]
    ['Expr', 'Assign']
    """
    try:
        return ast.parse(source, CELL)
    except SyntaxError:
        try:
            from IPython.core.inputtransformer2 import TransformerManager
        except ImportError:
            raise
        reader: Any = TransformerManager
        plain: str = reader().transform_cell(source)
        return ast.parse(plain, CELL)


def _execute(tree: ast.Module, world: dict[str, Any]) -> None:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code = compile(tree, CELL, "exec", flags=flags, dont_inherit=True)
    if code.co_flags & COROUTINE:
        import asyncio

        asyncio.run(eval(code, world))
    else:
        exec(code, world)


class Shell:
    """Stands for IPython's shell: runs the code that a magic is given, and no more."""

    def __init__(self, world: dict[str, Any]) -> None:
        self.user_ns = world

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Run the code below a magic such as ``%%time``."""
        if name in RUNS_ITS_CODE:
            world = dict(self.user_ns) if name == "timeit" else self.user_ns
            run(cell, world, False)

    def run_line_magic(self, name: str, line: str, *more: Any) -> None:
        """Run the code of a magic such as ``%time``."""
        if name in ("time", "prun"):
            run(line, self.user_ns, False)

    def __getattr__(self, name: str) -> Any:
        """Return something to call that does nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *anything, **more: None


def stand_in(world: dict[str, Any]) -> None:
    """Put in place what a notebook finds: the shell, and a `pooltools` that is empty.

    Its checks pass, it pools nothing.
    """
    shell = Shell(world)
    builtins.display = lambda *anything, **more: None  # type: ignore[attr-defined]
    builtins.get_ipython = lambda: shell  # type: ignore[attr-defined]
    names = "pooltools", "pooltools.classroom", "pooltools.classroom.checks"
    package, classroom, checks = (types.ModuleType(name) for name in names)
    package.__path__, classroom.__path__ = [], []
    package.set_language = lambda language: None  # type: ignore[attr-defined]
    package.classroom = classroom  # type: ignore[attr-defined]
    package.checks = classroom.checks = checks  # type: ignore[attr-defined]
    checks.check = lambda *anything, **more: None  # type: ignore[attr-defined]
    modules = dict(zip(names, (package, classroom, checks), strict=True))
    sys.modules.update(modules | {"pooltools.checks": checks})  # as older sheets say
