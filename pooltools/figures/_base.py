"""What all figures share: a picture with a description, in the book's colours.

matplotlib draws; the result goes into the page as inline SVG whose text is text
and whose colours are the page's own, so that a figure follows the dark theme, can
be searched, and shows Chinese without a font file.
"""

import io
import re
import warnings
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle
from numpy.typing import ArrayLike

FULL, HALF, WIDE = 5.2, 3.1, 7.5
"""Widths in inches: two thirds of a full one fit a phone, a wide one is a photo's."""

LEAST = 11  # points of the smallest words: 10.7 pixels in a full figure on a phone

PALETTE = {
    "data0": "#f4f7fa",
    "data1": "#e3eef8",
    "data2": "#c4dcf1",
    "data3": "#9cc4e6",
    "data4": "#74abd9",
    "window": "#d97706",
    "winner": "#ab390b",
    "accent": "#0b6aa8",
    "pad": "#e9edf1",
    "gradient": "#0c5c3d",
    "kind1": "#2a3440",
    "kind2": "#58646f",
    "kind3": "#8b95a0",
    "ink": "#1d2733",
    "soft": "#5b6876",
    "line": "#c9d1da",
    "paper": "#ffffff",
    "panel": "#fbfcfd",
}
"""The light value of every colour, as in the widgets' tokens.css (by a test)."""

FAMILIES = "system-ui, Segoe UI, Roboto, Noto Sans, Noto Sans CJK SC, sans-serif"

NUMBERS = "ui-monospace, SF Mono, Menlo, Consolas, monospace"
NUMBER = re.compile(rf"(?<=family: ){FAMILIES}(?=[^>]*>[-−+\d.,×/()% ]+<)")
"""The widgets' face for numbers, and where: in text that is nothing but numbers."""

STYLE: Any = {  # matplotlib types each key by itself
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": LEAST,
    "text.color": PALETTE["ink"],
    "axes.edgecolor": PALETTE["line"],
    "axes.labelcolor": PALETTE["ink"],
    "xtick.color": PALETTE["soft"],
    "ytick.color": PALETTE["soft"],
    "hatch.color": PALETTE["line"],
    "hatch.linewidth": 1.0,
}


