"""What is kept from one build to the next, and when it no longer holds.

By themselves Sphinx and the cache of executed pages look at a page's own text.  But it
shows what `pooltools` computes: where a module that its cells import or data that they
read have changed, the page is executed and read anew.  Where this glue has changed,
pages are read anew; where scripts and style sheets have, they are written anew.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from myst_nb.core.read import create_nb_reader
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config

from ..._used_files import PACKAGE, Package
from ...classroom.grading import master

THEME = Path(__file__).parent / "theme"
FRONT_END = PACKAGE / "widgets/js", PACKAGE / "widgets/css", THEME
KEYS = "pages.json"
"""The cache's note of each page's key: its results hold for that one alone."""


def key_the_site(app: Sphinx, config: Config) -> None:
    """Make settings of what all pages share."""
    glue = Package().files(f"import {__package__}")
    book = PACKAGE / "book"  # the rest is what pages execute themselves
    config.book_glue = _hash(file for file in glue if book in file.parents)
    config.book_front_end = _hash(
        file for part in FRONT_END for file in part.rglob("*")
    )


def _hash(files: Iterable[Path]) -> str:
    total = sha256()
    for file in sorted(files):
        if file.is_file():
            total.update(f"{file.name} {file.stat().st_size}\n".encode())
            total.update(file.read_bytes())
    return total.hexdigest()


def find_outdated(
    app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose results no longer hold, and drop those from the cache."""
    package = Package()
    keys = {name: page_key(env, name, package) for name in sorted(env.found_docs)}
    if env.mystnb_config.execution_mode == "cache":
        places = {str(env.doc2path(name)): key for name, key in keys.items()}
        drop_outdated(Path(env.mystnb_config.execution_cache_path), places)
    before, env.book_keys = getattr(env, "book_keys", {}), keys
    return [name for name, key in keys.items() if key != before.get(name)]


def page_key(env: Any, name: str, package: Package) -> str:
    """Return a hash of all that a page's cells depend on."""
    path = env.doc2path(name)
    text = Path(path).read_text(encoding="utf-8")
    reader = create_nb_reader(path, env.myst_config, env.mystnb_config, text)
    if reader is None:  # it has no cells
        return ""
    cells = reader.read(text).cells
    sources = [cell.source for cell in cells if cell.cell_type == "code"]
    return package.state(*sources, also=read_beside(package, *sources))


def read_beside(package: Package, *sources: str) -> list[Path]:
    """Return the classroom's sheets for those who may read them."""
    if Path(master.__file__) not in package.files(*sources):
        return []
    return [path for edition in ("en", "zh") for path in master.own_masters(edition)]


def drop_outdated(folder: Path, keys: dict[str, str]) -> None:
    """Remove what pages with another key left in the cache, and note the new keys."""
    cache, note = get_cache(folder), folder / KEYS
    try:
        before = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):  # there is none, or the build was killed
        before = {}
    for record in cache.list_cache_records():
        if keys.get(record.uri, "gone") != before.get(record.uri):
            cache.remove_cache(record.pk)
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(keys), "utf-8")


def forget_failures(app: Sphinx, error: Exception | None) -> None:
    """Have every page read again after a build with warnings.

    Sphinx warns of a page when it reads it, and reads it again only when it has
    changed: the second try of a build that failed on warnings would pass.
    """
    if app._warncount:
        (Path(app.doctreedir) / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Have what no longer holds made anew."""
    app.add_config_value("book_glue", "", "env", [str])
    app.add_config_value("book_front_end", "", "html", [str])
    app.connect("config-inited", key_the_site)
    app.connect("env-get-outdated", find_outdated)
    app.connect("build-finished", forget_failures)
