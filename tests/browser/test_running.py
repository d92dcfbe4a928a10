"""The Running Network on the built page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from pooltools.widgets import RunningNetwork
from pooltools.widgets._mosaic import SHOWN

from .conftest import render_in_notebook, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGE = "chapters/en/08-where-robustness-ends.html"
POINTS = re.compile(r"[ML]")


@pytest.fixture
def running(open_page: Open, disk: str) -> Locator:
    """Return its network, with the 1 at rest."""
    page = open_page(f"{disk}/{PAGE}#running-network:digit=1&right=0")
    wait_ready(page)
    return page.locator(".pool-running")


def pick(running: Locator, name: str) -> None:
    """Choose one of several things side by side."""
    running.get_by_role("radio", name=name, exact=True).check(force=True)


def sentence(running: Locator) -> Locator:
    return running.locator(".pool-sentence")


def at(running: Locator, row: float, column: float) -> tuple[float, float]:
    """Return where a shown pixel is on the screen."""
    slate = running.locator(".pool-slate")
    slate.scroll_into_view_if_needed()
    box = slate.bounding_box()
    assert box
    side = box["width"] / SHOWN
    return box["x"] + (column + 0.5) * side, box["y"] + (row + 0.5) * side


def test_one_key_makes_the_1_a_7_and_another_pooling_does_not(running: Locator) -> None:
    expect(sentence(running)).to_contain_text("It reads 1, 100 %")
    running.locator(".pool-slate").focus()
    running.page.keyboard.press("ArrowRight")
    expect(sentence(running)).to_have_text("It reads 7, 92 %; before, it read 1")
    expect(running.locator(".pool-where")).to_have_text("moved down 0, right 1")
    expect(running.locator(".pool-best")).to_contain_text("7")
    pick(running, "average")
    expect(sentence(running)).to_contain_text("It reads 1, 79 %")
    pick(running, "none")
    expect(sentence(running)).to_contain_text("It reads 1, 81 %")


def test_the_hand_moves_the_digit(running: Locator) -> None:
    mouse = running.page.mouse
    mouse.move(*at(running, 18, 18))
    mouse.down()
    mouse.move(*at(running, 21, 14), steps=4)
    mouse.up()
    expect(running.locator(".pool-where")).to_have_text("moved down 3, right −4")


def test_the_curve_keeps_what_was_seen_for_each_pooling(running: Locator) -> None:
    scrub = running.locator(".pool-tape input[type=range]")

    def points(pooling: str) -> int:
        line = running.locator(f".pool-margins [data-pooling={pooling}]")
        return len(POINTS.findall(line.get_attribute("d") or ""))

    scrub.focus()
    for _ in range(4):
        running.page.keyboard.press("ArrowRight")
    expect(running.locator(".pool-where")).to_have_text("moved down 0, right 4")
    assert points("max") == 5
    pick(running, "average")
    expect(running.locator(".pool-samples span:visible")).to_have_text(
        ["max", "average"]
    )
    assert points("max") == 5
    assert points("average") == 2  # at rest and here
    label = running.locator(".pool-margins")
    pick(running, "max")
    expect(label).to_have_attribute("aria-label", re.compile(r"from -\d+ to 100 %"))


def test_a_digit_is_drawn_and_centred_once(running: Locator) -> None:
    pick(running, "draw")
    mouse = running.page.mouse
    mouse.move(*at(running, 8, 10))
    mouse.down()
    for place in ((8, 20), (16, 17), (27, 13)):
        mouse.move(*at(running, *place), steps=4)
    mouse.up()
    expect(sentence(running)).to_contain_text("It reads 7")
    pick(running, "move")
    expect(running.get_by_role("button", name="clear")).to_be_hidden()
    expect(sentence(running)).to_contain_text("It reads 7")
    pick(running, "draw")
    running.get_by_role("button", name="clear").click()
    expect(sentence(running)).to_have_text("Nothing is drawn yet")


def test_the_keyboard_draws_too(running: Locator) -> None:
    pick(running, "draw")
    running.locator(".pool-slate").focus()
    press = running.page.keyboard.press
    for _ in range(8):
        press("ArrowUp")
    for _ in range(16):
        press(" ")
        press("ArrowDown")
    expect(sentence(running)).to_contain_text("It reads 1")


def test_one_pixel_breaks_it_and_meets_the_challenge(running: Locator) -> None:
    pick(running, "stride")
    pick(running, "pixel")
    running.page.mouse.click(*at(running, 298 // SHOWN, 298 % SHOWN))
    expect(sentence(running)).to_contain_text("It reads 7")
    expect(running.locator(".pool-met")).to_contain_text("One pixel turned round")
    running.locator(".pool-slate").focus()
    running.page.keyboard.press(" ")  # puts it back
    expect(sentence(running)).to_contain_text("It reads 1")


def test_a_cell_shows_what_it_reads_and_its_numbers(running: Locator) -> None:
    pooled = running.locator(".pool-mosaic").nth(1)
    pooled.focus()
    press = running.page.keyboard.press
    press("ArrowDown")
    press("PageDown")
    expect(running.locator(".pool-where")).to_have_text(
        re.compile(r"map 2, row \d+, column \d+: [\d.]+, the largest of( +[\d.]+){4}")
    )
    outlines = running.locator(".pool-reads")
    drawn = [
        len((outlines.nth(n).get_attribute("d") or "").split("M")) for n in range(5)
    ]
    assert drawn == [2, 2, 2, 1, 1]  # the slate, the maps before, the cell itself
    press("Tab")
    expect(running.locator(".pool-where")).not_to_contain_text("largest")


def test_each_cell_of_a_second_convolution_reads_all_maps(running: Locator) -> None:
    running.locator(".pool-mosaic").nth(2).click()
    outlines = running.locator(".pool-reads")
    expect(outlines.nth(2)).to_have_attribute("d", re.compile(r"^(M[^M]+){8}$"))
    expect(running.locator(".pool-where")).to_contain_text("7 × 7 places of 8")


def test_a_phone_has_all_of_the_stage_and_no_way_sideways(
    open_page: Open, disk: str
) -> None:
    page = open_page(f"{disk}/{PAGE}#running-network", phone=True)
    wait_ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".pool-running .pool-mosaic")).to_have_count(4)


def test_a_notebook_runs_it_too(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/{PAGE}")
    render_in_notebook(page, RunningNetwork(1, right=1))
    shown = page.locator(".pool-running").last
    expect(shown.locator(".pool-sentence")).to_have_text("It reads 7, 92 %")
