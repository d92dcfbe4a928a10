"""Turn a view and the modules it imports into one text.

The front end is written as plain ES modules, but anywidget takes a single
source and a page opened from disk may load no module at all.  So the modules
are laid end to end, imported ones first, their ``import`` lines and ``export``
words taken out, and comments that have lines of their own.  No bundler, no Node.

`js/arithmetic` knows no document, nor does `js/goals`, the challenges of each widget;
`js/parts` is what several views share, `js/views` has one file for each widget,
``js/host.js`` mounts them on a page, and `js/page` is what a page has besides:
addresses of states, and the dock.  `js/hall` fills the screen with a picture, and
saves it: a script of its own on a page, part of the one module of a notebook.
Tests check what all this stands on: who may import whom, named imports and
exports at the declaration, no top-level name twice, no template of several lines.
"""

import json
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from ..text import LANGUAGES, table

JS = Path(__file__).parent / "js"
CSS = Path(__file__).parent / "css"
HALL = "hall/hall.js"

_IMPORT = re.compile(
    r'^import \{[^{}]+\} from "(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//.*)\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @[^*]*\*/ ?")
_DECLARATION = re.compile(
    r"^(?=(?:async function|function|class|const|let) )", re.MULTILINE
)
_ASIDE = re.compile(r"(?<=[;,{(]) // .*$|\n(?=\n)", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def imports(name: str) -> list[str]:
    """Return the modules that one imports, by their places in ``js/``.

    Examples
    --------
    >>> imports("arithmetic/sheet.js")
    ['arithmetic/hash.js']
    """
    places = _IMPORT.findall(read_js(name))
    return [normpath(join(dirname(name), place)) for place in places]


def module_order(*names: str) -> list[str]:
    """Return the modules that some need, each after those it imports.

    Parameters
    ----------
    *names : str
        Places in ``js/``, for example of a view, ``"views/bench.js"``.

    Returns
    -------
    list of str
        Every module once, the last one named last.

    Examples
    --------
    >>> module_order("parts/dom.js")
    ['parts/dom.js']
    >>> module_order("views/bench.js")[-1]
    'views/bench.js'
    """
    order: list[str] = []

    def visit(module: str) -> None:
        for needed in imports(module):
            if needed not in order:
                visit(needed)
        if module not in order:
            order.append(module)

    for name in names:
        visit(name)
    return order


def read_js(name: str) -> str:
    """Return the source of one module in ``js/``."""
    return (JS / name).read_text(encoding="utf-8")


def bare(source: str) -> str:
    """Return a module without imports, export words, and lines of comment alone."""
    return _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", source)))


def flatten(*names: str) -> str:
    """Return modules and all they import as one script body."""
    return "".join(bare(read_js(module)) for module in module_order(*names))


def needed(body: str, *roots: str) -> str:
    r"""Return those declarations of a script that its roots use, or that these use.

    A word counts as a use wherever it stands, so none is left out by mistake.

    Examples
    --------
    >>> needed("const a = b;\nconst b = 1;\nconst c = a;\n", "a")
    'const a = b;\nconst b = 1;\n'
    """
    parts = [part for part in _DECLARATION.split(body) if part]
    owners = {name: part for part in parts for name in _declared(part)}
    kept, todo = set[str](), list(roots)
    while todo:
        part = owners.get(todo.pop(), "")
        if part not in kept:
            kept.add(part)
            todo += re.findall(r"\w+", part)
    return "".join(part for part in parts if part in kept)


def _declared(part: str) -> list[str]:
    """Return the names that a declaration gives."""
    words = part.removeprefix("async ").partition(" ")[2]
    several = re.match(r"[\[{](.*?)[\]}] =", words)
    return re.findall(r"\w+", several[1]) if several else re.findall(r"\w+", words)[:1]


@cache
def notebook_module(view: str) -> str:
    """Return a view as the one ES module that a notebook loads, the hall in it."""
    door = f"DOOR.hall = async () => openHall({hall_words(*LANGUAGES)});\n"
    body = flatten(f"views/{view}.js", HALL)
    return f"{body}{door}export default {{ render }};\n"


@cache
def page_script(view: str, widget: str) -> str:
    """Return a view as the classic script that a built page loads.

    A view has rules of its own, ``valid``, only where two fields depend on each other.
    """
    name = f"views/{view}.js"
    has_rules = "export function valid(" in read_js(name)
    given = ["render", "valid"] if has_rules else ["render"]
    body = needed(flatten(name), *given)
    return _classic(json.dumps(widget), body, f"{{ {', '.join(given)} }}")


@cache
def host_script() -> str:
    """Return the host as the classic script that a built page loads first."""
    return _INDENT.sub(
        "", f"(() => {{\n{needed(flatten('host.js'), 'start')}start();\n}})();\n"
    )


@cache
def dock_script(words: str) -> str:
    """Return the dock, with its words as JSON, as a classic script like a view's."""
    given = f"{{ start: (host) => start(host, {words}), bring }}"
    body = needed(flatten("page/dock.js"), "start", "bring")
    return _classic('"dock"', body, given)


@cache
def hall_script(language: str) -> str:
    """Return the hall as a classic script like a view's, in one language."""
    body = needed(flatten(HALL), "openHall")
    return _classic('"hall"', body, f"openHall({hall_words(language)})")


def hall_words(*languages: str) -> str:
    """Return the words of the hall by language, as JSON."""
    words = {
        language: {key: said[language] for key, said in table("hall").items()}
        for language in languages
    }
    return json.dumps(words, ensure_ascii=False)


def _classic(name: str, body: str, given: str) -> str:
    """Return what defines something on a page, without types, asides, indentation."""
    text = f"pooltools.define({name}, () => {{\n{body}return {given};\n}});\n"
    return _INDENT.sub("", _ASIDE.sub("", _TYPE.sub("", text)))


@cache
def stylesheet(*names: str) -> str:
    """Return the named files of ``css/``, without comments and needless spaces."""
    text = "".join((CSS / name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*[\s\S]*?\*/\n?", "", text)
    return re.sub(SPACED, lambda found: found[1] or found[2] or found[3], text)


SPACED = r'("[^"]*")|\s*([{};,])\s*|(:)\s+'
"""A string; a sign, with the spaces around it; a colon, with those after it."""
