"""What a piece of code depends on is known without running it."""

import json
import subprocess
import sys

import pytest

from pooltools import _used_files
from pooltools._used_files import PACKAGE, Package

from .book.pages import ROOT, parse

FILES = {
    "__init__.py": "from .pool import max_pool\nfrom .text import say\n",
    "pool.py": "import math\nfrom . import windows\n",
    "windows.py": "from numpy import pad\n",
    "alone.py": "",
    "samples.py": "def read(n):\n    return open(f'data/{n}.npz'), 'no.npz', '/etc'\n",
    "data/a.npz": "",
    "data/b.npz": "",
    "data/deeper/c.npz": "",
    "data/d.json": "",
    "text/__init__.py": "def say(name):\n    return open(f'{name}.toml')\n",
    "text/bench.toml": "",
    "text/zoom.toml": "",
    "text/ink.toml": "",
    "text/common.toml": "",
    "shows/__init__.py": "from .bench import Bench\nfrom .zoom import Zoom\n"
    "__all__ = ['Bench', 'Zoom']\n",
    "shows/bench.py": "from ..text import say\nfrom . import _base as base\n"
    "class Bench:\n    module = 'bench'\n    color = 'ink'\n",
    "shows/zoom.py": "from .. import samples, text\nfrom ._base import Base\n"
    "class Zoom:\n    words = text.say('zoom.title')\n    more = f'ink.{words}'\n",
    "shows/_base.py": "from ..text import bundle\nbundle('common', 'nothing')\n",
    "shows/table.json": "",
    "shows/table.py": "def f():\n    from ..pool import x\n    open('table.json')\n",
    "shows/js/bench.js": "",
}
TOP = {"__init__.py", "pool.py", "windows.py", "text/__init__.py"}
SHOWS = TOP | {f"shows/{name}.py" for name in ("__init__", "bench", "zoom", "_base")}
SHOWS |= {"samples.py"}
DATA = {"data/a.npz", "data/b.npz"}


@pytest.fixture
def small(tmp_path):
    """Lay out a package as small as can be."""
    for name, text in FILES.items():
        path = tmp_path / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "small"


def named(folder, *sources):
    paths = Package(folder).files(*sources)
    return {path.relative_to(folder).as_posix() for path in paths}


@pytest.mark.parametrize(
    ("source", "files"),
    [
        ("", set()),
        ("import numpy, smaller", set()),
        ("import small", TOP),
        ("import small as s\ns.max_pool()", TOP),
        ("from small import max_pool", TOP),
        ("if x:\n    from small.pool import max_pool", TOP),
        ("import small.alone", TOP | {"alone.py"}),
        ("from small import alone", TOP | {"alone.py"}),
        ("from small.samples import read", TOP | {"samples.py"} | DATA),
        ("import small.shows", SHOWS),
        ("from small import shows\nBench", SHOWS | {"text/bench.toml"}
         | {"text/common.toml"}),
        ("from small.shows import Bench as B", SHOWS | {"text/bench.toml"}
         | {"text/common.toml"}),
        ("from small.shows import *\nBench()", SHOWS | {"text/bench.toml"}
         | {"text/common.toml"}),
        ("import small.shows as s\ns.Zoom()", SHOWS | {"text/zoom.toml"} | DATA
         | {"text/ink.toml", "text/common.toml"}),
        ("from small import shows\nshows.zoom.Zoom", SHOWS | {"text/zoom.toml"} | DATA
         | {"text/ink.toml", "text/common.toml"}),
        ("from small import shows\n[vars(shows)[n] for n in shows.__all__]",
         SHOWS | {"text/zoom.toml", "text/ink.toml", "text/common.toml"} | DATA
         | {"text/bench.toml"}),
        ("from small.shows import table", SHOWS | {"shows/table.py"}
         | {"shows/table.json"}),
    ],
)  # fmt: skip
def test_code_depends_on_what_it_imports_and_on_the_data_of_what_it_uses(
    small, source, files
):
    assert named(small, source) == files


def test_cells_of_a_page_share_their_names(small):
    found = named(small, "from small import shows", "shows.Bench()")
    assert "text/bench.toml" in found
    assert "text/zoom.toml" not in found


def test_a_cell_that_is_not_plain_python_may_use_anything(small):
    everything = {name for name in FILES if not name.endswith(".js")}
    unread = {"data/deeper/c.npz", "data/d.json"}
    assert named(small, "%time small.max_pool()") == everything - unread


@pytest.mark.parametrize(
    ("touched", "changes"),
    [
        ("windows.py", True),
        ("shows/zoom.py", True),
        ("text/bench.toml", True),
        ("text/zoom.toml", False),
        ("shows/js/bench.js", False),
        ("alone.py", False),
    ],
)
def test_the_state_is_another_where_a_file_is_that_counts(small, touched, changes):
    code = "from small.shows import Bench"
    before = Package(small).state(code)
    assert Package(small).state(code) == before
    with (small / touched).open("a") as file:
        file.write("# a comma\n")
    assert (Package(small).state(code) != before) is changes


