"""The reference: every name once, other libraries' words, links from and to it."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from importlib import import_module
from inspect import signature
from pathlib import Path

import numpy as np
import pytest
from sphinx.util.inventory import InventoryFile

import pooltools
from pooltools._windows.words import WORDS
from pooltools.book.names import PAGE, listed, written
from pooltools.book.notebook import convert
from pooltools.book.site.reference import arguments, marked
from pooltools.widgets import GradientPinball

from .pages import ROOT

TEXT = (ROOT / PAGE).read_text("utf-8")
WHOLE = ("pooltools", "pooltools.nets", "pooltools.book.experiments")
WHOLE += ("pooltools.samples", "pooltools.figures", "pooltools.widgets")
"""Modules of which every public name is on the page."""


def wrong_names(text: str) -> list[str]:
    """Return the public names that a page lacks or has twice."""
    found = Counter(name.full for name in listed(text))
    public = (f"{m}.{name}" for m in WHOLE for name in import_module(m).__all__)
    missing = [f"{name} is missing" for name in public if name not in found]
    return missing + [f"{name} is there twice" for name in found if found[name] > 1]


def test_every_public_name_is_on_the_page_exactly_once() -> None:
    assert len(listed(TEXT)) >= 120
    assert wrong_names(TEXT) == []
    assert all(name.summary.endswith((".", ".)")) for name in listed(TEXT))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("   max_pool2d\n", "", "pooltools.max_pool2d is missing"),
        ("   roi\n", "   roi\n   bins\n", "pooltools.figures.bins is there twice"),
    ],
)
def test_a_name_that_is_missing_or_twice_is_found(
    old: str, new: str, found: str
) -> None:
    assert wrong_names(TEXT.replace(old, new, 1)) == [found]


def tables() -> list[list[list[str]]]:
    """Return the page's tables: rows of cells, without their heads."""
    blocks = re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE)
    rows = [block.splitlines()[2:] for block in blocks]
    return [[line.strip("| ").split(" | ") for line in lines] for lines in rows]


def test_the_table_of_functions_names_ours() -> None:
    functions, _ = tables()
    assert len(functions) >= 10
    assert all(row[0].strip("`") in pooltools.__all__ for row in functions)
    assert {len(row) for row in functions} == {4}


def test_the_table_of_arguments_holds_what_our_functions_take() -> None:
    _, arguments = tables()
    given = [row[0].strip("`") for row in arguments if "=" in row[0]]
    assert len(given) >= 10
    taken = {name for f in pooltools.__all__ for name in parameters(f)}
    for text in given:
        layer = eval(f"dict({text})")  # the page's own words
        assert set(layer) <= taken
        if set(layer) <= set(parameters("avg_pool2d")) - {"kernel_size"}:
            assert pooltools.avg_pool2d(np.ones((8, 8)), 3, **layer).size


def parameters(name: str) -> list[str]:
    """Return the names of a function's arguments."""
    return list(signature(getattr(pooltools, name)).parameters)


def test_every_word_that_is_answered_stands_in_the_table() -> None:
    words = re.findall(r"`(\w+)(?:=[^`]*)?`", "\n".join(map(str, tables())))
    assert set(WORDS) <= set(words)


def test_what_readers_may_write_is_known() -> None:
    names = written(ROOT)
    assert names["max_pool2d"] == "pooltools.max_pool2d"
    assert names["trace"] == names["nets.trace"] == "pooltools.nets.trace"
    assert names["figures.bins"] == "pooltools.figures.bins"
    assert "bins" not in names
    assert written(ROOT / "tests") == {}


def test_a_class_shows_what_it_is_made_with() -> None:
    assert arguments(GradientPinball) == "(data=samples.FIRST_MAP, **state)"


@pytest.mark.parametrize(
    ("line", "markup"),
    [
        ("As in [he2015].", "As in :cite:labelpar:`he2015`."),
        ('"same" or "global average"', '``"same"`` or ``"global average"``'),
        ('    >>> x = "same"  # [he2015]', '    >>> x = "same"  # [he2015]'),
        ("x[0] and ``[he2015x]``", "x[0] and ``[he2015x]``"),
    ],
)
def test_docstrings_are_marked_up_but_for_their_examples(
    line: str, markup: str
) -> None:
    assert marked(line) == markup


def test_a_notebook_has_a_line_for_every_name() -> None:
    cells = convert(ROOT / PAGE).cells
    text = "\n".join(cell.source for cell in cells)
    assert "- `max_pool2d`: Keep the largest value of each window.\n" in text
    assert text.count("\n- `") == len(listed(TEXT))
    assert "eval-rst" not in text


