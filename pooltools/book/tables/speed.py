"""How fast pooling is: a race on the reader's machine, and one that was stored.

The stored race is in ``data/speed.json``; ``make bench`` runs it anew, where the
rivals are installed.  Reading it needs none of them.
"""

import json
import time
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..._windows.arguments import one_of, positive, refuse
from ...text import translate

__all__ = ["Table", "copy_floor", "growth", "machine", "race", "stored", "table"]

Array = NDArray[Any]
Ways = Mapping[str, Callable[[Array], Array]]


def race(ways: Ways, x: Array, *, seconds: float = 0.2) -> dict[str, float]:
    """Time several ways to get one result, turn by turn.

    What a computer does besides makes a turn slower, never faster, so of every way
    the fastest turn counts; and who takes turns suffers alike.

    Parameters
    ----------
    ways : mapping of str to callable
        Each takes `x`.  All must return the same numbers, up to rounding.
    x : ndarray, shape (..., H, W)
        What each of them pools.
    seconds : float
        How long each may run in all; it runs once at least.

    Returns
    -------
    dict of str to float
        Milliseconds of the fastest turn.

    Raises
    ------
    TypeError, ValueError
        If there is nobody to race, two ways disagree, or `seconds` is not above 0.

    Examples
    --------
    >>> x = np.eye(4)
    >>> list(race({"max": lambda x: x.max(), "sort": lambda x: np.sort(x.ravel())[-1]},
    ...           x, seconds=0.001))
    ['max', 'sort']
    """
    seconds = positive("race", "seconds", seconds)
    if not ways:
        refuse("race", "ways", ways, "names nobody", "give one way at least")
    wanted = next(iter(ways.values()))(x)
    for name, way in list(ways.items())[1:]:
        got = way(x)
        alike = np.shape(got) == np.shape(wanted)
        if not (alike and np.allclose(got, wanted, 1e-4, 1e-5)):
            rule = "does not return what the first way returns"
            refuse("race", "ways", name, rule, "mend it first")
    best, spent = dict.fromkeys(ways, np.inf), dict.fromkeys(ways, 0.0)
    while running := [name for name in ways if spent[name] < seconds]:
        for name in running:
            start = time.perf_counter()
            ways[name](x)
            took = time.perf_counter() - start
            best[name], spent[name] = min(best[name], took), spent[name] + took
    return {name: 1e3 * took for name, took in best.items()}


def copy_floor(x: Array, y: Array) -> float:
    """Return how long it takes to read `x` and write `y` once: no way is faster.

    Parameters
    ----------
    x, y : ndarray, of any shape
        What goes in, and what comes out.

    Returns
    -------
    float
        Milliseconds, from the speed at which this machine copies 32 MB.

    Examples
    --------
    >>> copy_floor(np.ones(4), np.ones(1)) > 0
    True
    """
    a = np.ones(1 << 22)
    b = np.empty_like(a)

    def copy(a: Array) -> Array:
        np.copyto(b, a)
        return b

    took = race({"copy": copy}, a)["copy"]
    return took * (x.nbytes + y.nbytes) / (2 * a.nbytes)


@cache
def stored() -> dict[str, Any]:
    """Return the stored race: machine, versions, layers, growth.

    Examples
    --------
    >>> [row["layer"] for row in stored()["layers"][::2]]
    ['LeNet', "ResNet's stem", 'VGG', 'AlexNet', "YOLO's SPP"]
    """
    text = files(__package__).joinpath("speed.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def growth(mode: str) -> dict[str, dict[int, float]]:
    """Return the stored cost of an output as windows grow, at stride 1.

    Parameters
    ----------
    mode : {"max", "average"}
        The operation.

    Returns
    -------
    dict of str to dict of int to float
        For each way, in the language of the page: kernel_size, nanoseconds.

    Raises
    ------
    ValueError
        If there is no such mode.

    Examples
    --------
    >>> list(growth("max"))[:3]
    ['sliding windows', 'separable passes', 'pooltools']
    """
    one_of("growth", "mode", mode, ("max", "average"))
    rows = {int(k): row for k, row in stored()["kernels"][mode].items()}
    names = next(iter(rows.values()))
    return {
        translate(f"speed.{n}"): {k: row[n] for k, row in rows.items()} for n in names
    }


class Table:
    """The stored times of one operation, as multiples of pooltools' own."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        rows = [row for row in stored()["layers"] if row["mode"] == mode]
        self.rows: dict[str, dict[str, float]] = {
            row["layer"]: {**row["milliseconds"], "floor": row["floor"]} for row in rows
        }
        self._heads = "".join(map(_head, rows))

    def ratio(self, layer: str, name: str) -> float:
        """Return how many times as long somebody takes on a layer as pooltools."""
        return self.rows[layer][name] / self.rows[layer]["pooltools"]

    def _repr_html_(self) -> str:
        names = next(iter(self.rows.values()))
        body = "".join(self._line(name) for name in names)
        label = escape(translate(f"speed.label_{self.mode}"))
        return (
            f"<div class='pst-scrollable-table-container book-clinic' tabindex='0' "
            f"role='region' aria-label='{label}'>"
            f"<table class='table'><caption>{escape(machine())}</caption>"
            f"<thead><tr><td></td>{self._heads}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>"
        )

    def _line(self, name: str) -> str:
        """Return one way's row: multiples, or the time of pooltools itself."""
        cells = (
            f"{float(f'{row[name]:.2g}'):g} ms"
            if name == "pooltools"
            else written(self.ratio(layer, name))
            for layer, row in self.rows.items()
        )
        row = "".join(f"<td>{cell}</td>".replace(" ", "\u00a0") for cell in cells)
        return (
            f"<tr><th scope='row'>{escape(translate(f'speed.{name}'))}</th>{row}</tr>"
        )

    def __repr__(self) -> str:
        """Return the ratios as text, a line to each layer."""
        return "\n".join(
            " | ".join([layer, *(written(self.ratio(layer, name)) for name in row)])
            for layer, row in self.rows.items()
        )


def _head(row: dict[str, Any]) -> str:
    """Return a column's heading: the layer, its window and what it was given."""
    window = translate("speed.window", **{k: row[k] for k in ("kernel_size", "stride")})
    given = "\u00a0·\u00a0".join(map(str, row["shape"]))
    small = f"{escape(window)}<br>{given}".replace(" × ", "\u00a0×\u00a0")
    return f"<th scope='col'>{escape(row['layer'])}<br><small>{small}</small></th>"


def machine() -> str:
    """Return on what the stored race was run, and with which versions."""
    versions = ", ".join(f"{name} {v}" for name, v in stored()["versions"].items())
    return f"{stored()['processor']}; {versions}"


def table(mode: str) -> Table:
    """Return the stored times of one operation, for a page to show.

    Parameters
    ----------
    mode : {"max", "average"}
        The operation.

    Returns
    -------
    Table
        To be the last line of a cell; its ``ratio`` gives single numbers.

    Raises
    ------
    ValueError
        If there is no such mode.

    Examples
    --------
    >>> table("max").ratio("LeNet", "loops") > 100
    True
    """
    one_of("table", "mode", mode, ("max", "average"))
    return Table(mode)


def written(ratio: float) -> str:
    """Return a multiple with two digits that matter.

    Examples
    --------
    >>> written(0.2468), written(2.34), written(23.4), written(1234)
    ('0.25 ×', '2.3 ×', '23 ×', '1200 ×')
    """
    return f"{float(f'{ratio:.2g}'):g} ×"
