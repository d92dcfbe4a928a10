"""Present mode: a picture fills the screen, and a clicker leads through its states."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from pooltools import set_language
from pooltools.widgets import PoolingBench

from .conftest import axe_findings, press_more
from .test_dock import LANES, link_to
from .test_heights import PICTURES

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
FOLDER = "chapters/en"
PAGE = f"{FOLDER}/01-one-window.html"
HALL = "dialog.pool-hall"
ROOT = Path(__file__).parents[2]
CHAPTERS = [path.stem for path in sorted(ROOT.glob(f"{FOLDER}/[0-9][0-9]-*.md"))]
BENCH = "#pooling-bench .pool-widget"
PARTS = {
    "pooling-bench": ".pool-side:last-child .pool-cell",
    "window-ruler": "dl",
    "ink-lab": ".pool-side + .pool-side canvas",
    "p-dial": ".pool-rail b",
    "channel-lanes": ".pool-wires ~ .pool-lane .pool-cell",
    "gradient-pinball": ".pool-probe b",
    "shift-compass": ".pool-outputs .pool-cell",
    "sawtooth": ".pool-carrier",
    "running-network": ".pool-guesses b",
    "rubber-grid": ".pool-side:last-child .pool-cell",
    "any-size-machine": ".pool-code i",
    "zoom-stack": ".pool-card span",
    "architecture-slider": ".pool-story > :last-child",
    "myth-cards": ".pool-sentence",
}
"""What, besides its sentence and its formula, tells the result of a picture."""

FITTED = f"""() => document.querySelector("{HALL} .pool-widget")?.style.transform"""
"""True once a picture has its size."""

CUT = """() => {
  // a reel is longer than its film, the others as wide as the chart
  const CLIPPED = ".pool-film, .pool-carrier, .pool-playhead";
  const screen = document.querySelector(".pool-screen");
  const { left, right, top, bottom } = screen.getBoundingClientRect();
  const cut = (element) => {
    const box = element.getBoundingClientRect();
    const seen = box.width && box.height && !element.closest(".pool-hidden");
    if (!seen || element.closest(CLIPPED)) return false;
    return box.left < left - 2 || box.right > right + 2
      || box.top < top - 2 || box.bottom > bottom + 2;
  };
  const all = screen.querySelectorAll(".pool-widget, .pool-widget *");
  return [...all].filter(cut).map((one) => one.outerHTML.slice(0, 120));
}"""
"""What of a picture is not on the screen."""


def present(page: Page) -> Locator:
    """Present the page's bench by its button."""
    press_more(page.locator(BENCH), "Present")
    return shown(page)


def shown(page: Page) -> Locator:
    """Wait until a picture fills the screen; return that."""
    expect(page.locator(HALL)).to_be_visible()
    page.wait_for_function(FITTED)
    return page.locator(HALL)


