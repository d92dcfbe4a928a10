"""The built site: nothing from outside, nothing broken, nothing heavy."""

import gzip
import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import HTML, anchors_in, axe_findings, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGES = sorted(
    str(path.relative_to(HTML))
    for folder in ("chapters/en", "zh/chapters/zh")
    for path in (HTML / folder).glob("*.html")
)
CHAPTERS = [page for page in PAGES if re.search(r"/\d\d-", page)]
PICTURED = [*CHAPTERS, "chapters/en/the-short-path.html"]
WIDGET = "[data-pooltools-widget]"
DOCUTILS = re.compile(r'aria-(allowed|deprecated)-role: <div class="citation"')
"""How docutils writes an entry of a bibliography; screen readers read it well."""
LARGEST_CHAPTER = 600_000
LARGEST_WIDGET = 32_000


def test_there_are_pages_in_both_languages() -> None:
    assert len(PAGES) >= 28
    assert {"chapters/en/cheat-sheet.html", "chapters/en/glossary.html"} <= {*PAGES}
    assert len([page for page in CHAPTERS if page.startswith("zh/")]) >= 1
    assert len([page for page in CHAPTERS if not page.startswith("zh/")]) >= 3


def test_the_top_page_forwards_to_the_start(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/index.html")
    page.wait_for_url("**/chapters/en/index.html")


@pytest.mark.parametrize("page_name", PAGES)
@pytest.mark.parametrize("host", ["site", "disk"])
def test_a_page_opens_quietly_with_all_its_widgets(
    page_name: str, host: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    page = open_page(f"{request.getfixturevalue(host)}/{page_name}")
    wait_ready(page, least=1 if page_name in CHAPTERS else 0)
    expected = "zh-CN" if page_name.startswith("zh/") else "en"
    assert page.get_attribute("html", "lang") == expected
    assert page.locator("article h1").count() == 1
    assert page.title()


@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_fits_a_phone(page_name: str, site: str, open_page: Open) -> None:
    page = open_page(f"{site}/{page_name}", phone=True)
    wait_ready(page, least=0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("page_name", PAGES)
def test_no_markup_is_left_over(page_name: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{page_name}")
    text = page.locator("article").evaluate(
        """article => {
          const copy = article.cloneNode(true);
          const code = "pre, code, script, textarea, .sig, dt > strong";
          copy.querySelectorAll(code).forEach((element) => element.remove());
          return copy.textContent;
        }"""
    )
    assert len(text) > 50
    assert unnamed(page) == []
    for left in ("**", "[^", "{{", "][", "{cite", ":::", "\\frac"):
        assert left not in text, left


def unnamed(page: Page) -> list[str]:
    """Return what a widget's script has written for a string it does not have."""
    wait_ready(page, 0)
    found: list[str] = page.locator("[data-pooltools-widget] *").evaluate_all(
        """all => all.filter((element) =>
          [...element.attributes].some(({ value }) => value.includes("undefined"))
          || [...element.childNodes].some((node) =>
            node.nodeType === 3 && node.textContent.includes("undefined")))
          .map((element) => element.outerHTML.slice(0, 120))"""
    )
    return found


@pytest.mark.parametrize("page_name", [*PAGES, "search.html", "zh/search.html"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_whole_page(
    page_name: str, theme: str, site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/{page_name}", theme=theme)
    wait_ready(page, 0)
    assert page.get_attribute("html", "data-theme") == theme
    found = axe_findings(page, "html")
    assert [line for line in found if not DOCUTILS.match(line)] == []


def test_axe_would_find_something_in_every_part_of_a_page(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/{CHAPTERS[0]}")
    wait_ready(page)
    parts = ["article", ".bd-sidebar", ".bd-header", "footer", ".pool-widget"]
    for part in parts:
        where = page.locator(part).first
        where.evaluate("part => part.insertAdjacentHTML('beforeend', '<img src>')")
    found = [line for line in axe_findings(page, "html") if "image-alt" in line]
    assert len(found) == len(parts)


@pytest.mark.parametrize("page_name", PICTURED)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_widgets_on_a_phone(
    page_name: str, theme: str, site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/{page_name}", theme=theme, phone=True)
    wait_ready(page)
    assert page.get_attribute("html", "data-theme") == theme
    assert axe_findings(page, WIDGET) == []


@pytest.mark.parametrize("page_name", PICTURED)
def test_a_chapter_is_light(page_name: str, site: str, open_page: Open) -> None:
    page = open_page("about:blank")
    sizes: dict[str, int] = {}

    def weigh(response: object) -> None:
        path = HTML / unquote(urlsplit(response.url).path.lstrip("/"))  # type: ignore[attr-defined]
        if path.is_file():
            sizes[str(path)] = packed(path)

    page.on("response", weigh)
    page.goto(f"{site}/{page_name}")
    wait_ready(page)
    page.wait_for_load_state("networkidle")
    ours = {path: size for path, size in sizes.items() if "/_static/pooltools/" in path}
    assert len(ours) >= 4
    kinds = sum(path.endswith(".js") for path in ours) - 1  # the host is shared
    assert sum(ours.values()) <= LARGEST_WIDGET * kinds, ours
    most = LARGEST_CHAPTER + LARGEST_WIDGET * (kinds - 1)
    assert sum(sizes.values()) <= most, sizes


def packed(path: Path) -> int:
    """Return how many bytes of a file travel: fonts and pictures are packed already."""
    data = path.read_bytes()
    if path.suffix in (".woff2", ".png"):
        return len(data)
    return len(gzip.compress(data, 6))


@pytest.mark.parametrize("page_name", PAGES)
def test_no_output_stands_on_white_in_the_dark(
    page_name: str, disk: str, open_page: Open
) -> None:
    # the theme lights up every output of HTML that book.css does not name
    page = open_page(f"{disk}/{page_name}", theme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    lit = page.locator(".cell_output .text_html").evaluate_all(
        """outputs => outputs.filter((output) => {
          return getComputedStyle(output).backgroundColor !== "rgba(0, 0, 0, 0)";
        }).map((output) => output.innerHTML.slice(0, 80))"""
    )
    assert lit == []


@pytest.mark.parametrize("page_name", PAGES)
def test_the_other_edition_is_one_click_away(
    page_name: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{page_name}")
    link = page.locator("a.book-edition")
    source = Path(HTML.parents[1], *Path(page_name).parts[-3:]).with_suffix(".md")
    other = {"en": "zh", "zh": "en"}[source.parent.name]
    exists = (source.parents[1] / other / source.name).exists()
    assert link.count() == int(exists)
    if exists:
        link.click()
        page.wait_for_url(f"**/chapters/{other}/{source.stem}.html")
        expect(page.locator("a.book-edition")).to_have_count(1)


class Links(HTMLParser):
    """Collect what a page points to, what can be pointed at, and bare images."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.bare: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes that point somewhere or can be pointed at."""
        given = dict(attrs)
        self.anchors |= {value for key in ("id", "name") if (value := given.get(key))}
        for key in ("href", "src"):
            if (value := given.get(key)) and tag != "base":
                self.targets.append(value)
        if tag == "img" and given.get("alt") is None:
            self.bare.append(str(given.get("src")))
        if tag == "div" and (name := given.get("data-pooltools-widget")):
            self.anchors.add(name)


@cache
def links_of(path: Path) -> Links:
    """Read one built page."""
    found = Links()
    found.feed(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize("page_name", PAGES)
def test_every_link_leads_somewhere(page_name: str, html: Path) -> None:
    here = html / page_name
    found = links_of(here)
    assert found.bare == []
    inside = [t for t in found.targets if not re.match(r"\w+:|//", t)]
    assert len(inside) >= 10
    for target in inside:
        parts = urlsplit(target)
        path = (here.parent / unquote(parts.path)).resolve() if parts.path else here
        assert path.exists(), f"{page_name} points to {target}"
        if path.suffix == ".html":
            for page, anchor in anchors_in(parts.fragment):
                anchors = links_of(path.parent / page if page else path).anchors
                assert anchor in anchors, f"{page_name} points to {target}"


@pytest.mark.parametrize(
    ("edition", "word", "chapter"),
    [("", "stride", "01-one-window"), ("zh/", "池化", "01-one-window")],
)
@pytest.mark.parametrize("host", ["site", "disk"])
def test_search_finds_a_word(
    edition: str,
    word: str,
    chapter: str,
    host: str,
    browser: Browser,
    request: pytest.FixtureRequest,
) -> None:
    # from disk the results come without their excerpts, which Sphinx fetches
    page = browser.new_page()
    address = request.getfixturevalue(host)
    page.goto(f"{address}/{edition}search.html?q={word}")
    # Sphinx lists its results one after the other, the best first
    result = page.locator(f'#search-results li a[href*="{chapter}"]').first
    result.wait_for()
    page.close()


LOOKED_UP = {
    "01": ("feature map", "downsampling"),
    "03": ("noise", "median", "redundancy", "dimensionality"),
    "04": ("combined", "median", "max-avg", "PyTorch"),
    "05": ("overfitting", "hyperparameters", "LeNet", "multiply"),
    "06": ("transposed",),
    "08": ("rotation", "scale"),
    "09": ("global average", "global max"),
    "10": ("SPP-net", "DPM", "Faster R-CNN", "pyramids"),
    "11": ("receptive field", "dilated"),
    "12": ("LeNet", "ResNet", "ConvNeXt", "SegNeXt", "Transformer", "SPP-net", "DPM"),
    "framework-clinic": ("TensorFlow", "PyTorch"),
}
"""What people come to look up, and the page that treats it."""


@pytest.mark.parametrize("place", LOOKED_UP)
def test_what_people_look_up_is_found_where_it_is_treated(
    place: str, disk: str, browser: Browser
) -> None:
    page = browser.new_page()
    for words in LOOKED_UP[place]:
        page.goto(f"{disk}/search.html?q={quote(words)}")
        page.locator(f'#search-results li a[href*="/{place}"]').first.wait_for()
    page.close()


@pytest.mark.parametrize("page_name", CHAPTERS)
def test_every_figure_has_words(page_name: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{page_name}")
    names = page.locator("figure.pool-figure > svg").evaluate_all(
        "figures => figures.map((figure) => figure.getAttribute('aria-label') ?? '')"
    )
    assert names
    assert all(len(name) > 20 for name in names)


READABLE = """figures => figures.map(figure => {
    const [picture, box] = [figure.firstChild, figure.parentElement];
    const natural = parseFloat(picture.style.getPropertyValue("--natural"));
    const wide = picture.getBoundingClientRect().width;
    const words = [...picture.querySelectorAll("text")].map(
        text => parseFloat(getComputedStyle(text).fontSize));
    const least = Math.min(...words, 72) * wide / picture.viewBox.baseVal.width;
    return [wide / natural, least, box.scrollWidth > box.clientWidth];
})"""


@pytest.mark.parametrize("page_name", CHAPTERS)
def test_a_phone_shows_figures_whole_at_two_thirds_at_least(
    page_name: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{page_name}", phone=True)
    wait_ready(page)
    figures = page.locator(".output > .pool-figure").evaluate_all(READABLE)
    assert figures
    assert all(share > 0.65 for share, _, _ in figures)
    assert all(least >= 10 for _, least, _ in figures), figures
    assert not any(scrolls for _, _, scrolls in figures)


def test_a_page_without_scripts_shows_the_still_picture(
    browser: object, disk: str
) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/chapters/en/01-one-window.html")
    expect(page.locator("[data-pooltools-widget] > .pool-still svg")).to_be_visible()
    context.close()


FILES = [*HTML.glob("**/chapters/??/[0-9][0-9]-*.html")]


def test_there_are_chapters_in_both_editions() -> None:
    assert {page.parent.name for page in FILES} == {"en", "zh"}
    assert len(FILES) >= 13


@pytest.mark.parametrize(
    "page", FILES, ids=lambda page: f"{page.parent.name}-{page.stem}"
)
def test_a_chapter_offers_its_notebook_and_says_how_to_run_it(page: Path) -> None:
    text = page.read_text("utf-8")
    (line,) = re.findall(r'<p class="book-notebook">(.*?)</p>', text, re.DOTALL)
    assert "make lab" in line
    assert "pooltools[book]" in line
    assert text.index(line) < text.index('class="exercise', text.index(line))
    address = re.search(r'href="([^"]+)"', line)
    assert address
    notebook = json.loads((page.parent / address[1]).read_text("utf-8"))
    sources = "".join("".join(cell["source"]) for cell in notebook["cells"])
    assert "verdict(" in sources
    assert "pooltools.set_language(" in sources


def test_print_shows_the_still_picture(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/chapters/en/01-one-window.html")
    wait_ready(page)
    still = page.locator("[data-pooltools-widget] > .pool-still")
    expect(still).to_be_hidden()
    page.emulate_media(media="print")
    expect(still).to_be_visible()
    expect(page.locator(".pool-tape")).to_be_hidden()


def test_paper_shows_what_is_folded_on_screen(disk: str, open_page: Open) -> None:
    """By events, for older browsers can open no fold by their style alone."""
    page = open_page(f"{disk}/chapters/en/01-one-window.html", answers=False)
    folds = page.locator("details.book-answer")
    shut = page.locator("details.book-answer:not([open])")
    assert folds.count() >= 3
    folds.first.evaluate("fold => { fold.open = true; }")
    assert shut.count() == folds.count() - 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == folds.count() - 1


def test_a_widget_that_fails_leaves_its_picture(
    html: Path, site: str, browser: Browser
) -> None:
    name = "chapters/en/01-one-window.html"
    text = (html / name).read_text("utf-8")
    broken = text.replace('"data": [[', '"data": [7, [', 1)
    assert broken != text
    page = browser.new_page()
    answer = {"body": broken, "content_type": "text/html"}
    page.route(f"{site}/{name}", lambda route: route.fulfill(**answer))
    page.goto(f"{site}/{name}")
    expect(page.locator("[data-state=error] > .pool-still svg")).to_be_visible()
    page.close()
