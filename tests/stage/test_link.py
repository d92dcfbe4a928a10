"""The front end's modules keep the rules that let them be laid end to end."""

import re
from collections.abc import Iterator

import pytest

from pooltools.widgets import _link

MODULES = sorted(str(p.relative_to(_link.JS)) for p in _link.JS.rglob("*.js"))
VIEWS = [name for name in MODULES if name.startswith("views/")]
ARITHMETIC = [name for name in MODULES if name.startswith(("arithmetic/", "goals/"))]
MAY_IMPORT = {
    "arithmetic": {"arithmetic"},
    "goals": {"arithmetic"},
    "parts": {"arithmetic", "parts"},
    "views": {"arithmetic", "goals", "parts"},
    "page": {"arithmetic", "parts", "page"},
    "hall": {"arithmetic", "parts", "hall"},
    "host.js": {"arithmetic", "parts", "page"},
}
TOP_LEVEL = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
DOCUMENT = re.compile(r"\b(?:document|navigator|location|globalThis|matchMedia)\b")


def broken_rules(source: str) -> list[str]:
    """Return which rules of the linker a module's source breaks."""
    found = []
    rest = _link.bare(source)
    if re.search(r"^\s*import\b", rest, re.MULTILINE):
        found.append("imports by name, from a file here")
    if re.search(r"^\s*export\b", rest, re.MULTILINE):
        found.append("named exports at the declaration")
    if re.search(r"/\*|\*/", re.sub(r"/\*.*?\*/", "", rest)):
        found.append("no comment of several lines beside code")
    if any(line.count("`") % 2 for line in rest.splitlines()):
        found.append("no template of several lines")
    return found


def test_there_are_modules_to_check() -> None:
    assert len(VIEWS) == 14
    assert len(ARITHMETIC) >= 27
    assert {name.partition("/")[0] for name in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_keeps_the_rules_of_the_linker(name: str) -> None:
    assert broken_rules(_link.read_js(name)) == []


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ('import x from "./pool.js";\n', "imports by name, from a file here"),
        ('import { x } from "far";\n', "imports by name, from a file here"),
        ("const a = 1;\nexport { a };\n", "named exports at the declaration"),
        ("export default 3;\n", "named exports at the declaration"),
        ("const a = 1; /* w\nhy */\n", "no comment of several lines beside code"),
        ("const a = `one\n// two`;\n", "no template of several lines"),
    ],
)
def test_a_broken_rule_is_found(source: str, rule: str) -> None:
    assert broken_rules(source) == [rule]


def test_types_may_stand_in_a_line_and_imports_in_several() -> None:
    source = (
        'import {\n  a,\n  b,\n} from "./pool.js";\n'
        '/** @import { Cell } from "./types.js" */\n'
        "const c =\n  /** @type {Cell} */ (a(b));\n/**\n * Text * more\n **/\nc;\n"
    )
    assert broken_rules(source) == []
    assert _link.bare(source) == "const c =\n  /** @type {Cell} */ (a(b));\nc;\n"


def wrong_ways(name: str, imported: list[str]) -> Iterator[str]:
    """Yield what a module may not import."""
    allowed = MAY_IMPORT[name.partition("/")[0]]
    for other in imported:
        if other.partition("/")[0] not in allowed:
            yield f"{name} imports {other}"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_stands_below_it(name: str) -> None:
    assert list(wrong_ways(name, _link.imports(name))) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("arithmetic/pool.js", "parts/dom.js"),
        ("arithmetic/pool.js", "views/bench.js"),
        ("arithmetic/pool.js", "goals/bench.js"),
        ("goals/bench.js", "parts/dom.js"),
        ("parts/grid.js", "goals/bench.js"),
        ("parts/grid.js", "views/bench.js"),
        ("parts/grid.js", "host.js"),
        ("views/bench.js", "views/ruler.js"),
        ("views/bench.js", "host.js"),
        ("host.js", "views/bench.js"),
        ("page/dock.js", "host.js"),
        ("page/dock.js", "views/bench.js"),
        ("views/bench.js", "page/dock.js"),
        ("views/bench.js", "hall/present.js"),
        ("parts/door.js", "hall/hall.js"),
        ("hall/present.js", "page/address.js"),
        ("host.js", "hall/hall.js"),
    ],
)
def test_a_wrong_way_is_found(name: str, other: str) -> None:
    assert list(wrong_ways(name, [other])) == [f"{name} imports {other}"]


