"""The Zoom Stack on the built page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import in_more, press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/11-see-further.html"


@pytest.fixture
def zoom(page: Page) -> Locator:
    """Return its stack."""
    return page.locator(".pool-zoom")


def says(zoom: Locator, size: int, jump: int) -> None:
    expect(zoom.locator(".pool-sentence")).to_have_text(
        f"r = {size} px, jump = {jump} px"
    )


def words(zoom: Locator) -> list[str]:
    return zoom.locator(".pool-card b").all_inner_texts()


def test_it_starts_in_the_middle_of_vgg_16(zoom: Locator) -> None:
    says(zoom, 44, 8)
    expect(zoom.locator(".pool-card")).to_have_count(18)
    expect(zoom.locator(".pool-later")).to_have_count(8)
    expect(zoom.locator("[aria-pressed=true] span")).to_have_text("r 44")
    expect(zoom.locator(".pool-formula")).to_have_text(
        "r = 40 + (2 − 1) · 4 = 44, jump = 4 · 2 = 8"
    )
    expect(zoom.locator(".pool-where")).to_have_text(
        "after layer 10 of 18, pool 2 × 2, stride 2; cell 0 starts at −18"
    )


def test_the_tape_goes_to_the_top_and_the_links_take_the_pools_out(
    page: Page, zoom: Locator
) -> None:
    zoom.get_by_role("button", name="Last layer").click()
    says(zoom, 212, 32)
    expect(zoom.locator(".pool-title").nth(1)).to_have_text("its grid: 7 × 7 cells")
    page.get_by_role("link", name="without the five poolings").click()
    says(zoom, 27, 1)
    expect(zoom.locator(".pool-card")).to_have_count(13)
    to_full_picture(page)
    expect(zoom.get_by_role("radio", name="no pools")).to_be_checked()
    expect(zoom).to_contain_text("100 % of the same convolutions without pooling")


def test_a_pool_moves_with_the_keyboard_and_every_view_after_it_changes(
    page: Page, zoom: Locator
) -> None:
    zoom.get_by_role("radio", name="pool late").check()
    says(zoom, 32, 2)
    zoom.locator(".pool-card[tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    says(zoom, 24, 2)
    for _ in range(9):
        page.keyboard.press("Shift+ArrowLeft")
    expect(zoom.locator(".pool-card:focus b")).to_have_text("pool 2")
    assert words(zoom).index("pool 2") == 2
    page.keyboard.press("End")
    says(zoom, 50, 2)
    expect(zoom.get_by_role("radio", name="pool early")).to_be_checked()


def test_a_card_can_be_dragged(zoom: Locator) -> None:
    cards = zoom.locator(".pool-card")
    cards.nth(2).drag_to(cards.nth(0))
    expect(cards.first.locator("b")).to_have_text("pool 2")
    assert words(zoom)[:4] == ["pool 2", "conv 3", "conv 3", "conv 3"]
    says(zoom, 2, 2)


def test_layers_are_repeated_removed_and_edited(page: Page, zoom: Locator) -> None:
    zoom.get_by_role("button", name="First layer").click()
    zoom.get_by_role("button", name="Repeat").click()
    expect(zoom.locator(".pool-card")).to_have_count(19)
    says(zoom, 5, 1)
    zoom.get_by_role("button", name="dilation: more").click()
    says(zoom, 7, 1)
    zoom.get_by_role("radio", name="pool", exact=True).check()
    says(zoom, 5, 3)
    zoom.get_by_role("button", name="kernel_size: less").click()
    zoom.get_by_role("button", name="stride: less").click()
    says(zoom, 4, 2)
    zoom.locator(".pool-card[tabindex='0']").focus()
    page.keyboard.press("Delete")
    expect(zoom.locator(".pool-card")).to_have_count(18)
    zoom.get_by_role("button", name="Reset").click()
    says(zoom, 44, 8)


def test_what_leaves_no_cell_cannot_be_reached(page: Page, zoom: Locator) -> None:
    zoom.get_by_role("button", name="Last layer").click()
    repeat = zoom.get_by_role("button", name="Repeat")
    repeat.click()
    repeat.click()
    expect(zoom.locator(".pool-card")).to_have_count(20)
    expect(repeat).to_have_attribute("aria-disabled", "true")
    repeat.click(force=True)
    expect(zoom.locator(".pool-card")).to_have_count(20)


def test_pointing_links_pixels_and_cells_both_ways(page: Page, zoom: Locator) -> None:
    photo, grid = zoom.locator(".pool-view").all()
    photo.hover(position={"x": 40, "y": 60})
    expect(zoom.locator(".pool-sentence")).to_contain_text("is seen by")
    expect(grid.locator(".pool-seeing")).to_have_count(1)
    mark = photo.locator(".pool-mark")
    before = mark.get_attribute("style")
    grid.hover(position={"x": 40, "y": 60})
    says(zoom, 44, 8)
    assert mark.get_attribute("style") != before
    page.mouse.move(0, 0)
    expect(mark).to_have_attribute("style", str(before))


def test_the_arrow_keys_walk_from_cell_to_cell(zoom: Locator) -> None:
    photo = zoom.locator(".pool-view").first
    mark = zoom.locator(".pool-view").last.locator(".pool-mark")
    x = re.compile(r"--x: ([\d.]+)")

    def column() -> int:
        found = x.search(str(mark.get_attribute("style")))
        assert found
        return round(28 * float(found[1]))

    start = column()
    photo.focus()
    photo.press("ArrowRight")
    expect(mark).to_have_attribute(
        "style", re.compile(f"--x: {(start + 1) / 28:.6f}"[:-1])
    )
    photo.press("ArrowLeft")
    photo.press("ArrowLeft")
    expect(mark).to_have_attribute(
        "style", re.compile(f"--x: {(start - 1) / 28:.6f}"[:-1])
    )


def test_a_link_carries_the_stack_and_a_wrong_one_is_not_followed(
    disk: str, open_page: Open
) -> None:
    good = open_page(f"{disk}/{PAGE}#zoom-stack:layers=conv3+conv3@2+conv3@4&step=2")
    wait_ready(good)
    says(good.locator("#zoom-stack"), 15, 1)
    for wrong in ("layers=conv3+conv99", "layers=conv3&step=-1", "row=500"):
        page = open_page(f"{disk}/{PAGE}#zoom-stack:{wrong}")
        wait_ready(page)
        says(page.locator("#zoom-stack"), 44, 8)


def test_the_python_it_copies_says_the_same(page: Page, zoom: Locator) -> None:
    refuse = "() => { navigator.clipboard.writeText = () => Promise.reject(); }"
    page.evaluate(refuse)
    zoom.get_by_role("radio", name="pool early").check()
    press_more(zoom, "Copy as Python")
    text = zoom.locator("textarea").input_value()
    namespace: dict[str, object] = {}
    exec(text.replace("receptive_field([\n", "answer = receptive_field([\n"), namespace)
    assert namespace["answer"][-1] == (50, 2, -24)  # type: ignore[index]


def shows(zoom: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = zoom.evaluate("""zoom => ({
        layer: [...zoom.querySelectorAll(".pool-card")]
            .findIndex((card) => card.ariaPressed === "true"),
        seen: [...zoom.querySelectorAll(".pool-card span")]
            .map((one) => one.innerText).filter((text) => text !== "r …").length,
        cells: zoom.querySelectorAll("canvas")[1].width,
        flying: [...zoom.querySelectorAll(".pool-gathered")].map((n) => n.innerText),
        said: zoom.querySelector(".pool-sentence").innerText,
        grid: zoom.querySelectorAll(".pool-title")[1].innerText,
        formula: zoom.querySelector(".pool-formula").innerText,
    })""")
    return found


def test_what_a_layer_sees_is_told_once_it_has_been_measured(
    elapse: Elapse, zoom: Locator
) -> None:
    zoom.get_by_role("radio", name="1×", exact=True).check()
    zoom.get_by_role("button", name="First layer").click()
    first = shows(zoom)
    assert (first["layer"], first["seen"], first["cells"]) == (0, 1, 224)
    zoom.get_by_role("button", name="Step forward").click()
    zoom.get_by_role("button", name="Step forward").click()
    before = {
        "layer": 2, "seen": 2, "cells": 224, "said": first["said"],
        "grid": "its grid: … × … cells", "formula": first["formula"],
    }  # fmt: skip
    for flying, lasts in (([], 280), ([], 220), (["r 6"], 400)):
        for passing in (lasts - 1, 1):
            assert shows(zoom) == {"flying": flying, **before}
            elapse(passing)
    assert shows(zoom) == {
        "layer": 2, "seen": 3, "cells": 112, "flying": [],
        "said": "r = 6 px, jump = 2 px", "grid": "its grid: 112 × 112 cells",
        "formula": "r = 5 + (2 − 1) · 1 = 6, jump = 1 · 2 = 2",
    }  # fmt: skip


def test_the_frame_follows_the_hand(page: Page, zoom: Locator) -> None:
    photo, grid = zoom.locator(".pool-view").all()
    photo.scroll_into_view_if_needed()
    before = grid.locator(".pool-mark").get_attribute("style")
    box = photo.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=6)
    page.mouse.up()
    page.mouse.move(0, 0)
    says(zoom, 44, 8)
    expect(grid.locator(".pool-mark")).not_to_have_attribute("style", str(before))
    expect(in_more(zoom, "Link to this state")).to_be_visible()


FRAMES = """zoom => [...zoom.querySelectorAll(".pool-fields i")]
  .map((frame) => Math.round(224 * Number(frame.style.getPropertyValue("--w"))))"""


def test_the_frames_of_the_layers_before_stay_and_none_is_ahead(
    elapse: Elapse, zoom: Locator
) -> None:
    assert zoom.evaluate(FRAMES) == [3, 5, 6, 10, 14, 16, 24, 32, 40]
    zoom.get_by_role("button", name="First layer").click()
    assert zoom.evaluate(FRAMES) == []
    zoom.get_by_role("button", name="Step forward").click()
    assert zoom.evaluate(FRAMES) == [3]
    added = zoom.locator(".pool-card em")
    assert added.all_inner_texts()[:3] == ["+2", "", ""]
    elapse(900)
    assert added.all_inner_texts()[:3] == ["+2", "+2", ""]


def test_a_card_is_as_wide_as_its_kernel_and_wide_enough_to_touch(
    disk: str, open_page: Open
) -> None:
    for phone in (False, True):
        page = open_page(f"{disk}/{PAGE}", phone=phone)
        wait_ready(page)
        cards = page.locator("#zoom-stack .pool-card")
        conv, _, pool = (
            cards.nth(n).evaluate("card => card.offsetWidth") for n in range(3)
        )
        assert conv > 1.4 * pool
        assert pool >= 44
