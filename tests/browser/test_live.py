"""The notebooks in the reader's browser: Python, widgets, edits, and no one else asked.

`make live` puts them beside the built book; where it could not, nothing here runs.
"""

import ast
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
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from pooltools import _address
from pooltools.book.live import pyodide
from pooltools.book.live.site import build
from pooltools.classroom.grading.master import own_masters, read_sheet
from pooltools.classroom.grading.normalise import read_notebook
from pooltools.classroom.grading.release import notebook

from ..book import pyodide as pyodide_files
from .conftest import HTML, PHONE, axe_findings
from .test_lab import CELLS, keeps_its_keys, run, seen
from .test_site import links_of

Visit = Callable[[str], Page]
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

BEGUN_WITH = "zh/01-one-window.ipynb"
MADE_ANEW = Path(__file__).with_name("anew.py").read_text("utf-8")
LARGEST = 56_000_000
LARGEST_WITHOUT_PYODIDE = 25_000_000


def read(name: str) -> dict[str, Any]:
    """Return a notebook of the site."""
    found: dict[str, Any] = json.loads((LITE / "files" / name).read_text("utf-8"))
    return found


def code(name: str) -> list[str]:
    """Return the code cells of a notebook of the site."""
    cells = read(name)["cells"]
    return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]


SHEETS = own_masters("en")
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
    listed = [
        entry["path"]
        for place in (LITE / "api/contents").glob("*/all.json")
        for entry in json.loads(place.read_text("utf-8"))["content"]
    ]
    assert sorted(listed) == NOTEBOOKS


def test_the_site_is_small() -> None:
    size = sum(path.stat().st_size for path in LITE.rglob("*") if path.is_file())
    assert 20_000_000 < size <= LARGEST


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[int, list[str]]]:
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
def asked(elsewhere: tuple[int, list[str]]) -> list[str]:
    """Return what other hosts are asked during one test."""
    elsewhere[1].clear()
    return elsewhere[1]


@pytest.fixture
def shut(
    browser: Browser, elsewhere: tuple[int, list[str]], asked: list[str]
) -> Callable[[], BrowserContext]:
    """Make contexts whose way outside, workers' too, is watched and shut."""
    proxy = {"server": f"http://127.0.0.1:{elsewhere[0]}", "bypass": "127.0.0.1"}

    def make() -> BrowserContext:
        context = browser.new_context(proxy=proxy)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        return context

    return make


@pytest.fixture
def visit(
    shut: Callable[[], BrowserContext], asked: list[str], site: str
) -> Iterator[Visit]:
    """Open pages of the site that are on their own."""
    contexts = []

    def opener(address: str) -> Page:
        contexts.append(shut())
        page = contexts[-1].new_page()
        page.goto(f"{site}/{address}")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert asked == []


@pytest.fixture(scope="module")
def idle() -> Iterator[list[Page]]:
    """Keep notebooks that wait: their Python starts longer than most of them run."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        page.context.close()


@pytest.fixture
def lent(
    idle: list[Page],
    shut: Callable[[], BrowserContext],
    asked: list[str],
    site: str,
    request: pytest.FixtureRequest,
) -> Iterator[Page]:
    """Lend a notebook whose Python is as good as new; none that a test failed in."""
    page = idle.pop() if idle else begin(shut().new_page(), site)
    make_anew(page)
    failed = request.session.testsfailed
    yield page
    if asked or request.session.testsfailed > failed:
        page.context.close()
    else:
        idle.append(page)
    assert asked == []


def begin(page: Page, site: str) -> Page:
    """Go a reader's way, from a page of the book to its notebook, and run all of it."""
    page.goto(f"{site}/{page_of(BEGUN_WITH)}")
    page.locator(".book-run a.btn").click()
    page.wait_for_url(f"**/{ADDRESS.format(BEGUN_WITH)}")
    start(page)
    page.locator(".pool-start button").first.click()
    assert errors(outputs(page)) == []
    return page


def make_anew(page: Page) -> None:
    """Empty the Python of a notebook."""
    for code in (MADE_ANEW, "%reset -f"):
        page.evaluate(
            """async (code) => {
              const {session} = window.jupyterapp.shell.currentWidget.sessionContext;
              const {content} = await session.kernel.requestExecute({code}).done;
              if (content.status !== "ok") throw new Error(content.evalue);
            }""",
            code,
        )


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


