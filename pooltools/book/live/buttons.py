"""Buttons that lead from the built pages to their notebooks.

They are written into the pages when the site that they lead to is there, and not
before: a book without it has no dead button.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from ... import _address
from ...text import set_language, translate
from ..finished import add_after
from ..hosts import Repository

BRANCH = "notebooks"
"""Where the deploy workflow pushes the notebooks, for those who open no other."""

PLACE = '<div class="header-article-items__end">'
OLD = re.compile(r"\n<!-- run -->.*?<!-- /run -->", re.DOTALL)


@dataclass(frozen=True)
class Links:
    """Where notebooks can be opened besides the site: nowhere while nothing is set.

    Parameters
    ----------
    repository : str
        ``https://github.com/owner/name``, or the same of gitlab.com, with the
        notebooks on `BRANCH`.
    hub : str
        The address of a JupyterHub that has nbgitpuller.
    """

    repository: str = ""
    hub: str = ""

    def __post_init__(self) -> None:
        if self.repository:
            Repository(self.repository)
        elif self.hub:
            raise ValueError(
                f"hub={self.hub!r} takes the notebooks from a repository, and none is "
                "known: say REPOSITORY=https://github.com/owner/name too, or write it "
                "into pyproject.toml"
            )

    @property
    def package(self) -> str:
        """What notebooks install where it is missing, or nothing.

        The site's own wheel comes first, then what the repository has.

        Examples
        --------
        >>> Links("https://github.com/o/n").package
        'pooltools[figures,widgets] @ git+https://github.com/o/n'
        >>> Links().package
        ''
        """
        wheel = _address.package("figures", "widgets")
        needed = f"pooltools[figures,widgets] @ git+{self.repository}"
        return wheel or (needed if self.repository else "")

    def to(self, notebook: str) -> Iterator[tuple[str, str]]:
        """Yield the name and the address of each place that opens a notebook.

        Examples
        --------
        >>> list(Links().to("en/index.ipynb"))
        []
        >>> here = Links("https://github.com/o/n", "https://hub.example")
        >>> for name, address in here.to("en/a.ipynb"):
        ...     print(name, address)  # doctest: +NORMALIZE_WHITESPACE
        Binder https://mybinder.org/v2/gh/o/n/notebooks?urlpath=lab%2Ftree%2Fen%2Fa.ipynb
        Colab https://colab.research.google.com/github/o/n/blob/notebooks/en/a.ipynb
        JupyterHub https://hub.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fo%2Fn&branch=notebooks&urlpath=lab%2Ftree%2Fn%2Fen%2Fa.ipynb
        """
        if not self.repository:
            return
        there = Repository(self.repository)
        path, tree = quote(notebook), urlencode({"urlpath": f"lab/tree/{notebook}"})
        kind = f"gh/{there.path}" if there.on_github else f"gl/{quote(there.path, '')}"
        yield "Binder", f"https://mybinder.org/v2/{kind}/{BRANCH}?{tree}"
        if there.on_github:
            colab = "https://colab.research.google.com/github"
            yield "Colab", f"{colab}/{there.path}/blob/{BRANCH}/{path}"
        if self.hub:
            asked = {"repo": there.address, "branch": BRANCH}
            asked["urlpath"] = f"lab/tree/{there.name}/{notebook}"
            redirect = f"{self.hub.rstrip('/')}/hub/user-redirect/git-pull"
            yield "JupyterHub", f"{redirect}?{urlencode(asked)}"


SHEET = re.compile(
    r'<a class="book-download" href="[./]*sheets/(set-[\w-]+\.ipynb)".*?</a>'
)
"""A link that downloads a sheet: behind it comes one that opens it here."""

PAGES = {"en": "chapters/en/{}.html", "zh": "zh/chapters/zh/{}.html"}
"""Where each edition's pages are in the built book."""


def add(html: Path, notebooks: Path, links: Links) -> None:
    """Give each page that has code its button, in the stead of an older one."""
    for notebook in sorted(notebooks.glob("??/*.ipynb")):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        if any(cell["cell_type"] == "code" for cell in cells):
            edition, name = notebook.parent.name, notebook.stem
            page = html / PAGES[edition].format(name)
            set_language(edition)
            text = OLD.sub("", page.read_text(encoding="utf-8"))
            lite = "../" * (len(page.relative_to(html).parts) - 1) + "lite"
            button = group(lite, f"{edition}/{name}.ipynb", links)
            text = add_after(PLACE, _marked(button), text, page)
            text = SHEET.sub(partial(_opens, lite), text)
            page.write_text(text, encoding="utf-8")
    set_language("en")


def _marked(added: str) -> str:
    """Return an addition that the next build finds and takes out."""
    return f"\n<!-- run -->{added}<!-- /run -->"


def _opens(lite: str, found: re.Match[str]) -> str:
    """Return a sheet's link and, behind it, one that opens it in the browser."""
    run, title = _run(lite, f"sheets/{found[1]}"), translate("live.run_sheet")
    link = f'<a href="{run}" title="{title}">{translate("live.run")}</a>'
    return found[0] + _marked(f" · {link}")


def _run(lite: str, notebook: str) -> str:
    """Return the address at which the site opens a notebook."""
    return f"{lite}/notebooks/index.html?{urlencode({'path': notebook}, safe='/')}"


def group(lite: str, notebook: str, links: Links) -> str:
    """Return the button of one page and the menu beside it, as HTML."""
    run = _run(lite, notebook)
    items = [
        f'<a href="{lite}/files/{notebook}" download>{translate("live.download")}</a>'
    ]
    for name, address in links.to(notebook):
        words = translate("live.elsewhere", name=name)
        items.append(f'<a href="{escape(address)}">{words}</a>')
    listed = "".join(f"<li>{item}</li>" for item in items)
    press = f'<a class="btn" href="{run}" title="{translate("live.run_title")}">'
    opens = (
        f'<summary class="btn" aria-label="{translate("live.other_ways")}"></summary>'
    )
    return (
        f'<div class="header-article-item book-run">{press}{translate("live.run")}</a>'
        f"<details>{opens}<ul>{listed}</ul></details></div>"
    )
