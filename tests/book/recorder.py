"""Execute every page, and write down which modules it loads and which files it reads.

Networks are left untrained, as training takes long and reads nothing more.
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell

from .pages import ROOT, parse

CODE = (".py", ".pyc")


class Recorder:
    """Notes what is opened in the book's folder, code and the environment apart."""

    def __init__(self):
        self.files = set()
        sys.addaudithook(self.note)

    def note(self, event, arguments):
        if event == "open" and isinstance(arguments[0], str | os.PathLike):
            path = Path(arguments[0]).absolute()
            inside = path.is_relative_to(ROOT) and not path.is_relative_to(sys.prefix)
            if inside and path.suffix not in CODE:
                self.files.add(path.relative_to(ROOT).as_posix())


def ours():
    return {name for name in sys.modules if name.split(".")[0] == "pooltools"}


def leave_untrained():
    for name in ours():
        if hasattr(sys.modules[name], "train"):
            sys.modules[name].train = lambda *anything, **more: None


def execute(page, shell, recorder):
    """Run a page's cells as a kernel does; return what came of it."""
    for name in ours():
        del sys.modules[name]
    shell.reset(new_session=False)
    os.chdir(page.parent)
    cells, errors = parse(page.read_text("utf-8")).cells, []
    recorder.files.clear()
    for cell in cells:
        with contextlib.redirect_stdout(io.StringIO()):
            result = shell.run_cell(cell.source)
        error = result.error_before_exec or result.error_in_exec
        if error and not isinstance(error, AssertionError):  # of what is untrained
            errors.append(f"{cell.source}\n{error!r}")
        leave_untrained()
    files = sorted(recorder.files)
    return {"modules": sorted(ours()), "files": files, "errors": errors}


def main(target):
    recorder, shell = Recorder(), InteractiveShell.instance()
    pages = sorted(ROOT.glob("chapters/[a-z][a-z]/*.md"))
    found = {
        page.relative_to(ROOT).as_posix(): execute(page, shell, recorder)
        for page in pages
    }
    Path(target).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
