"""The Any-Size Machine on the built page."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import open_aside, press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
CHAPTER = "chapters/en/10-accept-any-size.html"
PAGE = f"{CHAPTER}#any-size-machine:height=13&width=13"
FITS = "84 numbers; the dense layer expects 84: it fits."


@pytest.fixture
def machine(page: Page) -> Locator:
    """Return its machine."""
    return page.locator(".pool-anysize")


def bars(machine: Locator) -> Locator:
    return machine.locator(".pool-code i")


def fits(machine: Locator) -> Locator:
    return machine.locator(".pool-fits")


def test_it_starts_with_two_barcodes_that_fit(machine: Locator) -> None:
    expect(bars(machine)).to_have_count(84)
    expect(machine.locator(".pool-now")).to_have_count(4)
    expect(machine.locator(".pool-code small")).to_have_text(
        ["4 × 4", "2 × 2", "1 × 1"]
    )
    expect(fits(machine)).to_have_text([FITS, re.compile(r"^676 .* 676: it fits\.$")])
    expect(machine.locator(".pool-formula")).to_have_text("4 · (4² + 2² + 1²) = 84")
    expect(machine.locator(".pool-sentence")).to_contain_text("level 2 × 2, bin 4 of 4")


def test_pulling_the_corner_breaks_only_the_flattened_one(
    page: Page, machine: Locator
) -> None:
    machine.locator(".pool-corner").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(machine.locator(".pool-title").first).to_have_text("image 384 × 448 pixels")
    expect(bars(machine)).to_have_count(84)
    expect(fits(machine).first).to_have_text(FITS)
    expect(fits(machine).last).to_have_text(re.compile(r"^672 .* it does not fit\.$"))
    expect(machine.locator(".pool-fits.pool-broken")).to_have_count(1)


def test_the_corner_can_be_dragged(page: Page, machine: Locator) -> None:
    box = machine.locator(".pool-corner").bounding_box()
    photo = machine.locator(".pool-photo").bounding_box()
    assert box
    assert photo
    x, y, cell = box["x"] + 22, box["y"] + 22, photo["width"] / 16
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 5 * cell, y + 2 * cell, steps=5)
    page.mouse.up()
    expect(machine.locator(".pool-title").last).to_be_visible()
    expect(machine.get_by_role("grid").locator("[role=row]")).to_have_count(15)
    expect(machine.get_by_role("grid").locator("[role=gridcell]")).to_have_count(15 * 8)
    expect(fits(machine).first).to_have_text(FITS)


def test_levels_and_rule_change_the_length(page: Page, machine: Locator) -> None:
    machine.get_by_role("checkbox", name="3 × 3").check()
    expect(bars(machine)).to_have_count(120)
    machine.get_by_role("checkbox", name="6 × 6").check()
    expect(bars(machine)).to_have_count(264)
    for _ in range(3):
        machine.get_by_role("button", name="rows: less").click()
    machine.get_by_role("radio", name="paper's recipe").check()
    expect(fits(machine).first).to_contain_text("it does not fit")
    expect(machine.locator(".pool-code small").first).to_have_text("9 × 6")
    expect(machine.locator(".pool-formula")).to_have_text(
        "10 cells, 6 bins: ⌈10/6⌉ = 2 wide, ⌊10/6⌋ = 1 apart makes 9, not 6"
    )


def test_one_level_always_stays(machine: Locator) -> None:
    for name in ("4 × 4", "2 × 2"):
        machine.get_by_role("checkbox", name=name).uncheck()
    machine.get_by_role("checkbox", name="1 × 1").click()
    expect(machine.get_by_role("checkbox", name="1 × 1")).to_be_checked()
    expect(bars(machine)).to_have_count(4)


def test_pointing_links_both_ways(page: Page, machine: Locator) -> None:
    bars(machine).nth(64 + 5).hover()
    expect(machine.locator(".pool-sentence")).to_contain_text("level 2 × 2, bin 2 of 4")
    expect(machine.locator(".pool-title").nth(1)).to_have_text("map 2 of 4: 13 × 13")
    machine.get_by_role("gridcell").first.hover()
    expect(machine.locator(".pool-held")).to_have_count(12)


def test_the_tape_grows_the_barcode_bin_by_bin(page: Page, machine: Locator) -> None:
    machine.get_by_role("button", name="First bin").click()
    known = machine.locator(".pool-code i[class*=level]")
    expect(known).to_have_count(4)
    machine.get_by_role("button", name="Step forward").click()
    expect(known).to_have_count(8)
    machine.get_by_role("button", name="Last bin").click()
    expect(known).to_have_count(84)
    expect(machine.locator(".pool-sentence")).to_contain_text("level 1 × 1, bin 1 of 1")


def test_a_digit_can_be_typed_and_other_text_is_refused(
    page: Page, machine: Locator
) -> None:
    machine.get_by_role("gridcell").nth(12 * 13 + 12).focus()
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(machine.locator(".pool-sentence")).to_contain_text("4 of 4: 9 ")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(machine.locator(".pool-sentence")).to_contain_text("keeps 9")


def test_the_links_of_the_page_lead_where_they_say(
    page: Page, machine: Locator
) -> None:
    page.get_by_role("link", name="Make the photo low and wide").click()
    expect(machine.locator(".pool-title").first).to_have_text("image 224 × 512 pixels")
    expect(fits(machine).first).to_have_text(FITS)
    page.get_by_role("link", name="Other levels").click()
    expect(bars(machine)).to_have_count(200)
    open_aside(page)
    # by a key: a click could miss where the page still makes room for the fold
    page.get_by_role("link", name="See it break").press("Enter")
    expect(fits(machine).first).to_have_text(
        "380 numbers; the dense layer expects 200: it does not fit."
    )
    to_full_picture(page)
    machine.get_by_role("radio", name="adaptive").check()
    expect(fits(machine).first).to_contain_text("200: it fits")


def test_a_link_to_what_cannot_be_is_not_followed(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{CHAPTER}#any-size-machine:levels=[5]&height=11")
    wait_ready(page)
    title = page.locator("#any-size-machine .pool-title").first
    expect(title).to_have_text("image 288 × 512 pixels")


@pytest.mark.parametrize("rule", ["adaptive", "paper's recipe"])
def test_what_is_copied_runs_and_gives_the_barcode(
    rule: str, page: Page, machine: Locator
) -> None:
    page.evaluate("navigator.clipboard.writeText = async (text) => { copied = text; }")
    machine.get_by_role("radio", name=rule).check()
    machine.get_by_role("button", name="rows: less").click()
    press_more(machine, "Copy as Python")
    expect(machine.get_by_role("button", name="Copied")).to_be_visible()
    *lines, last = page.evaluate("copied").splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    got = np.ravel(eval(last, names))
    expect(bars(machine)).to_have_count(len(got))
    shown = machine.locator(".pool-sentence").inner_text().split(": ")[1].split()
    assert [int(v) for v in shown] == got[64:80].reshape(4, 4)[:, 3].tolist()


def test_it_fits_a_phone(disk: str, open_page: Open) -> None:
    state = "#any-size-machine:height=16&width=16&levels=[6,4,3,2,1]"
    page = open_page(f"{disk}/{CHAPTER}{state}", phone=True)
    wait_ready(page)
    expect(page.locator("#any-size-machine .pool-code i")).to_have_count(264)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def shows(machine: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = machine.evaluate("""machine => ({
        rings: machine.querySelectorAll(".pool-winner").length,
        balls: machine.querySelectorAll(".pool-gathered").length,
        known: machine.querySelectorAll(".pool-code i[class*=level]").length,
        told: machine.querySelector(".pool-sentence").textContent.split(": ")[1],
    })""")
    return found


def test_the_numbers_of_a_bin_fly_into_their_bars(
    elapse: Elapse, machine: Locator
) -> None:
    machine.get_by_role("button", name="First bin").click()
    was = shows(machine)["told"]
    machine.get_by_role("button", name="Step forward").click()
    for rings, balls, lasts in ((0, 0, 280), (1, 0, 220), (1, 4, 400)):
        now = {"rings": rings, "balls": balls, "known": 4, "told": was}
        assert shows(machine) == now
        elapse(lasts - 1)
        assert shows(machine) == now
        elapse(1)
    now = shows(machine)
    assert re.fullmatch(r"\d \d \d \d", str(now["told"]))
    assert now.pop("told") != was
    assert now == {"rings": 1, "balls": 0, "known": 8}


def test_a_step_makes_no_bar_anew(page: Page, machine: Locator) -> None:
    machine.get_by_role("button", name="First bin").click()
    bars(machine).evaluate_all("bars => bars.forEach((bar) => { bar.old = true; })")
    machine.get_by_role("button", name="Last bin").click()
    old = "bars => bars.filter((bar) => bar.old).length"
    assert bars(machine).evaluate_all(old) == 84


def test_the_bars_stand_beside_the_photo(page: Page, machine: Locator) -> None:
    photo, codes = (
        machine.locator(part).bounding_box() for part in (".pool-photo", ".pool-codes")
    )
    assert photo
    assert codes
    assert codes["x"] >= photo["x"] + photo["width"]
    assert codes["y"] <= photo["y"]


LENGTHS = """machine => ["code, .pool-echo", "flattened b"].map((bars) =>
  [...machine.querySelectorAll(`.pool-${bars}`)].map((bar) => {
    const line = machine.querySelector(".pool-outcomes > em").getBoundingClientRect();
    const { left, right } = bar.getBoundingClientRect();
    return (right - left) / ((line.left + line.right) / 2 - left);
  }))"""


def test_photos_of_three_sizes_give_bars_of_one_length(
    page: Page, machine: Locator
) -> None:
    for _ in range(2):
        binned, flat = machine.evaluate(LENGTHS)
        assert binned == pytest.approx([1, 1, 1], abs=0.01)
        now = machine.get_by_role("gridcell").count() / 13**2
        assert flat == pytest.approx([now, 16 * 7 / 13**2, 1], abs=0.01)
        machine.locator(".pool-corner").focus()
        page.keyboard.press("ArrowUp" if flat[0] > 0.99 else "Tab")
        expect(machine.get_by_role("grid").locator("[role=row]")).to_have_count(12)
    sums = machine.locator(".pool-sum")
    expect(sums).to_have_text(
        ["84", "624 ≠ 676", "84", "448 ≠ 676", "84", "676"], use_inner_text=True
    )


def test_the_recipe_breaks_the_bars_of_all_photos(machine: Locator) -> None:
    for _ in range(3):
        machine.get_by_role("button", name="rows: less").click()
    machine.get_by_role("checkbox", name="6 × 6").check()
    machine.get_by_role("radio", name="paper's recipe").check()
    binned, _ = machine.evaluate(LENGTHS)
    got = [
        int(text.split()[0]) for text in machine.locator(".pool-sum").all_inner_texts()
    ]
    assert got[::2] != [228] * 3
    assert binned == pytest.approx([n / 228 for n in got[::2]], abs=0.01)


def test_the_digits_of_the_bin_stand_on_the_photo(page: Page, machine: Locator) -> None:
    inside = machine.locator(".pool-photo .pool-inside")
    expect(inside).to_have_count(7 * 7)
    colour = "cell => getComputedStyle(cell).color"
    assert inside.first.evaluate(colour) != "rgba(0, 0, 0, 0)"
    first = machine.get_by_role("gridcell").first
    assert first.evaluate(colour) == "rgba(0, 0, 0, 0)"
    first.focus()
    assert first.evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_a_phone_shows_cause_and_effect_at_once(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}", phone=True)
    wait_ready(page)
    machine = page.locator(".pool-anysize")
    machine.scroll_into_view_if_needed()
    machine.evaluate("machine => machine.scrollIntoView()")
    for part in (".pool-corner", ".pool-code >> nth=0", ".pool-fits >> nth=1"):
        expect(machine.locator(part)).to_be_in_viewport(ratio=1)
    machine.locator(".pool-corner").focus()
    page.keyboard.press("ArrowUp")
    expect(fits(machine).last).to_contain_text("it does not fit")
