"""The Rubber Grid on the built page."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import press_more, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/09-ask-for-a-size.html"
INPUT, OUTPUT = "[aria-label=Input] .pool-cell", "[aria-label=Output] .pool-cell"


@pytest.fixture
def rubber(page: Page) -> Locator:
    """Return its grid."""
    return page.locator(".pool-rubber")


def test_it_starts_with_bins_that_overlap(rubber: Locator) -> None:
    expect(rubber.locator(INPUT)).to_have_count(13 * 11)
    expect(rubber.locator(OUTPUT)).to_have_count(9)
    expect(rubber.locator(".pool-sheet .pool-tile")).to_have_count(9)
    expect(rubber.locator(".pool-sentence")).to_have_text(
        "bin 5 of 9: mean of 25 numbers = 4.24"
    )
    expect(rubber.locator(".pool-where")).to_have_text("rows 4 to 8, columns 3 to 7")
    expect(rubber.locator(".pool-formula")).to_have_text(
        "rows ⌊1·13/3⌋ to ⌈2·13/3⌉ − 1 · columns ⌊1·11/3⌋ to ⌈2·11/3⌉ − 1"
    )


def test_the_corner_obeys_the_arrow_keys_and_stops_at_its_limits(
    page: Page, rubber: Locator
) -> None:
    corner = rubber.locator(".pool-corner")
    corner.focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(rubber.locator(".pool-title").first).to_have_text("input 16 × 10")
    expect(corner).to_have_attribute("aria-label", re.compile("16 rows, 10 columns"))
    expect(rubber.locator(OUTPUT)).to_have_count(9)
    expect(corner).to_be_focused()


def test_the_corner_can_be_dragged(page: Page, rubber: Locator) -> None:
    box = rubber.locator(".pool-corner").bounding_box()
    side = rubber.locator(INPUT).first.bounding_box()
    assert box
    assert side
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 3 * side["width"], y - 6 * side["height"], steps=6)
    page.mouse.up()
    expect(rubber.locator(".pool-title").first).to_have_text("input 7 × 8")


def test_with_one_bin_a_jumble_changes_nothing(page: Page, rubber: Locator) -> None:
    jumble = rubber.get_by_role("button", name="Jumble")
    jumble.click()
    told = rubber.locator(".pool-told")
    expect(told).to_have_text("Jumbled: of 9 output numbers, 9 changed.")
    expect(rubber.locator(".pool-changed")).to_have_count(9)
    for _ in range(2):
        rubber.get_by_role("button", name="output_size: less").click()
    expect(told).to_have_text(re.compile("nothing has changed"))
    expect(rubber.locator(".pool-changed")).to_have_count(0)
    expect(rubber.locator(".pool-sentence")).to_contain_text("bin 1 of 1")
    before = rubber.locator(OUTPUT).inner_text()
    rubber.get_by_role("button", name="Put back").click()
    expect(told).to_have_text("143 numbers in, 1 out.")
    assert rubber.locator(OUTPUT).inner_text() == before
    back = rubber.get_by_role("button", name="Put back")
    expect(back).to_have_attribute("aria-disabled", "true")


def test_pointing_links_both_ways(rubber: Locator) -> None:
    rubber.locator(OUTPUT).last.hover()
    expect(rubber.locator(".pool-where")).to_have_text("rows 8 to 12, columns 7 to 10")
    rubber.locator(INPUT).nth(4 * 11 + 3).hover()
    expect(rubber.locator(".pool-fed")).to_have_count(4)
    rubber.locator(INPUT).first.hover()
    expect(rubber.locator(".pool-fed")).to_have_count(1)


def test_the_tape_visits_every_bin(page: Page, rubber: Locator) -> None:
    rubber.get_by_role("button", name="First bin").click()
    expect(rubber.locator(".pool-sentence")).to_contain_text("bin 1 of 9")
    rubber.get_by_role("slider", name="Bin").focus()
    page.keyboard.press("End")
    expect(rubber.locator(".pool-sentence")).to_contain_text("bin 9 of 9")
    forward = rubber.get_by_role("button", name="Step forward")
    expect(forward).to_have_attribute("aria-disabled", "true")


def test_a_number_can_be_typed_and_reset_takes_it_back(
    page: Page, rubber: Locator
) -> None:
    rubber.get_by_role("radio", name="Max").check()
    cell = rubber.locator(INPUT).nth(6 * 11 + 5)
    cell.focus()
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    expect(rubber.locator(OUTPUT).nth(4)).to_have_text("99")
    expect(rubber.locator(".pool-winner")).to_have_count(1)
    rubber.get_by_role("button", name="Reset").click()
    expect(rubber.locator(OUTPUT).nth(4)).to_have_text("4.24")


def test_the_links_of_the_page_lead_where_they_say(page: Page, rubber: Locator) -> None:
    page.get_by_role("link", name="Jumble the cells with a single bin").click()
    expect(rubber.locator(".pool-told")).to_have_text(re.compile("nothing has changed"))
    page.get_by_role("link", name="With 3 × 3 bins").click()
    expect(rubber.locator(".pool-told")).to_contain_text("9 changed")


def test_a_link_to_what_cannot_be_is_not_followed(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#rubber-grid:height=17&outputs=2")
    wait_ready(page)
    expect(page.locator("#rubber-grid .pool-title").first).to_have_text("input 13 × 11")


def test_what_is_copied_runs_and_gives_the_output(page: Page, rubber: Locator) -> None:
    page.evaluate("navigator.clipboard.writeText = async (text) => { copied = text; }")
    rubber.get_by_role("button", name="Jumble").click()
    press_more(rubber, "Copy as Python")
    expect(rubber.get_by_role("button", name="Copied")).to_be_visible()
    *lines, last = page.evaluate("copied").splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    got = np.round(np.ravel(eval(last, names)), 2)
    shown = [float(text) for text in rubber.locator(OUTPUT).all_inner_texts()]
    np.testing.assert_allclose(got, shown, atol=0.0051)


def test_the_largest_map_fits_a_phone(disk: str, open_page: Open) -> None:
    state = "#rubber-grid:height=16&width=16&outputs=6"
    page = open_page(f"{disk}/{PAGE}{state}", phone=True)
    wait_ready(page)
    expect(page.locator(f"#rubber-grid {OUTPUT}")).to_have_count(36)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator("#rubber-grid .pool-corner").bounding_box()
    assert box
    assert round(min(box["width"], box["height"]), 3) >= 44  # it is scaled: 43.99998


def shows(rubber: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = rubber.evaluate("""rubber => ({
        lit: rubber.querySelectorAll(".pool-lit, .pool-winner").length,
        flying: [...rubber.querySelectorAll(".pool-gathered")].map((n) => n.innerText),
        output: [...rubber.querySelectorAll("[aria-label=Output] .pool-cell")]
            .map((cell) => cell.innerText),
        said: rubber.querySelector(".pool-sentence").innerText,
        place: JSON.stringify(
            rubber.querySelector("[aria-label=Output]").getBoundingClientRect()),
    })""")
    return found


@pytest.mark.parametrize(
    ("mode", "lit", "text"), [("Average", 20, "1.85"), ("Max", 1, "8")]
)
def test_a_bin_is_read_before_its_number_stands(
    elapse: Elapse, rubber: Locator, mode: str, lit: int, text: str
) -> None:
    rubber.get_by_role("radio", name=mode).check()
    whole, place = shows(rubber)["output"], shows(rubber)["place"]
    assert isinstance(whole, list)
    assert whole[5] == text
    said = shows(rubber)["said"]
    rubber.get_by_role("button", name="Step forward").click()
    without = [*whole[:5], "", *whole[6:]]
    for count, flying, lasts in ((0, [], 280), (lit, [], 220), (lit, [text], 400)):
        for passing in (lasts - 1, 1):
            now = shows(rubber)
            assert now.pop("said") == said
            assert now.pop("place") == place  # what flies moves nothing else
            assert now == {"lit": count, "flying": flying, "output": without}
            elapse(passing)
    after = shows(rubber)
    assert (after["flying"], after["output"]) == ([], whole)
    assert str(after["said"]).endswith(f"= {text}")


def test_the_bin_follows_the_hand(page: Page, rubber: Locator) -> None:
    start = rubber.locator(INPUT).nth(6 * 11 + 5)
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 4 * box["width"], y - 4 * box["height"], steps=8)
    page.mouse.up()
    expect(rubber.locator(".pool-sentence")).to_contain_text("bin 3 of 9")
    expect(rubber.locator("input.pool-input")).to_have_count(0)


@pytest.mark.parametrize(("width", "told"), [(11, True), (12, False), (16, False)])
def test_a_number_on_a_phone_has_room_or_is_left_out(
    width: int, told: bool, disk: str, open_page: Open
) -> None:
    state = f"width={width}&height=16"
    page = open_page(f"{disk}/{PAGE}#rubber-grid:{state}", phone=True, settings=False)
    wait_ready(page)
    cell = page.locator("#rubber-grid .pool-grip").first
    clear = "rgba(0, 0, 0, 0)"
    assert (cell.evaluate("c => getComputedStyle(c).color") != clear) is told
    if told:
        assert cell.evaluate("c => c.getBoundingClientRect().width") >= 28
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cell.focus()  # whoever is in a cell reads its number
    assert cell.evaluate("c => getComputedStyle(c).color") != clear


def test_a_column_more_makes_only_its_cells(page: Page, rubber: Locator) -> None:
    cells = rubber.locator(INPUT)
    cells.evaluate_all("cells => cells.forEach((cell) => { cell.wasThere = true; })")
    rubber.locator(".pool-corner").focus()
    page.keyboard.press("ArrowRight")
    expect(cells).to_have_count(13 * 12)
    made = "cells => cells.filter((cell) => !cell.wasThere).length"
    assert cells.evaluate_all(made) == 13
    page.keyboard.press("ArrowUp")
    expect(cells).to_have_count(12 * 12)
    assert cells.evaluate_all(made) == 12


HOLD = """() => {
  window.glided = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...all) {
    glided.push(this.className.split(" ")[0]);
    const one = animate.apply(this, all);
    one.pause();
    return one;
  };
}"""
"""What glides is noted, and held at its start."""


def test_the_edges_of_the_bins_glide_before_the_new_numbers_stand(
    page: Page, elapse: Elapse, rubber: Locator
) -> None:
    page.evaluate(HOLD)
    sentence = rubber.locator(".pool-sentence")
    before = sentence.inner_text()
    rubber.get_by_role("button", name="output_size: more").click()
    glided = [*["pool-tile"] * 16, "pool-cells"]  # the output's cells fade in
    assert page.evaluate("glided") == glided
    numbers = "o => getComputedStyle(o.querySelector('.pool-cells')).opacity"
    output = rubber.locator(".pool-grid:has([aria-label=Output])")
    assert output.evaluate(numbers) == "0"
    elapse(899)
    assert sentence.inner_text() == before
    assert "" in rubber.locator(OUTPUT).all_inner_texts()
    elapse(1)
    expect(sentence).to_have_text("bin 5 of 16: mean of 12 numbers = 0")


def test_a_map_that_is_pulled_stretches_and_so_do_its_bins(
    page: Page, rubber: Locator
) -> None:
    page.evaluate(HOLD)
    rubber.locator(".pool-corner").focus()
    page.keyboard.press("ArrowRight")
    glided = [*["pool-tile"] * 9, "pool-cells", "pool-corner"]
    assert page.evaluate("glided") == glided
    cells = rubber.locator(".pool-sheet .pool-cells")
    start = cells.evaluate(
        "cells => new DOMMatrix(getComputedStyle(cells).transform).a"
    )
    assert start == pytest.approx(11 / 12, abs=1e-4)


def test_only_the_bin_in_use_tells_its_numbers(rubber: Locator) -> None:
    inked = """cells => cells.filter((cell) =>
      getComputedStyle(cell).color !== "rgba(0, 0, 0, 0)").length"""
    cells = rubber.locator(INPUT)
    assert cells.evaluate_all(inked) == 25
    cells.first.hover()
    assert cells.evaluate_all(inked) == 26


def test_reduced_motion_stretches_nothing(browser: Browser, disk: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    wait_ready(page)
    page.evaluate(HOLD)
    rubber = page.locator(".pool-rubber")
    rubber.locator(".pool-corner").focus()
    page.keyboard.press("ArrowRight")
    expect(rubber.locator(".pool-title").first).to_have_text("input 13 × 12")
    assert page.evaluate("glided") == []
    context.close()
