"""Compile Python's archives for the browser beforehand, so that it starts sooner.

They hold sources only, and a browser keeps no compiled copy: each start would compile
some hundred modules anew.  This runs within Pyodide itself, see bytecode.js, whose
bytecode is the only one it reads.
"""

import importlib.util
import re
import zipfile
from importlib._bootstrap_external import (  # type: ignore[attr-defined]
    _code_to_hash_pyc as to_file,
)
from pathlib import Path

SELDOM = re.compile(
    r"/(lexers|styles|formatters|third_party|tests?|unittest|multiprocessing|xml"
    r"|xmlrpc|wsgiref|pydoc_data|lib2to3|turtledemo|encodings/(cp|mac|iso))"
)
"""Parts of archives that a start does not load; compiled they would be larger."""

NEVER = re.compile(r"/third_party/(django-stubs|typeshed/\w+/2)/")
"""Of jedi: completes the names of Django, and of Python 2."""


def compile_archive(archive: Path) -> None:
    """Put bytecode in the stead of an archive's sources."""
    part = archive.with_suffix(".part")
    with (
        zipfile.ZipFile(archive) as old,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for entry in old.infolist():
            if NEVER.search(entry.filename):
                continue
            data, name = old.read(entry), entry.filename
            if name.endswith(".py") and not SELDOM.search(f"/{name}"):
                code = compile(data, name, "exec", dont_inherit=True)
                data = to_file(code, importlib.util.source_hash(data), False)
                name += "c"
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    part.replace(archive)
