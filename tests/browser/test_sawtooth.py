"""The Sawtooth on the built page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/08-where-robustness-ends.html"
EXACT = "A multiple of the stride: the shrunk map has moved along, exactly."


@pytest.fixture
def saw(page: Page) -> Locator:
    """Return its sawtooth."""
    return page.locator(".pool-sawtooth")


def sentence(saw: Locator) -> Locator:
    return saw.locator(".pool-sentence")


def row(saw: Locator, name: str) -> Locator:
    return saw.locator(f".pool-line-{name} .pool-cell")


def test_it_starts_worked(saw: Locator) -> None:
    expect(sentence(saw)).to_have_text("6 px to the right: the map is off by 38 %")
    expect(saw.locator(".pool-formula")).to_have_text("6 px / stride 4 = 1.5 cells")
    expect(saw.locator(".pool-photos > div:visible")).to_have_count(3)


def test_it_is_exact_at_multiples_of_the_stride_and_nowhere_else(
    page: Page, saw: Locator
) -> None:
    saw.get_by_role("button", name="Step forward").focus()
    page.keyboard.press("Home")
    where = saw.locator(".pool-where")
    for step in range(13):
        expect(sentence(saw)).to_contain_text(f"{step} px to the right")
        if step % 4 == 0:
            expect(where).to_have_text(EXACT)
        else:
            expect(where).to_contain_text("no whole move of the small map fits")
        page.keyboard.press("ArrowRight")


def test_the_strongest_grid_follows_every_shift(page: Page, saw: Locator) -> None:
    page.get_by_role("link", name="a flat line").click()
    expect(sentence(saw)).to_have_text("11 px to the right: the map is off by 0 %")
    expect(saw.get_by_role("img", name="the largest is 0 %")).to_be_visible()
    saw.get_by_role("button", name="Step back").click()
    expect(saw.locator(".pool-where")).to_contain_text("no multiple of the stride")


def largest(saw: Locator) -> int:
    label = saw.locator(".pool-chart").get_attribute("aria-label") or ""
    return int(label.removesuffix(" %").split()[-1])


def test_blur_makes_the_teeth_flatter(page: Page, saw: Locator) -> None:
    page.get_by_role("link", name="those with blur").click()
    expect(sentence(saw)).to_contain_text("11 px to the right")
    blurred = largest(saw)
    page.get_by_role("link", name="the teeth of the maximum").click()
    kept = saw.get_by_role("radio", name="max", exact=True, include_hidden=True)
    expect(kept).to_be_checked()
    assert largest(saw) > blurred + 10 > 10


def test_eight_numbers_flicker_under_max_and_calm_down_with_blur(
    page: Page, saw: Locator
) -> None:
    page.get_by_role("link", name="step through all eight positions").click()
    expect(row(saw, "input")).to_have_text(["1", "0", "0", "1", "1", "0", "0", "1"])
    expect(row(saw, "max")).to_have_text(["1", "1", "1", "1"])
    expect(row(saw, "kept")).to_have_text(["0.75"] * 4)
    saw.get_by_role("button", name="Step back").click()
    expect(row(saw, "max")).to_have_text(["0", "1", "0", "1"])
    expect(row(saw, "kept")).to_have_text(["0.5", "1", "0.5", "1"])
    expect(saw.locator(".pool-line-dense .pool-kept")).to_have_count(4)


def test_the_eight_numbers_can_be_edited_and_text_is_refused(
    page: Page, saw: Locator
) -> None:
    saw.get_by_role("radio", name="Eight numbers").check()
    saw.get_by_role("button", name="First window").click()
    saw.locator(".pool-line-input .pool-cell").first.click()
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(row(saw, "max")).to_have_text(["9", "1", "0", "1"])
    saw.locator(".pool-line-input .pool-cell").first.click()
    page.keyboard.type("nine")
    page.keyboard.press("Enter")
    expect(sentence(saw)).to_contain_text("“nine” is not a number")
    expect(row(saw, "max")).to_have_text(["9", "1", "0", "1"])


def test_a_bar_that_turns_leaves_every_detector(page: Page, saw: Locator) -> None:
    page.get_by_role("link", name="Turn the bar under four detectors").click()
    expect(sentence(saw)).to_contain_text("turned by 90°")
    values = saw.locator(".pool-bars b").all_inner_texts()
    assert values[:2] == ["0", "0"]
    assert float(values[-1]) > 2.7


@pytest.mark.parametrize("state", ["stride=3", "step=13", "way=%22median%22"])
def test_a_link_to_no_state_is_not_followed(
    state: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#sawtooth:{state}")
    wait_ready(page)
    told = sentence(page.locator("#sawtooth"))
    expect(told).to_have_text("6 px to the right: the map is off by 38 %")


@pytest.mark.parametrize("view", ["photo", "stripes"])
def test_the_state_is_copied_as_python_and_as_a_link(
    view: str, page: Page, saw: Locator
) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    if view == "stripes":
        saw.get_by_role("radio", name="Eight numbers").check()
    press_more(saw, "Copy as Python")
    text = saw.locator("textarea").input_value()
    last = "saw.errors" if view == "photo" else "max_pool2d(x, (1, 2)), blur"
    scope: dict[str, object] = {}
    exec(text.replace(f"\n{last}", f"\nresult = {last}"), scope)
    result = scope["result"]
    if view == "photo":
        assert round(100 * result[6]) == 38  # type: ignore[index]
    else:
        assert [float(v) for v in row(saw, "max").all_inner_texts()] == result[0][
            0
        ].tolist()  # type: ignore[index]
    press_more(saw, "Link to this state")
    assert "#sawtooth:" in saw.locator("textarea").input_value() or view == "photo"


def test_the_turning_bar_is_copied_as_python(page: Page, saw: Locator) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("link", name="Turn the bar under four detectors").click()
    saw.get_by_role("button", name="Step back").click()
    to_full_picture(page)
    press_more(saw, "Copy as Python")
    text = saw.locator("textarea").input_value()
    scope: dict[str, object] = {}
    exec(text.replace("\nSawtooth(", "\nresult = Sawtooth("), scope)
    told = [float(value) for value in saw.locator(".pool-bars b").all_inner_texts()]
    result = [float(value) for value in scope["result"]]  # type: ignore[attr-defined]
    assert [round(value, 2) for value in [*result, max(result)]] == told


def test_playing_runs_to_the_last_shift_at_the_chosen_speed(
    elapse: Elapse, saw: Locator
) -> None:
    saw.get_by_role("radio", name="4×", exact=True).check()
    saw.get_by_role("button", name="Play").click()
    film = saw.get_by_role("slider", name="Picture to be pushed")
    elapse(274)
    expect(film).to_have_attribute("aria-valuenow", "6")
    elapse(1)
    expect(film).to_have_attribute("aria-valuenow", "7")
    elapse(5 * 275 + 225)
    expect(sentence(saw)).to_have_text("12 px to the right: the map is off by 0 %")
    expect(saw.get_by_role("button", name="Play")).to_be_visible()


def test_reduced_motion_lets_the_bars_jump(page: Page, saw: Locator) -> None:
    def lasts() -> set[str]:
        script = "bars => bars.map(bar => getComputedStyle(bar).transitionDuration)"
        return set(saw.locator(".pool-turn .pool-bar i").evaluate_all(script))

    saw.get_by_role("radio", name="A bar that turns").check()
    assert lasts() == {"0.25s"}
    page.emulate_media(reduced_motion="reduce")
    assert lasts() == {"0s"}


def test_without_scripts_the_still_picture_shows_both_maps_and_the_curve(
    browser: object, disk: str
) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    page.locator("details.book-answer > summary").first.click()
    still = page.locator("[data-pooltools-widget=sawtooth] > .pool-still svg")
    expect(still).to_be_visible()
    assert still.locator("image").count() == 2
    expect(still).to_contain_text("shift, px")
    assert "off by 38 percent" in (still.get_attribute("aria-label") or "")
    context.close()


@pytest.mark.parametrize("step", [0, 1])
def test_the_eight_numbers_fit_a_phone(step: int, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#sawtooth:view=stripes&step={step}", phone=True)
    wait_ready(page)
    cells = page.locator("#sawtooth .pool-line .pool-cell")
    expect(cells).to_have_count(8 + 8 + 4 + 8 + 4)
    too_long = "cells => cells.filter(c => c.scrollWidth > c.clientWidth).length"
    assert cells.evaluate_all(too_long) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def photo(saw: Locator) -> dict[str, object]:
    """Return what a step has come to on the pictures and the curve, at one moment."""
    found: dict[str, object] = saw.evaluate("""saw => {
        const [small, left] = [...saw.querySelectorAll(".pool-plate canvas")];
        return {
            small: small.toDataURL(), left: left.toDataURL(),
            drawn: saw.querySelector(".pool-curve").getAttribute("d").split("L").length,
            number: saw.querySelector(".pool-carrier b").textContent,
            sentence: saw.querySelector(".pool-sentence").textContent,
            where: saw.querySelector(".pool-where").textContent,
        };
    }""")
    return found


def test_the_curve_grows_only_after_the_picture_is_shrunk(
    elapse: Elapse, saw: Locator
) -> None:
    saw.get_by_role("radio", name="1×", exact=True).check()
    old = photo(saw)
    saw.get_by_role("slider", name="Shift, in pixels").press("ArrowRight")
    new = photo(saw)
    assert new["sentence"] == "7 px to the right: the map is off by 25 %"
    assert (old["drawn"], new["drawn"], new["number"]) == (7, 8, "25 %")
    assert old["small"] != new["small"]
    assert old["left"] != new["left"]
    saw.get_by_role("button", name="Step back").click()
    saw.get_by_role("button", name="Step forward").click()
    waits = {"sentence": old["sentence"], "number": "", "where": old["where"]}
    for made, lasts in (
        ((), 280),
        (("small",), 220),
        (("small", "left", "drawn"), 400),
    ):
        now = {**old, **{name: new[name] for name in made}, **waits}
        assert photo(saw) == now
        elapse(lasts - 1)
        assert photo(saw) == now
        elapse(1)
    assert photo(saw) == new


def test_the_rows_of_numbers_fill_one_after_the_other(
    elapse: Elapse, saw: Locator
) -> None:
    saw.get_by_role("radio", name="1×", exact=True).check()
    saw.get_by_role("radio", name="Eight numbers").check()
    was = sentence(saw).inner_text()
    saw.get_by_role("button", name="Step forward").click()
    filled: list[str] = ["input"]
    for more, lasts in (((), 280), (("dense",), 220), (("blur",), 400)):
        filled += more
        for passed in (lasts - 1, 1):
            shown = ["input", "dense", "blur", "max", "kept"]
            assert [
                name for name in shown if any(row(saw, name).all_inner_texts())
            ] == filled
            expect(sentence(saw)).to_have_text(was)
            balls = 8 if "blur" in filled else 0
            assert saw.locator(".pool-gathered").count() == balls
            elapse(passed)
    expect(row(saw, "max")).to_have_text(["1"] * 4)
    expect(row(saw, "kept")).to_have_text(["0.75"] * 4)
    assert saw.locator(".pool-gathered").count() == 0


def test_the_detectors_answer_after_the_bar_has_turned(
    elapse: Elapse, saw: Locator
) -> None:
    saw.get_by_role("radio", name="1×", exact=True).check()
    saw.get_by_role("radio", name="A bar that turns").check()
    was = sentence(saw).inner_text()
    saw.get_by_role("button", name="Step forward").click()
    for _ in range(2):
        assert set(saw.locator(".pool-bars b").all_inner_texts()) == {"…"}
        expect(sentence(saw)).to_have_text(was)
        elapse(899)
    elapse(1)
    assert "…" not in saw.locator(".pool-bars b").all_inner_texts()


def push(page: Page, start: Locator, right: float, at: float = 0.5) -> None:
    """Push from a place, in parts of the width, so many pixels to the right."""
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    x, y = box["x"] + at * box["width"], box["y"] + box["height"] / 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y, steps=6)
    page.mouse.up()


def test_the_picture_is_pushed_by_the_hand(page: Page, saw: Locator) -> None:
    film = saw.get_by_role("slider", name="Picture to be pushed")
    width = (film.bounding_box() or {"width": 0})["width"]
    push(page, film, -3 * width / 96)
    expect(sentence(saw)).to_contain_text("3 px to the right")
    push(page, film, width)
    expect(sentence(saw)).to_contain_text("12 px to the right")
    push(page, film, -width / 2)
    expect(sentence(saw)).to_contain_text("0 px to the right")
    expect(film).to_have_css("cursor", "grab")


def test_clicks_and_keys_push_it_too(page: Page, saw: Locator) -> None:
    film = saw.get_by_role("slider", name="Picture to be pushed")
    expect(film).to_have_attribute("aria-valuetext", "6 px to the right")
    width = (film.bounding_box() or {"width": 0})["width"]
    film.click(position={"x": width * 0.9, "y": 20})
    expect(sentence(saw)).to_contain_text("7 px to the right")
    film.click(position={"x": width * 0.1, "y": 20})
    expect(sentence(saw)).to_contain_text("6 px to the right")
    page.keyboard.press("ArrowRight")
    expect(sentence(saw)).to_have_text("7 px to the right: the map is off by 25 %")
    page.keyboard.press("Home")
    expect(film).to_have_attribute("aria-valuenow", "0")


def test_the_dot_is_pulled_along_the_curve(page: Page, saw: Locator) -> None:
    chart = saw.locator(".pool-chart")
    width = (chart.bounding_box() or {"width": 0})["width"]
    push(page, chart, 2 * width / 12)
    expect(sentence(saw)).to_contain_text("8 px to the right")


def test_the_row_of_numbers_is_pushed(page: Page, saw: Locator) -> None:
    page.get_by_role("link", name="step through all eight positions").click()
    to_full_picture(page)
    cell = saw.locator(".pool-line-input .pool-cell").nth(2)
    width = (cell.bounding_box() or {"width": 0})["width"]
    push(page, cell, 2.1 * width)
    expect(row(saw, "input")).to_have_text(["0", "1", "1", "0", "0", "1", "1", "0"])
    assert saw.locator("input.pool-input").count() == 0  # a drag is no click


def test_the_axis_ends_where_the_data_do_and_says_so(page: Page, saw: Locator) -> None:
    title = saw.locator(".pool-curve-panel .pool-title")
    expect(title).to_have_text("how far off is it, after each move?")
    levels = saw.locator(".pool-y span")
    assert levels.all_inner_texts() == ["0 %", "20 %", "to 40 %"]
    saw.get_by_role("radio", name="average").check()
    expect(title).to_have_text("how far off is it, after each move? dotted: max")
    assert levels.all_inner_texts() == ["0 %", "40 %", "to 80 %"]


def test_the_ink_is_light_in_the_dark(disk: str, open_page: Open) -> None:
    for theme, ink in (("light", "none"), ("dark", "invert(1)")):
        page = open_page(f"{disk}/{PAGE}", theme=theme)
        wait_ready(page)
        canvas = page.locator(".pool-sawtooth .pool-print").first
        expect(canvas).to_have_css("filter", ink)
        corner = "c => [...c.getContext('2d').getImageData(0, 0, 96, 64).data]"
        levels = canvas.evaluate(corner)
        assert max(levels[3::4]) == 255
        assert sum(levels[3::4]) / len(levels[3::4]) < 60  # what is no edge is clear


CHART = """saw => ({
  head: saw.querySelector(".pool-playhead").style.transform,
  ...Object.fromEntries(["curve", "ghost", "bands"].map((name) =>
    [name, saw.querySelector(`.pool-${name}`).getAttribute("d").split(/[LM]/).length]))
})"""


def test_the_head_runs_with_the_picture_and_the_curve_follows(
    elapse: Elapse, saw: Locator
) -> None:
    saw.get_by_role("radio", name="1×", exact=True).check()
    saw.get_by_role("button", name="Step forward").click()
    before = {"head": "translateX(58.3333%)", "curve": 8, "ghost": 8, "bands": 5}
    assert saw.evaluate(CHART) == before
    elapse(500)
    assert saw.evaluate(CHART) == {**before, "curve": 9, "ghost": 9}


def test_a_curve_that_was_drawn_stays_as_a_ghost_and_none_is_ahead(
    saw: Locator,
) -> None:
    saw.get_by_role("button", name="Step back").click()
    now = saw.evaluate(CHART)
    assert (now["curve"], now["ghost"]) == (7, 8)
    saw.get_by_role("radio", name="average").check()
    now = saw.evaluate(CHART)
    assert (now["curve"], now["ghost"]) == (7, 7)  # of this one no more was seen
