"""The pages as notebooks, as `make notebooks` writes them."""

import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]


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
        assert len(code) == page.read_text("utf-8").count("```{code-cell}")
        text = "".join(c.source for c in notebook.cells if c.cell_type == "markdown")
        assert ".md)" not in text
        assert not re.search(r'href="[^":]*\.html', text), page.name
        everything = "".join(cell.source for cell in notebook.cells)
        for target in re.findall(r'[("]([\w./-]+\.ipynb)[)"]', everything):
            assert (folder / target).is_file(), f"{page.name} leads to {target}"
