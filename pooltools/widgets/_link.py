"""Turn a view and the modules it imports into one text.

The front end is written as plain ES modules, but anywidget takes a single
source and a page opened from disk may load no module at all.  So the modules
are laid end to end, imported ones first, their ``import`` lines and ``export``
words taken out.  No bundler, no Node.  The modules keep three rules, which a
test checks: one import per line, named exports at the declaration, and no
top-level name twice.
"""

import json
import re
from functools import cache
from pathlib import Path

JS = Path(__file__).parent / "js"
CSS = Path(__file__).parent / "css"

_IMPORT = re.compile(r'^import \{ [^}]+ \} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:/\*\*?[\s\S]*?\*/|//.*)\n", re.MULTILINE)


def module_order(name: str) -> list[str]:
    """Return the file names a view needs, each after those it imports.

    Parameters
    ----------
    name : str
        The view's file in ``js/``, for example ``"bench.js"``.

    Returns
    -------
    list of str
        Every file once, the view last.

    Examples
    --------
    >>> module_order("dom.js")
    ['dom.js']
    >>> module_order("bench.js")[-1]
    'bench.js'
    """
    order: list[str] = []

    def visit(file: str) -> None:
        for needed in _IMPORT.findall(read_js(file)):
            if needed not in order:
                visit(needed)
        order.append(file)

    visit(name)
    return order


def read_js(name: str) -> str:
    """Return the source of one module in ``js/``."""
    return (JS / name).read_text(encoding="utf-8")


def plain(name: str) -> str:
    """Return the source of one module without comments and indentation."""
    return _lean(read_js(name))


def flatten(name: str) -> str:
    """Return a view and all it imports as one script body, lean."""
    text = "".join(read_js(file) for file in module_order(name))
    return _lean(_EXPORT.sub("", _IMPORT.sub("", text)))


def _lean(text: str) -> str:
    """Take out comments and indentation: no module has a text of several lines."""
    return _INDENT.sub("", _COMMENT.sub("", text))


@cache
def notebook_module(name: str) -> str:
    """Return a view as the one ES module that a notebook loads."""
    return f"{flatten(name)}export default {{ render }};\n"


@cache
def page_script(name: str, widget: str) -> str:
    """Return a view as the classic script that a built page loads."""
    body = flatten(name)
    return (
        f"pooltools.define({json.dumps(widget)}, () => {{\n{body}"
        "return { render, valid };\n});\n"
    )


@cache
def stylesheet(*names: str) -> str:
    """Return the named files of ``css/`` one after the other, without comments."""
    text = "".join((CSS / name).read_text(encoding="utf-8") for name in names)
    return re.sub(r"/\*[\s\S]*?\*/\n?", "", text)
