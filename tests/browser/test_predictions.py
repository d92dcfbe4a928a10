"""Predictions on the built pages: asked first, kept, restored, counted, forgotten."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import axe_findings

Open = Callable[..., Page]

PAGE = "07-the-one-pixel-shift"
STORE = "pooltools.predictions"
LOOK = """
  self.seen = [];
  const look = () => {
    const units = [...document.querySelectorAll(".book-prediction:has(+ *)")];
    const states = units.map((unit) => unit.dataset.state).join(" ");
    if (units.length === 3 && self.seen.at(-1) !== states) self.seen.push(states);
    requestAnimationFrame(look);
  };
  look();
"""
"""Notes, before each frame is painted, how the three units stand."""


@pytest.fixture
def units(site: str, open_page: Open) -> tuple[Page, Locator]:
    page = open_page(f"{site}/chapters/en/{PAGE}.html", answers=False, settings=False)
    return page, page.locator(".book-prediction")


def option(unit: Locator, name: str) -> Locator:
    return unit.get_by_role("button", name=name, exact=True)


def verdict(unit: Locator) -> Locator:
    return unit.locator(".book-verdict")


def fold(unit: Locator) -> Locator:
    return unit.locator(".book-answer > summary")


def test_nothing_of_the_answer_is_in_sight_before_a_choice(
    units: tuple[Page, Locator],
) -> None:
    _, unit = units
    answers = unit.locator(".answer, .cell_output")
    assert answers.count() > 5
    for answer in answers.all():
        expect(answer).to_be_hidden()
    expect(unit.locator("summary").first).to_be_hidden()


def test_a_wrong_choice_opens_all_and_is_told_so(units: tuple[Page, Locator]) -> None:
    page, unit = units
    first = unit.first
    option(first, "four").click()
    expect(first.locator(".answer").first).to_be_visible()
    expect(first.locator(".cell_output").first).to_be_visible()
    expect(verdict(first)).to_have_text("You said four; it is two.")
    expect(option(first, "✗ four")).to_have_attribute("aria-pressed", "true")
    expect(option(first, "✓ two")).to_be_visible()
    expect(unit.nth(1).locator(".answer").first).to_be_hidden()
    expect(page.locator(".book-score")).to_contain_text("Right so far: 0 of 1")


def test_a_choice_is_final_and_the_keyboard_makes_it(
    units: tuple[Page, Locator],
) -> None:
    page, unit = units
    option(unit.first, "two").focus()
    page.keyboard.press("Enter")
    expect(verdict(unit.first)).to_have_text("Right: two.")
    expect(option(unit.first, "✓ two")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(verdict(unit.first)).to_have_text("Right: two.")


def test_answers_stand_there_again_after_a_reload_before_anything_is_painted(
    units: tuple[Page, Locator],
) -> None:
    page, unit = units
    option(unit.nth(1), "one in three").click()
    unit.nth(2).get_by_role("button", name="Show me without guessing").click()
    page.add_init_script(LOOK)
    page.reload()
    assert page.evaluate("self.seen") == ["asking right shown"]
    expect(unit.nth(1).locator(".answer").first).to_be_visible()
    expect(unit.nth(2).get_by_text("Shown without a guess: 40.")).to_be_visible()
    expect(unit.nth(1).get_by_role("status")).to_have_count(0)  # nothing new to tell
    score = page.locator(".book-score")
    expect(score).to_have_text(
        "Right so far: 1 of 1 predictions on this page. Look again at: "
        "The bright pixel, and two numbers to check. Still to be answered: "
        "7 Shift by one pixel."
    )
    score.get_by_role("link").last.click()
    expect(unit.first).to_be_in_viewport()


def test_a_question_in_a_shut_aside_is_not_asked_for(
    open_page: Open, disk: str
) -> None:
    page = open_page(f"{disk}/chapters/en/10-accept-any-size.html", answers=False)
    for one in page.locator(".book-prediction").all():
        if not one.locator(
            "xpath=ancestor::details[contains(@class, 'book-aside')]"
        ).count():
            right = one.evaluate("unit => JSON.parse(unit.dataset.right).option")
            one.locator("button.book-option").nth(right).click()
    aside = page.locator(".book-aside .book-prediction")
    expect(aside).to_have_count(1)
    expect(aside.locator("button.book-unasked")).to_be_attached()
    expect(page.locator(".book-score")).to_have_text(
        "Right so far: 3 of 3 predictions on this page."
    )


def test_the_start_page_lists_and_forgets_what_is_kept(
    units: tuple[Page, Locator],
) -> None:
    page, unit = units
    option(unit.first, "two").click()
    page.goto(f"{page.url.split('chapters')[0]}chapters/en/index.html")
    kept = page.locator(".book-kept")
    words = "Predictions answered: 1Delete"  # the first picture may have played by now
    expect(kept.get_by_role("listitem").filter(has_text=words)).to_have_count(1)
    kept.get_by_role("button", name="Start afresh").click()
    expect(kept.get_by_role("status")).to_have_text("Nothing is kept in this browser.")
    expect(kept.get_by_role("status")).to_be_focused()
    assert page.evaluate(f"localStorage.getItem({STORE!r})") is None
    page.go_back()
    expect(unit.first.locator(".answer").first).to_be_hidden()


def test_who_wants_no_questions_gets_ordinary_folds(
    units: tuple[Page, Locator],
) -> None:
    page, unit = units
    page.evaluate("localStorage.setItem('pooltools.predictions.off', 'yes')")
    page.reload()
    expect(fold(unit.first)).to_have_text(re.compile("Show the answer"))
    expect(unit.first.get_by_role("listitem").first).to_be_visible()
    fold(unit.first).click()
    expect(unit.first.locator(".answer").first).to_be_visible()


@pytest.mark.parametrize(
    "trouble",
    [
        "Object.defineProperty(self, 'localStorage', {get() { throw Error('no'); }});",
        f"try {{ localStorage.setItem({STORE!r}, '[1'); }} catch {{}}",
        "Storage.prototype.setItem = () => { throw Error('full'); };",
    ],
    ids=["refused", "broken", "full"],
)
def test_without_storage_it_works_for_the_visit(
    browser: Browser, disk: str, trouble: str
) -> None:
    context = browser.new_context()  # not watched: the theme wants storage, too
    context.add_init_script(trouble)
    page = context.new_page()
    page.goto(f"{disk}/chapters/en/{PAGE}.html")
    unit = page.locator(".book-prediction")
    option(unit.first, "two").click()
    expect(verdict(unit.first)).to_have_text("Right: two.")
    option(unit.nth(1), "nine in ten").click()
    expect(page.locator(".book-score")).to_contain_text("Right so far: 1 of 2")
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_unit_before_and_after(
    disk: str, open_page: Open, theme: str
) -> None:
    address = f"{disk}/chapters/en/{PAGE}.html"
    page = open_page(address, theme=theme, phone=True, answers=False)
    assert axe_findings(page, ".book-prediction") == []
    option(page.locator(".book-prediction").first, "four").click()
    assert axe_findings(page, ".book-prediction") == []


def test_without_a_script_it_is_a_fold(browser: Browser, disk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{disk}/chapters/en/{PAGE}.html")
    unit = page.locator(".book-prediction").first
    expect(unit.get_by_role("listitem").first).to_have_text("two")
    expect(unit.locator(".answer").first).to_be_hidden()
    fold(unit).click()
    expect(unit.locator(".answer").first).to_be_visible()
    context.close()


def test_on_paper_every_answer_is_there(units: tuple[Page, Locator]) -> None:
    page, unit = units
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(unit.first.locator(".answer").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(unit.first.locator(".answer").first).to_be_hidden()


FIELD = "02-output-size"


def test_a_field_takes_numbers_however_they_are_written(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/chapters/en/{FIELD}.html", answers=False)
    unit = page.locator(".book-prediction:has(form)").first
    field = unit.get_by_label("Your answer")
    field.fill("two by two")
    field.press("Enter")
    expect(unit.get_by_role("status")).to_contain_text("Type a number")
    expect(unit.locator(".answer").first).to_be_hidden()
    field.fill(" (2,2) ")
    unit.get_by_role("button", name="Check").click()
    expect(unit.get_by_role("status")).to_have_text("Right: 2 × 2.")
    page.reload()
    expect(field).to_have_value("(2,2)")
    expect(field).not_to_be_editable()


def test_a_picture_that_is_the_answer_waits_and_a_link_to_it_opens_it(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/chapters/en/03-max-or-average.html", answers=False)
    lab = page.locator("#ink-lab")
    expect(lab).to_be_hidden()
    page.locator(".book-prediction").first.get_by_role("button").first.click()
    expect(lab).to_be_visible()
    link = f"{disk}/chapters/en/03-max-or-average.html#ink-lab:kernel_size=3"
    page = open_page(link, answers=False)
    expect(page.locator("#ink-lab")).to_be_in_viewport()
