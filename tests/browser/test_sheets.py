"""The built site offers the students' sheets, and nothing of their masters."""

import json
import re

import pytest

from ..book.test_teachers import PAGE, SECRET, leaks
from ..classroom.sheets import sheets
from .conftest import HTML

pytestmark = pytest.mark.browser


def test_no_master_is_on_the_site() -> None:
    assert (HTML / "_sources/chapters/en/for-teachers.md").exists()
    assert leaks(HTML) == []


def test_every_sheet_can_be_downloaded_unsolved() -> None:
    site = HTML / "sheets"
    linked = set(re.findall(r'sheets/(set-\d\.ipynb)"', PAGE))
    assert (
        linked
        == {path.name for path in site.iterdir()}
        == {f"{name}.ipynb" for name in sheets()}
    )
    for name in linked:
        cells = json.loads((site / name).read_text("utf-8"))["cells"]
        assert len(cells) >= 10
        assert not any(SECRET in cell["source"] for cell in cells)
