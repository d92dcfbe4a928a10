"""The notebooks in the reader's browser: Python, widgets, edits, and no one else asked.

`make live` puts them beside the built book; where it could not, nothing here runs.
"""

import http.server
import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page, Route, expect

from pooltools.book.live import pyodide
from pooltools.book.live.site import build
from pooltools.classroom.grading.master import own_masters, read_sheet
from pooltools.classroom.grading.release import notebook

from ..book import pyodide as pyodide_files
from .conftest import HTML, PHONE, axe_findings
from .test_lab import run, seen
from .test_site import links_of

LITE = HTML / "lite"
ADDRESS = "lite/notebooks/index.html?path={}"
WHY = "live notebooks: not run, because there is no _build/html/lite (make live)"
MISSING = not (LITE / "index.html").exists()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(MISSING and not os.environ.get("CI"), reason=WHY),
]


@pytest.fixture(autouse=True)
def _expected() -> None:
    """Fail at once where it should be there: in CI."""
    if MISSING:
        pytest.fail(WHY)


NOTEBOOKS = sorted(
    str(path.relative_to(LITE / "files"))
    for folder in ("en", "zh", "sheets")
    for path in (LITE / "files" / folder).glob("*.ipynb")
)
PATIENCE = 900_000
"""Milliseconds for Python, on a machine that has much else to do."""

LARGEST = 55_000_000
LARGEST_WITHOUT_PYODIDE = 25_000_000


def code(name: str) -> list[str]:
    """Return the code cells of a notebook of the site."""
    cells = json.loads((LITE / "files" / name).read_text("utf-8"))["cells"]
    return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]


PAGES = [name for name in NOTEBOOKS if not name.startswith("sheets/") and code(name)]


def page_of(name: str) -> str:
    """Return the page that a notebook was made of."""
    folder = "zh/chapters/" if name.startswith("zh/") else "chapters/"
    return f"{folder}{name.removesuffix('.ipynb')}.html"


def test_the_site_is_there_with_every_notebook() -> None:
    sources = HTML.parents[1] / "chapters"
    names = {f"{p.parent.name}/{p.stem}.ipynb" for p in sources.glob("??/*.md")}
    assert names <= set(NOTEBOOKS)
    assert len([name for name in NOTEBOOKS if name.startswith("sheets/")]) == 4
    assert len(PAGES) >= 18


def test_the_site_is_small() -> None:
    size = sum(path.stat().st_size for path in LITE.rglob("*") if path.is_file())
    assert 20_000_000 < size <= LARGEST


@pytest.fixture
def outside() -> Iterator[tuple[int, list[str]]]:
    """Stand for all hosts but this one; yield its port, and what it was asked."""
    asked: list[str] = []

    class Outside(http.server.BaseHTTPRequestHandler):
        def refuse(self) -> None:
            asked.append(self.path)
            self.send_error(403)

        do_GET = do_POST = do_CONNECT = refuse

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(
    browser: Browser, outside: tuple[int, list[str]], site: str
) -> Iterator[Callable[..., Page]]:
    """Open pages of the site whose way outside, workers' too, is watched and shut."""
    port, asked = outside
    contexts = []

    def opener(address: str, **options: Any) -> Page:
        proxy = {"server": f"http://127.0.0.1:{port}", "bypass": "127.0.0.1"}
        context = browser.new_context(proxy=proxy, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}/{address}")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert asked == []


def start(page: Page) -> None:
    """Wait until Python is ready."""
    page.locator(".pool-start[data-state=ready]").wait_for()


MODEL = "window.jupyterapp.shell.currentWidget.context.model"
DONE = f"""() => {{
  const cells = {MODEL}.sharedModel.cells.filter((cell) => cell.cell_type === "code");
  const wrong = cells.some((cell) =>
    cell.outputs.some((output) => output.output_type === "error"));
  return wrong || cells.every((cell) => cell.execution_count || !cell.source.trim());
}}"""

# a save that is under way when something is typed calls the notebook clean as it
# ends: whether a text is kept, only what is kept can tell
STORED = """async (source) => {
  const app = window.jupyterapp;
  const path = app.shell.currentWidget.context.path;
  const kept = await app.serviceManager.contents.get(path, {content: true});
  return kept.content.cells.some((cell) => cell.source === source);
}"""


