"""The built site offers the students' sheets, and nothing of their masters."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from pooltools import _address
from pooltools.classroom.grading.grade import Result, Verdict
from pooltools.classroom.grading.master import own_masters, read_sheet
from pooltools.classroom.grading.reading import places
from pooltools.classroom.grading.report import feedback_page, overview_page

from ..book.test_teachers import PAGE, SECRET, leaks
from ..classroom.sheets import sheets
from .conftest import HTML, axe_findings

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


def test_the_package_is_on_the_site() -> None:
    (link,) = re.findall(r'href="\.\./\.\./(wheels/[^"]*\.whl)"', PAGE)
    with ZipFile(HTML / link) as wheel:
        assert "pooltools/classroom/checks/__init__.py" in wheel.namelist()


def anchors(page: str) -> set[str]:
    """Return the anchors of a built chapter."""
    text = (HTML / f"chapters/en/{page}.html").read_text("utf-8")
    return set(re.findall(r'\bid="([^"]+)"', text))


def test_feedback_leads_to_anchors_that_are_there() -> None:
    assert len(places()) >= 20
    gone = []
    for place in places():
        page, _, anchor = place.partition("#")
        gone += [place] * (anchor not in anchors(page))
    assert gone == []
    assert "what-rounding-is" not in anchors("02-output-size")


VERDICTS = {
    "first-window": Verdict(2, "Right."),
    "output-size": Verdict(0, "Not `n // s`.", "n-over-s"),
    "max-pool": Verdict(None, "was not graded"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("kind", ["feedback", "overview"])
def test_what_a_class_gets_can_be_read_by_all(
    kind: str,
    phone: bool,
    theme: str,
    tmp_path: Path,
    open_page: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(_address.TRIED, "https://owner.example/book")
    sheet = read_sheet(own_masters("en")[0])
    source = {"max-pool": f"def max_pool_2x2(x):\n    return {'x + ' * 60}x\n"}
    result = Result("Ada Lovelace", VERDICTS, ["handed in late"], "why", source)
    text = {
        "feedback": feedback_page(sheet, result),
        "overview": overview_page(sheet, [result] * 3, sandboxed=True),
    }[kind]
    (tmp_path / "page.html").write_text(text, "utf-8")
    page = open_page((tmp_path / "page.html").as_uri(), theme=theme, phone=phone)
    assert axe_findings(page, "html") == []
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
