"""Fifteen sentences about pooling, to be judged true, false, or it depends."""

import json
import re
from html import escape
from typing import Any

import traitlets

from .. import samples
from ..text import translate
from . import _still as still
from ._base import PoolWidget
from .architectures import ArchitectureSlider
from .bench import PoolingBench
from .compass import ShiftCompass
from .ink import InkLab
from .lanes import ChannelLanes
from .pinball import GradientPinball
from .ruler import WindowRuler
from .sawtooth import Sawtooth

VERDICTS = {"t": "true", "f": "false", "d": "depends"}
"""The sign of each answer in the state, and its key among the words."""

BENCH = "01-one-window.html#pooling-bench"
RULER = "02-output-size.html#window-ruler"
INK = "03-max-or-average.html#ink-lab"
LANES = "05-channels-and-parameters.html#channel-lanes"
BALLS = "06-going-backwards.html#gradient-pinball"
SHIFT = "07-the-one-pixel-shift.html#shift-compass"
TURN = "08-where-robustness-ends.html#sawtooth"
NETWORKS = "12-trace-the-shrinking-map.html#architecture-slider"
NEGATIVE = "[[-2,-3,-2,-1],[-1,-2,-3,-4],[-4,-1,-2,-3],[-3,-5,-1,-2]]"
TIED = "[[2,2,1,0],[2,2,2,3],[3,0,1,2],[2,4,0,1]]"

MYTHS = {
    "invariant": ("d", f"{SHIFT}:step=5&guess=1"),
    "rotation": ("f", f"{TURN}:view=turn&step=6"),
    "parameters": ("d", f"{LANES}:view=counter&pools=11110"),
    "overfitting": ("f", f"{LANES}:view=counter&pools=00000&head=flatten"),
    "zeros": ("f", f"{BENCH}:data={NEGATIVE}&kernel_size=3&padding=1"),
    "divisor": (
        "d",
        f"{BENCH}:mode=average&kernel_size=3&padding=1&count_include_pad=false&step=0",
    ),
    "frameworks": ("f", f"{RULER}:n=4&kernel_size=3&stride=2&padding=0&rule=same"),
    "formula": ("d", f"{RULER}:n=5&kernel_size=2&stride=2&padding=0&rule=floor"),
    "important": ("d", f"{INK}:image=page&kernel_size=4&invert=false&step=566"),
    "noise": ("f", f"{INK}:image=coins&salt=10&kernel_size=3&step=874"),
    "backward": ("f", f"{BALLS}:mode=average"),
    "ties": ("f", f"{BALLS}:data={TIED}&step=0&probe=0"),
    "depth": ("f", f"{LANES}:operation=max&step=1"),
    "better": ("d", f"{INK}:image=camera&gaussian=30&kernel_size=3"),
    "modern": ("f", f"{NETWORKS}:step=9"),
}
"""What is true of each sentence, and the state of a widget that settles it.

The sentences and the reasons are in ``text/myths.toml``.
"""


def chapter(link: str) -> str:
    """Return the title of the chapter that settles a card, with its number.

    Examples
    --------
    >>> chapter("07-the-one-pixel-shift.html#shift-compass")
    '7 · Shift by one pixel'
    """
    number = link[:2]
    return f"{int(number)} · {translate(f'myths.chapter_{number}')}"


SETTLES: tuple[type[PoolWidget], ...] = (
    ArchitectureSlider, ChannelLanes, GradientPinball, InkLab, PoolingBench,
    Sawtooth, ShiftCompass, WindowRuler,
)  # fmt: skip
"""The pictures that the cards lead to."""


def picture(link: str) -> PoolWidget:
    """Return the picture that a link leads to, in its state.

    Examples
    --------
    >>> picture("02-output-size.html#window-ruler:n=7&rule=ceil").output
    4
    """
    name, _, state = link.partition("#")[2].partition(":")
    kind = next(kind for kind in SETTLES if kind.page_name == name)
    traits = kind.class_traits()
    values: dict[str, Any] = {}
    for given in state.split("&"):
        key, _, text = given.partition("=")
        words = isinstance(traits[key], traitlets.Unicode | traitlets.Enum)
        values[key] = text if words else json.loads(text)
    if kind is PoolingBench:
        values.setdefault("data", samples.FIRST_MAP)
    return kind(**values)


