"""The camera: a photo taken, not taken, refused, and where there is none."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from .browser import find
from .conftest import ARGUMENTS, OPEN_SETTINGS, PATIENCE, VIEWS, wait_ready
from .test_photo import PAGES, shown

pytestmark = pytest.mark.browser

Start = Callable[..., Locator]
NAME = "zoom-stack"
FAILED = "There is no camera that this page may use: allow it, or load a photo instead."
REMEMBER = """
  self.streams = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    self.streams.push(stream);
    return stream;
  };
"""
LIVE = """() => self.streams.flatMap((one) => one.getTracks())
  .filter(({ readyState }) => readyState === "live").length"""
"""How many cameras are on: a light beside the lens says so to the reader."""

SEEN = """picture => {
  const canvas = picture.querySelector(".pool-view canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, 224, 224);
  return new Set(data).size;
}"""
"""How many levels a picture has: an empty one has two, black or white, and opaque."""


@pytest.fixture(scope="module")
def start(playwright: Playwright, site: str) -> Iterator[Start]:
    """Open the Zoom Stack before cameras that show a test card."""
    browsers = []

    def opener(*, cameras: int = 1, allowed: bool = True) -> Locator:
        fake = [
            f"--use-fake-device-for-media-stream=device-count={cameras}",
            f"--use-fake-ui-for-media-stream{'' if allowed else '=deny'}",
        ]
        browser = playwright.chromium.launch(
            executable_path=find(), args=[*ARGUMENTS, *fake]
        )
        browsers.append(browser)
        context = browser.new_context()
        context.set_default_timeout(PATIENCE)
        context.add_init_script(OPEN_SETTINGS % VIEWS)
        context.add_init_script(REMEMBER)
        page = context.new_page()
        page.goto(f"{site}/{PAGES[NAME]}")
        wait_ready(page)
        return page.locator(f"#{NAME}")

    yield opener
    for browser in browsers:
        browser.close()


def button(picture: Locator, name: str) -> Locator:
    return picture.get_by_role("button", name=name, exact=True)


def film(picture: Locator) -> Page:
    """Turn the camera on, and wait until it shows something."""
    button(picture, "Take a photo").click()
    expect(button(picture, "Now")).to_be_focused()
    page = picture.page
    page.wait_for_function("document.querySelector('video').videoWidth > 0")
    assert page.evaluate(LIVE) == 1
    return page


def test_a_photo_is_taken_and_shown_and_the_camera_is_off(start: Start) -> None:
    picture = start()
    expect(picture.locator("video")).to_be_hidden()
    page = film(picture)
    expect(picture.locator("video")).to_be_visible()
    button(picture, "Now").click()
    expect(shown(picture)).to_be_checked()
    assert page.evaluate(LIVE) == 0
    expect(picture.locator("video")).to_be_hidden()
    expect(button(picture, "Take a photo")).to_be_focused()
    assert picture.evaluate(SEEN) > 2
    page.reload()
    expect(shown(picture)).to_be_checked()
    assert page.evaluate("self.streams.length") == 0


def test_no_photo_is_taken_where_the_reader_thinks_better_of_it(start: Start) -> None:
    picture = start()
    page = film(picture)
    button(picture, "No photo").click()
    assert page.evaluate(LIVE) == 0
    expect(picture.locator("video")).to_be_hidden()
    expect(shown(picture)).to_be_hidden()
    expect(button(picture, "Take a photo")).to_be_focused()


def test_asked_twice_there_is_one_camera_on(start: Start) -> None:
    picture = start()
    film(picture)
    page = film(picture)
    button(picture, "Take a photo").evaluate("one => { one.click(); one.click(); }")
    page.wait_for_function("self.streams.length === 4")
    page.wait_for_function(f"({LIVE})() === 1")
    button(picture, "No photo").click()
    page.wait_for_function(f"({LIVE})() === 0")


@pytest.mark.parametrize(
    "without", [{"allowed": False}, {"cameras": 0}], ids=["refused", "no camera"]
)
def test_without_a_camera_one_line_says_so(
    without: dict[str, int], start: Start
) -> None:
    picture = start(**without)
    button(picture, "Take a photo").click()
    expect(picture.locator(".pool-sentence")).to_have_text(FAILED)
    expect(picture.locator("video")).to_be_hidden()
    expect(button(picture, "Load a photo")).to_be_visible()
    assert picture.page.evaluate(LIVE) == 0


def test_a_phone_has_its_own_chooser(browser: object, site: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)  # type: ignore[attr-defined]
    context.add_init_script(OPEN_SETTINGS % VIEWS)
    page = context.new_page()
    page.goto(f"{site}/{PAGES[NAME]}")
    wait_ready(page)
    picture = page.locator(f"#{NAME}")
    expect(button(picture, "Load a photo")).to_be_visible()
    expect(button(picture, "Take a photo")).to_have_count(0)
    context.close()
