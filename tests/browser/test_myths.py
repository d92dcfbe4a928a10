"""The Myth Cards on the built page, and every link that a card leads to."""

import json
from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Locator, Page, expect

from pooltools.widgets.myths import MYTHS

from .conftest import axe_findings, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGE = "chapters/en/fifteen-myths.html"
LINKS = {name: link for name, (_, link) in MYTHS.items() if link}


@pytest.fixture
def cards(page: Page) -> Locator:
    """Return its cards."""
    return page.locator("#myth-cards .pool-myths")


def test_an_answer_is_told_with_its_reason_and_counted(cards: Locator) -> None:
    expect(cards.locator(".pool-formula")).to_have_text("0 right of 0")
    cards.get_by_role("button", name="true", exact=True).click()
    sentence = cards.locator(".pool-sentence")
    expect(sentence).to_contain_text("Not quite. It is false.")
    expect(sentence).to_have_attribute("aria-live", "polite")
    expect(cards.get_by_role("button", name="card 1, wrong")).to_be_visible()
    cards.get_by_role("button", name="false", exact=True).click()
    expect(sentence).to_contain_text("Right! It is false.")
    expect(cards.locator(".pool-formula")).to_have_text("1 right of 1")
    cards.get_by_role("button", name="Next").click()
    expect(cards.locator(".pool-title")).to_have_text("card 2 of 15")
    expect(sentence).to_have_text("True, false, or does it depend?")


def test_all_fifteen_can_be_answered_by_keyboard_alone(
    page: Page, cards: Locator
) -> None:
    names = {"t": "true", "f": "false", "d": "it depends"}
    for verdict, _ in MYTHS.values():
        cards.get_by_role("button", name=names[verdict], exact=True).focus()
        page.keyboard.press("Enter")
        expect(cards.locator(".pool-sentence")).to_contain_text("Right!")
        page.keyboard.press("ArrowRight")
    expect(cards.locator(".pool-formula")).to_have_text("15 right of 15")
    expect(cards.get_by_role("button", name="Next")).to_have_attribute(
        "aria-disabled", "true"
    )
    page.keyboard.press("ArrowLeft")
    expect(cards.locator(".pool-title")).to_have_text("card 14 of 15")
    cards.get_by_role("button", name="Start again").click()
    expect(cards.locator(".pool-formula")).to_have_text("0 right of 0")


def test_a_wrong_card_is_told_by_more_than_its_colour(cards: Locator) -> None:
    cards.get_by_role("button", name="true", exact=True).click()
    look = (
        "b => [getComputedStyle(b).borderTopStyle, getComputedStyle(b).textDecoration]"
    )
    border, line = cards.locator(".pool-places button").first.evaluate(look)
    assert border == "dashed"
    assert "line-through" in line


@pytest.mark.parametrize(
    ("state", "title", "score"),
    [
        ("answers=fft------------&step=2", "card 3 of 15", "2 right of 3"),
        ("answers=xxx------------&step=2", "card 1 of 15", "0 right of 0"),
        ("step=15", "card 1 of 15", "0 right of 0"),
    ],
)
def test_a_link_opens_a_state_if_there_can_be_such_a_one(
    state: str, title: str, score: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#myth-cards:{state}")
    wait_ready(page)
    expect(page.locator("#myth-cards .pool-title")).to_have_text(title)
    expect(page.locator("#myth-cards .pool-formula")).to_have_text(score)


@pytest.mark.parametrize("name", LINKS)
def test_a_card_leads_to_the_widget_in_the_state_that_settles_it(
    name: str, disk: str, open_page: Open
) -> None:
    answers = "t" * len(MYTHS)
    step = list(MYTHS).index(name)
    page = open_page(f"{disk}/{PAGE}#myth-cards:answers={answers}&step={step}")
    wait_ready(page)
    page.get_by_role("link", name="See for yourself").first.click()
    file, _, anchor = LINKS[name].partition("#")
    page.wait_for_url(f"**/{file}*")
    wait_ready(page)
    kind, _, state = anchor.partition(":")
    widget = page.locator(f"#{kind}")
    expect(widget).to_be_in_viewport()
    # what a link would say of the state now: exactly what was asked for
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    widget.get_by_role("button", name="Link to this state").click()
    shown = widget.locator("textarea").input_value().partition(f"#{kind}:")[2]
    start = json.loads(widget.locator("script").first.inner_text())
    now = dict(parse_qsl(shown))
    for key, value in parse_qsl(state):
        assert now.get(key, said(start[key])) == value, (key, now)


def said(value: object) -> str:
    """Return a value as an address writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).replace(" ", "").replace("'", '"')


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_in_an_answered_card(
    theme: str, phone: bool, disk: str, open_page: Open
) -> None:
    url = f"{disk}/{PAGE}#myth-cards:answers=fft------------&step=2"
    page = open_page(url, theme=theme, phone=phone)
    wait_ready(page)
    assert axe_findings(page, "[data-pooltools-widget]") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate(
        "innerWidth"
    )


def test_the_reasons_open_without_a_script(browser: object, disk: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{disk}/{PAGE}")
    expect(page.locator(".pool-still svg").first).to_be_visible()
    first = page.locator(".pool-reasons details").first
    first.locator("summary").click()
    expect(first.locator("p")).to_be_visible()
    context.close()
