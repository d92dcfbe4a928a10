"""One page as a notebook that can be read anywhere, with nothing installed for it.

The pages are MyST, which a bare Jupyter, Colab or VS Code shows as raw text.  So
boxes become HTML that all of them know, citations become words, links lead to the
other notebooks, and what a page folds is folded.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext

from .. import _address
from ..text import set_language, translate
from .names import listed
from .works import all_works, cite

BLOCK = re.compile(
    r"^:::\{([\w-]+)\}[ ]*(.*)\n((?::\w+:.*\n)*)((?:(?!:::).*\n)*?):::$", re.MULTILINE
)
"""A directive: its name, its argument, its options, its body."""

ENTRIES = re.compile(r"^```\{eval-rst\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A part of the reference."""

BOXES = {"predict": "warning", "pitfall": "danger", "found": "success"}
"""What Jupyter's own style sheet has for the book's boxes."""

CHECKOUT = "checkout"
"""Tag of cells that ask about the book's own sources, which a notebook has not."""

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},  # by this the browser finds its own kernel
}

FOLDED = {"hide-input", "remove-cell"}
"""Tags of cells whose source a reader need not see."""


INSTALL = """\
```{{code-cell}} ipython3
:tags: [hide-input]

{source}
```

"""


def convert(page: Path, package: str = "") -> Any:
    """Return a page as a notebook without outputs, the same at each call.

    Parameters
    ----------
    page : Path
        ``chapters/<language>/<name>.md``.
    package : str
        What a first cell installs where it is missing; by default there is none.

    Returns
    -------
    NotebookNode

    Raises
    ------
    ValueError
        If the page has a directive that no rule here covers.
    """
    set_language(page.parent.name)
    text = page.read_text(encoding="utf-8")
    if package:
        install = INSTALL.format(source=_address.install(package))
        text = text.replace("```{code-cell}", f"{install}```{{code-cell}}", 1)
    notebook = jupytext.reads(text, fmt="md:myst")
    writer = _Writer(page)
    cells = [cell for cell in notebook.cells if writer.rewrite(cell)]
    for number, cell in enumerate(cells):
        cell["id"] = f"{page.stem}-{number}"
    notebook.cells, notebook.metadata = cells, METADATA
    set_language("en")
    return notebook


class _Writer:
    """Rewrites a page's cells in order, knowing which exercise they belong to."""

    def __init__(self, page: Path) -> None:
        self.page = page
        self.shared = page.parents[1]  # chapters/, with the works and the terms
        self.titles: dict[str, str] = {}
        self.solution = ""  # the summary of the one that is open
        self.told = False  # whether something of it has been shown

    def rewrite(self, cell: Any) -> bool:
        """Rewrite one cell in place; tell whether anything is left of it."""
        if cell.cell_type == "code":
            if CHECKOUT in cell.metadata.get("tags", []):
                return False
            cell.source = _relink(cell.source)
            self.fold(cell, set(cell.metadata.get("tags", [])))
            return True
        text = ENTRIES.sub(_glance, cell.source)
        text = cite(text, self.shared / "references.bib")
        cell.source = "".join(self.parts(_relink(text))).strip()
        return bool(cell.source)

    def fold(self, cell: Any, tags: set[str]) -> None:
        """Fold a cell; of its first line, which stays in sight, make no answer."""
        if self.solution or "remove-cell" in tags:
            kind = "checks" if "remove-cell" in tags else "solves"
            cell.source = f"# {translate(f'live.{kind}')}\n{cell.source}"
        if self.solution or FOLDED & tags:
            cell.metadata["jupyter"] = {"source_hidden": True}

    def parts(self, text: str) -> Iterator[str]:
        """Yield a text's prose and its boxes, solutions folded."""
        end = 0
        for block in BLOCK.finditer(text):
            yield self.prose(text[end : block.start()])
            yield self.box(*block.groups())
            end = block.end()
        yield self.prose(text[end:])
        if self.solution and not self.told:  # its code comes before any word
            self.told = True
            yield f"**{self.solution}**\n\n{translate('live.folded')}"

    def prose(self, text: str) -> str:
        """Return text between boxes; a solution's is to be clicked for."""
        if ":::" in text:
            line = next(line for line in text.splitlines() if ":::" in line)
            raise ValueError(f"{self.page.name}: {line!r} opens no known block")
        if not self.solution or not text.strip():
            return text
        summary = self.solution
        if self.told:
            summary = translate("live.continued", summary=summary)
        self.told = True
        return _details(summary, text)

    def box(self, name: str, title: str, options: str, body: str) -> str:
        """Return what stands for one directive."""
        if name == "exercise-start":
            self.titles[_option(options, "label")] = title
            return f"### {translate('live.exercise', title=title)}"
        if name == "solution-start":
            self.solution = translate("live.solution", title=self.titles[title])
            self.told = False
            return ""
        if name in ("exercise-end", "solution-end"):
            self.solution = ""
            return ""
        if name == "bibliography":
            return all_works(self.shared / "references.bib")
        if name == "terms":
            return "\n".join(_terms(self.shared / "terms.csv", self.page.parent.name))
        if name != "admonition":
            raise ValueError(f"{self.page.name}: no rule for the directive {name!r}")
        kinds = _option(options, "class").split()
        if "dropdown" in kinds:
            return _details(title, body)
        style = BOXES.get(kinds[0] if kinds else "", "info")
        start = f'<div class="alert alert-block alert-{style}">'
        return f"{start}\n\n**{title}**\n\n{body.strip()}\n\n</div>"


def _glance(entries: re.Match[str]) -> str:
    """Return names of the reference with a line each: `help` says the rest."""
    names = listed(entries[1])
    return "\n".join(f"- `{name.shown}`: {name.summary}" for name in names)


def _details(summary: str, body: str) -> str:
    start = f"<details>\n<summary><b>{summary}</b></summary>"
    return f"\n\n{start}\n\n{body.strip()}\n\n</details>\n\n"


def _option(options: str, name: str) -> str:
    found = re.search(rf"^:{name}: *(.*)$", options, re.MULTILINE)
    return found[1] if found else ""


def _relink(text: str) -> str:
    """Let links lead to other notebooks; what only a page can do becomes words."""
    text = re.sub(r'<a href="#[^"]*">(.*?)</a>', r"\1", text, flags=re.DOTALL)
    text = re.sub(r'<a class="book-download" (href="[^"]*") download>', r"<a \1>", text)
    text = re.sub(r'(?<=[\w-])\.html(#[^"]*)?"', '.ipynb"', text)
    text = re.sub(r"\.md(?:#[\w-]+)?\)", ".ipynb)", text)
    text = text.replace("../../../chapters/", "../")
    return text.replace("../../sheets/", "../sheets/")


def _terms(file: Path, edition: str) -> Iterator[str]:
    """Yield the glossary's table, line by line."""
    heads = [translate(f"live.{name}") for name in ("term", "translation", "meaning")]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names = [f"**{row['en']}**", row["zh"].replace("/", "，")]
            means = row["meaning" if edition == "en" else "meaning_zh"]
            if edition == "zh":
                names.reverse()
            yield f"| {names[0]} | {names[1]} | {means} ({row['chapter']}) |"
