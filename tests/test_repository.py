"""What a clone holds: no generated file, no path of one machine, no loose end."""

import re
import subprocess
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
MYSELF, HISTORY = "tests/" + Path(__file__).name, "CHANGELOG.md"
GENERATED = re.compile(r"\.ipynb$|(^|/)(_build|\.venv|dist)/|\.bundle\.js$|\.html$")
TEMPLATES = "pooltools/book/site/theme/templates/", "pooltools/classroom/grading/pages/"
PRIVATE = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w"),
    "a package index": re.compile(r"index-url|extra-index|pypi\.org/simple"),
    "a token": re.compile(r"gh[pousr]_\w{20,}|AKIA[A-Z0-9]{16}|BEGIN \w+ PRIVATE KEY"),
    "design material": re.compile(r"shared/(?:design|facts|prototypes)"),
}
LARGEST = 500_000
TOP = {
    ".ci", ".editorconfig", ".github", ".gitignore", ".oxlintrc.json",
    ".pre-commit-config.yaml", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
    "LICENSE", "LICENSE-text.md", "Makefile", "README.md", "_config.yml", "_toc.yml",
    "chapters", "hatch_build.py", "pooltools", "pyproject.toml", "requirements.txt",
    "tests",
}  # fmt: skip
"""All that may stand at the top."""


def private(text: str) -> list[str]:
    return [what for what, pattern in PRIVATE.items() if pattern.search(text)]


def test_there_are_files_to_check() -> None:
    assert len(TEXTS) >= 60


def strays(names: list[str]) -> set[str]:
    return {name.split("/")[0] for name in names} - TOP


def test_nothing_else_stands_at_the_top() -> None:
    assert strays(FILES) == set()
    assert strays(["tests/a.py", "y/state/lock"]) == {"y"}


def test_nothing_generated_is_kept() -> None:
    found = [f for f in FILES if GENERATED.search(f) and not f.startswith(TEMPLATES)]
    assert found == []


@pytest.mark.parametrize("name", ["a.ipynb", "_build/x", "x/_build/y.js", "p.html"])
def test_a_generated_file_would_be_found(name: str) -> None:
    assert GENERATED.search(name)


@pytest.mark.parametrize("name", [name for name in TEXTS if name != MYSELF])
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


# where modules stood before each had a wing; only the alias of the checks is left
OLD = re.compile(
    r"\bpooltools[./](sphinxext|live|grading|checks|engine|axis|ranking|_arguments"
    r"|_inputs|grad|adaptive_grad|numeric|clinic|speed)\b"
)
ALIAS = {
    "pooltools/classroom/grading/worker/cells.py",
    "tests/classroom/hostile.py",
    "tests/test_layers.py",
}
"""Files that know the old place of the checks, where sheets that are out find them."""
PATH = re.compile(r"(?<![\w./-])(?:pooltools|tests|chapters)/[\w./-]+\.\w+\b")
MODULE = re.compile(r"python -m ((?:tests|pooltools)(?:\.\w+)*)")
TOLD = [f for f in TEXTS if f.endswith((".md", ".yml", ".yaml", ".toml", "Makefile"))]


def old_paths(name: str, text: str) -> list[str]:
    """List the places named in a file that were left."""
    known = {"checks"} if name in ALIAS else set()
    return [m[0] for m in OLD.finditer(text) if m[1] not in known]


def dead_paths(text: str) -> list[str]:
    """List the files and modules of ours that a text names and that are not there."""
    gone = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    for module in MODULE.findall(text):
        place = ROOT / module.replace(".", "/")
        if not (place / "__main__.py").exists() and not Path(f"{place}.py").exists():
            gone.append(module)
    return gone


@pytest.mark.parametrize("name", [n for n in TEXTS if n not in (MYSELF, HISTORY)])
def test_no_file_names_a_place_that_was_left(name: str) -> None:
    assert old_paths(name, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", [name for name in TOLD if name != HISTORY])
def test_what_is_told_of_is_there(name: str) -> None:
    assert len(TOLD) >= 60
    assert dead_paths((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", sorted(ALIAS))
def test_the_old_place_of_the_checks_is_still_used_where_it_may_be(name: str) -> None:
    assert "pooltools.checks" in (ROOT / name).read_text("utf-8")


def test_an_old_place_would_be_found() -> None:
    text = "see pooltools/live, `pooltools.grad` and from pooltools.checks import check"
    everything = ["pooltools/live", "pooltools.grad", "pooltools.checks"]
    assert old_paths("README.md", text) == everything
    assert old_paths("tests/test_layers.py", text) == everything[:2]
    fine = "pooltools.book.live, pooltools/classroom/checks, pooltools.numeric_gradient"
    assert old_paths("README.md", fine) == []


def test_a_file_that_is_gone_would_be_found() -> None:
    text = "run `tests/test_pages.py`, python -m tests.fuzz 9 and pooltools/pool.py"
    assert dead_paths(text) == ["tests/test_pages.py", "tests.fuzz"]
    assert dead_paths("python -m tests.make, python -m tests.numerics.fuzz 9") == []


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
MOST_LINES = 250
# public docstrings with shapes, errors and doctests are most of these
LONG = {
    "pooltools/pool.py": 420,
    "pooltools/nets/descriptions.py": 340,
    "pooltools/shift.py": 270,
}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_can_be_read_in_one_go(name: str) -> None:
    assert len(MODULES) >= 20
    lines = (ROOT / name).read_text("utf-8").count("\n")
    assert lines <= LONG.get(name, MOST_LINES)
    assert name not in LONG or lines > MOST_LINES, "it needs no exemption any more"


ALIASES = re.compile(r"^(Array|Axes|Floats)\b[^=\n]*=", re.MULTILINE)


def test_a_type_that_many_write_is_named_in_one_place() -> None:
    home = "pooltools/_windows/typing.py"
    named = {
        name: found
        for name in MODULES
        if (found := ALIASES.findall((ROOT / name).read_text("utf-8")))
    }
    assert named == {home: ["Array", "Floats", "Axes"]}


def test_a_second_name_for_it_would_be_found() -> None:
    assert ALIASES.findall("Array: TypeAlias = NDArray[Any]\nAxes = x\n") == [
        "Array",
        "Axes",
    ]
    assert not ALIASES.search("    y: Array = x\nArrays = 1\n")
