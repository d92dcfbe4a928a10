"""Nothing points back: geometry, then pooling, then what draws and shows it."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pooltools"

ANYTHING = {"*"}
WINDOWS = {"numpy", "_arguments", "_inputs", "axis", "geometry", "engine", "ranking"}
CORE = {"pool", "zoo", "adaptive", "pyramid", "grad", "unpool", "numeric"}
CORE |= {"adaptive_grad", "shift", "antialias", "nets", "receptive"}
SHOWS = {"numpy", "_arguments", "text", "axis", "geometry", "samples"} | CORE

# what a module or folder of pooltools may import, besides the standard library
# and itself; "pooltools" is the package's own __init__
ALLOWED = {
    "_arguments": set(),
    "_state": set(),
    "text": set(),
    "axis": {"_arguments"},
    "geometry": {"_arguments", "axis"},
    "receptive": {"_arguments", "axis"},
    "engine": {"numpy", "axis"},
    "ranking": {"numpy", "axis", "engine"},
    "_inputs": {"numpy", "_arguments", "axis"},
    "pool": WINDOWS,
    "zoo": WINDOWS | {"pool"},
    "adaptive": WINDOWS | {"pool"},
    "adaptive_grad": WINDOWS | {"adaptive"},
    "pyramid": WINDOWS | {"adaptive"},
    "grad": WINDOWS | {"pool"},
    "numeric": {"numpy", "_arguments", "_inputs"},
    "unpool": WINDOWS | {"pool", "grad"},
    "shift": WINDOWS | {"pool"},
    "antialias": WINDOWS | {"pool"},
    "samples": {"numpy", "_arguments"},
    "clinic": {"_arguments", "text"},  # stored answers: it computes nothing
    "speed": {"numpy", "_arguments", "text"},
    "nets": {"numpy", "_arguments", "geometry", "samples"} | (CORE - {"nets"}),
    "pooltools": {"geometry", "text"} | (CORE - {"nets"}),
    "figures": SHOWS | {"matplotlib"},
    "widgets": SHOWS | {"anywidget", "traitlets"},
    "checks": {"numpy", "_arguments", "text", "geometry"} | CORE,
    "grading": {
        "numpy",
        "_arguments",
        "_state",
        "text",
        "checks",
        "figures",
        "jupytext",
        "nbformat",
    },
    "live": {
        "text",
        "grading",
        "jupytext",
        "nbformat",
        "packaging",
        "platformdirs",
        "pybtex",
    },
    "sphinxext": ANYTHING,
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
    return [f"{here} -> {to}" for to in found if not {to, *ANYTHING} & allowed]


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
        TopologicalSorter({**ALLOWED, "axis": {"pool"}}).prepare()


@pytest.mark.parametrize(
    ("module", "line", "arrow"),
    [
        ("pooltools.geometry", "import numpy", "geometry -> numpy"),
        ("pooltools.geometry", "from .pool import max_pool2d", "geometry -> pool"),
        ("pooltools.geometry", "from . import pool", "geometry -> pool"),
        ("pooltools.geometry", "import pooltools.pool", "geometry -> pool"),
        ("pooltools.geometry", "from pooltools import pool", "geometry -> pool"),
        ("pooltools.pool", "from pooltools import output_size", "pool -> pooltools"),
        ("pooltools.pool", "def f():\n import matplotlib.pyplot", "pool -> matplotlib"),
        ("pooltools.text", "from .. import figures", "text -> figures"),
        ("pooltools.widgets.js", "from ..sphinxext import x", "widgets -> sphinxext"),
        ("pooltools.widgets.js", "from ..figures import x", "widgets -> figures"),
        ("pooltools.figures.a", "from ...pooltools import x", "figures -> pooltools"),
        ("pooltools.extra", "", "extra has no place among the layers"),
    ],
)
def test_a_wrong_arrow_is_caught(module, line, arrow):
    assert wrong_arrows(line, module.split(".")) == [arrow]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("pooltools.pool", "import math, numpy.typing\nfrom .axis import Axis"),
        ("pooltools.figures.concept", "from ..pool import x\nfrom ._base import y"),
        ("pooltools.figures.concept", "import matplotlib.pyplot as plt"),
        ("pooltools.sphinxext.site", "import docutils\nfrom ..widgets import x"),
    ],
)
def test_a_right_arrow_passes(module, line):
    assert wrong_arrows(line, module.split(".")) == []


ALL = "import sys, pooltools\nfrom pooltools import *"
HEAVY = ["matplotlib", "anywidget", "ipywidgets", "sphinx"]
HEAVY += ["pooltools.checks", "pooltools.grading"]


@pytest.mark.parametrize("heavy", HEAVY)
def test_importing_all_of_pooltools_loads_nothing_heavy(heavy):
    code = f"{ALL}; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    seeded = f"{ALL}; import {heavy}; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seeded]).returncode == 1


ALONE = """
import sys, numpy
before = set(sys.modules)
from pooltools import *
new = {name for name in set(sys.modules) - before if name != "pooltools"}
roots = {name.partition(".")[0] for name in new} - {"pooltools"}
print(*sorted(roots - set(sys.stdlib_module_names) - {"numpy"}))
print(*sorted(name for name in new if name.startswith("numpy.random")))
"""


@pytest.mark.parametrize(
    ("seeded", "found"),
    [("", ""), ("import numpy.random", "numpy.random"), ("import pytest", "pytest")],
)
def test_importing_all_of_pooltools_loads_numpy_and_itself_alone(seeded, found):
    code = ALONE.replace("import *", f"import *\n{seeded}")
    run = [sys.executable, "-c", code]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert found in out.split() if found else not out.split()


def loaded(code):
    """List the modules of pooltools that a program loads."""
    code += (
        "\nimport sys\nprint(*(m for m in sys.modules if m.startswith('pooltools.')))"
    )
    run = [sys.executable, "-c", code]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    return {name.removeprefix("pooltools.") for name in out.split()}


def test_a_program_loads_the_modules_that_it_uses():
    assert loaded("import pooltools") == set()
    pooling = loaded("from pooltools import max_pool2d")
    assert "pool" in pooling
    assert not pooling & {"zoo", "shift", "adaptive", "text"}
    everything = loaded("from pooltools import *")
    assert everything >= {"zoo.means", "shift", "adaptive", "text", *pooling}


def test_what_loads_late_is_there_as_if_it_had_been_there_all_along():
    import pooltools

    for name in pooltools.__all__:
        found = getattr(pooltools, name)
        assert found.__module__.startswith("pooltools.")
        assert found.__name__ == name
        assert name in dir(pooltools)
    for module in pooltools.MODULES:
        assert getattr(pooltools, module).__name__ == f"pooltools.{module}"
    with pytest.raises(AttributeError, match="no attribute 'max_pol2d'"):
        _ = pooltools.max_pol2d
