"""The pages as notebooks, as `make notebooks` writes them."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest

from pooltools.book.notebook import convert
from pooltools.text import get_language

ROOT = Path(__file__).parents[2]
LEFT_OVER = re.compile(r":::|\{cite|\]\([^)]*\.md|href=\"(#|[^\":]*\.html)|\.html\"")


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
def test_every_page_becomes_a_notebook_with_its_cells() -> None:
    done = subprocess.run(
        ["make", "-o", ".venv/lab", "notebooks"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = [
        p for lang in ("en", "zh") for p in (ROOT / "chapters" / lang).glob("*.md")
    ]
    assert len(pages) >= 7
    for page in pages:
        folder = ROOT / "_build" / "notebooks" / page.parent.name
        notebook = nbformat.read(folder / f"{page.stem}.ipynb", as_version=4)
        nbformat.validate(notebook)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        text = page.read_text("utf-8")
        assert len(code) == text.count("```{code-cell}") - text.count(", checkout]")
        everything = "\n".join(cell.source for cell in notebook.cells)
        assert not LEFT_OVER.search(everything), page.name
        for target in re.findall(r'[("]([\w./-]+\.ipynb)[)"]', everything):
            assert (folder / target).is_file(), f"{page.name} leads to {target}"
    assert {path.name for path in (folder.parent / "sheets").iterdir()} == {
        f"set-{number}.ipynb" for number in (1, 2, 3, 4)
    }


PAGE = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
---

# Title

```{code-cell} ipython3
:tags: [hide-input]

shelf("02-b.html", "../../../chapters/en/03-c.html")
```

See {cite:t}`one2016`, {cite:p}`two1998`, [b](02-b.md) and <a href="#x:a=1">the
picture</a>, or <a href="02-b.html#x">there</a>.

:::{admonition} Predict
:class: predict

How many?
:::

:::{exercise-start} Count
:label: count
:::

Do it.

:::{exercise-end}
:::

:::{admonition} First hint
:class: clue dropdown

Use your fingers.
:::

:::{solution-start} count
:class: dropdown
:::

```{code-cell} ipython3
answer = 7
```

```{code-cell} ipython3
:tags: [remove-cell]

assert answer == 7
```

Because.

:::{solution-end}
:::

```{code-cell} ipython3
:tags: [remove-cell, checkout]

read_the_sources()
```

Done.
"""
WORKS = """
@book{one2016, author = {Saito, Koki}, title = {Deep}, year = {2016}}
@article{two1998, author = {A, B and C, D}, title = {Two}, year = {1998}}
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Lay out a small book, and return its one page."""
    folder = tmp_path / "chapters" / "en"
    folder.mkdir(parents=True)
    (folder.parent / "references.bib").write_text(WORKS, "utf-8")
    (folder / "01-a.md").write_text(PAGE, "utf-8")
    return folder / "01-a.md"


def sources(notebook: Any) -> list[str]:
    return [cell.source for cell in notebook.cells]


def test_a_page_can_be_read_without_the_book(page: Path) -> None:
    text = "\n".join(sources(convert(page)))
    assert "See Saito (2016), (A and C, 1998), [b](02-b.ipynb) and the\npicture" in text
    assert '<a href="02-b.ipynb">there</a>' in text
    assert 'shelf("02-b.ipynb", "../en/03-c.ipynb")' in text
    assert '<div class="alert alert-block alert-warning">\n\n**Predict**\n\nHow' in text
    assert "### Exercise: Count\n\nDo it." in text
    assert "<summary><b>First hint</b></summary>\n\nUse your fingers." in text
    assert text.endswith("Done.")
    assert not LEFT_OVER.search(text)


def test_a_solution_is_folded_and_its_first_line_gives_nothing_away(page: Path) -> None:
    cells = convert(page).cells
    folded = [c.source for c in cells if c.metadata.get("jupyter")]
    assert folded[1:] == [
        "# a solution\nanswer = 7",
        "# checks what the page says\nassert answer == 7",
    ]
    text = "\n".join(cell.source for cell in cells)
    assert "**Solution: Count**\n\nThe code of the solution is in the folded" in text
    assert "<summary><b>Solution: Count, continued</b></summary>\n\nBecause." in text


def test_a_cell_that_asks_about_the_sources_stays_at_home(page: Path) -> None:
    assert "read_the_sources()" not in "".join(sources(convert(page)))


def test_a_notebook_is_the_same_each_time_and_changes_no_language(page: Path) -> None:
    assert convert(page) == convert(page)
    assert get_language() == "en"


def test_a_notebook_installs_the_package_where_it_is_told_to(page: Path) -> None:
    told, plain = sources(convert(page, "pooltools @ git+x")), sources(convert(page))
    assert told[1].endswith('%pip install --quiet "pooltools @ git+x"')
    assert told[:1] + told[2:] == plain


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ("{admonition} Predict", "{tabs} Predict", "no rule for the directive 'tabs'"),
        (":::{exercise-end}\n:::", ":::{exercise-end}", "opens no known block"),
    ],
)
def test_what_no_rule_covers_stops_the_build(
    page: Path, found: str, put: str, said: str
) -> None:
    page.write_text(PAGE.replace(found, put), "utf-8")
    with pytest.raises(ValueError, match=f"01-a.md: .*{said}"):
        convert(page)
