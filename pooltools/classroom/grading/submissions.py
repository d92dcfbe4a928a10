"""Find hand-ins: who handed in what, however it was collected.

A folder for each student, a flat folder, nbgrader's tree, or the zip file of Moodle,
Canvas or Blackboard, as they come.  Nobody is merged by name alone, and who handed in
no notebook is there all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ...text import translate
from .entries import Entry, Read, UnreadableError, entries
from .platforms import Owner, clean, file_of, owner

__all__ = ["Notebook", "Submission", "UnreadableError", "file_name", "find_submissions"]

NOTEBOOK = re.compile(r"(.*)\.ipynb(?:\.txt|\.json)?", re.IGNORECASE | re.DOTALL)
"""A browser may add an ending of its own."""

COPY = re.compile(r"(?: ?\((\d+)\)|-(\d+)|_(\d+)| ?- ?[Cc]opy(?: ?(\d+))?|-Copy(\d+))$")
"""What systems and platforms add to a name that is taken."""


@dataclass(frozen=True)
class Notebook:
    """One notebook that was handed in."""

    name: str
    read: Read


@dataclass
class Submission:
    """What one student handed in."""

    student: str
    notebooks: list[Notebook] = field(default_factory=list)
    id: str = ""
    """The platform's number or login."""
    platform: str = ""
    group: str = ""
    """How the platform's own name of it begins."""
    label: str = ""
    """Like nobody else's: the student's name, and more where that is another's too."""
    flags: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """The files that are no notebooks."""
    loose: bool = False
    """Whether they lay about by themselves."""

    def ranked(self, sheet: str) -> list[Notebook]:
        """Return the notebooks, first the one that looks most like the sheet."""

        def order(notebook: Notebook) -> tuple[bool, bool, bool, int, str]:
            path = PurePosixPath(notebook.name)
            stem, number = _stem(file_of(path.parts), sheet)
            alike = stem == sheet, sheet in path.parts[:-1]
            return (not alike[0], not alike[1], sheet not in stem, -number, str(path))

        return sorted(self.notebooks, key=order)


def _stem(name: str, sheet: str) -> tuple[str, int]:
    """Return a notebook's name without its endings, and which copy it is."""
    found = NOTEBOOK.fullmatch(name)
    stem = found[1] if found else name
    copy = COPY.search(stem)
    if stem == sheet or not copy or stem[: copy.start()] != sheet:
        return stem, 0
    return sheet, int(next((n for n in copy.groups() if n), 1))


def find_submissions(place: Path, sheet: str) -> list[Submission]:
    """Return the hand-ins of a folder or zip file, sorted by student."""
    found = entries(place)
    root = _root([entry.path for entry in found], sheet)
    groups: dict[str, tuple[Owner, list[Entry]]] = {}
    for entry in found:
        path = entry.path[root:]
        mine = owner(path) or _plain(path, sheet, folder=entry.read is None)
        groups.setdefault(mine.key, (mine, []))[1].append(entry)
        if mine.attempt > groups[mine.key][0].attempt:
            groups[mine.key] = (mine, groups[mine.key][1])
    made = [_submission(*group) for group in groups.values()]
    _label(made)
    return sorted(made, key=lambda one: (one.student, one.id, one.label))


def _root(paths: Sequence[tuple[str, ...]], sheet: str) -> int:
    """Return how many folders are around the whole class."""
    root = 0
    while True:
        inside = [path[root:] for path in paths]
        heads = {path[0] for path in inside if path}
        if len(heads) != 1 or any(len(path) < 2 for path in inside):
            return root
        if owner((next(iter(heads)),)):
            return root
        below = {path[1] for path in inside}
        flat = any(len(path) == 2 for path in inside)
        if (
            len(below) < 2
            or sheet in below
            or (flat and not all(owner((name,)) for name in below))
        ):
            return root
        root += 1


def _plain(path: tuple[str, ...], sheet: str, *, folder: bool) -> Owner:
    """Return whose a file is by its folder, or by its own name."""
    head = re.sub(r"\.zip$", "", path[0], flags=re.IGNORECASE)
    if len(path) > 1 or folder:
        return Owner(clean(head), key=f"folder {path[0]}")
    found = NOTEBOOK.fullmatch(path[0])
    stem = found[1] if found else PurePosixPath(path[0]).stem
    name = clean(stem)
    if name != sheet:
        name = clean(re.sub(rf"[ _-]*{re.escape(sheet)}$", "", name))
    # other files join the notebook of that name, two notebooks stay apart
    return Owner(name, key=f"file {path[0]}" if found else f"files {name}")


def _submission(mine: Owner, found: list[Entry]) -> Submission:
    """Return what one student handed in; of several attempts, the last one."""
    made = Submission(mine.name, [], mine.id, mine.platform, mine.group)
    made.loose = mine.key.startswith("files ")
    attempts = {theirs.attempt for e in found if (theirs := owner(e.path))}
    for entry in found:
        theirs = owner(entry.path)
        if theirs and theirs.attempt != mine.attempt:
            continue
        if entry.read and NOTEBOOK.fullmatch(entry.path[-1]):
            made.notebooks.append(Notebook("/".join(entry.path), entry.read))
        elif entry.read:
            made.others.append(file_of(entry.path))
    if len(attempts) > 1:
        made.flags.append(translate("grading.attempts", count=len(attempts)))
    if mine.late:
        made.flags.append(translate("grading.late"))
    return made


def _label(made: list[Submission]) -> None:
    """Join loose files to the one who has their name; tell namesakes apart."""
    named: dict[str, list[Submission]] = {}
    for one in made:
        named.setdefault(one.student, []).append(one)
    for name, same in named.items():
        loose = [one for one in same if one.loose]
        if len(same) == 2 and len(loose) == 1:
            other = same[0] if same[1] is loose[0] else same[1]
            other.others += loose[0].others
            made.remove(loose[0])
            same = [other]
        unclear = len(same) > 1 and len({one.id for one in same if one.id}) < len(same)
        for number, one in enumerate(same, 1):
            more = f" {one.id or number}" if len(same) > 1 else ""
            one.label = f"{name}{more}"
            if unclear:
                one.flags.append(translate("grading.namesakes", count=len(same)))


def file_name(student: str) -> str:
    """Return a name that any system takes for a file, one for each student.

    Examples
    --------
    >>> file_name("王小明"), file_name("../../etc/passwd")
    ('王小明', 'etc-passwd-3754d6cb')
    """
    plain = re.sub(r"[^\w .-]+", "-", student).strip(" .-")[:60]
    if plain and plain == student and not re.search(r"[A-Z]", student):
        return plain
    # systems that do not tell capitals apart still tell these apart
    digest = sha256(student.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain or 'student'}-{digest}"
