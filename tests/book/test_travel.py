"""Pages that are sent to others: addresses, cards, a map, and a foot that leads on."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from matplotlib.image import imread

from pooltools import __version__, _address
from pooltools.book import hosts, whole
from pooltools.book.site import travel
from pooltools.figures import _cards as cards
from pooltools.text import table

from .pages import ROOT

BOOK = "https://owner.example/book"
SOURCES = "https://github.com/owner/book"
TOC = """\
format: jb-book
root: chapters/en/index
chapters:
  - file: chapters/en/02-output-size
  - file: chapters/en/about
"""


def build(folder: Path, **known: str) -> Path:
    """Build three pages as the Makefile builds all; return their folder."""
    for name in ("pooltools", "chapters", *(path.name for path in ROOT.glob("*.*"))):
        if name != "_toc.yml" and not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    (folder / "LICENSE").symlink_to(ROOT / "LICENSE")
    (folder / "_toc.yml").write_text(TOC, "utf-8")
    config = (ROOT / "_config.yml").read_text("utf-8")
    off = config.replace("execute_notebooks: cache", "execute_notebooks: 'off'")
    assert off != config
    (folder / "off.yml").write_text(off, "utf-8")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "."]
    command += ["--config", "off.yml"]
    # PYTHONPATH: the package of this checkout, wherever an install leads
    env = os.environ | {"PYTHONPATH": str(ROOT)} | known
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    html = folder / "_build/html"
    assert (html / "chapters/en/about.html").exists(), done.stdout + done.stderr
    return html


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with an address and a repository."""
    known = {_address.TRIED: BOOK, hosts.TRIED: SOURCES}
    return build(tmp_path_factory.mktemp("sent"), **known)


def test_a_page_tells_its_address_its_subject_and_its_picture(sent: Path) -> None:
    text = (sent / "chapters/en/02-output-size.html").read_text("utf-8")
    here = f"{BOOK}/chapters/en/02-output-size.html"
    assert f'<link rel="canonical" href="{here}" />' in text
    told = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)" />', text))
    assert told["og:url"] == here
    assert told["og:title"] == "2 Work out the size"
    assert told["og:description"] == table("pages")["02-output-size"]["en"]
    assert told["og:locale"] == "en_US"
    assert '<meta name="twitter:card" content="summary_large_image" />' in text
    picture = sent / told["og:image"].removeprefix(f"{BOOK}/")
    assert imread(picture).shape[:2] == (cards.HEIGHT, cards.WIDTH)
    size = told["og:image:width"], told["og:image:height"]
    assert size == (str(cards.WIDTH), str(cards.HEIGHT))


def test_the_map_has_the_pages_of_both_editions(sent: Path) -> None:
    tree = ElementTree.parse(sent / "sitemap.xml")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [place.text for place in tree.findall("s:url/s:loc", space)]
    assert f"{BOOK}/chapters/en/index.html" in found
    assert f"{BOOK}/zh/chapters/zh/index.html" in found
    assert len(found) == len(set(found)) >= 6


def test_a_lost_reader_is_led_back_in_both_languages(sent: Path) -> None:
    text = (sent / "404.html").read_text("utf-8")
    links = re.findall(r'(?:href|action|src)="([^"]*)"', text)
    assert links == [
        f"{BOOK}/chapters/en/index.html",
        f"{BOOK}/search.html",
        f"{BOOK}/zh/chapters/zh/index.html",
        f"{BOOK}/zh/search.html",
    ]


def test_the_foot_leads_to_the_sources(sent: Path) -> None:
    text = (sent / "chapters/en/about.html").read_text("utf-8")
    foot = text[text.index('class="book-foot"') :]
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', foot[: foot.index("</ul>")])
    there = {words: address.replace("&amp;", "&") for address, words in links}
    assert there["Edit this page"] == f"{SOURCES}/edit/main/chapters/en/about.md"
    assert there["Report a mistake"].startswith(f"{SOURCES}/issues/new?title=")
    assert there[f"Version {__version__}"] == f"{SOURCES}/blob/HEAD/CHANGELOG.md"
    for words in ("Licence", "How to cite", "Accessibility"):
        target = there[words]
        name, _, anchor = target.partition("#")
        assert name in ("", "about.html")
        assert f'id="{anchor}"' in text


def test_the_first_address_has_the_card_of_the_start_page(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_address.TRIED, BOOK)
    whole.forward(sent)
    text = (sent / "index.html").read_text("utf-8")
    assert 'content="0; url=chapters/en/index.html"' in text
    assert f'content="{BOOK}/cards/index.png"' in text
    monkeypatch.delenv(_address.TRIED)
    whole.forward(sent)
    assert "og:" not in (sent / "index.html").read_text("utf-8")


