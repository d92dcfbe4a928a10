"""What may be skipped is closed, opens by a click, by an address, and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGE = "chapters/en/10-accept-any-size.html"
FOLD = "details.book-aside"


def test_an_aside_is_closed_and_says_for_whom_it_is(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}")
    first = page.locator(FOLD).first
    expect(first).not_to_have_attribute("open", "")
    summary = first.locator("> summary")
    expect(summary).to_contain_text("For those who")
    summary.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("open", "")


@pytest.mark.parametrize("moved", [True, False])
def test_an_address_within_an_aside_opens_it(
    moved: bool, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}")
    inside = page.locator(f"{FOLD} .book-prediction").first
    name = inside.get_attribute("id")
    expect(inside).not_to_be_visible()
    if moved:
        page.evaluate("name => { location.hash = name; }", name)
    else:
        page = open_page(f"{disk}/{PAGE}#{name}")
    unit = page.locator(f"#{name}")
    expect(unit).to_be_visible()
    expect(unit).to_be_in_viewport()


def test_the_script_opens_it_where_the_browser_does_not(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}")
    unit = page.locator(f"{FOLD} .book-prediction").first
    name = unit.get_attribute("id")
    page.evaluate(
        """name => {
          history.replaceState(null, "", `#${name}`);
          dispatchEvent(new HashChangeEvent("hashchange"));
        }""",
        name,
    )
    expect(unit).to_be_visible()


def test_another_address_leaves_it_closed(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#what-we-found")
    expect(page.locator(f"{FOLD}[open]")).to_have_count(0)


def test_it_is_open_on_paper_and_closed_again(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}")
    folds = page.locator(FOLD).count()
    assert folds >= 2
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(f"{FOLD}[open]")).to_have_count(folds)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(f"{FOLD}[open]")).to_have_count(0)
