"""The Chinese edition follows the English one, and every rule is seen to work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from .editions import CHINESE, ENGLISH, differences, read_terms
from .pages import ROOT

PAIRS = sorted(path.name for path in CHINESE.glob("*.md"))
MAY_DIFFER = {
    ("title",),
    ("author",),
    ("exclude_patterns",),
    ("execute", "cache"),
    ("sphinx", "config", "language"),
    ("sphinx", "config", "html_search_options"),
    ("sphinx", "config", "nb_code_prompt_show"),
    ("sphinx", "config", "nb_code_prompt_hide"),
    ("sphinx", "config", "togglebutton_hint"),
    ("sphinx", "config", "togglebutton_hint_hide"),
    ("sphinx", "config", "html_theme_options", "logo"),
    ("sphinx", "config", "html_theme_options", "search_bar_text"),
}


def test_there_are_pairs_and_terms() -> None:
    assert len(PAIRS) >= 3
    assert len(read_terms()) >= 10


@pytest.mark.parametrize("name", PAIRS)
def test_a_chinese_page_follows_its_english_page(name: str) -> None:
    english, chinese = (ENGLISH / name), (CHINESE / name)
    assert english.exists(), f"there is no English {name}"
    found = differences(
        english.read_text("utf-8"), chinese.read_text("utf-8"), read_terms()
    )
    assert found == [], f"{name}: {found}; if only the stamp is old: make stamp"


def flat(config: dict[str, Any], path: tuple[str, ...] = ()) -> dict[Any, Any]:
    leaves: dict[Any, Any] = {}
    for key, value in config.items():
        here = (*path, key)
        if isinstance(value, dict) and here not in MAY_DIFFER:
            leaves |= flat(value, here)
        else:
            leaves[here] = value
    return leaves


def config_of(folder: Path) -> dict[Any, Any]:
    leaves = flat(yaml.safe_load((folder / "_config.yml").read_text("utf-8")))
    return {path: value for path, value in leaves.items() if path not in MAY_DIFFER}


def test_the_configurations_differ_only_where_they_may() -> None:
    english = config_of(ROOT)
    assert len(english) >= 15
    assert english == config_of(CHINESE)


def files_of(toc: dict[str, Any]) -> list[str]:
    return [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]


def test_the_chinese_contents_are_the_english_ones_as_far_as_translated() -> None:
    english = files_of(yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8")))
    chinese = files_of(yaml.safe_load((CHINESE / "_toc.yml").read_text("utf-8")))
    expected = [
        file.replace("chapters/en", "chapters/zh")
        for file in english
        if (CHINESE / f"{Path(file).name}.md").exists()
    ]
    assert len(chinese) >= 2
    assert chinese == expected


Damage = Callable[[str], str]
SEEDED: dict[str, Damage] = {
    "headings": lambda t: t.replace("## 练习", "### 练习"),
    "labels": lambda t: t.replace(":label: two-loops", ":label: loops"),
    "directives": lambda t: t.replace(":class: pitfall", ":class: note"),
    "maths": lambda t: t + "\n$$k^2$$\n",
    "cells": lambda t: t.replace(":tags: [hide-output]\n", "", 1),
    "code": lambda t: t.replace("max_pool2d(x, 2, stride=1)", "max_pool2d(x, 2)", 1),
    "links": lambda t: t.replace("#pooling-bench:mode=min", "#pooling-bench", 1),
    "numbers": lambda t: t.replace("129.1", "129.2", 1),
    "terms": lambda t: t + "\n最大汇聚\n",
    "language": lambda t: t.replace('set_language("zh")', 'set_language("en")'),
    "freshness": lambda t: t.replace("source_hash: ", "source_hash: 0"),
}


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_drift_is_found_by_its_rule(rule: str) -> None:
    name = "01-one-window.md"
    english = (ENGLISH / name).read_text("utf-8")
    good = (CHINESE / name).read_text("utf-8")
    bad = SEEDED[rule](good)
    assert bad != good
    assert rule in differences(english, bad, read_terms())


def test_a_page_may_say_that_it_is_behind() -> None:
    name = "01-one-window.md"
    chinese = (CHINESE / name).read_text("utf-8")
    late = chinese.replace("source_hash: ", "behind: true\nsource_hash: 0", 1)
    english = (ENGLISH / name).read_text("utf-8")
    assert "freshness" not in differences(english, late, read_terms())
