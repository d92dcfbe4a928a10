"""Traits that refuse with a clear sentence and carry NaN and infinity."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import traitlets
from numpy.typing import NDArray

LARGEST = 12
"""The longest side of a map on screen, in cells: more could not be read."""


def challenges(*names: str) -> traitlets.Enum[str]:
    """Return the trait that hands a reader one of a widget's challenges, or none.

    Its goals are in ``js/goals``, its words in the widget's text.
    """
    return traitlets.Enum(["", *names], "").tag(sync=True, said=True)


def pairs(of: Mapping[str, Any]) -> list[list[Any]]:
    """Return a mapping as pairs: kept results lose the order of a mapping's keys."""
    return [[name, value] for name, value in of.items()]


class Map(traitlets.TraitType[NDArray[np.float64], Any]):
    """A small map of numbers, kept as a read-only float64 array.

    Its shape may be fixed, its numbers asked to be finite, and at least so large.
    """

    info_text = f"a map of numbers, 1 to {LARGEST} cells high and wide"

    def __init__(
        self,
        shape: tuple[int, int] | None = None,
        *,
        finite: bool = False,
        least: float | None = None,
    ) -> None:
        self.shape, self.finite, self.least = shape, finite, least
        super().__init__()

    def validate(self, obj: Any, value: Any) -> NDArray[np.float64]:
        """Return the map as an array, or say what is wrong with it."""
        try:
            array = np.array(value)
        except ValueError:  # NumPy's word for ragged rows
            raise _refusal(
                obj, self.name, value, "all rows need the same length"
            ) from None
        if array.ndim != 2 or 0 in array.shape:
            raise _refusal(obj, self.name, value, "give it as rows of columns")
        if array.dtype.kind not in "biuf":
            raise _refusal(obj, self.name, value, "every cell must be a number")
        if max(array.shape) > LARGEST:
            raise _refusal(obj, self.name, value, "show a part of it, such as x[:8,:8]")
        array = array.astype(np.float64)
        if fix := self._fix(array):
            raise _refusal(obj, self.name, value, fix)
        array.setflags(write=False)
        return array

    def _fix(self, array: NDArray[np.float64]) -> str:
        """Return what a map would have to be that is not as this trait asks."""
        if self.shape not in (None, array.shape):
            return f"give {self.shape[0]} x {self.shape[1]} numbers"
        if self.finite and not np.isfinite(array).all():
            return "every number must be finite"
        if self.least is not None and array.min() < self.least:
            return f"every number must be at least {self.least:g}"
        return ""


def _refusal(obj: Any, name: str | None, value: Any, fix: str) -> traitlets.TraitError:
    shown = " ".join(repr(value).split())
    shown = shown if len(shown) < 60 else f"{shown[:57]}..."
    return traitlets.TraitError(
        f"{type(obj).__name__}: {name}={shown} is not {Map.info_text}; {fix}"
    )


def encode_map(array: NDArray[np.float64], widget: Any = None) -> list[list[float]]:
    """Return rows for JSON, which has no NaN and no infinity: those as strings.

    Examples
    --------
    >>> encode_map(np.array([[1.0, np.nan], [np.inf, 2.5]]))
    [[1, 'NaN'], ['Infinity', 2.5]]
    """
    return [[_encode(value) for value in row] for row in array.tolist()]


def _encode(value: float) -> Any:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return int(value) if value.is_integer() else value


def decode_map(rows: list[list[Any]], widget: Any = None) -> list[list[float]]:
    """Return what `encode_map` was given: ``float`` reads the strings as well.

    Examples
    --------
    >>> decode_map([[1, "NaN"], ["-Infinity", 2.5]])
    [[1.0, nan], [-inf, 2.5]]
    """
    return [[float(value) for value in row] for row in rows]


class Planes(traitlets.TraitType[NDArray[np.float64], Any]):
    """Several maps of finite numbers of one fixed shape, a read-only float64 array."""

    def __init__(self, shape: tuple[int, int, int], **more: Any) -> None:
        self.shape = shape
        self.info_text = "{} maps of {} × {} finite numbers".format(*shape)
        super().__init__(np.zeros(shape), **more)

    def validate(self, obj: Any, value: Any) -> NDArray[np.float64]:
        """Return the maps as an array, or say what is wrong with them."""
        try:
            array = np.array(value, dtype=np.float64)
        except (TypeError, ValueError):
            array = np.empty(0)
        if array.shape != self.shape or not np.isfinite(array).all():
            kind = type(obj).__name__
            shape = f"shape {array.shape}" if array.size else "no numbers"
            raise traitlets.TraitError(
                f"{kind}: {self.name} has {shape}; give {self.info_text}"
            )
        array.setflags(write=False)
        return array


def encode_planes(array: NDArray[np.float64], widget: Any = None) -> list[Any]:
    """Return the maps for JSON.

    Examples
    --------
    >>> encode_planes(np.array([[[1.0, 2.5]]]))
    [[[1, 2.5]]]
    """
    return [encode_map(plane) for plane in array]


def decode_planes(planes: list[Any], widget: Any = None) -> list[Any]:
    """Return what `encode_planes` was given.

    Examples
    --------
    >>> decode_planes([[[1, 2.5]]])
    [[[1.0, 2.5]]]
    """
    return [decode_map(plane) for plane in planes]
