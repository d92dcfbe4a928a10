"""Few controls at once: the rest is folded away, and stays as the reader left it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import wait_ready

PAGE = "chapters/en/01-one-window.html"
Open = Callable[..., Page]


def test_the_rest_stays_as_the_reader_left_it(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/{PAGE}", settings=False)
    wait_ready(page)
    bench = page.locator("#pooling-bench")
    more = bench.get_by_role("button", name="More settings")
    stride = bench.get_by_role("group", name="stride")
    speed = bench.get_by_role("radio", name="2×")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(bench.get_by_role("radio", name="Average")).to_be_visible()
    for folded in (stride, speed):
        expect(folded).to_be_hidden()
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    for folded in (stride, speed):
        expect(folded).to_be_visible()
    page.reload()
    expect(stride).to_be_visible()
    more.click()
    page.reload()
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(stride).to_be_hidden()


def test_the_start_page_names_what_was_unfolded_and_forgets_it(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/{PAGE}", settings=False)
    wait_ready(page)
    page.locator("#pooling-bench").get_by_role("button", name="More settings").click()
    page.goto(f"{site}/chapters/en/index.html")
    kept = page.locator(".book-kept")
    words = "Settings of the pictures: which of them you unfoldedDelete"
    expect(kept.get_by_role("listitem").filter(has_text=words)).to_have_count(1)
    kept.get_by_role("button", name="Start afresh").click()
    expect(kept.get_by_role("listitem")).to_have_count(0)