def test_a_module_that_is_gone_or_has_another_name_changes_the_state(small):
    before = Package(small).state("import small")
    (small / "windows.py").rename(small / "frames.py")
    after = Package(small).state("import small")
    (small / "frames.py").unlink()
    assert before != after == Package(small).state("import small")


def test_the_state_does_not_tell_where_the_package_lies(small, tmp_path):
    before = Package(small).state("import small")
    (tmp_path / "moved").mkdir()
    moved = small.rename(tmp_path / "moved/small")
    assert Package(moved).state("import small") == before


def test_other_packages_and_python_count_by_their_versions(small, monkeypatch):
    code, versions = (
        "import small, matplotlib.pyplot",
        {"numpy": "1", "matplotlib": "2"},
    )
    monkeypatch.setattr(_used_files, "version", versions.__getitem__)
    states = [Package(small).state(code)]
    for name in versions:
        versions[name] = "3"
        states.append(Package(small).state(code))
    monkeypatch.setattr(_used_files.platform, "python_version", lambda: "4.0")
    states.append(Package(small).state(code))
    assert len(set(states)) == 4
    versions["scipy"] = "5"
    assert Package(small).state(code) == states[-1]


def test_a_file_beside_the_package_counts_where_it_is_named(small, tmp_path):
    sheet = tmp_path / "sheet.md"
    sheet.write_text("1")
    before = Package(small).state("", also=[sheet])
    sheet.write_text("2")
    assert Package(small).state("", also=[sheet]) != before


def told(page):
    """Return which modules and data a page depends on, if one only reads it."""
    cells = [cell.source for cell in parse((ROOT / page).read_text("utf-8")).cells]
    paths = {path.relative_to(PACKAGE.parent) for path in Package().files(*cells)}
    modules = {path.with_suffix("") for path in paths if path.suffix == ".py"}
    names = {".".join(path.parts).removesuffix(".__init__") for path in modules}
    return names, {path.as_posix() for path in paths if path.suffix != ".py"}


TEXTS = {f"pooltools/text/{path.stem}.toml" for path in PACKAGE.glob("widgets/*.py")}
TEXTS = {text for text in TEXTS if (ROOT / text).exists()}
FRONT_END = ("pooltools/widgets/js/", "pooltools/widgets/css/")
COLORS = "pooltools/widgets/css/tokens.css"  # still pictures have them
SHEETS = "chapters/en/exercises/"  # the site's own affair


def faults(modules, data, page):
    """List what is told of a page and was not found when it was executed, or the other
    way round: modules are the same, data that are read are told, and of widgets' texts
    and the front end's files nothing is told that does not show.
    """
    loaded, read = set(page["modules"]), set(page["files"])
    seen = {file for file in read if not file.startswith((*FRONT_END, SHEETS))}
    seen |= {COLORS} & read
    told = {file for file in data if file in TEXTS or file.startswith(FRONT_END)}
    return sorted((modules ^ loaded) | (seen - data) | (told - seen)) + page["errors"]


@pytest.mark.timeout(1500)
def test_every_page_depends_on_what_it_loads_and_reads(tmp_path):
    target = tmp_path / "pages.json"
    run = [sys.executable, "-m", "tests.book.recorder", str(target)]
    subprocess.run(run, cwd=ROOT, check=True)
    executed = json.loads(target.read_text("utf-8"))
    found = {page: faults(*told(page), executed[page]) for page in executed}
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
    assert len(executed) >= 20
    assert len(TEXTS) >= 13
    assert sum("pooltools.pool" in page["modules"] for page in executed.values()) >= 18
    assert {file for page in executed.values() for file in page["files"]} >= {
        *TEXTS,
        COLORS,
    }


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"modules": {"pooltools"}}, "pooltools.pool"),
        ({"modules": {"pooltools.pool", "pooltools.book"}}, "pooltools.book"),
        ({"data": {COLORS}}, "pooltools/text/zoom.toml"),
        ({"data": {"pooltools/text/zoom.toml"}}, COLORS),
        ({"data": {COLORS, *TEXTS}}, "pooltools/text/ink.toml"),
        ({"data": {COLORS, "pooltools/text/zoom.toml", f"{FRONT_END[0]}zoom.js"}},
         "pooltools/widgets/js/zoom.js"),
        ({"errors": ["x\nNameError()"]}, "x\nNameError()"),
    ],
)  # fmt: skip
def test_a_page_that_depends_on_more_or_less_would_be_noticed(wrong, fault):
    modules, data = (
        {"pooltools", "pooltools.pool"},
        {COLORS, "pooltools/text/zoom.toml"},
    )
    page = {
        "modules": [*modules],
        "files": [*data, f"{FRONT_END[0]}a.js"],
        "errors": [],
    }
    assert faults(modules, data, page) == []
    page["errors"] = wrong.get("errors", [])
    assert fault in faults(wrong.get("modules", modules), wrong.get("data", data), page)
