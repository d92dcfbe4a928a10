"""The same widgets in JupyterLab and Notebook: to Python and back, and whose keys."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pooltools import widgets
from pooltools.text import translate

from .conftest import in_more, press_more
from .test_photo import photo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PATIENCE = 120_000
"""Milliseconds for a kernel, on a machine that has much else to do."""

SOON = 3_000

CELLS = [
    "from pooltools.widgets import PoolingBench\n"
    "bench = PoolingBench([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]])\n"
    "bench",
    "print('seen', bench.kernel_size, bench.stride, bench.output.tolist())",
    "bench.mode = 'average'",
    "bench.challenge = 'agree'\nbench.data = [[5] * 4] * 4",
]
NEEDS = {
    "ChannelLanes": "step=0",
    "PoolingBench": "samples.FIRST_MAP",
    "WindowRuler": "6",
}
MADE = [f"widgets.{name}({NEEDS.get(name, '')})" for name in widgets.__all__]
SHELF = [
    f"from pooltools import samples, widgets\nmade = iter([{', '.join(MADE)}])",
    "widget = next(made)\n"
    "keys = {'InkLab': 'kernel_size', 'RunningNetwork': 'right'}\n"
    "key = keys.get(type(widget).__name__, 'step')\n"
    "first, at = getattr(widget, key), getattr(widget, 'step', None)\nwidget",
    "print('seen', type(widget).__name__, getattr(widget, key) - first)",
    "setattr(widget, key, first)\nif at is not None: widget.step = at",
]
PHOTO = [
    "import pooltools\nfrom pooltools.widgets import InkLab\nlab = InkLab()\nlab",
    "sent = lab.photo is not None\n"
    "print('seen', lab.photo_size, sent and pooltools.max_pool2d(lab.photo, 2).shape)",
]
FORWARD = {"MythCards": "Next"}
REMEMBERS = {"RunningNetwork": ".pool-where"}
"""What a picture tells of now, where it also tells of what was before."""
APPS = {
    "jupyterlab": ("lab/tree", "LabApp"),
    "notebook": ("notebooks", "JupyterNotebookApp"),
}
"""Each application's module, the address of its notebooks, and its name in settings."""


