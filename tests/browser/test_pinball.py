"""The Gradient Pinball on the built page, by keyboard, mouse and link."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import press_more, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/06-going-backwards.html"


@pytest.fixture
def pinball(page: Page) -> Locator:
    """Return its pinball."""
    return page.locator(".pool-pinball")


def collected(pinball: Locator) -> list[str]:
    """Return the balls that lie in the input, in reading order."""
    return pinball.locator(".pool-tile:visible b").all_inner_texts()


def say(pinball: Locator, sentence: str, where: str) -> None:
    expect(pinball.locator(".pool-sentence")).to_have_text(sentence)
    expect(pinball.locator(".pool-where")).to_have_text(where)


def test_it_starts_with_two_balls_dropped(pinball: Locator) -> None:
    say(
        pinball,
        "1 falls to row 1, column 3: the 3",
        "the winner of the window takes the whole ball",
    )
    assert collected(pinball) == ["1", "1"]
    expect(pinball.locator(".pool-gone")).to_have_count(2)
    expect(pinball.locator(".pool-paths path")).to_have_count(1)
    expect(pinball.locator(".pool-formula")).to_have_text("dropped 2 = collected 2")


def test_with_stride_1_a_cell_collects_two(pinball: Locator) -> None:
    pinball.get_by_role("button", name="stride: less").click()
    pinball.get_by_role("button", name="Last ball").click()
    assert collected(pinball) == ["2", "1", "2", "1", "1", "2"]
    expect(pinball.locator(".pool-formula")).to_have_text("dropped 9 = collected 9")
    pinball.get_by_role("radio", name="Average").check()
    say(
        pinball,
        "1 splits into 4 balls of 0.25",
        "every cell of the window gets the same, whatever it holds",
    )
    expect(pinball.locator(".pool-paths path")).to_have_count(4)
    pinball.get_by_role("button", name="Reset").click()
    expect(pinball.locator(".pool-gone")).to_have_count(2)


def test_playing_drops_them_all_and_leaves_nothing_in_the_air(pinball: Locator) -> None:
    pinball.get_by_role("radio", name="4×", exact=True).check()
    pinball.get_by_role("button", name="Play").click()
    expect(pinball.locator(".pool-formula")).to_have_text("dropped 4 = collected 4")
    expect(pinball.get_by_role("button", name="Play")).to_be_visible()
    expect(pinball.locator(".pool-flying")).to_have_count(0)


def test_a_tie_made_by_typing_has_two_slopes(page: Page, pinball: Locator) -> None:
    pinball.locator("[aria-label=Input] .pool-cell[tabindex='0']").focus()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    cell = pinball.get_by_role("gridcell", name="row 0, column 0: 2, collected 1")
    expect(cell).to_be_focused()
    page.keyboard.press("ArrowRight")
    pinball.get_by_role("button", name="First ball").click()
    say(
        pinball,
        "1 falls to row 0, column 0: the 2",
        "2 cells hold 2: a tie, and the first takes all",
    )
    expect(pinball.locator(".pool-tied")).to_have_count(1)
    expect(pinball.locator(".pool-probe .pool-title")).to_contain_text(
        "nudge row 0, column 1"
    )
    assert pinball.locator(".pool-probe b").all_inner_texts() == ["1", "0", "0"]
    expect(pinball.locator(".pool-kink")).to_contain_text("a rule must choose")


def test_a_ball_is_made_heavier_by_keyboard(page: Page, pinball: Locator) -> None:
    pinball.locator("[aria-label=Balls] .pool-cell[tabindex='0']").focus()
    page.keyboard.type("-2.5")
    page.keyboard.press("Enter")
    expect(pinball.locator(".pool-formula")).to_have_text(
        "dropped −1.5 = collected −1.5"
    )
    assert collected(pinball) == ["−2.5", "1"]
    page.keyboard.press("h")  # no sign and no digit: no edit
    expect(pinball.locator(".pool-input")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.type("heavy")
    page.keyboard.press("Enter")
    expect(pinball.locator(".pool-sentence")).to_have_text(
        "“heavy” is not a number. The cell keeps −2.5."
    )


def test_pointing_shows_the_way_in_both_directions(pinball: Locator) -> None:
    pinball.locator("[aria-label=Balls] .pool-cell").nth(2).hover()
    expect(pinball.locator(".pool-sentence")).to_have_text(
        "1 falls to row 3, column 1: the 4"
    )
    pinball.locator("[aria-label=Input] .pool-cell").nth(8).hover()
    expect(pinball.locator("[aria-label=Balls] .pool-fed")).to_have_count(1)
    expect(pinball.locator(".pool-probe .pool-title")).to_contain_text(
        "nudge row 2, column 0"
    )
    expect(pinball.locator(".pool-probe-verdict")).to_have_text(
        "The nudge finds what the balls say."
    )


def test_a_link_shows_the_tie_of_the_text(page: Page, pinball: Locator) -> None:
    page.get_by_role("link", name="See the two slopes").click()
    expect(pinball.locator(".pool-tied")).to_have_count(3)
    assert pinball.locator(".pool-probe b").all_inner_texts() == ["8", "0", "8"]
    page.get_by_role("link", name="Watch a cell collect its second ball").click()
    expect(pinball.locator("[aria-label=Balls] .pool-cell")).to_have_count(9)


def test_unpooling_three_ways_and_an_average_has_no_switches(pinball: Locator) -> None:
    pinball.get_by_role("radio", name="Unpooling").check()
    pinball.get_by_role("button", name="Last ball").click()
    say(
        pinball,
        "2 goes back to row 2, column 3",
        "with all values back, the error is 52.2 % of the map’s sum",
    )
    back = pinball.locator("[aria-label=Unpooled] .pool-cell")
    assert back.all_inner_texts() == list("0200000300020400")
    expect(pinball.locator(".pool-probe")).to_be_hidden()
    pinball.get_by_role("radio", name="Average").check()
    expect(pinball.get_by_role("radio", name="Copies")).to_be_checked()
    expect(pinball.locator(".pool-sentence")).to_have_text("1 is copied into 4 cells")
    pinball.get_by_role("radio", name="Shares").check()
    expect(pinball.locator(".pool-sentence")).to_have_text(
        "1 is dealt out: 0.25 to each of 4 cells"
    )
    pinball.get_by_role("radio", name="Switches").check()
    expect(pinball.get_by_role("radio", name="Max")).to_be_checked()


def test_a_link_that_cannot_be_drawn_is_not_followed(
    disk: str, open_page: Open
) -> None:
    state = "view=unpool&mode=average&way=switches"
    page = open_page(f"{disk}/{PAGE}#gradient-pinball:{state}")
    wait_ready(page)
    expect(page.get_by_role("radio", name="Gradient")).to_be_checked()
    assert collected(page.locator("#gradient-pinball")) == ["1", "1"]


def test_reduced_motion_lets_no_ball_fly(page: Page, pinball: Locator) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(
        "() => { Element.prototype.animate = () => { throw Error('it moved'); }; }"
    )
    pinball.get_by_role("button", name="Step forward").click()
    expect(pinball.locator(".pool-gone")).to_have_count(3)
    expect(pinball.locator(".pool-flying")).to_have_count(0)


def test_a_ball_flies_on_a_step_forward(page: Page, pinball: Locator) -> None:
    page.evaluate(
        "() => { window.flown = []; const old = Element.prototype.animate;"
        "Element.prototype.animate = function (...all) "
        "{ flown.push(this.textContent); return old.apply(this, all); }; }"
    )
    pinball.get_by_role("button", name="Step forward").click()
    expect(pinball.locator(".pool-gone")).to_have_count(3)
    pinball.get_by_role("button", name="Step back").click()
    expect(pinball.locator(".pool-gone")).to_have_count(2)
    # what lands leaves a ring without a text
    assert page.evaluate("flown.filter((text) => text)") == ["1"]


@pytest.mark.parametrize("state", ["step=3", "view=unpool&way=duplicate&step=3"])
def test_what_is_copied_as_python_runs_and_gives_what_is_seen(
    state: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#gradient-pinball:{state}")
    wait_ready(page)
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    press_more(page, "Copy as Python")
    code = page.locator("#gradient-pinball textarea").input_value()
    *lines, last = code.strip().split("\n")
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    result = eval(last, names)
    if "unpool" in state:
        seen = page.locator("[aria-label=Unpooled] .pool-cell").all_inner_texts()
        assert [f"{value:g}" for value in result.flat] == seen
    else:
        balls = collected(page.locator("#gradient-pinball"))
        assert [f"{value:g}" for value in result.flat if value] == balls


def test_it_fits_a_phone(disk: str, open_page: Open) -> None:
    state = "data=[[1,2,3,4,5,6,7,8,9,10,11,12]]&kernel_size=1&stride=1&mode=average"
    page = open_page(f"{disk}/{PAGE}#gradient-pinball:{state}", phone=True)
    wait_ready(page)
    expect(page.locator("[aria-label=Balls] .pool-cell")).to_have_count(12)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def shows(pinball: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = pinball.evaluate("""pinball => {
        const texts = (selector) => [...pinball.querySelectorAll(selector)]
            .filter((one) => one.offsetWidth || one.ownerSVGElement)
            .map((one) => one.textContent);
        return {
            ring: texts(".pool-winner, .pool-lit").length,
            lines: texts(".pool-paths path").length,
            gone: texts(".pool-gone").length,
            falling: texts(".pool-gathered"),
            lie: texts(".pool-tile b"),
            probe: texts(".pool-probe b"),
            sentence: pinball.querySelector(".pool-sentence").innerText,
            formula: pinball.querySelector(".pool-formula").innerText,
        };
    }""")
    return found


def test_a_ball_lands_before_anything_counts_it(
    elapse: Elapse, pinball: Locator
) -> None:
    start = shows(pinball)
    kept = {key: start[key] for key in ("probe", "sentence", "formula")}
    pinball.get_by_role("button", name="Step forward").click()
    before = {"lie": ["1", "1"], **kept}
    for seen, lasts in (
        ({"ring": 0, "lines": 0, "gone": 2, "falling": []}, 280),
        ({"ring": 1, "lines": 1, "gone": 2, "falling": []}, 220),
        ({"ring": 1, "lines": 1, "gone": 3, "falling": ["1"]}, 400),
    ):  # fmt: skip
        assert shows(pinball) == {**seen, **before}
        elapse(lasts - 1)
        assert shows(pinball) == {**seen, **before}
        elapse(1)
    after = shows(pinball)
    assert (after["falling"], after["lie"]) == ([], ["1", "1", "1"])
    assert after["sentence"] == "1 falls to row 3, column 1: the 4"
    assert after["formula"] == "dropped 3 = collected 3"


def test_an_average_lets_all_shares_fall_together(
    elapse: Elapse, pinball: Locator
) -> None:
    pinball.get_by_role("radio", name="Average").check()
    pinball.get_by_role("button", name="Step forward").click()
    elapse(280)
    assert (shows(pinball)["ring"], shows(pinball)["falling"]) == (4, [])
    elapse(220)
    assert shows(pinball)["falling"] == ["0.25"] * 4
    assert len(shows(pinball)["lie"]) == 8  # type: ignore[arg-type]
    elapse(400)
    assert len(shows(pinball)["lie"]) == 12  # type: ignore[arg-type]


def test_a_ball_follows_the_line_that_is_drawn(
    elapse: Elapse, pinball: Locator
) -> None:
    pinball.get_by_role("button", name="Step forward").click()
    elapse(500)
    off, end = pinball.evaluate("""pinball => {
        const path = pinball.querySelector(".pool-paths path");
        const line = path.cloneNode();
        const [d] = path.getAttribute("d").split("m");
        line.setAttribute("d", d);
        const length = line.getTotalLength();
        const points = Array.from({ length: 1001 }, (_, n) =>
            line.getPointAtLength((n / 1000) * length));
        const ball = pinball.querySelector(".pool-gathered");
        const frames = ball.getAnimations()[0].effect.getKeyframes();
        const off = frames.map(({ transform }) => {
            const [x, y] = transform.match(/-?[\\d.]+(?=px)/g).map(Number);
            return Math.min(...points.map((p) => Math.hypot(p.x - x, p.y - y)));
        });
        const [x, y] = frames.at(-1).transform.match(/-?[\\d.]+(?=px)/g).map(Number);
        const last = points.at(-1);
        return [Math.max(...off), Math.hypot(last.x - x, last.y - y)];
    }""")
    assert off < 1
    assert end < 1


def test_a_value_is_back_once_it_has_landed(elapse: Elapse, pinball: Locator) -> None:
    pinball.get_by_role("radio", name="Unpooling").check()
    pinball.get_by_role("radio", name="Copies").check()
    back = pinball.locator("[aria-label=Unpooled] .pool-cell")
    half = list("22332233") + [""] * 8
    assert back.all_inner_texts() == half
    was = shows(pinball)["sentence"]
    pinball.get_by_role("button", name="Step forward").click()
    elapse(280 + 220 + 399)
    assert back.all_inner_texts() == half
    assert shows(pinball)["falling"] == ["4"] * 4
    assert shows(pinball)["sentence"] == was
    elapse(1)
    assert shows(pinball)["sentence"] != was
    assert back.all_inner_texts() == [*half[:8], "4", "4", "", "", "4", "4", "", ""]


def test_the_window_follows_the_hand(page: Page, pinball: Locator) -> None:
    start = pinball.locator("[aria-label=Input] .pool-cell").nth(2)
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 2 * box["height"], steps=8)
    page.mouse.up()
    expect(pinball.locator(".pool-sentence")).to_have_text(
        "1 falls to row 2, column 3: the 2"
    )
    expect(pinball.locator("input.pool-input")).to_have_count(0)
