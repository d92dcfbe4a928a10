"""Thumbnails of widgets for the shelf: few marks, drawn for the size of a card.

Each is 200 x 104 pixels, about as on the page; what is written in it is at least 12.
They show a widget with few cells, as the start page has it.
"""

from collections.abc import Callable, Iterator
from itertools import product
from math import cos, pi, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..geometry import adaptive_bins, make_axes, make_axis
from ..nets import HISTORY
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from ._mosaic import SHOWN, mosaic
from ._png import png
from .zoom import SIDE, photo

WIDTH, HEIGHT = 200, 104
Parts = Iterator[str]


def thumb(widget: PoolWidget) -> str:
    """Return a widget as a small SVG; its still picture, if it has no thumbnail."""
    draw = DRAWN.get(widget.page_name)
    if draw is None:
        return widget.still()
    return still.svg(WIDTH, HEIGHT, widget.page_name, draw(widget))


def _grid(
    values: NDArray[Any],
    x: float,
    y: float,
    side: float,
    scale: NDArray[Any],
    *,
    font: float = 0,
) -> Parts:
    """Yield a grid of shaded cells, one path for each shade, and numbers of a size."""
    low, high = float(np.min(scale)), float(np.max(scale))
    shades = np.rint(np.clip(4 * (values - low) / (high - low or 1), 0, 4))
    for level in range(5):
        cells = "".join(
            f"M{x + j * side:.5g} {y + i * side:.5g}h{side:.4g}v{side:.4g}h-{side:.4g}z"
            for i, j in np.argwhere(shades == level)
        )
        fill, line = still.color(f"data{level}"), still.color("line")
        if cells:
            yield f'<path d="{cells}" fill="{fill}" stroke="{line}"/>'
    for (i, j), value in np.ndenumerate(values if font else values[:0]):
        at = x + (j + 0.5) * side, y + (i + 0.5) * side
        yield _word(*at, still.number(float(value)), font)


def _word(x: float, y: float, text: str, size: float = 13, token: str = "ink") -> str:
    return f'<g font-size="{size:g}">{still.label(x, y, text, token)}</g>'


def _frame(x: float, y: float, width: float, height: float, line: float = 3) -> str:
    amber = still.color("window")
    return still.box(
        x, y, width, height, "none", amber, stroke_width=f"{line:g}", rx="4"
    )


def _line(way: str, token: str = "soft", width: float = 2) -> str:
    color = still.color(token)
    return f'<path d="{way}" fill="none" stroke="{color}" stroke-width="{width:g}"/>'


def _arrow(x: float, y: float, way: str = "h24m-6-5l6 5-6 5") -> str:
    return _line(f"M{x:g} {y:g}{way}")


def _photo(image: NDArray[Any], x: float, y: float, width: float, high: float) -> str:
    return (
        f'<image x="{x:g}" y="{y:g}" width="{width:g}" height="{high:g}" '
        'preserveAspectRatio="none" style="image-rendering: pixelated" '
        f'href="data:image/png;base64,{png(image)}"/>'
    )


def _bench(widget: Any) -> Parts:
    data, output, step = widget.data, widget.output, widget.step
    side = 100 / max(data.shape)
    low = 2 + side * (data.shape[0] - output.shape[0]) / 2
    yield from _grid(data, 4, 2, side, data, font=13)
    yield _arrow(114, 52)
    yield from _grid(output, 148, low, side, data, font=13)
    i, j = divmod(min(step, output.size - 1), output.shape[1])
    rows, columns = make_axes(data.shape, widget.kernel_size, stride=widget.stride)
    corner = 4 + side * columns.start(j), 2 + side * rows.start(i)
    yield _frame(*corner, side * widget.kernel_size, side * widget.kernel_size)
    yield _frame(148 + side * j, low + side * i, side, side)


