"""The Window Ruler on the built page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGE = "chapters/en/02-output-size.html"


@pytest.fixture
def ruler(page: Page) -> Locator:
    """Return its ruler."""
    return page.locator(".pool-ruler")


def test_it_starts_with_the_cell_nobody_sees(ruler: Locator) -> None:
    expect(ruler.locator(".pool-sentence")).to_have_text(
        "window 2 of 2 reads cells 2 to 3"
    )
    expect(ruler.locator(".pool-where")).to_have_text("cells nobody sees: 4")
    expect(ruler.locator(".pool-unseen")).to_have_count(1)
    expect(ruler.locator(".pool-formula")).to_have_text("⌊(5 + 2·0 − 2) / 2⌋ + 1 = 2")


def test_ceil_rescues_the_cell_and_the_verdicts_follow(ruler: Locator) -> None:
    ruler.get_by_role("radio", name="ceil").check()
    expect(ruler.locator(".pool-where")).to_have_text("every cell is seen")
    expect(ruler.locator(".pool-bracket")).to_have_count(3)
    verdicts = ruler.locator("dd").all_inner_texts()
    assert verdicts == [
        "ceil_mode=True gives 3",
        'has no ceil_mode; padding="SAME" gives 3',
        "strides=[2], ceil_mode=1 gives 3",
    ]


def test_the_refused_window_is_shown_and_named(page: Page, ruler: Locator) -> None:
    page.get_by_role("link", name="the ruler shows the one that is refused").click()
    expect(ruler.locator(".pool-refused")).to_have_text("refused")
    expect(ruler.locator(".pool-formula")).to_contain_text(
        "window 3 would start past the end of the input, so it is dropped: 2"
    )
    expect(ruler.locator(".pool-title").last).to_contain_text("output size 2")


def test_the_tape_and_the_keyboard_move_the_window(page: Page, ruler: Locator) -> None:
    ruler.get_by_role("button", name="Step back").focus()
    page.keyboard.press("Home")
    expect(ruler.locator(".pool-sentence")).to_have_text(
        "window 1 of 2 reads cells 0 to 1"
    )
    ruler.locator("[aria-label=Cells] .pool-cell[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(ruler.locator("[aria-label=Windows] .pool-fed")).to_have_text("2")
    expect(ruler.locator(".pool-fed-bracket")).to_have_count(1)


def test_pointing_at_a_window_shows_its_cells(ruler: Locator) -> None:
    ruler.locator("[aria-label=Windows] .pool-cell").first.hover()
    expect(ruler.locator(".pool-tapped")).to_have_text(["0", "1"])
    expect(ruler.locator(".pool-chosen")).to_have_text("1")


def test_same_chooses_its_padding_and_locks_the_other(ruler: Locator) -> None:
    ruler.get_by_role("radio", name="same").check()
    expect(ruler.locator(".pool-title").first).to_have_text(
        "5 cells, padding 0 before and 1 after"
    )
    more = ruler.get_by_role("button", name="padding: more")
    expect(more).to_have_attribute("aria-disabled", "true")
    ruler.get_by_role("button", name="Reset").click()
    expect(ruler.locator(".pool-where")).to_have_text("cells nobody sees: 4")


def test_every_setting_of_a_link_is_checked(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#window-ruler:n=3&kernel_size=5")
    wait_ready(page)
    expect(page.locator("#window-ruler .pool-where")).to_have_text(
        "cells nobody sees: 4"
    )


def test_a_window_larger_than_the_input_cannot_be_reached(ruler: Locator) -> None:
    ruler.get_by_role("radio", name="same").check()
    more = ruler.get_by_role("button", name="kernel_size: more")
    for size in (3, 4, 5):
        more.click()
        expect(ruler.get_by_role("group", name="kernel_size")).to_contain_text(
            str(size)
        )
    expect(more).to_have_attribute("aria-disabled", "true")
    ruler.get_by_role("radio", name="floor").check()
    expect(ruler.locator(".pool-formula")).to_have_text("⌊(5 + 2·0 − 5) / 2⌋ + 1 = 1")


def test_the_longest_strip_fits_a_phone(disk: str, open_page: Open) -> None:
    state = "n=12&kernel_size=6&stride=1&padding=3&dilation=3&rule=same"
    page = open_page(f"{disk}/{PAGE}#window-ruler:{state}", phone=True)
    wait_ready(page)
    cells = page.locator("#window-ruler [aria-label=Cells] .pool-cell")
    expect(cells).to_have_count(27)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_window_with_nothing_but_padding_says_so(disk: str, open_page: Open) -> None:
    state = "n=1&kernel_size=2&padding=1&dilation=2"
    page = open_page(f"{disk}/{PAGE}#window-ruler:{state}")
    wait_ready(page)
    expect(page.locator("#window-ruler .pool-sentence")).to_have_text(
        "window 1 of 1 reads nothing but padding"
    )
