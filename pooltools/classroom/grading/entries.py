"""What lies in a folder or a zip file, zip files inside included.

Nothing is unpacked and no link is followed: names and bytes are all that is taken.
"""

import io
import os
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LARGEST = 32 << 20
"""Bytes of a file that is still read."""

MOST_FILES = 2000
"""Entries of one student's folder, or of a zip file inside, that are looked at."""

DEEPEST = 2
"""Zip files inside one another that are looked into."""

SKIPPED = {".ipynb_checkpoints", "__MACOSX"}

Read = Callable[[], bytes]


class UnreadableError(Exception):
    """A file that cannot be read, and why."""


@dataclass(frozen=True)
class Entry:
    """One file, or a folder with nothing in it, which has nothing to read."""

    path: tuple[str, ...]
    read: Read | None


def entries(place: Path) -> list[Entry]:
    """Return what lies in a folder or zip file, hidden things left out."""
    if place.is_dir():
        found = _in_folder(place)
    elif zipfile.is_zipfile(place):
        try:
            with zipfile.ZipFile(place) as archive:
                found = _in_zip(archive, lambda: zipfile.ZipFile(place), 0)
        except Exception as error:
            raise OSError(f"{place} cannot be unpacked: {error}") from None
    else:
        raise NotADirectoryError(f"{place} is neither a folder nor a zip file")
    return sorted(found, key=lambda entry: entry.path)


def _in_folder(place: Path) -> list[Entry]:
    found: list[Entry] = []
    for one in os.scandir(place):
        path = Path(one.path)
        if _hidden(one.name):
            continue
        if one.is_dir(follow_symlinks=False):
            found += _below(path)
        elif one.is_symlink() and path.is_dir():
            found.append(Entry((decoded(os.fsencode(one.name)),), None))
        else:
            name = (decoded(os.fsencode(one.name)),)
            found += _opened(Entry(name, _reader(path)), 0)
    return found


def _below(folder: Path) -> Iterator[Entry]:
    """Yield a student's files, links and hidden folders left out."""
    seen = 0
    for here, folders, files in os.walk(folder, followlinks=False):
        real = (f for f in folders if not os.path.islink(os.path.join(here, f)))
        folders[:] = sorted(f for f in real if not _hidden(f))
        names = [name for name in sorted(files) if not _hidden(name)]
        above = [*folder.parts[len(folder.parent.parts) :], *_parts(here, folder)]
        path = tuple(decoded(os.fsencode(part)) for part in above)
        if not folders and not names:
            yield Entry(path, None)
        for name in names:
            seen += 1
            if seen > MOST_FILES:
                return
            own = (*path, decoded(os.fsencode(name)))
            yield from _opened(Entry(own, _reader(Path(here, name))), 0)


def _parts(here: str, folder: Path) -> Sequence[str]:
    return Path(here).relative_to(folder).parts


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in SKIPPED


def _reader(path: Path) -> Read:
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


def _opened(entry: Entry, depth: int) -> Iterator[Entry]:
    """Yield a file, or, if it is a zip file, what is in it."""
    if depth < DEEPEST and entry.read and entry.path[-1].lower().endswith(".zip"):
        read = entry.read
        try:
            inner = _in_zip(_unzip(read), lambda: _unzip(read), depth + 1)
        except Exception:  # what cannot be opened stays a file
            inner = []
        for one in inner:
            yield Entry((*entry.path, *one.path), one.read)
        if inner:
            return
    yield entry


def _unzip(read: Read) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(read()))


def _in_zip(
    archive: zipfile.ZipFile, again: Callable[[], zipfile.ZipFile], depth: int
) -> list[Entry]:
    """Return what is in an archive; `again` opens it to read from."""
    members = archive.infolist()[: MOST_FILES if depth else None]
    names = _names(members)
    found: list[Entry] = []
    for info, name in zip(members, names, strict=True):
        parts = PurePosixPath(name.replace("\\", "/")).parts
        path = tuple(part for part in parts if part not in ("/", "..", "."))
        if not path or any(map(_hidden, path)):
            continue
        if info.is_dir():
            inside = any(n != name and n.startswith(name) for n in names)
            found += [] if inside else [Entry(path, None)]
        else:
            found += _opened(Entry(path, _zip_reader(again, info)), depth)
    return found


def _zip_reader(again: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo) -> Read:
    def read() -> bytes:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableError("is a link")
        try:
            with again() as archive, archive.open(info) as file:
                data = file.read(LARGEST + 1)
        except Exception as error:  # a damaged member may raise anything
            raise UnreadableError(f"cannot be unpacked ({error})") from None
        return _limited(data)

    return read


def _limited(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST >> 20} MB")
    return data


def _names(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the members' names; those that no one marked as UTF-8 may be GBK."""
    plain = [m.orig_filename.split("\0")[0] for m in members]
    return [
        name if info.flag_bits & 0x800 else decoded(name.encode("cp437"))
        for name, info in zip(plain, members, strict=True)
    ]


def decoded(name: bytes) -> str:
    r"""Return a file's name, whatever it is written in; nothing of it is lost.

    Examples
    --------
    >>> decoded("王小明".encode("gbk")), decoded("André".encode()), decoded(b"Andr\x82")
    ('王小明', 'André', 'André')
    """
    for code in ("utf-8", "gb2312", "gb18030"):
        try:
            text = name.decode(code)
        except UnicodeDecodeError:
            continue
        # GBK reads nearly anything: only what is Chinese throughout is meant so
        signs = [sign for sign in text if ord(sign) > 127]
        if code == "utf-8" or all("\u4e00" <= sign <= "\u9fff" for sign in signs):
            return text
    return name.decode("cp437")
