"""How fast pooling is: a race on the reader's machine, and one that was stored.

The stored race is in ``speed.json`` beside this file; ``make bench`` runs it anew,
where the rivals are installed.  Reading it needs none of them.
"""

import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from ..._windows.arguments import one_of
from ...text import translate
from ._race import copy_floor, race
from ._table import Table

__all__ = [
    "copy_floor",
    "growth",
    "machine",
    "race",
    "ratios",
    "stored",
    "table",
]


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


def ratios(mode: str) -> dict[str, dict[str, float]]:
    """Return the stored times of one operation, as multiples of pooltools' own.

    Parameters
    ----------
    mode : {"max", "average"}

    Returns
    -------
    dict of str to dict of str to float
        For each layer the ways by their short names, and the floor of memory.

    Raises
    ------
    ValueError
        If there is no such mode.

    Examples
    --------
    >>> ratios("max")["LeNet"]["loops"] > 100
    True
    """
    one_of("ratios", "mode", mode, ("max", "average"))
    times = {row["layer"]: row["milliseconds"] for row in _layers(mode)}
    return {
        layer: {name: time / row["pooltools"] for name, time in row.items()}
        for layer, row in times.items()
    }


def _layers(mode: str) -> list[dict[str, Any]]:
    """Return the layers of one operation, with the floor of memory as one way more."""
    rows = [row for row in stored()["layers"] if row["mode"] == mode]
    return [
        row | {"milliseconds": row["milliseconds"] | {"floor": row["floor"]}}
        for row in rows
    ]


def _head(row: dict[str, Any]) -> str:
    """Return a column's heading: the layer, its window and what it was given."""
    window = translate("speed.window", **{k: row[k] for k in ("kernel_size", "stride")})
    given = "\u00a0·\u00a0".join(map(str, row["shape"]))
    small = f"{escape(window)}<br>{given}".replace(" × ", "\u00a0×\u00a0")
    return f"{escape(row['layer'])}<br><small>{small}</small>"


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
        To be the last line of a cell; `ratios` gives single numbers.

    Raises
    ------
    ValueError
        If there is no such mode.

    Examples
    --------
    >>> str(table("max")).split(" | ")[0]
    'LeNet'
    """
    one_of("table", "mode", mode, ("max", "average"))
    layers, found = _layers(mode), ratios(mode)
    names = layers[0]["milliseconds"]
    return Table(
        label=translate(f"speed.label_{mode}"),
        caption=machine(),
        heads=map(_head, layers),
        rows={
            escape(translate(f"speed.{name}")): [_cell(row, name) for row in layers]
            for name in names
        },
        text="\n".join(
            " | ".join([layer, *map(written, row.values())])
            for layer, row in found.items()
        ),
    )


def _cell(row: dict[str, Any], name: str) -> str:
    """Return one way's multiple on a layer, or the time of pooltools itself."""
    time, own = row["milliseconds"][name], row["milliseconds"]["pooltools"]
    text = written(time / own)
    if name == "pooltools":
        text = f"{float(f'{time:.2g}'):g} ms"
    return text.replace(" ", "\u00a0")


def written(ratio: float) -> str:
    """Return a multiple with two digits that matter.

    Examples
    --------
    >>> written(0.2468), written(2.34), written(23.4), written(1234)
    ('0.25 ×', '2.3 ×', '23 ×', '1200 ×')
    """
    return f"{float(f'{ratio:.2g}'):g} ×"
