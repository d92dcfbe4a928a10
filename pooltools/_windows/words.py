"""Other libraries' words for our arguments, answered with ours."""

from collections.abc import Callable, Iterable
from functools import wraps
from reprlib import repr as short
from typing import Any, NamedTuple, TypeVar, cast

__all__ = ["WORDS", "Word", "answers_other_words"]

Function = TypeVar("Function", bound=Callable[..., Any])


class Word(NamedTuple):
    """Whose word it is, which argument of ours it stands for, and what to do."""

    whose: str
    ours: str
    fix: str


WORDS = {
    "attn_mask": Word("PyTorch's", "mask", "use mask, of bools"),
    "auto_pad": Word("ONNX's", "padding", 'use padding, such as "same"'),
    "data_format": Word(
        "TensorFlow's",
        "x",
        "the last axes are pooled: move channels before them, np.moveaxis(x, -1, -3)",
    ),
    "dilations": Word("TensorFlow's and ONNX's", "dilation", "use dilation"),
    "input": Word("PyTorch's and TensorFlow's", "x", "use x"),
    "inputs": Word("Keras's", "x", "use x"),
    "keepdims": Word("Keras's", "x", "what is pooled stays; drop it with y[..., 0, 0]"),
    "kernel_shape": Word("ONNX's", "kernel_size", "use kernel_size"),
    "key_padding_mask": Word(
        "PyTorch's", "mask", "use mask=~key_padding_mask: here True is what counts"
    ),
    "ksize": Word("TensorFlow's", "kernel_size", "use kernel_size"),
    "norm_type": Word("PyTorch's", "p", "use p"),
    "output_shape": Word("ONNX's", "output_size", "use output_size"),
    "p": Word("ONNX's", "norm_type", "use norm_type"),
    "pads": Word("ONNX's", "padding", "use padding, (before, after) for each axis"),
    "pool_size": Word("Keras's", "kernel_size", "use kernel_size"),
    "pooled_shape": Word("ONNX's", "output_size", "use output_size"),
    "return_indices": Word(
        "PyTorch's",
        "x",
        "use the function whose name ends in _with_indices",
    ),
    "rois": Word("ONNX's", "boxes", "use boxes"),
    "scale": Word("PyTorch's", "temperature", "use temperature, 1 / (scale * sqrt(D))"),
    "spatial_scale": Word("torchvision's and ONNX's", "boxes", "scale the boxes"),
    "strides": Word("TensorFlow's and ONNX's", "stride", "use stride"),
    "window_shape": Word("TensorFlow's", "kernel_size", "use kernel_size"),
}
"""What other libraries call our arguments."""


def answers_other_words(function: Function) -> Function:
    """Have a function name its own word where it is given another library's.

    Such a call is Python's TypeError anyway; only then is it looked at.
    """

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError:
            if answer := _answer(function, args, kwargs):
                raise TypeError(answer) from None
            raise

    return cast(Function, checked)


def _answer(
    function: Callable[..., Any], args: tuple[Any, ...], given: Iterable[str]
) -> str:
    """Return what to say to a call that Python refuses, if we know better than it."""
    code, name = function.__code__, function.__name__
    first = code.co_argcount
    own = code.co_varnames[: first + code.co_kwonlyargcount]
    for key in given:
        word = WORDS.get(key)
        if word and key not in own and word.ours in own:
            return f"{name}: {key} is {word.whose} word; {word.fix}"
    if first < min(len(args), len(own)):
        last, following = own[first - 1 : first + 1]
        fix = f"{following}={short(args[first])}"
        return f"{name}: what comes after {last} is given by name, as in {fix}"
    return ""