def test_without_an_address_a_page_tells_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder of a build that had one: what it made is taken away."""
    html = tmp_path / "_build/html"
    for name in ("404.html", "sitemap.xml", "cards/index.png"):
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / name).write_text("old", "utf-8")
    build(tmp_path, **{_address.TRIED: "", hosts.TRIED: ""})
    assert {path.name for path in html.iterdir()}.isdisjoint(
        {"404.html", "sitemap.xml", "cards"}
    )
    for page in ("index", "02-output-size", "about"):
        text = (html / f"chapters/en/{page}.html").read_text("utf-8")
        assert '<meta name="description"' in text
        for told in ("og:", "canonical", "twitter:", "Edit this page"):
            assert told not in text, told


# ---- descriptions and cards ---------------------------------------------------


def test_every_page_has_a_description_that_names_the_subject() -> None:
    said = table("pages")
    names = {path.stem for path in ROOT.glob("chapters/en/*.md")}
    assert names == set(said)
    for entry in said.values():
        assert re.search("pool", entry["en"], re.IGNORECASE)
        assert "池化" in entry["zh"]
        assert 60 <= len(entry["en"]) <= 165, entry["en"]
        assert 20 <= len(entry["zh"]) <= 90, entry["zh"]


def texts(name: str, title: str) -> list[str]:
    return [text.get_text() for text in cards.draw(name, title, "Pooling").texts]


def test_a_card_shows_number_title_and_book() -> None:
    shown = texts("02-output-size", "2 Work out the size")
    assert shown == ["2", "Work out the\nsize", "Pooling"]
    assert texts("about", "About this book") == ["About this book", "Pooling"]


def test_a_card_without_a_face_for_its_title_leaves_it_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cards, "FACES", ())
    assert texts("01-one-window", "1 一个窗口") == ["1", "Pooling"]


def test_a_repository_is_on_github_or_on_gitlab() -> None:
    lab = hosts.Repository("https://gitlab.com/group/part/book.git")
    assert lab.edit("a b.md") == (
        "https://gitlab.com/group/part/book/-/edit/main/a%20b.md"
    )
    assert lab.report("x").endswith("/-/issues/new?issue%5Btitle%5D=x")
    assert lab.name == "book"
    for wrong in ("https://github.com/a/b/c", "https://x.org/a/b", "gitlab.com/a/b"):
        with pytest.raises(ValueError, match=r"is not https://github\.com/owner/name"):
            hosts.Repository(wrong)


def test_the_page_about_the_book_cites_this_version() -> None:
    for edition in ("en", "zh"):
        text = (ROOT / f"chapters/{edition}/about.md").read_text("utf-8")
        assert f"version = {{{__version__}}}" in text


# ---- the whole book as one file -------------------------------------------------


def small(folder: Path) -> Path:
    """Make a site with what goes along and what does not."""
    start = (
        '<title>Start</title>\n<p>A</p>\n<!-- whole here -->\n<a href="b.html">B</a>'
    )
    files = {
        "chapters/en/index.html": start,
        "zh/chapters/zh/index.html": start,
        "chapters/en/b.html": "<p>B</p>\n<!-- run --><a>Run</a><!-- /run -->",
        "lite/index.html": "lite",
        "zh/wheels/a.whl": "wheel",
        "sitemap.xml": "map",
        "_static/a.css": "css",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def run(html: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr("sys.argv", ["whole", str(html)])
    assert whole.main() == 0
    return (html / f"{whole.NAME}.zip").read_bytes()


def test_the_book_is_one_file_without_itself_and_linked_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = small(tmp_path / "html")
    first = run(html, monkeypatch)
    assert run(html, monkeypatch) == first  # nor does it hold its own link
    with ZipFile(html / f"{whole.NAME}.zip") as archive:
        names = {name.removeprefix(f"{whole.NAME}/") for name in archive.namelist()}
        page = archive.read(f"{whole.NAME}/chapters/en/b.html").decode()
        start = archive.read(f"{whole.NAME}/chapters/en/index.html").decode()
    assert names == {
        "index.html",
        "chapters/en/index.html",
        "zh/chapters/zh/index.html",
        "chapters/en/b.html",
        "_static/a.css",
    }
    assert page == "<p>B</p>"
    assert ".zip" not in start
    for name, up in {"chapters/en": "../../", "zh/chapters/zh": "../../../"}.items():
        text = (html / name / "index.html").read_text("utf-8")
        assert text.count(f'href="{up}{whole.NAME}.zip"') == 1


def test_without_a_book_there_is_nothing_to_take_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["whole", str(tmp_path)])
    assert whole.main() == 1
    assert "type make book first" in capsys.readouterr().err


def test_the_map_names_a_page_of_one_edition_without_an_alternate(
    tmp_path: Path,
) -> None:
    (tmp_path / "chapters/zh").mkdir(parents=True)
    both = "root: chapters/en/index\n - file: chapters/en/a\n"
    (tmp_path / "_toc.yml").write_text(both, "utf-8")
    (tmp_path / "chapters/zh/_toc.yml").write_text("root: chapters/zh/index\n", "utf-8")
    app = SimpleNamespace(srcdir=tmp_path)
    lines = travel.make_map(app, BOOK).splitlines()  # type: ignore[arg-type]
    assert sum('hreflang="zh-CN"' in line for line in lines) == 2
    assert sum("<loc>" in line for line in lines) == 3
