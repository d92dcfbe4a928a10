"""The workflows take nothing on trust, and `make lint` runs every check."""

import json
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from pooltools.book.live.buttons import BRANCH

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def text(name: str) -> str:
    return (ROOT / ".github/workflows" / f"{name}.yml").read_text("utf-8")


def unpinned(workflow: str) -> list[str]:
    """List the actions without a commit, or without the tag that it had."""
    used = re.findall(r"\buses: *(.*)$", workflow, re.M)
    return [action for action in used if not PINNED.fullmatch(action)]


def findings(*workflows: Path) -> list[str]:
    """Return the names of what zizmor finds."""
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [zizmor, "--offline", "--format", "json", *workflows]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.stdout, done.stderr
    return sorted({found["ident"] for found in json.loads(done.stdout)})


def test_every_action_is_pinned_and_says_its_tag() -> None:
    assert len(WORKFLOWS) >= 3
    used = [path.read_text("utf-8") for path in WORKFLOWS]
    assert sum(workflow.count("uses:") for workflow in used) >= 12
    assert [action for workflow in used for action in unpinned(workflow)] == []


@pytest.mark.parametrize(
    "line",
    ["uses: a/b@v4", f"uses: a/b@{'0' * 40}", f"uses: a/b@{'0' * 39} # v1.0.0"],
)
def test_an_action_without_a_pin_is_caught(line: str) -> None:
    assert len(unpinned(f"- {line}\n- uses: a/b@{'f' * 40} # v1.2.3\n")) == 1


def test_zizmor_finds_nothing() -> None:
    assert findings(*WORKFLOWS) == []


SEEDED = {
    "unpinned-uses": (r"(actions/checkout)@\w+ # v(\d)\S+", r"\1@v\2"),
    "artipacked": (r"with: \{ persist-credentials: false \}", ""),
    "excessive-permissions": (r"(\n|    )permissions: \{.*\}", ""),
    "template-injection": (r"pytest", "pytest ${{ github.head_ref }}"),
}


@pytest.mark.parametrize("name", SEEDED)
def test_zizmor_finds_what_is_seeded(name: str, tmp_path: Path) -> None:
    seeded, times = re.subn(*SEEDED[name], text("test"))
    assert times
    (tmp_path / "seeded.yml").write_text(seeded, "utf-8")
    assert findings(tmp_path / "seeded.yml") == [name]


def may(name: str) -> dict[str, dict[str, str]]:
    """Return what each job of a workflow may, beyond reading."""
    workflow = yaml.safe_load(text(name))
    assert workflow["permissions"] == {}
    return {
        job: beyond
        for job, asked in workflow["jobs"].items()
        if (beyond := {k: v for k, v in asked["permissions"].items() if v != "read"})
    }


def test_a_job_may_do_what_it_is_for_and_no_more() -> None:
    assert may("test") == {}
    assert may("release") == {"publish": {"id-token": "write"}}
    assert may("book") == {
        "deploy": {"pages": "write", "id-token": "write"},
        "notebooks": {"contents": "write"},
    }


def test_nothing_is_published_unless_the_owner_has_switched_it_on() -> None:
    workflow = yaml.safe_load(text("release"))
    assert set(workflow[True]) == {"release", "workflow_dispatch"}  # YAML reads: on
    publish = workflow["jobs"]["publish"]
    assert publish["environment"] == "pypi"
    release, switch = publish["if"].split(" && ")
    assert release == "github.event_name == 'release'"
    assert switch == "vars.PUBLISH_TO_PYPI == 'yes'"


def test_the_book_that_is_deployed_is_built_once_and_tested() -> None:
    steps = yaml.safe_load(text("book"))["jobs"]["build"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    makes = [run for run in runs if "make" in run.split()]
    assert makes == ['make test REPOSITORY="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"']


def test_the_wheels_of_older_versions_go_round_from_site_to_site() -> None:
    jobs = yaml.safe_load(text("book"))["jobs"]
    made, kept = jobs["build"]["steps"], jobs["notebooks"]["steps"]
    with_names = [step.get("with", {}) for step in made]
    assert {"name": "wheels", "path": "_build/html/wheels"} in with_names
    told = [step.get("with", {}) for step in kept]
    assert {"name": "wheels", "path": "notebooks/wheels"} in told
    runs = [step.get("run", "") for step in made]
    older = next(n for n, run in enumerate(runs) if "wheels/*.whl" in run)
    assert f"origin {BRANCH}" in runs[older]
    assert older < next(n for n, run in enumerate(runs) if "make test" in run)


def test_the_oldest_run_takes_the_lowest_versions_that_are_stated() -> None:
    job = yaml.safe_load(text("test"))["jobs"]["oldest"]
    uses = [step["with"] for step in job["steps"] if "with" in step]
    stated = (ROOT / "pyproject.toml").read_text("utf-8")
    lowest = f'requires-python = ">={uses[1]["python-version"]}"'
    assert lowest in stated
    runs = [step["run"] for step in job["steps"] if "run" in step]
    install = next(run for run in runs if "install" in run)
    assert "constraints-oldest.txt" in install
    file = (ROOT / ".github/constraints-oldest.txt").read_text("utf-8")
    versions = dict(re.findall(r"^([\w-]+)==([\d.]+)$", file, re.M))
    assert {"numpy", "pytest"} <= set(versions)
    for name, version in versions.items():
        least = re.search(rf'"{name}>=([\d.]+)', stated)
        assert least, name
        assert f"{version}.0.0".startswith(f"{least[1]}.0"), name
    asked = set(install.split("-e . ")[1].split(" --")[0].split()) | {"numpy"}
    assert asked == set(versions)


def test_make_lint_runs_every_check() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.M)
    assert recipe
    lines = recipe[1].splitlines()
    assert all(line.startswith("\t$(BIN)/") and "||" not in line for line in lines)
    checks = "ruff check", "ruff format --check", "mypy", "codespell"
    checks += "zizmor --offline", "tests/test_layers.py", "tests/test_dependencies.py"
    assert [check for check in checks if check not in recipe[1]] == []
