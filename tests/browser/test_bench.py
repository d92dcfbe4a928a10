"""The Pooling Bench on the built page, by keyboard, mouse and link."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/01-one-window.html"


@pytest.fixture
def bench(page: Page) -> Locator:
    """Return its bench."""
    return page.locator(".pool-bench")


def output(bench: Locator) -> list[str]:
    return bench.locator("[aria-label=Output] .pool-cell").all_inner_texts()


def sentence(bench: Locator) -> Locator:
    return bench.locator(".pool-sentence")


def test_it_starts_worked(bench: Locator) -> None:
    expect(sentence(bench)).to_have_text("max(1, 0, 2, 3) = 3")
    assert output(bench) == ["2", "3", "", ""]


def test_the_tape_steps_both_ways_and_ends_where_it_says(bench: Locator) -> None:
    bench.get_by_role("button", name="Last window").click()
    assert output(bench) == ["2", "3", "4", "2"]
    bench.get_by_role("button", name="Step back").click()
    expect(sentence(bench)).to_have_text("max(3, 0, 2, 4) = 4")
    bench.get_by_role("button", name="First window").click()
    expect(bench.locator(".pool-where")).to_contain_text("window 1 of 4")
    back = bench.get_by_role("button", name="Step back")
    expect(back).to_have_attribute("aria-disabled", "true")
    back.evaluate("button => button.click()")
    expect(bench.locator(".pool-where")).to_contain_text("window 1 of 4")


def test_beside_the_contents_the_tape_keeps_to_one_line(
    page: Page, bench: Locator
) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    names = ("Play", "Step forward", "Reset")
    boxes = [bench.get_by_role("button", name=n).bounding_box() for n in names]
    assert len({box["y"] for box in boxes if box}) == 1
    scrubber = bench.get_by_role("slider", name="Window").bounding_box()
    assert scrubber
    assert scrubber["width"] >= 48


def test_playing_runs_to_the_end_and_stops(bench: Locator) -> None:
    bench.get_by_role("radio", name="4×", exact=True).check()
    bench.get_by_role("button", name="Play").click()
    expect(bench.get_by_role("button", name="Pause")).to_be_visible()
    expect(bench.locator(".pool-where")).to_contain_text("window 4 of 4")
    expect(bench.get_by_role("button", name="Play")).to_be_visible()


def test_settings_and_reset(bench: Locator) -> None:
    bench.get_by_role("button", name="stride: less").click()
    assert len(output(bench)) == 9
    bench.get_by_role("radio", name="Average", exact=True).check()
    expect(sentence(bench)).to_have_text("(2 + 1 + 1 + 2) / 4 = 1.5")
    bench.get_by_role("button", name="padding: more").click()
    bench.get_by_label("count_include_pad").uncheck()
    bench.get_by_role("button", name="First window").click()
    expect(sentence(bench)).to_have_text("(1) / 1 = 1")
    bench.get_by_role("button", name="Reset").click()
    assert output(bench) == ["2", "3", "", ""]


def test_only_valid_settings_are_reachable(bench: Locator) -> None:
    more = bench.get_by_role("button", name="kernel_size: more")
    for _ in range(6):
        more.evaluate("button => button.click()")
    expect(bench.get_by_role("group", name="kernel_size")).to_contain_text("4")
    expect(more).to_have_attribute("aria-disabled", "true")
    assert output(bench) == ["4"]


def test_a_cell_is_edited_by_keyboard_alone(page: Page, bench: Locator) -> None:
    bench.locator("[aria-label=Input] .pool-cell[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("-7.5")
    page.keyboard.press("Enter")
    expect(bench.get_by_role("gridcell", name="row 1, column 1: −7.5")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    bench.get_by_role("button", name="First window").click()
    expect(sentence(bench)).to_have_text("max(1, 9, 0, −7.5) = 9")


def test_text_is_refused_and_the_number_stays(page: Page, bench: Locator) -> None:
    bench.get_by_role("gridcell", name="row 0, column 0: 1").click()
    page.keyboard.press("Enter")
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    expect(sentence(bench)).to_have_text("“one” is not a number. The cell keeps 1.")
    expect(bench.get_by_role("gridcell", name="row 0, column 0: 1")).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "result"), [("nan", "= NaN"), ("inf", "= ∞"), ("-inf", "= 2")]
)
def test_nan_and_infinity_are_pooled(
    typed: str, result: str, page: Page, bench: Locator
) -> None:
    bench.get_by_role("gridcell", name="row 0, column 0: 1").click()
    page.keyboard.press("F2")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    bench.get_by_role("button", name="First window").click()
    expect(sentence(bench)).to_contain_text(result)


def test_the_tape_works_by_keyboard_alone(page: Page, bench: Locator) -> None:
    bench.get_by_role("button", name="Step forward").focus()
    page.keyboard.press("End")
    expect(bench.locator(".pool-where")).to_contain_text("window 4 of 4")
    page.keyboard.press("ArrowLeft")
    expect(bench.locator(".pool-where")).to_contain_text("window 3 of 4")
    page.keyboard.press("Home")
    expect(bench.locator(".pool-where")).to_contain_text("window 1 of 4")


def test_every_control_is_a_tab_stop_and_a_grid_is_one(
    page: Page, bench: Locator
) -> None:
    bench.locator("[aria-label=Input] .pool-cell[tabindex='0']").focus()
    names = []
    for _ in range(25):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate(
                "document.activeElement.ariaLabel || document.activeElement.value"
                " || document.activeElement.textContent"
            )
        )
    assert names[0] == "row 0, column 0: 2"  # the output grid
    for wanted in ("Step back", "Play", "Window", "Reset", "max", "stride: more"):
        assert wanted in names
    foot = names.index("More settings")
    menu = "More about this picture"
    assert names[foot + 1 : foot + 3] == ["Challenges 0/2", menu]
    ends = names.index("First window")
    assert names[ends + 1 : ends + 3] == ["Last window", "1"]  # the speed
    bench.get_by_role("button", name=menu).press("Enter")
    for wanted in ("Present", "Save picture", "Copy as Python", "Link to this state"):
        page.keyboard.press("Tab")
        expect(bench.get_by_role("button", name=wanted, exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(bench.get_by_role("button", name=menu)).to_be_focused()
    expect(bench.get_by_role("button", name="Present")).to_be_hidden()


def test_pointing_links_both_ways(bench: Locator) -> None:
    bench.get_by_role("button", name="stride: less").click()
    bench.get_by_role("button", name="Last window").click()
    bench.locator("[aria-label=Input] .pool-cell").nth(5).hover()
    expect(bench.locator("[aria-label=Output] .pool-fed")).to_have_count(4)
    bench.locator("[aria-label=Output] .pool-cell").nth(4).hover()
    expect(sentence(bench)).to_have_text("max(1, 2, 0, 1) = 2")


def test_all_windows_are_shown_with_letters(bench: Locator) -> None:
    bench.get_by_role("radio", name="All windows", exact=True).check()
    letters = bench.locator(".pool-side").first.locator(".pool-tile").all_inner_texts()
    assert letters == ["A", "B", "C", "D"]


def test_of_all_windows_one_is_in_colour(bench: Locator) -> None:
    bench.get_by_role("button", name="stride: less").click()
    bench.get_by_role("radio", name="All windows", exact=True).check()
    bench.locator("[aria-label=Output] .pool-cell").nth(4).hover()
    tiles = bench.locator(".pool-side").first.locator(".pool-tile")
    lines = tiles.evaluate_all("""tiles => tiles.map((tile) =>
        getComputedStyle(tile, "::before").borderTopColor)""")
    amber, grey = lines[4], lines[0]
    assert lines == [grey] * 4 + [amber] + [grey] * 4
    red, green, blue = (int(part) for part in re.findall(r"\d+", grey))
    assert max(red, green, blue) - min(red, green, blue) < 25
    assert amber == "rgb(217, 119, 6)"
    letters = [tile.locator("b").is_visible() for tile in tiles.all()]
    assert letters == [False] * 4 + [True] + [False] * 4  # else they hide numbers


def test_a_link_in_the_text_sets_the_bench(page: Page, bench: Locator) -> None:
    page.get_by_role("link", name="Set the stride to 1").click()
    expect(bench.locator(".pool-title").last).to_have_text("output 3 × 3")
    expect(bench).to_be_in_viewport()
    to_full_picture(page)
    bench.get_by_role("button", name="Reset").click()
    expect(bench.locator(".pool-title").last).to_have_text("output 2 × 2")
    page.get_by_role("link", name="Set the stride to 1").click()
    expect(bench.locator(".pool-title").last).to_have_text("output 3 × 3")


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("kernel_size=3&stride=1", "output 2 × 2"),
        ("kernel_size=4", "output 1 × 1"),
        ("kernel_size=99", "output 2 × 2"),
        ("kernel_size=%22x%22", "output 2 × 2"),
        ("strings=1&kernel_size=4", "output 2 × 2"),
        ("data=[[1]]&kernel_size=1&stride=1", "output 1 × 1"),
    ],
)
def test_a_link_opens_a_state_if_there_can_be_such_a_one(
    state: str, title: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#pooling-bench:{state}")
    wait_ready(page)
    expect(page.locator("#pooling-bench .pool-title").last).to_have_text(title)


def test_the_state_is_copied_as_python_and_as_a_link(
    page: Page, bench: Locator
) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    bench.get_by_role("radio", name="Min", exact=True).check()
    press_more(bench, "Copy as Python")
    text = bench.locator("textarea").input_value()
    fits = "box => box.scrollHeight <= box.clientHeight"
    assert bench.locator("textarea").evaluate(fits)
    assert "x = np.array([\n    [1, 2, 1, 0],\n    [0, 1, 2, 3],\n" in text
    scope: dict[str, object] = {}
    exec(text.replace("min_pool2d(x", "result = min_pool2d(x"), scope)
    assert scope["result"].tolist() == [[0, 0], [0, 0]]  # type: ignore[attr-defined]
    press_more(bench, "Link to this state")
    assert bench.locator("textarea").input_value().endswith("#pooling-bench:mode=min")


def test_reduced_motion_is_respected(browser: object, disk: str) -> None:
    context = browser.new_context(reduced_motion="reduce")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    wait_ready(page)
    moving = page.locator("#pooling-bench .pool-window").first.evaluate(
        "frame => getComputedStyle(frame).transitionDuration"
    )
    assert moving == "0s"
    context.close()


def test_the_chinese_bench_speaks_chinese(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/zh/chapters/zh/01-one-window.html")
    wait_ready(page)
    expect(page.get_by_role("button", name="播放")).to_be_visible()
    expect(page.locator("#pooling-bench .pool-title").first).to_have_text("输入 4 × 4")


def shows(bench: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = bench.evaluate("""bench => ({
        ring: bench.querySelectorAll(".pool-winner").length,
        lit: bench.querySelectorAll(".pool-lit").length,
        balls: bench.querySelectorAll(".pool-gathered").length,
        output: [...bench.querySelectorAll("[aria-label=Output] .pool-cell")]
            .map((cell) => cell.innerText),
        sentence: bench.querySelector(".pool-sentence").innerText,
    })""")
    return found


def test_nothing_is_shown_before_what_makes_it(elapse: Elapse, bench: Locator) -> None:
    bench.get_by_role("button", name="Step forward").click()
    before = {"lit": 0, "output": ["2", "3", "", ""]}
    was, part = "max(1, 0, 2, 3) = 3", "max(3, 0, 2, 4) = …"
    for ring, balls, lasts, said in (
        (0, 0, 280, was), (1, 0, 220, part), (1, 1, 400, part)
    ):  # fmt: skip
        before["sentence"] = said
        assert shows(bench) == {"ring": ring, "balls": balls, **before}
        elapse(lasts - 1)
        assert shows(bench) == {"ring": ring, "balls": balls, **before}
        elapse(1)
    after = {"output": ["2", "3", "4", ""], "sentence": "max(3, 0, 2, 4) = 4"}
    assert shows(bench) == {"ring": 1, "balls": 0, "lit": 0, **after}


def test_all_numbers_of_an_average_flow_together(
    elapse: Elapse, bench: Locator
) -> None:
    bench.get_by_role("radio", name="Average", exact=True).check()
    bench.get_by_role("radio", name="2×", exact=True).check()
    bench.get_by_role("button", name="Step forward").click()
    elapse(140)
    assert (shows(bench)["lit"], shows(bench)["balls"]) == (4, 0)
    elapse(110)
    assert (shows(bench)["lit"], shows(bench)["balls"]) == (4, 4)
    assert shows(bench)["sentence"] == "(3 + 0 + 2 + 4) / 4 = …"
    elapse(200)
    assert (shows(bench)["lit"], shows(bench)["balls"]) == (0, 0)
    assert shows(bench)["sentence"] == "(3 + 0 + 2 + 4) / 4 = 2.25"


@pytest.mark.parametrize("passed", [0, 280, 500])
@pytest.mark.parametrize("name", ["Last window", "Step back", "Reset"])
def test_a_jump_cuts_a_step_short(
    elapse: Elapse, bench: Locator, name: str, passed: int
) -> None:
    bench.get_by_role("button", name="Step forward").click()
    elapse(passed)
    bench.get_by_role("button", name=name).click()
    now = shows(bench)
    assert (now["ring"], now["balls"]) == (1, 0)
    assert not str(now["sentence"]).endswith("…")
    elapse(2000)
    assert shows(bench) == now


def test_a_link_and_the_scrubber_are_cuts(
    page: Page, elapse: Elapse, bench: Locator
) -> None:
    bench.get_by_role("slider", name="Window").press("ArrowRight")
    assert shows(bench)["sentence"] == "max(3, 0, 2, 4) = 4"
    bench.get_by_role("button", name="Step forward").click()
    assert shows(bench)["sentence"] == "max(3, 0, 2, 4) = 4"
    expect(sentence(bench)).to_have_class(re.compile("pool-before"))
    page.evaluate("location.hash = '#pooling-bench:step=2'")
    expect(sentence(bench)).to_have_text("max(3, 0, 2, 4) = 4")
    assert shows(bench)["balls"] == 0


def drag(page: Page, start: Locator, rows: float, columns: float) -> None:
    """Drag by so many cells, in several small moves."""
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    side = box["width"] - 1
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + columns * side, y + rows * side, steps=8)
    page.mouse.up()


def test_the_window_follows_the_hand(page: Page, bench: Locator) -> None:
    cells = bench.locator("[aria-label=Input] .pool-cell")
    drag(page, cells.nth(2), 2.2, 0)  # a cell of the second window
    expect(bench.locator(".pool-where")).to_contain_text("window 4 of 4")
    assert output(bench) == ["2", "3", "4", "2"]
    assert bench.locator("input.pool-input").count() == 0  # a drag is no click
    drag(page, cells.nth(10), -9, -9)
    expect(bench.locator(".pool-where")).to_contain_text("window 1 of 4")
    drag(page, cells.nth(15), -2, -2)  # no cell of the window
    expect(bench.locator(".pool-where")).to_contain_text("window 1 of 4")


def test_its_corner_sets_kernel_size(page: Page, bench: Locator) -> None:
    number = bench.locator(".pool-number").first
    drag(page, bench.locator(".pool-knob"), 1, 1)
    expect(number).to_have_text("3")
    drag(page, bench.locator(".pool-knob"), 9, 9)
    expect(number).to_have_text("4")
    drag(page, bench.locator(".pool-knob"), -9, -9)
    expect(number).to_have_text("1")


def test_a_click_in_the_window_still_types(bench: Locator) -> None:
    cell = bench.locator("[aria-label=Input] .pool-cell").nth(2)
    cell.click()
    cell.click()
    expect(bench.locator("input.pool-input")).to_be_focused()


def test_a_button_that_is_off_says_why(page: Page, bench: Locator) -> None:
    less = bench.get_by_role("button", name="padding: less")
    expect(less).to_have_attribute("aria-disabled", "true")
    less.focus()
    page.keyboard.press("Enter")
    why = "With the other settings as they are, padding can be 0 to 1."
    expect(sentence(bench)).to_have_text(why)
    expect(less).to_have_attribute("title", why)
    expect(less).to_be_focused()
    bench.get_by_role("button", name="padding: more").click()
    expect(less).to_have_attribute("title", "")
    expect(sentence(bench)).to_have_text("max(2, 1) = 2")
