"""Freeze the stops and the draws of the p-Dial in tests/data/dial.json."""

from pooltools.widgets import PDial
from pooltools.widgets.dial import STOPS

from .frozen import lines

WINDOWS = [
    *[[[1, 2], [4, 8]], [[0, 1], [2, 5]], [[3, 3], [3, 3]], [[0, 0], [0, 0]]],
    *[[[0.25, 1000], [1e-6, 7]], [[1e200, 3], [1e-200, 1]]],
]


def cases() -> list[dict[str, object]]:
    """Return for each window its output at all stops, and its draws."""
    found = []
    for window in WINDOWS:
        case: dict[str, object] = {"data": window}
        for family in STOPS:
            dials = [PDial(window, family=family, step=n) for n in range(17)]
            case[family] = [dial.output for dial in dials]
        dial = PDial(window, family="stochastic")
        found.append(case | {"expected": dial.output, "draws": dial.draws})
    return found


def made() -> str:
    """Return the file's text."""
    return f'{{"cases": [\n  {lines(cases())}\n]}}\n'
