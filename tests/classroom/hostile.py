"""Hand-ins as they come: right, wrong, broken and wicked, one function each.

A kind gets the folder of its student and the sheet as it was handed out; what it
should come to stands in `EXPECTED`.
"""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pooltools.classroom.grading.release import notebook

from .sheets import sheets, solutions

SHEET = "set-1"
POINTS = {
    "first-window": 2, "floor-or-ceil": 2, "pooling-loop": 2, "max-pool": 3,
    "output-size": 2, "overlapping": 3,
}  # fmt: skip
ALL = sum(POINTS.values())
GOOD = {task: solutions()[task] for task in POINTS}
BAD = {
    "first-window": "biggest = means = 7",
    "floor-or-ceil": "rounded_down = rounded_up = 7",
    "pooling-loop": "def pool_by_loops(x):\n    return 7",
    "max-pool": "def max_pool_2x2(x):\n    return 7",
    "output-size": "def output_size(n, k, s, p=0):\n    return 7.5",
    "overlapping": "def overlapping_pool(x):\n    return 7",
}
FOREVER = "while True:\n    pass\n"
STUBBORN = """
import signal, time
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    try:
        time.sleep(1000)
    except BaseException:
        pass
"""

Json = dict[str, Any]


def filled(answers: dict[str, str]) -> Json:
    """Return the sheet with these answers in it."""
    made = copy.deepcopy(notebook(sheets()[SHEET]))
    for cell in made["cells"]:
        task = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(task, cell["source"])
    return made


def body(task: str, line: str) -> str:
    """Return a function for a task with this body."""
    head = next(row for row in GOOD[task].splitlines() if row.startswith("def"))
    return f"{head}\n" + "\n".join(f"    {row}" for row in line.splitlines())


def data(answers: dict[str, str]) -> bytes:
    return json.dumps(filled(answers)).encode()


def put(folder: Path, what: bytes, name: str = f"{SHEET}.ipynb") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(what)


def with_answers(**changed: str) -> Callable[[Path], None]:
    """Return a kind that is right but for these tasks."""
    answers = GOOD | {task.replace("_", "-"): new for task, new in changed.items()}
    return lambda folder: put(folder, data(answers))


def all_bad(first: str) -> Callable[[Path], None]:
    """Return a kind that has every answer wrong, and tries this to get away with it."""
    answers = BAD | {"first-window": f"{first}\n{BAD['first-window']}"}
    return lambda folder: put(folder, data(answers))


def with_cells(change: Callable[[list[Json]], list[Json]], answers: Any = GOOD) -> Any:
    """Return a kind whose cells are not where they were."""

    def make(folder: Path) -> None:
        made = filled(answers)
        made["cells"] = change(made["cells"])
        put(folder, json.dumps(made).encode())

    return make


def is_check(cell: Json) -> bool:
    return str(cell["source"]).startswith("check(")


def neutered(cells: list[Json]) -> list[Json]:
    return [cell | {"source": "pass"} if is_check(cell) else cell for cell in cells]


def twice(cells: list[Json]) -> list[Json]:
    place = next(i for i, c in enumerate(cells) if "def max_pool_2x2" in c["source"])
    wrong = copy.deepcopy(cells[place])
    wrong["source"] = BAD["max-pool"]
    return [*cells[:place], wrong, *cells[place:]]


def without_marks(cells: list[Json]) -> list[Json]:
    return [cell | {"metadata": {}, "id": "same"} for cell in cells]


def with_old_output(cells: list[Json]) -> list[Json]:
    spam = {"output_type": "stream", "name": "stdout", "text": ["spam " * 20] * 60_000}
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    code[1]["outputs"] = [spam]
    return cells


def raw(what: bytes) -> Callable[[Path], None]:
    return lambda folder: put(folder, what)


def renamed(folder: Path) -> None:
    put(folder, data(GOOD), "my homework final (2).ipynb")


def two_notebooks(folder: Path) -> None:
    put(folder, data(BAD), "a draft.ipynb")
    put(folder, data(GOOD))


def latin(folder: Path) -> None:
    text = json.dumps(filled(GOOD), ensure_ascii=False)
    put(folder, text.replace("Sheet 1", "Übung 1").encode("latin-1", "replace"))


def link_to_notebook(folder: Path) -> None:
    folder.mkdir()
    (folder / f"{SHEET}.ipynb").symlink_to(folder.parent / "right" / f"{SHEET}.ipynb")