ALL_RAN = f"""() => {MODEL}.sharedModel.cells.every((cell) =>
  cell.cell_type !== "code" || cell.execution_count)"""


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
    inside = [
        t for t in links_of(place).targets if "lite/" in t and "=sheets/" not in t
    ]
    up = "../" * (len(Path(page_of(name)).parts) - 1)
    run_it = f"{up}lite/notebooks/index.html?path={name}"
    assert inside == [run_it, f"{up}lite/files/{name}"]


# the bar may be gone before a test on a busy machine looks for it
PROGRESS = """new MutationObserver(() => {
  const bar = document.querySelector(".pool-start progress");
  window.progressed ||= Boolean(bar && bar.checkVisibility());
}).observe(document, { childList: true, subtree: true });"""


def test_a_reader_presses_the_button_and_works(visit: Visit) -> None:
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
    bench.get_by_role("button", name="More settings").click()
    bench.get_by_role("button", name="kernel_size: more").click()
    seen(page, 1, "seen 3 [[3.0]]")

    page.locator(".jp-Cell").nth(1).locator(".cm-content").fill("print('mine')")
    page.keyboard.press("Control+s")
    page.wait_for_function(STORED, arg="print('mine')")
    page.reload()
    kept = page.locator(".jp-Cell").nth(1).locator(".cm-content, .jp-InputArea-editor")
    expect(kept.first).to_contain_text("print('mine')", timeout=PATIENCE)


CHANGED = "# The page's notebook, mended"
MINE = "print('mine')"
OPEN = """() => window.jupyterapp && window.jupyterapp.shell.currentWidget &&
  window.jupyterapp.shell.currentWidget.context.isReady"""
SOURCES = f"{MODEL}.toJSON().cells.map((cell) => cell.source)"
WRITE = f"""async (source) => {{
  {MODEL}.sharedModel.insertCells(0, [{{cell_type: "code", source, metadata: {{}}}}]);
  await window.jupyterapp.shell.currentWidget.context.save();
}}"""


def mend(context: BrowserContext, name: str) -> None:
    """Change the page's notebook on its site."""
    made = read(name)
    made["cells"][0]["source"] = CHANGED
    context.route(f"**/lite/files/{name}", lambda route: route.fulfill(json=made))


def come_back(page: Page) -> None:
    page.reload()
    page.wait_for_function(OPEN)


def test_a_copy_of_a_notebook_that_has_changed_is_told_and_kept(visit: Visit) -> None:
    name = "en/01-one-window.ipynb"
    page = visit(ADDRESS.format(name))
    start(page)
    page.evaluate(WRITE, MINE)
    page.get_by_role("button", name="Run all cells", exact=True).click()
    assert errors(outputs(page)) == []
    expect(page.locator(".pool-bench").first).to_be_visible()
    page.evaluate("window.jupyterapp.shell.currentWidget.context.save()")

    come_back(page)  # Python is gone, and with it what the widgets were
    first = page.locator(".jp-OutputArea-output :is(img, svg)").first
    expect(first).to_be_visible()
    expect(page.get_by_text("Loading widget")).to_have_count(0)
    expect(page.locator(".pool-copy")).to_have_count(0)

    mend(page.context, name)
    come_back(page)
    notice = page.locator(".pool-copy")
    expect(notice.get_by_role("status")).to_contain_text("has changed since")
    assert axe_findings(page, ".pool-copy") == []
    notice.get_by_role("button", name="Keep mine").click()
    expect(notice).to_have_count(0)
    come_back(page)
    start(page)  # later than a notice would come
    expect(notice).to_have_count(0)
    assert page.evaluate(SOURCES)[0] == MINE

    page.evaluate("localStorage.clear()")
    come_back(page)
    notice.get_by_role("button", name="Take the new one").click()
    expect(notice.get_by_role("status")).to_contain_text("01-one-window-mine.ipynb")
    assert page.evaluate(SOURCES)[0] == CHANGED
    come_back(page)
    assert page.evaluate(SOURCES)[0] == CHANGED
    page.goto(page.url.replace("window.ipynb", "window-mine.ipynb"))
    page.wait_for_function(OPEN)
    assert page.evaluate(SOURCES)[0] == MINE


