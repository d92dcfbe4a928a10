"""Answers as honest, odd and wrong students write them, and what each should earn.

`{good}` stands for the right answer of the task that a kind is tried on, `{bad}` for a
wrong one.  Kinds for one task alone are written out.
"""

import copy
import json
from collections.abc import Callable
from typing import Any

from pooltools.classroom.checks import TASKS

from .hostile import BAD, GOOD, POINTS, Json, filled, is_check

ANYWHERE = {
    # what stands around a right answer and costs nothing
    "comment that asks": "{good}\n# is this right?",
    "line comment that asks": "{good}\nthree = 1 + 2  # is this three?",
    "text that asks": '{good}\nwords = """How many fit?\nThree?\n"""',
    "text with per cents": '{good}\nwords = """\n% of all\n!\n"""',
    "rest over two lines": "{good}\nrest = (17\n        % (10**9))",
    "line magic": "%matplotlib inline\n{good}",
    "line magic that times": "{good}\n%timeit -n1 -r1 sum(range(3))",
    "line magic with a value": "{good}\nplace = %pwd",
    "extension": "%load_ext autoreload\n%autoreload 2\n{good}",
    "cell magic %%time": "%%time\n{good}",
    "cell magic %%capture": "%%capture shown\n{good}",
    "magic under an if": "if True:\n    %matplotlib inline\n{good}",
    "help": "{good}\nsum?",
    "help before": "?sum\n{good}",
    "source": "{good}\nprint??",
    "shell": "!echo hello\n{good}",
    "shell with a value": "{good}\nlisted = !ls",
    "display": "{good}\ndisplay([1, 2])",
    "display, imported": "from IPython.display import display\n{good}\ndisplay(1)",
    "get_ipython": '{good}\nget_ipython().run_line_magic("matplotlib", "inline")',
    "await": "import asyncio\nawait asyncio.sleep(0)\n{good}",
    "await of one's own": "async def two():\n    return 2\n{good}\nx = await two()",
    "indented as a whole": "    {good}",
    "prompts of Python": ">>> three = 3\n>>> print(three)",
    "print": "{good}\nprint('done', end='?')",
    "assert that holds": "{good}\nassert np.max([1, 2]) == 2",
    "assert that fails": "{good}\nassert np.max([1, 2]) == 3",
    "error behind it": "{good}\nnumber = 1 / 0",
    "annotations": "from __future__ import annotations\n{good}",
    "letters of other tongues": "größe, 名字 = 3, 'x'\n{good}",
    "windows' line ends": "three = 3\r\n{good}\r\n",
    "seeded chance": "np.random.seed(3)\n{good}",
    "said twice": "{bad}\n{good}",
    # what makes it wrong
    "wrong": "{bad}",
    "said twice, wrong at last": "{good}\n{bad}",
    "not Python": "{good}\nthis is no Python",
    "wrong magic": "%%bash\n{good}",
    "left empty": "",
}
EARN_NOTHING = {
    "wrong", "said twice, wrong at last", "not Python", "wrong magic", "left empty",
    "prompts of Python",
}  # fmt: skip

ROUND_IT = {
    # what is put around a right function, and whether it is right then
    "lambda": ("{name} = lambda *given: inner_{task}(*given)", True),
    "global counter": ("asked_{task} = 0\n"
                       "def {name}(*given):\n    global asked_{task}\n"
                       "    asked_{task} += 1\n    return inner_{task}(*given)", True),
    "memory": ("known_{task} = {}\ndef {name}(*given):\n    key = str(given)\n"
               "    if key not in known_{task}:\n"
               "        known_{task}[key] = inner_{task}(*given)\n"
               "    return known_{task}[key]", True),
    "right once": ("once_{task} = [1]\ndef {name}(*given):\n    once_{task}.pop()\n"
                   "    return inner_{task}(*given)", False),
    "wrapped": ("import functools\n{name} = functools.wraps(inner_{task})("
                "lambda *given: inner_{task}(*given))", True),
    "object to call": ("class C_{task}:\n    def __call__(self, *given):\n"
                       "        return inner_{task}(*given)\n{name} = C_{task}()",
                       True),
    "lists": ("def {name}(*given):\n"
              "    return np.asarray(inner_{task}(*given)).tolist()", True),
    "prints": ("def {name}(*given):\n    print(inner_{task}(*given))", False),
    "text": ("def {name}(*given):\n    return str(inner_{task}(*given))", False),
    "raises": ("def {name}(*given):\n    raise ValueError('no')", False),
    "another name": ("del {name}", False),
    "generator": ("def {name}(*given):\n    yield inner_{task}(*given)", False),
}  # fmt: skip

