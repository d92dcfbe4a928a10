"""What was an address once opens for good: pages and anchors of the built book."""

from typing import Any

import pytest

from ..make.addresses import HTML, found, joined, missing
from ..make.frozen import FILES

KEPT: dict[str, Any] = FILES["addresses"].read()


@pytest.fixture(scope="module")
def now() -> dict[str, Any]:
    """Return the addresses of the book that was built."""
    if not (HTML / "index.html").exists():
        pytest.fail("there is no built book in _build/html: type make book first")
    return found(HTML)


def test_every_page_and_anchor_that_was_out_is_there(now: dict[str, Any]) -> None:
    assert len(KEPT["pages"]) >= 29
    assert sum(map(len, KEPT["pages"].values())) >= 380
    assert missing(KEPT, now) == []


def test_a_lost_page_and_a_lost_anchor_would_be_found() -> None:
    kept = {"pages": {"a.html": ["x", "y"], "b.html": ["z"]}, "states": ["a.html#s:1"]}
    now: dict[str, Any] = {"pages": {"a.html": ["y", "new"]}, "states": []}
    assert missing(kept, now) == ["b.html", "a.html#x"]
    assert missing(kept, joined(kept, now)) == []


def test_the_frozen_list_names_the_links_that_the_book_has(now: dict[str, Any]) -> None:
    """A state that a page leads to is an address, too, from the day it is there."""
    assert len(KEPT["states"]) >= 63
    anew = sorted(set(now["states"]) - set(KEPT["states"]))
    assert anew == [], "add them: python -m tests.make addresses"
