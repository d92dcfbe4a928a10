"""The book's figures: one function each, called in one line of a page.

They may use the numerics, `samples`, `text` and matplotlib.
"""

from . import _quiet  # noqa: F401  first of all: matplotlib speaks when it is imported
from .backward import routes
from .channels import channel_ways, learning_curves, window_rows
from .concept import anatomy, shrinking, stations
from .detection import convolution, stages
from .networks import listening, reach, shrinkers
from .pyramids import bins, five_pyramids, roi
from .shifts import after_move, aliasing, fences, overlap
from .sizes import side_by_side, size_rules, unseen
from .speed import finish, growth
from .summary import gallery, patches, sorted_window
from .zoo import combined, correlations, zoo_map

__all__ = [
    "after_move",
    "aliasing",
    "anatomy",
    "bins",
    "channel_ways",
    "combined",
    "convolution",
    "correlations",
    "fences",
    "finish",
    "five_pyramids",
    "gallery",
    "growth",
    "learning_curves",
    "listening",
    "overlap",
    "patches",
    "reach",
    "roi",
    "routes",
    "shrinkers",
    "shrinking",
    "side_by_side",
    "size_rules",
    "sorted_window",
    "stages",
    "stations",
    "unseen",
    "window_rows",
    "zoo_map",
]
