"""Where a repository's own pages are: to change a page, to report, to read a file."""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

TRIED = "POOLTOOLS_REPOSITORY"
"""Set in the environment, it stands for the line in pyproject.toml."""

BRANCH = "main"
"""What is edited."""

ADDRESS = re.compile(
    r"https://(?P<host>github\.com|gitlab\.com)/"
    r"(?P<path>[\w.-]+(?:/[\w.-]+)*?/[\w.-]+?)(?:\.git)?/?"
)


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub or GitLab.

    Parameters
    ----------
    given : str
        ``https://github.com/owner/name``, or the same of gitlab.com, where the owner
        may be a group within a group.

    Raises
    ------
    ValueError
        If it is another address.
    """

    given: str

    def __post_init__(self) -> None:
        found = ADDRESS.fullmatch(self.given)
        if not found or (self.on_github and self.path.count("/") != 1):
            raise ValueError(
                f"repository={self.given!r} is not https://github.com/owner/name or "
                "https://gitlab.com/owner/name; correct it, or leave it out"
            )

    @property
    def path(self) -> str:
        """Owner and name."""
        found = ADDRESS.fullmatch(self.given)
        return found["path"] if found else ""

    @property
    def on_github(self) -> bool:
        """Whether it is on GitHub."""
        return self.given.startswith("https://github.com/")

    @property
    def name(self) -> str:
        """The last part of its address, which a clone is called by."""
        return self.path.rpartition("/")[2]

    @property
    def address(self) -> str:
        """The address, without what clones add."""
        host = "github.com" if self.on_github else "gitlab.com"
        return f"https://{host}/{self.path}"

    @property
    def _pages(self) -> str:
        return self.address if self.on_github else f"{self.address}/-"

    def edit(self, file: str) -> str:
        """Return where a file is changed.

        Examples
        --------
        >>> Repository("https://gitlab.com/o/n").edit("a.md")
        'https://gitlab.com/o/n/-/edit/main/a.md'
        """
        return f"{self._pages}/edit/{BRANCH}/{quote(file)}"

    def report(self, title: str) -> str:
        """Return where a mistake is reported.

        Examples
        --------
        >>> Repository("https://github.com/o/n").report("a page: ")
        'https://github.com/o/n/issues/new?title=a+page%3A+'
        """
        key = "title" if self.on_github else "issue[title]"
        return f"{self._pages}/issues/new?{urlencode({key: title})}"

    def file(self, file: str) -> str:
        """Return where a file is read."""
        return f"{self._pages}/blob/HEAD/{quote(file)}"


def known(checkout: Path) -> str:
    """Return the address of the repository that a checkout names, or nothing."""
    if given := os.environ.get(TRIED, ""):
        return given
    file = checkout / "pyproject.toml"
    if not file.exists():
        return ""
    project = tomllib.loads(file.read_text("utf-8"))
    hooks = project["tool"]["hatch"]["metadata"]["hooks"]
    return str(hooks["custom"]["repository"])
