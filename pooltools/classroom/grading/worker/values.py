"""Values as JSON can carry them: arrays as npy files in base64, never as pickles."""

import base64
import io
from typing import Any

import numpy as np

LARGEST_ARRAY = 5_000_000  # bytes of an answer
LONGEST = 20_000  # characters of a plain answer


def pack(value: Any) -> dict[str, Any]:
    """Return an argument of a call; a list stays a list, and a tuple a tuple."""
    if isinstance(value, (list, tuple)):
        kind = "list" if isinstance(value, list) else "tuple"
        return {"kind": kind, "items": [pack(item) for item in value]}
    return encode(value)


def encode(value: Any) -> dict[str, Any]:
    """Return a value as JSON can carry it; what it cannot carry, only by name."""
    if value is None or value is Ellipsis:
        return {"kind": "nothing"}
    if type(value) in (bool, int, float, str) and len(repr(value)) < LONGEST:
        return {"kind": "plain", "value": value}
    if isinstance(value, np.ndarray) or np.isscalar(value):
        return _array(np.asarray(value)) or {"kind": "other", "name": _kind(value)}
    if isinstance(value, (list, tuple)):
        try:
            array = _array(np.asarray(value))
        except Exception:  # ragged, or of anything
            array = None
        if array is not None:
            return array
        if len(value) < 1000:
            return {"kind": "list", "items": [encode(item) for item in value]}
    return {"kind": "other", "name": _kind(value)}


def decode(packed: Any) -> Any:
    """Return the value; what came only by name is a text that says so."""
    kind = packed["kind"]
    if kind == "nothing":
        return None
    if kind == "plain":
        return packed["value"]
    if kind == "npy":
        data = io.BytesIO(base64.b64decode(packed["data"]))
        return np.lib.format.read_array(data, allow_pickle=False)
    if kind in ("list", "tuple"):
        items = [decode(item) for item in packed["items"]]
        return items if kind == "list" else tuple(items)
    return f"<{packed['name']}>"


def _array(array: Any) -> dict[str, Any] | None:
    if array.dtype.kind not in "biuf" or array.nbytes > LARGEST_ARRAY:
        return None
    data = io.BytesIO()
    np.save(data, array, allow_pickle=False)
    return {"kind": "npy", "data": base64.b64encode(data.getvalue()).decode()}


def _kind(value: Any) -> str:
    return str(type(value).__name__)[:80]
