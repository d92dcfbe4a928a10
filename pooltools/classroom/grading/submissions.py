"""Find hand-ins: a folder for each student, a flat folder, or an LMS's zip.

Nothing is unpacked and no link is followed: names and bytes are all that is taken.
"""

import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

LARGEST = 32 << 20
"""Bytes of a notebook that is still read."""

MOST_FILES = 2000
"""Entries of one student's folder that are looked at."""

SKIPPED = {".ipynb_checkpoints", "__MACOSX"}
LMS = re.compile(r"_\d+_assignsubmission_\w*|_assignsubmission_\w*")


class UnreadableError(Exception):
    """A notebook that cannot be read, and why."""


@dataclass(frozen=True)
class Notebook:
    """One notebook that was handed in."""

    name: str
    read: Callable[[], bytes]


@dataclass
class Submission:
    """What one student handed in."""

    student: str
    notebooks: list[Notebook] = field(default_factory=list)

    def choose(self, sheet: str) -> Notebook | None:
        """Return the notebook that is named like the sheet, else the first."""

        def order(notebook: Notebook) -> tuple[bool, bool, str]:
            stem = PurePosixPath(notebook.name).stem
            return stem != sheet, not stem.startswith(sheet), notebook.name

        return min(self.notebooks, key=order, default=None)


def find_submissions(place: Path, sheet: str) -> list[Submission]:
    """Return the hand-ins of a folder or zip file, sorted by student."""
    if place.is_dir():
        found = _in_folder(place, sheet)
    elif zipfile.is_zipfile(place):
        found = _in_zip(place, sheet)
    else:
        raise NotADirectoryError(f"{place} is neither a folder nor a zip file")
    return _merged(found)


def _merged(found: Iterator[Submission]) -> list[Submission]:
    students: dict[str, Submission] = {}
    for one in found:
        students.setdefault(one.student, Submission(one.student)).notebooks.extend(
            one.notebooks
        )
    return [students[name] for name in sorted(students)]


def _in_folder(place: Path, sheet: str) -> Iterator[Submission]:
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.name in SKIPPED:
            continue
        if entry.is_dir(follow_symlinks=False):
            names = [p.relative_to(place).as_posix() for p in _notebooks(path)]
            notebooks = [Notebook(n, _reader(place / n)) for n in names]
            yield Submission(student_of(entry.name), notebooks)
        elif path.suffix.lower() == ".ipynb":
            student = student_of(path.stem, sheet)
            yield Submission(student, [Notebook(entry.name, _reader(path))])
        elif entry.is_symlink():
            yield Submission(student_of(entry.name), [])


def _notebooks(folder: Path) -> Iterator[Path]:
    """Yield the notebooks below a folder, links and hidden folders left out."""
    seen = 0
    for here, folders, files in os.walk(folder, followlinks=False):
        kept = (f for f in folders if not f.startswith(".") and f not in SKIPPED)
        folders[:] = sorted(kept)
        for name in sorted(files):
            seen += 1
            if seen > MOST_FILES:
                return
            if name.lower().endswith(".ipynb") and not name.startswith("."):
                yield Path(here, name)


def _reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        # O_NOFOLLOW and the kind of file: no link, no pipe that never ends
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            handle = os.open(path, flags)
        except OSError as error:
            reason = "is a link" if path.is_symlink() else f"cannot be read ({error})"
            raise UnreadableError(reason) from None
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnreadableError("is no ordinary file")
            return _limited(file.read(LARGEST + 1))

    return read


def _in_zip(place: Path, sheet: str) -> Iterator[Submission]:
    with zipfile.ZipFile(place) as archive:
        entries = archive.infolist()
    for entry in entries:
        parts = [p for p in PurePosixPath(entry.filename.replace("\\", "/")).parts]
        parts = [p for p in parts if p not in ("/", "..", ".")]
        if entry.is_dir() or not parts or SKIPPED & set(parts):
            continue
        if parts[-1].startswith(".") or not parts[-1].lower().endswith(".ipynb"):
            continue
        alone = len(parts) == 1
        stem = PurePosixPath(parts[0]).stem
        student = student_of(stem, sheet) if alone else student_of(parts[-2])
        read = _zip_reader(place, entry)
        yield Submission(student, [Notebook("/".join(parts), read)])


def _zip_reader(place: Path, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableError("is a link")
        try:
            with zipfile.ZipFile(place) as archive, archive.open(entry) as file:
                return _limited(file.read(LARGEST + 1))
        except (zipfile.BadZipFile, RuntimeError, OSError) as error:
            raise UnreadableError(f"cannot be unpacked ({error})") from None

    return read


def _limited(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST >> 20} MB")
    return data


def student_of(name: str, sheet: str = "") -> str:
    """Return a student's name from that of a folder or file.

    Examples
    --------
    >>> student_of("Ada Lovelace_4711_assignsubmission_file")
    'Ada Lovelace'
    >>> student_of("王小明_set-1", "set-1")
    '王小明'
    """
    # a name that is no valid text keeps a sign for what was wrong in it
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = unicodedata.normalize("NFC", LMS.sub("", text))
    if sheet and text != sheet:
        text = re.sub(rf"[ _-]*{re.escape(sheet)}$", "", text)
    kept = "".join(sign for sign in text if sign.isprintable()).strip()
    return kept or "unnamed"


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
