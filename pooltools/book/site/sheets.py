"""The classroom sheets' notebooks, made anew at each build for download.

Their masters hold the solutions and never reach the site: the configuration keeps
``exercises`` out, and only what is released is written here.
"""

from pathlib import Path

from sphinx.application import Sphinx

from ...classroom.grading.master import read_sheet
from ...classroom.grading.release import write
from ...text import set_language


def write_sheets(app: Sphinx, error: Exception | None) -> None:
    """Write the students' notebooks beside the pages, as ``sheets/set-1.ipynb``."""
    if error or app.builder.name != "html":
        return
    edition = "zh" if app.config.language == "zh_CN" else "en"
    folder = Path(app.srcdir, "chapters", edition, "exercises")
    for master in sorted(folder.glob("set-*.md")):
        sheet = read_sheet(master)
        set_language(sheet.language)
        target = Path(app.outdir, "sheets", f"{sheet.name}.ipynb")
        target.parent.mkdir(exist_ok=True)
        target.write_text(write(sheet), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Have the notebooks written when the pages are."""
    app.connect("build-finished", write_sheets)
