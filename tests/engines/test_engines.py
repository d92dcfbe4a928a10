"""The book in Firefox and in WebKit, Safari's engine: every page, every picture.

Each engine is started once and does what a reader does, with a real mouse and real
keys: it steps, drags, edits, follows a link, answers a question and presents.  Where
an engine is missing, CI fails, and elsewhere one line says so.
"""

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from PIL import Image

from .drivers import Engine, find

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]

HTML = Path(__file__).parents[2] / "_build" / "html"
ENGINES = ["Firefox", "WebKit"]
AMBER = (0xD9, 0x77, 0x06)
"""The window's colour on light paper."""

ESCAPE, ENTER = "\ue00c", "\ue007"
RECORDER = """<script>
  window.wrong = [];
  addEventListener("error", (event) => {
    wrong.push(event.message ?? `could not load ${event.target.outerHTML}`);
  }, true);
  addEventListener("unhandledrejection", (event) => wrong.push(String(event.reason)));
  const said = console.error;
  console.error = (...words) => { wrong.push(words.join(" ")); said(...words); };
</script>"""

WAIT = """new Promise((done) => {
  const end = performance.now() + 60000;
  const look = () => {
    const found = %s;
    if (found || performance.now() > end) done(found || null);
    else setTimeout(look, 30);
  };
  look();
})"""

READY = """[...document.querySelectorAll("[data-pooltools-widget]")]
  .every((widget) => widget.dataset.state === "ready")"""
FAULTS = """[...wrong, ...performance.getEntriesByType("resource")
  .map((one) => one.name)
  .filter((name) => !name.startsWith(location.origin))
  .filter((name) => !/^(data|blob):/.test(name))]"""


@dataclass(frozen=True)
class Picture:
    """A picture, what of it is dragged, how far in pixels, and a cell to be edited."""

    page: str
    dragged: str = ""
    by: tuple[int, int] = (0, 0)
    edited: str = ""
    steps: bool = True


PICTURES = {
    "pooling-bench": Picture(
        "01-one-window", ".pool-knob", (60, 0), "[aria-label=Input] .pool-cell"
    ),
    "window-ruler": Picture("02-output-size", ".pool-end b", (90, 0)),
    "ink-lab": Picture("03-max-or-average", ".pool-knob", (24, 0)),
    "p-dial": Picture("04-the-pooling-zoo", ".pool-grasp", (-60, 20)),
    "channel-lanes": Picture(
        "05-channels-and-parameters", edited='[aria-label="input 1"] .pool-cell'
    ),
    "gradient-pinball": Picture("06-going-backwards"),
    "shift-compass": Picture("07-the-one-pixel-shift"),
    "sawtooth": Picture("08-where-robustness-ends", ".pool-film", (60, 0)),
    "rubber-grid": Picture("09-ask-for-a-size", ".pool-corner", (-60, -60)),
    "any-size-machine": Picture("10-accept-any-size", ".pool-corner", (-50, 20)),
    "zoom-stack": Picture("11-see-further"),
    "architecture-slider": Picture("12-trace-the-shrinking-map"),
    "myth-cards": Picture("fifteen-myths", steps=False),
}