def _ruler(widget: Any) -> Parts:
    side, k = 196 / widget.n, widget.kernel_size
    axis = make_axis(widget.n, k, stride=widget.stride)
    for n in range(widget.n):
        fill = still.color("data1")
        yield still.box(2 + n * side, 4, side, side, fill, still.color("line"))
        yield _word(2 + (n + 0.5) * side, 4 + side / 2, str(n))
    for i in range(widget.output):
        left, top = 6 + axis.start(i) * side, side + 10 + 21 * i
        token = "window" if not i else "soft"
        yield _line(f"M{left:g} {top:g}v13h{k * side - 8:g}v-13", token, 3)
    yield _frame(2, 4, k * side, side)


def _ink(widget: Any) -> Parts:
    for n, name in enumerate(("max", "average")):
        yield _photo(widget.output[name], 102 * n, 0, 98, 76)
        yield _word(102 * n + 49, 93, translate(f"ink.{name}"), 14, "soft")


def _dial(widget: Any) -> Parts:
    yield from _grid(widget.data, 0, 20, 32, np.append(widget.data, 0), font=15)
    low, high = float(widget.data.mean()), float(widget.data.max())
    x, y, reach = 134, 86, 56
    yield _line(f"M{x - reach} {y}a{reach} {reach} 0 0 1 {2 * reach} 0", "data4", 9)
    turn = pi * (1 - (widget.output - low) / (high - low))
    end = f"{x + 52 * cos(turn):g} {y - 52 * sin(turn):g}"
    yield _line(f"M{x} {y}L{end}", "ink", 4)
    yield f'<circle cx="{x}" cy="{y}" r="6" fill="{still.color("ink")}"/>'
    yield _word(x - reach, 99, still.number(low))
    yield _word(x + reach, 99, still.number(high))
    yield _word(x, 18, still.number(widget.output), 16)


def _lanes(widget: Any) -> Parts:
    for c in range(3):
        x = 4 + 70 * c
        yield from _grid(widget.data[c], x, 0, 13, widget.data)
        yield _arrow(x + 26, 55, "v10m-4-4l4 4 4-4")
        yield from _grid(widget.output[c], x + 7, 69, 18, widget.data, font=12)


