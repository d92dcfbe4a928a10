"""Answer questions about a student's notebook: lines of JSON in, lines of JSON out."""

import contextlib
import copy
import ctypes
import io
import json
import os
import signal
import traceback
from typing import Any

import numpy as np

from .calls import forbid
from .cells import CELL, run, stand_in
from .memory import as_it_was
from .values import decode, encode, pack

LARGEST_OUTPUT = 20_000  # characters that a cell's print may keep
DEATH_SIGNAL = 1
KEEP_CAPABILITIES, READ_ANYTHING = 8, 1 << 2
CAPABILITIES_VERSION = 0x20080522


class Output(io.StringIO):
    """Keeps the beginning of what a cell prints."""

    def write(self, text: str) -> int:
        """Keep it if there is room, and say that it was written."""
        room = LARGEST_OUTPUT - self.tell()
        super().write(text[: max(room, 0)])
        return len(text)


def call(world: dict[str, Any], name: str, calls: list[Any]) -> list[dict[str, Any]]:
    """Call a function with each list of arguments, and say what came of it."""
    answers: list[dict[str, Any]] = []
    for packed in calls:
        given = [decode(item) for item in packed]
        copies = copy.deepcopy(given)
        try:
            value = world[name](*given)
        except Exception as error:
            answers.append({"error": explain(error)})
            continue
        pairs = zip(given, copies, strict=True)
        changed = any(_differ(a, b) for a, b in pairs)
        answers.append({"value": encode(value), "changed": changed})
    return answers


_equal = np.array_equal  # a notebook may put something else in its place


def _differ(a: Any, b: Any) -> bool:
    """Tell whether an argument is no longer as it was."""
    if isinstance(a, np.ndarray):
        return not _equal(a, b, equal_nan=a.dtype.kind == "f")
    if isinstance(a, list | tuple):
        if len(a) != len(b):
            return True
        return any(_differ(one, other) for one, other in zip(a, b, strict=True))
    plain = isinstance(a, bool | int | float | str | bytes | None)
    return plain and a is not b and bool(a != b)


def inputs(
    world: dict[str, Any], source: str, seeds: list[int]
) -> list[list[dict[str, Any]]]:
    """Run a teacher's check for each seed; return what it would ask a function.

    The cell finds a generator `rng` of that seed, and a `check` that only looks.
    """
    named: list[Any] = []

    def look(*names: Any, inputs: Any = (), **more: Any) -> None:
        named.append([pack(tuple(call)) for call in inputs])

    for seed in seeds:
        rng = np.random.default_rng(seed)
        run(source, {**world, "check": look, "rng": rng}, False)
    return named


def explain(error: BaseException) -> str:
    """Return an exception's kind, words and line in one line."""
    steps = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in steps if frame.f_code.co_filename == CELL]
    if isinstance(error, SyntaxError) and error.filename == CELL:
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
        if not callable(world.get(name := question["name"])):
            return {"taken" if name in world else "missing": name}
        with as_it_was(world):
            return {"answers": call(world, question["name"], question["calls"])}
    if question["ask"] == "inputs":
        return {"inputs": inputs(world, question["source"], question["seeds"])}
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
    with contextlib.suppress(AttributeError):  # Linux: end with the grader
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL)
    forbid()


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
    world: dict[str, Any] = {"__name__": "__main__", "np": np}
    stand_in(world)

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
