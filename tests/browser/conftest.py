"""A browser with the outside blocked, and the built site over http and from disk."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    Route,
    expect,
    sync_playwright,
)

from pooltools import widgets
from pooltools.widgets._base import PoolWidget

from .browser import find

# Python in the browser executes it; imported here, it would take our modules away
collect_ignore = ["anew.py"]
HTML = Path(__file__).parents[2] / "_build" / "html"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-features=AutofillServerCommunication",
]
OPEN_ANSWERS = """
  addEventListener("DOMContentLoaded", () => {
    const folds = document.querySelectorAll("details.book-answer");
    folds.forEach((fold) => { fold.open = true; });
  });
"""
OPEN_SETTINGS = """
  for (const name of %s)
    try {
      localStorage.setItem(`pooltools-more-${name}`, "true");
    } catch { /* a page that has no storage */ }
"""
VIEWS = [path.stem for path in Path(widgets.__file__).parent.glob("js/views/*.js")]
STILL = """
  try {
    localStorage.setItem("pooltools-played", JSON.stringify([location.pathname]));
  } catch { /* a page that has no storage */ }
"""
PATIENCE = 30_000
"""Milliseconds to wait for what is there at once, unless the machine is busy."""

expect.set_options(timeout=PATIENCE)

PHONE = {"width": 390, "height": 844}
OURS = ("file:", "blob:", "data:", "about:", "http://127.0.0.1:")


@pytest.fixture(scope="session")
def html() -> Path:
    """Return the folder of the built site."""
    if not (HTML / "chapters/en/index.html").exists():
        pytest.fail("there is no built book in _build/html: type make book first")
    return HTML


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright once."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start the machine's browser, or Playwright's own where there is none."""
    path = find()
    started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield started
    started.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders; yield what returns the address of one."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(html: Path, serve: Callable[[Path], str]) -> str:
    """Serve the built site; return its address."""
    return serve(html)


@pytest.fixture(scope="session")
def disk(html: Path) -> str:
    """Return the address of the built site on disk.

    What one page keeps and the next reads is tested on ``site``: from disk, Chromium
    now and then loses it for good where a script of ours keeps something, too, before
    the page's own (5 of 25 times; none of 120 over http, on a busy machine).
    """
    return html.as_uri()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages whose requests, errors and script failures end the test."""
    contexts, wrong = [], []

    def gate(route: Route) -> None:
        if route.request.url.startswith(OURS):
            route.continue_()
        else:
            wrong.append(f"asked for {route.request.url}")
            route.abort()

    def opener(
        url: str,
        *,
        theme: str = "light",
        phone: bool = False,
        answers: bool = True,
        settings: bool = True,
        still: bool = True,
    ) -> Page:
        size = PHONE if phone else {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", gate)
        page.on("pageerror", lambda error: wrong.append(f"{url}: {error}"))
        page.on(
            "console",
            lambda message: (
                message.type == "error"
                and wrong.append(f"{url}: {message.text} {message.location['url']}")
            ),
        )
        if answers:  # as if every question had been answered
            context.add_init_script(OPEN_ANSWERS)
        if settings:  # as if the reader had unfolded them before
            context.add_init_script(OPEN_SETTINGS % VIEWS)
        if still:  # as if its first picture had played before
            context.add_init_script(STILL)
        page.goto(url)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(
    disk: str, open_page: Callable[..., Page], request: pytest.FixtureRequest
) -> Page:
    """Open the test module's ``PAGE`` from disk, with all its widgets."""
    opened = open_page(f"{disk}/{request.module.PAGE}")
    wait_ready(opened)
    return opened


@pytest.fixture
def elapse(page: Page) -> Callable[[int], None]:
    """Stop the page's clock; return what lets some milliseconds pass."""
    page.clock.install(time="2030-01-01T08:00:00")
    page.clock.pause_at("2030-01-01T12:00:00")
    return page.clock.run_for


def wait_ready(page: Page, least: int = 1) -> int:
    """Wait until every widget of the page is ready; return how many there are."""
    widgets = page.locator("[data-pooltools-widget]")
    ready = page.locator("[data-pooltools-widget][data-state=ready]")
    count = widgets.count()
    assert count >= least, f"{page.url} has {count} widgets, {least} wanted"
    if count:
        ready.nth(count - 1).wait_for()
    return count


def anchors_in(fragment: str) -> set[tuple[str, str]]:
    """Return the anchors that a link names: one, or those of a list to present.

    Each comes with its page, which is the empty text where it is the link's own.
    """
    states = unquote(fragment).removeprefix("present=").split("|")
    places = {state.partition(":")[0].rpartition("#")[::2] for state in states}
    return {(page, anchor) for page, anchor in places if anchor}


IN_A_NOTEBOOK = """async ([source, styles, state]) => {
  const blob = new Blob([source], { type: "text/javascript" });
  const module = await import(URL.createObjectURL(blob));
  const model = {
    get: (key) => state[key],
    set: (key, value) => { state[key] = value; (self.sent ??= []).push(key); },
    on() {}, off() {}, save_changes() {},
    send: (content, callbacks, buffers = []) => {
      const bytes = buffers.map((one) => [...new Uint8Array(one)]);
      (self.messages ??= []).push([content, bytes]);
    },
  };
  const style = document.createElement("style");
  style.textContent = styles;
  document.body.append(style);
  module.default.render({ model, el: document.body });
}"""
"""What a notebook does with a widget: it loads its module, and hears what is sent."""


def render_in_notebook(page: Page, widget: PoolWidget) -> None:
    """Show a widget in a page as a notebook's manager does."""
    page.evaluate(IN_A_NOTEBOOK, [widget._esm, widget._css, widget.page_state()])


def in_more(picture: Locator, name: str) -> Locator:
    """Open a picture's menu, unless it is open; return one of its buttons."""
    menu = picture.get_by_role("button", name="More about this picture")
    if menu.get_attribute("aria-expanded") == "false":
        menu.click()
    return picture.get_by_role("button", name=name, exact=True)


def press_more(picture: Locator, name: str) -> None:
    """Press a button of a picture's menu."""
    in_more(picture, name).click()


def open_aside(page: Page) -> None:
    """Open the first aside; a click could miss while the dock takes the focus."""
    aside = page.locator("details.book-aside").first
    aside.evaluate("aside => { aside.open = true; }")


def to_full_picture(page: Page) -> None:
    """Go from the dock to the picture's own place, where its settings are."""
    dock = page.locator(".book-dock")
    dock.get_by_role("link", name="Back to the full picture").click()


def axe_findings(page: Page, selector: str) -> list[str]:
    """Return what axe finds wrong within a selector, a line each."""
    assert page.locator(selector).count(), f"{page.url} has no {selector}"
    # axe would fetch style sheets by itself, and resolve their imports wrongly
    options = {"preload": False, "resultTypes": ["violations"]}
    response = Axe().run(page, context=selector, options=options).response
    assert response["passes"], "axe looked at nothing"
    return [
        f"{found['id']}: {node['html'][:120]}"
        for found in response["violations"]
        for node in found["nodes"]
    ]
