"""Every frozen file is listed, can be made anew, and is not stale."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from pooltools.book.experiments import robustness_table, turned_table

from .conftest import NEEDS
from .make import __main__ as command
from .make import robustness, speed
from .make.frozen import FILES, LISTED, ROOT, Frozen

PLACES = (
    "tests/data/*",
    "tests/make/*.txt",
    "tests/book/bench/*.md",
    "tests/book/bench/*.svg",
    "pooltools/data/*.json",
    "pooltools/nets/*.json",
    "pooltools/book/tables/*.json",
    "pooltools/book/experiments/*.json",
)
HERE = Path(__file__).parent
CHEAP = [frozen.name for frozen in LISTED if frozen.cheap]


def unlisted(files: set[Path], listed: tuple[Frozen, ...]) -> list[Path]:
    """Return the files that nothing makes, and those made that are not there."""
    return sorted(files ^ {path for frozen in listed for path in frozen.paths})


def there() -> set[Path]:
    return {path for place in PLACES for path in ROOT.glob(place)}


def test_every_frozen_file_is_listed_and_every_listed_file_is_there() -> None:
    assert len(there()) >= 21
    assert unlisted(there(), LISTED) == []
    assert len(FILES) == len(LISTED)


def test_a_file_that_is_not_listed_and_one_that_is_gone_would_be_found() -> None:
    more, gone = ROOT / "tests/data/new.json", FILES["noise"].paths[0]
    assert unlisted({*there(), more} - {gone}, LISTED) == [more, gone]


def test_each_is_made_by_the_module_of_its_name_and_no_other_writes_one() -> None:
    modules = {path.stem: path for path in (HERE / "make").glob("*.py")}
    assert set(modules) == {*FILES, "__init__", "__main__", "frozen"}
    for name in FILES:
        text = modules[name].read_text("utf-8")
        functions = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
        assert "made" in {function.name for function in functions}
        assert "write_text" not in text


def imported(path: Path) -> set[str]:
    """Return the packages that a file imports."""
    found = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [name.name for n in found if isinstance(n, ast.Import) for name in n.names]
    names += [n.module or "" for n in found if isinstance(n, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def test_no_module_is_kept_from_pytest_that_does_not_ask_a_library() -> None:
    assert len(NEEDS) >= 9
    assert {f: n for f, n in NEEDS.items() if n not in imported(HERE / f)} == {}


@pytest.mark.parametrize("name", CHEAP)
def test_what_is_cheap_to_make_is_what_is_made_today(name: str) -> None:
    assert len(CHEAP) >= 10
    assert FILES[name].stale() == [], f"python -m tests.make {name}"


def changed(value: Any) -> Any:
    """Return a result with one number a little larger."""
    if isinstance(value, dict):
        numbers = (key for key in value if changed(value[key]) != value[key])
        return value | {key: changed(value[key]) for key in [*numbers][:1]}
    if isinstance(value, list):
        for i, entry in enumerate(value):
            if changed(entry) != entry:
                return [*value[:i], changed(entry), *value[i + 1 :]]
        return value
    return value + 1e-6 if isinstance(value, int | float) else value


@pytest.mark.parametrize("name", [name for name in CHEAP if name != "drawn"])
def test_a_number_that_is_a_little_off_would_be_noticed(name: str) -> None:
    held = FILES[name].read()  # the pictures of "drawn" are texts: the same or not
    assert not FILES[name].differ(held, json.loads(json.dumps(held)))
    assert FILES[name].differ(held, changed(held))
    assert FILES[name].differ(held, [held])


def test_a_stale_file_is_noticed_and_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh, copy = FILES["noise"].paths[0].read_text("utf-8"), tmp_path / "noise.json"
    monkeypatch.setattr(Frozen, "paths", property(lambda self: [copy]))
    monkeypatch.setattr(command, "ROOT", tmp_path)
    copy.write_text(fresh.replace('"salt": 10', '"salt": 11'), "utf-8")
    assert [path for path, _ in FILES["noise"].stale()] == [copy]
    assert command.main(["noise", "noise"]) == 0
    assert capsys.readouterr().out == "noise: new in noise.json\nnoise: as it was\n"
    copy.unlink()
    assert command.main(["noise"]) == 0
    assert copy.read_text("utf-8") == fresh


def test_the_command_lists_all_and_says_what_it_could_not_make(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([]) == 0
    told = capsys.readouterr().out
    assert all(str(path.relative_to(ROOT)) in told for f in LISTED for path in f.paths)
    assert all(frozen.holds in told for frozen in LISTED)
    assert command.main(["nose"]) == 1
    assert "There is no 'nose' among them." in capsys.readouterr().out
    monkeypatch.setattr(Frozen, "ready", False)
    assert command.main(["cases"]) == 1
    wanted = "cases: left as it is, it needs PyTorch, .[oracles]\n"
    assert capsys.readouterr().out == wanted


def test_the_slow_ones_are_written_as_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their numbers are other tests' business: only the form is looked at."""
    rows = {row[:3]: row for row in robustness_table()}
    monkeypatch.setattr(robustness, "measure", lambda *design: rows[design])
    monkeypatch.setattr(
        robustness, "turn", lambda *way: [r for r in turned_table() if r[:3] == way]
    )
    path = FILES["robustness"].paths[0]
    assert robustness.made(map) == path.read_text("utf-8")
    numbers, report, _ = FILES["speed"].paths
    answer = numbers.read_text("utf-8")
    monkeypatch.setattr(speed.subprocess, "check_output", lambda *a, **k: answer)
    assert speed.made()[:2] == (answer, report.read_text("utf-8"))
