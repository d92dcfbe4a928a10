"""What the site with Python in it is made of, part by part."""

import hashlib
import importlib
import json
import zipfile
from pathlib import Path

import pytest

from pooltools.book import hosts
from pooltools.book.live import buttons, pyodide, site, wheels
from pooltools.book.live.bytecode import compile_archive
from pooltools.text import table


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def described(name: str, *depends: str) -> dict[str, object]:
    file = f"{name}-1.0-py3-none-any.whl"
    sha256 = digest(name.encode())
    return {"name": name, "file_name": file, "sha256": sha256, "depends": [*depends]}


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a small release of Pyodide, whose sums are those that are asked for."""
    folder = tmp_path / "release"
    folder.mkdir()
    names = [*pyodide.KERNEL, *pyodide.PAGES, "spare"]
    packages = {name: described(name) for name in names}
    packages["matplotlib"] = described("matplotlib", "numpy", "pillow")
    packages["pillow"] = described("pillow")
    lock = json.dumps({"packages": packages}).encode()
    core = {name: name.encode() for name in pyodide.CORE} | {pyodide.LOCK: lock}
    files = core | {str(p["file_name"]): n.encode() for n, p in packages.items()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    monkeypatch.setattr(pyodide, "CORE", {name: digest(core[name]) for name in core})
    monkeypatch.setattr(pyodide, "cache", lambda: tmp_path / "cache")
    return folder


def test_a_named_folder_is_taken_if_it_has_everything(release: Path) -> None:
    assert pyodide.find(release) == release


@pytest.mark.parametrize("content", [None, b"tampered with"])
@pytest.mark.parametrize("name", ["pyodide.js", "numpy-1.0-py3-none-any.whl"])
def test_a_named_folder_with_a_gap_or_another_file_is_refused(
    release: Path, name: str, content: bytes | None
) -> None:
    (release / name).unlink()
    if content is not None:
        (release / name).write_bytes(content)
    with pytest.raises(pyodide.UnavailableError, match=f"has no {name}"):
        pyodide.find(release)


def test_the_cache_is_filled_from_the_cdn_and_then_left_alone(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyodide, "CDN", f"{release.as_uri()}/")
    cache = pyodide.find()
    assert not any(path.suffix == ".part" for path in cache.iterdir())
    assert not (cache / "spare-1.0-py3-none-any.whl").exists()
    monkeypatch.setattr(pyodide, "CDN", "file:///nowhere/")
    assert pyodide.find() == cache


def test_a_cdn_that_is_out_of_reach_is_told_with_what_to_do(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyodide, "CDN", "file:///nowhere/")
    with pytest.raises(pyodide.UnavailableError, match="make live PYODIDE=folder"):
        pyodide.find()


def test_a_cdn_that_sends_another_file_is_not_believed(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (release / "pillow-1.0-py3-none-any.whl").write_bytes(b"tampered with")
    monkeypatch.setattr(pyodide, "CDN", f"{release.as_uri()}/")
    with pytest.raises(pyodide.UnavailableError, match=r"pillow.* is not the official"):
        pyodide.find()
    assert not (pyodide.cache() / "pillow-1.0-py3-none-any.whl").exists()


def wheel(folder: Path, name: str, *requires: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    lines = [f"Name: {name}", "Version: 1.0"]
    lines += [f"Requires-Dist: {needed}" for needed in requires]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        archive.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(lines))
    return path


def test_wheels_join_what_is_needed_of_pyodide(release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    pyodide.copy(release, folder)
    rival = "torch; extra == 'bench'"
    ours = wheel(tmp_path, "pooltools", "numpy", rival, "any_widget")
    theirs = wheel(tmp_path, "any_widget", "jupyterlab-widgets", "numpy")
    wheels.add(folder, [ours, theirs])
    packages = json.loads((folder / pyodide.LOCK).read_text("utf-8"))["packages"]
    assert "spare" not in packages
    assert packages["pooltools"]["depends"] == ["any-widget", "numpy"]
    assert packages["any-widget"]["imports"] == ["any_widget"]
    for entry in packages.values():
        assert digest((folder / entry["file_name"]).read_bytes()) == entry["sha256"]


def test_a_wheel_that_nothing_answers_for_stops_the_build(
    release: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    pyodide.copy(release, folder)
    with pytest.raises(pyodide.UnavailableError, match="pooltools needs anywidget"):
        wheels.add(folder, [wheel(tmp_path, "pooltools", "anywidget")])


def test_an_archive_compiled_beforehand_is_imported_like_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "stdlib.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("warm/__init__.py", "from .part import seven")
        made.writestr("warm/part.py", "seven = 7")
        made.writestr("warm/lexers/seldom.py", "eight = 8")
        made.writestr("jedi/third_party/django-stubs/never.pyi", "")
        made.writestr("warm/data.txt", "as it is")
    compile_archive(archive)
    with zipfile.ZipFile(archive) as made:
        assert set(made.namelist()) == {
            "warm/__init__.pyc",
            "warm/part.pyc",
            "warm/lexers/seldom.py",
            "warm/data.txt",
        }
    monkeypatch.syspath_prepend(archive)
    assert importlib.import_module("warm").seven == 7


BARE = f"<h1>A page</h1>\n{buttons.PLACE}\n<p>Its header</p>"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Lay out a built book of two pages with code in two editions, and one without."""
    for name, code in {"en/a": True, "zh/a": True, "en/words": False}.items():
        edition, stem = name.split("/")
        page = tmp_path / "html" / buttons.PAGES[edition].format(stem)
        notebook = tmp_path / "notebooks" / f"{name}.ipynb"
        for path in (page, notebook):
            path.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(BARE, "utf-8")
        cell = {"cell_type": "code" if code else "markdown"}
        notebook.write_text(json.dumps({"cells": [cell]}), "utf-8")
    return tmp_path