def outputs(page: Page) -> list[dict[str, Any]]:
    """Wait until every cell has run, or one has failed; return what they show."""
    page.wait_for_function(DONE)
    cells = page.evaluate(f"{MODEL}.toJSON().cells")
    return [output for cell in cells for output in cell.get("outputs", [])]


def errors(shown: list[dict[str, Any]]) -> list[str]:
    """Return what went wrong in a notebook."""
    return [
        f"{output['ename']}: {output['evalue']}"
        for output in shown
        if output["output_type"] == "error"
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_code_has_the_button_to_its_notebook(name: str) -> None:
    place = HTML / page_of(name)
    inside = [t for t in links_of(place).targets if "lite/" in t]
    up = "../" * (len(Path(page_of(name)).parts) - 1)
    run_it = f"{up}lite/notebooks/index.html?path={name}"
    assert inside == [run_it, f"{up}lite/files/{name}"]


# the bar may be gone before a test on a busy machine looks for it
PROGRESS = """new MutationObserver(() => {
  const bar = document.querySelector(".pool-start progress");
  window.progressed ||= Boolean(bar && bar.checkVisibility());
}).observe(document, { childList: true, subtree: true });"""


def test_a_reader_presses_the_button_and_works(visit: Callable[..., Page]) -> None:
    page = visit("chapters/en/01-one-window.html")
    page.add_init_script(PROGRESS)
    page.get_by_role("link", name="Run", exact=True).click()
    page.wait_for_url("**/lite/notebooks/index.html?path=en/01-one-window.ipynb")
    start(page)
    assert page.evaluate("window.progressed")
    page.get_by_role("button", name="Run all cells", exact=True).click()
    assert errors(outputs(page)) == []
    expect(page.locator(".pool-figure svg").first).to_be_visible()
    bench = page.locator(".pool-bench").first
    expect(bench).to_be_visible()

    page.evaluate(
        f"""() => {{
          const cell = (source) => ({{cell_type: "code", source, metadata: {{}}}});
          {MODEL}.sharedModel.insertCells(0, [
            cell("bench = widgets.PoolingBench(samples.FIRST_MAP)\\nbench"),
            cell("print('seen', bench.kernel_size, bench.output.tolist())"),
          ]);
        }}"""
    )
    run(page, 0)
    bench = page.locator(".jp-Cell").first.locator(".pool-bench")
    bench.get_by_role("button", name="kernel_size: more").click()
    seen(page, 1, "seen 3 [[3.0]]")

    page.locator(".jp-Cell").nth(1).locator(".cm-content").fill("print('mine')")
    page.keyboard.press("Control+s")
    page.wait_for_function(STORED, arg="print('mine')")
    page.reload()
    kept = page.locator(".jp-Cell").nth(1).locator(".cm-content, .jp-InputArea-editor")
    expect(kept.first).to_contain_text("print('mine')", timeout=PATIENCE)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_to_its_end_behind_its_button(
    name: str, visit: Callable[..., Page]
) -> None:
    page = visit(page_of(name))
    page.locator(".book-run a.btn").click()
    page.wait_for_url(f"**/{ADDRESS.format(name)}")
    start(page)
    page.locator(".pool-start button").first.click()
    shown = outputs(page)
    assert errors(shown) == []
    assert kinds(code(name)) <= kinds(shown), "a widget or a figure is missing"


def test_the_solved_sheets_run_and_a_broken_notebook_is_found(
    visit: Callable[..., Page],
) -> None:
    page = visit(ADDRESS.format(PAGES[0]))
    start(page)
    broken = new_notebook(cells=[new_code_cell("1 / 0"), new_code_cell("import torch")])
    assert "ZeroDivisionError" in errors(run_all(page, broken))[0]
    masters = own_masters("en")
    assert len(masters) == 4
    for path in masters:
        solved = notebook(read_sheet(path), solutions=True)
        assert errors(run_all(page, solved)) == [], path.stem


def run_all(page: Page, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a notebook in the place of the one that is open, its kernel emptied."""
    page.evaluate(
        """async (content) => {
          const panel = window.jupyterapp.shell.currentWidget;
          const kernel = panel.sessionContext.session.kernel;
          await kernel.requestExecute({code: "%reset -f"}).done;
          panel.context.model.fromJSON(content);
          window.jupyterapp.commands.execute("notebook:run-all-cells");
        }""",
        content,
    )
    return outputs(page)


def kinds(parts: Any) -> set[str]:
    """Tell whether there are widgets and figures in outputs, or in their code."""
    text = str(parts)
    found = {"live"} if re.search(r"widget-view|\bwidgets\.[A-Z]\w+\(", text) else set()
    return found | (
        {"drawn"} if re.search(r"pool-figure|figures\.\w+\(", text) else set()
    )


def test_pyodide_can_stay_on_its_cdn(
    browser: Browser, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    files = pyodide_files.find()
    tools = HTML.parents[1] / ".venv" / "live"
    built = build(LITE / "files", tmp_path / "work", tools, None)
    size = sum(path.stat().st_size for path in built.rglob("*") if path.is_file())
    assert 10_000_000 < size <= LARGEST_WITHOUT_PYODIDE
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)

    def send(route: Route) -> None:
        name = route.request.url.removeprefix(pyodide.CDN)
        anyone = {"access-control-allow-origin": "*"}
        route.fulfill(path=files / name, headers=anyone)

    context.route(f"{pyodide.CDN}**", send)
    page = context.new_page()
    page.goto(f"{serve(built)}/notebooks/index.html?path={PAGES[0]}")
    start(page)
    content = json.loads((LITE / "files" / PAGES[0]).read_text("utf-8"))
    shown = run_all(page, content)
    assert errors(shown) == []
    assert kinds(shown) == {"live", "drawn"}
    context.close()


NO_PYTHON = "delete window.WebAssembly"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("en/01-one-window.ipynb", "This browser cannot run Python"),
        ("zh/01-one-window.ipynb", "这个浏览器不能运行Python"),
    ],
)
def test_a_browser_that_cannot_is_told_and_led_on(
    name: str, said: str, browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(NO_PYTHON)
    page.goto(f"{site}/{ADDRESS.format(name)}")
    line = page.locator(".pool-start-failed")
    expect(line.get_by_role("status")).to_contain_text(said)
    assert axe_findings(page, ".pool-start") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    back, file = line.get_by_role("link").all()
    with page.expect_download() as download:
        file.click()
    assert download.value.suggested_filename == Path(name).name
    back.click()
    page.wait_for_url(f"**/{page_of(name)}")
    context.close()


def test_a_page_from_disk_is_told_what_it_needs(browser: Browser, disk: str) -> None:
    page = browser.new_page()
    page.goto(f"{disk}/{ADDRESS.format('en/01-one-window.ipynb')}")
    expect(page.get_by_role("status")).to_contain_text("make serve")
    page.close()


def test_a_script_that_does_not_arrive_is_noticed(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.route("**/lite/build/*.js", lambda route: route.abort())
    page.goto(f"{site}/{ADDRESS.format('en/01-one-window.ipynb')}")
    expect(page.get_by_role("status")).to_contain_text(
        "could not start", timeout=PATIENCE
    )
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_the_button_and_its_menu_can_be_used_by_all(
    theme: str, phone: bool, open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}/zh/chapters/zh/index.html", theme=theme, phone=phone)
    page.locator(".book-run summary").press("Enter")
    expect(page.get_by_role("link", name="下载笔记本")).to_be_visible()
    assert axe_findings(page, ".book-run") == []
    right = "box => box.getBoundingClientRect().right"
    assert page.locator(".book-run ul").evaluate(right) <= page.viewport_size["width"]  # type: ignore[index]
    left = "box => box.getBoundingClientRect().left"
    assert page.locator(".book-run ul").evaluate(left) >= 0


def test_a_worker_that_asks_elsewhere_would_be_found(
    browser: Browser, outside: tuple[int, list[str]], site: str
) -> None:
    port, asked = outside
    proxy = {"server": f"http://127.0.0.1:{port}", "bypass": "127.0.0.1"}
    context = browser.new_context(proxy=proxy)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}/search.html")
    page.evaluate(
        """() => new Promise((done) => {
          const code = "fetch('http://else.example/x').finally(() => postMessage(1))";
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          worker.onmessage = done;
        })"""
    )
    context.close()
    assert asked == ["http://else.example/x"]
