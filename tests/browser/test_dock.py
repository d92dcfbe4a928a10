"""The dock: a link's picture comes to the text, and the page stays where it is."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import axe_findings, wait_ready
from .test_addresses import PARTS, STATEMENTS, TABLE, address, differs

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
FOLDER = "chapters/en"
BENCH = f"{FOLDER}/01-one-window.html"
RULER = f"{FOLDER}/02-output-size.html"
INK = f"{FOLDER}/03-max-or-average.html"
LANES = f"{FOLDER}/05-channels-and-parameters.html"
PINBALL = f"{FOLDER}/06-going-backwards.html"
COMPASS = f"{FOLDER}/07-the-one-pixel-shift.html"
CARDS = f"{FOLDER}/fifteen-myths.html"

LINKS = """() => [...document.querySelectorAll("article a[href*='#']")]
  .filter((a) => /#[\\w-]+:\\w+=/.test(a.getAttribute("href")))
  .filter((a) => !a.closest(".pool-widget")).map((a) => a.getAttribute("href"))"""
"""The links to states that a page's text has."""

SCROLLED = """([selector, share]) => {
  const link = document.querySelector(selector);
  const { top } = link.getBoundingClientRect();
  scrollBy({ top: top - share * innerHeight, behavior: "instant" });
}"""

SETTLED = """() => new Promise((done) => {
  let [last, same] = [NaN, 0];
  const look = () => {
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
    if (same > 8) done();
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Wait until the page has come to rest."""

SHOWN = """parts => Object.fromEntries(Object.entries(parts).map(([part, selector]) => {
  const within = document.querySelectorAll(`.book-dock .pool-widget :is(${selector})`);
  const seen = [...within].filter((element) => element.getClientRects().length);
  return [part, seen.map((element) =>
    (element.ariaValueText ?? element.textContent).trim())];
}))"""


def link_to(page: Page, name: str, share: float = 0.35) -> Locator:
    """Return a link of the text, brought to a share of the screen's height."""
    link = page.get_by_role("link", name=name)
    handle = link.element_handle()
    page.evaluate(
        """([link, share]) => scrollBy({ behavior: "instant",
          top: link.getBoundingClientRect().top - share * innerHeight })""",
        [handle, share],
    )
    page.evaluate(SETTLED)
    return link


def top(locator: Locator) -> float:
    return float(locator.evaluate("one => one.getBoundingClientRect().top"))


def dock_of(page: Page) -> Locator:
    return page.locator(".book-dock")


def sentence(page: Page) -> Locator:
    return dock_of(page).locator(".pool-sentence")


@pytest.mark.parametrize("host", ["site", "disk"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_the_picture_comes_and_the_line_stays(
    host: str, phone: bool, open_page: Open, request: pytest.FixtureRequest
) -> None:
    address = f"{request.getfixturevalue(host)}/{LANES}"
    page = open_page(address, phone=phone)
    wait_ready(page)
    link = link_to(page, "switch to convolution")
    before = top(link)
    link.click()
    expect(dock_of(page)).to_be_visible()
    expect(sentence(page)).to_contain_text("3 of 12 outputs changed")
    expect(dock_of(page)).to_be_focused()
    page.evaluate(SETTLED)
    assert abs(top(link) - before) <= 1.5
    assert page.url == address
    place = page.get_attribute("html", "data-dock")
    assert place == ("bottom" if phone else "side")


def test_there_is_one_picture_with_one_voice(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    voices = page.locator("[aria-live], [role=status]")
    before = voices.count()
    link_to(page, "Set the bench to min").click()
    expect(sentence(page)).to_have_text("min(1, 0, 2, 3) = 0")
    expect(page.locator(".pool-bench")).to_have_count(1)
    assert voices.count() == before
    expect(page.locator("#pooling-bench .book-away")).to_be_visible()


def test_nothing_of_the_text_jumps_where_the_margin_has_room(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{LANES}")
    wait_ready(page)
    page.set_viewport_size({"width": 1920, "height": 1080})
    text = page.locator("article").first
    before = text.bounding_box()
    link_to(page, "switch to convolution").click()
    expect(dock_of(page)).to_be_visible()
    after = text.bounding_box()
    assert before
    assert after
    assert (after["x"], after["width"]) == (before["x"], before["width"])
    box = dock_of(page).bounding_box()
    assert box
    assert box["x"] >= after["x"] + after["width"]
    assert box["x"] + box["width"] <= 1920


def test_a_picture_that_is_in_sight_stays_in_its_place(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    page.set_viewport_size({"width": 1280, "height": 9000})
    page.get_by_role("link", name="Set the bench to min").click()
    expect(page.locator("#pooling-bench")).to_be_focused()
    expect(page.locator("#pooling-bench .pool-sentence")).to_contain_text("min(")
    expect(dock_of(page)).to_be_hidden()


def test_the_keyboard_alone_goes_there_and_back(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{LANES}")
    wait_ready(page)
    link = link_to(page, "switch to convolution")
    before = top(link)
    link.focus()
    page.keyboard.press("Enter")
    expect(dock_of(page)).to_be_focused()
    names = ["Keep it here and set it as you read", "Back to the full picture", "Close"]
    for name in names:
        page.keyboard.press("Tab")
        one = dock_of(page).locator(f"[aria-label='{name}']")
        expect(one).to_be_focused()
    dock_of(page).get_by_role("button", name="Step back").focus()
    page.keyboard.press("Enter")
    expect(dock_of(page).locator(".pool-tape [type=range]")).to_have_value("3")
    page.keyboard.press("Home")
    expect(dock_of(page).locator(".pool-tape [type=range]")).to_have_value("1")
    page.keyboard.press("Escape")
    expect(dock_of(page)).to_be_hidden()
    expect(link).to_be_focused()
    assert abs(top(link) - before) <= 1.5
    expect(page.locator("#channel-lanes .pool-lanes")).to_have_count(1)
    expect(page.locator(".book-away")).to_have_count(0)


def test_escape_in_a_cell_leaves_the_cell_and_not_the_dock(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link_to(page, "Set the bench to min").click()
    dock_of(page).locator("[aria-label=Input] .pool-cell").first.dblclick()
    dock_of(page).get_by_role("textbox").fill("-9")
    page.keyboard.press("Escape")
    expect(dock_of(page).get_by_role("textbox")).to_have_count(0)
    expect(dock_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dock_of(page)).to_be_hidden()


def test_a_cell_is_edited_there_and_the_picture_takes_it_home(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link_to(page, "Set the bench to min").click()
    dock_of(page).locator("[aria-label=Input] .pool-cell").first.dblclick()
    dock_of(page).get_by_role("textbox").fill("-9")
    page.keyboard.press("Enter")
    dock_of(page).get_by_role("slider", name="Window").press("Home")
    expect(sentence(page)).to_have_text("min(−9, 2, 0, 1) = −9")
    dock_of(page).get_by_role("link", name="Back to the full picture").click()
    bench = page.locator("#pooling-bench")
    expect(bench).to_be_focused()
    expect(bench.locator(".pool-widget")).to_be_in_viewport()
    expect(bench.locator(".pool-sentence")).to_have_text("min(−9, 2, 0, 1) = −9")
    expect(dock_of(page)).to_be_hidden()


def test_what_is_left_in_its_place_brings_it_back(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link_to(page, "Set the bench to min").click()
    dock_of(page).get_by_role(
        "button", name=PINS
    ).click()  # or it goes by itself on the way up
    page.get_by_role("button", name="Bring it back here").click()
    expect(page.locator("#pooling-bench .pool-widget")).to_be_visible()
    expect(dock_of(page)).to_be_hidden()


def test_a_playing_tape_stops_and_another_picture_takes_the_place(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{RULER}")
    wait_ready(page)
    link_to(page, "Seven cells, a window of three").click()
    expect(dock_of(page)).to_be_focused()
    play = dock_of(page).locator(".pool-ruler .pool-play")
    play.click()
    expect(play).to_have_attribute("data-shows", "pause")
    link_to(page, "Seven cells, a window of three").click()
    expect(dock_of(page)).to_be_focused()
    expect(sentence(page)).to_contain_text("window 1 of 4")
    assert play.get_attribute("data-shows") == "play"  # at once, not at its end
    play.click()
    expect(play).to_have_attribute("data-shows", "pause")
    link_to(page, "The picture of chapter 1 shows").click()
    expect(dock_of(page).locator(".pool-bench")).to_be_visible()
    ruler = page.locator(".pool-ruler .pool-play")
    assert ruler.get_attribute("data-shows") == "play"


def test_a_picture_stays_in_the_dock_though_its_place_is_in_sight(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link = link_to(page, "Set the bench to min")
    link.click()
    expect(sentence(page)).to_contain_text("min(")
    page.set_viewport_size({"width": 1280, "height": 9000})
    dock_of(page).get_by_role("slider", name="Window").press("Home")
    said = sentence(page).inner_text()
    link.click()
    expect(sentence(page)).not_to_have_text(said)
    expect(dock_of(page)).to_be_focused()


def test_a_guess_is_kept(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{COMPASS}")
    wait_ready(page)
    compass = page.locator(".pool-compass")
    compass.locator(".pool-ask label").nth(5).click()
    told = compass.locator(".pool-ask p")
    expect(told).to_contain_text("You said 5")
    link_to(page, "See the 7 and the 6").click()
    expect(sentence(page)).to_contain_text("left by 1: 2 of 4")
    expect(told).to_contain_text("You said 5")


@pytest.mark.parametrize("host", ["site", "disk"])
def test_a_picture_of_another_page_comes_with_that_pages_name(
    host: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    page = open_page(f"{request.getfixturevalue(host)}/{RULER}")
    wait_ready(page)
    link_to(page, "The picture of chapter 1 shows").click()
    expect(sentence(page)).to_have_text("max(−3, −2, −1, −2, −3, −4) = −1")
    expect(dock_of(page)).to_contain_text("from “Slide a window”")
    dock_of(page).get_by_role("slider", name="Window").press("End")
    expect(sentence(page)).to_contain_text("= −1")
    page.keyboard.press("Escape")
    expect(dock_of(page)).to_be_hidden()
    link_to(page, "The picture of chapter 1 shows").click()
    expect(sentence(page)).to_have_text("max(−3, −2, −1, −2, −3, −4) = −1")
    dock_of(page).get_by_role("button", name="Step forward").click()
    expect(sentence(page)).not_to_have_text("max(−3, −2, −1, −2, −3, −4) = −1")
    said = sentence(page).inner_text()
    dock_of(page).get_by_role("link", name="Back to the full picture").click()
    page.wait_for_url("**/01-one-window.html#pooling-bench:**")
    wait_ready(page)
    expect(page.locator("#pooling-bench .pool-sentence")).to_have_text(said)


def test_other_clicks_are_the_browsers_own(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link = link_to(page, "Set the bench to min")
    for how in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            link.click(**how)  # type: ignore[arg-type]
        opened.value.close()
    assert page.locator(".book-dock").count() == 0
    assert page.locator("script[src*='dock.js']").count() == 0


def test_without_scripts_or_without_the_dock_a_link_goes_there(
    disk: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{disk}/{RULER}")
    page.get_by_role("link", name="Seven cells").click()
    page.wait_for_url("**#window-ruler:*")
    context.close()
    context = browser.new_context()
    page = context.new_page()
    page.route("**/dock.js", lambda route: route.abort())
    page.goto(f"{disk}/{RULER}")
    wait_hidden(page)
    page.get_by_role("link", name="Seven cells").click()
    page.wait_for_url("**#window-ruler:*")
    expect(page.locator("#window-ruler")).to_be_focused()
    context.close()


def test_an_address_with_a_state_takes_the_picture_home(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link_to(page, "Set the bench to min").click()
    expect(dock_of(page)).to_be_visible()
    page.evaluate("location.hash = '#pooling-bench:mode=average'")
    expect(dock_of(page)).to_be_hidden()
    bench = page.locator("#pooling-bench .pool-widget")
    expect(bench.locator(".pool-sentence")).to_contain_text("/ 4 =")
    expect(bench).to_be_in_viewport()


# ---- predictions ---------------------------------------------------------------


def test_a_picture_that_answers_an_open_question_waits_for_the_answer(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{INK}", answers=False)
    wait_hidden(page)
    link = link_to(page, "Salt and pepper on the coins")
    link.click()
    expect(dock_of(page)).to_contain_text("you have not answered yet")
    expect(dock_of(page).locator(".pool-widget")).to_have_count(0)
    dock_of(page).get_by_role("link", name="Go to the question").click()
    unit = page.locator(".book-prediction").first
    expect(unit).to_be_in_viewport()
    unit.locator(".book-option").first.click()
    link_to(page, "Salt and pepper on the coins").click()
    expect(dock_of(page).locator(".pool-ink")).to_be_visible()


def wait_hidden(page: Page) -> None:
    """Wait until a page is ready whose pictures are folded away."""
    page.locator("[data-pooltools-widget][data-state=ready]").first.wait_for(
        state="attached"
    )


def test_a_picture_of_another_page_that_answers_its_question_can_be_waved_through(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{CARDS}#myth-cards:step=8&told=at+once", answers=False)
    wait_ready(page)
    see = page.locator(".pool-myths").get_by_role("link", name="See for yourself")
    page.locator(".pool-myths").get_by_role("button").first.click()
    hrefs = page.evaluate(
        "document.querySelector('.pool-words a').getAttribute('href')"
    )
    assert "ink-lab" in hrefs
    # a card has told the answer, a link in the text has not
    see.evaluate("a => document.querySelector('article p').append(a.cloneNode(true))")
    page.locator("article p").first.locator("a", has_text="See for yourself").click()
    expect(dock_of(page)).to_contain_text("you have not answered yet")
    dock_of(page).get_by_role("button", name="Show me without guessing").click()
    expect(dock_of(page).locator(".pool-ink")).to_be_visible()


PINS = "Keep it here and set it as you read"


def to_middle(page: Page, name: str) -> None:
    link_to(page, name, 0.4)


def test_a_pinned_picture_is_set_as_its_paragraph_is_read(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PINBALL}")
    wait_ready(page)
    link_to(page, "all four balls have landed there").click()
    expect(sentence(page)).to_contain_text("falls to")
    formula = dock_of(page).locator(".pool-formula")
    expect(formula).to_have_text("dropped 4 = collected 4")
    pin = dock_of(page).get_by_role("button", name=PINS)
    pin.click()
    expect(pin).to_have_attribute("aria-pressed", "true")
    to_middle(page, "switches")
    expect(formula).to_contain_text("max_unpool2d")
    expect(sentence(page)).to_contain_text("2 goes back to row 2, column 3")
    # what the reader has touched is the reader's
    dock_of(page).locator(".pool-tape [type=range]").press("Home")
    expect(dock_of(page)).to_contain_text("It stays as you set it")
    said = sentence(page).inner_text()
    to_middle(page, "deal out averages instead")
    expect(sentence(page)).to_have_text(said)
    # until a link is followed
    link_to(page, "See the two slopes").click()
    expect(sentence(page)).not_to_have_text(said)
    to_middle(page, "switches")
    expect(formula).to_contain_text("max_unpool2d")


def test_an_open_question_holds_what_is_pinned_until_it_is_answered(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PINBALL}", answers=False)
    wait_ready(page)
    units = page.locator(".book-prediction")
    units.first.get_by_role("button", name="Show me without guessing").click()
    link_to(page, "all four balls have landed there").click()
    formula = dock_of(page).locator(".pool-formula")
    expect(formula).to_have_text("dropped 4 = collected 4")
    dock_of(page).get_by_role("button", name=PINS).click()
    to_middle(page, "switches")
    expect(dock_of(page)).to_contain_text("until you have answered the question")
    expect(formula).to_have_text("dropped 4 = collected 4")
    units.last.get_by_role("button", name="Show me without guessing").click()
    to_middle(page, "switches")
    expect(formula).to_contain_text("max_unpool2d")
    expect(dock_of(page)).not_to_contain_text("until you have answered")


# ---- what a dock looks like --------------------------------------------------------


def chapters() -> list[str]:
    found = {key.split("#")[0] for key in TABLE if not key.startswith("zh/")}
    return sorted(found)


LOW = """() => {
  const [dock] = document.getElementsByClassName("book-dock");
  const printed = (one) => getComputedStyle(one).color !== "rgba(0, 0, 0, 0)";
  const cells = [...dock.querySelectorAll(".pool-cell")].filter(printed)
    .map((one) => one.getBoundingClientRect().width).filter(Boolean);
  const tape = [...dock.querySelectorAll(".pool-tape :is(button, input)")]
    .map((one) => one.getBoundingClientRect().height).filter(Boolean);
  const seen = dock.querySelector(".pool-sentence").getBoundingClientRect();
  return { height: dock.offsetHeight / innerHeight, cell: Math.min(99, ...cells),
    tape: Math.min(...tape), wide: document.documentElement.scrollWidth,
    said: seen.top > innerHeight - dock.offsetHeight && seen.bottom < innerHeight };
}"""


@pytest.mark.parametrize("name", chapters())
def test_on_a_phone_it_is_low_legible_and_covers_nothing_of_the_paragraph(
    name: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{FOLDER}/{name}.html", phone=True)
    wait_ready(page)
    links = page.evaluate(LINKS)
    assert links
    link = page.locator(f'article p a[href="{links[0]}"]').first
    selector = f'article p a[href="{links[0]}"]'
    page.evaluate(SCROLLED, [selector, 0.8])
    link.click()
    expect(dock_of(page)).to_be_focused()
    page.evaluate(SETTLED)
    seen = page.evaluate(LOW)
    assert seen["height"] <= 0.451, seen
    assert seen["cell"] >= 18, seen
    assert seen["tape"] >= 44, seen
    assert seen["wide"] <= 390, seen
    assert seen["said"], seen
    box = page.evaluate(
        """selector => {
          const { top, bottom, height } = document.querySelector(selector)
            .closest("p").getBoundingClientRect();
          const free = innerHeight
            - document.querySelector(".book-dock").offsetHeight;
          return { top, bottom, height, free };
        }""",
        selector,
    )
    if box["height"] < box["free"] - 76:
        assert box["bottom"] <= box["free"], box
        assert box["top"] >= 0, box


def test_at_the_bottom_it_leaves_with_its_paragraph_unless_pinned(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{LANES}", phone=True)
    wait_ready(page)
    link = link_to(page, "switch to convolution")
    link.click()
    expect(dock_of(page)).to_be_focused()
    page.evaluate("scrollBy({ top: 2 * innerHeight, behavior: 'instant' })")
    expect(dock_of(page)).to_be_hidden()
    link_to(page, "switch to convolution").click()
    dock_of(page).get_by_role("button", name=PINS).click()
    page.evaluate("scrollBy({ top: 2 * innerHeight, behavior: 'instant' })")
    page.evaluate(SETTLED)
    expect(dock_of(page)).to_be_visible()


def test_at_the_side_it_leaves_a_screen_after_its_paragraph(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{LANES}")
    wait_ready(page)
    link = link_to(page, "switch to convolution")
    link.click()
    expect(dock_of(page)).to_be_focused()
    page.evaluate("scrollBy({ top: 1.2 * innerHeight, behavior: 'instant' })")
    page.evaluate(SETTLED)
    expect(link).not_to_be_in_viewport()
    expect(dock_of(page)).to_be_visible()
    page.evaluate("scrollBy({ top: 1.5 * innerHeight, behavior: 'instant' })")
    expect(dock_of(page)).to_be_hidden()


def test_it_follows_the_size_of_the_screen(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{LANES}")
    wait_ready(page)
    link_to(page, "switch to convolution").click()
    expect(page.locator("html")).to_have_attribute("data-dock", "side")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("html")).to_have_attribute("data-dock", "bottom")


def test_paper_has_the_still_picture_and_no_dock(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{BENCH}")
    wait_ready(page)
    link_to(page, "Set the bench to min").click()
    expect(dock_of(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(dock_of(page)).to_be_hidden()
    expect(page.locator("#pooling-bench > .pool-still")).to_be_visible()
    expect(page.locator("#pooling-bench > .book-away")).to_be_hidden()


def test_reduced_motion_cuts(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{LANES}", phone=True)
    page.emulate_media(reduced_motion="reduce")
    wait_ready(page)
    link = link_to(page, "switch to convolution", 0.8)
    link.click()
    expect(dock_of(page)).to_be_focused()
    assert dock_of(page).evaluate("one => one.getAnimations().length") == 0
    assert top(link) < 0.55 * 844  # it is there at once


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_in_the_dock(
    theme: str, phone: bool, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{RULER}", theme=theme, phone=phone)
    page.emulate_media(reduced_motion="reduce", color_scheme=theme)  # type: ignore[arg-type]
    wait_ready(page)
    link_to(page, "The picture of chapter 1 shows").click()
    expect(dock_of(page).locator(".pool-bench")).to_be_visible()
    dock_of(page).get_by_role("button", name=PINS).click()
    assert axe_findings(page, ".book-dock") == []


# ---- every link ---------------------------------------------------------------------

CLICKED = """async ([href, parts]) => {
  document.activeElement.blur();
  const link = [...document.querySelectorAll("article a")]
    .find((a) => a.getAttribute("href") === href && !a.closest(".pool-widget"));
  link.scrollIntoView({ block: "start", behavior: "instant" });
  link.click();
  while (!document.activeElement.matches(".book-dock, [data-pooltools-widget]")) {
    await new Promise(requestAnimationFrame);
  }
  if (!document.activeElement.matches(".book-dock")) return null;
  return (%s)(parts);
}"""
"""What a link shows in the dock, seen before a late scroll may close that again."""


def pages() -> list[str]:
    return sorted({key.split("#")[0] for key in STATEMENTS})


@pytest.mark.parametrize("name", pages())
def test_every_link_of_the_text_shows_in_the_dock_what_is_said(
    name: str, disk: str, open_page: Open
) -> None:
    """The pages' own addresses are opened in ``test_addresses``."""
    page = open_page(f"{disk}/{name}")
    wait_ready(page)
    page.set_viewport_size({"width": 1280, "height": 500})  # no picture fits
    links: list[Any] = page.evaluate(LINKS)
    assert links
    wrong = []
    for link in links:
        statement = STATEMENTS[urljoin(name, link)]
        parts = {part: PARTS[part] for part in statement if part != "said"}
        shown = page.evaluate(CLICKED % SHOWN, [link, parts])
        assert shown is not None, f"{link} does not come to the dock"
        wrong += [f"{link} shows {found}" for found in differs(statement, shown)]
    assert wrong == []


def test_a_link_that_shows_something_else_would_be_seen(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{RULER}")
    wait_ready(page)
    link = "#window-ruler:rule=ceil&step=2"
    statement = STATEMENTS[address(f"02-output-size{link}")] | {"sentence": "window 9"}
    parts = {"sentence": PARTS["sentence"]}
    shown = page.evaluate(CLICKED % SHOWN, [link, parts])
    assert len(differs(statement, shown)) == 1