CONF = """\
extensions = ["myst_nb", "sphinxcontrib.bibtex", "pooltools.book.site.reference",
              "pooltools.book.site.links"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["chapters/references.bib"]
exclude_patterns = ["out", "chapters/{other}"]
language, master_doc = "{language}", "chapters/{edition}/index"
"""
REFERENCE = """# Reference

```{eval-rst}
.. reference:: pooltools

   output_size
   blur_pool2d
   adaptive_avg_pool2d

.. reference:: pooltools.nets

   LENET5
```

:::{bibliography}
:::
"""
CHAPTER = """# The name `blur_pool2d` in a heading

First `blur_pool2d`, again `blur_pool2d`, and [`blur_pool2d`](https://x.org).
Then `pooltools.output_size(7, 3)`, `nets.LENET5`, `LENET5`, `bins`, `x`.

```python
blur_pool2d(x, 3)
```

## Another section

Once more `blur_pool2d`.
"""


def build(folder: Path, edition: str) -> Path:
    """Build a book of a chapter and a reference; return its pages' folder."""
    language, other = {"en": ("en", "zh"), "zh": ("zh_CN", "en")}[edition]
    for name in ("en", "zh"):
        (folder / "chapters" / name).mkdir(parents=True, exist_ok=True)
    pages = folder / "chapters" / edition
    conf = CONF.format(language=language, edition=edition, other=other)
    (folder / "conf.py").write_text(conf, "utf-8")
    shutil.copy(ROOT / "chapters" / "references.bib", folder / "chapters")
    (folder / PAGE).write_text(REFERENCE, "utf-8")
    names = "01-a\nreference" if edition == "en" else "01-a"
    toc = f"# Start\n\n```{{toctree}}\n{names}\n```\n"
    (pages / "index.md").write_text(toc, "utf-8")
    (pages / "01-a.md").write_text(CHAPTER, "utf-8")
    run = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", str(folder), "out"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def links(page: Path) -> list[tuple[str, str]]:
    """Return where the names in a page's text lead, and what they are."""
    text = page.read_text("utf-8")
    found = re.findall(r'<a [^>]*href="([^"]*#pooltools[^"]*)"[^>]*>(.*?)</a>', text)
    inside = [(to, re.sub("<[^>]*>", "", name)) for to, name in found]
    return [(to, name) for to, name in inside if name != "#"]


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small book in English."""
    return build(tmp_path_factory.mktemp("en"), "en")


def test_a_name_in_prose_leads_to_its_entry_once_in_each_section(english: Path) -> None:
    assert links(english / "chapters/en/01-a.html") == [
        ("reference.html#pooltools.blur_pool2d", "blur_pool2d"),
        ("reference.html#pooltools.output_size", "pooltools.output_size(7, 3)"),
        ("reference.html#pooltools.nets.LENET5", "nets.LENET5"),
        ("reference.html#pooltools.blur_pool2d", "blur_pool2d"),
    ]


def test_names_lead_to_the_english_reference_where_there_is_no_other(
    tmp_path: Path,
) -> None:
    found = links(build(tmp_path, "zh") / "chapters/zh/01-a.html")
    english = "../../../chapters/en/reference.html"
    assert len(found) == 4
    assert {to.partition("#")[0] for to, _ in found} == {english}


def test_an_entry_leads_to_the_works_and_names_of_others_only(english: Path) -> None:
    page = english / "chapters/en/reference.html"
    text = page.read_text("utf-8")
    entries = dict(
        re.findall(r'<dt [^>]*id="(pooltools[\w.]+)">(.*?)</dl>\n', text, re.S)
    )
    assert len(entries) == 4
    assert re.search(r'\[<a [^>]*href="#id\d+"', text)
    here = text[text.index('id="pooltools.adaptive_avg_pool2d"') :]
    entry = here[: here.index('id="pooltools.nets')]
    assert "output_size" in entry
    assert "#pooltools.output_size" not in entry  # it is an argument there
    assert "[1]_" not in text


def test_the_inventory_has_every_entry_at_its_place(english: Path) -> None:
    with (english / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "", lambda base, address: address)
    functions = found["py:function"]
    assert functions["pooltools.blur_pool2d"][2].endswith(
        "reference.html#pooltools.blur_pool2d"
    )
    assert "pooltools.nets.LENET5" in found["py:data"]