class Recording(SimpleHTTPRequestHandler):
    """Serve the book, and put into each page what notes its errors."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args, directory=str(HTML))

    def do_GET(self) -> None:
        """Answer, with the recorder first in the head of a page."""
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html" or not path.exists():
            super().do_GET()
            return
        page = path.read_text("utf-8").replace("<head>", f"<head>{RECORDER}", 1)
        assert RECORDER in page
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve the built book; return its address."""
    if not (HTML / "chapters/en/index.html").exists():
        pytest.fail("there is no built book in _build/html: type make book first")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recording)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Start an engine."""
    starts = find()
    if request.param not in starts:
        missing = f"{request.param} is NOT tested: it is not installed on this machine"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    started = starts[request.param]()
    yield started
    started.close()


def wait(engine: Engine, condition: str, what: str) -> Any:
    """Return what a condition is once it holds."""
    found = engine.value(WAIT % condition)
    assert found, f"{engine.name}: {what}"
    return found


def point(engine: Engine, x: float, y: float, by: tuple[float, float] = (0, 0)) -> None:
    """Press the mouse at a place of the window, and release it here or further on."""
    move = {"type": "pointerMove", "x": round(x), "y": round(y)}
    drag = [
        move
        | {"x": round(x + by[0] * n / 4), "y": round(y + by[1] * n / 4), "duration": 20}
        for n in range(1, 5)
        if any(by)
    ]
    down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
    engine.act({"type": "pointer", "id": "mouse", "actions": [move, down, *drag, up]})


def press(engine: Engine, *keys: str) -> None:
    """Press keys, one after the other."""
    pairs = [
        {"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")
    ]
    engine.act({"type": "key", "id": "keys", "actions": pairs})


def middle(engine: Engine, selector: str) -> tuple[float, float]:
    """Bring an element to the middle of the window; return the middle of it."""
    place = f"""(() => {{
      const one = [...document.querySelectorAll({json.dumps(selector)})]
        .find((each) => each.getClientRects().length);
      one?.scrollIntoView({{ block: "center", behavior: "instant" }});
      const box = one?.getBoundingClientRect();
      return box && [box.x + box.width / 2, box.y + box.height / 2];
    }})()"""
    found = wait(engine, place, f"{selector} is not seen")
    return found[0], found[1]


def click(engine: Engine, selector: str) -> None:
    """Click on the middle of an element."""
    point(engine, *middle(engine, selector))


def changes(engine: Engine, root: str, act: Callable[[], None], what: str) -> None:
    """Act, and wait until a picture is another than before."""
    now = f"document.querySelector({json.dumps(root)}).outerHTML"
    before = engine.value(now)
    act()
    wait(engine, f"{now} !== {json.dumps(before)}", f"{root} did not change: {what}")


def pixels(engine: Engine, root: str) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Return what a picture has on the screen above its tape: pixels × 3."""
    middle(engine, root)
    box = engine.value(
        f"""(() => {{
          const root = document.querySelector({json.dumps(root)});
          const tape = root.querySelector(".pool-tape")?.getClientRects()[0];
          const {{ left, right, top, bottom }} = root.getBoundingClientRect();
          return [left, top, right, tape?.top ?? bottom, innerWidth];
        }})()"""
    )
    shot = Image.open(io.BytesIO(engine.picture())).convert("RGB")
    scale = shot.width / box[4]
    left, top, right, bottom = (max(0, round(scale * side)) for side in box[:4])
    part = shot.crop((left, top, min(right, shot.width), min(bottom, shot.height)))
    return np.asarray(part, dtype=np.int16).reshape(-1, 3)


def is_drawn(engine: Engine, root: str) -> bool:
    """Return whether a picture is seen: not paper alone, and not in greys alone.

    What comes gliding in is looked at until it is there.
    """
    for _ in range(50):
        seen = pixels(engine, root)
        paper = np.bincount(seen @ np.array([65536, 256, 1])).max()
        coloured = (seen.max(axis=1) - seen.min(axis=1) > 60).mean()
        if paper < 0.97 * len(seen) and coloured > 0.001:
            return True
    return False


def every_page() -> list[str]:
    """Return the addresses of all pages of both editions."""
    found = [*HTML.glob("chapters/en/*.html"), *HTML.glob("zh/chapters/zh/*.html")]
    return sorted(path.relative_to(HTML).as_posix() for path in found)


def test_every_page_is_ready_without_an_error_and_asks_nobody_else(
    engine: Engine, site: str
) -> None:
    faults = {}
    for page in every_page():
        engine.go(f"{site}/{page}")
        wait(engine, READY, f"{page} is not ready")
        if found := engine.value(FAULTS):
            faults[page] = found
    assert faults == {}
    assert len(every_page()) > 20


def opened(engine: Engine, site: str, name: str) -> str:
    """Open a picture's page as one who has answered everything; return its selector."""
    page = f"{site}/chapters/en/{PICTURES[name].page}.html"
    engine.go(page)
    engine.value("""(() => {
      localStorage.setItem("pooltools-played", JSON.stringify([location.pathname]));
    })() ?? true""")
    engine.go(page)
    wait(engine, READY, f"{name} is not ready")
    engine.value("""(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
      document.querySelectorAll(".book-unasked").forEach((each) => each.click());
    })() ?? true""")
    return f"#{name} .pool-widget"


