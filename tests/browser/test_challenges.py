"""Small goals in the pictures: met by hand, kept, forgotten, handed on by a link."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import HTML, axe_findings, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
BENCH = "chapters/en/01-one-window.html"
RULER = "chapters/en/02-output-size.html"
COMPASS = "chapters/en/07-the-one-pixel-shift.html"
MACHINE = "chapters/en/10-accept-any-size.html"
START = "chapters/en/index.html"
FIVES = "All outputs are 5, and there are at least four."
PAGES = sorted(
    path.relative_to(HTML).as_posix()
    for path in HTML.glob("**/chapters/*/*.html")
    if "data-pooltools-widget=" in path.read_text("utf-8")
)


def fold(picture: Locator) -> Locator:
    return picture.get_by_role("button", name="Challenges")


def goal(picture: Locator, words: str) -> Locator:
    return picture.locator(".pool-goals li", has_text=words)


def told(picture: Locator) -> Locator:
    return picture.locator("p[role=status]")


def write(page: Page, picture: Locator, row: int, column: int, value: int) -> None:
    """Type a number into a cell of the input."""
    cell = f"row {row}, column {column}:"
    picture.get_by_label("Input").get_by_role("gridcell", name=cell).click()
    page.keyboard.type(str(value))
    page.keyboard.press("Enter")


def press(picture: Locator, *names: str) -> None:
    for name in names:
        picture.get_by_role("button", name=name, exact=True).click()


def written(page: Page, picture: str, words: str) -> None:
    """Wait until the storage has what was met: a busy browser writes late."""
    key = f"pooltools-challenges-{picture}"
    page.wait_for_function(
        "([key, words]) => localStorage.getItem(key)?.includes(words)", arg=[key, words]
    )


def open_picture(open_page: Open, address: str, name: str) -> tuple[Page, Locator]:
    page = open_page(address)
    wait_ready(page)
    return page, page.locator(f"#{name}")


def test_fewer_and_fewer_fives_are_counted_and_the_best_is_kept(
    site: str, open_page: Open
) -> None:
    page, bench = open_picture(open_page, f"{site}/{BENCH}", "pooling-bench")
    expect(fold(bench)).to_have_text("Challenges 0/2")
    fold(bench).focus()
    page.keyboard.press("Enter")
    fives = goal(bench, FIVES)
    expect(fives).to_contain_text("not yet")
    press(bench, "Last window")
    for row, column in [(1, 1), (1, 2), (2, 1)]:
        write(page, bench, row, column, 5)
    expect(told(bench)).to_be_empty()
    press(bench, "Step back")  # what is not computed yet is not told either
    write(page, bench, 2, 2, 5)
    expect(bench.locator("[aria-label=Output] .pool-waiting")).to_have_count(1)
    expect(told(bench)).to_be_empty()
    press(bench, "Last window")
    expect(told(bench)).to_contain_text(f"Challenge met: {FIVES}")
    expect(fives).to_contain_text("Your fewest fives: 4")
    expect(fives.locator(".pool-tick")).to_have_text("met")
    expect(fives.locator("svg")).to_be_visible()
    press(bench, "kernel_size: more", "stride: less")
    expect(told(bench)).to_be_empty()
    for best, (row, column) in {3: (1, 2), 2: (2, 1), 1: (2, 2)}.items():
        write(page, bench, row, column, 0)
        expect(told(bench)).to_contain_text(f"Your fewest fives: {best}")
    expect(told(bench)).to_have_text("Your fewest fives: 1. It cannot be beaten.")
    write(page, bench, 2, 2, 5)  # no better than before
    expect(told(bench)).to_be_empty()
    expect(fives).to_contain_text("Your fewest fives: 1. It cannot be beaten.")
    expect(fold(bench)).to_have_text("Challenges 1/2")
    written(page, "bench", '"all-fives":1}')
    page.reload()
    wait_ready(page)
    expect(fold(bench)).to_have_text("Challenges 1/2")
    expect(fold(bench)).to_have_attribute("aria-expanded", "false")
    fold(bench).click()
    expect(fives).to_contain_text("Your fewest fives: 1. It cannot be beaten.")


def test_a_goal_is_met_with_the_mouse_and_said_once(disk: str, open_page: Open) -> None:
    _, ruler = open_picture(open_page, f"{disk}/{RULER}", "window-ruler")
    fold(ruler).click()
    press(ruler, "n: more", "kernel_size: more")
    expect(fold(ruler)).to_have_text("Challenges 0/3")
    press(ruler, "stride: more")
    met = "Challenge met: floor, ceil and “same” give equally many windows."
    expect(told(ruler)).to_contain_text(met)
    expect(fold(ruler)).to_have_text("Challenges 1/3")
    ruler.locator(".pool-cell").first.hover()
    expect(told(ruler)).to_contain_text(met)
    press(ruler, "stride: less", "stride: more")
    expect(ruler.get_by_role("group", name="stride")).to_contain_text("3")
    expect(told(ruler)).to_be_empty()


def test_goals_are_met_by_keyboard_alone(disk: str, open_page: Open) -> None:
    page, compass = open_picture(open_page, f"{disk}/{COMPASS}", "shift-compass")
    press(compass, "Reset")
    cells = compass.get_by_label("Input").get_by_role("gridcell")
    press(compass, "not moved")
    cells.nth(0).press("Home")
    for index in (10, 25, 28):
        cells.nth(index).focus()
        page.keyboard.type("9")
        page.keyboard.press("Enter")
    expect(told(compass)).to_contain_text("A map that no move changes")
    expect(fold(compass)).to_have_text("Challenges 1/2")
    page, machine = open_picture(open_page, f"{disk}/{MACHINE}", "any-size-machine")
    machine.get_by_role("checkbox", name="3 × 3").focus()
    page.keyboard.press("Space")
    expect(told(machine)).to_have_text(
        "Challenge met: The vector has exactly 120 numbers."
    )


@pytest.mark.parametrize("where", ["disk", "site"])
def test_a_link_hands_a_challenge_on(
    where: str, request: pytest.FixtureRequest, open_page: Open
) -> None:
    address = f"{request.getfixturevalue(where)}/{BENCH}"
    page, bench = open_picture(open_page, address, "pooling-bench")
    task = bench.locator(".pool-task")
    expect(task).to_be_hidden()
    fold(bench).click()
    link = goal(bench, FIVES).get_by_role("button", name="Link to this challenge")
    expect(link).to_have_accessible_description(
        f"{FIVES} Use as few fives in the input as you can."
    )
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    link.click()
    copied = bench.locator("textarea").input_value()
    assert copied == f"{address}#pooling-bench:challenge=all-fives"
    page, bench = open_picture(open_page, copied, "pooling-bench")
    task = bench.locator(".pool-task")
    expect(task).to_contain_text(FIVES)
    expect(task).to_contain_text("not yet")
    expect(fold(bench)).to_have_attribute("aria-expanded", "true")
    expect(goal(bench, FIVES)).to_have_attribute("aria-current", "true")
    expect(bench.locator("li[aria-current]")).to_have_count(1)
    press(bench, "Reset")
    expect(task).to_be_visible()


def test_a_link_sets_what_its_goal_needs(disk: str, open_page: Open) -> None:
    address = f"{disk}/{COMPASS}#shift-compass:view=law&challenge=quarter"
    _, compass = open_picture(open_page, address, "shift-compass")
    expect(compass.locator(".pool-task")).to_contain_text("exactly 25 %")
    press(compass, *["kernel_size: more"] * 2, "distance: more")
    expect(compass.locator(".pool-task")).to_contain_text("not yet")
    press(compass, "distance: more")
    expect(compass.locator(".pool-task .pool-tick")).to_have_text("met")


def test_what_a_link_sets_is_not_the_readers_doing(disk: str, open_page: Open) -> None:
    met = "stripes=[[1,0,1,0,1,0,1,0]]&view=stripes"
    address = f"{disk}/chapters/en/08-where-robustness-ends.html#sawtooth:{met}"
    _, saw = open_picture(open_page, address, "sawtooth")
    expect(saw.get_by_role("radio", name="Eight numbers")).to_be_checked()
    saw.locator("[aria-label*=input] .pool-cell").first.hover()
    expect(fold(saw)).to_have_text("Challenges 0/2")


def test_a_challenge_that_there_is_not_is_not_followed(
    disk: str, open_page: Open
) -> None:
    address = f"{disk}/{BENCH}#pooling-bench:challenge=none&stride=1"
    _, bench = open_picture(open_page, address, "pooling-bench")
    expect(bench.locator(".pool-task")).to_be_hidden()
    expect(bench.get_by_label("Output").get_by_role("gridcell")).to_have_count(4)


def test_a_challenge_comes_to_the_dock(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/chapters/en/for-teachers.html")
    page.get_by_role("link", name="Such a link hands out the fives.").click()
    dock = page.locator(".book-dock")
    expect(dock.locator(".pool-task")).to_contain_text(FIVES)
    expect(dock.locator(".pool-goals")).to_be_hidden()


def test_start_afresh_forgets_them(site: str, open_page: Open) -> None:
    page, machine = open_picture(open_page, f"{site}/{MACHINE}", "any-size-machine")
    machine.get_by_role("checkbox", name="3 × 3").check()
    expect(fold(machine)).to_have_text("Challenges 1/2")
    written(page, "anysize", "length")
    page.goto(f"{site}/{START}")
    kept = page.locator(".book-kept")
    words = "Challenges met in the pictures: 1"
    expect(kept.get_by_role("listitem").filter(has_text=words)).to_have_count(1)
    kept.get_by_role("button", name="Start afresh").click()
    expect(kept.get_by_role("listitem")).to_have_count(0)
    page.goto(f"{site}/{MACHINE}")
    expect(fold(machine)).to_have_text("Challenges 0/2")


REFUSED = "Object.defineProperty(self, 'localStorage', {get() { throw Error('no'); }});"
NO_HISTORY = "history.replaceState = () => { throw Error('too often'); };"
BROKEN = "localStorage.setItem('pooltools-challenges-anysize', '%s');"


@pytest.mark.parametrize(
    "script",
    [
        REFUSED,
        REFUSED + NO_HISTORY,
        BROKEN % "[1",
        BROKEN % '{"length":"x"}',
        BROKEN % "7",
    ],
)
def test_without_storage_or_with_a_broken_one_it_works(
    script: str, disk: str, browser: Browser
) -> None:
    context = browser.new_context()  # not watched: the theme wants storage, too
    page = context.new_page()
    page.add_init_script(script)
    page.goto(f"{disk}/{MACHINE}")
    page.get_by_role("button", name="Show me without guessing").first.click()
    wait_ready(page)
    machine = page.locator("#any-size-machine")
    expect(fold(machine)).to_have_text("Challenges 0/2")
    machine.get_by_role("checkbox", name="3 × 3").check()
    expect(fold(machine)).to_have_text("Challenges 1/2")
    expect(told(machine)).to_contain_text("120 numbers")
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_met_by_what_a_page_begins_with(
    name: str, disk: str, open_page: Open
) -> None:
    assert len(PAGES) >= 16
    page = open_page(f"{disk}/{name}")
    wait_ready(page)
    folds = page.locator(".pool-folds button:last-child")
    cards = page.locator(".pool-myths").count()
    shown = page.locator(".pool-widget").count() - cards
    assert folds.count() == shown
    for words in folds.all_text_contents():
        assert words.split()[1].startswith("0/"), words


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True])
def test_axe_finds_nothing_in_the_open_list(
    theme: str, phone: bool, disk: str, open_page: Open
) -> None:
    address = f"{disk}/{MACHINE}#any-size-machine:challenge=length"
    page = open_page(address, theme=theme, phone=phone)
    wait_ready(page)
    machine = page.locator("#any-size-machine")
    machine.get_by_role("checkbox", name="3 × 3").check()
    expect(machine.locator(".pool-task .pool-tick")).to_have_text("met")
    expect(machine.locator(".pool-goals")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= (
        390 if phone else 1280
    )
    assert axe_findings(page, "#any-size-machine .pool-widget") == []
