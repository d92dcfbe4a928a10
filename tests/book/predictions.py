"""Read the predictions of a page: what is asked, offered, and told above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pooltools.book.site.predictions import plain, right_answer

BOX = re.compile(
    r"^:::\{admonition\} [^\n]+\n:class: (?P<kinds>[^\n]+)\n(?P<body>.*?)^:::$",
    re.DOTALL | re.MULTILINE,
)
CELL = re.compile(r"^```\{code-cell\}.*?^```$", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"^- (.+)$", re.MULTILINE)
ESTIMATE = re.compile(r"about ([\d.]+)(?: %)?|([\d.]+) %(?:,.*)?")
FAR_APART = 10
"""A guess among digits is no reasoning: estimates on offer differ by such a factor."""
BOLD = re.compile(r"\A\s*\*\*(.+?)\*\*")
ENDS = re.compile(r"^## |^:::\{admonition\}[^\n]*\n:class: predict", re.MULTILINE)
SHORT = re.compile(
    r".{1,3}|none|three|four|five|seven|eight|nine|twelve|sixteen|zero|early|late"
)
"""An answer that may well stand elsewhere for something else: such as 2, 40 or nine.

It is looked for in the section of its question only.
"""


@dataclass
class Prediction:
    """One unit of a page."""

    question: str
    options: list[str]
    field: bool
    opening: str
    """The bold beginning of the answer, or nothing."""
    hidden: bool
    """Whether a cell between question and answer hides its output."""
    above: str
    """All of the page above the question."""

    @property
    def faults(self) -> list[str]:
        """Return which rules the unit breaks."""
        checks = {
            "three or four options, or a field": self.field
            != (3 <= len(self.options) <= 4),
            "no option twice": len({*map(plain, self.options)}) == len(self.options),
            "estimates that a reason can tell apart": self.reasoned,
            "a cell that hides its output": self.hidden,
            "the answer is one of the options": self.answered(),
        }
        return [rule for rule, kept in checks.items() if not kept]

    @property
    def reasoned(self) -> bool:
        """Return whether no two options are estimates of about the same size."""
        found = filter(None, map(ESTIMATE.fullmatch, self.options))
        sizes = sorted(float(one[1] or one[2]) for one in found)
        return all(b >= FAR_APART * a for a, b in pairwise(sizes))

    def answered(self) -> bool:
        """Return whether the bold opening is one of the options, or has numbers."""
        try:
            return bool(right_answer(self.options, self.opening))
        except ValueError:
            return False

    def spoiled(self) -> list[str]:
        """Return the lines above the question that hold its answer."""
        section = self.above.rpartition("\n## ")[2]
        told = plain(self.opening)
        place = section if SHORT.fullmatch(told) else self.above
        whole = re.compile(rf"(?<![\w.,]){re.escape(told)}(?![\w]|[.,]\d)")
        lines = place.splitlines()
        return [
            line for line in lines if whole.search(" ".join(line.split()).casefold())
        ]


HEARSAY = re.compile(
    r"(popular|usual|common) (wrong )?(answer|guess)|most people|people (tend to )?say",
    re.IGNORECASE,
)
"""What only a source can know: a page may say it with a citation."""


def hearsay(text: str) -> list[str]:
    """Return the lines that say what others answer, and not who found that out."""
    lines = text.splitlines()
    return [line for line in lines if HEARSAY.search(line) and "{cite:" not in line]


def predictions(text: str) -> Iterator[Prediction]:
    """Yield the predictions of a page, in order."""
    for box in BOX.finditer(text):
        kinds = box["kinds"].split()
        if kinds[0] == "predict":
            yield read(box, text, "field" in kinds)


def read(box: re.Match[str], text: str, field: bool) -> Prediction:
    """Return the unit that a question opens."""
    unit = ENDS.split(text[box.end() :])[0]
    boxes = BOX.finditer(unit)
    answer = next((b for b in boxes if b["kinds"].startswith("answer")), None)
    bold = BOLD.match(answer["body"]) if answer else None
    cells = CELL.findall(unit[: answer.start()] if answer else unit)
    return Prediction(
        question=OPTION.split(box["body"])[0].strip(),
        options=[] if field else OPTION.findall(box["body"]),
        field=field,
        opening=bold[1] if bold else "",
        hidden=any("hide-output" in cell for cell in cells),
        above=text[: box.start()],
    )
