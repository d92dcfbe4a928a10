"""Whose a file is, by the names that Moodle, Canvas and others give to hand-ins."""

import re
import unicodedata
from dataclasses import dataclass

MOODLE = re.compile(
    r"(?P<name>.*?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?"
)
"""A folder, or with a file's name behind it a flat file; blind: every name is one."""

CANVAS = re.compile(
    r"(?:(?P<name>.+?)_)??(?P<late>LATE_)?(?P<id>\d+|anon_[A-Za-z0-9]+)"
    r"_(?:\d+_(?P<file>.+)|(?:text|link)\.html)"
)
BLACKBOARD = re.compile(
    r"(?P<who>.+)_[^\W\d_]+_(?P<attempt>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)"
)
HUB = re.compile(r"(?P<id>[^+]+)\+[^+]+\+(?P<attempt>\d{4}-\d\d-\d\d[^+]*)(?:\+.*)?")
"""nbgrader's exchange."""


@dataclass(frozen=True)
class Owner:
    """Who handed something in, as far as its name tells."""

    name: str
    id: str = ""
    """The platform's number or login."""
    key: str = ""
    """Tells owners apart: files of one key are one student's."""
    platform: str = ""
    attempt: str = ""
    """Puts hand-ins in order: of several attempts the last one counts."""
    late: bool = False
    group: str = ""
    """The beginning of the name that the platform gave."""


def owner(path: tuple[str, ...]) -> Owner | None:
    """Return whose a file is, if some part of its path is a platform's.

    Examples
    --------
    >>> found = owner(("Ada Lovelace_4711_assignsubmission_file", "mine", "a.ipynb"))
    >>> found.name, found.id
    ('Ada Lovelace', '4711')
    >>> owner(("lovelaceada_LATE_12_345_set-1-2.ipynb",)).id
    '12'
    """
    for part in path:
        for platform, pattern in PATTERNS.items():
            files = platform in ("canvas", "blackboard")
            if (found := pattern.fullmatch(part)) and (not files or "." in part):
                return _owner(platform, found.groupdict(""))
    return None


PATTERNS = {
    "moodle": MOODLE,
    "blackboard": BLACKBOARD,
    "canvas": CANVAS,
    "nbgrader": HUB,
}


def _owner(platform: str, found: dict[str, str]) -> Owner:
    who = found.get("who", "")
    number = found.get("id") or who.rpartition("_")[2]
    name = clean(found.get("name") or number)
    key = f"{platform} {who or found.get('id') or name}"
    attempt, late = found.get("attempt", ""), bool(found.get("late"))
    return Owner(name, number, key, platform, attempt, late, found.get("name", ""))


def file_of(path: tuple[str, ...]) -> str:
    """Return what a student called a file, without what the platform put before it."""
    for pattern in (MOODLE, BLACKBOARD, CANVAS):
        found = pattern.fullmatch(path[-1])
        if found and found["file"]:
            return found["file"]
    return path[-1]


def clean(name: str) -> str:
    """Return a name as it is shown.

    Examples
    --------
    >>> clean("  Ada Lovelace_")
    'Ada Lovelace'
    """
    # a name that is no valid text keeps a sign for what was wrong in it
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = unicodedata.normalize("NFC", text)
    kept = "".join(sign for sign in text if sign.isprintable()).strip(" _")
    return kept or "unnamed"
