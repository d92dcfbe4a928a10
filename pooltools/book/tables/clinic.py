"""The framework clinic: what each library answered when it was asked the same.

The answers are stored in ``clinic.json`` together with every library's
version; ``make clinic`` asks anew, where they are installed.  Reading them needs
none of them, so a page can show them anywhere.
"""

import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from ..._windows.arguments import one_of
from ...text import translate
from ._table import Table

__all__ = ["answers", "table", "versions"]

GAP, REFUSED = "–", "✗"
SHORT = 12  # characters of an answer that are not broken into lines
"""What a table shows for no such feature, and for an error."""


@cache
def _stored() -> dict[str, Any]:
    text = files(__package__).joinpath("clinic.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def versions() -> dict[str, str]:
    """Return each library's version when it was asked, in the order of the columns.

    Returns
    -------
    dict of str to str
        Names and versions.

    Examples
    --------
    >>> list(versions())[:2]
    ['pooltools', 'PyTorch']
    """
    return {name: run["version"] for name, run in _stored()["runs"].items()}


def answers(question: str) -> dict[str, Any]:
    """Return what each library answered.

    Parameters
    ----------
    question : str
        Its name, such as ``"default_stride"``.

    Returns
    -------
    dict of str to object
        A number, rows of numbers (NaN and infinity as text), None where a library
        has no such feature, ``{"error": name}`` where it refused.

    Raises
    ------
    ValueError
        If there is no such question.

    Examples
    --------
    >>> answers("default_stride")["PyTorch"], answers("default_stride")["ONNX"]
    (2, 5)
    """
    rows = _stored()["rows"]
    one_of("answers", "question", question, tuple(rows))
    return {name: rows[question][name] for name in versions()}


def table(group: str) -> Table:
    """Return the answers to one group of questions, for a page to show.

    Parameters
    ----------
    group : str
        "sizes", "padding", "numbers", "places" or "beyond".

    Returns
    -------
    Table
        To be the last line of a cell.

    Raises
    ------
    ValueError
        If there is no such group.

    Examples
    --------
    >>> print(str(table("sizes")).splitlines()[1])
    default_stride: 2 | 2 | – | 2 | 5 | 5 | 5
    """
    groups = _stored()["groups"]
    one_of("table", "group", group, tuple(groups))
    found = {question: answers(question) for question in groups[group]}
    lines = [f"{q}: {' | '.join(map(written, a.values()))}" for q, a in found.items()]
    return Table(
        label=translate(f"clinic.{group}"),
        corner=escape(translate("clinic.asked")),
        heads=[_head(*pair) for pair in versions().items()],
        rows={_words(question): _cells(row) for question, row in found.items()},
        text="\n".join([" | ".join(versions()), *lines]),
    )


def _words(question: str) -> str:
    """Return a question as the heading of its row."""
    return escape(translate(f"clinic.{question}")).replace("\n", "<br>")


def _cells(found: dict[str, Any]) -> list[str]:
    """Return the cells of a row; answers unlike the first one are marked."""
    first = next(answer for answer in found.values() if answer is not None)
    return [_cell(answer, first) for answer in found.values()]


def written(answer: Any) -> str:
    """Return an answer as a cell of a table shows it, its rows parted by slashes.

    Examples
    --------
    >>> written([[0.6667, 1], ["NaN", -3.4e38]])
    '0.67 1 / NaN −3.4e38'
    >>> written(None), written({"error": "ValueError"}), written([1, 2, 2, 3])
    ('–', '✗', '1 2 2 3')
    """
    if answer is None:
        return GAP
    if isinstance(answer, dict):
        return REFUSED
    if isinstance(answer, list):
        between = " / " if isinstance(answer[0], list) else " "
        return between.join(map(written, answer))
    return _number(answer)


def _number(value: Any) -> str:
    """Return a number with two places at most and a true minus."""
    if isinstance(value, str):
        return {"Infinity": "∞", "-Infinity": "−∞"}.get(value, value)
    text = f"{value:.1e}" if abs(value) >= 1e6 else f"{round(value, 2):g}"
    return text.replace("-", "−").replace("e+", "e")


def _head(name: str, version: str) -> str:
    """Return a column's heading: the library and its version."""
    small = escape(version).replace(", ", "<br>")
    return f"{escape(name)}<br><small>{small}</small>"


def _cell(answer: Any, first: Any) -> str:
    """Return a cell: rows below each other, and a mark if it is not the first's."""
    text = escape(written(answer))
    if " / " in text or len(text) <= SHORT:  # a row of a map stays on one line
        text = text.replace(" / ", "<br>").replace(" ", "\u00a0")
    text = f"<span>{text}</span>"
    both_refuse = isinstance(answer, dict) and isinstance(first, dict)
    if answer is None or answer == first or both_refuse:
        return text
    return f"<b class='book-other' aria-hidden='true'>≠</b> {text}"
