"""Still pictures of widgets: a few SVG elements, coloured by the tokens."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

CELL = 44
"""Side of a cell in the picture, in SVG units."""


@cache
def palette() -> dict[str, str]:
    """Return the light value of every colour token.

    Examples
    --------
    >>> palette()["window"]
    '#d97706'
    """
    tokens = files(__package__).joinpath("css/tokens.css").read_text(encoding="utf-8")
    light = tokens.partition("}")[0]
    return dict(re.findall(r"--pool-(\w+): (#\w+)", light))


def color(token: str) -> str:
    """Return a colour that follows the page's theme and stands alone elsewhere."""
    return f"var(--pool-{token}, {palette()[token]})"


def svg(width: float, height: float, label: str, parts: Iterable[str]) -> str:
    """Return a whole picture with its description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {width + 8:g} '
        f'{height + 8:g}" width="{width + 8:g}" height="{height + 8:g}" role="img" '
        f'aria-label="{escape(label)}" font-family="ui-monospace, Menlo, Consolas, '
        f'monospace" font-size="16">{"".join(parts)}</svg>'
    )


def box(
    x: float, y: float, width: float, height: float, fill: str, stroke: str, **more: str
) -> str:
    """Return a rectangle; ``stroke_width="4"`` becomes ``stroke-width``."""
    extra = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in more.items())
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        f'fill="{fill}" stroke="{stroke}"{extra}/>'
    )


def label(x: float, y: float, text: str, token: str = "ink") -> str:
    """Return a text centred on a point."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" dominant-baseline="central" '
        f'fill="{color(token)}">{escape(text)}</text>'
    )


def number(value: float) -> str:
    """Return a number as the widgets print it.

    Examples
    --------
    >>> number(2.25), number(-1.0), number(float("inf"))
    ('2.25', '−1', '∞')
    """
    if value != value:
        return "NaN"
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    return f"{round(value, 2) + 0:g}".replace("-", "−")


def number_grid(
    values: NDArray[np.float64], x: float, y: float, *, scale: NDArray[np.float64]
) -> str:
    """Return a grid of cells with its corner at (x, y), coloured as on screen."""
    finite = scale[np.isfinite(scale)]
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 0.0)
    parts = []
    for (i, j), value in np.ndenumerate(values):
        level = 1
        if high > low and not np.isnan(value):
            level = int(np.floor(np.clip(4 * (value - low) / (high - low), 0, 4) + 0.5))
        left, top = x + j * CELL, y + i * CELL
        parts.append(box(left, top, CELL, CELL, color(f"data{level}"), color("line")))
        parts.append(label(left + CELL / 2, top + CELL / 2, number(float(value))))
    return "".join(parts)


def window(column: float, row: float, size: float, x: float, y: float) -> str:
    """Return the amber outline of a window on a grid with its corner at (x, y)."""
    left, top, side = x + column * CELL, y + row * CELL, size * CELL
    return box(left, top, side, side, "none", color("window"), stroke_width="4", rx="8")


def arrow(x: float, y: float) -> str:
    """Return the arrow from an input to its output."""
    return (
        f'<path d="M{x:g} {y:g}h44m-9-7l9 7-9 7" fill="none" '
        f'stroke="{color("soft")}" stroke-width="2.5"/>'
    )
