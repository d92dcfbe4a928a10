"""A page is executed anew where what it depends on has changed, and only there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn

from pooltools._used_files import PACKAGE, Package
from pooltools.book.site.caches import KEYS, drop_outdated, read_beside
from pooltools.classroom.grading.master import own_masters

CONF = """\
extensions = ["myst_nb", "pooltools.book.site.caches", "pooltools.book.site.widgets"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_show_tb = True

def note(app, name, source):
    with open("read.txt", "a") as file:
        file.write(f"{name} ")

def setup(app):
    app.connect("source-read", note)
"""
HEADER = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
"""
PAGES = {
    "bench": "from pooltools import widgets\nwidgets.PoolingBench([[1, 2], [0, 3]])",
    "zoom": "from pooltools.widgets import ZoomStack\nZoomStack()",
    "pooled": "import pooltools\npooltools.min_pool2d([[1, 2], [0, 3]], 2)",
    "extra": "from pooltools.extra import number\nnumber",
    "plain": "1 + 1",
}


class Book:
    """A small book with a copy of the package, so that both can be changed."""

    def __init__(self, folder: Path) -> None:
        self.source, self.package = folder / "source", folder / "pooltools"
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PACKAGE, self.package, ignore=unwanted)
        (self.package / "extra.py").write_text("number = 111\n")
        self.source.mkdir()
        (self.source / "conf.py").write_text(CONF)
        listed = "\n".join(PAGES)
        index = f"# Start\n\n```{{toctree}}\n{listed}\n```\n"
        (self.source / "index.md").write_text(index)
        for name, code in PAGES.items():
            code = f"open('executed.txt', 'a').write('{name} ')\n{code}"
            cell = f"```{{code-cell}} ipython3\n{code}\n```\n"
            (self.source / f"{name}.md").write_text(f"{HEADER}\n# {name}\n\n{cell}")

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build it, by the copy of the package."""
        for name in ("read.txt", "executed.txt"):
            (self.source / name).write_text("")
        run = [sys.executable, "-m", "sphinx", "-W", "-q", ".", "../site/html"]
        return subprocess.run(
            run,
            cwd=self.source,
            env={**os.environ, "PYTHONPATH": str(self.package.parent)},
            capture_output=True,
            text=True,
            check=False,
        )

    def executed(self) -> list[str]:
        """Build it, and return the pages that were executed."""
        done = self.build()
        assert done.returncode == 0, done.stderr
        return sorted((self.source / "executed.txt").read_text().split())

    @property
    def read(self) -> list[str]:
        """Return the pages that were read at the last build."""
        return sorted((self.source / "read.txt").read_text().split())

    def html(self, name: str) -> str:
        """Return a file of the site."""
        return (self.package.parent / "site/html" / name).read_text("utf-8")

    def touch(self, name: str, text: str) -> None:
        """Add to a file of the package."""
        path = self.package / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book that is built; every test leaves it built."""
    made = Book(tmp_path_factory.mktemp("book"))
    assert made.executed() == sorted(PAGES)
    assert made.read == sorted([*PAGES, "index"])
    return made


pytestmark = pytest.mark.timeout(1500)


def test_a_new_style_or_script_is_on_the_page_and_nothing_is_executed(
    book: Book,
) -> None:
    before = book.html("bench.html")
    (script,) = book.package.glob("widgets/js/views/bench.js")
    book.touch("widgets/css/bench.css", ".touched { color: red; }\n")
    begin = "export function render({ model, el }) {\n"
    text = script.read_text("utf-8")
    assert begin in text  # what a view does not use is not sent
    script.write_text(text.replace(begin, f"{begin}el.dataset.touched = 1;\n"), "utf-8")
    book.touch("book/live/wheels.py", "touched = True\n")  # no page imports it
    assert book.executed() == []
    assert book.read == []
    assert ".touched" in book.html("_static/pooltools/pooling-bench.css")
    assert "dataset.touched" in book.html("_static/pooltools/pooling-bench.js")
    for file in (r"pooling-bench\.css\?v=\w+", r"pooling-bench\.js\?v=\w+"):
        (old,), (new,) = (
            re.findall(file, t) for t in (before, book.html("bench.html"))
        )
        assert old != new, "a browser would show the one that it has kept"


def test_a_widgets_new_text_has_only_its_own_pages_executed(book: Book) -> None:
    book.touch("text/zoom.toml", '[touched]\nen = "Touched"\nzh = "Touched"\n')
    assert book.executed() == book.read == ["zoom"]
    assert '"touched": "Touched"' in book.html("zoom.html")


def test_a_new_way_to_pool_has_every_page_executed_that_loads_it(book: Book) -> None:
    book.touch("pool.py", "def min_pool2d(*anything, **more): return 111\n")
    assert book.executed() == book.read == ["bench", "extra", "pooled", "zoom"]
    assert "111" in book.html("pooled.html")


def test_glue_that_has_changed_has_pages_read_but_not_executed(book: Book) -> None:
    book.touch("book/site/breaks.py", "touched = True\n")
    assert book.executed() == []
    assert book.read == sorted([*PAGES, "index"])


def test_a_page_that_fails_shows_nothing_that_was_kept(book: Book) -> None:
    module = book.package / "extra.py"
    module.write_text("raise ValueError('broken')\n")
    assert "broken" in book.build().stderr
    gone = module.rename(module.with_name("renamed.py"))
    for _ in range(2):
        failed = book.build()
        assert failed.returncode != 0
        assert "No module named 'pooltools.extra'" in failed.stderr
    gone.unlink()
    module.write_text("number = 112\n")
    assert book.executed() == ["extra"]
    assert "112" in book.html("extra.html")


def test_the_cache_keeps_outputs_without_any_front_end(book: Book) -> None:
    kept = [*book.package.parent.glob("site/.jupyter_cache/executed/*/base.ipynb")]
    cells = [json.loads(path.read_text("utf-8"))["cells"] for path in kept]
    outputs = [json.dumps(cell["outputs"]) for page in cells for cell in page]
    assert len(outputs) == len(PAGES)
    assert sum("application/vnd.pooltools.widget+json" in text for text in outputs) == 2
    assert not [text for text in outputs if "function" in text or "--pool-ink:" in text]


def test_results_are_dropped_whose_key_is_another_or_unknown(tmp_path: Path) -> None:
    def left(**keys: str) -> list[str]:
        drop_outdated(tmp_path, keys)
        return sorted(record.uri for record in get_cache(tmp_path).list_cache_records())

    def execute(name: str) -> None:
        cell = nbformat.v4.new_code_cell(name)
        bundle = CacheBundleIn(nbformat.v4.new_notebook(cells=[cell]), name)
        get_cache(tmp_path).cache_notebook_bundle(bundle, check_validity=False)

    execute("a")
    assert left(a="1") == []  # made by who takes no notes
    for name in "abc":
        execute(name)
    assert left(a="1", b="1", c="1") == ["a"]
    execute("b")
    assert left(a="1", b="1") == ["a", "b"]
    assert left(a="1", b="2") == ["a"]
    execute("b")
    assert left(b="2") == ["b"]
    (tmp_path / KEYS).write_text('{"b": "2')
    assert left(b="2") == []


def test_a_page_about_the_sheets_depends_on_them() -> None:
    found = read_beside(Package(), "from pooltools.classroom.grading import master")
    assert len(found) >= 4
    assert set(own_masters("en")) <= set(found)
    assert read_beside(Package(), "from pooltools.classroom.checks import check") == []
