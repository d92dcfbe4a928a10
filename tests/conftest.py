"""Settings that all tests share."""

from importlib.util import find_spec

from hypothesis import settings

# how long an example takes says nothing about whether it is right
settings.register_profile("pooltools", deadline=None)
settings.load_profile("pooltools")

# scripts that ask PyTorch; whoever has it may collect their doctests
collect_ignore_glob = [] if find_spec("torch") else ["make_*.py"]
# scripts that ask a library; whoever has it may collect their doctests
NEEDS = {
    "make_cases.py": "torch",
    "make_gradients.py": "torch",
    "clinic/with_torch.py": "torch",
    "clinic/with_tensorflow.py": "tensorflow",
    "clinic/with_onnx.py": "onnxruntime",
    "clinic/with_flax.py": "flax",
}
collect_ignore = [file for file, name in NEEDS.items() if not find_spec(name)]
