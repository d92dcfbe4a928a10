"""Refusals that teach: function, argument, value, rule, smallest fix."""

import operator
from numbers import Real
from reprlib import repr as short
from typing import Any, NoReturn

import numpy as np


def refuse(function: str, argument: str, value: Any, rule: str, fix: str) -> NoReturn:
    """Raise a ValueError, all of one shape in the whole package."""
    raise ValueError(f"{function}: {argument}={short(value)} {rule}; {fix}") from None


def wrong_kind(function: str, argument: str, value: Any, wanted: str) -> NoReturn:
    """Raise a TypeError that says which kind of value was wanted."""
    kind = type(value).__name__
    raise TypeError(
        f"{function}: {argument}={short(value)} is of type {kind}; give {wanted}"
    ) from None


def integer(
    function: str,
    argument: str,
    value: Any,
    least: int | None = None,
    where: str = "",
) -> int:
    """Return `value` as an int; a bool, float or text is not one."""
    number: int = value
    if type(value) is not int:
        if isinstance(value, (bool, np.bool_)):  # which was an index until NumPy 2.3
            wrong_kind(function, argument, value, "an integer")
        try:
            number = operator.index(value)
        except TypeError:
            wrong_kind(function, argument, value, "an integer")
    if least is not None and number < least:
        rule = f"{where}is less than {least}"
        refuse(function, argument, number, rule, f"use {least} or more")
    return number


def boolean(function: str, argument: str, value: Any) -> bool:
    """Return `value` as a bool; 0, 1 and text are not one."""
    if not isinstance(value, (bool, np.bool_)):
        wrong_kind(function, argument, value, "True or False")
    return bool(value)


def one_of(function: str, argument: str, value: Any, known: tuple[str, ...]) -> None:
    """Refuse a word that is not among those known."""
    if value not in known:
        choices = ", ".join(f'"{name}"' for name in known)
        refuse(function, argument, value, "is unknown", f"use one of {choices}")


def norm(function: str, value: Any) -> float:
    """Return the p of a p-norm, at least 1."""
    if isinstance(value, bool) or not isinstance(value, Real):
        wrong_kind(function, "norm_type", value, "a number")
    if not float(value) >= 1:
        refuse(function, "norm_type", value, "is no norm", "use 1 or more, or inf")
    return float(value)


def positive(function: str, argument: str, value: Any) -> float:
    """Return a number above 0 as a float."""
    if isinstance(value, bool) or not isinstance(value, Real):
        wrong_kind(function, argument, value, "a number")
    if not 0 < float(value) < float("inf"):
        refuse(function, argument, value, "is not above 0", "use a small number")
    return float(value)


def real(function: str, argument: str, value: Any) -> float:
    """Return `value` as a float, infinite perhaps; a bool or NaN is not one."""
    if isinstance(value, bool) or not isinstance(value, Real):
        wrong_kind(function, argument, value, "a number")
    if value != value:
        refuse(function, argument, value, "is no number", "use a number, or inf")
    return float(value)


def pair(function: str, argument: str, value: Any) -> tuple[Any, Any]:
    """Return the two entries of a list or tuple, or anything else twice."""
    first, second = each(function, argument, value, 2)
    return first, second


def each(function: str, argument: str, value: Any, axes: int) -> tuple[Any, ...]:
    """Return a list's or tuple's entry for each axis, or anything else for all."""
    if not isinstance(value, (list, tuple)):
        return (value,) * axes
    if len(value) != axes:
        rule = f"has {len(value)} entries, not {axes}"
        fix = "give one value for both, or a pair"
        if axes != 2:
            fix = f"give one value for all, or {axes} of them"
        refuse(function, argument, value, rule, fix)
    return tuple(value)
