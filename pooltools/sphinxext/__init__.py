"""The book's glue: widgets on pages, formulas, both editions, a slim site.

One Sphinx extension; ``_config.yml`` names it.  What a reader of the
configuration should see stands there; technique stands here.
"""

from typing import Any

from sphinx.application import Sphinx

from . import mathml, site, widgets


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part to the build."""
    for part in (site, mathml, widgets):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
