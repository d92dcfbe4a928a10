"""The wheel in an environment that has NumPy and nothing else."""

import os
import re
import shutil
import sys
import sysconfig
import venv
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import pooltools

from .conftest import ROOT, run

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="session")
def python(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
    place = {"base": str(folder), "platbase": str(folder)}
    lend_numpy(Path(sysconfig.get_path("purelib", "venv", place)))
    scripts = Path(sysconfig.get_path("scripts", "venv", place))
    executable = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", executable]
    done = run(*pip, "install", "--no-index", built[1], where=folder)
    assert not done.returncode, done.stdout + done.stderr
    return executable


def lend_numpy(packages: Path) -> None:
    """Copy the NumPy that runs the tests, so that no one need be asked for it."""
    numpy = distribution("numpy")
    assert numpy.files
    tops = {path.parts[0] for path in numpy.files if len(path.parts) > 1} - {".."}
    assert "numpy" in tops
    for top in tops:
        left_out = shutil.ignore_patterns("tests", "*.a")
        shutil.copytree(str(numpy.locate_file(top)), packages / top, ignore=left_out)


@pytest.fixture
def alone(python: Path, tmp_path: Path) -> Run:
    """Run the Python of that environment, in an empty folder."""
    return lambda *arguments: run(python, *arguments, where=tmp_path)


def test_nothing_but_numpy_is_there(alone: Run) -> None:
    code = "import importlib.metadata as m; print(*[d.name for d in m.distributions()])"
    assert set(alone("-c", code).stdout.split()) == {"numpy", "pooltools"}


def test_the_numerics_work(alone: Run) -> None:
    done = alone("-c", """if True:
        import numpy as np, pooltools
        from pooltools import max_pool2d, output_size
        x = np.arange(16.0).reshape(1, 1, 4, 4)
        print(max_pool2d(x, 2).tolist(), output_size(112, 3, stride=2, padding=1))
        print(pooltools.__version__, pooltools.__file__)
    """)  # fmt: skip
    first, second = done.stdout.splitlines()
    assert first == "[[[[5.0, 7.0], [13.0, 15.0]]]] 56", done.stderr
    assert second.startswith(f"{pooltools.__version__} ")
    assert str(ROOT) not in second


@pytest.mark.parametrize(
    "module",
    ["samples", "nets", "classroom.checks", "book.tables.clinic", "book.tables.speed",
     "book.experiments"],
)  # fmt: skip
def test_what_pages_and_sheets_compute_with_needs_no_more(
    module: str, alone: Run
) -> None:
    done = alone("-c", f"import pooltools.{module} as it; print(it.__name__)")
    assert done.stdout.strip() == f"pooltools.{module}", done.stderr


def test_the_data_is_there(alone: Run) -> None:
    code = "from pooltools import samples; print(samples.digits()[0].shape)"
    done = alone("-c", code)
    assert done.stdout.strip() == "(1797, 8, 8)", done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["release", "x.md", "-o", "x"], []])
def test_the_classroom_says_in_one_line_what_to_install(
    arguments: list[str], alone: Run
) -> None:
    done = alone("-m", "pooltools.classroom", *arguments)
    assert done.returncode == 1
    line = r"This needs \w+: pip install pooltools\[classroom\]\n"
    assert re.fullmatch(line, done.stdout + done.stderr)


def test_a_fault_of_the_classroom_itself_is_not_taken_for_a_missing_package(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "pooltools", tmp_path / "pooltools")
    (tmp_path / "pooltools/classroom/grading/batch.py").unlink()
    done = run(sys.executable, "-m", "pooltools.classroom", "--help", where=tmp_path)
    assert "No module named 'pooltools.classroom.grading.batch'" in done.stderr
    assert "pip install" not in done.stderr


def test_the_classroom_helps_where_its_extra_is_installed() -> None:
    done = run(sys.executable, "-m", "pooltools.classroom", "--help", where=ROOT)
    assert done.returncode == 0
    assert "grade a whole class" in done.stdout


# ---- what an editor and mypy know -------------------------------------------

RIGHT = """\
import numpy as np
from numpy.typing import NDArray

import pooltools
from pooltools import avg_pool2d, max_pool2d, max_pool2d_with_indices, output_size

x = np.arange(16.0).reshape(1, 1, 4, 4)
out = max_pool2d(x, (2, 1), stride=2, padding="same")
size: int = output_size(112, 3, stride=2, padding=1)
kept, where = max_pool2d_with_indices(x, 2)
again = pooltools.max_unpool2d(kept, where, (4, 4))
mean: float = float(avg_pool2d(x, 2, ceil_mode=True, count_include_pad=False).mean())
"""
WRONG = """\
import numpy as np
import pooltools
from pooltools import max_pol2d

x = np.zeros((4, 4))
pooltools.max_pool2d(x, 2, strides=2)
pooltools.max_pool2d(x, "two")
pooltools.max_pool2d(x)
size: str = pooltools.output_size(112, 3)
"""
FOUND = [
    (3, "attr-defined"),
    (6, "call-arg"),
    (7, "arg-type"),
    (8, "call-arg"),
    (9, "assignment"),
]


def test_mypy_knows_a_right_use_from_a_wrong_one(python: Path, tmp_path: Path) -> None:
    (tmp_path / "right.py").write_text(RIGHT, "utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, "utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", python]
    done = run(*mypy, "right.py", "wrong.py", where=tmp_path)
    seen = re.findall(r"^(\w+)\.py:(\d+): error: .*\[([\w-]+)\]$", done.stdout, re.M)
    assert seen == [("wrong", str(line), code) for line, code in FOUND], done.stdout
