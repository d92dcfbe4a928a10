"""The JavaScript: tests by Node's own runner, types by TypeScript, form by oxlint."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .. import node

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "js"
JS = ROOT / "pooltools/widgets/js"
SCRIPTS = sorted([*(ROOT / "pooltools").rglob("*.js"), *FOLDER.glob("*.mjs")])
LINTER = ROOT / ".oxlintrc.json"
LONGEST = 120


@pytest.fixture(scope="module", autouse=True)
def _modules() -> None:
    if not node.installed():
        pytest.fail(node.MISSING)


def run_tests(*files: Path) -> "subprocess.CompletedProcess[str]":
    command = [node.executable(), "--test", "--test-reporter=tap", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_javascript_tests_run_and_pass() -> None:
    files = sorted(FOLDER.glob("*.test.mjs"))
    assert len(files) >= 17
    done = run_tests(*files)
    counts = dict(re.findall(r"^# (tests|pass|fail|skipped) (\d+)$", done.stdout, re.M))
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(counts["tests"]) == int(counts["pass"]) >= 150
    assert counts["fail"] == counts["skipped"] == "0"


def test_a_failing_javascript_test_fails_here(tmp_path: Path) -> None:
    bad = tmp_path / "bad.test.mjs"
    bad.write_text('import test from "node:test"; test("no", () => { throw 1; });')
    assert run_tests(bad).returncode != 0


def seeded(folder: Path, project: str, mistakes: dict[str, str]) -> Path:
    """Copy the front end with mistakes at the end of some files; return a project."""
    shutil.copytree(JS, folder / "js")
    for name, text in mistakes.items():
        with (folder / "js" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    settings = {
        "extends": str(node.HERE / project),
        "compilerOptions": {"types": []},  # the front end needs nothing of Node
        "include": ["js/arithmetic" if "arithmetic" in project else "js"],
    }
    path = folder / "tsconfig.json"
    path.write_text(json.dumps(settings))
    return path


def test_seeded_type_errors_are_found_and_nothing_else(tmp_path: Path) -> None:
    mistakes = {
        "parts/dom.js": "/** @type {number} */\nexport const x = fill('', {});\n",
        "arithmetic/pool.js": "function unused() {}\n",
        "views/bench.js": "export const y = (z) => z;\n",
        "host.js": "export const y = linkedState({});\n",
    }
    wrong = node.types(seeded(tmp_path, "tsconfig.json", mistakes))
    found = dict(re.findall(r"js/(\S+)\(\d.*?error (TS\d+)", wrong))
    assert found == dict(
        zip(mistakes, ["TS2322", "TS6133", "TS7006", "TS2554"], strict=True)
    )
    assert wrong.count("error TS") == len(mistakes)


def test_arithmetic_that_asks_for_a_document_is_found(tmp_path: Path) -> None:
    mistakes = {"arithmetic/hash.js": "document.title;\n"}
    wrong = node.types(seeded(tmp_path, "tsconfig.arithmetic.json", mistakes))
    assert "Cannot find name 'document'" in wrong
    assert wrong.count("error TS") == 1


def lint(folder: Path) -> str:
    """Return what oxlint finds in a folder, with this repository's rules."""
    oxlint = Path(sys.executable).with_name("oxlint")
    command = [str(oxlint), "--config", str(LINTER), "--deny-warnings", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("export const f = () => { const unused = 1; };\n", "no-unused-vars"),
        ("export const f = (a, b) => a == b;\n", "eqeqeq"),
        ("export const f = () => console.log(1);\n", "no-console"),
        ("// a\n" * 201, "max-lines"),
        ("export function f() {\n" + "  f();\n" * 80 + "}\n",
         "max-lines-per-function"),
    ],
)  # fmt: skip
def test_a_seeded_mistake_of_form_is_found(
    source: str, rule: str, tmp_path: Path
) -> None:
    (tmp_path / "a.js").write_text(source)
    assert f"({rule})" in lint(tmp_path)


def test_the_linter_is_content_with_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("export const f = (a, b) => a === b;\n")
    assert lint(tmp_path) == ""


def broken_law(source: str, *, host: bool = False) -> Iterator[str]:
    """Yield what neither the types nor the linter hold."""
    if any(len(line) > LONGEST for line in source.splitlines()):
        yield "lines are short"
    if re.search(r"@ts-(?:ignore|expect-error|nocheck)", source):
        yield "types are checked"
    types = re.findall(r"(?:^|\s)@\w+ (\{.*)|^ \*   (\w.*)", source, re.MULTILINE)
    if not host and any(re.search(r"\bany\b|\{\*\}", "".join(t)) for t in types):
        yield "types are known"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_keeps_the_law(script: Path) -> None:
    assert len(SCRIPTS) >= 60
    boundary = script.name in (
        "copy.js",  # what JupyterLite has is its own
        "host.js",
        "model.js",
        "page.mjs",
        "past.js",
        "schema.mjs",
        "scorer.js",
        "shared.js",
        "start.js",
    )
    assert list(broken_law(script.read_text("utf-8"), host=boundary)) == []


def test_no_file_is_kept_from_the_linter() -> None:
    assert "ignorePatterns" not in json.loads(LINTER.read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "law"),
    [
        (f"const a = '{'x' * LONGEST}';\n", "lines are short"),
        ("// @ts-ignore\nconst a = 1;\n", "types are checked"),
        ("// @ts-nocheck\n", "types are checked"),
        ("/** @param {any} a */\n", "types are known"),
        ("/** Text. @param {{ a: any[] }} a */\n", "types are known"),
        ("/**\n * @typedef {{\n *   get(key: string): any,\n * }} A\n */\n",
         "types are known"),
    ],
)  # fmt: skip
def test_a_broken_law_is_found(source: str, law: str) -> None:
    assert list(broken_law(source)) == [law]


def test_the_word_any_may_be_said() -> None:
    text = "/** Follow any link. @param {string} a if any */\n"
    assert list(broken_law(text, host=True)) == []


def test_without_what_npm_installs_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(node, "MODULES", tmp_path)
    assert not node.installed()
    assert "python -m tests.node --install" in node.types()


def test_where_npm_is_out_of_reach_the_reason_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "package.json").write_text("{}")  # and no lock file
    monkeypatch.setattr(node, "HERE", tmp_path)
    said = node.install()
    assert said.startswith("npm could not install what checks the JavaScript: ")
    assert "must be in reach once" in said


def test_the_lock_file_names_versions_and_no_addresses() -> None:
    lock = json.loads((node.HERE / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((node.HERE / "package.json").read_text("utf-8"))
    packages = {name: data for name, data in lock["packages"].items() if name}
    assert len(packages) >= 3
    assert all(re.fullmatch(r"[\d.]+", v) for v in wanted["devDependencies"].values())
    for data in packages.values():
        assert "integrity" in data
        assert "resolved" not in data
