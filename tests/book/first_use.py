"""Find where a reader meets each term of the glossary for the first time.

The chapters are read in order, without objectives, headings and code.  What a page says
of its opening picture, above the first section, counts only where it marks a term, for
the picture shows the rest.

A term is explained where it stands in italics, in bold or as code, which is how the
pages mark a word that they introduce; it is pointed to where its line links to another
page.  The column ``as`` of terms.csv says how pages write a term, if not as it does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .pages import parse

PASSED_OVER = "You will be able to", "Further reading"
LINK = re.compile(r"\]\([\w-]+\.md|href=\"[\w-]+\.html")
ADDRESS = re.compile(r"\]\([^)]*\)|<[^>]*>|\{cite:\w+\}`[^`]*`|^#+ .*$|^:.*$", re.M)


@dataclass
class Use:
    """A line of a page that uses a term."""

    page: int
    line: str
    marked: bool
    """Whether the term stands in italics or in bold there."""

    @property
    def linked(self) -> bool:
        """Return whether the line leads to another page."""
        return bool(LINK.search(self.line))


def prose(text: str) -> tuple[list[str], list[str]]:
    """Return the lines above a page's first section, and those of its sections."""
    opening, *sections = parse(text).prose.split("\n## ")
    read = [one for one in sections if not one.startswith(PASSED_OVER)]
    return opening.splitlines(), [line for s in read for line in s.splitlines()[1:]]


def uses(forms: str, pages: Sequence[str]) -> list[Use]:
    """Return all uses of a term, singular or plural, in reading order.

    Parameters
    ----------
    forms : str
        How it is written, ``/`` between ways.
    pages : sequence of str
        The chapters.
    """
    word = "|".join(map(re.escape, forms.split("/")))
    words = rf"(?<![\w-])(?:{word})(?:s|es)?(?![\w-])"
    told = re.compile(words, re.IGNORECASE)
    marked = re.compile(rf"([*`])[^*`]*{words}[^*`]*\1", re.IGNORECASE)
    found = []
    for number, text in enumerate(pages, 1):
        opening, sections = prose(text)
        for n, line in enumerate([*opening, *sections]):
            seen = ADDRESS.sub(" ", line)
            if told.search(seen):
                use = Use(number, line, bool(marked.search(seen)))
                found += [use] if use.marked or n >= len(opening) else []
    return found


def faults(term: dict[str, str], pages: Sequence[str]) -> list[str]:
    """Return what is wrong with the way a term of the glossary is introduced."""
    name, chapter = term["en"], int(term["chapter"])
    found = uses(term["as"] or name, pages)
    here = [use for use in found if use.page == chapter]
    wrong = [] if here else [f"{name}: not in chapter {chapter}"]
    if here and not any(use.marked for use in here):
        wrong.append(f"{name}: nowhere marked in chapter {chapter}")
    if found and not (found[0].marked or found[0].linked):
        wrong.append(f"{name}: used before it is explained: {found[0].line}")
    return wrong
