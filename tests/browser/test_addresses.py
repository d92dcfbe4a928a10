"""Every state link that ever was in the book still opens its state."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest
from playwright.sync_api import Page

from ..make.frozen import FILES
from .conftest import wait_ready

Open = Callable[..., Page]
STATES: list[str] = FILES["addresses"].read()["states"]
PAGES = {
    page: list(links) for page, links in groupby(STATES, lambda s: s.split("#")[0])
}
FOLLOWS = """hash => new Promise((done) => {
  document.activeElement.blur();
  addEventListener("hashchange", () => done(document.activeElement.id), { once: true });
  location.hash = hash;
})"""
"""Go to a state; return the id of what the host then gives the focus to."""


def follow(page: Page, link: str) -> Any:
    return page.evaluate(FOLLOWS, link.partition("#")[2])


@pytest.mark.parametrize("name", PAGES)
def test_a_state_link_is_followed(name: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{name}")
    wait_ready(page)
    for link in PAGES[name]:
        follow(page, "#top")
        anchor = link.partition("#")[2].partition(":")[0]
        assert follow(page, link) == anchor, link


def test_a_link_that_is_not_followed_would_be_seen(disk: str, open_page: Open) -> None:
    name = "chapters/en/01-one-window.html"
    assert len(PAGES) >= 13
    page = open_page(f"{disk}/{name}")
    wait_ready(page)
    assert follow(page, f"{name}#pooling-bench:stride=0") == ""
