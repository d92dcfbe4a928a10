"""Where the built book is on the web: the one setting that holds its address.

Links from a student's feedback into the book are made of it, and the first cell of
sheets and notebooks, which installs this package from there.  While it is empty there
are none.  It may use nothing of `pooltools` but the version.
"""

import os
import re

from . import __version__

ADDRESS = ""
"""Such as ``https://owner.github.io/name``, or empty."""

TRIED = "POOLTOOLS_ADDRESS"
"""Set in the environment, it stands for `ADDRESS`: ``make book ADDRESS=…`` does so."""

WHEELS = "wheels"
"""The folder of the site that has the package, version beside version."""

INSTALL = """\
try:
    import pooltools
except ModuleNotFoundError:  # Colab, for one, does not have it
    %pip install --quiet "{package}"
"""


def address() -> str:
    """Return where the book is, without a slash at the end, or nothing.

    Raises
    ------
    ValueError
        If it is no address of the web.
    """
    given = (os.environ.get(TRIED) or ADDRESS).rstrip("/")
    if given and not re.fullmatch(r"https?://[^\s/\"'<>]+(/[^\s\"'<>]*)?", given):
        raise ValueError(
            f"address={given!r} does not begin with https:// and a host; "
            "correct it, or leave it empty"
        )
    return given


def version() -> str:
    """Return this version's number."""
    return __version__


def wheel() -> str:
    """Return the name of this version's wheel, which a sheet keeps asking for."""
    return f"pooltools-{__version__}-py3-none-any.whl"


def package(*extras: str) -> str:
    """Return what to install where the package is missing, or nothing."""
    if not (book := address()):
        return ""
    listed = f"[{','.join(extras)}]" if extras else ""
    return f"pooltools{listed} @ {book}/{WHEELS}/{wheel()}"


def install(package: str) -> str:
    """Return the cell that installs a package where it is missing."""
    return INSTALL.format(package=package).rstrip()
