"""The Myth Cards on the built page: judged at once or at the end, and kept."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from pooltools.text import translate
from pooltools.widgets.myths import MYTHS, VERDICTS

from .conftest import PATIENCE, axe_findings, to_full_picture, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGE = "chapters/en/fifteen-myths.html"
TRUTH = "".join(verdict for verdict, _ in MYTHS.values())
NAMES = {"t": "true", "f": "false", "d": "it depends"}
KEPT_BACK = ("right", "wrong", *(f"{verdict}_told" for verdict in VERDICTS.values()))
NOW = "told=at+once"
WRONG = TRUTH.translate(str.maketrans("tfd", "fdt"))


@pytest.fixture
def cards(page: Page) -> Locator:
    """Return its cards, each told at once."""
    cards = page.locator("#myth-cards .pool-myths")
    expect(cards.get_by_role("radio", name="only at the end")).to_be_checked()
    return at_once(cards)


def at_once(cards: Locator) -> Locator:
    cards.get_by_role("radio", name="after each card").check()
    return cards


def title(cards: Locator) -> Locator:
    return cards.locator(".pool-card .pool-title")


def judge(cards: Locator, sign: str) -> None:
    cards.get_by_role("button", name=NAMES[sign], exact=True).click()


def strip(cards: Locator) -> Locator:
    return cards.get_by_role("slider", name="cards")


def to_card(cards: Locator, number: int) -> None:
    strip(cards).fill(str(number))
    expect(title(cards)).to_have_text(f"card {number} of 15")


def stands(cards: Locator, text: str) -> None:
    expect(strip(cards)).to_have_attribute("aria-valuetext", text)


def score(cards: Locator, text: str) -> None:
    expect(cards.locator(".pool-formula")).to_have_text(text)


def test_an_answer_is_told_with_its_reason_and_counted(cards: Locator) -> None:
    score(cards, "0 right of 0")
    judge(cards, "f")
    sentence = cards.locator(".pool-sentence")
    expect(sentence).to_contain_text("Not quite. It depends.")
    expect(sentence).to_have_attribute("aria-live", "polite")
    stands(cards, "card 1, wrong")
    judge(cards, "d")
    expect(sentence).to_contain_text("Right! It depends.")
    score(cards, "1 right of 1")
    cards.get_by_role("button", name="Next").click()
    expect(title(cards)).to_have_text("card 2 of 15")
    expect(sentence).to_have_text("True, false, or does it depend?")


def test_the_strip_below_a_card_is_as_high_as_a_finger(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}", phone=True, settings=False)
    wait_ready(page)
    cards = page.locator("#myth-cards .pool-myths")
    judge(at_once(cards), "d")
    card = cards.locator(".pool-card").bounding_box()
    slider = strip(cards).bounding_box()
    assert card
    assert slider
    assert slider["height"] >= 44
    assert slider["y"] - (card["y"] + card["height"]) >= 10
    for n in (15, 1, 8):  # where a part of the strip is touched, its card opens
        strip(cards).click(position={"x": slider["width"] * (n - 0.5) / 15, "y": 20})
        expect(title(cards)).to_have_text(f"card {n} of 15")


def test_the_picture_that_settles_a_card_comes_with_its_verdict(
    cards: Locator,
) -> None:
    picture = cards.locator(".pool-face [role=img]")
    question = cards.locator(".pool-face .pool-glyph")
    stamp = cards.locator(".pool-stamp")
    expect(picture).to_have_count(0)
    expect(question).to_have_count(1)
    expect(stamp).to_have_count(0)
    judge(cards, "t")
    expect(picture).to_have_count(1)
    expect(question).to_have_count(0)
    expect(stamp).to_have_text("it depends")
    expect(picture).to_have_attribute("aria-label", re.compile("^Shift Compass"))
    cards.get_by_role("button", name="Next").click()
    expect(picture).to_have_count(0)
    cards.get_by_role("radio", name="only at the end").check()
    judge(cards, "f")
    expect(cards.locator(".pool-sentence")).to_contain_text("Noted")
    expect(picture).to_have_count(0)


def test_each_card_shows_what_it_asks_and_never_the_verdict(cards: Locator) -> None:
    seen = set()
    for n in range(1, 16):
        to_card(cards, n)
        drawn = cards.locator(".pool-glyph")
        text = drawn.text_content() or ""
        assert "?" in text
        assert "undefined" not in text
        assert not any(name in text for name in NAMES.values())
        seen.add(drawn.inner_html())
    assert len(seen) == 15


def test_all_fifteen_can_be_answered_by_keyboard_alone(
    page: Page, cards: Locator
) -> None:
    for verdict in TRUTH:
        cards.get_by_role("button", name=NAMES[verdict], exact=True).focus()
        page.keyboard.press("Enter")
        expect(cards.locator(".pool-sentence")).to_contain_text("Right!")
        page.keyboard.press("ArrowRight")
    score(cards, "15 right of 15")
    expect(cards.locator(".pool-result")).to_contain_text("Nothing is left to look up.")
    expect(cards.get_by_role("button", name="Next")).to_have_attribute(
        "aria-disabled", "true"
    )
    page.keyboard.press("ArrowLeft")
    expect(title(cards)).to_have_text("card 14 of 15")
    cards.get_by_role("button", name="Start again").click()
    score(cards, "0 right of 0 Last time it was 15 of 15.")
    expect(cards.locator(".pool-result")).to_be_empty()


def test_verdicts_can_wait_for_the_end(page: Page, cards: Locator) -> None:
    cards.get_by_role("radio", name="after each card").focus()
    page.keyboard.press("ArrowRight")  # the radio's own key: the card stays
    expect(cards.get_by_role("radio", name="only at the end")).to_be_checked()
    expect(title(cards)).to_have_text("card 1 of 15")
    reveal = cards.get_by_role("button", name="Show the verdicts")
    half = len(TRUTH) // 2
    for n, sign in enumerate(TRUTH[:half] + WRONG[half:]):
        expect(reveal).to_have_attribute("aria-disabled", "true")
        judge(cards, sign)
        score(cards, f"{n + 1} of 15 answered")
        expect(cards.locator(".pool-right, .pool-wrong")).to_have_count(0)
        expect(cards.get_by_role("link")).to_have_count(0)
        told = cards.inner_text()
        assert not any(translate(f"myths.{key}") in told for key in KEPT_BACK)
        page.keyboard.press("ArrowRight")
    expect(cards.locator(".pool-sentence")).to_contain_text("All are answered.")
    reveal.press("Enter")
    result = cards.locator(".pool-result")
    expect(result).to_be_focused()
    expect(result).to_contain_text(f"{half} of 15 right.")
    expect(result).to_have_attribute("aria-live", "polite")
    score(cards, f"{half} right of 15")


def test_the_end_leads_to_the_chapters_that_settle_the_wrong_cards(
    disk: str, open_page: Open
) -> None:
    right = list(MYTHS).index("invariant"), list(MYTHS).index("backward")
    answers = "".join(
        verdict if n in right else WRONG[n] for n, verdict in enumerate(TRUTH)
    )
    page = open_page(f"{disk}/{PAGE}#myth-cards:answers={answers}&{NOW}")
    wait_ready(page)
    lines = page.locator(".pool-result li")
    wanted: dict[str, list[int]] = {}
    for n, (_, link) in enumerate(MYTHS.values()):
        if n not in right:
            wanted.setdefault(link.split("#")[0], []).append(n + 1)
    expect(lines).to_have_count(len(wanted))
    for n, (file, numbers) in enumerate(sorted(wanted.items())):
        expect(lines.nth(n).locator("a")).to_have_attribute("href", file)
        listed = ", ".join(map(str, numbers))
        expect(lines.nth(n)).to_contain_text(f"(cards: {listed})")
    lines.first.locator("a").click()
    page.wait_for_url(f"**/{min(wanted)}")


def test_a_wrong_card_is_told_by_more_than_its_colour(cards: Locator) -> None:
    judge(cards, "t")
    look = (
        "b => [getComputedStyle(b).borderTopStyle, getComputedStyle(b).backgroundImage]"
    )
    border, hatched = cards.locator(".pool-parts .pool-wrong").evaluate(look)
    assert border == "dashed"
    assert "repeating-linear-gradient" in hatched


@pytest.mark.parametrize(
    ("state", "card", "said"),
    [
        (f"answers={TRUTH[:3]}------------&step=2", "card 3 of 15", "3 of 15 answered"),
        (f"{NOW}&answers={TRUTH[0]}--------------", "card 1 of 15", "1 right of 1"),
        (f"{NOW}&answers=xxx------------", "card 1 of 15", "0 of 15 answered"),
        (f"{NOW}&step=15", "card 1 of 15", "0 of 15 answered"),
        (f"{NOW}&step=1", "card 2 of 15", "0 right of 0"),
        ("told=never", "card 1 of 15", "0 of 15 answered"),
    ],
)
def test_a_link_opens_a_state_if_there_can_be_such_a_one(
    state: str, card: str, said: str, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{PAGE}#myth-cards:{state}")
    wait_ready(page)
    cards = page.locator("#myth-cards .pool-myths")
    expect(title(cards)).to_have_text(card)
    score(cards, said)


def test_a_link_to_a_card_leaves_the_answers(page: Page, cards: Locator) -> None:
    judge(cards, TRUTH[0])
    page.evaluate("location.hash = '#myth-cards:step=4'")
    expect(title(cards)).to_have_text("card 5 of 15")
    score(cards, "1 right of 1")


def test_every_card_leads_to_the_state_that_settles_it(
    page: Page, cards: Locator
) -> None:
    for n, (sign, link) in enumerate(MYTHS.values()):
        to_card(cards, n + 1)
        stands(cards, f"card {n + 1}, not answered")
        see = cards.get_by_role("link", name="See for yourself")
        expect(see).to_be_hidden()
        judge(cards, sign)
        expect(see).to_have_attribute("href", link)


NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
}"""


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that remembers, until the test ends."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def visit(visitor: BrowserContext, address: str) -> tuple[Page, Locator]:
    page = visitor.new_page()
    page.goto(address)
    wait_ready(page)
    return page, page.locator("#myth-cards .pool-myths")


