"""Interactive widgets: the same front end in a notebook and on a built page.

A Python class each, its view in ``js/views``, its style in ``css``.  They may use the
numerics, `samples`, `text`, anywidget and traitlets.
"""

from .anysize import AnySizeMachine
from .architectures import ArchitectureSlider
from .bench import PoolingBench
from .compass import ShiftCompass
from .dial import PDial
from .ink import InkLab
from .lanes import ChannelLanes
from .myths import MythCards
from .pinball import GradientPinball
from .rubber import RubberGrid
from .ruler import WindowRuler
from .running import RunningNetwork
from .sawtooth import Sawtooth
from .zoom import ZoomStack

__all__ = [
    "AnySizeMachine",
    "ArchitectureSlider",
    "ChannelLanes",
    "GradientPinball",
    "InkLab",
    "MythCards",
    "PDial",
    "PoolingBench",
    "RubberGrid",
    "RunningNetwork",
    "Sawtooth",
    "ShiftCompass",
    "WindowRuler",
    "ZoomStack",
]
