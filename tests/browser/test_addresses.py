"""Every state link that ever was in the book opens its state and shows what is said."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from ..make.addresses import STATE
from ..make.frozen import FILES
from .conftest import HTML, wait_ready

Open = Callable[..., Page]
STATES: list[str] = FILES["addresses"].read()["states"]
PAGES = {
    page: list(links) for page, links in groupby(STATES, lambda s: s.split("#")[0])
}
FOLDERS = {"zh/": "zh/chapters/zh/", "": "chapters/en/"}


def address(short: str) -> str:
    """Return the address that a key of the table stands for."""
    page, _, state = short.partition("#")
    edition = next(name for name in FOLDERS if page.startswith(name))
    return f"{FOLDERS[edition]}{page.removeprefix(edition)}.html#{state}"


TABLE = tomllib.loads(Path(__file__).with_name("links.toml").read_text("utf-8"))
STATEMENTS: dict[str, dict[str, str | list[str]]] = {
    address(short): statement for short, statement in TABLE.items()
}
PARTS = {
    "sentence": ".pool-sentence",
    "where": ".pool-where",
    "formula": ".pool-formula",
    "title": ".pool-title",
    "tape": ".pool-tape [aria-valuetext]",
    "input": ".pool-grid:first-of-type [aria-label=Input] .pool-cell",
    "output": "[aria-label=Output] .pool-cell, [aria-label=输出] .pool-cell",
    "bars": ".pool-bars b",
    "strip": ".pool-swatches i",
    "rose": ".pool-rose small",
    "asked": ".pool-ask p",
    "jumbled": ".pool-told",
    "nudged": ".pool-nudged",
    "slopes": ".pool-probe b",
    "fits": ".pool-fits",
    "frameworks": "dl",
    "refused": ".pool-refused",
    "chosen": ".pool-years [aria-pressed=true]",
    "challenge": ".pool-task",
}
"""The parts of a widget that a statement can be about, by what selects them."""

FOLLOWS = """hash => new Promise((done) => {
  document.activeElement.blur();
  addEventListener("hashchange", () => done(document.activeElement.id), { once: true });
  location.hash = hash;
})"""
"""Go to a state; return the id of what the host then gives the focus to."""

SHOWN = """([anchor, parts]) => Object.fromEntries(Object.entries(parts)
  .map(([part, selector]) => {
    const within = `#${anchor} .pool-widget :is(${selector})`;
    const seen = [...document.querySelectorAll(within)]
      .filter((element) => element.getClientRects().length);
    return [part, seen.map((element) =>
      (element.ariaValueText ?? element.textContent).trim())];
  }))"""
"""Return the texts of each part of a widget that can be seen."""


TOP_SEEN = """anchor => {
  const root = document.querySelector(`#${anchor} .pool-widget`);
  const { top } = root.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
}"""


def follow(page: Page, link: str) -> Any:
    return page.evaluate(FOLLOWS, link.partition("#")[2])


def differs(statement: dict[str, str | list[str]], shown: Any) -> list[str]:
    """List what is not shown: a text stands within a part, a list begins its texts."""
    wrong = []
    for part, texts in shown.items():
        wanted = statement[part]
        if isinstance(wanted, str):
            ok = wanted in " ".join(" | ".join(texts).split())
        else:
            ok = texts[: len(wanted)] == wanted
        wrong += [f"{part}: {texts}, not {wanted!r}"] * (not ok)
    return wrong


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_state_link_shows_what_is_said(name: str, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{name}")
    wait_ready(page)
    wrong = []
    for link in PAGES[name]:
        follow(page, "#top")
        anchor = link.partition("#")[2].partition(":")[0]
        assert follow(page, link) == anchor, link
        if not page.evaluate(TOP_SEEN, anchor):
            wrong.append(f"{link} hides the top of its widget")
        statement = STATEMENTS[link]
        parts = {part: PARTS[part] for part in statement if part != "said"}
        shown = page.evaluate(SHOWN, [anchor, parts])
        wrong += [f"{link} shows {found}" for found in differs(statement, shown)]
    assert wrong == []


@pytest.mark.browser
def test_a_link_that_is_not_followed_would_be_seen(disk: str, open_page: Open) -> None:
    name = "chapters/en/01-one-window.html"
    assert len(PAGES) >= 13
    page = open_page(f"{disk}/{name}")
    wait_ready(page)
    assert follow(page, f"{name}#pooling-bench:stride=0") == ""


def test_a_part_that_shows_something_else_would_be_seen() -> None:
    statement: dict[str, Any] = {"sentence": "is off by 0 %", "output": ["1", "2"]}
    right = {"sentence": ["the map is off\n by 0 %"], "output": ["1", "2", "3"]}
    assert differs(statement, right) == []
    for wrong in ({"sentence": ["off by 10 %"]}, {"sentence": []}, {"output": ["1"]}):
        assert len(differs(statement, right | wrong)) == 1


def test_every_address_has_a_statement_about_a_part() -> None:
    assert len(STATES) >= 70
    assert sorted(STATEMENTS) == sorted(STATES)
    for statement in STATEMENTS.values():
        assert {"said"} < {"said", *statement} <= {"said", *PARTS}


@cache
def paragraphs() -> dict[str, list[str]]:
    """Return the paragraphs of the built book that lead to each state."""
    found: dict[str, list[str]] = {}
    for path in sorted(
        [*HTML.glob("chapters/*/*.html"), *HTML.glob("zh/chapters/*/*")]
    ):
        here = path.relative_to(HTML).as_posix()
        for block in re.findall(
            r"<p\b[^>]*>.*?</p>", path.read_text("utf-8"), re.DOTALL
        ):
            text = " ".join(unescape(re.sub(r"<[^>]+>", "", block)).split())
            for link in map(unescape, re.findall(r'href="([^"]*)"', block)):
                if STATE.fullmatch(link):
                    found.setdefault(urljoin(here, link), []).append(text)
    return found


@pytest.mark.parametrize("link", STATES)
def test_a_statement_is_about_the_sentences_that_have_the_link(link: str) -> None:
    """A sentence that is written anew, or leads elsewhere, asks for its statement."""
    if not HTML.exists():
        pytest.fail("there is no built book in _build/html: type make book first")
    assert len(paragraphs()) >= 60
    said = STATEMENTS[link].get("said", [])
    texts = paragraphs().get(link, [])
    assert [text for text in texts if not any(part in text for part in said)] == []
    assert [part for part in said if not any(part in text for text in texts)] == []