def add(book: Path, links: buttons.Links = buttons.Links()) -> dict[str, str]:  # noqa: B008
    buttons.add(book / "html", book / "notebooks", links)
    return {
        path.relative_to(book).as_posix(): path.read_text("utf-8")
        for path in book.rglob("*.html")
    }


def test_pages_with_code_get_a_button_that_works_under_any_path(book: Path) -> None:
    pages = add(book)
    assert pages["html/chapters/en/words.html"] == BARE
    english = pages["html/chapters/en/a.html"]
    chinese = pages["html/zh/chapters/zh/a.html"]
    assert 'href="../../lite/notebooks/index.html?path=en/a.ipynb"' in english
    assert 'href="../../../lite/files/zh/a.ipynb" download>下载笔记本' in chinese
    assert "https:" not in english + chinese


def test_a_page_without_a_place_for_the_button_is_not_passed_over(book: Path) -> None:
    page = book / "html/chapters/en/a.html"
    page.write_text(BARE.replace("header-article-items__end", "header-end"), "utf-8")
    with pytest.raises(ValueError, match=r"a\.html has no .*items__end.*; find out"):
        add(book)
    assert "<!-- run -->" not in page.read_text("utf-8")


def test_a_second_time_changes_nothing(book: Path) -> None:
    assert add(book) == add(book)


def test_other_places_are_offered_once_their_address_is_known(book: Path) -> None:
    links = buttons.Links("https://github.com/o/n.git", "https://hub.example/")
    page = add(book, links)["html/chapters/en/a.html"]
    assert page.count("https://") == 3
    assert page.count("<li>") == 4
    assert "repo=https%3A%2F%2Fgithub.com%2Fo%2Fn&amp;branch=notebooks" in page


DOWNLOAD = '<a class="book-download" href="../../sheets/set-1.ipynb" download>One</a>'


def test_a_sheet_that_is_offered_can_be_run_here(book: Path) -> None:
    page = book / "html/chapters/en/a.html"
    page.write_text(f"{BARE}<td>{DOWNLOAD}</td>", "utf-8")
    made = add(book)["html/chapters/en/a.html"]
    run = "../../lite/notebooks/index.html?path=sheets/set-1.ipynb"
    assert f'<td>{DOWNLOAD}\n<!-- run --> · <a href="{run}"' in made
    assert add(book)["html/chapters/en/a.html"] == made


def test_gitlab_offers_what_opens_it() -> None:
    links = buttons.Links("https://gitlab.com/group/part/n", "https://hub.example")
    there = dict(links.to("en/a.ipynb"))
    assert set(there) == {"Binder", "JupyterHub"}
    assert "/v2/gl/group%2Fpart%2Fn/notebooks?" in there["Binder"]
    assert "repo=https%3A%2F%2Fgitlab.com%2Fgroup%2Fpart%2Fn" in there["JupyterHub"]
    assert links.package.endswith("@ git+https://gitlab.com/group/part/n")


def test_a_hub_alone_says_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="say REPOSITORY=https://"):
        buttons.Links(hub="https://hub.example")


def test_a_hub_alone_takes_the_repository_of_the_book(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(hosts.TRIED, raising=False)
    assert hosts.known(tmp_path) == ""
    line = '[tool.hatch.metadata.hooks.custom]\nrepository = "https://github.com/o/n"\n'
    (tmp_path / "pyproject.toml").write_text(line, "utf-8")
    assert hosts.known(tmp_path) == "https://github.com/o/n"
    monkeypatch.setenv(hosts.TRIED, "https://gitlab.com/o/n")
    assert hosts.known(tmp_path) == "https://gitlab.com/o/n"


@pytest.mark.parametrize(
    "address", ["o/n", "https://x.org/o/n", "https://github.com/o"]
)
def test_an_address_that_binder_cannot_open_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"is not https://github\.com/owner/"):
        buttons.Links(address)


def test_the_line_that_greets_is_written_before_anything_else_runs(
    tmp_path: Path,
) -> None:
    page = tmp_path / "notebooks" / "index.html"
    page.parent.mkdir()
    head = '<meta charset="utf-8" />\n<script>x</script>'
    page.write_text(f"<head>\n{head}</head>", "utf-8")
    site.add_progress(page)
    text = page.read_text("utf-8")
    assert text.index("start.js") < text.index("<script>x")
    words = json.loads(text.split('type="application/json">')[1].split("</script>")[0])
    assert set(words["en"]) == set(words["zh"]) == set(table("start"))


def test_a_page_of_jupyterlite_that_begins_otherwise_is_not_passed_over(
    tmp_path: Path,
) -> None:
    page = tmp_path / "notebooks" / "index.html"
    page.parent.mkdir()
    page.write_text('<head><meta charset="UTF-8"></head>', "utf-8")
    with pytest.raises(ValueError, match=r"index\.html has no '<meta charset"):
        site.add_progress(page)


def test_the_workflow_pushes_to_the_branch_that_the_links_name() -> None:
    workflow = Path(__file__).parents[2] / ".github" / "workflows" / "book.yml"
    text = workflow.read_text("utf-8")
    assert f"--initial-branch {buttons.BRANCH}\n" in text
    assert f'git push --quiet --force "$TO" {buttons.BRANCH}\n' in text
