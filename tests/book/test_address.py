"""Where the book is on the web: one setting, and what is made of it."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

from pooltools import _address
from pooltools.book.live import buttons
from pooltools.book.live.__main__ import main
from pooltools.book.site import wheel
from pooltools.classroom.grading.master import own_masters, read_sheet
from pooltools.classroom.grading.normalise import read_notebook
from pooltools.classroom.grading.release import notebook, write

ROOT = Path(__file__).parents[2]
BOOK = "https://owner.example/book"
OURS = f"{BOOK}/wheels/{_address.wheel()}"


@pytest.fixture
def somewhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """Say that the book is somewhere."""
    monkeypatch.setenv(_address.TRIED, f"{BOOK}/")
    return BOOK


def test_an_address_is_used_without_the_slash_at_its_end(somewhere: str) -> None:
    assert _address.address() == BOOK
    assert _address.package("figures", "widgets").startswith(
        "pooltools[figures,widgets] @ https://"
    )
    assert _address.package() == f"pooltools @ {OURS}"


@pytest.mark.parametrize(
    "wrong", ["owner.example", "file:///book", "https://", "https://a b", 'http://a/"']
)
def test_what_is_no_address_is_refused(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_address.TRIED, wrong)
    with pytest.raises(ValueError, match="does not begin with https://"):
        _address.address()


def code(made: dict[str, Any]) -> list[str]:
    return [cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"]


def test_a_sheet_installs_the_package_first_where_its_address_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for master in own_masters("en"):
        sheet = read_sheet(master)
        monkeypatch.delenv(_address.TRIED, raising=False)
        plain = code(notebook(sheet))
        assert "%pip" not in "".join(plain)
        monkeypatch.setenv(_address.TRIED, BOOK)
        first, *rest = code(notebook(sheet))
        assert rest == plain
        assert first.endswith(f'%pip install --quiet "pooltools @ {OURS}"')
        assert first.startswith("try:\n    import pooltools\nexcept")


def test_the_cell_that_installs_is_nobodys_answer(somewhere: str) -> None:
    sheet = read_sheet(own_masters("en")[0])
    handed = read_notebook(sheet, write(sheet, solutions=True).encode())
    assert handed.flags == []
    assert set(handed.sources) == set(sheet.tasks)
    assert not any("%pip" in source for source in handed.sources.values())


def test_the_site_comes_before_the_repository(somewhere: str) -> None:
    there = buttons.Links("https://github.com/o/n").package
    assert there == f"pooltools[figures,widgets] @ {OURS}"


def test_binder_gets_a_python_that_the_package_runs_on(
    somewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["live", "notebooks", "--output", str(tmp_path)]
    monkeypatch.setattr("sys.argv", command)
    monkeypatch.chdir(ROOT)
    assert main() == 0
    assert (tmp_path / "requirements.txt").read_text("utf-8").endswith(f"{OURS}\n")
    told = (tmp_path / "runtime.txt").read_text("utf-8")
    version = re.fullmatch(r"python-3\.(\d+)\n", told)
    assert version
    assert int(version[1]) >= 11
    page = (tmp_path / "en/01-one-window.ipynb").read_text("utf-8")
    sheet = (tmp_path / "sheets/set-1.ipynb").read_text("utf-8")
    assert page.count("pip install") == sheet.count("pip install") == 1


def finish(folder: Path, language: str = "en") -> None:
    """End a build of the book in a folder."""
    app: Any = SimpleNamespace(
        builder=SimpleNamespace(name="html"),
        config=SimpleNamespace(language=language),
        srcdir=ROOT,
        outdir=folder,
    )
    wheel.write_wheel(app, None)


def test_a_built_book_has_the_wheel_and_keeps_older_ones(tmp_path: Path) -> None:
    old = tmp_path / "wheels/pooltools-0.0.1-py3-none-any.whl"
    old.parent.mkdir()
    old.write_bytes(b"old")
    finish(tmp_path)
    assert old.read_bytes() == b"old"
    with ZipFile(old.parent / _address.wheel()) as archive:
        assert "pooltools/classroom/checks/__init__.py" in archive.namelist()
        assert not any("exercises/set-" in name for name in archive.namelist())
    finish(tmp_path / "zh", "zh_CN")
    assert not (tmp_path / "zh").exists()


def test_a_wheel_that_is_not_made_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, "wheel", lambda: "pooltools-9.9-py3-none-any.whl")
    with pytest.raises(RuntimeError, match="no wheel was made"):
        finish(tmp_path)