def notebook(sources: list[str]) -> dict[str, Any]:
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{i}",
            "source": source,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for i, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": cells,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(app: str, home: Path) -> Iterator[str]:
    """Start an application on notebooks of its own; yield their folder's address."""
    for name, sources in {"live": CELLS, "shelf": SHELF, "photo": PHOTO}.items():
        (home / f"{name}.ipynb").write_text(json.dumps(notebook(sources)))
    port, log = free_port(), home / "server.log"
    folders = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    environment = os.environ | {name: str(home / name) for name in folders}
    environment |= {"IPYTHONDIR": str(home / "ipython")}
    address, setting = APPS[app]
    command = [
        sys.executable, "-m", app, "--no-browser", "--allow-root",
        f"--port={port}", "--port-retries=0", "--IdentityProvider.token=book",
        f"--ServerApp.root_dir={home}", f"--{setting}.expose_app_in_browser=True",
        "--LabApp.news_url=None",
    ]  # fmt: skip
    with log.open("w") as out:
        server = subprocess.Popen(
            command, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for_server(f"{base}/api?token=book", server, log)
        yield f"{base}/{address}"
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab."""
    with serving("jupyterlab", tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="module")
def classic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start Jupyter Notebook."""
    with serving("notebook", tmp_path_factory.mktemp("notebook")) as address:
        yield address


def wait_for_server(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            pass
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"the server ended before it answered:\n{log.read_text()[-2000:]}")


@contextmanager
def opened(browser: Any, folder: str, name: str) -> Iterator[Any]:
    """Open a notebook with its kernel; fail on a request to elsewhere."""
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []
    home = re.match(r"\w+://[^/]+", folder)

    def gate(route: Any) -> None:
        if home and route.request.url.startswith((home[0], "blob:", "data:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    page.route("**/*", gate)
    page.goto(f"{folder}/{name}.ipynb?reset&token=book")
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.ready")
    yield page
    page.close()
    assert elsewhere == []


@pytest.fixture
def live(browser: Any, lab: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open a notebook in JupyterLab."""
    with opened(browser, lab, getattr(request, "param", "live")) as page:
        yield page


def run(page: Any, cell: int) -> None:
    """Run one cell to its end."""
    page.evaluate(
        """async (cell) => {
          const panel = window.jupyterapp.shell.currentWidget;
          await panel.sessionContext.ready;
          await panel.sessionContext.session.kernel.info;
          panel.content.activeCellIndex = cell;
          await window.jupyterapp.commands.execute("notebook:run-cell");
        }""",
        cell,
    )


def seen(page: Any, cell: int, text: str) -> None:
    """Run a cell until it prints this line: ipywidgets may still hold a change back."""
    output = page.locator(".jp-OutputArea-output", has_text=re.compile("^seen"))
    for _ in range(PATIENCE // SOON):
        run(page, cell)
        try:
            return expect(output).to_have_text(text, timeout=SOON)
        except AssertionError:
            continue
    pytest.fail(f"not {text!r}, but {output.all_inner_texts()}")


def test_a_change_in_the_browser_reaches_python_and_back(live: Any) -> None:
    run(live, 0)
    bench = live.locator(".pool-bench")
    bench.wait_for()
    assert bench.locator(".pool-sentence").inner_text() == "max(1, 0, 2, 3) = 3"

    bench.get_by_role("button", name="More settings").click()
    bench.get_by_role("button", name="kernel_size: more").click()
    bench.get_by_role("button", name="stride: less").click()
    bench.get_by_role("button", name="Last window").click()
    seen(live, 1, "seen 3 1 [[3.0, 3.0], [4.0, 4.0]]")
    output = bench.locator("[aria-label=Output] .pool-cell").all_inner_texts()
    assert output == ["3", "3", "4", "4"]

    run(live, 2)
    bench.locator(".pool-sentence", has_text="/ 9 =").wait_for()
    assert bench.locator("[aria-label=Output] .pool-cell").all_inner_texts() == [
        "1.22", "1.33", "1.44", "1.56",
    ]  # fmt: skip
    assert in_more(bench, "Copy as Python").is_visible()
    assert in_more(bench, "Link to this state").count() == 0

    assert bench.locator(".pool-task").is_hidden()
    run(live, 3)
    task = bench.locator(".pool-task", has_text="In every window maximum and average")
    task.locator(".pool-ticked", has_text="met").wait_for()
    bench.get_by_role("button", name="Challenges 2/2").wait_for()
    assert bench.locator(".pool-goals li").count() == 2
    assert bench.get_by_role("button", name="Link to this challenge").count() == 0


@pytest.mark.parametrize("live", ["shelf"], indirect=True)
def test_every_widget_talks_to_python_and_listens(live: Any) -> None:
    run(live, 0)
    for name in widgets.__all__:
        run(live, 1)
        made = getattr(widgets, name)
        title = translate(f"{made.__module__.rpartition('.')[2]}.title")
        widget = live.get_by_role("group", name=title, exact=True)
        widget.wait_for()
        told = widget.locator(REMEMBERS[name]) if name in REMEMBERS else widget
        before = told.inner_text()
        widget.get_by_role("button", name=FORWARD.get(name, "Step forward")).click()
        seen(live, 2, f"seen {name} 1")
        live.wait_for_function(
            "([root, text]) => root.innerText !== text",
            arg=[told.element_handle(), before],
        )
        run(live, 3)
        live.wait_for_function(
            "([root, text]) => root.innerText === text",
            arg=[told.element_handle(), before],
        )


@pytest.mark.parametrize("live", ["photo"], indirect=True)
def test_a_photo_goes_to_python_when_the_reader_sends_it(live: Any) -> None:
    run(live, 0)
    ink = live.locator(".pool-ink")
    ink.get_by_role("button", name="More settings").click()
    seen(live, 1, "seen None False")
    file = {"name": "mine.png", "mimeType": "image/png", "buffer": photo()}
    ink.locator("input[type=file]").set_input_files(file)
    expect(ink.get_by_role("checkbox", name="Show your photo")).to_be_checked()
    seen(live, 1, "seen (128, 192) False")
    ink.get_by_role("button", name="Send it to Python").click()
    seen(live, 1, "seen (128, 192) (64, 96)")
    ink.get_by_role("button", name="Remove it").click()
    seen(live, 1, "seen None False")


NOTEBOOK = """() => {
  const { content } = window.jupyterapp.shell.currentWidget;
  const cells = content.widgets.map(({ model: { type, sharedModel } }) =>
    [type, sharedModel.source]);
  return JSON.stringify([content.activeCellIndex, content.mode, cells]);
}"""
"""What the notebook's own keys would change: its cells, and where the reader is."""

SAVED = "window.jupyterapp.shell.currentWidget.context.model.dirty === false"
THEIRS = ["d", "d", "m", "b", "a", "x", "z", "y", "r", "c", "v", "l", "j", "k", "f"]
"""Keys that delete, convert, insert and move cells where a notebook hears them."""


def keeps_its_keys(page: Any) -> None:
    """Press keys in the bench of the first cell; fail if the notebook hears any."""
    bench = page.locator(".pool-bench").first
    bench.locator("[aria-label=Input] .pool-cell").first.click()
    before = page.evaluate(NOTEBOOK)
    assert json.loads(before)[0] == 0
    for key, place in {
        "ArrowRight": "row 0, column 1: 2", "ArrowDown": "row 1, column 1: 1",
        "ArrowLeft": "row 1, column 0: 0", "ArrowUp": "row 0, column 0: 1",
    }.items():  # fmt: skip
        page.keyboard.press(key)
        expect(bench.get_by_role("gridcell", name=place).first).to_be_focused()
    for key in THEIRS:
        page.keyboard.press(key)
    bench.get_by_role("radio", name="Max").focus()
    page.keyboard.press("ArrowDown")
    expect(bench.get_by_role("radio", name="Average")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(bench.get_by_role("radio", name="Max")).to_be_checked()
    bench.get_by_role("button", name="Step forward").focus()
    for key in THEIRS:
        page.keyboard.press(key)
    press_more(bench, "Present")
    hall = page.locator("dialog.pool-hall")
    expect(hall).to_be_visible()
    for key in ["PageDown", "ArrowRight", *THEIRS]:
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(hall).to_have_count(0)
    assert page.evaluate(NOTEBOOK) == before
    expect(bench).to_be_visible()


def test_a_widget_keeps_its_keys_in_jupyterlab(live: Any) -> None:
    run(live, 0)
    keeps_its_keys(live)
    assert not live.evaluate(SAVED)  # it was run
    live.keyboard.press("Control+s")
    live.wait_for_function(SAVED)


def test_a_widget_keeps_its_keys_in_jupyter_notebook(
    browser: Any, classic: str
) -> None:
    with opened(browser, classic, "live") as page:
        run(page, 0)
        keeps_its_keys(page)
