"""The Channel Lanes on the built page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import press_more, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/05-channels-and-parameters.html"


@pytest.fixture
def lanes(page: Page) -> Locator:
    """Return its lanes."""
    return page.locator(".pool-lanes")


def says(lanes: Locator, text: str) -> None:
    expect(lanes.locator(".pool-sentence")).to_have_text(text)


def where(lanes: Locator) -> Locator:
    return lanes.locator("span.pool-where")


def cell(lanes: Locator, name: str, n: int) -> Locator:
    return lanes.get_by_role("grid", name=name).locator(".pool-cell").nth(n)


WIRES = ".pool-wires svg:first-child path:not(.pool-ghost)"
GHOSTS = ".pool-wires svg:first-child .pool-ghost"


def test_it_starts_with_a_painted_number_and_one_lane_that_noticed(
    lanes: Locator,
) -> None:
    says(lanes, "1 of 12 outputs changed: 0 + 1 + 0")
    expect(lanes.locator(".pool-painted")).to_have_text(["9"])
    expect(lanes.locator(".pool-changed")).to_have_text(["9"])
    expect(lanes.locator(WIRES)).to_have_count(3)
    expect(lanes.locator(GHOSTS)).to_have_count(2)  # a convolution would go there, too
    expect(lanes.locator(".pool-painted")).to_have_attribute("data-was", "0")
    titles = lanes.locator(".pool-reached .pool-title")
    expect(titles).to_have_text(["input 2", "output 2"])
    label = lanes.locator(".pool-changed").get_attribute("aria-label")
    assert label == "row 0, column 0: 9, was 3"


def test_only_a_convolution_crosses_the_lanes(lanes: Locator) -> None:
    for name, said, wires in (
        ("convolution", "3 of 12 outputs changed: 1 + 1 + 1", 9),
        ("depthwise", "1 of 12 outputs changed: 0 + 1 + 0", 3),
        ("average pooling", "1 of 12 outputs changed: 0 + 1 + 0", 3),
    ):
        lanes.get_by_role("radio", name=name, exact=True).check()
        says(lanes, said)
        expect(lanes.locator(WIRES)).to_have_count(wires)
        ghosts = lanes.get_by_text("where a convolution would take it")
        expect(lanes.locator(GHOSTS)).to_have_count(0 if wires == 9 else 2)
        expect(ghosts).to_be_visible(visible=wires != 9)
        reached = lanes.locator(".pool-wires ~ .pool-reached")
        expect(reached).to_have_count(3 if wires == 9 else 1)
    lanes.get_by_role("radio", name="convolution", exact=True).check()
    expect(lanes.locator(".pool-formula")).to_contain_text("36 weights")


def test_the_weights_of_a_convolution_are_shown_and_give_its_numbers(
    lanes: Locator,
) -> None:
    weights = lanes.locator(".pool-kernels")
    expect(weights.first).to_be_hidden()
    lanes.get_by_role("radio", name="depthwise", exact=True).check()
    expect(
        lanes.get_by_role("img", name="Weights of output 2")
    ).to_have_accessible_name("Weights of output 2: input 2: 1, −1, −1, 1")
    lanes.get_by_role("radio", name="convolution", exact=True).check()
    expect(weights.first.locator("i")).to_have_count(12)

    def numbers(cells: Locator) -> list[float]:
        return [float(t.replace("−", "-")) for t in cells.all_inner_texts()]

    window = [
        numbers(lanes.get_by_role("grid", name=f"input {n}").locator(".pool-cell"))
        for n in (1, 2, 3)
    ]
    read = [row[place] for row in window for place in (0, 1, 4, 5)]
    total = sum(
        a * b for a, b in zip(read, numbers(weights.first.locator("i")), strict=True)
    )
    says(lanes, "3 of 12 outputs changed: 1 + 1 + 1")
    output = lanes.get_by_role("grid", name="output 1").locator(".pool-cell")
    assert numbers(output)[0] == total


def test_a_number_is_painted_with_the_keyboard(page: Page, lanes: Locator) -> None:
    cell(lanes, "input 3", 0).focus()
    page.keyboard.press("End")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    says(lanes, "2 of 12 outputs changed: 0 + 1 + 1")
    expect(cell(lanes, "output 3", 1)).to_have_text("8")
    page.keyboard.type("inf")  # a real key opens the cell; “∞” has none
    page.keyboard.press("Enter")
    expect(lanes.locator(".pool-sentence")).to_contain_text("“∞” is not a number")
    lanes.get_by_role("button", name="Reset").click()
    says(lanes, "1 of 12 outputs changed: 0 + 1 + 0")


def test_pointing_links_an_output_and_what_it_reads(lanes: Locator) -> None:
    cell(lanes, "output 1", 1).hover()
    expect(where(lanes)).to_have_text("output 1: max(1, 0, 2, 3) = 3")
    expect(lanes.locator(".pool-window:visible")).to_have_count(2)
    cell(lanes, "input 2", 15).hover()
    expect(lanes.locator(".pool-fed")).to_have_count(1)
    lanes.get_by_role("radio", name="convolution", exact=True).check()
    cell(lanes, "input 2", 15).hover()
    expect(lanes.locator(".pool-fed")).to_have_count(3)
    cell(lanes, "output 1", 1).hover()
    expect(lanes.locator(".pool-window:visible")).to_have_count(4)


def test_the_tape_moves_all_windows_at_once(page: Page, lanes: Locator) -> None:
    lanes.get_by_role("button", name="Step forward").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(where(lanes)).to_contain_text("window 2 of 4 gives 3, 6, 4")
    page.keyboard.press("End")
    expect(where(lanes)).to_contain_text("window 4 of 4 gives 2, 2, 5")


def test_the_counter_leaves_the_convolutions_alone(page: Page, lanes: Locator) -> None:
    lanes.get_by_role("radio", name="What it costs").check()
    bars = lanes.locator(".pool-bar b")
    expect(bars).to_have_text(["14.7 M", "123.6 M", "15.1 M", "15.5 G"])
    lanes.get_by_role("button", name="pool5").click()
    expect(bars).to_have_text(["14.7 M", "431.9 M", "15.1 M", "15.8 G"])
    expect(lanes.locator(".pool-sentence")).to_contain_text("fc1: 411 M parameters")
    expect(lanes.get_by_role("button", name="pool5")).to_have_attribute(
        "aria-pressed", "false"
    )
    lanes.get_by_role("button", name="Last step").click()
    expect(bars).to_have_text(["14.7 M", "105.2 G", "212 M", "843.4 G"])
    expect(lanes.locator(".pool-formula")).to_have_text(
        "fc1: 512·224·224·4096 + 4096 = 105,226,702,848"
    )
    lanes.get_by_role("radio", name="head: global average").check()
    expect(bars.nth(1)).to_have_text("513 k")


def test_links_of_the_text_set_the_counter(page: Page, lanes: Locator) -> None:
    page.get_by_role("link", name="five poolings or none").click()
    expect(lanes.locator(".pool-formula")).to_have_text("fc: 512·1000 + 1000 = 513,000")
    says(
        lanes, "fc: 513 k parameters · all dense layers × 0.00415 · multiply-adds × 48"
    )
    page.get_by_role("link", name="switch to convolution").click()
    says(lanes, "3 of 12 outputs changed: 1 + 1 + 1")


@pytest.mark.parametrize(
    "state", ["pools=111", "operation=min", "painted=[[[1]]]", "step=7"]
)
def test_a_bad_link_is_not_followed(state: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#channel-lanes:{state}")
    wait_ready(page)
    expect(page.locator("#channel-lanes .pool-sentence")).to_have_text(
        "1 of 12 outputs changed: 0 + 1 + 0"
    )


def test_what_is_copied_runs_in_python(page: Page, lanes: Locator) -> None:
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; }")
    copied: list[str] = []
    for name in ("max pooling", "convolution"):
        lanes.get_by_role("radio", name=name, exact=True).check()
        press_more(lanes, "Copy as Python")
        copied.append(page.evaluate("window.copied"))
        page.keyboard.press("Escape")  # the menu lies over the settings
    lanes.get_by_role("radio", name="What it costs").check()
    lanes.get_by_role("button", name="pool4").click()
    press_more(lanes, "Copy as Python")
    copied.append(page.evaluate("window.copied"))
    results = [run(text) for text in copied]
    assert results[0].tolist()[1] == [[9, 6], [3, 2]]
    assert results[1].tolist()[0] == [[2, 7], [11, 0]]
    assert results[2].parameters == 14_714_688 + 431_924_200


def run(text: str) -> object:
    """Run lines of Python; return the value of the last statement."""
    import ast

    tree = ast.parse(text)
    last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
    names: dict[str, object] = {}
    exec(compile(tree, "copied", "exec"), names)
    return eval(compile(last, "copied", "eval"), names)


@pytest.mark.parametrize("operation", ["average", "convolution"])
def test_outputs_fit_their_cells_on_a_phone(
    operation: str, disk: str, open_page: Open
) -> None:
    state = f"#channel-lanes:operation={operation}"
    page = open_page(f"{disk}/{PAGE}{state}", phone=True)
    wait_ready(page)
    cells = page.locator("#channel-lanes .pool-roads .pool-cell")
    expect(cells).to_have_count(3 * 16 + 3 * 4)
    too_long = "cells => cells.filter(c => c.scrollWidth > c.clientWidth).length"
    assert cells.evaluate_all(too_long) == 0


def shows(lanes: Locator) -> dict[str, object]:
    """Return what a step has come to, all of it at one moment."""
    found: dict[str, object] = lanes.evaluate("""lanes => ({
        decide: lanes.querySelectorAll(".pool-winner, .pool-lit").length,
        running: [...lanes.querySelectorAll(".pool-gathered")].map((n) => n.innerText),
        told: [...lanes.querySelectorAll(".pool-told")].map((n) => n.innerText),
        outputs: [1, 2, 3].map((n) =>
            [...lanes.querySelectorAll(`[aria-label="output ${n}"] .pool-cell`)]
                .map((cell) => cell.innerText).join(" ").trim()),
        said: lanes.querySelector(".pool-sentence").innerText,
        where: lanes.querySelector("span.pool-where").innerText,
    })""")
    return found


def test_all_lanes_pool_together_and_no_output_comes_before_its_number(
    elapse: Elapse, lanes: Locator
) -> None:
    lanes.get_by_role("button", name="First step").click()
    lanes.get_by_role("button", name="Step forward").click()
    before = {
        "told": [],
        "outputs": ["2", "9", "4"],
        "said": "1 of 3 outputs changed: 0 + 1 + 0",
        "where": "window 1 of 4 gives 2, 9, 4, one number per channel",
    }
    for decide, running, lasts in (
        (0, [], 280),
        (3, [], 220),
        (3, ["3", "6", "4"], 400),
    ):
        now = {"decide": decide, "running": running, **before}
        assert shows(lanes) == now
        elapse(lasts - 1)
        assert shows(lanes) == now
        elapse(1)
    after = shows(lanes)
    assert (after["running"], after["outputs"]) == ([], ["2 3", "9 6", "4 4"])
    assert after["said"] == "1 of 6 outputs changed: 0 + 1 + 0"


def test_a_painted_number_runs_down_its_wire_and_then_is_noticed(
    page: Page, elapse: Elapse, lanes: Locator
) -> None:
    cell(lanes, "input 3", 15).focus()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    elapse(280 + 220)
    assert (shows(lanes)["told"], shows(lanes)["outputs"]) == (
        ["8"], ["2 3 4", "9 6 3", "4 4 3"],
    )  # fmt: skip
    assert shows(lanes)["said"] == "1 of 12 outputs changed: 0 + 1 + 0"
    elapse(400)
    assert shows(lanes)["outputs"] == ["2 3 4 2", "9 6 3 2", "4 4 3 8"]
    assert shows(lanes)["said"] == "2 of 12 outputs changed: 0 + 1 + 1"


@pytest.mark.parametrize(
    ("operation", "running", "told"),
    [("average pooling", 12, 1), ("depthwise", 3, 1), ("convolution", 9, 3)],
)
def test_only_under_a_convolution_does_it_spread(
    elapse: Elapse, lanes: Locator, operation: str, running: int, told: int
) -> None:
    lanes.get_by_role("radio", name=operation, exact=True).check()
    elapse(280)
    assert shows(lanes)["decide"] == 12
    elapse(220)
    now = shows(lanes)
    assert len(now["running"]) == running  # type: ignore[arg-type]
    assert len(now["told"]) == told  # type: ignore[arg-type]
    elapse(400)
    assert shows(lanes)["decide"] == 0


def test_the_windows_of_all_lanes_follow_the_hand(page: Page, lanes: Locator) -> None:
    start = cell(lanes, "input 1", 0)
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    x, y, side = box["x"] + 18, box["y"] + 18, box["width"] - 1
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2.2 * side, y + 1.8 * side, steps=8)
    expect(where(lanes)).to_contain_text("window 4 of 4 gives 2, 2, 5")
    page.mouse.move(x + 2.2 * side, y, steps=8)
    page.mouse.up()
    expect(where(lanes)).to_contain_text("window 2 of 4 gives 3, 6, 4")
    expect(lanes.locator("input.pool-input")).to_have_count(0)
