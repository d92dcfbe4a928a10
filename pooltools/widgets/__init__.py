"""Interactive widgets: the same front end in a notebook and on a built page."""

from .bench import PoolingBench
from .ink import InkLab
from .ruler import WindowRuler

__all__ = ["InkLab", "PoolingBench", "WindowRuler"]