class MythCards(PoolWidget):
    """Judge fifteen sentences, one card each, and learn why.

    Parameters
    ----------
    **state
        Any trait: ``answers`` (a sign for each card: "t", "f" or "d" for it
        depends, "-" for not yet), ``step`` (the card on top, 0 to 14), ``told``
        (each verdict "at once", or all "at the end").

    Raises
    ------
    traitlets.TraitError
        If ``answers`` has another length or another sign.  The widget keeps its
        last valid state.

    Examples
    --------
    >>> MythCards(answers="dtd" + 12 * "-").output
    (2, 3)
    """

    page_name = "myth-cards"
    module = "myths"

    cards = traitlets.List(traitlets.Dict(), read_only=True).tag(sync=True)
    answers = traitlets.Unicode("-" * len(MYTHS)).tag(
        sync=True, pattern=f"[{''.join(VERDICTS)}-]{{{len(MYTHS)}}}", said=True
    )
    step = traitlets.Int(0, min=0, max=len(MYTHS) - 1).tag(sync=True)
    told = traitlets.Enum(["at once", "at the end"], "at once").tag(
        sync=True, said=True
    )

    @traitlets.default("cards")
    def _default_cards(self) -> list[dict[str, str]]:
        return [
            {
                "name": name,
                "verdict": verdict,
                "link": link,
                "chapter": chapter(link),
                "picture": picture(link).still(),
            }
            for name, (verdict, link) in MYTHS.items()
        ]

    @traitlets.validate("answers")
    def _known(self, proposal: Any) -> str:
        """Refuse what is no row of answers."""
        given = str(proposal.value)
        if not re.fullmatch(proposal.trait.metadata["pattern"], given):
            raise traitlets.TraitError(
                f"MythCards: answers={given!r} is no row of {len(MYTHS)} answers; "
                'use "t", "f", "d" and "-"'
            )
        return given

    @property
    def output(self) -> tuple[int, int]:
        """How many answers are right, of how many given."""
        truth = [verdict for verdict, _ in MYTHS.values()]
        right = sum(a == b for a, b in zip(self.answers, truth, strict=True))
        return right, len(self.answers.replace("-", ""))

    def still(self) -> str:
        """Return a sheet to tick on paper, as SVG."""
        heads = [translate(f"myths.{key}") for key in VERDICTS.values()]
        columns = (560, 640, 730)
        parts = [still.label(x, 12, h) for x, h in zip(columns, heads, strict=True)]
        for n, name in enumerate(MYTHS):
            y = 44 + 30 * n
            parts.append(_line(f"{n + 1}. {translate(f'myths.{name}')}", y))
            parts += [
                still.box(x - 9, y - 9, 18, 18, "none", still.color("ink"))
                for x in columns
            ]
        return still.svg(780, 44 + 30 * len(MYTHS), translate("myths.alt"), parts)


def _line(text: str, y: float) -> str:
    """Return a sentence that starts at the left edge."""
    return (
        f'<text x="0" y="{y:g}" dominant-baseline="central" font-size="14" '
        f'font-family="sans-serif" fill="{still.color("ink")}">{escape(text)}</text>'
    )


class Reasons:
    """What `reasons` returns: fifteen folded answers, shown by a page or notebook."""

    def _repr_html_(self) -> str:
        items = "".join(_reason(name, *myth) for name, myth in MYTHS.items())
        return f'<ol class="pool-reasons">{items}</ol>'

    def __repr__(self) -> str:
        """Return the sentences with what is true of them."""
        told = {name: VERDICTS[verdict] for name, (verdict, _) in MYTHS.items()}
        return "\n".join(f"{translate(f'myths.{n}')} {v}" for n, v in told.items())


def reasons() -> Reasons:
    """Show all sentences with their verdicts and reasons, folded; no script needed.

    Examples
    --------
    >>> str(reasons()).splitlines()[0]
    'Pooling makes a network translation invariant. depends'
    """
    return Reasons()


def _reason(name: str, verdict: str, link: str) -> str:
    told = translate(f"myths.{VERDICTS[verdict]}_told")
    see = f' <a href="{escape(link)}">{escape(translate("myths.see"))}</a>'
    return (
        f"<li><details><summary>{escape(translate(f'myths.{name}'))}</summary>"
        f"<p><b>{escape(told)}</b> {escape(translate(f'myths.{name}_why'))}{see}</p>"
        "</details></li>"
    )
