"""Run a student's cells and functions, alone in a process, and answer questions.

This file runs in the sandbox by itself: it may import NumPy and nothing of
`pooltools`, knows no reference and no grade, and whatever it says is only a value
to be judged elsewhere.  One line of JSON in, one line of JSON out; arrays travel as
npy files in base64, never as pickles.
"""

import ast
import base64
import contextlib
import copy
import ctypes
import io
import json
import os
import sys
import traceback
import types
from typing import Any

import numpy as np

LARGEST_ARRAY = 5_000_000  # bytes of an answer
LARGEST_OUTPUT = 20_000  # characters that a cell's print may keep
KEEP_CAPABILITIES, READ_ANYTHING = 8, 1 << 2
CAPABILITIES_VERSION = 0x20080522


def encode(value: Any) -> dict[str, Any]:
    """Return a value as JSON can carry it; what it cannot carry, only by name."""
    if value is None or value is Ellipsis:
        return {"kind": "nothing"}
    if type(value) in (bool, int, float, str) and len(repr(value)) < LARGEST_OUTPUT:
        return {"kind": "plain", "value": value}
    if isinstance(value, np.ndarray) or np.isscalar(value):
        return _array(np.asarray(value)) or {"kind": "other", "name": _kind(value)}
    if isinstance(value, (list, tuple)):
        try:
            array = _array(np.asarray(value))
        except Exception:  # ragged, or of anything
            array = None
        if array is not None:
            return array
        if len(value) < 1000:
            return {"kind": "list", "items": [encode(item) for item in value]}
    return {"kind": "other", "name": _kind(value)}


def decode(packed: Any) -> Any:
    """Return the value; what came only by name is a text that says so."""
    kind = packed["kind"]
    if kind == "nothing":
        return None
    if kind == "plain":
        return packed["value"]
    if kind == "npy":
        data = io.BytesIO(base64.b64decode(packed["data"]))
        return np.load(data, allow_pickle=False)
    if kind == "list":
        return [decode(item) for item in packed["items"]]
    return f"<{packed['name']}>"


def _array(array: Any) -> dict[str, Any] | None:
    if array.dtype.kind not in "biuf" or array.nbytes > LARGEST_ARRAY:
        return None
    data = io.BytesIO()
    np.save(data, array, allow_pickle=False)
    return {"kind": "npy", "data": base64.b64encode(data.getvalue()).decode()}


def _kind(value: Any) -> str:
    return str(type(value).__name__)[:80]


class Output(io.StringIO):
    """Keeps the beginning of what a cell prints."""

    def write(self, text: str) -> int:
        """Keep it if there is room, and say that it was written."""
        room = LARGEST_OUTPUT - self.tell()
        super().write(text[: max(room, 0)])
        return len(text)


def stand_in() -> None:
    """Put an empty `pooltools` in place: its checks pass, it pools nothing."""
    names = "pooltools", "pooltools.classroom", "pooltools.classroom.checks"
    package, classroom, checks = (types.ModuleType(name) for name in names)
    package.__path__, classroom.__path__ = [], []
    package.set_language = lambda language: None  # type: ignore[attr-defined]
    package.classroom = classroom  # type: ignore[attr-defined]
    package.checks = classroom.checks = checks  # type: ignore[attr-defined]
    checks.check = lambda *anything, **more: None  # type: ignore[attr-defined]
    modules = dict(zip(names, (package, classroom, checks), strict=True))
    sys.modules.update(modules | {"pooltools.checks": checks})  # as older sheets say


def run(source: str, world: dict[str, Any], only_definitions: bool) -> None:
    """Run a cell, or only its imports, functions and classes."""
    tree = ast.parse(source, "<cell>")
    if not only_definitions:
        exec(compile(tree, "<cell>", "exec"), world)
        return
    kept = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for node in tree.body:
        if isinstance(node, kept):
            code = compile(ast.Module([node], []), "<cell>", "exec")
            with contextlib.suppress(Exception):
                exec(code, world)


def call(world: dict[str, Any], name: str, calls: list[Any]) -> list[dict[str, Any]]:
    """Call a function with each list of arguments, and say what came of it."""
    answers: list[dict[str, Any]] = []
    for packed in calls:
        given = [_native(item) for item in packed]
        copies = copy.deepcopy(given)
        try:
            value = world[name](*given)
        except Exception as error:
            answers.append({"error": explain(error)})
            continue
        pairs = zip(given, copies, strict=True)
        changed = any(isinstance(a, np.ndarray) and _differ(a, b) for a, b in pairs)
        answers.append({"value": encode(value), "changed": changed})
    return answers


def _native(packed: Any) -> Any:
    """Return an argument; a list of pairs is one again."""
    value = decode(packed)
    if packed["kind"] == "npy" and packed.get("pairs"):
        return [tuple(pair) for pair in value.tolist()]
    return value


def _differ(a: Any, b: Any) -> bool:
    return not np.array_equal(a, b)


def explain(error: BaseException) -> str:
    """Return an exception's kind, words and line in one line."""
    steps = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in steps if frame.f_code.co_filename == "<cell>"]
    if isinstance(error, SyntaxError) and error.filename == "<cell>":
        lines = [error.lineno or 1]
    try:
        words = str(error)
    except Exception:
        words = ""
    where = f" (line {lines[-1]})" if lines else ""
    return f"{type(error).__name__}: {words[:300]}{where}"


def answer(question: dict[str, Any], world: dict[str, Any]) -> dict[str, Any]:
    """Answer one question: run a cell, call a function, or tell values."""
    if question["ask"] == "cell":
        run(question["source"], world, question.get("definitions", False))
        return {}
    if question["ask"] == "calls":
        if not callable(world.get(question["name"])):
            return {"missing": question["name"]}
        return {"answers": call(world, question["name"], question["calls"])}
    names = question["names"]
    missing = [name for name in names if name not in world]
    if missing:
        return {"missing": missing[0]}
    return {"values": [encode(world[name]) for name in names]}


def limit(limits: dict[str, int], user: int, reads: bool) -> None:
    """Give up rights for good: time, memory, files, processes, and being root."""
    import resource

    for name, value in limits.items():
        resource.setrlimit(getattr(resource, name), (value, value))
    if user and os.getuid() == 0:
        _become(user, reads)


def _become(user: int, reads: bool) -> None:
    """Stop being root; where Python lies in root's own folder, keep the right to read.

    Root's processes are not counted, so a limit on them would mean nothing.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if reads:
        libc.prctl(KEEP_CAPABILITIES, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    if reads:
        header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
        data = (ctypes.c_uint32 * 6)(READ_ANYTHING, READ_ANYTHING, 0, 0, 0, 0)
        libc.capset(header, data)


def main() -> None:
    """Take limits, then questions, until there are no more."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    settings = json.loads(questions.readline())
    limit(settings["limits"], settings["user"], settings["reads"])
    np.seterr(all="ignore")
    stand_in()
    world: dict[str, Any] = {"__name__": "__main__", "np": np}

    def reply(said: dict[str, Any]) -> None:
        answers.write(json.dumps(said).encode() + b"\n")
        answers.flush()

    reply({"ready": True})
    for line in questions:
        output = Output()
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                said = answer(json.loads(line), world)
            reply(said)
        except BaseException as error:
            reply({"error": explain(error)})


if __name__ == "__main__":
    main()