@pytest.mark.parametrize(
    ("host", "refused"),
    [("site", ""), ("disk", NO_STORAGE), ("site", FULL)],
    ids=["kept", "no storage", "full storage"],
)
def test_who_sees_for_herself_comes_back_to_her_answers(
    host: str, refused: str, visitor: BrowserContext, request: pytest.FixtureRequest
) -> None:
    visitor.add_init_script(refused)
    page, cards = visit(visitor, f"{request.getfixturevalue(host)}/{PAGE}")
    at_once(cards)
    judge(cards, TRUTH[0])
    cards.get_by_role("button", name="Next").click()
    judge(cards, WRONG[1])
    cards.get_by_role("link", name="See for yourself").click()
    to_full_picture(page)  # the card has told the answer: the dock does not ask
    page.wait_for_url("**/08-where-robustness-ends.html*")
    for again in (page.go_back, page.reload):
        again()
        wait_ready(page)
        expect(title(cards)).to_have_text("card 2 of 15")
        stands(cards, "card 2, wrong")
        score(cards, "1 right of 2")
        expect(cards.get_by_role("link", name="See for yourself")).to_be_visible()


def test_another_day_begins_where_the_last_one_ended_until_started_again(
    site: str, visitor: BrowserContext
) -> None:
    page, cards = visit(visitor, f"{site}/{PAGE}")
    at_once(cards)
    judge(cards, TRUTH[0])
    page.close()
    page, cards = visit(visitor, f"{site}/{PAGE}")
    score(cards, "1 right of 1")
    cards.get_by_role("button", name="Start again").click()
    score(cards, "0 right of 0")
    page.close()
    page, cards = visit(visitor, f"{site}/{PAGE}")
    score(cards, "0 right of 0")
    expect(cards.get_by_role("radio", name="after each card")).to_be_checked()


