"""What a clone holds: no generated file, no path of one machine, no loose end."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pooltools.text import LANGUAGES, table

ROOT = Path(__file__).parents[1]
LISTED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT, capture_output=True, text=True, check=True,
).stdout.splitlines()  # fmt: skip
FILES = [name for name in LISTED if (ROOT / name).is_file()]
TEXTS = [name for name in FILES if not name.endswith((".npz", ".png"))]
GENERATED = re.compile(r"\.ipynb$|(^|/)(_build|\.venv|dist)/|\.bundle\.js$|\.html$")
PRIVATE = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w"),
    "a package index": re.compile(r"index-url|extra-index|pypi\.org/simple"),
    "a token": re.compile(r"gh[pousr]_\w{20,}|AKIA[A-Z0-9]{16}|BEGIN \w+ PRIVATE KEY"),
    "design material": re.compile(r"shared/(?:design|facts|prototypes)"),
}
LARGEST = 500_000


def private(text: str) -> list[str]:
    return [what for what, pattern in PRIVATE.items() if pattern.search(text)]


def test_there_are_files_to_check() -> None:
    assert len(TEXTS) >= 60


def test_nothing_generated_is_kept() -> None:
    allowed = "pooltools/book/site/theme/templates/"
    found = [f for f in FILES if GENERATED.search(f) and not f.startswith(allowed)]
    assert found == []


@pytest.mark.parametrize("name", ["a.ipynb", "_build/x", "x/_build/y.js", "p.html"])
def test_a_generated_file_would_be_found(name: str) -> None:
    assert GENERATED.search(name)


@pytest.mark.parametrize(
    "name", [name for name in TEXTS if name != "tests/" + Path(__file__).name]
)
def test_a_file_is_small_and_says_nothing_private(name: str) -> None:
    assert (ROOT / name).stat().st_size <= LARGEST
    assert private((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("see /home/me/book", "a path of one machine"),
        ("pip install --index-url x", "a package index"),
        ("ghp_" + "a" * 36, "a token"),
        ("../shared/" + "design/look.md", "design material"),
    ],
)
def test_what_is_private_would_be_found(text: str, what: str) -> None:
    assert private(text) == [what]


def test_the_readme_is_short_and_its_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) <= 120
    named = set(re.findall(r"\bmake (\w+)", readme))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert {"book", "test", "serve", "lab"} <= named <= targets


def test_requirements_name_what_the_book_stands_on() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert len(lines) <= 15
    assert lines[-1] == "-e .[book]"
    for package in ("jupyter-book>=1.0.4,<2", "numpy", "matplotlib", "ipywidgets"):
        assert any(line.startswith(package) for line in lines)


TABLES = sorted(path.stem for path in (ROOT / "pooltools/text").glob("*.toml"))


def gaps(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def broken_strings(entries: dict[str, dict[str, str]]) -> list[str]:
    return [
        key
        for key, entry in entries.items()
        if set(entry) != set(LANGUAGES) or gaps(entry["en"]) != gaps(entry["zh"])
    ]


@pytest.mark.parametrize("name", TABLES)
def test_every_string_is_in_both_languages_with_the_same_gaps(name: str) -> None:
    assert len(TABLES) >= 5
    assert table(name)
    assert broken_strings(table(name)) == []


def shared(entries: dict[str, dict[str, str]]) -> set[str]:
    """Return the keys that a widget's table would take from all widgets'."""
    return set(entries) & set(table("common"))


@pytest.mark.parametrize("name", [name for name in TABLES if name != "common"])
def test_no_widget_gives_a_shared_word_another_meaning(name: str) -> None:
    assert shared(table(name)) == set()


def test_a_shared_word_used_twice_would_be_found() -> None:
    assert shared({"back": {}, "x": {}}) == {"back"}


def test_a_string_with_a_lost_gap_would_be_found() -> None:
    assert broken_strings({"x": {"en": "{a}", "zh": "a"}}) == ["x"]
    assert broken_strings({"x": {"en": "a"}}) == ["x"]


MODULES = [f for f in FILES if re.match(r"pooltools/.*\.py$", f)]
# public docstrings with shapes, errors and doctests are most of these
LONG = {"pooltools/pool.py": 420, "pooltools/nets/descriptions.py": 340}
Count = Callable[[str], int]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_can_be_read_in_one_go(name: str) -> None:
    assert len(MODULES) >= 20
    lines = (ROOT / name).read_text("utf-8").count("\n")
    assert lines <= LONG.get(name, 250)
