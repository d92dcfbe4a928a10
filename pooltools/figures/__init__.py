"""The book's figures: one function each, called in one line of a page."""

from .concept import anatomy, shrinking, stations

__all__ = ["anatomy", "shrinking", "stations"]