def test_a_picture_fills_the_screen_and_goes_back(page: Page) -> None:
    cell = page.locator(f"{BENCH} .pool-cell").nth(5)
    before = cell.bounding_box()
    hall = present(page)
    after = hall.locator(".pool-cell").nth(5).bounding_box()
    assert before
    assert after
    assert after["width"] > 1.5 * before["width"]
    for hidden in (".pool-tape", ".pool-settings", ".pool-links"):
        expect(hall.locator(hidden).first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(hall).to_have_count(0)
    more = page.locator(BENCH).get_by_role("button", name="More about this picture")
    expect(more).to_be_focused()
    assert cell.bounding_box() == before


@pytest.mark.parametrize(
    ("on", "back"), [("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft")]
)
def test_the_keys_of_a_clicker_step(on: str, back: str, page: Page) -> None:
    where = present(page).locator(".pool-where")
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    expect(where).to_contain_text("window 1 of 4")
    page.keyboard.press(on)
    expect(where).to_contain_text("window 2 of 4")
    page.keyboard.press("Space")
    expect(where).to_contain_text("window 3 of 4")
    page.keyboard.press(back)
    expect(where).to_contain_text("window 2 of 4")
    for _ in range(5):
        page.keyboard.press(on)
    expect(where).to_contain_text("window 4 of 4")


def test_p_presents_and_writes_where_a_text_is_written(page: Page) -> None:
    cell = page.locator(f"{BENCH} .pool-cell").first
    cell.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("pb?")
    expect(page.locator(f"{BENCH} .pool-input")).to_have_value("pb?")
    expect(page.locator(HALL)).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    hall = shown(page)
    first = hall.locator(".pool-cell").first
    first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("7sb?")
    expect(hall.locator(".pool-input")).to_have_value("7sb?")
    expect(hall).not_to_have_class("pool-covered")
    expect(hall.locator(".pool-aside")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(hall).to_be_visible()
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(hall.locator(".pool-cell").nth(1)).to_be_focused()


def test_settings_come_when_wanted_and_keys_are_listed(page: Page) -> None:
    hall = present(page)
    page.keyboard.press("s")
    expect(hall.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("s")
    expect(hall.locator(".pool-tape")).to_be_hidden()
    page.keyboard.press("?")
    expect(hall.get_by_text("The next state at once")).to_be_visible()
    page.keyboard.press("Escape")
    expect(hall.get_by_text("The next state at once")).to_be_hidden()
    expect(hall).to_be_visible()


def test_escape_ends_the_whole_screen_and_the_picture_on_it(page: Page) -> None:
    hall = present(page)
    whole = "document.fullscreenElement?.className === 'pool-hall-inner'"
    page.wait_for_function(whole)
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    expect(hall).to_be_visible()
    page.keyboard.press("f")
    page.wait_for_function(whole)
    page.evaluate("document.exitFullscreen()")  # as the browser does by itself
    expect(hall).to_have_count(0)


def test_the_focus_stays_within(page: Page) -> None:
    hall = present(page)
    within = "document.activeElement.closest('dialog.pool-hall') !== null"
    names = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        there = "document.activeElement === document.body"  # the browser's own bar
        assert page.evaluate(f"{within} || {there}")
        names.add(page.evaluate("document.activeElement.textContent"))
    assert {"EscLeave", "BCover the answer"} <= names
    hall.get_by_role("button", name="Leave").click()
    expect(hall).to_have_count(0)


@pytest.mark.parametrize("state", PICTURES)
def test_the_answer_can_be_covered(state: str, disk: str, open_page: Open) -> None:
    name, _ = PICTURES[state]
    prepared = state if ":" in state else f"{state}:"
    page = open_page(f"{disk}/{FOLDER}/{name}.html#present={prepared}")
    hall = shown(page)
    part = hall.locator(PARTS[state.split(":")[0]]).first
    expect(part).to_be_attached()
    told = [part, hall.locator(".pool-sentence"), hall.locator(".pool-formula")]
    visibility = "element => getComputedStyle(element).visibility"
    assert {one.evaluate(visibility) for one in told} == {"visible"}
    page.keyboard.press("b")
    assert {one.evaluate(visibility) for one in told} == {"hidden"}
    page.keyboard.press(".")
    assert {one.evaluate(visibility) for one in told} == {"visible"}


def test_the_shares_of_the_dial_can_be_covered(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{FOLDER}/04-the-pooling-zoo.html#present=p-dial:")
    cell = shown(page).locator(".pool-cell[data-share]").last
    share = "cell => getComputedStyle(cell, '::before').visibility"
    assert cell.evaluate(share) == "visible"
    page.keyboard.press("b")
    assert cell.evaluate(share) == "hidden"


OTHER_VIEWS = {
    "04-the-pooling-zoo.html#p-dial:family=stochastic&step=60": (
        ".pool-gauge .pool-slice",
        [".pool-trail", ".pool-needle", ".pool-rail b", ".pool-rim.pool-drawn"],
    ),
    "05-channels-and-parameters.html#channel-lanes:view=counter&pools=11110": (
        ".pool-strip button",
        [".pool-bar > i", ".pool-bar u", ".pool-bar b", ".pool-bar small"],
    ),
    "06-going-backwards.html#gradient-pinball:view=unpool&step=3": (
        ".pool-side:nth-of-type(2) .pool-cell",
        [".pool-side:nth-of-type(4) .pool-cell"],
    ),
    "07-the-one-pixel-shift.html#shift-compass:view=law&distance=2&step=1": (
        ".pool-rose button",
        [".pool-law > div", ".pool-bar b"],
    ),
    "08-where-robustness-ends.html#sawtooth:view=stripes&step=1": (
        ".pool-line-input .pool-cell",
        [".pool-line-max .pool-cell", ".pool-line-kept .pool-cell"],
    ),
    "08-where-robustness-ends.html#sawtooth:view=turn&step=6": (
        ".pool-turn canvas",
        [".pool-bar b", ".pool-bar i"],
    ),
    "12-trace-the-shrinking-map.html#architecture-slider:view=roadmap": (
        ".pool-hall-bar",
        [".pool-road"],
    ),
}
"""What of a picture's other views is asked, and what of them tells the result."""


def test_the_answers_of_other_views_can_be_covered(disk: str, open_page: Open) -> None:
    states = "|".join(OTHER_VIEWS)
    page = open_page(f"{disk}/{FOLDER}/for-teachers.html#present={states}")
    hall, look = (
        shown(page),
        "all => all.map((one) => getComputedStyle(one).visibility)",
    )
    for number, (state, (asked, told)) in enumerate(OTHER_VIEWS.items(), 1):
        place = hall.locator(".pool-hall-place")
        expect(place).to_have_text(f"{number} / {len(OTHER_VIEWS)}")
        page.wait_for_function(FITTED)
        for covered in ("visible", "hidden", "visible"):
            for part in told:
                assert hall.locator(part).last.evaluate(
                    "one => one.getClientRects().length"
                )
                found = set(hall.locator(part).evaluate_all(look))
                assert found == {covered}, f"{state}: {part}"
            assert set(hall.locator(asked).evaluate_all(look)) == {"visible"}, state
            page.keyboard.press("b")
        page.keyboard.press("b")  # it was covered once more
        page.keyboard.press("n")


@pytest.mark.parametrize("state", PICTURES)
def test_nothing_is_cut(state: str, disk: str, open_page: Open) -> None:
    name, _ = PICTURES[state]
    prepared = state if ":" in state else f"{state}:"
    page = open_page(f"{disk}/{FOLDER}/{name}.html#present={prepared}")
    hall = shown(page)
    wide = 0.0
    for width, height in ((1920, 1080), (1024, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            """([width]) => document.querySelector(".pool-screen").dataset.size
                ?.startsWith(`${width - 16} `)""",
            arg=[width],
        )
        # what has been laid out anew is fitted a few frames later
        page.wait_for_function(f"!({CUT})().length")
        box = hall.locator(".pool-widget").bounding_box()
        assert box
        wide = max(box["width"] / width, box["height"] / height)
        assert wide > 0.6 or width == 390
        page.keyboard.press("s")
        page.keyboard.press("s")


def test_what_is_cut_would_be_seen(page: Page) -> None:
    hall = present(page)
    root = hall.locator(".pool-widget")
    root.evaluate("root => { root.style.transform = 'scale(9)'; }")
    assert page.evaluate(CUT)


LIST = "pooling-bench:kernel_size=2&step=2|pooling-bench:kernel_size=3&stride=1"


def test_keys_lead_through_a_list(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}#present={LIST}|no-picture:a=1")
    hall = shown(page)
    where, place = hall.locator(".pool-where"), hall.locator(".pool-hall-place")
    expect(place).to_have_text("1 / 2")  # what the page does not have is left out
    expect(where).to_contain_text("window 3 of 4")
    page.keyboard.press("PageDown")
    expect(where).to_contain_text("window 4 of 4")
    page.keyboard.press("PageDown")
    expect(place).to_have_text("2 / 2")
    expect(hall.locator(".pool-formula")).to_contain_text("− 3")
    page.keyboard.press("Shift+N")
    expect(place).to_have_text("1 / 2")
    expect(where).to_contain_text("window 3 of 4")
    page.keyboard.press("n")
    expect(place).to_have_text("2 / 2")
    page.keyboard.press("n")
    expect(place).to_have_text("2 / 2")


def test_the_list_that_teachers_read_of_is_one(disk: str, open_page: Open) -> None:
    text = (ROOT / "chapters/en/for-teachers.md").read_text("utf-8")
    (address,) = re.findall(r"^\S+#present=\S+$", text, re.MULTILINE)
    page = open_page(f"{disk}/{FOLDER}/{address}")
    hall = shown(page)
    expect(hall.locator(".pool-hall-place")).to_have_text("1 / 2")
    expect(hall.locator(".pool-sentence")).to_contain_text("/ 4")
    page.keyboard.press("n")
    expect(hall.locator(".pool-where")).to_contain_text("window 4 of 9")


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_chapter_comes_with_a_list(name: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{FOLDER}/{name}.html", answers=False)
    link = page.get_by_role("link", name="Present this chapter")
    states = str(link.get_attribute("href")).removeprefix("#present=").split("|")
    assert len(states) >= 2
    link.click()
    hall = shown(page)
    place = hall.locator(".pool-hall-place")
    for number in range(1, len(states) + 1):
        expect(place).to_have_text(f"{number} / {len(states)}")
        page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(hall).to_have_count(0)
    link.click()
    expect(shown(page)).to_be_visible()


def test_a_list_may_have_several_pictures(disk: str, open_page: Open) -> None:
    states = "shift-compass:step=1|pooling-bench:step=3"
    page = open_page(f"{disk}/{FOLDER}/the-short-path.html#present={states}")
    hall = shown(page)
    expect(hall.locator(".pool-compass")).to_be_visible()
    count = page.locator(".pool-widget").count()
    page.keyboard.press("n")
    expect(hall.locator(".pool-bench")).to_be_visible()
    expect(hall.locator(".pool-compass")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#shift-compass .pool-compass")).to_be_attached()
    assert page.locator(".pool-widget").count() == count


MIXED = (
    "window-ruler:step=2|01-one-window.html#pooling-bench:step=2"
    "|01-one-window.html#no-picture:|01-one-window.html%23pooling-bench:mode=average"
)


@pytest.mark.parametrize("host", ["site", "disk"])
def test_a_list_may_have_pictures_of_other_pages(
    host: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    root = request.getfixturevalue(host)
    page = open_page(f"{root}/{FOLDER}/02-output-size.html#present={MIXED}")
    hall = shown(page)
    place = hall.locator(".pool-hall-place")
    expect(place).to_have_text("1 / 3")
    expect(hall.locator(".pool-ruler")).to_be_visible()
    page.keyboard.press("n")
    expect(place).to_have_text("2 / 3")
    expect(hall.locator(".pool-where")).to_contain_text("window 3 of 4")
    expect(hall.locator(".pool-widget")).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(hall.locator(".pool-where")).to_contain_text("window 4 of 4")
    page.keyboard.press("PageDown")
    expect(place).to_have_text("3 / 3")
    expect(hall.locator(".pool-sentence")).to_contain_text("/ 4")
    page.keyboard.press("Shift+N")
    expect(place).to_have_text("2 / 3")
    expect(hall.locator(".pool-sentence")).to_contain_text("max(")
    page.keyboard.press("Shift+N")
    page.keyboard.press("Escape")
    expect(page.locator(HALL)).to_have_count(0)
    expect(page.locator("#window-ruler .pool-ruler")).to_be_attached()
    expect(page.locator(".pool-bench")).to_have_count(0)


@pytest.mark.parametrize("host", ["site", "disk"])
def test_the_whole_book_is_a_list_for_teachers(
    host: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    root = request.getfixturevalue(host)
    page = open_page(f"{root}/{FOLDER}/for-teachers.html")
    link = page.get_by_role("link", name="The book in twelve pictures")
    link.click()
    hall = shown(page)
    place, titles = hall.locator(".pool-hall-place"), set()
    for number in range(1, len(CHAPTERS) + 1):
        expect(place).to_have_text(f"{number} / {len(CHAPTERS)}")
        page.wait_for_function(FITTED)
        box = hall.locator(".pool-widget").bounding_box()
        assert box
        assert max(box["width"] / 1280, box["height"] / 900) > 0.6
        titles.add(hall.locator(".pool-hall-title").inner_text())
        page.keyboard.press("n")
    assert len(titles) == 12
    page.keyboard.press("Escape")
    expect(page.locator(HALL)).to_have_count(0)
    expect(link).to_be_focused()
    if host == "site":  # from disk it was missed once of four times on a busy machine
        link.press("Enter")  # though the address is the same
        expect(shown(page).locator(".pool-hall-place")).to_have_text("1 / 12")


def test_a_picture_in_the_dock_presents(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{LANES}")
    link_to(page, "switch to convolution").click()
    docked = page.locator(".book-dock .pool-lanes")
    docked.locator(".pool-cell").nth(4).focus()
    page.keyboard.press("p")
    expect(shown(page).locator(".pool-lanes")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(HALL)).to_have_count(0)
    expect(docked).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_the_dock_has_the_menu_too_for_keys_and_thumbs(
    phone: bool, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{LANES}", phone=phone)
    link_to(page, "switch to convolution").click()
    dock = page.locator(".book-dock")
    expect(dock).to_be_focused()
    opener = dock.get_by_role("button", name="More about this picture")
    focused = page.locator(".book-dock :focus")  # it never leaves the dock
    page.keyboard.press("Tab")
    while not opener.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
        expect(focused).to_have_count(1)
    page.keyboard.press("Enter")
    for name in ("Present", "Save picture"):
        door = dock.get_by_role("button", name=name, exact=True)
        door.focus()
        box, around = door.bounding_box(), dock.bounding_box()
        assert box
        assert around
        assert min(box["width"], box["height"]) >= 43.9
        assert box["y"] >= around["y"]
        assert box["y"] + box["height"] <= around["y"] + around["height"]
        assert box["x"] >= around["x"]
        assert box["x"] + box["width"] <= around["x"] + around["width"]
        door.click(trial=True)  # nothing lies over it
    page.keyboard.press("Enter")
    expect(dock.get_by_role("button", name="as SVG")).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "pooling-lanes-step-4.svg"
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    dock.get_by_role("button", name="Present", exact=True).press("Enter")
    expect(shown(page).locator(".pool-lanes")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(HALL)).to_have_count(0)
    expect(dock.locator(".pool-lanes")).to_be_visible()
    expect(opener).to_be_focused()


def test_cards_are_turned(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{FOLDER}/fifteen-myths.html#present=myth-cards:")
    hall = shown(page)
    page.keyboard.press("PageDown")
    expect(hall.get_by_text("card 2 of 15")).to_be_visible()
    page.keyboard.press("PageUp")
    expect(hall.get_by_text("card 1 of 15")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(theme: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGE}", theme=theme)
    present(page)
    page.keyboard.press("?")
    assert axe_findings(page, HALL) == []


NOTEBOOK = """
<!doctype html><title>Cell</title><style>%s</style>
<div id="cell" style="contain: paint; height: 9rem"></div>
<script type="module">
%s
const [state, made] = [%s, new Map()];
const model = {
  get: (key) => state[key], set: (key, value) => { state[key] = value; tell(key); },
  on: (event, f) => made.set(event, [...(made.get(event) ?? []), f]), off: () => {},
  save_changes: () => {},
};
const tell = (key) => (made.get(`change:${key}`) ?? []).forEach((f) => f());
render({ model, el: document.querySelector("#cell") });
</script>"""
"""What a notebook does with a widget: its one module, and a cell that cuts."""


@pytest.mark.parametrize(("language", "word"), [("en", "Leave"), ("zh", "退出")])
def test_a_notebook_presents_too(
    language: str, word: str, open_page: Open, tmp_path: Path
) -> None:
    set_language(language)
    try:
        bench = PoolingBench([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]])
        state = json.dumps(bench.page_state())
    finally:
        set_language("en")
    file = tmp_path / "cell.html"
    file.write_text(NOTEBOOK % (bench._css, bench._esm, state), encoding="utf-8")
    page = open_page(file.as_uri())
    page.locator(".pool-cell").first.focus()
    page.keyboard.press("p")
    hall = shown(page)
    page.keyboard.press("PageDown")
    expect(hall.locator(".pool-where")).to_contain_text("2")
    box = hall.locator(".pool-widget").bounding_box()
    assert box
    assert box["height"] > 500
    expect(hall.get_by_role("button", name=word)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#cell > .pool-widget")).to_be_attached()
    expect(page.locator("#cell .pool-cell").first).to_be_focused()
