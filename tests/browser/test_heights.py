"""A picture fits its screen: all of it a wide one, its stage and tape a phone's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from .conftest import wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
WIDE, PHONE = 640, 780
"""The most in pixels, on screens of 900 and of 844."""

PICTURES = {
    "pooling-bench": ("01-one-window", 28),
    "window-ruler": ("02-output-size", 0),
    "ink-lab": ("03-max-or-average", 0),
    "p-dial": ("04-the-pooling-zoo", 28),
    "channel-lanes:operation=convolution": ("05-channels-and-parameters", 28),
    "gradient-pinball": ("06-going-backwards", 28),
    "shift-compass": ("07-the-one-pixel-shift", 28),
    "sawtooth": ("08-where-robustness-ends", 0),
    "running-network": ("08-where-robustness-ends", 0),
    "rubber-grid": ("09-ask-for-a-size", 28),
    "any-size-machine": ("10-accept-any-size", 0),
    "zoom-stack": ("11-see-further", 0),
    "architecture-slider": ("12-trace-the-shrinking-map", 0),
    "myth-cards": ("fifteen-myths", 0),
}
"""Where a picture stands, and how wide a numbered cell of it is at least.

A map that may have sixteen columns need not have them so wide, nor a strip of ten.
"""


def height(picture: Locator, last: str) -> float:
    """Return how far it is from the top of a picture to the end of a part."""
    script = """(root, last) => {
        const end = last ? root.querySelector(last) : root;
        return end.getBoundingClientRect().bottom - root.getBoundingClientRect().top;
    }"""
    tall: float = picture.evaluate(script, last)
    return tall


@pytest.mark.parametrize("state", PICTURES)
def test_a_picture_fits_its_screen(state: str, disk: str, open_page: Open) -> None:
    name, least = PICTURES[state]
    address = f"{disk}/chapters/en/{name}.html#{state}"
    root = f"#{state.split(':')[0]} .pool-widget"
    page = open_page(address, settings=False)
    wait_ready(page)
    assert height(page.locator(root), "") <= WIDE
    page = open_page(address, phone=True, settings=False)
    wait_ready(page)
    assert height(page.locator(root), ".pool-tape") <= PHONE
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if least:
        cell = page.locator(f"{root} .pool-cell").first
        assert cell.evaluate("cell => cell.getBoundingClientRect().width") >= least


def test_a_picture_that_is_too_high_would_be_seen(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/chapters/en/01-one-window.html", settings=False)
    wait_ready(page)
    bench = page.locator("#pooling-bench .pool-widget")
    bench.locator(".pool-stage").evaluate("stage => { stage.style.height = '60rem'; }")
    assert height(bench, "") > WIDE
    assert height(bench, ".pool-tape") > PHONE
