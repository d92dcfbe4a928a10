"""Leave a notebook's variables as they were, whatever its functions do to them."""

import random
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

MOST = 100_000
"""Objects that are remembered; of more than these, the others keep what changed."""

LARGEST_ARRAY = 64 << 20
"""Bytes of an array that is still remembered."""

Undo = Callable[[], None]


@contextmanager
def as_it_was(world: dict[str, Any]) -> Iterator[None]:
    """Undo afterwards what was done to a notebook's variables, and to chance.

    Contents are put back into the very objects, so that two names of one list stay
    two names of one list.
    """
    names, undo = dict(world), _remember(world)
    try:
        yield
    finally:
        world.clear()
        world.update(names)
        for step in undo:
            with suppress(Exception):
                step()


def _remember(world: dict[str, Any]) -> list[Undo]:
    """Return what puts everything back that can be reached from the variables."""
    state, numbers = random.getstate(), np.random.get_state()  # noqa: NPY002
    undo: list[Undo] = [
        lambda: random.setstate(state),
        lambda: np.random.set_state(numbers),  # noqa: NPY002
    ]
    waiting = [value for name, value in world.items() if not name.startswith("__")]
    seen: set[int] = {id(world)}
    while waiting and len(seen) < MOST:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        with suppress(Exception):
            more = _contents(value, undo)
            waiting += more[:MOST]
    return undo


def _contents(value: Any, undo: list[Undo]) -> list[Any]:
    """Note how to put one object's contents back, and return these contents."""
    if isinstance(value, np.ndarray):
        if value.nbytes <= LARGEST_ARRAY and value.flags.writeable:
            undo.append(_array(value, value.copy()))
        return value.ravel()[:MOST].tolist() if value.dtype == object else []
    if isinstance(value, np.random.Generator):
        undo.append(_chance(value, value.bit_generator.state))
        return []
    if isinstance(value, (list, dict, set, bytearray)):
        kept = value.copy()
        undo.append(_collection(value, kept))
        return list(kept.values()) if isinstance(kept, dict) else list(kept)
    if isinstance(value, (tuple, frozenset)):
        return list(value)
    if isinstance(value, types.FunctionType):
        cells = value.__closure__ or ()
        inner = [cell.cell_contents for cell in cells]
        pairs = zip(cells, inner, strict=True)
        undo.extend(_closure(cell, content) for cell, content in pairs)
        defaults = [*(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values()]
        return [*inner, *defaults, value.__dict__]
    if isinstance(value, (types.ModuleType, type)) or not hasattr(value, "__dict__"):
        return []
    return [value.__dict__]


def _array(value: Any, kept: Any) -> Undo:
    def put_back() -> None:
        value[...] = kept

    return put_back


def _collection(value: Any, kept: Any) -> Undo:
    def put_back() -> None:
        value.clear()
        (value.extend if isinstance(value, (list, bytearray)) else value.update)(kept)

    return put_back


def _chance(generator: Any, state: Any) -> Undo:
    def put_back() -> None:
        generator.bit_generator.state = state

    return put_back


def _closure(cell: types.CellType, content: Any) -> Undo:
    def put_back() -> None:
        cell.cell_contents = content

    return put_back
