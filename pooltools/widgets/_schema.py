"""The rules of a widget's state, read off its traits for the front end.

Ranges and kinds are written once, as traits.  The front end gets them with the
state and checks every link by them (``js/arithmetic/schema.js``); only rules
between several keys are in its views as well.
"""

import sys
from typing import Any

import traitlets

from ._traits import LARGEST, Map, Planes

Rule = dict[str, Any]


def schema(owner: traitlets.HasTraits) -> dict[str, Rule]:
    """Return a rule for each trait that a reader, and so a link, can set.

    Those are the synced traits that are not read-only, as they are written down;
    ``.tag(link=False)`` takes out one that only Python sets.  ``.tag(said=True)`` marks
    what a reader says, an answer or a guess: a link that does not name it leaves it.
    """
    synced = owner.traits(sync=True, link=lambda link: link is not False)
    written = [name for kind in reversed(type(owner).__mro__) for name in vars(kind)]
    ours = [name for name in written if name in synced and is_ours(name, synced[name])]
    rules = {name: rule(synced[name]) for name in ours if not synced[name].read_only}
    for name in rules.keys() & owner.traits(said=True):
        rules[name]["said"] = True
    return rules


def is_ours(name: str, trait: Any) -> bool:
    """Return whether a trait is part of a widget's state, and not of its machinery."""
    owner = trait.this_class.__module__
    return not name.startswith("_") and bool(owner.startswith(f"{__package__}."))


def rule(trait: Any) -> Rule:
    """Return what a trait allows, as JSON.

    Examples
    --------
    >>> rule(traitlets.Int(min=0, max=3))
    {'kind': 'integer', 'min': 0, 'max': 3}
    >>> rule(traitlets.Enum(["max", "average"]))
    {'kind': 'choice', 'values': ['max', 'average']}
    """
    match trait:
        case traitlets.Int():
            return {"kind": "integer", **_range(trait.min, trait.max)}
        case traitlets.Float():
            return {"kind": "number", **_range(trait.min, trait.max)}
        case traitlets.Bool():
            return {"kind": "boolean"}
        case traitlets.Enum():
            return {"kind": "choice", "values": list(trait.values or ())}
        case traitlets.Unicode():
            pattern = trait.metadata.get("pattern")
            return {"kind": "text", **({"pattern": pattern} if pattern else {})}
        case traitlets.List():
            length = _range(trait._minlen, trait._maxlen)
            return {"kind": "list", "of": rule(trait._trait), **length}
        case Map():
            return _map(trait.shape, finite=trait.finite, least=trait.least)
        case Planes():
            count, *shape = trait.shape
            plane = _map(tuple(shape), finite=True)
            return {"kind": "list", "of": plane, **_range(count, count)}
    raise TypeError(f"{trait.name}: a {type(trait).__name__} has no rule for links")


def _range(least: float | None, most: float | None) -> Rule:
    """Return those limits that are some: a list's length ends at ``sys.maxsize``."""
    limits = {"min": least, "max": most}
    return {
        key: limit
        for key, limit in limits.items()
        if limit is not None and abs(limit) < sys.maxsize
    }


def _map(
    shape: tuple[int, ...] | None, *, finite: bool, least: float | None = None
) -> Rule:
    rows, columns = ((n, n) for n in shape) if shape else ((1, LARGEST),) * 2
    numbers = ({"finite": True} if finite else {}) | _range(least, None)
    return {
        "kind": "map",
        "rows": _range(*rows),
        "columns": _range(*columns),
        **numbers,
    }
