"""Measure frames while pictures play and are dragged: python -m tests.browser.frames.

Names of chapters after it choose some, as in ``frames 03 11``.  The processor is slowed
to a quarter; each page is also measured at rest, since other programs take their part
of the machine.  For each page and what was done: the frames' 99th percentile and worst,
in milliseconds; the longest task by the processor's own time, which others hardly
lengthen; how often a script made the page lay itself out in the midst of its work; and
how many elements were made anew.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from .browser import find
from .conftest import ARGUMENTS, HTML, OPEN_ANSWERS, STILL, wait_ready

SLOWER = 4
SECONDS = 6
COUNT = """() => {
  const frames = [];
  const seen = window.seen = { frames, made: 0 };
  let last;
  requestAnimationFrame(function next(now) {
    if (last !== undefined) frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  });
  new MutationObserver((all) => all.forEach(({ addedNodes }) => {
    seen.made += [...addedNodes].filter((node) => node.nodeType === 1).length;
  })).observe(document.body, { childList: true, subtree: true });
}"""


def rest(page: Page) -> None:
    """Do nothing."""
    page.wait_for_timeout(1000 * SECONDS)


def play(page: Page) -> None:
    """Play from the first step on."""
    page.evaluate("document.querySelector('.pool-ends button').click()")
    page.evaluate("document.querySelector('.pool-play').click()")
    page.wait_for_timeout(1000 * SECONDS)


def drag(page: Page) -> None:
    """Draw the hand, pressed, over what can be dragged, back and forth."""
    held = page.locator(".pool-grip, .pool-view, .pool-photos canvas, .pool-corner")
    box = held.first.bounding_box() if held.count() else None
    if not box:
        return
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for n in range(60):
        away = 120 - 2 * abs(60 - 2 * n)
        page.mouse.move(x + away, y + away / 3)
        page.wait_for_timeout(16)
    page.mouse.up()


def trace(browser: Browser, page: Page, act: Callable[[Page], None]) -> str:
    """Do something; return what it cost, in one line."""
    page.evaluate(COUNT)
    categories = ["devtools.timeline", "disabled-by-default-devtools.timeline.stack"]
    browser.start_tracing(page=page, categories=["toplevel", *categories])
    act(page)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    seen = page.evaluate("window.seen")
    frames = sorted(seen["frames"])
    tasks = [e.get("tdur", 0) for e in events if e["name"].endswith("RunTask")]
    forced = sum(
        e["name"] == "Layout" and "stackTrace" in e.get("args", {}).get("beginData", {})
        for e in events
    )
    worst, high = frames[-1], frames[int(0.99 * (len(frames) - 1))]
    return (
        f"{high:5.0f} {worst:5.0f} {max(tasks, default=0) / 1000:6.1f} "
        f"{forced:5} {seen['made']:5}"
    )


def measure(browser: Browser, name: str) -> None:
    """Print a line for each thing done on a page."""
    for act in (rest, play, drag):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script(OPEN_ANSWERS + STILL)
        page = context.new_page()
        page.goto((HTML / "chapters/en" / f"{name}.html").as_uri())
        wait_ready(page)
        page.locator(".pool-widget").first.evaluate("root => root.scrollIntoView()")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.wait_for_timeout(500)
        print(
            f"{name[:24]:24} {act.__name__:5} {trace(browser, page, act)}", flush=True
        )
        context.close()


def main(chosen: list[str]) -> None:
    """Measure the chapters, or those chosen."""
    names = sorted(path.stem for path in HTML.glob("chapters/en/[01]*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        print(f"{'page':24} {'':5} {'p99':>5} {'worst':>5}   task forced  made")
        for name in names:
            if not chosen or name.startswith(tuple(chosen)):
                measure(browser, name)


if __name__ == "__main__":
    main(sys.argv[1:])
