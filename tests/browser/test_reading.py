"""Pages that read well: one size of type, numbers, nothing before a picture."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import HTML, anchors_in, axe_findings, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
FILES = [*HTML.glob("chapters/en/*.html"), *HTML.glob("zh/chapters/zh/*.html")]
CHAPTERS = [path for path in FILES if re.match(r"\d\d-", path.name)]
FIRST = "chapters/en/01-one-window.html"
SOME = [
    "chapters/en/index",
    FIRST[:-5],
    "chapters/en/reference",
    "zh/chapters/zh/about",
]


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


# ---- type ---------------------------------------------------------------------

SIZES = """() => {
  const prose = [...document.querySelectorAll("article section > p")];
  return prose.map((p) => [getComputedStyle(p).fontSize, p.offsetWidth]);
}"""


@pytest.mark.parametrize("name", SOME)
def test_prose_is_large_and_narrow_with_and_without_scripts(
    name: str, disk: str, open_page: Open, browser: Browser
) -> None:
    page = open_page(f"{disk}/{name}.html")
    wait_ready(page, 0)
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    with_scripts = page.evaluate(SIZES)
    assert with_scripts
    assert {size for size, _ in with_scripts} == {"18px"}
    assert max(width for _, width in with_scripts) <= 38 * 16
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{disk}/{name}.html")
    assert {size for size, _ in bare.evaluate(SIZES)} == {"18px"}
    context.close()


FIRST_THEME = """
  new MutationObserver(() => {
    if (document.body) self.firstTheme ??= document.documentElement.dataset.theme;
  }).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_light_or_dark_is_known_before_anything_is_painted(
    theme: str, disk: str, browser: Browser
) -> None:
    context = browser.new_context(color_scheme=theme)  # type: ignore[arg-type]
    context.add_init_script(FIRST_THEME)
    page = context.new_page()
    page.goto(f"{disk}/{FIRST}")
    assert page.evaluate("firstTheme") == theme
    context.close()