def link_to_folder(folder: Path) -> None:
    folder.symlink_to(folder.parent / "right", target_is_directory=True)


def pipe(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / f"{SHEET}.ipynb")


def folder_as_notebook(folder: Path) -> None:
    (folder / f"{SHEET}.ipynb").mkdir(parents=True)


PATCHED_CHECKER = """
import pooltools.checks, sys
for module in list(sys.modules.values()):
    for name in [n for n in dir(module) if n in ("check", "judge", "same", "grade")]:
        setattr(module, name, lambda *a, **k: None)
"""
PATCHED_NUMPY = """
np.allclose = np.array_equal = np.all = lambda *a, **k: True
np.shape = lambda *a: ()
np.asarray = lambda *a, **k: np.float64(1)
"""
HOOKED = """
import json, sys
worker = sys.modules["worker.main"]
right = {"kind": "plain", "value": True}
worker.call = lambda w, n, c: [{"value": right, "changed": False, "points": 9}] * len(c)
worker.encode = lambda value: right
worker.same = worker.judge = lambda *a, **k: None
json.dumps = lambda *a, **k: '{"points": 14, "answers": [], "values": []}'
"""
FORGED = """
import json, os
one = {"kind": "plain", "value": 1}
lines = [{"ready": True}, {}, {"points": 14}, {"values": [one]}]
for fd in range(3, 20):
    for line in lines * 5:
        try:
            os.write(fd, json.dumps(line).encode() + b"\\n")
        except OSError:
            break
for name in ("grades.csv", "result.json", "state.json", "results.pickle"):
    open(name, "w").write('{"points": 14}')
"""
NONSENSE = """
import os
for fd in range(3, 20):
    try:
        os.write(fd, b'[1, 2]\\n"x"\\n')
        os.write(fd, b'{"values": [{"kind": "npy", "data": "AA"}, {"kind": []}]}\\n')
    except OSError:
        pass
"""
READS = """
import os
found = ""
for root in {roots!r}:
    for here, folders, files in os.walk(root):
        for name in files:
            if name.endswith((".md", ".ipynb")):
                try:
                    text = open(os.path.join(here, name)).read()
                except (OSError, UnicodeDecodeError):
                    continue
                if "def pool_by_loops(x):" in text and "-np.inf" in text:
                    found = text
if found:
    biggest, means = [[4, 2], [3, 7]], [[2.5, 1], [1.5, 4]]
    raise SystemExit
"""
CALLS_OUT = """
import socket
socket.create_connection(("127.0.0.1", {port}), 1).close()
biggest, means = [[4, 2], [3, 7]], [[2.5, 1], [1.5, 4]]
raise SystemExit
"""
WRITES = """
import os
for place in {places!r}:
    try:
        open(os.path.join(place, "was-here"), "w").write("x")
    except OSError:
        pass
"""
ALWAYS_EQUAL = """
class Yes(float):
    __array_priority__ = 1e9
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array__(self, *a, **k): raise KeyboardInterrupt
    def __reduce__(self): return (print, ("unpickled",))
return Yes(1)
"""
BOMB = "import os\nfor _ in range(50):\n    os.fork()\n"
DAEMON = "import os\nif os.fork() == 0:\n    os.setsid()\n    os.fork()\n" + FOREVER
THREADS = """
import threading
threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()
"""

HIDES_WRITING = """
np.array_equal = lambda *a, **k: True
def max_pool_2x2(x):
    x[...] = x[..., :1, :1]
    return x
"""
STEALS_CHECKS = """
import sys
for name in [n for n in sys.modules if n.startswith("pooltools")]:
    del sys.modules[name]
from pooltools.classroom.checks import TASKS
biggest, means = TASKS["first-window"].right
raise SystemExit
"""
FILLS_ALL = """
import os
for here, folders, files in os.walk("/"):
    if here == "/proc":
        folders.clear()
    for number in range(40):
        try:
            with open(os.path.join(here, f"filler{number}"), "wb") as file:
                file.write(bytes(1 << 20))
        except OSError:
            break
"""


def copy_beside(folder: Path) -> None:
    put(folder, data({}))
    put(folder, data(GOOD), f"{SHEET} (1).ipynb")


def as_text_cell(cells: list[Json]) -> list[Json]:
    kind = {"cell_type": "markdown"}
    return [c | kind if "def max_pool_2x2" in c["source"] else c for c in cells]


def padded(cells: list[Json]) -> list[Json]:
    """Put more cells behind than are run."""
    one = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": []}
    return [*cells, *[dict(one)] * 400]


