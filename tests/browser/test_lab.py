"""The same widgets in a live JupyterLab: browser to Python and back."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pooltools import widgets
from pooltools.text import translate

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
]
NEEDS = {"PoolingBench": "samples.FIRST_MAP", "WindowRuler": "6"}
MADE = [f"widgets.{name}({NEEDS.get(name, '')})" for name in widgets.__all__]
SHELF = [
    f"from pooltools import samples, widgets\nmade = iter([{', '.join(MADE)}])",
    "widget = next(made); first = widget.step\nwidget",
    "print('seen', type(widget).__name__, widget.step - first)",
    "widget.step = first",
]
FORWARD = {"MythCards": "Next"}


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


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on notebooks of its own; yield their folder's address."""
    home = tmp_path_factory.mktemp("lab")
    for name, sources in {"live": CELLS, "shelf": SHELF}.items():
        (home / f"{name}.ipynb").write_text(json.dumps(notebook(sources)))
    port, log = free_port(), home / "lab.log"
    folders = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    environment = os.environ | {name: str(home / name) for name in folders}
    environment |= {"IPYTHONDIR": str(home / "ipython")}
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        f"--port={port}", "--port-retries=0", "--IdentityProvider.token=book",
        f"--ServerApp.root_dir={home}", "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=None",
    ]  # fmt: skip
    with log.open("w") as out:
        server = subprocess.Popen(
            command, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for_server(f"{base}/api?token=book", server, log)
        yield f"{base}/lab/tree"
    finally:
        server.terminate()
        server.wait(timeout=30)


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
        pytest.fail(f"JupyterLab ended before it answered:\n{log.read_text()[-2000:]}")


@pytest.fixture
def live(browser: Any, lab: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open a notebook with its kernel idle; fail on a request to elsewhere."""
    name = getattr(request, "param", "live")
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []
    home = lab.split("/lab/")[0]

    def gate(route: Any) -> None:
        if route.request.url.startswith((home, "blob:", "data:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    page.route("**/*", gate)
    page.goto(f"{lab}/{name}.ipynb?reset&token=book")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    yield page
    page.close()
    assert elsewhere == []


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
    assert bench.get_by_role("button", name="Link to this state").count() == 0


@pytest.mark.parametrize("live", ["shelf"], indirect=True)
def test_every_widget_talks_to_python_and_listens(live: Any) -> None:
    run(live, 0)
    for name in widgets.__all__:
        run(live, 1)
        made = getattr(widgets, name)
        title = translate(f"{made.__module__.rpartition('.')[2]}.title")
        widget = live.get_by_role("group", name=title, exact=True)
        widget.wait_for()
        before = widget.inner_text()
        widget.get_by_role("button", name=FORWARD.get(name, "Step forward")).click()
        seen(live, 2, f"seen {name} 1")
        assert widget.inner_text() != before
        run(live, 3)
        live.wait_for_function(
            "([root, text]) => root.innerText === text",
            arg=[widget.element_handle(), before],
        )
