"""The built reference: found by the search, linked from chapters, easy on a phone."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from sphinx.util.inventory import InventoryFile

from pooltools.book.names import PAGE, listed

from .conftest import HTML

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
REFERENCE = "chapters/en/reference.html"
NAMES = [name.full for name in listed((HTML.parents[1] / PAGE).read_text("utf-8"))]


def first_result(address: str, words: str, browser: Browser) -> str:
    """Return where the first result of a search leads: Sphinx lists the best first."""
    page = browser.new_page()
    page.goto(f"{address}/search.html?q={quote(words)}")
    result = page.locator("#search-results li a").first
    result.wait_for()
    address = result.get_attribute("href") or ""
    page.close()
    return address.partition("?")[0]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("max_pool2d", "pooltools.max_pool2d"),
        ("pooltools.max_pool2d", "pooltools.max_pool2d"),
        ("output_size", "pooltools.output_size"),
        ("receptive_field", "pooltools.receptive_field"),
        ("windowruler", "pooltools.widgets.WindowRuler"),
        ("FIRST_MAP", "pooltools.samples.FIRST_MAP"),
    ],
)
def test_a_name_typed_whole_finds_its_entry_first(
    words: str, name: str, disk: str, browser: Browser
) -> None:
    found = first_result(disk, words, browser)
    assert found.endswith(f"reference.html#{name}")


@pytest.mark.parametrize("words", ["median", "output", "trace", "digits", "adaptive"])
def test_a_word_finds_a_page_first(words: str, disk: str, browser: Browser) -> None:
    assert "#pooltools." not in first_result(disk, words, browser)


def test_the_chinese_search_finds_the_page_that_uses_a_name(
    disk: str, browser: Browser
) -> None:
    # its edition has no reference yet
    found = first_result(f"{disk}/zh", "max_pool2d", browser)
    assert "/01-one-window.html" in found


def test_every_entry_stands_on_the_page_once_and_in_the_inventory(
    html: Path, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{REFERENCE}")
    ids = page.locator("dt.sig[id]").evaluate_all("all => all.map(({ id }) => id)")
    assert sorted(ids) == sorted(NAMES)
    with (html / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "", lambda base, address: address)
    places = {
        n: at[2] for kind in found if "py:" in kind for n, at in found[kind].items()
    }
    for name in NAMES:
        assert places[name] == f"{REFERENCE}#{name}"


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("chapters/en/08-where-robustness-ends", "blur_pool2d"),
        ("zh/chapters/zh/01-one-window", "max_pool2d"),
    ],
)
def test_a_name_in_a_chapter_leads_to_its_entry(
    start: str, name: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{start}.html")
    page.locator(f'article a[href$="#pooltools.{name}"]').first.click()
    page.wait_for_url(f"**/{REFERENCE}#pooltools.{name}")
    expect(page.locator("dt.sig:target")).to_be_in_viewport()


def test_what_is_cited_leads_to_the_bibliography(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{REFERENCE}#pooltools.blur_pool2d")
    entry = page.locator("dl.py", has=page.locator("dt.sig:target"))
    entry.locator('a[href^="references.html#"]').click()
    page.wait_for_url("**/references.html#*")
    expect(page.locator(".citation:target")).to_contain_text("shift-invariant")


def test_a_phone_shows_every_signature_whole(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{REFERENCE}", phone=True)
    wide = page.locator("dt.sig").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    assert page.locator("dt.sig").count() > 100
    assert wide == 0