def _pinball(widget: Any) -> Parts:
    map_, side = widget.data, 24
    yield from _grid(map_, 104, 4, side, map_)
    for i, j in product(range(2), repeat=2):
        window = map_[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
        row, column = divmod(int(window.argmax()), 2)
        left, top = 104 + side * (2 * j + column), 4 + side * (2 * i + row)
        green = still.color("gradient")
        yield _line(f"M{27 + side * j} {40 + side * i}L{left} {top + 12}", "gradient")
        yield still.box(left, top, side, side, "none", green, stroke_width="3")
        yield _word(left + 12, top + 12, still.number(window.max()))
    yield from _grid(np.ones((2, 2)), 15, 28, side, np.array([0, 4]), font=13)


def _compass(widget: Any) -> Parts:
    side = 17
    yield from _grid(widget.moved, 2, 1, side, widget.data, font=12)
    k = widget.kernel_size * side
    for i, j in product(range(2), repeat=2):
        yield _frame(2 + k * j, 1 + k * i, k, k)
    yield _arrow(111, 52)
    yield from _grid(widget.output, 143, 25, 27, widget.data, font=14)


def _sawtooth(widget: Any) -> Parts:
    yield _photo(255 - widget.moved, 0, 0, 84, 56)
    yield _arrow(89, 28, "h20m-6-5l6 5-6 5")
    yield _photo(255 - widget.output, 116, 0, 84, 56)
    most = max(*widget.errors, 0.01)
    points = [(4 + 16 * n, 98 - 30 * e / most) for n, e in enumerate(widget.errors)]
    way = "L".join(f"{x:g} {y:g}" for x, y in points)
    yield _line("M0 101h200", "line", 1.5)
    yield _line(f"M{way}", "accent", 3)


def _bins(shape: tuple[int, ...], n: int, x: float, side: float, line: float) -> Parts:
    rows, columns = (adaptive_bins(cells, n) for cells in shape)
    for (top, end), (left, right) in product(rows, columns):
        sides = side * (right - left), side * (end - top)
        yield _frame(x + side * left, side * top, *sides, line)


def _rubber(widget: Any) -> Parts:
    shape = widget.map.shape
    side = HEIGHT / shape[0]
    yield from _grid(widget.map, 4, 0, side, widget.map)
    yield from _bins(shape, widget.outputs, 4, side, 2)
    yield _arrow(100, 52)
    yield from _grid(widget.output, 134, 21, 21, widget.map)


def _anysize(widget: Any) -> Parts:
    x, digits = widget.frame[widget.channel - 1], np.array([0, 9])
    side = 62 / x.shape[0]
    for n, level in enumerate(widget.levels):
        yield from _grid(x, 69 * n, 0, side, digits)
        yield from _bins(x.shape, level, 69 * n, side, 1.6)
    wide = WIDTH / len(widget.output)
    for level in range(5):
        bars = np.argwhere(np.rint(widget.output * 4 / 9) == level).ravel()
        way = "".join(f"M{wide * n:.5g} 74h{wide:.4g}v28h-{wide:.4g}z" for n in bars)
        fill, line = still.color(f"data{level}"), still.color("line")
        yield f'<path d="{way}" fill="{fill}" stroke="{line}"/>'


def _zoom(widget: Any) -> Parts:
    yield _photo(photo(), 0, 0, HEIGHT, HEIGHT)
    sizes = [view.size for view in widget.output]
    for size in sizes[::2]:
        side = HEIGHT * min(size / SIDE, 1)
        left = min(max(50 - side / 2, 0), HEIGHT - side)
        yield _frame(left, left, side, side, 2)
    yield _word(152, 18, f"{sizes[0]} × {sizes[0]}", 15)
    yield _arrow(152, 38, "v26m-5-6l5 6 5-6")
    yield _word(152, 86, f"{sizes[-1]} × {sizes[-1]}", 15)


def _architectures(widget: Any) -> Parts:
    sides = [widget.size or HISTORY[widget.step].shape[-1]]
    sides += [row.shape[-1] for row in widget.output]
    for n, side in enumerate(sides):
        large, y = HEIGHT * side / sides[0], HEIGHT * (n + 0.5) / len(sides)
        square = 0, HEIGHT - large, large, large
        yield still.box(*square, still.color("data1"), still.color("kind1"))
        yield _line(f"M{large:g} {HEIGHT - large:g}L148 {y:g}", "soft", 1.2)
        yield _word(172, y, str(side), 13)


def _running(widget: Any) -> Parts:
    yield _photo(255 * (1 - widget.picture[16:52, 16:52]), 0, 18, 68, 68)
    yield _arrow(72, 52, "h14m-5-5l5 5-5 5")
    yield _photo(255 * (1 - mosaic(widget.output.last, 4, SHOWN)), 96, 22, 40, 60)
    yield _frame(92, 18, 48, 68)
    yield _arrow(144, 52, "h10m-5-5l5 5-5 5")
    for n, share in enumerate(widget.output.probabilities):
        bar = still.color("accent" if share > 0.5 else "data4")
        yield still.box(160, 3 + 10 * n, 2 + 36 * share, 7, bar, "none")


DRAWN: dict[str, Callable[[Any], Parts]] = {
    "pooling-bench": _bench, "window-ruler": _ruler, "ink-lab": _ink, "p-dial": _dial,
    "channel-lanes": _lanes, "gradient-pinball": _pinball, "shift-compass": _compass,
    "sawtooth": _sawtooth, "rubber-grid": _rubber, "any-size-machine": _anysize,
    "zoom-stack": _zoom, "architecture-slider": _architectures,
    "running-network": _running,
}  # fmt: skip
