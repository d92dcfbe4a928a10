"""Tell which files of the package a piece of code depends on, without running it.

A page's outputs and a hand-in's grade hold as long as these files are the same.

Modules count whole: all that the code imports, and all that these import.  Data are
told apart, as one widget's text is nothing to a page that shows another: a file counts
where a module names it, and the module where its own names are used.
"""

import ast
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parent

_KEY = re.compile(r"(\w+)\.(?!(?:json|npz)$)[\w.*]+")
"""A text's key, such as ``bench.title``: the name of its file, and its own."""

_FILE = re.compile(r"[\w*][\w*/-]*\.(?!py$)[a-z]+")
"""The path of a data file; ``*`` stands for the gap of an f-string."""

_ANY = frozenset({"__all__", "__dict__"})
"""Who uses these may use any name of a package."""


class Code:
    """What a syntax tree says: a module's, or that of a page's cell."""

    def __init__(
        self, source: str, package: str = "", *, is_init: bool = False, file: str = ""
    ) -> None:
        self.is_init = is_init
        """Whether it is an ``__init__``, which hands on what it imports."""
        self._package = package.split(".")
        self._nodes = list(ast.walk(ast.parse(source, file)))

    @cached_property
    def imports(self) -> list[tuple[str, str]]:
        """Each a module and a name in it; no name where the module is imported."""
        found: list[tuple[str, str]] = []
        for node in self._nodes:
            if isinstance(node, ast.Import):
                found += [(alias.name, "") for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                start = self._package[: len(self._package) - node.level + 1]
                parts = [*start * bool(node.level), *(node.module or "").split(".")]
                module = ".".join(part for part in parts if part)
                found += [(module, alias.name) for alias in node.names]
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that it uses, on its own or after a dot."""
        used = [node for node in self._nodes if isinstance(node, ast.Name)]
        found = {node.id for node in used if isinstance(node.ctx, ast.Load)}
        found |= {node.attr for node in self._nodes if isinstance(node, ast.Attribute)}
        return frozenset(found)

    @cached_property
    def files(self) -> set[str]:
        """The paths that it names."""
        return {text for text in self._strings() if _FILE.fullmatch(text)}

    @cached_property
    def texts(self) -> set[str]:
        """The names of the files of text that it may read."""
        keys = {match[1] for text in self._strings() if (match := _KEY.fullmatch(text))}
        return keys | set(self._whole_texts())

    def _strings(self) -> Iterator[str]:
        for node in self._nodes:
            if isinstance(node, ast.JoinedStr):
                parts = [getattr(part, "value", None) for part in node.values]
                yield "".join(part if isinstance(part, str) else "*" for part in parts)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value

    def _whole_texts(self) -> Iterator[str]:
        """Yield what `bundle` and `table` are given, and a widget's ``module``."""
        for node in self._nodes:
            given: list[ast.expr] = []
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                given = node.args if called in ("bundle", "table") else []
            elif isinstance(node, ast.Assign):
                names = {getattr(target, "id", "") for target in node.targets}
                given = [node.value] if "module" in names else []
            for part in given:
                if isinstance(part, ast.Constant):
                    yield str(part.value)


class Package:
    """The package's files as they are now, each read once."""

    def __init__(self, folder: Path = PACKAGE) -> None:
        self._folder = folder
        self._paths = {_dotted(path, folder): path for path in folder.rglob("*.py")}
        self._codes: dict[str, Code] = {}

    def state(self, *sources: str, also: Iterable[Path] = ()) -> str:
        """Return a hash of all that Python sources depend on.

        Parameters
        ----------
        *sources : str
            The cells of a page, for example.
        also : iterable of Path
            Files beyond the package's.

        Notes
        -----
        Of Python and other packages the versions count: their numbers may differ.
        """
        codes = self._parse(sources)
        total = sha256(f"Python {platform.python_version()}\n".encode())
        for name in sorted(self._others(codes)):
            total.update(f"{name} {_version(name)}\n".encode())
        for path in sorted({*self.files(*sources), *also}):
            place = Path(os.path.relpath(path, self._folder)).as_posix()
            total.update(f"{place} {path.stat().st_size}\n".encode())
            total.update(path.read_bytes())
        return total.hexdigest()[:16]

    def files(self, *sources: str) -> set[Path]:
        """Return the modules that the sources load, and the data that they may read."""
        codes = self._parse(sources)
        loaded = {self._paths[module] for module in self._follow(codes, every=True)}
        read = {
            path
            for module in self._follow(codes, every=False)
            for path in self._data(module)
        }
        return loaded.union(read, *(self._texts(code) for code in codes))

    def _parse(self, sources: Iterable[str]) -> list[Code]:
        codes = []
        for source in sources:
            try:
                codes.append(Code(source))
            except SyntaxError:  # a magic, say: whatever it does, it may use anything
                codes.append(Code("\n".join(f"import {name}" for name in self._paths)))
        return codes

    def _follow(self, codes: Sequence[Code], *, every: bool) -> set[str]:
        """Return the modules that are reached by all imports, or by names in use."""
        found: dict[str, frozenset[str]] = {}
        always = _ANY if every else frozenset[str]()
        todo = [
            (code, always.union(*(other.names for other in codes))) for code in codes
        ]
        while todo:
            code, names = todo.pop()
            for module, asked in self._imported(code, names):
                target, known = self._code(module), found.get(module, frozenset())
                if module not in found or (target.is_init and not asked <= known):
                    found[module] = known | asked
                    handed_on = found[module] if target.is_init else frozenset()
                    todo.append((target, target.names | handed_on | always))
        return set(found)

    def _imported(
        self, code: Code, names: frozenset[str]
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each module that is imported, and the names that are asked of it.

        Of an ``__init__`` only imports count that lead to one of these names.
        """
        for module, name in code.imports:
            bound = {name, module.rpartition(".")[2]}
            if code.is_init and not (bound & {"", "*", *names} or names & _ANY):
                continue
            whole = module if name in ("", "*") else f"{module}.{name}"
            parts = whole.split(".")
            for end in range(1, len(parts) + 1):
                if (found := ".".join(parts[:end])) in self._paths:
                    as_module = found == whole or not name
                    of_module = {name} if found == module else ()
                    yield found, names if as_module else frozenset(of_module)

    def _others(self, codes: Sequence[Code]) -> set[str]:
        """Return the packages besides this one and Python's own that are imported."""
        loaded = map(self._code, self._follow(codes, every=True))
        found = {module for code in (*codes, *loaded) for module, _ in code.imports}
        roots = {module.partition(".")[0] for module in found}
        return roots - {self._folder.name} - sys.stdlib_module_names

    def _code(self, module: str) -> Code:
        if module not in self._codes:
            path = self._paths[module]
            is_init = path.stem == "__init__"
            package = module if is_init else module.rpartition(".")[0]
            self._codes[module] = Code(
                path.read_text("utf-8"), package, is_init=is_init, file=str(path)
            )
        return self._codes[module]

    def _data(self, module: str) -> set[Path]:
        """Return the data files that a module names."""
        if module == f"{self._folder.name}.text":  # those who ask tell which
            return set()
        code, places = self._code(module), (self._folder, self._paths[module].parent)
        found = {
            path for place in places for name in code.files for path in place.glob(name)
        }
        return found | self._texts(code)

    def _texts(self, code: Code) -> set[Path]:
        paths = {self._folder / "text" / f"{name}.toml" for name in code.texts}
        return {path for path in paths if path.is_file()}


def _dotted(path: Path, folder: Path) -> str:
    """Return the name by which a module is imported."""
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _version(package: str) -> str:
    try:
        return version(package)
    except (
        PackageNotFoundError
    ):  # of another name, or none, such as a module beside the page
        return ""
