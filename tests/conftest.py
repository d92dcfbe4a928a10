"""Settings that all tests share."""

from collections import Counter
from importlib.util import find_spec

import pytest
from hypothesis import settings

from .make.frozen import LISTED

# how long an example takes says nothing about whether it is right
settings.register_profile("pooltools", deadline=None)
settings.load_profile("pooltools")

# modules that ask a library; whoever has it may collect their doctests
NEEDS = {
    "book/clinic/with_torch.py": "torch",
    "book/clinic/with_tensorflow.py": "tensorflow",
    "book/clinic/with_onnx.py": "onnxruntime",
    "book/clinic/with_flax.py": "flax",
} | {f"make/{frozen.name}.py": frozen.library for frozen in LISTED if frozen.library}
collect_ignore = [file for file, name in NEEDS.items() if not find_spec(name)]


def pytest_collection_modifyitems(items):
    """Begin with what may take longest, so that all workers end together."""
    items.sort(key=patience, reverse=True)


def patience(item):
    """Return the seconds that a test asks for by itself."""
    mark = item.get_closest_marker("timeout")
    return mark.args[0] if mark else 0


def pytest_terminal_summary(terminalreporter):
    """Say how many of others' answers were compared: a judge may not stay away."""
    passed = terminalreporter.getreports("passed")
    seen = Counter(
        name
        for report in passed
        if report.when == "call"
        for key, name in report.user_properties
        if key == "oracle"
    )
    for name, number in sorted(seen.items()):
        terminalreporter.write_line(f"{number} cases of {name} passed")


def pytest_addoption(parser):
    parser.addoption(
        "--seeds", type=int, default=2, help="how many seeds judge the wrong answers"
    )


@pytest.fixture(scope="session")
def seeds(pytestconfig):
    """Seeds that the checks of the classroom sheets are tried with."""
    return range(pytestconfig.getoption("--seeds"))
