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
    ".pool-compass": "07-the-one-pixel-shift",
    ".pool-sawtooth": "08-where-robustness-ends",
    ".pool-anysize": "10-accept-any-size",
}


def height(picture: Locator, last: str) -> float:
    """Return how far it is from the top of a picture to the end of a part."""
    script = """(root, last) => {
        const end = last ? root.querySelector(last) : root;
        return end.getBoundingClientRect().bottom - root.getBoundingClientRect().top;
    }"""
    tall: float = picture.evaluate(script, last)
    return tall


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fits_its_screen(name: str, disk: str, open_page: Open) -> None:
    address = f"{disk}/chapters/en/{PICTURES[name]}.html"
    page = open_page(address, settings=False)
    wait_ready(page)
    assert height(page.locator(name), "") <= WIDE
    page = open_page(address, phone=True, settings=False)
    wait_ready(page)
    assert height(page.locator(name), ".pool-tape") <= PHONE
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
