"""Read the book's pages: their cells, their prose, their form."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLUMN = 76  # characters of code that an exercise's box shows without scrolling
FENCE = re.compile(
    r"^```\{code-cell\} ipython3\n((?::\w+:[^\n]*\n)*)\n?(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
TAGS = re.compile(r"^:tags: \[(.*)\]$", re.MULTILINE)


@dataclass
class Cell:
    """One code cell: its tags, its source, and whether prose stands before it."""

    tags: list[str]
    source: str
    after_prose: bool

    @property
    def lines(self) -> int:
        """Return how many lines are not blank."""
        return len([line for line in self.source.splitlines() if line.strip()])

    @property
    def fits(self) -> bool:
        """Return whether readers see the code, if at all, without scrolling."""
        longest = max(map(len, self.source.splitlines()), default=0)
        return longest <= COLUMN or not {"hide-input", "remove-cell"}.isdisjoint(
            self.tags
        )


@dataclass
class Page:
    """A page taken apart."""

    text: str
    cells: list[Cell] = field(default_factory=list)
    prose: str = ""

    @property
    def headings(self) -> list[str]:
        """Return all headings with their marks, such as ``## Exercises``."""
        return re.findall(r"^(#{1,4} .+)$", self.prose, re.MULTILINE)

    @property
    def directives(self) -> list[str]:
        """Return the names of all directives, in order."""
        return re.findall(r"^:::+\{([\w-]+)\}", self.text, re.MULTILINE)

    @property
    def classes(self) -> list[str]:
        """Return the classes of all directives, in order."""
        return re.findall(r"^:class: (.+)$", self.text, re.MULTILINE)


def parse(text: str) -> Page:
    """Take a page apart."""
    page = Page(text)
    prose, end = [], 0
    for match in FENCE.finditer(text):
        between = text[end : match.start()]
        prose.append(between)
        tags = TAGS.search(match[1])
        names = [name.strip() for name in tags[1].split(",")] if tags else []
        page.cells.append(Cell(names, match[2], bool(between.strip())))
        end = match.end()
    prose.append(text[end:])
    joined = "\n".join(prose)
    page.prose = re.sub(r"\A---\n.*?\n---\n", "", joined, flags=re.DOTALL)
    return page


def chapters(language: str) -> list[Path]:
    """Return the chapters of one edition, without the start page."""
    return sorted((ROOT / "chapters" / language).glob("[0-9][0-9]-*.md"))


def appendices(language: str) -> list[Path]:
    """Return the pages of one edition that are neither chapters nor the start page."""
    found = (ROOT / "chapters" / language).glob("[a-z]*.md")
    return sorted(path for path in found if path.stem != "index")


def broken_form(text: str) -> list[str]:
    """Return which rules of the page form a chapter breaks."""
    page = parse(text)
    shown = [cell for cell in page.cells if "remove-cell" not in cell.tags]
    lengths = sorted(cell.lines for cell in page.cells)
    checks = {
        "header": bool(re.match(r"---\n(source_hash: \w+\n)?jupytext:\n", text)),
        "one title": len([h for h in page.headings if h.startswith("# ")]) == 1,
        "first cell hides its source and sets the language": bool(page.cells)
        and "hide-input" in page.cells[0].tags
        and "pooltools.set_language(" in page.cells[0].source,
        "widget before the first section": "widgets." in _before_sections(page),
        "a pitfall": "pitfall" in page.classes,
        "what we found": page.classes.count("found") == 1,
        "three to five exercises": 3 <= page.directives.count("exercise-start") <= 5,
        "a solution for each exercise": page.directives.count("solution-start")
        == page.directives.count("exercise-start"),
        "two hints for each exercise": page.classes.count("clue dropdown")
        == 2 * page.directives.count("exercise-start"),
        "hidden cells assert": any("remove-cell" in cell.tags for cell in page.cells)
        and all(
            "assert " in cell.source
            for cell in page.cells
            if "remove-cell" in cell.tags
        ),
        "cells of fifteen lines at most": lengths[-1] <= 15,
        "shown code fits the column": all(cell.fits for cell in page.cells),
        "cells of four lines in the middle": lengths[len(lengths) // 2] <= 4,
        "prose before most cells": sum(cell.after_prose for cell in shown)
        >= 0.85 * len(shown),
        "no print": not any("print(" in cell.source for cell in page.cells),
        "no download, no shell": not any(
            re.search(r"^\s*[!%]|urlopen|requests", cell.source, re.MULTILINE)
            for cell in page.cells
        ),
        "imports of NumPy, matplotlib and pooltools only": imports(page)
        <= {"numpy", "matplotlib", "pooltools"},
        "one sentence per line": not re.search(
            r"[a-z\d)]{2}\. [A-Z]", _without_notes(page.prose)
        ),
    }
    return [rule for rule, kept in checks.items() if not kept]


def broken_appendix(text: str) -> list[str]:
    """Return which rules an appendix breaks: fewer than a chapter has."""
    page = parse(text)
    hidden = [cell.source for cell in page.cells if "remove-cell" in cell.tags]
    shown = [cell for cell in page.cells if "remove-cell" not in cell.tags]
    checks = {
        "one title": len([h for h in page.headings if h.startswith("# ")]) == 1,
        "first cell hides its source and sets the language": not page.cells
        or (
            "hide-input" in page.cells[0].tags
            and "pooltools.set_language(" in page.cells[0].source
        ),
        "hidden cells assert": all("assert " in source for source in hidden),
        "cells of fifteen lines at most": all(cell.lines <= 15 for cell in page.cells),
        "shown code fits the column": all(cell.fits for cell in page.cells),
        "no print": not any("print(" in cell.source for cell in page.cells),
        "imports of NumPy, matplotlib and pooltools only": imports(page)
        <= {"numpy", "matplotlib", "pooltools"},
        "one sentence per line": not re.search(
            r"[a-z\d)]{2}\. [A-Z]", _without_notes(page.prose)
        ),
        "words for every figure": all(
            cell.source.count("figures.") <= cell.source.count("alt=") for cell in shown
        ),
        "every number asserted": not untested_numbers(page),
    }
    return [rule for rule, kept in checks.items() if not kept]


def untested_numbers(page: Page) -> list[str]:
    """Return the numbers in an appendix's prose that no hidden cell mentions."""
    hidden = "\n".join(c.source for c in page.cells if "remove-cell" in c.tags)
    asserted = set(re.findall(r"\d+(?:\.\d+)?", hidden.replace("_", "")))
    return [number for number in said_numbers(page.prose) if number not in asserted]


def said_numbers(prose: str) -> list[str]:
    """Return the numbers that a page's own words state.

    Not those in code, in links' addresses or in names such as LeNet-5, nor the
    numbers of a list, nor how long the page takes.
    """
    link = r"`[^`]*`|\{[^}]*\}`[^`]*`|\]\([^)]*\)|<[^>]*>"
    name = r"^:.*$|^\d+\. |^\*Time\* \d+|[A-Za-z]+-?\d[\w-]*"
    plain = re.sub(f"{link}|{name}", " ", prose, flags=re.MULTILINE)
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", plain))


def _before_sections(page: Page) -> str:
    return page.text.split("\n## ")[0]


def _without_notes(prose: str) -> str:
    """Return prose without list items, tables and HTML, where lines may be long."""
    lines = prose.splitlines()
    return "\n".join(line for line in lines if not re.match(r"\s*([-|*<]|\d+\.)", line))


def imports(page: Page) -> set[str]:
    """Return the packages that a page imports."""
    found: set[str] = set()
    for cell in page.cells:
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(str(node.module).split(".")[0])
    return found
