"""Interactive widgets: the same front end in a notebook and on a built page."""

from .bench import PoolingBench
from .ruler import WindowRuler

__all__ = ["PoolingBench", "WindowRuler"]
