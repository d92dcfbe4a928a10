"""The names that the reference lists, as readers write them.

``chapters/en/reference.md`` says which: a block for each group,

    .. reference:: pooltools.figures

       bins
       roi
"""

import re
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

from sphinx.pycode import ModuleAnalyzer

__all__ = ["PAGE", "Name", "listed", "written"]

PAGE = "chapters/en/reference.md"

BLOCK = re.compile(r"^\.\. reference:: (\S+)\n((?:\n|[ ]+\S.*\n)*)", re.MULTILINE)

PLAIN = "pooltools", "pooltools.classroom.checks", "pooltools.classroom.exercises"
"""Modules whose names are imported one by one."""

EITHER = "pooltools.nets", "pooltools.widgets", "pooltools.book.experiments"
"""Modules whose names say enough without the module's; others' are common words."""


class Name(NamedTuple):
    """A public name and the module that readers import it from."""

    module: str
    name: str

    @property
    def full(self) -> str:
        """The whole path, which is also the anchor on the page."""
        return f"{self.module}.{self.name}"

    @property
    def shown(self) -> str:
        """What a reader writes, such as ``figures.bins``."""
        last = self.module.rpartition(".")[2]
        return self.name if self.module in PLAIN else f"{last}.{self.name}"

    @property
    def value(self) -> Any:
        """What has this name."""
        return getattr(import_module(self.module), self.name)

    @property
    def doc(self) -> str:
        """Its docstring; of a constant, the one that stands below it."""
        if callable(self.value):
            return getdoc(self.value) or ""
        found = import_module(self.module)
        inner = iter_modules(getattr(found, "__path__", []), f"{self.module}.")
        for module in (self.module, *(part.name for part in inner)):
            docs = ModuleAnalyzer.for_module(module).find_attr_docs()
            if lines := docs.get(("", self.name)):
                return "\n".join(lines).strip()
        return ""

    @property
    def summary(self) -> str:
        """The first paragraph of its docstring in one line."""
        return " ".join(self.doc.split("\n\n")[0].split())


def listed(text: str) -> list[Name]:
    r"""Return the names that a page lists, in its order.

    Examples
    --------
    >>> for name in listed(".. reference:: pooltools.figures\n\n   bins\n   roi\n"):
    ...     print(name.full, name.shown)
    pooltools.figures.bins figures.bins
    pooltools.figures.roi figures.roi
    """
    blocks = BLOCK.findall(text)
    return [Name(module, name) for module, names in blocks for name in names.split()]


def written(root: Path) -> dict[str, str]:
    """Return what readers may write, and the full name that it stands for.

    Parameters
    ----------
    root : Path
        The folder of ``chapters``; without a reference in it there are no names.
    """
    page = root / PAGE
    names = listed(page.read_text("utf-8")) if page.exists() else []
    short = {name.name: name.full for name in names if name.module in EITHER}
    return short | {name.shown: name.full for name in names}
