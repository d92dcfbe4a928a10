"""A page's first picture plays its first steps once, and leaves whoever reads alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import wait_ready

EMPTY = "chapters/en/references.html"
BENCH = "chapters/en/01-one-window.html"
INK = "chapters/en/03-max-or-average.html"
COMPASS = "chapters/en/07-the-one-pixel-shift.html"
STACK = "chapters/en/11-see-further.html"
HISTORY = "chapters/en/12-trace-the-shrinking-map.html"
Open = Callable[..., Page]


@pytest.fixture
def opened(site: str, open_page: Open) -> Callable[..., Page]:
    """Return what opens a page for the first time, with a clock that stands."""

    def opener(address: str, *, calm: bool = False, answers: bool = True) -> Page:
        page = open_page(f"{site}/{EMPTY}", still=False, answers=answers)
        page.clock.install(time="2030-01-01T08:00:00")
        page.clock.pause_at("2030-01-01T12:00:00")
        if calm:
            page.emulate_media(reduced_motion="reduce")
        page.goto(f"{site}/{address}")
        ready = page.locator("[data-pooltools-widget][data-state=ready]").first
        ready.wait_for(state="attached")
        return page

    return opener


def bench_of(page: Page) -> tuple[Locator, Locator]:
    bench = page.locator("#pooling-bench")
    bench.scroll_into_view_if_needed()
    return bench, bench.locator(".pool-where")


def button(picture: Locator, name: str) -> Locator:
    return picture.locator(".pool-play", has_text=name)


def test_it_plays_once_with_a_pause_in_sight(opened: Callable[..., Page]) -> None:
    page = opened(BENCH)
    bench, where = bench_of(page)
    expect(button(bench, "Pause")).to_be_visible()
    page.clock.run_for(10_000)
    expect(where).to_contain_text("window 4 of")
    expect(button(bench, "Play")).to_be_visible()
    page.reload()
    wait_ready(page)
    bench, where = bench_of(page)
    page.clock.run_for(10_000)
    expect(where).to_contain_text("window 2 of")  # as the page has it


def test_whoever_wants_less_motion_sees_none(opened: Callable[..., Page]) -> None:
    page = opened(BENCH, calm=True)
    bench, where = bench_of(page)
    page.clock.run_for(10_000)
    expect(where).to_contain_text("window 2 of")  # as the page has it
    expect(button(bench, "Play")).to_be_visible()


def test_a_touch_ends_it(opened: Callable[..., Page]) -> None:
    page = opened(BENCH)
    bench, where = bench_of(page)
    expect(button(bench, "Pause")).to_be_visible()
    bench.get_by_role("radio", name="Average").check(force=True)
    expect(button(bench, "Play")).to_be_visible()
    said = where.inner_text()
    page.clock.run_for(10_000)
    expect(where).to_have_text(said)


def test_an_address_with_a_state_stays_at_it(opened: Callable[..., Page]) -> None:
    page = opened(f"{BENCH}#pooling-bench:step=2")
    _, where = bench_of(page)
    page.clock.run_for(10_000)
    expect(where).to_contain_text("window 3 of")


def test_an_answer_plays_when_its_question_is_answered(
    opened: Callable[..., Page],
) -> None:
    page = opened(INK, answers=False)
    ink = page.locator("#ink-lab")
    page.clock.run_for(10_000)
    assert page.evaluate("localStorage.getItem('pooltools-played')") is None
    page.get_by_role("button", name="the median", exact=True).click()
    ink.scroll_into_view_if_needed()
    expect(button(ink, "Pause")).to_be_visible()


@pytest.mark.parametrize(
    ("page", "answer", "name", "stands"),
    [
        (INK, "the median", "ink-lab", "4"),
        (COMPASS, "two", "shift-compass", "2"),
        (HISTORY, "two", "architecture-slider", "8"),
    ],
)
def test_an_answer_ends_where_the_answer_speaks_of_it(
    opened: Callable[..., Page], page: str, answer: str, name: str, stands: str
) -> None:
    opens = opened(page, answers=False)
    picture = opens.locator(f"#{name}")
    scrub = picture.locator(".pool-tape input[type=range]")
    expect(scrub).to_have_value(stands)
    opens.get_by_role("button", name=answer, exact=True).first.click()
    picture.scroll_into_view_if_needed()
    expect(button(picture, "Pause")).to_be_visible()
    expect(scrub).not_to_have_value(stands)
    opens.clock.run_for(10_000)
    expect(scrub).to_have_value(stands)
    expect(button(picture, "Play")).to_be_visible()


def test_one_that_stands_far_on_plays_the_steps_before(
    opened: Callable[..., Page],
) -> None:
    page = opened(STACK)
    stack = page.locator("#zoom-stack")
    stack.scroll_into_view_if_needed()
    scrub = stack.locator(".pool-tape input[type=range]")
    expect(button(stack, "Pause")).to_be_visible()
    expect(scrub).to_have_value("7")
    page.clock.run_for(10_000)
    expect(scrub).to_have_value("10")
