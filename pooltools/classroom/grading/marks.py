"""The marks around a solution: what stands between them never leaves the house.

In an answer, what stands between ``### BEGIN SOLUTION`` and ``### END SOLUTION`` is
the teacher's; what follows an ``### ELSE`` in between is the student's instead, else
three dots.  A mark that is nearly one would hand the solution out, so it is refused.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

BEGIN, ELSE, END = "### BEGIN SOLUTION", "### ELSE", "### END SOLUTION"
EXACT = re.compile(rf"([ ]*)({BEGIN}|{ELSE}|{END})")
LETTERS = {"BEGINSOLUTION": BEGIN, "ENDSOLUTION": END, "ELSE": ELSE}
OTHERS = re.compile(r"#.*\b(BEGIN|END|SOLUTION)\b", re.IGNORECASE)
"""Marks of other tools, and what is left of ours."""


def faults(source: str, *, answer: bool) -> Iterator[tuple[int, str]]:
    r"""Yield the line and the words for each mark that is wrong in a cell.

    Parameters
    ----------
    source : str
        The cell's text.
    answer : bool
        Whether it is an answer in code: elsewhere no mark may be.

    Examples
    --------
    >>> list(faults("x = 1\n## BEGIN SOLUTION", answer=True))
    [(2, "'## BEGIN SOLUTION' is not '### BEGIN SOLUTION'"), (1, 'has no solution')]
    """
    opened, indent, other = 0, "", False
    blocks = 0
    for number, line in enumerate(source.split("\n"), 1):
        exact = EXACT.fullmatch(line)
        if not exact:
            if like := _meant(line):
                yield number, f"{line.strip()!r} is not {like!r}"
            continue
        mark = exact[2]
        if not answer:
            yield number, f"{mark!r} stands outside of an answer"
        elif mark == BEGIN:
            if opened:
                yield number, f"a second {BEGIN!r} before {END!r}"
            opened, indent, other, blocks = number, exact[1], False, blocks + 1
        elif not opened:
            yield number, f"{mark!r} has no {BEGIN!r} before it"
        elif exact[1] != indent:
            yield number, f"{mark!r} is not indented as its {BEGIN!r}"
        elif mark == ELSE and other:
            yield number, f"a second {ELSE!r}"
        else:
            other = mark == ELSE
            opened = opened if mark == ELSE else 0
    if opened:
        yield opened, f"{BEGIN!r} has no {END!r} after it"
    if answer and not blocks:
        yield 1, "has no solution"


def _meant(line: str) -> str:
    """Return the mark that a line is nearly, if it is."""
    _, sign, comment = line.partition("#")
    if not sign:
        return ""
    letters = re.sub(r"[^A-Z]", "", comment.upper())
    close = get_close_matches(letters, LETTERS, 1, 0.75)
    several = comment.startswith("#")
    if close and (several or close != ["ELSE"]):  # "# else" is an honest comment
        return LETTERS[close[0]]
    if several and OTHERS.search(line):
        return END if re.search(r"\bEND\b", line, re.IGNORECASE) else BEGIN
    if re.search(r"\b(BEGIN|END)\b.*\bSOLUTION", comment, re.IGNORECASE):
        return END if "END" in comment.upper().split() else BEGIN
    return ""


def solved(source: str) -> str:
    """Return an answer with its solution; the marks stay, for nbgrader."""
    pattern = rf"^[ ]*{ELSE}\n(?:(?!^[ ]*{END}).*\n)*"
    return re.sub(pattern, "", source + "\n", flags=re.MULTILINE).rstrip("\n")


def unsolved(source: str) -> str:
    r"""Return an answer as the student gets it.

    Examples
    --------
    >>> unsolved("x = 1\n### BEGIN SOLUTION\ny = 2\n### END SOLUTION")
    'x = 1\n...'
    """

    def blank(match: re.Match[str]) -> str:
        _, mark, rest = match[2].partition(f"{match[1]}{ELSE}\n")
        return rest if mark else f"{match[1]}...\n"

    pattern = rf"^([ ]*){BEGIN}\n(.*?)^\1{END}\n"
    blanked = re.sub(pattern, blank, source + "\n", flags=re.MULTILINE | re.DOTALL)
    return blanked.rstrip("\n")