SIZE = "def output_size(n, k, s, p=0):\n    "
ALONE = {
    # for output-size and whether it is right
    "asks in its own line": (
        f"{SIZE}return (n + 2 * p - k) // s + 1  # is this right?", True),
    "text that asks first": (
        f'{SIZE}"""How many fit?\n    """\n    return (n + 2*p - k) // s + 1', True),
    "rest in a function": (
        f"{SIZE}return ((n + 2 * p - k) // s + 1\n            % (10**9))", True),
    "helper": ("def room(n, k, p):\n    return n + 2 * p - k\n"
               f"{SIZE}return room(n, k, p) // s + 1", True),
    "counted": (f"{SIZE}return len(range(0, n + 2 * p - k + 1, s))", True),
    "float": (f"{SIZE}return (n + 2 * p - k) / s + 1", False),
    "no plus one": (f"{SIZE}return (n + 2 * p - k) // s", False),
}  # fmt: skip


def answers() -> list[tuple[dict[str, str], dict[str, str], dict[str, int]]]:
    """Return hand-ins of all these kinds, a kind a task: kinds, answers and points."""
    made: list[Any] = []
    for name, template in ANYWHERE.items():
        task = list(POINTS)[len(made) % len(POINTS)]
        source = template.replace("{bad}", BAD[task])
        if name.startswith("indented"):
            source = "\n".join(f"    {line}" for line in GOOD[task].splitlines())
        source = source.replace("{good}", GOOD[task])
        made.append((name, task, source, name not in EARN_NOTHING))
    for number, (name, (source, right)) in enumerate(ROUND_IT.items()):
        task = ("pooling-loop", "max-pool", "overlapping")[number % 3]
        function, word = TASKS[task].answers[0], task.replace("-", "_")
        source = f"{GOOD[task]}\ninner_{word} = {function}\n{source}"
        source = source.replace("{name}", function).replace("{task}", word)
        made.append((name, task, source, right))
    made += [(name, "output-size", *rest) for name, rest in ALONE.items()]
    hand_ins: list[Any] = []
    for name, task, source, right in made:
        fits = (hand_in for hand_in in hand_ins if task not in hand_in[0])
        if (mine := next(fits, None)) is None:
            mine = ({}, dict(GOOD), dict(POINTS))
            hand_ins.append(mine)
        mine[0][task], mine[1][task] = name, source
        mine[2][task] = POINTS[task] if right else 0
    return hand_ins


def _code(source: str) -> Json:
    bare: Json = {"execution_count": None, "outputs": [], "metadata": {}}
    return {"cell_type": "code", "id": "added", "source": source, **bare}


def _mark(cell: Json) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id"))


def _place(cells: list[Json], mark: str) -> int:
    return [_mark(cell) for cell in cells].index(mark)


def behind(mark: str, source: str) -> Callable[[list[Json]], list[Json]]:
    """Return a change that adds a cell after this one."""

    def change(cells: list[Json]) -> list[Json]:
        place = _place(cells, mark) + 1
        return [*cells[:place], _code(source), *cells[place:]]

    return change


def last(source: str) -> Callable[[list[Json]], list[Json]]:
    return lambda cells: [*cells, _code(source)]


def edited(mark: str, edit: Callable[[str], str]) -> Callable[[list[Json]], list[Json]]:
    """Return a change to the text of one cell."""

    def change(cells: list[Json]) -> list[Json]:
        cell = cells[_place(cells, mark)]
        cell["source"] = edit(cell["source"])
        return cells

    return change


def all_in_a_cell(cells: list[Json]) -> list[Json]:
    """Put every answer in the first answer's cell, and take the others away."""
    first = cells[_place(cells, "first-window")]
    first["source"] = "\n\n".join(GOOD.values())
    gone = set(list(GOOD)[1:])
    return [c for c in cells if _mark(c) not in gone]


def check_first(cells: list[Json]) -> list[Json]:
    """Move a check before the answer."""
    cells.insert(0, cells.pop(_place(cells, "check-max-pool")))
    return cells


def as_text(cells: list[Json]) -> list[Json]:
    cells[_place(cells, "max-pool")]["cell_type"] = "markdown"
    return cells