def repeated_names(view: str) -> list[str]:
    """Return what the module of a notebook, or a page's script, would declare twice."""
    names = TOP_LEVEL.findall(_link.flatten(view, _link.HALL))
    return sorted({name for name in names if names.count(name) > 1})


@pytest.mark.parametrize("view", [*VIEWS, "host.js", "page/dock.js"])
def test_no_top_level_name_is_used_twice_in_a_view(view: str) -> None:
    assert repeated_names(view) == []


def test_a_name_used_twice_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _link.read_js
    more = "\nfunction formatNumber() {}\n"
    monkeypatch.setattr(
        _link, "read_js", lambda name: read(name) + more * (name == "views/bench.js")
    )
    assert repeated_names("views/bench.js") == ["formatNumber"]


@pytest.mark.parametrize("name", ARITHMETIC)
def test_arithmetic_knows_no_document(name: str) -> None:
    assert not DOCUMENT.search(_link.bare(_link.read_js(name)))


@pytest.mark.parametrize("name", ["parts/dom.js", "parts/glide.js", "host.js"])
def test_a_document_would_be_found(name: str) -> None:
    assert DOCUMENT.search(_link.bare(_link.read_js(name)))


def test_a_linked_view_has_no_import_left_and_one_default_export() -> None:
    text = _link.notebook_module("bench")
    assert not re.search(r"^import\b", text, re.MULTILINE)
    assert len(re.findall(r"^export\b", text, re.MULTILINE)) == 1
    assert "poolWindow" in text


@pytest.mark.parametrize("view", ["bench", "sawtooth"])
def test_a_page_is_sent_no_types_and_no_asides(view: str) -> None:
    page = _link.page_script(view, "name")
    notebook = _link.needed(_link.flatten(f"views/{view}.js"), "render", "valid")
    assert "/** @" in notebook
    assert "/** @" not in page
    assert " // " in notebook
    assert " // " not in page
    plain = re.sub(r"/\*\* @.*?\*/ ?| // .*", "", notebook)
    assert "".join(plain.split()) in "".join(page.split())
    assert "\n\n" not in page


PARTS = """const [A, B] = [1, 2];
const { c, d: e } = f();
function f() {
  return 1; // g
}
async function g() {}
class H {}
let i = 0;
const text = "H";
"""


@pytest.mark.parametrize(
    ("root", "kept"),
    [("A", 1), ("B", 1), ("e", 3), ("f", 2), ("g", 1), ("text", 2), ("i", 1)],
)
def test_what_nobody_needs_is_left_out(root: str, kept: int) -> None:
    lines = _link.needed(PARTS, root)
    starts = re.findall(r"^(?:async|const|function|class|let)\b", lines, re.MULTILINE)
    assert len(starts) == kept
    assert root in lines


def test_the_order_stays_and_nothing_that_is_used_is_missed() -> None:
    everything = _link.needed(PARTS, "A", "e", "g", "i", "text")
    assert everything == PARTS
    assert _link.needed(PARTS, "nothing") == ""


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_gets_all_names_that_its_view_uses(view: str) -> None:
    whole = _link.flatten(view)
    sent = _link.needed(whole, "render", "valid")
    assert len(sent) < len(whole)
    gone = set(TOP_LEVEL.findall(whole)) - set(TOP_LEVEL.findall(sent))
    assert gone
    assert not gone & set(re.findall(r"\w+", sent))


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
        if path.name not in ("tokens.css", "widget.css", "hall.css"):
            plain = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            for name in first.findall(plain):
                owners.setdefault(name, set()).add(path.stem)
    assert len(owners) > 40
    shared = {name: found for name, found in owners.items() if len(found) > 1}
    assert set(shared) <= {".pool-widget"}, shared
