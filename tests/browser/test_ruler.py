"""The Window Ruler on the built page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/02-output-size.html"


@pytest.fixture
def ruler(page: Page) -> Locator:
    """Return its ruler."""
    return page.locator(".pool-ruler")


def test_it_starts_with_the_cell_nobody_sees(ruler: Locator) -> None:
    expect(ruler.locator(".pool-sentence")).to_have_text(
        "window 1 of 2 reads cells 0 to 1"
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
    page.get_by_role("link", name="the picture shows the one that is refused").click()
    expect(ruler.locator(".pool-refused")).to_have_text("refused")
    expect(ruler.locator(".pool-formula")).to_contain_text(
        "window 3 would start past the end of the input, so it is dropped: 2"
    )
    expect(ruler.locator(".pool-title").last).to_contain_text("output size 2")


def test_the_tape_and_the_keyboard_move_the_window(page: Page, ruler: Locator) -> None:
    ruler.get_by_role("button", name="Step forward").focus()
    page.keyboard.press("End")
    expect(ruler.locator(".pool-sentence")).to_have_text(
        "window 2 of 2 reads cells 2 to 3"
    )
    ruler.locator("[aria-label=Cells] .pool-cell[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(ruler.locator("[aria-label=Windows] .pool-fed")).to_have_text("2")
    expect(ruler.locator(".pool-bracket-fed")).to_have_count(1)


def test_pointing_at_a_window_shows_its_cells(ruler: Locator) -> None:
    ruler.get_by_role("button", name="Last window").click()
    expect(ruler.locator(".pool-tapped")).to_have_text(["2", "3"])
    ruler.locator("[aria-label=Windows] .pool-cell").first.hover()
    expect(ruler.locator(".pool-tapped")).to_have_text(["0", "1"])
    expect(ruler.locator(".pool-bracket-chosen")).to_have_text("1")


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


def shows(ruler: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = ruler.evaluate("""ruler => ({
        tapped: ruler.querySelectorAll(".pool-tapped").length,
        balls: ruler.querySelectorAll(".pool-gathered").length,
        crossed: ruler.querySelectorAll(".pool-unseen").length,
        output: [...ruler.querySelectorAll("[aria-label=Windows] .pool-cell")]
            .map((cell) => cell.innerText),
        sentence: ruler.querySelector(".pool-sentence").innerText,
        where: ruler.querySelector(".pool-where").innerText,
    })""")
    return found


def test_a_window_counts_only_once_it_has_read(elapse: Elapse, ruler: Locator) -> None:
    ruler.get_by_role("button", name="Step forward").click()
    before = {
        "crossed": 1, "output": ["1", ""], "where": "cells nobody sees: 4",
        "sentence": "window 1 of 2 reads cells 0 to 1",
    }  # fmt: skip
    for tapped, balls, lasts in ((0, 0, 280), (2, 0, 220), (2, 1, 400)):
        assert shows(ruler) == {"tapped": tapped, "balls": balls, **before}
        elapse(lasts - 1)
        assert shows(ruler) == {"tapped": tapped, "balls": balls, **before}
        elapse(1)
    assert shows(ruler) == {
        "tapped": 2, "balls": 0, "crossed": 1, "output": ["1", "2"],
        "where": "cells nobody sees: 4", "sentence": "window 2 of 2 reads cells 2 to 3",
    }  # fmt: skip


MOVES = "frame => frame.getAnimations().map((one) => one.constructor.name)"


@pytest.mark.parametrize(("n", "tries"), [(5, True), (6, False)])
def test_the_last_window_tries_to_go_on_where_a_cell_is_left(
    n: int, tries: bool, elapse: Elapse, page: Page, ruler: Locator
) -> None:
    def tried() -> bool:
        # what is set by a style is a CSSTransition
        return "Animation" in frame.evaluate(MOVES)

    frame = ruler.locator(".pool-axis").first.locator(".pool-window")
    page.evaluate(f"location.hash = '#window-ruler:n={n}'")
    expect(ruler.locator(".pool-formula")).to_contain_text(f"({n} + ")
    ruler.get_by_role("button", name="Last window").click()
    assert not tried()
    ruler.get_by_role("button", name="Step back").click()
    ruler.get_by_role("button", name="Step forward").click()
    elapse(899)
    assert not tried()
    elapse(1)
    assert tried() == tries


def test_while_it_plays_nobody_knows_what_comes(
    elapse: Elapse, page: Page, ruler: Locator
) -> None:
    page.evaluate("location.hash = '#window-ruler:n=8&kernel_size=2&stride=3'")
    expect(ruler.locator(".pool-where")).to_have_text("cells nobody sees: 2, 5")
    ruler.get_by_role("button", name="Play").click()
    hidden = ruler.locator(".pool-bracket-hidden")
    assert (shows(ruler)["crossed"], hidden.count()) == (0, 2)
    elapse(1100 + 900)
    assert (shows(ruler)["crossed"], hidden.count()) == (1, 1)
    assert shows(ruler)["where"] == "cells nobody sees: 2"
    elapse(200 + 899)
    assert shows(ruler)["crossed"] == 1
    elapse(1)
    assert (shows(ruler)["crossed"], hidden.count()) == (2, 0)


@pytest.mark.parametrize("passed", [0, 280, 500])
@pytest.mark.parametrize("name", ["Last window", "Step back", "Reset"])
def test_a_jump_cuts_a_step_short(
    elapse: Elapse, page: Page, ruler: Locator, name: str, passed: int
) -> None:
    page.evaluate("location.hash = '#window-ruler:n=7'")
    expect(ruler.locator(".pool-where")).to_have_text("cells nobody sees: 6")
    ruler.get_by_role("button", name="Step forward").click()
    elapse(passed)
    ruler.get_by_role("button", name=name).click()
    now = shows(ruler)
    assert (now["tapped"], now["balls"], now["crossed"]) == (2, 0, 1)
    elapse(2000)
    assert shows(ruler) == now


def pull(page: Page, start: Locator, cells: float) -> None:
    """Pull something along the strip by so many cells."""
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    cell = page.locator("#window-ruler [aria-label=Cells] .pool-cell").first
    side = cell.bounding_box()
    assert box
    assert side
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + cells * side["width"], y, steps=8)
    page.mouse.up()


def test_the_end_of_the_strip_sets_n(page: Page, ruler: Locator) -> None:
    title, end = ruler.locator(".pool-title").first, ruler.locator(".pool-end b")
    pull(page, end, 2)
    expect(title).to_contain_text("7 cells")
    pull(page, end, -9)
    expect(title).to_contain_text("2 cells")  # a window of two has to fit
    handle = ruler.get_by_role("slider", name="n", exact=True)
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(title).to_contain_text("3 cells")
    expect(handle).to_have_attribute("aria-valuenow", "3")
    page.keyboard.press("End")
    expect(title).to_contain_text("12 cells")


def test_the_window_goes_where_the_hand_puts_it(page: Page, ruler: Locator) -> None:
    sentence = ruler.locator(".pool-sentence")
    cells = ruler.locator("[aria-label=Cells] .pool-cell")
    pull(page, cells.nth(1), 1.4)
    expect(sentence).to_have_text("window 2 of 2 reads cells 2 to 3")
    pull(page, cells.nth(3), -5)
    expect(sentence).to_have_text("window 1 of 2 reads cells 0 to 1")
    pull(page, ruler.locator(".pool-knob"), 1)
    expect(sentence).to_have_text("window 1 of 2 reads cells 0 to 2")
    pull(page, ruler.locator(".pool-knob"), 9)
    expect(ruler.get_by_role("group", name="kernel_size")).to_contain_text("5")


def test_the_strip_takes_the_width_there_is(ruler: Locator) -> None:
    strip, cell = (
        ruler.locator(name).first.bounding_box()
        for name in (".pool-strip", "[aria-label=Cells] .pool-cell")
    )
    assert strip
    assert cell
    assert 9.5 < strip["width"] / cell["width"] < 10.5


def test_on_a_phone_the_numbers_can_be_hit(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#window-ruler:n=10", phone=True)
    wait_ready(page)
    cell = page.locator("#window-ruler [aria-label=Cells] .pool-cell").first
    box = cell.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 28