def does(name: str, engine: Engine, site: str) -> None:
    """Do with one picture what a reader does."""
    picture, root = PICTURES[name], opened(engine, site, name)
    assert is_drawn(engine, root), f"{engine.name} shows nothing of {name}"
    actions: list[tuple[str, Callable[[], None]]] = []
    if picture.steps:
        forward = f'{root} button[aria-label="Step forward"]'
        back = f'{root} button[aria-label="Step back"]'
        at_the_end = engine.value(f"document.querySelector('{forward}').ariaDisabled")
        actions.append(
            ("a step", lambda: click(engine, back if at_the_end else forward))
        )
    if picture.dragged:
        handle = f"{root} {picture.dragged}"
        actions.append(
            ("a drag", lambda: point(engine, *middle(engine, handle), picture.by))
        )
    if picture.edited:

        def edit() -> None:
            click(engine, f"{root} {picture.edited}")
            press(engine, ENTER, "7", "7", ENTER)

        actions.append(("an edit", edit))
    for what, act in actions:
        changes(engine, root, act, what)
    wrong = engine.value("wrong")
    assert wrong == [], f"{engine.name}, {name}: {wrong}"


def test_every_picture_is_seen_and_obeys_the_hand(engine: Engine, site: str) -> None:
    for name in PICTURES:
        does(name, engine, site)


DOCK = ".book-dock"
HALL = "dialog.pool-hall[open]"
NARROW = """(async () => {
  const frame = document.createElement("iframe");
  frame.src = location.href;
  frame.style = "position: fixed; inset: 0; height: 800px; width: %dpx; border: 0";
  document.body.append(frame);
  await new Promise((loaded) => { frame.onload = loaded; });
  const inner = frame.contentWindow;
  const all = () => [...inner.document.querySelectorAll("[data-pooltools-widget]")];
  while (!all().length || !all().every((one) => one.dataset.state === "ready"))
    await new Promise((again) => setTimeout(again, 30));
  const wide = inner.document.documentElement.scrollWidth;
  frame.remove();
  return wide;
})()"""
"""How wide a page is that may have no more than some pixels, with all its pictures."""


def test_a_page_is_read_by_hand_and_keys(engine: Engine, site: str) -> None:
    engine.go(f"{site}/chapters/en/01-one-window.html")
    engine.value("localStorage.clear() ?? true")
    engine.go(f"{site}/chapters/en/01-one-window.html")
    wait(engine, READY, "chapter 1 is not ready")
    asked = "#" + engine.value("""[...document.querySelectorAll(".book-prediction")]
      .find((unit) => unit.querySelector(".book-options")).id""")
    state = f'document.querySelector("{asked}").dataset.state'
    assert engine.value(state) == "asking"
    right = engine.value(
        f'JSON.parse(document.querySelector("{asked}").dataset.right).option'
    )
    click(engine, f"{asked} li:nth-child({right + 1}) .book-option")
    wait(engine, f'{state} === "right"', "a right answer is not taken")
    click(engine, f'{asked} .answer a[href*="#pooling-bench:"]')
    docked = f'document.querySelector("{DOCK} .pool-sentence")?.textContent'
    wait(engine, docked, "a link brings no picture")
    assert is_drawn(engine, f"{DOCK} .pool-widget")
    press(engine, ESCAPE)
    wait(
        engine,
        f'!document.querySelector("{DOCK}")?.getClientRects().length',
        "the dock stays",
    )
    click(engine, '#pooling-bench button[aria-label="Step forward"]')
    press(engine, "p")
    fitted = f'document.querySelector("{HALL} .pool-widget")?.style.transform'
    wait(engine, fitted, "P presents nothing")
    assert is_drawn(engine, f"{HALL} .pool-widget")
    press(engine, ESCAPE)
    wait(engine, f"!document.querySelector('{HALL}')", "Escape does not end it")
    assert engine.value("wrong") == []


def test_a_page_is_dark_narrow_and_opened_from_disk(engine: Engine, site: str) -> None:
    root = opened(engine, site, "rubber-grid")
    light = pixels(engine, root).mean()
    for width in (390, 320):
        assert engine.value(NARROW % width) <= width, f"{engine.name}: {width}"
    engine.value(
        '(localStorage.setItem("mode", "dark"), localStorage.setItem("theme", "dark"))'
    )
    root = opened(engine, site, "rubber-grid")
    assert is_drawn(engine, root)
    assert pixels(engine, root).mean() < light - 60
    engine.value("localStorage.clear() ?? true")
    for name in ("rubber-grid", "ink-lab"):
        engine.go(f"{HTML.as_uri()}/chapters/en/{PICTURES[name].page}.html")
        wait(engine, READY, f"{name} is not ready from disk")