def test_the_file_menu_downloads_what_the_reader_has(visit: Visit) -> None:
    page = visit(ADDRESS.format("sheets/set-1.ipynb"))
    page.wait_for_function(OPEN)
    page.evaluate(WRITE, MINE)
    page.get_by_role("menuitem", name="File", exact=True).click()
    items = page.locator(".lm-Menu-itemLabel")
    expect(items.filter(has_text="Export")).to_have_count(0)
    with page.expect_download() as download:
        items.filter(has_text="Download the notebook").click()
    assert download.value.suggested_filename == "set-1.ipynb"
    sheet = read_sheet(SHEETS[0])
    handed = read_notebook(sheet, Path(download.value.path()).read_bytes())
    assert handed.flags == []
    assert handed.found[0].source == MINE


def test_a_sheet_runs_past_its_empty_answers(lent: Page) -> None:
    monkeypatch = pytest.MonkeyPatch()
    with monkeypatch.context() as patch:  # where nobody answers
        patch.setenv(_address.TRIED, "http://127.0.0.1:9")
        made = notebook(read_sheet(SHEETS[0]))
    assert any("%pip" in cell["source"] for cell in made["cells"])
    run_all(lent, made)
    lent.wait_for_function(ALL_RAN)  # the first error does not end it
    told = lent.evaluate(f"{MODEL}.toJSON().cells.flatMap((c) => c.outputs || [])")
    assert len(errors(told)) == len(read_sheet(SHEETS[0]).tasks)
    assert all("_ask.Wrong'>: " in line for line in errors(told))


def test_the_teachers_page_opens_every_sheet_here(visit: Visit) -> None:
    page = visit("chapters/en/for-teachers.html")
    links = page.locator("td a", has_text="Run")
    expect(links).to_have_count(len(SHEETS))
    links.first.click()
    page.wait_for_url(f"**/{ADDRESS.format('sheets/set-1.ipynb')}")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_to_its_end(name: str, lent: Page) -> None:
    shown = run_all(lent, read(name))
    assert errors(shown) == []
    assert kinds(code(name)) <= kinds(shown), "a widget or a figure is missing"


def test_there_are_four_sheets() -> None:
    assert len(SHEETS) == 4


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_solved_sheet_runs_to_its_end(path: Path, lent: Page) -> None:
    solved = notebook(read_sheet(path), solutions=True)
    assert errors(run_all(lent, solved)) == []


def test_a_broken_notebook_is_found(lent: Page) -> None:
    broken = new_notebook(cells=[new_code_cell("1 / 0"), new_code_cell("import torch")])
    assert "ZeroDivisionError" in errors(run_all(lent, broken))[0]


def test_a_widget_keeps_its_keys(lent: Page) -> None:
    sources = [CELLS[0], "1 + 1", "2 + 2"]
    shown = run_all(lent, new_notebook(cells=list(map(new_code_cell, sources))))
    assert errors(shown) == []
    keeps_its_keys(lent)


LOOK = """
import ipywidgets, matplotlib, pooltools
print([
    "mine" in globals(),
    pooltools.max_pool2d.__name__,
    pooltools.text.get_language(),
    matplotlib.rcParams["font.size"],
    len(ipywidgets.widgets.widget._instances),
])
"""
LEAVE = """
mine, pooltools.max_pool2d = ipywidgets.IntSlider(), pooltools.min_pool2d
pooltools.set_language("zh")
matplotlib.rcParams["font.size"] = 99
"""


def test_a_notebook_finds_nothing_of_the_one_before(lent: Page) -> None:
    def look() -> list[object]:
        shown = run_all(lent, new_notebook(cells=[new_code_cell(LOOK)]))
        seen: list[object] = ast.literal_eval(shown[0]["text"])
        return seen

    new = look()
    assert len(new) == 5
    assert errors(run_all(lent, new_notebook(cells=[new_code_cell(LEAVE)]))) == []
    assert [a for a, b in zip(new, look(), strict=True) if a == b] == []
    make_anew(lent)
    assert look() == new


def run_all(page: Page, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a notebook in the place of the one that is open."""
    page.evaluate(
        """(content) => {
          window.jupyterapp.shell.currentWidget.context.model.fromJSON(content);
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
    shown = run_all(page, read(PAGES[0]))
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
    shut: Callable[[], BrowserContext], asked: list[str], site: str
) -> None:
    context = shut()
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
