"""What the book cites, as plain words: a notebook has no bibliography of its own."""

import re
from functools import cache
from pathlib import Path

from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.plugin import find_plugin

CITED = re.compile(r"\{cite:([tp])\}`([^`]+)`")


@cache
def read(file: Path) -> BibliographyData:
    """Return the works of a BibTeX file."""
    return parse_file(str(file), bib_format="bibtex")


def authors(work: Entry) -> str:
    """Return who wrote it, as running text names them.

    Examples
    --------
    >>> from pybtex.database import Person
    >>> def by(*people):
    ...     return authors(Entry("book", persons={"author": map(Person, people)}))
    >>> by("Saito, Koki"), by("Dumoulin, Vincent", "Visin, Francesco")
    ('Saito', 'Dumoulin and Visin')
    >>> by("LeCun, Yann", "Bottou, Léon", "Bengio, Yoshua")
    'LeCun et al.'
    >>> by("{LISA lab}")
    'LISA lab'
    """
    people = work.persons["author"]
    names = [" ".join(person.last_names).strip("{}") for person in people]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def cite(text: str, file: Path) -> str:
    """Write out every citation in a text: ``Saito (2016)`` or ``(Saito, 2016)``."""
    works = read(file).entries

    def written(match: re.Match[str]) -> str:
        cited = [works[key.strip()] for key in match[2].split(",")]
        pairs = [(authors(work), work.fields["year"]) for work in cited]
        if match[1] == "t":
            return ", ".join(f"{names} ({year})" for names, year in pairs)
        return f"({'; '.join(f'{names}, {year}' for names, year in pairs)})"

    return CITED.sub(written, text)


def all_works(file: Path) -> str:
    """Return the whole bibliography as a list in Markdown."""
    style = find_plugin("pybtex.style.formatting", "plain")()
    written = find_plugin("pybtex.backends", "markdown")()
    works = sorted(read(file).entries.values(), key=lambda work: str(work.key))
    lines = (entry.text.render(written) for entry in style.format_entries(works))
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)
