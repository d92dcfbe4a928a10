"""The book's figures: one function each, called in one line of a page."""

from .concept import anatomy, shrinking, stations
from .sizes import side_by_side, unseen

__all__ = ["anatomy", "shrinking", "side_by_side", "stations", "unseen"]
