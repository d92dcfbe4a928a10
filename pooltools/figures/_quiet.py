"""Keep one remark of matplotlib to itself.

It tells whoever runs it for the first time that it looks for fonts.  In a notebook
that stands in red, as an error does, above the first picture of the book.
"""

import logging

logging.getLogger("matplotlib.font_manager").addFilter(
    lambda record: "building the font cache" not in record.getMessage()
)