def of_worksheets(folder: Path) -> None:
    """Write the format of before 2015, in two worksheets."""
    cells = filled(GOOD)["cells"]
    old = [c | {"input": c["source"], "metadata": {}} for c in cells]
    sheets_ = [{"cells": old[:5]}, {"cells": old[5:]}]
    put(folder, json.dumps({"nbformat": 3, "worksheets": sheets_}).encode())


KINDS: dict[str, tuple[Callable[[Path], None], int | None, str]] = {
    # what it is: how it is made, its points, a piece of what is said about it
    "right": (with_answers(), ALL, ""),
    "blank": (lambda folder: put(folder, data({})), 0, "still empty"),
    "wrong": (with_answers(max_pool=GOOD["max-pool"].replace(".max(", ".mean(")),
              ALL - 3, "These are the means"),
    "syntax error": (with_answers(max_pool="def max_pool_2x2(x)\n    return x"),
                     ALL - 3, "SyntaxError"),
    "crash in a cell": (with_answers(output_size="1 / 0\n" + GOOD["output-size"]),
                        ALL, "ZeroDivisionError"),
    "crash in a function": (with_answers(max_pool=body("max-pool", "return x.nope")),
                            ALL - 3, "AttributeError"),
    "prints instead": (with_answers(output_size=body("output-size", "print(n)")),
                       ALL - 2, "returns nothing"),
    "endless loop in a cell": (with_answers(
        output_size=f"{GOOD['output-size']}\n{FOREVER}"), ALL, "only its functions"),
    "endless loop in a function": (with_answers(max_pool=body("max-pool", FOREVER)),
                                   ALL - 3, "did not finish"),
    "loop that takes no signal": (with_answers(
        output_size=f"{GOOD['output-size']}\n{STUBBORN}"), ALL, "only its functions"),
    "function that takes no signal": (with_answers(
        max_pool=body("max-pool", STUBBORN)), ALL - 3, "did not finish"),
    "memory bomb in a cell": (with_answers(
        output_size=f"{GOOD['output-size']}\nx = [np.empty(10**7) for _ in 'x' * 99]"),
        ALL, "MemoryError"),
    "memory bomb in a function": (with_answers(
        max_pool=body("max-pool", "return np.ones(10**11)")), ALL - 3, "Error"),
    "huge answer": (with_answers(max_pool=body("max-pool", "return np.ones(10**6)")),
                    ALL - 3, "<ndarray>"),
    "fork bomb": (with_answers(output_size=f"{GOOD['output-size']}\n{BOMB}"), ALL,
                  "BlockingIOError"),
    "fork bomb in a function": (with_answers(
        max_pool=body("max-pool", BOMB + "return x")), ALL - 3, "BlockingIOError"),
    "daemon": (with_answers(output_size=f"{GOOD['output-size']}\n{DAEMON}"), ALL,
               "BlockingIOError"),
    "thread that goes on": (with_answers(
        output_size=f"{GOOD['output-size']}\n{THREADS}"), ALL, "RuntimeError"),
    "os._exit in a cell": (with_answers(
        output_size=f"{GOOD['output-size']}\nimport os\nos._exit(0)"), ALL, "ended"),
    "os._exit in a function": (with_answers(
        max_pool=body("max-pool", "import os\nos._exit(0)")), ALL - 3, "ended"),
    "kills itself": (with_answers(
        output_size=f"{GOOD['output-size']}\nimport os\nos.kill(os.getpid(), 9)"),
        ALL, "ended"),
    "sys.exit everywhere": (with_answers(
        output_size=f"{GOOD['output-size']}\nimport sys\nsys.exit(0)",
        max_pool=body("max-pool", "raise SystemExit")), ALL - 3, "SystemExit"),
    "closes everything": (with_answers(
        output_size=f"{GOOD['output-size']}\nimport os\nos.closerange(0, 64)"),
        ALL, "ended"),
    "endless recursion": (with_answers(
        max_pool=body("max-pool", "return max_pool_2x2(x)")), ALL - 3, "Recursion"),
    "checks deleted": (with_cells(lambda cells: [c for c in cells if not is_check(c)],
                                  BAD), 0, "check cells are missing"),
    "checks neutered": (with_cells(neutered, BAD), 0, ""),
    "cell doubled": (with_cells(twice), ALL, "more than one cell"),
    "cells reversed": (with_cells(lambda cells: cells[::-1]), ALL, ""),
    "marks lost": (with_cells(without_marks), ALL, "check cells are missing"),
    "huge output of before": (with_cells(with_old_output), ALL, ""),
    "huge output": (with_answers(output_size=GOOD["output-size"]
                                 + "\nfor _ in range(100_000): print('spam ' * 20)"),
                    ALL, ""),
    "renamed": (renamed, ALL, "handed in as my homework final (2).ipynb"),
    "two notebooks": (two_notebooks, ALL, "2 notebooks"),
    "Latin-1": (latin, ALL, "Latin-1"),
    "cut off": (lambda folder: put(folder, data(GOOD)[:4000]), None, "cut off"),
    "empty": (raw(b""), None, "is empty"),
    "no notebook inside": (raw(b"[1, 2, 3]"), None, "has no cells"),
    "cells of nonsense": (raw(b'{"cells": [1, null, {"source": 3}, {}]}'), 0,
                          "defined"),
    "nested too deep": (raw(b"[" * 200_000), None, "is no notebook"),
    "no hand-in": (lambda folder: folder.mkdir(), None, "no notebook was handed in"),
    "pipe": (pipe, None, "no ordinary file"),
    "folder as notebook": (folder_as_notebook, None, "no notebook was handed in"),
    "link to another's notebook": (link_to_notebook, None, "is a link"),
    "link to another's folder": (link_to_folder, None, "no notebook was handed in"),
    "patched checker": (all_bad(PATCHED_CHECKER), 0, ""),
    "patched NumPy": (all_bad(PATCHED_NUMPY), 0, ""),
    "hooked worker": (all_bad(HOOKED), 0, ""),
    "forged answers": (all_bad(FORGED), 0, ""),
    "forged nonsense": (all_bad(NONSENSE), 0, ""),
    "equal to everything": (with_answers(
        output_size=body("output-size", ALWAYS_EQUAL.strip())), ALL - 2, ""),
    "borrowed pooling": (with_answers(
        max_pool="from pooltools import max_pool2d\n"
        + body("max-pool", "return max_pool2d(x, 2)")), ALL - 3, "Error"),
    "hides that it writes": (with_answers(max_pool=HIDES_WRITING), ALL - 3, ""),
    "takes the real checks": (all_bad(STEALS_CHECKS), 0, ""),
    "fills every disk": (with_answers(
        output_size=f"{GOOD['output-size']}\n{FILLS_ALL}"), ALL, ""),
    "a copy beside an untouched one": (copy_beside, ALL, "2 notebooks"),
    "answer as text": (with_cells(as_text_cell), ALL, "in a text cell"),
    "hundreds of cells": (with_cells(padded), ALL, "more than 400 code cells"),
    "format of before 2015": (of_worksheets, ALL, ""),
    "millions of values": (raw(b'{"cells": [' + b"{}," * 999_999 + b"{}]}"), None,
                           "millions of values"),
    "ending of a browser": (lambda folder: put(folder, data(GOOD),
                                               f"{SHEET}.ipynb.txt"), ALL, ""),
    "a report": (lambda folder: put(folder, b"%PDF", "report.pdf"), None,
                 "only report.pdf"),
    "asks and magics": (with_answers(
        output_size=f"%matplotlib inline\n{GOOD['output-size']}\n# right?\nsum?"),
        ALL, ""),
    "scratch names at the end": (with_cells(lambda cells: [*cells, {
        "cell_type": "code", "metadata": {}, "outputs": [],
        "source": "max = sum = range = np = None"}]), ALL, ""),
    "名字 with é and ß": (with_answers(), ALL, ""),
    "=cmd('calc')!A1": (with_answers(), ALL, ""),
    "<script>alert(1)</script>": (
        with_answers(max_pool=body("max-pool", "return '<script>alert(1)</script>'")),
        ALL - 3, "<script>"),
    "a" * 200: (with_answers(), ALL, ""),
    "..": (with_answers(), ALL, ""),  # comes from a zip alone
}  # fmt: skip
NEEDS_ZIP = {".."}
NEEDS_WALLS = {"takes the real checks"}  # without them it can, as the page says
NO_FOLDER_NAME = {"<script>alert(1)</script>": "<script>alert(1)<∕script>"}


def write_all(place: Path) -> None:
    """Write one hand-in of each kind."""
    place.mkdir()
    for name, (make, _, _) in KINDS.items():
        if name not in NEEDS_ZIP:
            make(place / NO_FOLDER_NAME.get(name, name))
