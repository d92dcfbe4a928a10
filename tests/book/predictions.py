"""Read the predictions of a page: what is asked, offered, and told above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pooltools.book.site.predictions import numbers, plain, right_answer

BOX = re.compile(
    r"^:::\{admonition\} (?P<title>[^\n]+)\n:class: (?P<kinds>[^\n]+)\n(?P<body>.*?)^:::$",
    re.DOTALL | re.MULTILINE,
)
CELL = re.compile(r"^```\{code-cell\}.*?^```$", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"^- (.+)$", re.MULTILINE)
BOLD = re.compile(r"\A\s*\*\*(.+?)\*\*")
SHORT = 3
"""An answer of fewer characters, such as 2 or 40, is looked for in its section only."""


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
            "three or four options, or a field": self.field != (
                3 <= len(self.options) <= 4
            ),
            "no option twice": len({*map(plain, self.options)}) == len(self.options),
            "a cell that hides its output": self.hidden,
            "the answer is one of the options": self.answered(),
            "no popular answer without a source": True,
        }
        return [rule for rule, kept in checks.items() if not kept]

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
        place = section if len(told) <= SHORT else self.above
        whole = re.compile(rf"(?<![\w.,]){re.escape(told)}(?![\w]|[.,]\d)")
        lines = place.splitlines()
        return [line for line in lines if whole.search(" ".join(line.split()).casefold())]


def predictions(text: str) -> Iterator[Prediction]:
    """Yield the predictions of a page, in order."""
    boxes = list(BOX.finditer(text))
    for box in boxes:
        kinds = box["kinds"].split()
        if kinds[0] != "predict":
            continue
        rest = re.split(r"^## |^:::\{admonition\}.*\n:class: predict", text[box.end() :],
                        flags=re.MULTILINE)[0]  # fmt: skip
        answer = next((b for b in BOX.finditer(rest) if b["kinds"].startswith("answer")), None)
        between = rest[: answer.start()] if answer else rest
        bold = BOLD.match(answer["body"]) if answer else None
        question = OPTION.split(box["body"])[0].strip()
        yield Prediction(
            question,
            [] if "field" in kinds else OPTION.findall(box["body"]),
            "field" in kinds,
            bold[1] if bold else "",
            any("hide-output" in cell for cell in CELL.findall(between)),
            text[: box.start()],
        )