def test_the_cards_after_reading_are_a_new_round_and_say_how_the_last_one_ended(
    site: str, visitor: BrowserContext
) -> None:
    page, cards = visit(visitor, f"{site}/{PAGE}")
    at_once(cards)
    for n in range(15):
        to_card(cards, n + 1)
        stands(cards, f"card {n + 1}, not answered")
        judge(cards, TRUTH[n] if n < 4 else WRONG[n])
    score(cards, "4 right of 15")
    page.close()
    page, cards = visit(visitor, f"{site}/chapters/en/the-short-path.html")
    score(cards, "0 of 15 answered Last time it was 4 of 15.")
    judge(cards, TRUTH[0])
    page.reload()
    wait_ready(page)
    score(cards, "1 of 15 answered Last time it was 4 of 15.")


def test_what_is_no_state_of_these_cards_is_not_brought_back(
    site: str, visitor: BrowserContext
) -> None:
    page, cards = visit(visitor, f"{site}/{PAGE}")
    good = {"names": ",".join(MYTHS), "answers": "t" + 14 * "-", "step": 0}
    good["told"] = "at once"
    bad: list[object] = ["no JSON", 7, {"names": good["names"]}]
    bad += [good | {"names": "other"}, good | {"answers": "t"}, good | {"step": 99}]
    for kept, said in [
        (good, "0 right of 1"),
        *((one, "0 of 15 answered") for one in bad),
    ]:
        text = kept if isinstance(kept, str) else json.dumps(kept)
        page.evaluate("t => localStorage.setItem('pooltools-myth-cards', t)", text)
        page.reload()
        wait_ready(page)
        score(cards, said)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("state", [WRONG, "fft------------&told=at+the+end"])
def test_axe_finds_nothing_in_answered_cards(
    state: str, theme: str, phone: bool, disk: str, open_page: Open
) -> None:
    url = f"{disk}/{PAGE}#myth-cards:answers={state}&step=2"
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