def test_no_word_of_the_text_grows_when_scripts_run(disk: str, open_page: Open) -> None:
    page = open_page("about:blank")
    page.context.add_init_script(
        """addEventListener("readystatechange", () => {
          const first = document.querySelector("article section > p");
          (self.sizes ??= []).push(first && getComputedStyle(first).fontSize);
        }, true);"""
    )
    page.goto(f"{disk}/{FIRST}")
    wait_ready(page)
    sizes = page.evaluate("sizes")
    assert len(sizes) >= 2
    assert set(sizes) == {"18px"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_links_have_one_colour_in_text_and_tables(
    theme: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/chapters/en/10-accept-any-size.html", theme=theme)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    # a box's title has the box's colour, and a link to an exercise in it too
    links = page.locator("article a:not(.headerlink, .btn, .admonition-title a)")
    colors = links.evaluate_all(
        """links => links.map(link =>
          [!!link.closest("table"), getComputedStyle(link).color])"""
    )
    assert {in_table for in_table, _ in colors} == {True, False}
    assert len({color for _, color in colors}) == 1


# ---- numbers -------------------------------------------------------------------


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


@pytest.mark.parametrize("path", CHAPTERS, ids=named)
def test_a_chapter_has_its_number_wherever_it_is_named(path: Path) -> None:
    text, number = path.read_text("utf-8"), int(path.name[:2])
    heading = plain(re.findall(r"<h1>(.*?)<a", text, re.DOTALL)[-1])
    title = plain(re.findall(r"<title>(.*?)</title>", text, re.DOTALL)[0])
    assert heading.startswith(f"{number} ")
    assert title.startswith(f"{heading} —")
    assert f'style="--chapter: {number}; --chapters: 12"' in text
    entries = re.findall(r'<li class="toctree-l1[^>]*>(.*?)</a>', text, re.DOTALL)
    assert heading in [plain(entry) for entry in entries]


@pytest.mark.parametrize("path", CHAPTERS, ids=named)
def test_the_links_to_other_chapters_have_their_numbers(path: Path) -> None:
    text = path.read_text("utf-8")
    links = re.findall(
        r'class="(?:left-prev|right-next)"\s+href="([^"]*)".*?prev-next-title">(.*?)</p>',
        text,
        re.DOTALL,
    )
    assert links
    for address, title in links:
        found = re.match(r"(\d\d)-", address)
        if found:
            assert plain(title).startswith(f"{int(found[1])} ")


def test_the_start_page_says_its_title_once() -> None:
    text = (HTML / "chapters/en/index.html").read_text("utf-8")
    (title,) = re.findall(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title.strip() == "Pooling, seen and understood"


def test_a_line_shows_how_far_the_page_is_read(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{FIRST}")
    wait_ready(page)
    read = (
        'document.querySelector(".bd-header-article").style.getPropertyValue("--read")'
    )
    page.wait_for_function(f"{read} === '0.000'")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(f"{read} === '1.000'")


# ---- sources ---------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_source_stands_before_what_it_makes(
    path: Path, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{path.relative_to(HTML)}")
    before = page.locator("details.book-source").evaluate_all(
        """folds => folds.filter((fold) => fold.nextElementSibling
          || !fold.previousElementSibling?.matches(".cell_output, details"))
          .map((fold) => fold.parentElement.outerHTML.slice(0, 200))"""
    )
    assert before == []
    setup = page.locator("details.book-setup")
    assert setup.count() <= 1
    if setup.count():
        expect(setup.locator("summary")).not_to_be_empty()
        last = "article > section > :last-child details.book-setup"
        assert page.locator(last).count() == 1
    if path in CHAPTERS:
        assert setup.count() == 1
        assert "import numpy" in (setup.text_content() or "")


# ---- the rest of the page -----------------------------------------------------------


HOSTS = re.compile(r"https://(github\.com/[\w.-]+|gitlab\.com/[\w./-]+)/[\w.-]+/")


def walked(path: Path, text: str) -> tuple[int, list[str]]:
    """Follow the links of a page's foot; return how many, and which lead nowhere."""
    foot = text[text.index('class="book-foot"') :]
    links = re.findall(r'href="([^"]*)"', foot[: foot.index("</ul>")])
    lost = []
    for link in map(unescape, links):
        name, _, fragment = link.partition("#")
        there = path.parent / (name or path.name)
        if link.startswith("https://"):  # the sources, where the build knows them
            found = HOSTS.match(link) is not None
        elif not there.is_file():
            found = False
        elif "present=" in fragment:  # pictures, whose anchors come with their script
            anchors = anchors_in(fragment)
            kinds = {re.sub(r"-\d+$", "", anchor) for _, anchor in anchors}
            pictures = set(re.findall(r'data-pooltools-widget="([\w-]+)"', text))
            found = kinds <= pictures and bool(kinds)
        else:
            found = f'id="{fragment}"' in there.read_text("utf-8")
        lost += [] if found else [link]
    return len(links), lost


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_link_of_a_page_s_foot_leads_somewhere(path: Path) -> None:
    count, lost = walked(path, path.read_text("utf-8"))
    assert count >= 3 + bool(re.match(r"\d\d-", path.name))
    assert lost == []


def test_a_foot_that_leads_nowhere_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<p id="here"><div data-pooltools-widget="p-dial">', "utf-8")
    right = ["#here", "page.html#here", "#present=p-dial:|p-dial:step=2"]
    right += ["https://github.com/owner/book/edit/main/a.md"]
    wrong = ["#gone", "other.html#here", "#present=window-ruler:", "#present="]
    wrong += ["https://example.org/book/edit", "http://github.com/owner/book/edit"]
    for links, lost in ((right, []), (wrong, wrong)):
        foot = "".join(f'<a href="{link}">' for link in links)
        text = f'{path.read_text("utf-8")}<ul class="book-foot">{foot}</ul>'
        assert walked(path, text) == (len(links), lost)


WHOLE = [
    "chapters/en/index",
    FIRST[:-5],
    "chapters/en/framework-clinic",
    "chapters/en/about",
    "zh/chapters/zh/index",
    "zh/chapters/zh/about",
]


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_whole_page_of_a_phone(
    name: str, theme: str, site: str, open_page: Open
) -> None:
    """At a desk it is asked of every page, in ``test_site``."""
    page = open_page(f"{site}/{name}.html", theme=theme, phone=True)
    wait_ready(page, 0)
    assert axe_findings(page, "html") == []


@pytest.mark.parametrize(("edition", "word"), [("", "stride"), ("zh/", "步幅")])
def test_a_search_shows_prose_and_fits_a_phone(
    edition: str, word: str, site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/{edition}search.html?q={word}", phone=True)
    excerpts = page.locator("#search-results p.context")
    excerpts.nth(1).wait_for()
    for text in excerpts.all_text_contents():
        for button in ("Show the", "Copy as", "Source", "显示", "复制为", "Toggle"):
            assert button not in text, text
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_whole_book_opens_from_disk(tmp_path: Path, open_page: Open) -> None:
    with ZipFile(HTML / "pooling-book.zip") as archive:
        archive.extractall(tmp_path)
    book = tmp_path / "pooling-book"
    assert len([*book.rglob("*.html")]) >= len(FILES)
    page = open_page((book / "index.html").as_uri())
    page.wait_for_url("**/chapters/en/index.html")
    wait_ready(page)
    assert page.locator(".book-whole").count() == 0
    page.locator(".bd-links a", has_text="Slide a window").first.click()
    page.wait_for_url("**/01-one-window.html")
    wait_ready(page)
    page.locator("a.book-edition").click()
    page.wait_for_url("**/chapters/zh/01-one-window.html")
    wait_ready(page)


@pytest.mark.parametrize("name", ["chapters/en/index", "zh/chapters/zh/index"])
def test_the_start_page_offers_the_whole_book(name: str) -> None:
    path = HTML / f"{name}.html"
    found = re.search(r'class="book-whole">.*?href="([^"]*)"', path.read_text("utf-8"))
    assert found
    assert (path.parent / found[1]).resolve().is_file()
