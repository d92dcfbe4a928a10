"""Nothing points back: geometry, then pooling, then what draws and shows it."""

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pooltools"

NUMPY = {"numpy"}
WINDOWS = NUMPY | {"_windows", "geometry"}
POOLING = {"pool", "adaptive", "pyramid", "unpool", "antialias", "shift", "receptive"}
BEYOND = {"sequence", "volume", "tokens", "attention", "regions"}
NUMERICS = WINDOWS | POOLING | BEYOND | {"zoo", "backward", "nets"}
STAGE = {"samples", "text", "figures", "widgets"}
BOOK = {"docutils", "jupyter_cache", "jupytext", "latex2mathml", "myst_nb", "nbformat"}
BOOK |= {"packaging", "platformdirs", "pybtex", "sphinx"}
SHEETS = {"IPython", "jinja2", "jupytext", "latex2mathml", "markdown_it"}
SHEETS |= {"markupsafe", "mdit_py_plugins", "nbformat"}

# what a module or folder of pooltools may import, besides the standard library
# and itself; "pooltools" is the package's own __init__
ALLOWED = {
    "_windows": NUMPY,
    "geometry": {"_windows"},
    "receptive": {"_windows"},
    "pool": WINDOWS,
    "adaptive": WINDOWS,
    "pyramid": WINDOWS | {"adaptive"},
    "unpool": WINDOWS,
    "antialias": WINDOWS,
    "shift": WINDOWS,
    "sequence": WINDOWS,
    "volume": WINDOWS,
    "tokens": WINDOWS,
    "attention": WINDOWS,
    "regions": WINDOWS | {"adaptive"},
    "zoo": WINDOWS | {"pool"},
    "backward": WINDOWS | POOLING | {"zoo"},
    "nets": NUMERICS - {"nets"},
    "pooltools": NUMERICS | {"text"},  # the language is set there
    "samples": NUMERICS,
    "text": set(),
    "figures": NUMERICS | {"samples", "text", "matplotlib"},
    "widgets": NUMERICS | {"samples", "text", "anywidget", "traitlets"},
    "classroom": NUMERICS | STAGE | SHEETS | {"_address", "_used_files"},
    "book": NUMERICS | STAGE | BOOK | {"classroom", "_address", "_used_files"},
    "_address": {"pooltools"},  # the version
    "_used_files": set(),
    "checks": {"classroom"},  # the old place of classroom.checks
}


def group(parts):
    """Name the top-level module or folder of pooltools that parts lead to."""
    return parts[1] if len(parts) > 1 else "pooltools"


def imports(source, parts, is_package):
    """Yield what a module's source imports: our groups, others' packages."""
    ours = {path.stem for path in PACKAGE.iterdir()}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = list(parts)[: len(parts) + is_package - node.level]
            base = start * bool(node.level) + (node.module or "").split(".")
            base = [part for part in base if part]
            names = [[*base, alias.name] for alias in node.names]
        else:
            continue
        for name in names:
            if name[0] != "pooltools":
                if name[0] not in sys.stdlib_module_names:
                    yield name[0]
            elif len(name) > 1 and name[1] in ours:
                yield name[1]
            else:
                yield "pooltools"


def wrong_arrows(source, parts, is_package=False):
    here = group(parts)
    if here not in ALLOWED:
        return [f"{here} has no place among the layers"]
    allowed = ALLOWED[here] | {here}
    found = imports(source, parts, is_package)
    return [f"{here} -> {to}" for to in found if to not in allowed]


def hidden_imports(source):
    """List the lines inside functions that import something of ours."""
    functions = ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda
    inner = [n for f in ast.walk(ast.parse(source)) if isinstance(f, functions)
             for n in ast.walk(f)]  # fmt: skip
    lines = [
        ast.unparse(n) for n in inner if isinstance(n, ast.Import | ast.ImportFrom)
    ]
    return [
        line for line in lines if re.match(r"from \.|(from|import) pooltools", line)
    ]


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("pooltools", *path.relative_to(PACKAGE).with_suffix("").parts)
        is_package = parts[-1] == "__init__"
        yield path, parts[:-1] if is_package else parts, is_package


def test_imports_point_down_only():
    found = list(modules())
    assert len(found) >= 15
    assert {group(parts) for _, parts, _ in found} >= {"geometry", "pool", "widgets"}
    wrong = {
        str(path.relative_to(PACKAGE)): arrows
        for path, parts, is_package in found
        if (arrows := wrong_arrows(path.read_text("utf-8"), parts, is_package))
    }
    assert not wrong


def test_the_layers_themselves_have_no_circle():
    TopologicalSorter(ALLOWED).prepare()
    with pytest.raises(CycleError):
        TopologicalSorter({**ALLOWED, "_windows": {"pool"}}).prepare()


