"""The front end's modules keep the rules that let them be laid end to end."""

import re

import pytest

from pooltools.widgets import _link

MODULES = sorted(path.name for path in _link.JS.glob("*.js") if path.name != "host.js")
PURE = (
    "bins.js",
    "channels.js",
    "counting.js",
    "family.js",
    "layout.js",
    "noise.js",
    "pool.js",
    "pyramid.js",
    "sheet.js",
    "stairs.js",
)
TOP_LEVEL = re.compile(
    r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE
)


def broken_rules(source: str) -> list[str]:
    """Return which rules of the linker a module's source breaks."""
    found = []
    rest = _link._COMMENT.sub("", _link._IMPORT.sub("", source))
    if re.search(r"^\s*import\b", rest, re.MULTILINE):
        found.append("one import per line, with braces")
    declared = _link._EXPORT.sub("", rest)
    if re.search(r"^\s*export\b", declared, re.MULTILINE):
        found.append("named exports at the declaration")
    if "*/" in rest or re.search(r"^\s*/\*", rest, re.MULTILINE):
        found.append("comments on lines of their own")
    return found


def test_there_are_modules_to_check() -> None:
    assert len(MODULES) >= 6


@pytest.mark.parametrize("name", MODULES)
def test_a_module_keeps_the_rules_of_the_linker(name: str) -> None:
    assert broken_rules(_link.read_js(name)) == []


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ('import x from "./pool.js";\n', "one import per line, with braces"),
        ("const a = 1;\nexport { a };\n", "named exports at the declaration"),
        ("export default 3;\n", "named exports at the declaration"),
        ("const a = 1; /* why */\n", "comments on lines of their own"),
    ],
)
def test_a_broken_rule_is_found(source: str, rule: str) -> None:
    assert broken_rules(source) == [rule]


def repeated_names(view: str) -> list[str]:
    names = TOP_LEVEL.findall(
        "".join(_link.read_js(name) for name in _link.module_order(view))
    )
    return sorted({name for name in names if names.count(name) > 1})


@pytest.mark.parametrize(
    "view",
    [name for name in MODULES if "export function render" in _link.read_js(name)],
)
def test_no_top_level_name_is_used_twice_in_a_view(view: str) -> None:
    assert len(_link.module_order(view)) >= 4
    assert repeated_names(view) == []


@pytest.mark.parametrize("name", [name for name in MODULES if name in PURE])
def test_a_pure_module_knows_no_document(name: str) -> None:
    code = _link.plain(name)
    assert not re.search(r"\b(?:document|navigator|globalThis)\b", code)


def test_a_linked_view_has_no_import_left_and_one_default_export() -> None:
    text = _link.notebook_module("bench.js")
    assert not re.search(r"^import\b", text, re.MULTILINE)
    assert len(re.findall(r"^export\b", text, re.MULTILINE)) == 1
    assert "poolWindow" in text


def test_no_color_is_named_outside_the_tokens() -> None:
    sheets = [p for p in _link.CSS.glob("*.css") if p.name != "tokens.css"]
    assert len(sheets) >= 2
    for path in sheets:
        assert not re.search(
            r"#[0-9a-fA-F]{3,8}\b|rgba?\([\d ]", path.read_text("utf-8")
        )


def test_no_two_widgets_style_the_same_class() -> None:
    """A notebook may show all of them at once, each with its own sheet."""
    first = re.compile(r"(?:^|[,{}])\s*(\.pool-[\w-]+)")
    owners: dict[str, set[str]] = {}
    for path in _link.CSS.glob("*.css"):
        if path.name not in ("tokens.css", "widget.css"):
            for name in first.findall(path.read_text("utf-8")):
                owners.setdefault(name, set()).add(path.stem)
    assert len(owners) > 40
    shared = {name: found for name, found in owners.items() if len(found) > 1}
    assert set(shared) <= {".pool-widget"}, shared
