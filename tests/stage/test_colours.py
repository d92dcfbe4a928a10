"""A colour means one thing, in every picture, table and page.

Amber is the window and what it gives, rust the winner, green the gradient.  What has
no such meaning and is only told apart has a kind: neutral, with a pattern besides.
"""

import ast
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2] / "pooltools"
SHEETS = sorted([*ROOT.glob("widgets/css/*.css"), *ROOT.glob("book/**/*.css")])
MEANT = ("window", "winner", "gradient")
TINTS = {"wash": "window", "breath": "window"}
"""Thin tints of a colour that has a meaning."""

PLACES = {
    "window": {
        ".pool-window": "the frame of the window",
        ".pool-tile": "the frames of several windows",
        ".pool-chosen": "the window that is pointed at, of all of them",
        ".pool-knob": "the window's corner, by which it is made larger",
        ".pool-lit": "what the window averages, as it does",
        ".pool-tapped": "the cells that the window reads",
        ".pool-gathered": "a number on its way from the window",
        ".pool-bracket-chosen": "the window, drawn as a bracket",
        ".pool-mark": "the window on a picture",
        ".pool-field": "what cells of the layers before see, on a picture",
        ".pool-fence": "the windows on a picture",
        ".pool-now": "the output of the window, among others",
        ".pool-rail b": "the output of the window, on a line",
        ".pool-way path": "the way from the window to its output",
        ".pool-reads": "what a cell of a network reads",
        ".pool-exchanged .pool-mosaic": "what the windows of a network give",
        ".pool-exchanged .pool-title": "the same, named",
        ".pool-exchange .pool-name": "the same, to be exchanged",
    },
    "winner": {
        ".pool-winner": "the cell that decides",
        ".pool-tied": "a cell that decides together with others",
        ".pool-lost": "the cell that has decided",
        ".pool-taker": "the cell that decides in its place",
        ".pool-gathered": "the winner's number on its way",
        ".pool-drawn": "the number that was drawn",
        ".pool-way path": "the way from the winner to its output",
    },
    "gradient": {
        ".pool-ball": "a gradient at rest",
        ".pool-gone": "where a gradient has been",
        ".pool-flying": "a gradient on its way",
        ".pool-pinball .pool-gathered": "the same",
        ".pool-paths path": "the way of a gradient",
        ".pool-tile b": "the sum of a cell's gradients",
    },
}
"""What may have the colour, by the end of its selector, and what it shows."""

DRAWN = {
    "widgets/_thumbs.py _frame": "windows, and the output of one",
    "widgets/_thumbs.py _ruler": "the window, drawn as a bracket",
    "widgets/_thumbs.py _pinball": "the ways of gradients and where they end",
    "figures/_base.py draw_window": "the window",
    "figures/_base.py draw_winner": "the winner",
    "figures/backward.py": "gradients as balls and arrows",
    "figures/channels.py channel_ways": "windows, and what they give",
    "figures/concept.py anatomy": "how wide the window is",
    "figures/networks.py": "what a cell sees: all its windows made into one",
    "figures/pyramids.py bins": "bins: windows of unequal size",
    "figures/pyramids.py _sampled": "the bins of a region",
    "figures/pyramids.py five_pyramids": "windows, filters, bins and anchors",
    "widgets/_still.py": "the window",
    "widgets/anysize.py still": "bins",
    "widgets/dial.py still": "what the window gives",
    "widgets/rubber.py still": "bins",
    "widgets/ruler.py": "the window, and its bracket",
    "widgets/running.py still": "what the windows of a network give",
    "widgets/zoom.py still": "what a cell sees",
}
"""What Python may draw in such a colour: a module or one function of it."""


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Return every selector of a sheet, one by one, with what is set."""
    plain = re.sub(r"/\*[\s\S]*?\*/", "", css)
    for selectors, body in re.findall(r"([^{};]+)\{([^{}]*)\}", plain):
        for selector in re.split(r",(?![^(]*\))", selectors):
            yield " ".join(selector.split()), body


def strayed(css: str) -> list[str]:
    """Return what a sheet paints in a colour that means something else."""
    wrong = []
    for selector, body in rules(css):
        for token in re.findall(r"var\(--pool-(\w+)", body):
            meaning = TINTS.get(token, token)
            if meaning not in MEANT:
                continue
            end = re.sub(r"(::[\w-]+|:[\w-]+|\[[^\]]*\])+$", "", selector)
            last = re.split(r"\s+(?![^(]*\))", end)[-1]
            here = {*re.findall(r"\.[\w-]+", last)} & {*PLACES[meaning]}
            if not here and not end.endswith(tuple(PLACES[meaning])):
                wrong.append(f"{selector}: {token}")
    return wrong


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_gives_a_colour_to_what_it_means(path: Path) -> None:
    assert strayed(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (".a { color: var(--pool-window); }", [".a: window"]),
        (".pool-window, .b i { color: var(--pool-wash); }", [".b i: wash"]),
        (".pool-winner .c { color: var(--pool-winner); }", [".pool-winner .c: winner"]),
        (".pool-winner { color: var(--pool-gradient); }", [".pool-winner: gradient"]),
        ("@media print { .d { color: var(--pool-winner); } }", [".d: winner"]),
        (".x .pool-winner:hover::after { color: var(--pool-winner); }", []),
        ("a :is(.pool-lost, .e):hover { color: var(--pool-winner); }", []),
    ],
)
def test_a_colour_in_the_wrong_place_would_be_found(css: str, found: list[str]) -> None:
    assert strayed(css) == found


def drawn(source: str) -> set[str]:
    """Return the functions of a module that take a colour with a meaning."""
    found: set[str] = set()

    def look(node: ast.AST, function: str) -> None:
        if isinstance(node, ast.FunctionDef):
            function = node.name
        if isinstance(node, ast.Subscript) or isinstance(node, ast.Call):
            inside = node.slice if isinstance(node, ast.Subscript) else node
            parts = ast.walk(inside) if isinstance(inside, ast.IfExp) else [inside]
            if isinstance(node, ast.Call):
                parts = node.args
            names = {p.value for p in parts if isinstance(p, ast.Constant)}
            if names & set(MEANT):
                found.add(function)
        for child in ast.iter_child_nodes(node):
            look(child, function)

    look(ast.parse(source), "")
    return found


PAINTERS = sorted([*ROOT.glob("figures/*.py"), *ROOT.glob("widgets/*.py")])


@pytest.mark.parametrize("path", PAINTERS, ids=lambda path: path.stem)
def test_python_gives_a_colour_to_what_it_means(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    wrong = [
        function
        for function in drawn(path.read_text("utf-8"))
        if place not in DRAWN and f"{place} {function}" not in DRAWN
    ]
    assert wrong == []


def test_a_figure_in_the_wrong_colour_would_be_found() -> None:
    assert drawn('def bars():\n    draw(color=PALETTE["window"])') == {"bars"}
    assert drawn('def dot():\n    return _path(d, "winner", 2)') == {"dot"}
    assert drawn('def cell():\n    return PALETTE["ink"], {"window": 1}') == set()


# ---- no other colour is like one of them ---------------------------------------

LITERAL = re.compile(r"(?<![\w&-])#[0-9a-f]{6}\b", re.IGNORECASE)
WHERE = [
    *ROOT.glob("book/**/*.css"),
    *ROOT.glob("classroom/**/*.html"),
    *ROOT.glob("book/**/*.html"),
]


def luminous(colour: str) -> NDArray[np.float64]:
    """Return red, green and blue as light, 0 to 1."""
    part = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    light = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(light, dtype=float)


TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def lab(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return CIE L*a*b*, in which a distance of 2.3 can just be seen."""
    x = TO_XYZ @ light / TO_XYZ.sum(1)
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def is_taken(colour: str) -> bool:
    """Return whether a colour is amber, rust or green, and not all but grey."""
    _, a, b = lab(luminous(colour))
    hue = np.degrees(np.arctan2(b, a)) % 360
    return bool(np.hypot(a, b) > 12 and 30 < hue < 185)