def without_marks(cells: list[Json]) -> list[Json]:
    return [cell | {"metadata": {}} for cell in cells]


def twice(first: str, second: str) -> Callable[[list[Json]], list[Json]]:
    """Return a change that doubles an answer's cell."""

    def change(cells: list[Json]) -> list[Json]:
        place = _place(cells, "max-pool")
        pair = [copy.deepcopy(cells[place]) | {"source": s} for s in (first, second)]
        return [*cells[:place], *pair, *cells[place + 1 :]]

    return change


MAX, BAD_MAX = GOOD["max-pool"], BAD["max-pool"]
HELPED = MAX.replace("2 * i : 2 * i + 2", "twice(i) : twice(i) + 2")
assert HELPED != MAX
Change = Callable[[list[Json]], list[Json]]
CELLS: dict[str, tuple[Change, dict[str, str], set[str]]] = {
    # what becomes of the cells; other answers than the right ones; what earns nothing
    "as it was": (lambda cells: cells, {}, set()),
    "scratch name afterwards": (
        last("max = min = sum = range = 3\noutput_size = 5"), {}, set()),
    "scratch function afterwards": (behind("check-max-pool", BAD_MAX), {}, set()),
    "scratch function before the check": (
        behind("max-pool", BAD_MAX), {}, {"max-pool"}),
    "helper in a cell of its own": (
        behind("check-pooling-loop", "def twice(i):\n    return 2 * i"),
        {"max-pool": HELPED}, set()),
    "helper made anew later": (
        behind("check-max-pool", "def twice(i):\n    return i"),
        {"max-pool": f"def twice(i):\n    return 2 * i\n{HELPED}"}, set()),
    "import in the set-up": (
        edited("setup", lambda s: f"{s}\nfrom math import floor"),
        {"output-size": f"{SIZE}return floor((n + 2 * p - k) / s) + 1"}, set()),
    "checks gone": (lambda cells: [c for c in cells if not is_check(c)], {}, set()),
    "check before the answer": (check_first, {}, set()),
    "backwards": (lambda cells: cells[::-1], {}, set()),
    "marks lost": (without_marks, {}, set()),
    "as text": (as_text, {}, set()),
    "doubled, the second right": (twice(BAD_MAX, MAX), {}, set()),
    "doubled, the second wrong": (twice(MAX, BAD_MAX), {}, {"max-pool"}),
    "all in a cell": (all_in_a_cell, {}, set()),
    "answered at the end": (
        last(MAX), {"max-pool": "def max_pool_2x2(x):\n    ..."}, {"max-pool"}),
    "answered and checked at the end": (
        last(f'{MAX}\ncheck("max-pool", max_pool_2x2)'), {"max-pool": BAD_MAX}, set()),
    "answered in its check": (
        edited("check-max-pool", lambda s: f"{MAX}\n{s}"), {"max-pool": ""}, set()),
    "changes what a check uses": (
        behind("check-first-window", "steps = [1, 2]"),
        {"output-size": f"{SIZE}steps.append(3)\n"
                        "    return (n + 2 * p - k) // s + len(steps) - 2"},
        {"output-size"}),
}  # fmt: skip
"""Hand-ins whose cells are not what they were."""

DIFFER: dict[str, tuple[dict[str, str], int, int]] = {
    # kinds on which the routes cannot agree: points by ours, and by nbgrader
    "error before it": ({"max-pool": f"1 / 0\n{MAX}"}, 3, 0),
    "warns": (
        {"max-pool": MAX.replace("def max_pool_2x2(x):\n",
                                 "import warnings\ndef max_pool_2x2(x):\n"
                                 "    warnings.warn('slow')\n")}, 3, 0),
    "pools with pooltools": (
        {"max-pool": "import pooltools\ndef max_pool_2x2(x):\n"
                     "    return pooltools.max_pool2d(x, 2)"}, 0, 3),
}  # fmt: skip


def bank() -> dict[str, tuple[bytes, dict[str, int]]]:
    """Return every hand-in by its name, with the points that each task should earn."""
    made = {}
    for kinds, given, points in answers():
        name = "; ".join(kinds.values())
        made[name] = (json.dumps(filled(given)).encode(), points)
    for name, (change, given, lost) in CELLS.items():
        notebook = filled(GOOD | given)
        notebook["cells"] = change(notebook["cells"])
        points = {task: 0 if task in lost else most for task, most in POINTS.items()}
        made[name] = (json.dumps(notebook).encode(), points)
    return made
