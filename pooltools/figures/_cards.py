"""The picture on a page's card: its title and its subject, drawn at build time."""

import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .. import samples
from ..pool import avg_pool2d, max_pool2d, min_pool2d
from ._base import PALETTE, draw_grid, draw_window, draw_winner

FOLDER = "cards"
WIDTH, HEIGHT = 1200, 630
CHAPTERS = 12
CHINESE = re.compile("[\u4e00-\u9fff]")
FACES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Microsoft YaHei",
)
"""Faces with Chinese characters; without any, a Chinese card has no title."""


def _map(axes: Axes) -> None:
    draw_grid(axes, samples.FIRST_MAP)
    draw_window(axes, 2, 0, 2)
    draw_winner(axes, 3, 1)


def _leftover(axes: Axes) -> None:
    border = [(i, j) for i in range(5) for j in range(5) if 4 in (i, j)]
    draw_grid(axes, np.arange(25).reshape(5, 5), unseen=border)
    for row, column in np.ndindex(2, 2):
        draw_window(axes, 2 * column, 2 * row, 2)


def _bins(axes: Axes) -> None:
    draw_grid(axes, np.add.outer(np.arange(7), np.arange(7)) % 10)
    for row, column in np.ndindex(3, 3):
        draw_window(axes, (0, 2, 4)[column], (0, 2, 4)[row], 3)


def _nested(axes: Axes) -> None:
    for n, side in enumerate((224, 112, 56, 28, 14, 7)):
        face = PALETTE[f"data{min(n, 4)}"]
        look: dict[str, Any] = {"facecolor": face, "edgecolor": PALETTE["line"]}
        axes.add_patch(Rectangle((0, 224 - side), side, side, lw=2, **look))
    axes.set(xlim=(-4, 228), ylim=(228, -4))


def _photo(picture: Callable[[], Any]) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        axes.imshow(picture(), cmap="gray", vmin=0, vmax=255, interpolation="none")

    return draw


def _half(left: Any, right: Any) -> Any:
    """Return one picture, its left half of the first and its right of the second."""
    shown = np.array(left)
    middle = shown.shape[1] // 2
    shown[:, middle:] = np.asarray(right)[:, middle:]
    return shown


def _large(x: Any, k: int) -> Any:
    return np.repeat(np.repeat(x, k, 0), k, 1)


def _page() -> Any:
    part = samples.page()[:128, :128]
    return _half(part, _large(max_pool2d(part, 4), 4))


MOTIFS: dict[str, Callable[[Axes], None]] = {
    "02": _leftover,
    "03": _photo(_page),
    "04": _photo(lambda: _large(avg_pool2d(samples.camera(), 16), 16)),
    "07": _photo(lambda: _large(max_pool2d(samples.camera(), 16), 16)),
    "08": _photo(lambda: min_pool2d(samples.camera(), 4)),
    "09": _bins,
    "10": _photo(lambda: samples.coins()[:, :303]),
    "12": _nested,
}
"""What a card shows, by how the page's name begins; the book's first map otherwise."""


def face(text: str) -> str | None:
    """Return a face that has the characters of a text, or None."""
    if not CHINESE.search(text):
        return "DejaVu Serif"
    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in FACES if name in there), None)


def draw(name: str, title: str, book: str) -> Figure:
    """Draw one card."""
    number, _, rest = title.partition(" ")
    chapter = int(number) if re.match(r"\d\d-", name) else 0
    words = rest if chapter else title
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
    figure.patch.set_facecolor(PALETTE["paper"])
    picture = figure.add_axes((0.56, 0.1, 0.39, 0.76), aspect="equal")
    MOTIFS.get(name[:2], _map)(picture)
    for text in picture.texts:
        text.set_fontsize(100 / len(picture.texts) ** 0.5)
    picture.autoscale_view()
    if not picture.yaxis_inverted():
        picture.invert_yaxis()
    picture.set_axis_off()
    left: dict[str, Any] = {"ha": "left", "color": PALETTE["ink"]}
    if chapter:
        accent = left | {"color": PALETTE["accent"]}
        figure.text(0.06, 0.76, f"{chapter}", fontsize=44, va="center", **accent)
    if font := face(words):
        wide = 8 if CHINESE.search(words) else 15
        lines = "\n".join(textwrap.wrap(words, wide))
        figure.text(
            0.06, 0.46, lines, fontsize=38, va="center", linespacing=1.25,
            family=font, weight="bold", **left,
        )  # fmt: skip
    if font := face(book):
        soft = left | {"color": PALETTE["soft"]}
        family = font if CHINESE.search(book) else "DejaVu Sans"
        figure.text(0.06, 0.12, book, fontsize=17, family=family, **soft)
    for n in range(CHAPTERS if chapter else 0):
        color = PALETTE["accent" if n < chapter else "line"]
        spot = Rectangle((0.06 + 0.03 * n, 0.065), 0.024, 0.011, color=color)
        figure.add_artist(spot)
    return figure


def write(folder: Path, titles: Mapping[str, str], book: str) -> None:
    """Write a card for each page."""
    folder.mkdir(parents=True)
    with mpl.rc_context({"font.family": "DejaVu Sans"}):
        for name, title in titles.items():
            figure = draw(name, title, book)
            figure.savefig(folder / f"{name}.png", metadata={"Software": None})