@pytest.mark.parametrize("path", WHERE, ids=lambda path: path.stem)
def test_a_page_leaves_the_colours_with_a_meaning_alone(path: Path) -> None:
    assert [c for c in LITERAL.findall(path.read_text("utf-8")) if is_taken(c)] == []


def test_a_colour_that_looks_like_one_of_them_would_be_found() -> None:
    taken = ["#d97706", "#a83208", "#9a4f02", "#0a6b4d", "#4cc79a", "#ff9d66"]
    free = ["#0b6aa8", "#5b3fa0", "#a3195b", "#5b6876", "#f6f8fa", "#fdf3f8"]
    assert [is_taken(colour) for colour in taken + free] == [True] * 6 + [False] * 6


# ---- whoever looks, and on paper -----------------------------------------------

SIGHTS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""How each eye mixes the light (Machado, Oliveira and Fernandes, 2009, severity 1)."""

FAR = 15
"""Six times what can just be seen: enough for a line of three pixels."""


def palettes() -> dict[str, dict[str, str]]:
    """Return the tokens of both themes."""
    css = (ROOT / "widgets/css/tokens.css").read_text("utf-8")
    bodies = dict.fromkeys(body for _, body in rules(css))
    found = [dict(re.findall(r"--pool-(\w+): (#\w{6})", body)) for body in bodies]
    return dict(zip(("light", "dark"), found, strict=True))


def seen(colour: str, eye: NDArray[np.float64]) -> NDArray[np.float64]:
    return lab(np.clip(eye @ luminous(colour), 0, 1))


def grey(colour: str) -> float:
    """Return how light a colour is once it is printed in grey."""
    return float(lab(np.full(3, TO_XYZ[1] @ luminous(colour)))[0])


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_eye_takes_one_meaning_for_another(theme: str, sight: str) -> None:
    tokens = palettes()[theme]
    for a, b in combinations((*MEANT, "accent"), 2):
        far = seen(tokens[a], SIGHTS[sight]) - seen(tokens[b], SIGHTS[sight])
        assert np.linalg.norm(far) >= FAR, f"{a} and {b}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kinds_are_told_apart_by_how_dark_they_are(theme: str) -> None:
    """Grey has no hue to lose: what holds on paper holds for every eye."""
    tokens = palettes()[theme]
    kinds = [tokens[f"kind{n}"] for n in (1, 2, 3)]
    assert all(np.hypot(*lab(luminous(kind))[1:]) < 12 for kind in kinds)
    steps = np.abs(np.diff([grey(kind) for kind in kinds]))
    assert steps.min() >= FAR


def test_in_print_the_window_stands_out_from_what_decides_and_what_flows() -> None:
    tokens = palettes()["light"]
    window, winner, gradient = (grey(tokens[name]) for name in MEANT)
    assert window - winner >= FAR
    assert window - gradient >= FAR
    # a ring and a ball differ in form, too
    assert winner - gradient >= 5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_stands_out_from_the_paper(theme: str) -> None:
    tokens = palettes()[theme]
    for name in (*MEANT, "accent", "kind1", "kind2", "kind3"):
        light = sorted(
            float(TO_XYZ[1] @ luminous(tokens[one])) for one in (name, "paper")
        )
        assert (light[1] + 0.05) / (light[0] + 0.05) >= 3, name
