"""Every view on a page of its own, made on the spot: no book has to be built."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import pooltools
from pooltools import samples, widgets
from pooltools.book.site.widgets import _assets, widget_html
from pooltools.widgets._base import PoolWidget

from .conftest import wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
KINDS = [getattr(widgets, name) for name in widgets.__all__]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all scripts and style sheets."""
    made = tmp_path_factory.mktemp("views")
    for name, text in _assets().items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def write(folder: Path, kind: type[PoolWidget]) -> str:
    """Write a page with one widget; return its address."""
    widget = kind(samples.FIRST_MAP) if kind is widgets.PoolingBench else kind()
    name = widget.page_name
    styles = "".join(
        f'<link rel="stylesheet" href="{sheet}.css">' for sheet in ("pooltools", name)
    )
    scripts = "".join(f'<script defer src="{s}.js"></script>' for s in ("host", name))
    body = widget_html(name, widget.page_state(), widget.still())
    page = folder / f"{name}.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8">{styles}{scripts}{body}', "utf-8"
    )
    return page.as_uri()


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Make widgets in one language, then in the other."""
    pooltools.set_language(request.param)
    yield request.param
    pooltools.set_language("en")


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_starts_and_says_something(
    kind: type[PoolWidget], language: str, folder: Path, open_page: Open
) -> None:
    page = open_page(write(folder, kind))
    assert wait_ready(page) == 1
    root = page.locator(".pool-widget")
    expect(root).to_be_visible()
    expect(page.locator(".pool-still")).to_be_hidden()
    expect(root.locator(".pool-sentence")).not_to_be_empty()
    assert "undefined" not in root.inner_html()


def test_a_view_that_fails_leaves_the_still_picture_and_a_line(
    folder: Path, browser: "object"
) -> None:
    address = write(folder, widgets.WindowRuler)
    script = folder / "window-ruler.js"
    kept = script.read_text("utf-8")
    script.write_text(
        kept.replace("function draw(", "function draw() { oops(); }\nfunction unused("),
        "utf-8",
    )
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".pool-failed")).to_have_text(
        "This widget did not start; the picture shows how it begins."
    )
    expect(page.locator(".pool-still")).to_be_visible()
    expect(page.locator(".pool-widget")).to_have_count(0)
    context.close()
    script.write_text(kept, "utf-8")


def test_a_grid_that_is_rebuilt_while_it_has_the_focus_stays_alive(
    folder: Path, open_page: Open
) -> None:
    page = open_page(write(folder, widgets.PoolingBench))
    wait_ready(page)
    page.locator("[aria-label=Output] .pool-cell").last.focus()
    # a link, or a button where buttons take no focus: the cell has it until the end
    page.get_by_role("button", name="stride: less").evaluate("button => button.click()")
    cells = page.locator("[aria-label=Output] .pool-cell")
    expect(cells).to_have_count(9)
    expect(cells.first).to_have_text("2")
    assert page.locator(".pool-fed").count() == 0
