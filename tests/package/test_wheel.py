"""What is in the wheel: all that is used, nothing else, and how large it may be."""

import re
import subprocess
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from .conftest import ROOT

# what a folder may weigh, in kilobytes, and the whole wheel, which is packed
BUDGET = {
    "_windows": 75,
    "backward": 26,
    "book": 258,
    "classroom": 275,
    "data": 380,
    "figures": 85,
    "nets": 80,
    "text": 162,
    "widgets": 855,
    "widgets/css": 104,
    "widgets/js": 620,
    "zoo": 30,
    "the modules": 112,
    "the wheel": 1190,
}
BELONGS = re.compile(r"pooltools/(data/README\.md|(?!book/live/).*\.\w+(?<!\.md))$")
KINDS = {"py", "typed", "css", "html", "js", "json", "md", "npz", "toml"}
Sizes = dict[str, int]


def sizes(wheel: Path) -> Sizes:
    """Return the sizes of the package's files by name."""
    with ZipFile(wheel) as archive:
        listed = {info.filename: info.file_size for info in archive.infolist()}
    return {name: size for name, size in listed.items() if ".dist-info/" not in name}


def strays(files: Sizes) -> list[str]:
    """List the files that have no business in a wheel."""
    return [
        name
        for name in files
        if not BELONGS.match(name) or name.rpartition(".")[2] not in KINDS
    ]


def over_budget(files: Sizes, packed: int) -> list[str]:
    """List the folders that are too heavy, or have no budget."""
    spent = Counter({"the wheel": packed})
    for name, size in files.items():
        first, *more = name.removeprefix("pooltools/").split("/")[:-1] or [
            "the modules"
        ]
        spent[first] += size
        if more and f"{first}/{more[0]}" in BUDGET:
            spent[f"{first}/{more[0]}"] += size
    heavy = [name for name in spent if spent[name] > 1000 * BUDGET.get(name, 0)]
    return [f"{n}: {spent[n]} bytes, {BUDGET.get(n, 'no')} kB allowed" for n in heavy]


def test_every_file_of_the_package_is_in_the_wheel_and_no_other(
    built: tuple[Path, Path],
) -> None:
    command = ["git", "ls-files", "-co", "--exclude-standard", "pooltools"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    there = [name for name in told.stdout.splitlines() if (ROOT / name).is_file()]
    assert len(there) >= 200
    wanted = {name for name in there if not name.startswith("pooltools/book/live/")}
    assert set(sizes(built[1])) == wanted


def test_nothing_in_the_wheel_is_dead_weight(built: tuple[Path, Path]) -> None:
    files = sizes(built[1])
    assert {"pooltools/py.typed", "pooltools/data/digits.npz"} <= set(files)
    assert strays(files) == []
    assert over_budget(files, built[1].stat().st_size) == []


@pytest.mark.parametrize(
    "name",
    [
        "pooltools/classroom/set-1.md",
        "pooltools/book/live/site.py",
        "pooltools/widgets/js/dial.js.map",
        "chapters/en/exercises/set-1.md",
        "tests/test_layers.py",
    ],
)
def test_a_stray_file_is_caught(name: str) -> None:
    assert strays({name: 1, "pooltools/pool.py": 1}) == [name]


def test_a_folder_that_grows_and_a_new_one_are_caught() -> None:
    files = {"pooltools/text/a.toml": 162_001, "pooltools/new/a.py": 1}
    files |= {"pooltools/widgets/js/a.js": 620_001, "pooltools/pool.py": 112_000}
    assert over_budget(files, 1_190_001) == [
        "the wheel: 1190001 bytes, 1190 kB allowed",
        "text: 162001 bytes, 162 kB allowed",
        "new: 1 bytes, no kB allowed",
        "widgets/js: 620001 bytes, 620 kB allowed",
    ]


def masters_in(wheel: Path) -> list[str]:
    """List the files that hold what only a teacher should read."""
    masters = sorted(ROOT.glob("chapters/*/exercises/*.md"))
    assert len(masters) >= 4
    titles = [re.findall(rb"^# .*\n", path.read_bytes(), re.M)[0] for path in masters]
    with ZipFile(wheel) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    return [n for n, t in texts.items() if any(title in t for title in titles)]


def test_no_master_of_a_sheet_is_handed_out(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    assert masters_in(built[1]) == []
    with ZipFile(tmp_path / "x.whl", "w") as archive:
        archive.write(ROOT / "chapters/en/exercises/set-2.md", "pooltools/a.py")
    assert masters_in(tmp_path / "x.whl") == ["pooltools/a.py"]
