"""The foot of each page: rights, how to cite, and the ways to better the page."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..._address import version
from ...text import table
from ..hosts import Repository, known
from .lists import presented
from .notebooks import edition
from .numbers import number

ABOUT = {"licence": "licences", "cite": "how-to-cite", "access": "accessibility"}
"""What the page about the book says, and where on it."""


def find_repository(app: Sphinx, config: Config) -> None:
    """Note where the sources are; another place has all pages written again."""
    given = known(Path(app.srcdir))
    config.book_repository = Repository(given).address if given else ""
    config.book_version = version()


def tell_foot(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell the template what stands in the foot of a page."""
    language = edition(app)
    said = {key: entry[language] for key, entry in table("site").items()}
    about = context["pathto"](f"chapters/{language}/about").rstrip("#")
    links = [(said[key], f"{about}#about-{place}") for key, place in ABOUT.items()]
    if number(pagename) and (states := presented(context.get("body", ""))):
        links.insert(0, (said["present_chapter"], states))
    words = said["version"].format(version=version())
    links.append((words, ""))
    if app.config.book_repository:
        there = Repository(app.config.book_repository)
        links[-1] = words, there.file("CHANGELOG.md")
        if doctree is not None:
            file = Path(app.env.doc2path(pagename)).relative_to(app.srcdir).as_posix()
            links.append((said["edit"], there.edit(file)))
            links.append((said["report"], there.report(f"{file}: ")))
    context["foot"] = links


def setup(app: Sphinx) -> None:
    """Connect the foot to the build."""
    app.add_config_value("book_repository", "", "html", [str])
    app.add_config_value("book_version", "", "html", [str])
    app.connect("config-inited", find_repository)
    app.connect("html-page-context", tell_foot)
