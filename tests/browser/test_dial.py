"""The p-Dial on the built page."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from pooltools.widgets import PDial

from .conftest import press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/04-the-pooling-zoo.html"


@pytest.fixture
def dial(page: Page) -> Locator:
    """Return its dial."""
    return page.locator(".pool-dial")


def sentence(dial: Locator) -> Locator:
    return dial.locator(".pool-sentence")


def place(element: Locator) -> float:
    return float(element.evaluate("e => e.style.getPropertyValue('--at')"))


def test_it_starts_at_the_root_mean_square(dial: Locator) -> None:
    expect(sentence(dial)).to_have_text("((1^2 + 2^2 + 4^2 + 8^2) / 4)^(1/2) = 4.61")
    expect(dial.locator(".pool-where")).to_have_text("p = 2: root mean square")
    assert place(dial.locator(".pool-rail b")) == pytest.approx((4.6098 - 1) / 7, 1e-4)
    marks = dial.locator(".pool-stops span")
    expect(marks).to_have_text(["min", "harmonic", "geometric", "mean", "RMS", "max"])
    places = [place(mark) for mark in marks.all()]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 1)


def test_the_dial_turns_by_keyboard_from_end_to_end(page: Page, dial: Locator) -> None:
    dial.get_by_role("slider", name="Dial").focus()
    page.keyboard.press("Home")
    expect(sentence(dial)).to_have_text("min(1, 2, 4, 8) = 1")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(sentence(dial)).to_have_text("(1 + 2 + 4 + 8) / 4 = 3.75")
    page.keyboard.press("End")
    expect(sentence(dial)).to_have_text("max(1, 2, 4, 8) = 8")
    knob = dial.get_by_role("slider", name="Dial")
    expect(knob).to_have_attribute("aria-valuetext", "p = ∞")


def test_where_names_meet_no_line_strikes_one_through(
    page: Page, dial: Locator
) -> None:
    page.get_by_role("link", name="a single zero makes").click()
    expect(sentence(dial)).to_have_text("(0 · 2 · 4 · 8)^(1/4) = 0")
    to_full_picture(page)
    boxes = [mark.bounding_box() for mark in dial.locator(".pool-stops span").all()]
    least, *others = (box for box in boxes if box)
    assert len(others) == 5
    assert least["x"] + least["width"] <= min(box["x"] for box in others) + 2


def test_the_needle_follows_a_pointer(dial: Locator) -> None:
    knob = dial.locator(".pool-gauge")
    box = knob.bounding_box()
    assert box is not None
    scale = box["width"] / 320
    knob.click(position={"x": 160 * scale, "y": 40 * scale})
    expect(dial.locator(".pool-where")).to_have_text("p = 1: mean")
    knob.click(position={"x": 50 * scale, "y": 150 * scale})
    expect(dial.locator(".pool-where")).to_have_text("p = −∞: min")


def test_its_knob_is_on_the_needle_and_follows_the_hand(
    page: Page, dial: Locator
) -> None:
    knob = dial.locator(".pool-grasp")
    gauge = dial.locator(".pool-gauge")
    knob.scroll_into_view_if_needed()
    box, whole = knob.bounding_box(), gauge.bounding_box()
    assert box
    assert whole
    unit = whole["width"] / 320
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(whole["x"] + 160 * unit, whole["y"] + 34 * unit, steps=6)
    page.mouse.up()
    expect(dial.locator(".pool-where")).to_have_text("p = 1: mean")


def test_powers_are_raised_and_heard_as_powers(dial: Locator) -> None:
    raised = sentence(dial).locator("sup")
    expect(raised).to_have_text(["^2", "^2", "^2", "^2", "^(1/2)"])
    seen = "sup => [...sup.childNodes].filter((n) => n.nodeType === 3)[0].data"
    assert [one.evaluate(seen) for one in raised.all()] == ["2"] * 4 + ["1/2"]
    for sign in raised.locator("span").all():
        expect(sign).to_have_css("width", "1px")  # there, but unseen
    expect(dial.locator(".pool-formula sup")).to_have_count(2)


def shows(dial: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = dial.evaluate("""dial => ({
        lit: dial.querySelectorAll(".pool-cell.pool-lit").length,
        ring: dial.querySelectorAll(".pool-cell.pool-winner").length,
        number: dial.querySelector(".pool-rail b").innerText,
        at: Number(dial.querySelector(".pool-rail b").style.getPropertyValue("--at")),
        told: dial.querySelector(".pool-sentence").textContent.split("= ")[1],
    })""")
    return found


def test_a_mean_has_a_number_once_it_has_come_to_its_place(
    elapse: Elapse, dial: Locator
) -> None:
    before = shows(dial)["at"]
    dial.get_by_role("radio", name="1×", exact=True).check()
    dial.get_by_role("button", name="Step forward").click()
    cube = (585 / 4) ** (1 / 3)
    after = pytest.approx((cube - 1) / 7, 1e-4)
    was = {"ring": 0, "number": "4.61", "at": before}
    assert shows(dial) == {**was, "lit": 0, "told": "4.61"}
    elapse(280)
    assert shows(dial) == {**was, "lit": 4, "told": "…"}
    elapse(220)
    assert shows(dial) == {**was, "lit": 4, "told": "…"}
    # on its way the number is the one at which the mark stands
    elapse(200)
    now = shows(dial)
    middle = (1 + 7 * float(str(now["at"])), float(str(now["number"])))
    assert middle[0] == pytest.approx(middle[1], abs=0.01)
    assert 4.7 < middle[1] < 5.2
    elapse(199)
    now = shows(dial)
    assert 5.2 < float(str(now["number"])) < 5.27
    assert (now["lit"], now["told"]) == (4, "…")
    elapse(1)
    now = {"ring": 0, "lit": 0, "number": "5.27", "at": after, "told": "5.27"}
    assert shows(dial) == now


def test_a_draw_counts_once_its_number_has_come_to_the_line(
    elapse: Elapse, dial: Locator
) -> None:
    dial.get_by_role("radio", name="stochastic").check()
    dial.get_by_role("radio", name="1×", exact=True).check()
    dial.get_by_role("button", name="Step forward").click()
    where, rim = dial.locator(".pool-where"), dial.locator(".pool-rim")
    for lasts, rims in ((280, 0), (220, 1), (399, 1)):
        expect(sentence(dial)).to_have_text("No draw yet: play the tape.")
        expect(where).to_contain_text("endless draws")
        assert rim.count() == rims
        elapse(lasts)
    expect(sentence(dial)).to_have_text("No draw yet: play the tape.")
    elapse(1)
    expect(sentence(dial)).to_contain_text("with chance")
    expect(where).to_contain_text("mean of 1 draws")


def test_playing_runs_to_the_maximum_and_stops(page: Page, dial: Locator) -> None:
    dial.get_by_role("radio", name="4×", exact=True).check()
    dial.get_by_role("slider", name="Setting").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    dial.get_by_role("button", name="Play").click()
    expect(sentence(dial)).to_have_text("max(1, 2, 4, 8) = 8")
    expect(dial.get_by_role("button", name="Play")).to_be_visible()


def test_every_draw_is_that_of_python(page: Page, dial: Locator) -> None:
    dial.get_by_role("radio", name="stochastic").check()
    expect(sentence(dial)).to_have_text("No draw yet: play the tape.")
    expect(dial.locator(".pool-slice")).to_have_count(4)
    python = PDial(family="stochastic")
    dial.get_by_role("button", name="Step forward").click()
    for n in range(1, 13):
        value = python.draws[n - 1]
        expect(sentence(dial)).to_have_text(
            f"draw {n}: {value:g}, with chance {value:g}/15"
        )
        mean = f"{round(float(np.mean(python.draws[:n])), 2):g}"
        expect(dial.locator(".pool-where")).to_have_text(
            f"mean of {n} draws: {mean} · expectation: 5.67"
        )
        expect(dial.locator(".pool-rim")).to_have_count(1)
        page.keyboard.press("ArrowRight")


def test_pointing_at_a_number_shows_where_it_lies(dial: Locator) -> None:
    dial.locator("[aria-label=window] .pool-cell").nth(3).hover()
    lit = dial.locator(".pool-rail .pool-pointed")
    expect(lit).to_have_count(1)
    assert place(lit) == 1
    dial.locator(".pool-rail i").first.hover()
    expect(dial.locator(".pool-cell.pool-fed")).to_have_text("1")


def test_numbers_are_edited_and_negative_ones_refused(
    page: Page, dial: Locator
) -> None:
    cell = dial.locator("[aria-label=window] .pool-cell[tabindex='0']")
    cell.focus()
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    dial.get_by_role("slider", name="Dial").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(sentence(dial)).to_have_text("(0 · 2 · 4 · 8)^(1/4) = 0")
    dial.locator("[aria-label=window] .pool-cell").first.focus()
    page.keyboard.type("-3")
    page.keyboard.press("Enter")
    expect(sentence(dial)).to_contain_text("The cell keeps 0.")
    dial.get_by_role("button", name="Reset").click()
    expect(sentence(dial)).to_contain_text("= 4.61")


def test_a_window_of_zeros_has_nothing_to_draw(disk: str, open_page: Open) -> None:
    state = "data=[[0,0],[0,0]]&family=stochastic&step=3"
    page = open_page(f"{disk}/{PAGE}#p-dial:{state}")
    wait_ready(page)
    expect(page.locator("#p-dial .pool-sentence")).to_contain_text("the result is 0")
    expect(page.locator("#p-dial .pool-slice")).to_have_count(0)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("family=soft&step=16", "max(1, 2, 4, 8) = 8"),
        ("family=soft&step=12", "= 6.64"),
        ("step=300", "max(1, 2, 4, 8) = 8"),
        ("step=301", "= 4.61"),
        ("data=[[1,-2],[3,4]]&step=0", "= 4.61"),
        ("data=[[3,3],[3,3]]", "= 3"),
        ("family=%22median%22", "= 4.61"),
    ],
)
def test_a_link_opens_a_state_if_there_can_be_such_a_one(
    state: str, told: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#p-dial:{state}")
    wait_ready(page)
    expect(page.locator("#p-dial .pool-sentence")).to_contain_text(told)


def test_the_links_of_the_text_turn_the_dial(page: Page, dial: Locator) -> None:
    page.get_by_role("link", name="a single zero makes").click()
    expect(sentence(dial)).to_have_text("(0 · 2 · 4 · 8)^(1/4) = 0")
    page.get_by_role("link", name="Three hundred draws").click()
    expect(dial.locator(".pool-where")).to_contain_text("mean of 300 draws: 5.67")
    expect(dial.locator(".pool-trail path")).to_have_count(2)


@pytest.mark.parametrize(
    ("family", "value"),
    [
        ("generalised mean", (85 / 4) ** 0.5),  # where the page begins
        ("log-sum-exp", 15 / 4),
        ("stochastic", 85 / 15),
    ],
)
def test_the_state_is_copied_as_python_and_as_a_link(
    family: str, value: float, page: Page, dial: Locator
) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    dial.get_by_role("radio", name=family).check()
    press_more(dial, "Copy as Python")
    head, _, last = dial.locator("textarea").input_value().strip().rpartition("\n")
    scope: dict[str, object] = {}
    exec(head, scope)
    result = eval(last, scope)
    if family == "stochastic":
        draws, result = result
        assert len(draws) == 300
    assert result.item() == pytest.approx(value)
    press_more(dial, "Link to this state")
    assert "#p-dial:" in dial.locator("textarea").input_value()


def test_reduced_motion_is_respected(browser: object, disk: str) -> None:
    context = browser.new_context(reduced_motion="reduce")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    wait_ready(page)
    for part in (".pool-needle", ".pool-rail b"):
        moving = page.locator(f"#p-dial {part}").evaluate(
            "e => getComputedStyle(e).transitionDuration"
        )
        assert moving == "0s"
    context.close()
