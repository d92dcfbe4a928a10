"""The Shift Compass on the built page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/07-the-one-pixel-shift.html"


@pytest.fixture
def compass(page: Page) -> Locator:
    """Return its compass."""
    return page.locator(".pool-compass")


def sentence(compass: Locator) -> Locator:
    return compass.locator(".pool-sentence")


def output(compass: Locator) -> list[str]:
    return compass.locator("[aria-label=Output] .pool-cell").all_inner_texts()


def scores(compass: Locator) -> list[str]:
    return compass.locator(".pool-rose small").all_inner_texts()


def test_it_starts_with_the_printed_direction_and_hides_the_scores(
    compass: Locator,
) -> None:
    expect(sentence(compass)).to_have_text("right by 1: 4 of 4 keep their value")
    assert output(compass) == ["9", "7", "6", "8"]
    assert scores(compass) == ["", *["?"] * 8]
    expect(compass.locator(".pool-winner")).to_have_count(4)


@pytest.mark.parametrize(
    ("guess", "answer"), [("1", "Right: 1 of 8."), ("8", "You said 8; it is 1 of 8.")]
)
def test_a_guess_comes_before_the_scores(
    guess: str, answer: str, compass: Locator
) -> None:
    compass.get_by_role("radio", name=guess, exact=True).check()
    expect(compass.locator(".pool-ask")).to_contain_text(answer)
    expect(compass.get_by_role("radio", name=guess, exact=True)).to_be_hidden()
    wanted = ["4/4", "3/4", "3/4", "1/4", "2/4", "2/4", "3/4", "3/4"]
    assert scores(compass) == ["", *wanted]
    expect(compass.locator(".pool-whole")).to_have_count(1)


def test_a_direction_is_chosen_on_the_rose_or_by_the_tape(
    page: Page, compass: Locator
) -> None:
    compass.get_by_role("button", name="left", exact=True).click()
    expect(sentence(compass)).to_have_text("left by 1: 2 of 4 keep their value")
    expect(compass.locator(".pool-where")).to_have_text("changed: 7 → 3, 6 → 4")
    assert output(compass) == ["9", "7→3", "6→4", "8"]
    compass.get_by_role("button", name="Step back").click()
    expect(sentence(compass)).to_have_text(
        "down and left by 1: 1 of 4 keep their value"
    )
    page.keyboard.press("Home")
    expect(sentence(compass)).to_have_text("Not moved: 4 windows, 4 numbers.")


def test_playing_goes_once_round(compass: Locator) -> None:
    compass.get_by_role("radio", name="4×", exact=True).check()
    compass.get_by_role("button", name="Play").click()
    expect(sentence(compass)).to_have_text("up and right by 1: 3 of 4 keep their value")
    expect(compass.get_by_role("button", name="Play")).to_be_visible()


def test_only_windows_that_fit_and_moves_up_to_six_are_reachable(
    compass: Locator,
) -> None:
    for name in ("kernel_size", "distance"):
        more = compass.get_by_role("button", name=f"{name}: more")
        for _ in range(8):
            more.evaluate("button => button.click()")
        expect(compass.get_by_role("group", name=name)).to_contain_text("6")
        expect(more).to_have_attribute("aria-disabled", "true")
    why = "With the other settings as they are, distance can be 1 to 6."
    expect(sentence(compass)).to_have_text(why)
    compass.get_by_role("radio", name="wraps round").check()
    expect(sentence(compass)).to_have_text("right by 6: 1 of 1 keep their value")


def test_an_average_keeps_nothing(compass: Locator) -> None:
    compass.get_by_role("radio", name="Average", exact=True).check()
    expect(sentence(compass)).to_have_text("right by 1: 0 of 4 keep their value")


def test_a_number_is_edited_where_it_has_moved_to(page: Page, compass: Locator) -> None:
    cell = compass.get_by_role("gridcell", name="row 0, column 3: 0")
    cell.click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    # it lay in the first window and has moved into the second
    assert output(compass) == ["12→9", "7→12", "6", "8"]
    compass.get_by_role("button", name="Reset").click()
    assert output(compass) == ["9", "7", "6", "8"]


def test_what_came_in_at_the_border_says_so(compass: Locator) -> None:
    name = "row 0, column 0: 0, came in at the border"
    expect(compass.get_by_role("gridcell", name=name)).to_be_visible()


def test_the_law_is_seen_on_random_maps(page: Page, compass: Locator) -> None:
    page.get_by_role("link", name="try it on 1000 maps").click()
    expect(sentence(compass)).to_contain_text("with probability 3/15 = 20 %")
    expect(compass.locator(".pool-formula")).to_contain_text("1/5")
    expect(compass.locator("[aria-label=Input]")).to_be_hidden()
    counts = compass.locator(".pool-histogram b").all_inner_texts()
    assert sum(map(int, counts)) == 1000
    assert scores(compass)[1] == "20 %"
    picture = compass.locator(".pool-overlap-cells")
    expect(picture.locator(".pool-both")).to_have_count(3)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        (
            "See the 7 and the 6 leave their windows",
            "left by 1: 2 of 4 keep their value",
        ),
        ("down and left", "down and left by 1: 1 of 4 keep their value"),
    ],
)
def test_a_link_in_the_text_sets_the_compass(
    link: str, told: str, page: Page, compass: Locator
) -> None:
    page.get_by_role("link", name=link).click()
    expect(sentence(compass)).to_have_text(told)
    expect(compass).to_be_in_viewport()
    assert scores(compass)[1] == "?"  # the guess stays the reader's own


@pytest.mark.parametrize("state", ["step=9", "kernel_size=7", "fill=%22same%22"])
def test_a_link_to_no_state_is_not_followed(
    state: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#shift-compass:{state}")
    wait_ready(page)
    told = sentence(page.locator("#shift-compass"))
    expect(told).to_have_text("right by 1: 4 of 4 keep their value")


def test_the_state_is_copied_as_python_and_as_a_link(
    page: Page, compass: Locator
) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    compass.get_by_role("button", name="up and left", exact=True).click()
    press_more(compass, "Copy as Python")
    text = compass.locator("textarea").input_value()
    scope: dict[str, object] = {}
    exec(text.replace("\nunchanged_fraction(", "\nresult = unchanged_fraction("), scope)
    assert scope["result"] == 0.5
    press_more(compass, "Link to this state")
    assert compass.locator("textarea").input_value().endswith("#shift-compass:step=6")


def test_with_reduced_motion_nothing_slides(browser: object, disk: str) -> None:
    context = browser.new_context(reduced_motion="reduce")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    page.locator(".book-prediction").first.get_by_role("button", name="two").click()
    wait_ready(page)
    compass = page.locator(".pool-compass")
    compass.get_by_role("button", name="left", exact=True).click()
    within = (
        "(own) => document.getAnimations().some((a) => own.contains(a.effect.target))"
    )
    assert not page.locator("#shift-compass").evaluate(within)  # the theme has its own
    context.close()


def test_the_law_is_copied_as_python(page: Page, compass: Locator) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("link", name="try it on 1000 maps").click()
    compass.get_by_role("button", name="down and right").click()
    to_full_picture(page)
    press_more(compass, "Copy as Python")
    text = compass.locator("textarea").input_value()
    scope: dict[str, object] = {}
    exec(text.replace("\nsurvival_prob", "\nresult = survival_prob"), scope)
    assert str(scope["result"]) == "1/17"
    expect(compass.locator(".pool-formula")).to_contain_text("1/17")


def test_text_in_a_cell_is_refused_until_the_reader_moves_on(
    page: Page, compass: Locator
) -> None:
    cell = compass.get_by_role("gridcell", name="row 0, column 3: 0")
    cell.click()
    page.keyboard.press("Enter")
    page.keyboard.type("seven")
    page.keyboard.press("Enter")
    expect(sentence(compass)).to_contain_text("“seven” is not a number")
    assert output(compass) == ["9", "7", "6", "8"]
    page.keyboard.press("ArrowDown")
    expect(sentence(compass)).to_have_text("right by 1: 4 of 4 keep their value")


def test_the_foot_tells_the_move_and_the_law_only_on_random_maps(
    compass: Locator,
) -> None:
    formula = compass.locator(".pool-formula")
    expect(formula).to_have_text("y[i, j] = x[i, j − 1]")
    compass.get_by_role("button", name="distance: more").click()
    compass.get_by_role("button", name="up and left", exact=True).click()
    expect(formula).to_have_text("y[i, j] = x[i + 2, j + 2]")
    rose = compass.locator(".pool-rose button")
    rose.nth(0).click()
    expect(formula).to_have_text("")
    compass.get_by_role("radio", name="1000 random maps").check()
    rose.nth(1).click()
    expect(formula).to_have_text("random maps: (k − t) / (k + t) = 1/5 kept")


def test_a_link_stops_a_tape_that_plays_and_leaves_the_guess(
    page: Page, elapse: Elapse, compass: Locator
) -> None:
    compass.get_by_role("radio", name="3", exact=True).check()
    link = page.get_by_role("link", name="See the 7 and the 6")
    for _ in range(2):  # the second time it sets what is set already
        compass.get_by_role("button", name="Play").click()
        link.click()
        elapse(60_000)
        expect(sentence(compass)).to_have_text("left by 1: 2 of 4 keep their value")
        expect(compass.get_by_role("button", name="Play")).to_be_visible()
    expect(compass.locator(".pool-ask")).to_contain_text("You said 3")
    assert scores(compass)[1] == "4/4"


def test_the_speed_is_how_long_a_stop_lasts(elapse: Elapse, compass: Locator) -> None:
    for speed, before, step in (("0.5×", 2199, "down and right"), ("4×", 274, "down")):
        compass.get_by_role("radio", name=speed, exact=True).check()
        chosen = compass.locator(".pool-rose [aria-pressed=true]")
        now = str(chosen.get_attribute("aria-label"))
        compass.get_by_role("button", name="Play").click()
        elapse(before)
        expect(chosen).to_have_attribute("aria-label", now)
        elapse(1)
        expect(chosen).to_have_attribute("aria-label", step)
        compass.get_by_role("button", name="Pause").click()


def test_without_scripts_the_still_picture_shows_map_and_output(
    browser: object, disk: str
) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    page.locator(".book-answer > summary").first.click()
    still = page.locator("[data-pooltools-widget] > .pool-still svg")
    expect(still).to_be_visible()
    assert still.locator("text").all_text_contents()[-4:] == ["9", "7", "6", "8"]
    label = still.get_attribute("aria-label") or ""
    assert "6 × 6 map" in label
    assert "/4" not in label  # what the page asks
    context.close()


def test_the_smallest_windows_fit_a_phone(disk: str, open_page: Open) -> None:
    state = "kernel_size=1&mode=average&step=2&guess=1"
    page = open_page(f"{disk}/{PAGE}#shift-compass:{state}", phone=True)
    wait_ready(page)
    cells = page.locator("#shift-compass [aria-label=Output] .pool-cell")
    expect(cells).to_have_count(36)
    too_long = "cells => cells.filter(c => c.scrollWidth > c.clientWidth).length"
    assert cells.evaluate_all(too_long) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def shows(compass: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = compass.evaluate("""compass => ({
        rings: compass.querySelectorAll(".pool-winner, .pool-lost, .pool-taker").length,
        lit: compass.querySelectorAll(".pool-lit").length,
        balls: compass.querySelectorAll(".pool-gathered").length,
        output: [...compass.querySelectorAll("[aria-label=Output] .pool-cell")]
            .map((cell) => cell.textContent),
        waiting: compass.querySelectorAll("[aria-label=Output] .pool-waiting").length,
        sentence: compass.querySelector(".pool-sentence").textContent,
        where: compass.querySelector(".pool-where").textContent,
    })""")
    return found


@pytest.mark.parametrize("by", ["rose", "tape"])
def test_the_results_fill_after_the_map_has_come_to_lie(
    by: str, elapse: Elapse, compass: Locator
) -> None:
    for name in ("down and left", "left"):
        last = compass.get_by_role("button", name=name, exact=True)
        said = {key: shows(compass)[key] for key in ("sentence", "where")}
        if by == "rose" or name == "down and left":
            last.click()
            elapse(0 if name == "left" else 900)
        else:
            compass.get_by_role("button", name="Step forward").click()
    waits = {
        "output": ["9→…", "7→…", "6→…", "8→…"], "waiting": 4, "lit": 0, **said,
    }  # fmt: skip
    for rings, balls, lasts in ((0, 0, 280), (5, 0, 220), (5, 4, 400)):
        assert shows(compass) == {"rings": rings, "balls": balls, **waits}
        elapse(lasts - 1)
        assert shows(compass) == {"rings": rings, "balls": balls, **waits}
        elapse(1)
    assert shows(compass) == {
        "rings": 5, "balls": 0, "lit": 0, "waiting": 0,
        "output": ["9", "7→3", "6→4", "8"], "where": "changed: 7 → 3, 6 → 4",
        "sentence": "left by 1: 2 of 4 keep their value",
    }  # fmt: skip


def test_all_numbers_of_an_average_light_up_and_flow_together(
    elapse: Elapse, compass: Locator
) -> None:
    compass.get_by_role("radio", name="Average", exact=True).check()
    before, said = output(compass), shows(compass)
    compass.get_by_role("button", name="Step forward").click()
    for lit, balls, lasts in ((0, 0, 280), (36, 0, 220), (36, 36, 400)):
        now = shows(compass)
        assert (now["lit"], now["balls"], now["waiting"], now["rings"]) == (
            lit, balls, 4, 0,
        )  # fmt: skip
        assert (now["sentence"], now["where"]) == (said["sentence"], said["where"])
        was = [text.split("→")[0].strip() for text in before]
        assert now["output"] == [f"{text}→…" for text in was]
        elapse(lasts)
    now = shows(compass)
    assert (now["lit"], now["balls"], now["waiting"]) == (0, 0, 0)
    assert "…" not in f"{now['output']}"
    assert str(now["sentence"]).startswith("down and right by 1: ")


LAW = """compass => ({
  shared: compass.querySelectorAll(".pool-both").length,
  bars: [...compass.querySelectorAll(".pool-bar i")]
    .map((bar) => Number(bar.style.getPropertyValue("--share")) > 0).includes(true),
  numbers: [...compass.querySelectorAll(".pool-bar b")].map((b) => b.textContent),
  sentence: compass.querySelector(".pool-sentence").textContent,
  where: compass.querySelector(".pool-where").textContent,
})"""


def test_the_law_counts_after_the_window_has_moved(
    elapse: Elapse, compass: Locator
) -> None:
    compass.get_by_role("radio", name="1000 random maps").check()
    said = compass.evaluate(LAW)
    compass.get_by_role("button", name="Step forward").click()
    for shared, bars, lasts in ((0, False, 280), (4, False, 220), (4, True, 400)):
        now = compass.evaluate(LAW)
        assert (now["shared"], now["bars"]) == (shared, bars)
        assert now["numbers"] == ["…"] * 5
        assert (now["sentence"], now["where"]) == (said["sentence"], said["where"])
        elapse(lasts)
    now = compass.evaluate(LAW)
    assert (now["shared"], now["bars"]) == (4, True)
    assert sum(map(int, now["numbers"])) == 1000
    assert now["sentence"].startswith("The largest of 14 numbers lies among the 4 ")
    assert now["where"] != said["where"]


def drag(page: Page, start: Locator, rows: float, columns: float) -> None:
    """Drag by so many cells, in several small moves."""
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    side = box["height"] - 1
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + columns * side, y + rows * side, steps=8)
    page.mouse.up()


def test_the_map_is_pushed_by_the_hand(page: Page, compass: Locator) -> None:
    cells = compass.locator("[aria-label=Input] .pool-cell")
    expect(cells.nth(14)).to_have_css("cursor", "grab")
    drag(page, cells.nth(14), 0, -2)  # it lay one to the right
    expect(sentence(compass)).to_have_text("left by 1: 2 of 4 keep their value")
    assert output(compass) == ["9", "7→3", "6→4", "8"]
    drag(page, cells.nth(14), 3, 1.2)
    expect(sentence(compass)).to_contain_text("down by 1")
    drag(page, cells.nth(14), -1, 0)
    expect(sentence(compass)).to_have_text("Not moved: 4 windows, 4 numbers.")
    assert compass.locator("input.pool-input").count() == 0  # a drag is no click


def test_the_rose_is_tinted_by_what_is_kept_but_never_before_the_guess(
    compass: Locator,
) -> None:
    rose = compass.locator(".pool-rose button")
    tinted = compass.locator(".pool-rose .pool-tint")
    for name in ("left", "down"):
        compass.get_by_role("button", name=name, exact=True).click()
        expect(tinted).to_have_count(0)
    compass.get_by_role("radio", name="2", exact=True).check()
    expect(tinted).to_have_count(8)
    shades = [4, 3, 3, 1, 2, 2, 3, 3]
    for n, shade in enumerate(shades, start=1):
        expect(rose.nth(n)).to_contain_class(f"pool-level{shade}")
