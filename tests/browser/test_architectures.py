"""The Architecture Slider on the built page."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import axe_findings, open_aside, press_more, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Elapse = Callable[[int], None]
PAGE = "chapters/en/12-trace-the-shrinking-map.html"


@pytest.fixture
def slider(page: Page) -> Locator:
    """Return its slider."""
    return page.locator(".pool-architectures")


def says(slider: Locator, text: str) -> None:
    expect(slider.locator(".pool-sentence")).to_have_text(text)


def test_resnet_50_has_two_poolings(slider: Locator) -> None:
    slider.get_by_role("button", name="2014 VGG-16").click()
    says(slider, "224 → 112 → 56 → 28 → 14 → 7")
    slider.get_by_role("button", name="2015 ResNet-50").click()
    says(slider, "224 → 112 → 56 → 28 → 14 → 7 → 1")
    expect(slider.locator("[aria-pressed=true]")).to_have_text("2015ResNet-50")
    names = slider.locator(".pool-stair small").all_inner_texts()
    assert names[1:3] == ["strided conv 7/2", "max 3/2"]
    assert names[-1] == "global average"
    expect(slider.locator(".pool-stair .pool-by-strided")).to_have_count(4)
    expect(slider.locator(".pool-where").first).to_contain_text(
        "parameters in its poolings 0, product of its strides 32"
    )


def test_the_keyboard_walks_through_the_years(page: Page, slider: Locator) -> None:
    slider.locator("[aria-pressed=true]").focus()
    page.keyboard.press("Home")
    expect(slider.locator(".pool-years button:focus")).to_have_text("1980Neocognitron")
    expect(slider.locator(".pool-where").first).to_contain_text("Sizes of a sketch")
    page.keyboard.press("ArrowRight")
    says(slider, "32 → 28 → 14 → 10 → 5 → 1")
    expect(slider.locator(".pool-where").first).to_contain_text("12 + 32")
    page.keyboard.press("End")
    expect(slider.locator(".pool-where").last).to_contain_text("Transformer")


def test_another_input_shows_who_is_bound_to_a_size(slider: Locator) -> None:
    slider.get_by_role("button", name="2014 VGG-16").click()
    slider.get_by_role("checkbox").uncheck()
    slider.get_by_role("slider", name="input").fill("256")
    says(slider, "256 → 128 → 64 → 32 → 16 → 8")
    problem = slider.locator(".pool-problem")
    expect(problem).to_contain_text("made for 7 × 7 places and gets 8 × 8")
    slider.get_by_role("button", name="2014 SPP-net").click()
    says(slider, "256 → 126 → 63 → 30 → 15 → 50 bins")
    expect(problem).to_have_count(0)
    slider.get_by_role("slider", name="input").fill("16")
    slider.get_by_role("button", name="2012 AlexNet").click()
    expect(problem).to_have_text(
        "A window of 3 does not fit into 1: the network stops here. "
    )
    slider.get_by_role("checkbox").check()
    says(slider, "224 → 55 → 27 → 13 → 6")


def test_pointing_at_a_map_shows_its_formula(slider: Locator) -> None:
    slider.get_by_role("button", name="2015 ResNet-50").click()
    formula = slider.locator(".pool-formula")
    expect(formula).to_have_text("⌊(224 + 2·3 − 7) / 2⌋ + 1 = 112")
    slider.locator(".pool-stair").nth(2).focus()
    expect(formula).to_have_text("⌊(112 + 2·1 − 3) / 2⌋ + 1 = 56")
    slider.get_by_role("button", name="2014 GoogLeNet").click()
    slider.locator(".pool-stair").nth(2).hover()
    expect(formula).to_have_text("⌈(112 + 2·0 − 3) / 2⌉ + 1 = 56")


def test_the_five_numbers_are_judged_once_all_are_placed(
    page: Page, slider: Locator
) -> None:
    open_aside(page)
    page.get_by_role("link", name="Put the five numbers").press("Enter")
    selects = slider.locator("select")
    expect(selects).to_have_count(5)
    says(slider, "0 of 5 placed")
    for n, value in enumerate(("76.1", "79.5", "78.8", "82.0")):
        selects.nth(n).select_option(label=value)
    says(slider, "4 of 5 placed")
    expect(slider.locator(".pool-right, .pool-wrong")).to_have_count(0)
    selects.nth(4).select_option(label="81.3")
    says(slider, "3 of 5 stand where they belong")
    expect(slider.locator(".pool-wrong")).to_have_count(2)
    assert axe_findings(page, ".pool-architectures") == []
    selects.nth(1).select_option(label="78.8")
    selects.nth(2).select_option(label="79.5")
    says(slider, "All right: 76.1 → 78.8 is the recipe, on an unchanged network")
    to_full_picture(page)
    slider.get_by_role("radio", name="Forty years").check()
    says(slider, "224 → 112 → 56 → 28 → 14 → 7 → 1")


def test_a_wrong_link_is_not_followed(disk: str, open_page: Open) -> None:
    for wrong in ("step=12", "size=17", "placed=[1,2]", "view=x"):
        page = open_page(f"{disk}/{PAGE}#architecture-slider:{wrong}")
        wait_ready(page)
        says(
            page.locator("#architecture-slider"),
            "224 → 112 → 56 → 28 → 14 → 7 → 1",
        )


def test_the_python_it_copies_says_the_same(page: Page, slider: Locator) -> None:
    refuse = "() => { navigator.clipboard.writeText = () => Promise.reject(); }"
    page.evaluate(refuse)
    slider.get_by_role("button", name="2022 ConvNeXt-T").click()
    press_more(slider, "Copy as Python")
    *setup, last = slider.locator("textarea").input_value().strip().splitlines()
    namespace: dict[str, object] = {}
    exec("\n".join(setup), namespace)
    assert json.dumps(eval(last, namespace)) == "[56, 28, 14, 7, 1]"


def sides(slider: Locator) -> list[float]:
    """Return the side of each square that is shown, to the largest."""
    found: list[float] = slider.evaluate("""slider => {
        const squares = [...slider.querySelectorAll(".pool-stair i")];
        return squares.map((square) => square.offsetWidth / squares[0].offsetWidth);
    }""")
    return found


def test_the_squares_are_to_scale(slider: Locator) -> None:
    wanted = [side / 224 for side in (224, 112, 56, 28, 14, 7, 1)]
    assert sides(slider) == pytest.approx(wanted, abs=0.01)
    slider.get_by_role("button", name="2012 AlexNet").click()
    says(slider, "224 → 55 → 27 → 13 → 6")
    wanted = [side / 224 for side in (224, 55, 27, 13, 6)]
    assert sides(slider) == pytest.approx(wanted, abs=0.01)


NUMBERS = """slider => [...slider.querySelectorAll(".pool-stair")].map((stair) =>
  [stair.children[0].textContent, stair.children[1].offsetWidth])"""


@pytest.mark.parametrize("by", ["tape", "year"])
def test_a_size_counts_as_its_square_grows_and_is_told_when_all_have_come(
    elapse: Elapse, slider: Locator, by: str
) -> None:
    slider.get_by_role("button", name="1998 LeNet-5").click()
    elapse(10_000)
    was = "32 → 28 → 14 → 10 → 5 → 1"
    says(slider, was)
    name = "Step forward" if by == "tape" else "2012 AlexNet"
    slider.get_by_role("button", name=name).click()
    seen = []
    for lasts in (16, 280, 220, 380):
        elapse(lasts)
        says(slider, was)
        seen.append(slider.evaluate(NUMBERS))
    first = [int(numbers[0][0]) for numbers in seen]
    assert 32 <= first[0] < first[1] <= first[2] == 224
    last = [int(numbers[4][0]) for numbers in seen]
    assert last[0] == 5
    assert last[-1] == 6
    assert seen[0][1][0] != "55"  # it stands at what it is just then
    elapse(100)
    says(slider, "224 → 55 → 27 → 13 → 6")
    told = [text for text, _ in slider.evaluate(NUMBERS)]
    assert told == ["224", "55", "27", "13", "6"]


def test_a_jump_cuts_the_walk_to_a_network_short(
    elapse: Elapse, slider: Locator
) -> None:
    slider.get_by_role("button", name="Step forward").click()
    elapse(300)
    slider.get_by_role("button", name="First network").click()
    says(slider, "16 → 8 → 4 → 1")
    elapse(2000)
    says(slider, "16 → 8 → 4 → 1")
