"""The book's glue: widgets on pages, formulas, both editions, a slim site.

One Sphinx extension; ``_config.yml`` names it.  What a reader of the
configuration should see stands there; technique stands here.
"""

from typing import Any

from sphinx.application import Sphinx

from . import (
    asides,
    breaks,
    caches,
    chinese,
    folds,
    foot,
    links,
    mathml,
    notebooks,
    numbers,
    pictures,
    predictions,
    reference,
    sheets,
    terms,
    travel,
    wheel,
    widgets,
)
from . import layout as site

PARTS = (
    site,
    asides,
    breaks,
    caches,
    chinese,
    folds,
    foot,
    links,
    mathml,
    notebooks,
    numbers,
    pictures,
    predictions,
    reference,
    sheets,
    terms,
    travel,
    wheel,
    widgets,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part to the build."""
    app.setup_extension("myst_nb")  # folds and widgets change how it writes
    for part in PARTS:
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
