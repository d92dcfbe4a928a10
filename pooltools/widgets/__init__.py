"""Interactive widgets: the same front end in a notebook and on a built page."""

from .bench import PoolingBench
from .compass import ShiftCompass
from .ink import InkLab
from .ruler import WindowRuler
from .sawtooth import Sawtooth

__all__ = ["InkLab", "PoolingBench", "Sawtooth", "ShiftCompass", "WindowRuler"]