class Picture:
    """A figure and what it says, for a notebook, a page or a file.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The drawing.
    alt : str
        What the figure shows, for those who do not see it.

    Raises
    ------
    ValueError
        If ``alt`` is empty.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        if not alt.strip():
            raise ValueError("Picture: alt='' is empty; say what the figure shows")
        self.figure = figure
        self.alt = alt

    def svg(self) -> str:
        """Return the drawing as SVG, the same bytes at each call."""
        out = io.StringIO()
        with (
            mpl.rc_context(STYLE | {"svg.hashsalt": self.alt}),
            warnings.catch_warnings(),
        ):
            # the text stays text: the reader's fonts have Chinese, ours need not
            warnings.filterwarnings("ignore", "Glyph .* missing from font")
            # laid out once, or each call would move things by a hair
            self.figure.draw_without_rendering()
            self.figure.set_layout_engine("none")
            # no empty margins: on a phone they would make the drawing smaller
            self.figure.savefig(
                out, format="svg", bbox_inches="tight", pad_inches=0.05,
                metadata={"Date": None},
            )  # fmt: skip
        text = "<svg" + out.getvalue().partition("<svg")[2]
        text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
        text = NUMBER.sub(NUMBERS, re.sub(r"'DejaVu Sans'[^;\"]*", FAMILIES, text))
        return re.sub(r">\s+<", "><", text)

    def html(self) -> str:
        """Return the drawing for a page: named, and in the page's colours."""
        text = self.svg()
        for token, value in PALETTE.items():
            text = text.replace(value, f"var(--pool-{token}, {value})")
        width = float(re.search(r'width="([\d.]+)pt"', text)[1]) / 0.75  # type: ignore[index]
        sizes = f"--natural: {width:.0f}px"
        if "<text" not in text:  # no words that would become too small
            sizes += "; --least: 0px"
        named = f'<svg role="img" aria-label="{escape(self.alt)}" style="{sizes}" '
        return (
            '<figure class="pooltools pool-figure" style="background: '
            f'var(--pool-paper, #fff)">{text.replace("<svg ", named, 1)}</figure>'
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        return {
            "text/html": self.html(),
            "image/svg+xml": self.svg(),
            "text/plain": self.alt,
        }


def canvas(
    width: float = FULL,
    height: float = 2.2,
    columns: int = 1,
    rows: int = 1,
    **more: Any,
) -> tuple[Figure, list[Axes]]:
    """Return a figure without pyplot and its axes in reading order, all bare."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        figure.patch.set_alpha(0)
        grid = figure.subplots(rows, columns, squeeze=False, **more)
    axes = list(grid.ravel())
    for axis in axes:
        axis.set_axis_off()
    return figure, axes


def draw_grid(
    axes: Axes,
    values: ArrayLike,
    *,
    origin: tuple[float, float] = (0, 0),
    scale: ArrayLike | None = None,
    padding: int | tuple[tuple[int, int], tuple[int, int]] = 0,
    pad_text: str = "",
    unseen: Iterable[tuple[int, int]] = (),
    texts: Sequence[Sequence[str]] | None = None,
) -> None:
    """Draw a grid of numbered cells, one unit each, its corner at ``origin``.

    ``values`` may hold NaN for cells that are not computed yet: those are dashed.
    Cells of ``unseen`` are crossed out.  ``padding`` is one number or ((top, bottom),
    (left, right)).  The axes point down, as rows do.
    """
    values = np.asarray(values, dtype=float)
    finite = np.asarray(values if scale is None else scale, dtype=float)
    finite = finite[np.isfinite(finite)]
    low, high = finite.min(), finite.max()
    (height, width), (left, top) = values.shape, origin
    pads = ((padding, padding),) * 2 if isinstance(padding, int) else padding
    for row in range(-pads[0][0], height + pads[0][1]):
        for column in range(-pads[1][0], width + pads[1][1]):
            x, y = left + column, top + row
            if not (0 <= row < height and 0 <= column < width):
                look: dict[str, Any] = {"facecolor": PALETTE["pad"], "hatch": "////"}
                _cell(axes, x, y, pad_text, color=PALETTE["soft"], **look)
                continue
            value = values[row, column]
            if np.isnan(value):
                _cell(axes, x, y, "", facecolor="none", linestyle=(0, (3, 3)))
                continue
            text = f"{value:g}" if texts is None else texts[row][column]
            _cell(axes, x, y, text, facecolor=PALETTE[_level(value, low, high)])
            if (row, column) in set(unseen):
                axes.plot(x + ARM, y + ARM, **CROSS)
                axes.plot(x + ARM, y + ARM[::-1], **CROSS)


ARM = np.array([0.08, 0.3, np.nan, 0.7, 0.92])
"""A diagonal of a crossed-out cell, interrupted so that the number stays readable."""

CROSS: dict[str, Any] = {"color": PALETTE["ink"], "linewidth": 1.6, "zorder": 4}


def _level(value: float, low: float, high: float) -> str:
    share = (value - low) / (high - low) if high > low else 0.25
    return f"data{int(np.floor(4 * min(max(share, 0), 1) + 0.5))}"


def _cell(
    axes: Axes, x: float, y: float, text: str, *, color: str = "", **look: Any
) -> None:
    axes.add_patch(Rectangle((x, y), 1, 1, edgecolor=PALETTE["line"], lw=1, **look))
    axes.text(
        x + 0.5, y + 0.52, text.replace("-", "−"), ha="center", va="center",
        color=color or PALETTE["ink"], fontsize=LEAST, zorder=5,
        fontweight="normal" if color else "bold",
    )  # fmt: skip


def draw_window(
    axes: Axes, column: float, row: float, width: float, height: float | None = None
) -> None:
    """Outline a window: amber, thick and rounded."""
    axes.add_patch(
        FancyBboxPatch(
            (column + 0.06, row + 0.06),
            width - 0.12,
            (width if height is None else height) - 0.12,
            boxstyle="round,pad=0,rounding_size=0.16",
            facecolor="none", edgecolor=PALETTE["window"], linewidth=3, zorder=3,
        )
    )  # fmt: skip


def draw_winner(axes: Axes, column: float, row: float) -> None:
    """Ring the cell that decides."""
    axes.add_patch(
        Circle(
            (column + 0.5, row + 0.5), 0.38, facecolor="none",
            edgecolor=PALETTE["winner"], linewidth=2.2, zorder=4,
        )
    )  # fmt: skip


def frame(axes: Axes, left: float, right: float, top: float, bottom: float) -> None:
    """Show this part of the plane, one unit as high as wide, rows downwards."""
    axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")


def show_image(axes: Axes, image: ArrayLike, title: str) -> None:
    """Show a picture of grey levels 0 to 255, every pixel a sharp square."""
    axes.imshow(np.asarray(image), cmap="gray", vmin=0, vmax=255, interpolation="none")
    axes.set_title(title, fontsize=LEAST, color=PALETTE["ink"])