@pytest.mark.parametrize(
    ("module", "line", "arrow"),
    [
        ("pooltools.geometry", "import numpy", "geometry -> numpy"),
        ("pooltools.geometry", "from .pool import max_pool2d", "geometry -> pool"),
        ("pooltools.geometry", "from . import pool", "geometry -> pool"),
        ("pooltools.geometry", "import pooltools.pool", "geometry -> pool"),
        ("pooltools.geometry", "from pooltools import pool", "geometry -> pool"),
        ("pooltools._windows.axis", "from ..pool import x", "_windows -> pool"),
        ("pooltools.pool", "from pooltools import output_size", "pool -> pooltools"),
        ("pooltools.pool", "def f():\n import matplotlib.pyplot", "pool -> matplotlib"),
        ("pooltools.pool", "from .backward import x", "pool -> backward"),
        ("pooltools.nets.a", "from ..samples import digits", "nets -> samples"),
        ("pooltools.text", "from .. import figures", "text -> figures"),
        ("pooltools.widgets.a", "from ..book import x", "widgets -> book"),
        ("pooltools.widgets.a", "from ..figures import x", "widgets -> figures"),
        ("pooltools.figures.a", "from ..classroom import x", "figures -> classroom"),
        ("pooltools.figures.a", "from ...pooltools import x", "figures -> pooltools"),
        ("pooltools.classroom.a.b", "from ...book import x", "classroom -> book"),
        ("pooltools.book.site.a", "import requests", "book -> requests"),
        ("pooltools.pool", "from ._used_files import x", "pool -> _used_files"),
        ("pooltools.widgets.a", "from .. import _used_files", "widgets -> _used_files"),
        ("pooltools._used_files", "from . import pool", "_used_files -> pool"),
        ("pooltools.extra", "", "extra has no place among the layers"),
    ],
)
def test_a_wrong_arrow_is_caught(module, line, arrow):
    assert wrong_arrows(line, module.split(".")) == [arrow]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("pooltools.pool", "import math, numpy.typing\nfrom ._windows import axis"),
        ("pooltools.figures.concept", "from ..pool import x\nfrom ._base import y"),
        ("pooltools.figures.concept", "import matplotlib.pyplot as plt"),
        ("pooltools.book.site.layout", "import docutils\nfrom ...widgets import x"),
        ("pooltools.book.site.sheets", "from ...classroom.grading import release"),
    ],
)
def test_a_right_arrow_passes(module, line):
    assert wrong_arrows(line, module.split(".")) == []


def test_no_import_hides_in_a_function():
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path, _, _ in modules()
        if (lines := hidden_imports(path.read_text("utf-8")))
    }
    assert not found


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        ("def f():\n from . import x", 1),
        ("class C:\n async def f(self):\n  if self:\n   import pooltools.x", 1),
        ("def f():\n import resource", 0),
        ("if True:\n from . import x", 0),
    ],
)
def test_a_hidden_import_is_found(source, hidden):
    assert len(hidden_imports(source)) == hidden


FOLDERS = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_folder_says_what_lives_in_it(folder):
    assert len(FOLDERS) >= 15
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
    assert told
    if folder.parent == PACKAGE:
        assert "may use" in " ".join(told.split()), "say what it may touch"


def loaded(code):
    """List the modules that a program loads, ours and others'."""
    code += "\nimport sys\nprint(*sys.modules)"
    run = [sys.executable, "-c", code]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    return set(out.split())


def strangers(code):
    """List the packages that a program loads beyond NumPy, Python and this one."""
    found = loaded(code) - loaded("import numpy")
    roots = {name.partition(".")[0] for name in found} - {"pooltools", "numpy"}
    compiled = {name for name in roots if "cython" in name}
    return roots - compiled - set(sys.stdlib_module_names)


ALONE = (
    "classroom.checks",
    "classroom.exercises",
    "book.tables.clinic",
    "book.tables.speed",
)
ALONE += "book.experiments", "samples", "text"


@pytest.mark.parametrize("module", ["", *(f".{name}" for name in ALONE)])
def test_what_a_page_computes_with_needs_numpy_alone(module):
    assert strangers(f"import pooltools{module}") == set()


def test_a_stranger_is_noticed():
    assert "pytest" in strangers("import pooltools, pytest")


# what takes a start longer than most of our modules together
HEAVY = {"dataclasses", "importlib.resources", "inspect", "json", "numpy.random"}
HEAVY |= {"tempfile", "tomllib", "unittest"}


def heavy(code):
    """List what a program loads beyond NumPy that a quick start can do without."""
    return HEAVY & (loaded(code) - loaded("import numpy"))


def test_importing_pooltools_loads_the_numerics_and_nothing_that_shows_them():
    found = loaded("import pooltools")
    ours = {n.split(".")[1] for n in found if n.startswith("pooltools.")}
    assert {"pool", "zoo", "backward", "geometry"} <= ours
    assert not ours & {"figures", "widgets", "samples", "book", "classroom"}
    assert heavy("import pooltools") == set()
    assert heavy("import pooltools, tomllib, numpy.random") == {
        "tomllib",
        "numpy.random",
    }


def test_the_face_of_the_package_is_what_it_says():
    import pooltools

    for name in pooltools.__all__:
        found = getattr(pooltools, name)
        assert found.__module__.startswith("pooltools.")
        assert found.__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'max_pol2d'"):
        _ = pooltools.max_pol2d


def test_sheets_that_are_out_find_their_checks_in_the_old_place():
    from pooltools.checks import check
    from pooltools.classroom import checks

    assert check is checks.check
