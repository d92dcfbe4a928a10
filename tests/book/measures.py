"""Measure what a page asks of its reader: words, sentences, cells, minutes.

``python -m tests.book.measures`` prints a table of all pages.  Words are those that
are read: no marks, no addresses, no code.  Minutes are for all of the page, but
hints and asides, which one may skip: 200 words a minute, and 20 seconds a cell shown.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from .pages import ROOT, Page, chapters, parse

WORDS_A_MINUTE = 200
SECONDS_A_CELL = 20

HIDDEN = re.compile(
    r"^:{3,}.*$|^:\w+:.*$|^#+ .*$|^\|[-:| ]+\|$|</?\w[^>]*>|\$\$[^$]*\$\$", re.MULTILINE
)
"""What stands in the source and is not read as a word: marks, headings, formulas."""
MAY_SKIP = re.compile(
    r"^:::\{admonition\}[^\n]*\n:class: "
    r"(?:clue\b.*?^:::$|aside\b.*?(?=^##+ |\Z))", re.M | re.S
)  # fmt: skip
"""A box for those who are stuck; an aside, from its box to the next heading."""
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
ROLE = re.compile(r"\{\w+(?::\w+)?\}`([^`]*)`")
WORD = re.compile(r"\w[\w'’.,-]*")
STOP = re.compile(r"(?<=[.?!:])['\")*]*\s+(?=[\"'(*`A-Z\d])")
"""Where a sentence ends; what follows a colon is a sentence of its own."""


@dataclass
class Measures:
    """The size of a page."""

    words: int
    longest: str
    """The sentence with the most words."""
    cells: int
    """Code cells that are shown."""
    predictions: int
    exercises: int

    @property
    def minutes(self) -> float:
        """Return how long the page takes: words, and a while for each cell."""
        return self.words / WORDS_A_MINUTE + self.cells * SECONDS_A_CELL / 60

    @property
    def longest_words(self) -> int:
        """Return the number of words of the longest sentence."""
        return len(WORD.findall(self.longest))


def readable(page: Page) -> str:
    """Return the words of a page as they are read, one paragraph a line.

    Examples
    --------
    >>> readable(parse("# Top\\n\\nSee [it](x.md).\\n:::{note}\\nOne.\\nTwo.\\n:::"))
    'See it.\\n\\nOne.\\nTwo.'
    """
    kept = HIDDEN.sub("", MAY_SKIP.sub("", page.prose))
    text = ROLE.sub(r"\1", LINK.sub(r"\1", kept))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def sentences(words: str) -> list[str]:
    """Return the sentences; a line of a list or a table is one of its own."""
    return [one for line in words.splitlines() for one in STOP.split(line) if one]


def measure(text: str) -> Measures:
    """Measure one page."""
    page = parse(MAY_SKIP.sub("", text))
    words = readable(page)
    told = [one for one in sentences(words) if not one.startswith("|")]
    return Measures(
        words=len(WORD.findall(words)),
        longest=max(told, key=lambda one: len(WORD.findall(one)), default=""),
        cells=sum("remove-cell" not in cell.tags for cell in page.cells),
        predictions=sum(kinds.split()[0] == "predict" for kinds in page.classes),
        exercises=page.directives.count("exercise-start"),
    )


def table(paths: list[Path]) -> str:
    """Return the measures of pages as lines of text."""
    lines = [f"{'page':28}words  minutes  cells  longest  predictions  exercises"]
    for path in paths:
        of = measure(path.read_text("utf-8"))
        lines.append(
            f"{path.stem:28}{of.words:5}{of.minutes:9.1f}{of.cells:7}"
            f"{of.longest_words:9}{of.predictions:13}{of.exercises:11}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    pages = sorted((ROOT / "chapters" / "en").glob("*.md"))
    print(table([*chapters("en"), *(p for p in pages if p not in chapters("en"))]))
