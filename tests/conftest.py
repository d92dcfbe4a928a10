"""Settings that all tests share."""

from importlib.util import find_spec

from hypothesis import settings

# how long an example takes says nothing about whether it is right
settings.register_profile("pooltools", deadline=None)
settings.load_profile("pooltools")

# scripts that ask PyTorch; whoever has it may collect their doctests
collect_ignore_glob = [] if find_spec("torch") else ["make_*.py"]
