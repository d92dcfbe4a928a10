"""What the package says of itself: version, licence, links, how to cite it."""

import importlib.util
import re
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import pooltools

from .conftest import ROOT, build, metadata, run

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REPOSITORY = PYPROJECT["tool"]["hatch"]["metadata"]["hooks"]["custom"]["repository"]
SOMEWHERE = "https://github.com/owner/name"


def test_the_version_stands_in_one_place(built: tuple[Path, Path]) -> None:
    assert metadata(built[1])["Version"] == pooltools.__version__
    assert built[0].name == f"pooltools-{pooltools.__version__}.tar.gz"
    assert "version" not in PYPROJECT["project"]


def test_the_licences_are_named_and_enclosed(built: tuple[Path, Path]) -> None:
    found = metadata(built[1])
    assert found["License-Expression"] == "BSD-3-Clause AND CC-BY-4.0 AND CC0-1.0"
    enclosed = ["LICENSE", "LICENSE-text.md", "pooltools/data/README.md"]
    assert found.get_all("License-File") == enclosed
    rights = (ROOT / enclosed[-1]).read_text("utf-8")
    assert all(name in rights for name in ("BSD-3-Clause", "CC BY 4.0", "CC0"))


def test_twine_finds_nothing_to_correct(built: tuple[Path, Path]) -> None:
    check = [sys.executable, "-m", "twine", "check", "--strict"]
    done = run(*check, *built, where=ROOT)
    assert not done.returncode, done.stdout + done.stderr


# ---- how to cite it ---------------------------------------------------------

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def disagreements(
    citation: dict[str, Any], changelog: str, repository: str
) -> list[str]:
    """List what a CITATION.cff says otherwise than the rest."""
    entry = re.search(r"^## ([\d.]+), (.+)$", changelog, re.M)
    assert entry, "the changelog has no entry such as: ## 1.0, 2030-01-31"
    date = "" if entry[2] == "unreleased" else entry[2]
    expected = {
        "version": pooltools.__version__,
        "date-released": date,
        "repository-code": repository,
        "license": PYPROJECT["project"]["license"].partition(" ")[0],
    }
    wrong = [k for k, value in expected.items() if str(citation.get(k, "")) != value]
    return wrong + ["changelog"] * (entry[1] != pooltools.__version__)


def test_the_citation_agrees_with_the_package_and_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert disagreements(CITATION, changelog, REPOSITORY) == []


def test_a_citation_that_disagrees_is_caught() -> None:
    wrong = {"version": "9.0", "date-released": "2030-01-01", "license": "MIT"}
    found = disagreements(wrong, "## 9.0, 2031-01-01\n", SOMEWHERE)
    assert found == [
        "version", "date-released", "repository-code", "license", "changelog"
    ]  # fmt: skip


# ---- links, with and without a repository -----------------------------------


def relative_links(readme: str) -> list[str]:
    """Return the links that only a reader of the repository can follow."""
    prose = re.sub(r"^```.*?^```$", "", readme, flags=re.M | re.S)
    links = re.findall(r"\]\(\s*<?([^)\s>]*)", prose)
    links += re.findall(r"^\[[^]]+\]:\s*(\S+)", prose, re.M)
    links += re.findall(r"""<\w[^>]* (?:src|href)=["']?([^"'>\s]+)""", prose)
    return [link for link in links if not re.match(r"https?://|mailto:|#", link)]


@pytest.mark.parametrize(
    "readme",
    ["[a](b.md)", "![a](b.md 'c')", "[a](<b.md>)", "[a]: b.md", '<img src="b.md">'],
)
def test_a_relative_link_is_found(readme: str) -> None:
    assert relative_links(readme) == ["b.md"]
    assert relative_links(readme.replace("b.md", "https://b.example/")) == []


def hook(address: str) -> dict[str, Any]:
    """Return what the build's hook makes of an address."""
    place = ROOT / "hatch_build.py"
    spec = importlib.util.spec_from_file_location("hatch_build", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = {"version": "9.1"}
    module.RepositoryHook(str(ROOT), {"repository": address}).update(found)
    return found


def test_where_the_repository_is_known_pypi_leads_there() -> None:
    found = hook(SOMEWHERE)
    shown = found["readme"]["text"]
    assert found["urls"]["Source"] == SOMEWHERE
    assert f"({SOMEWHERE}/raw/v9.1/chapters/images/bench.png)" in shown
    assert f"[CONTRIBUTING.md]({SOMEWHERE}/blob/v9.1/CONTRIBUTING.md) says" in shown
    assert relative_links(shown) == []


def test_gitlab_has_its_pages_elsewhere() -> None:
    there = "https://gitlab.com/group/part/name"
    found = hook(there)
    assert found["urls"]["Source"] == there
    assert found["urls"]["Issues"] == f"{there}/-/issues"
    assert (
        f"[CONTRIBUTING.md]({there}/-/blob/v9.1/CONTRIBUTING.md)"
        in (found["readme"]["text"])
    )


def test_where_it_is_not_known_words_stay_and_links_go() -> None:
    found = hook("")
    shown = found["readme"]["text"]
    assert "urls" not in found
    assert "![" not in shown
    assert "CONTRIBUTING.md says" in shown
    assert relative_links(shown) == []


@pytest.mark.parametrize("wrong", ["github.com/owner/name", "https://owner.example/x"])
def test_an_address_that_leads_nowhere_stops_the_build(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"is not https://github\.com/owner/name"):
        hook(wrong)


def test_one_line_takes_the_address_into_the_wheel(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    with tarfile.open(built[0]) as archive:
        archive.extractall(tmp_path, filter="data")
    sources = tmp_path / built[0].name.removesuffix(".tar.gz")
    (sources / "PKG-INFO").unlink()  # as in a clone
    file, line = sources / "pyproject.toml", f'repository = "{REPOSITORY}"'
    text = file.read_text("utf-8")
    assert text.count(line) == 1
    file.write_text(text.replace(line, f'repository = "{SOMEWHERE}"'), "utf-8")
    found = metadata(build(sources, tmp_path / "dist")[1])
    assert f"Source, {SOMEWHERE}" in found.get_all("Project-URL", [])
    assert f"]({SOMEWHERE}/blob/" in str(found.get_payload())
    told = metadata(built[1]).get_all("Project-URL", [])
    assert bool(told) == bool(REPOSITORY)


def test_no_other_file_repeats_the_address() -> None:
    if REPOSITORY:
        names = run("git", "grep", "-lF", REPOSITORY, where=ROOT).stdout.split()
        assert names == ["CITATION.cff", "pyproject.toml"]
