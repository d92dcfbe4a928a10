"""Tell which asserts of a page allow more than its sentences say.

A sentence states a number to some digits, and its assert compares the value rounded to
these; a sentence that orders two values has an assert that orders them.  So a tolerance
is loose, unless it is for the rounding of floats alone, and so is a border or a rounded
value that the words around it do not state.
"""

import ast
import re
from collections.abc import Iterator
from fractions import Fraction

from .pages import FENCE

NOISE = 1e-4
"""What floats of 32 bits may differ by where a sentence says that two are equal."""

NO_BORDER = {0, 1}
"""Numbers that need no words: nothing or something, and all."""

DIGITS = re.compile(r"-?\d+(\.\d+)?")
"""A number as `format` writes it."""

CLOSE = {"isclose", "allclose", "approx", "assert_allclose", "assert_almost_equal"}
TOLERANCES = {"atol", "rtol", "abs", "rel", "abs_tol", "rel_tol"}
ORDER = ast.Lt | ast.LtE | ast.Gt | ast.GtE
WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen"
WORDS += " fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = dict(zip(WORDS.split(), range(20), strict=True))
UNITS |= dict(zip(TENS.split(), range(20, 100, 10), strict=True))
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6}
PARTS |= {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20}
TIMES = {"once": 1, "twice": 2, "double": 2, "doubles": 2, "hundred": 100, "dozen": 12}
TIMES |= {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
TIMES |= {"tenfold": 10, "threefold": 3, "twofold": 2}


def loose(text: str, also: str = "") -> list[str]:
    """Return the asserts of a page that are wider than the words of their section.

    Parameters
    ----------
    text : str
        The page.
    also : str
        Words that it shows without holding them, such as those of a widget.
    """
    found = []
    for section in re.split(r"(?m)^(?=## )", text):
        trees = [ast.parse(match[2]) for match in FENCE.finditer(section)]
        pictures = " ".join(words for tree in trees for words in _alternatives(tree))
        numbers = stated(f"{FENCE.sub(' ', section)} {pictures} {also}")
        for node in (node for tree in trees for node in ast.walk(tree)):
            if test := _tested(node):
                whys = _reasons(test, numbers)
                found += [f"{why}: {ast.unparse(test)}" for why in whys]
    return found


def _tested(node: ast.AST) -> ast.expr | None:
    """Return what a statement tests: an assert, or a call such as assert_allclose."""
    if isinstance(node, ast.Assert):
        return node.test
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return node.value if _name(node.value.func) in CLOSE else None
    return None


def _alternatives(tree: ast.AST) -> Iterator[str]:
    """Yield what a cell says in place of its pictures."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "alt":
            if isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def stated(prose: str) -> set[Fraction]:
    """Return the numbers that words state, in digits or spelled out.

    Examples
    --------
    >>> sorted(map(str, stated("Two thirds of 1,024, or 7.6 %.")))
    ['1/3', '1024', '2', '2/3', '38/5']
    """
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", prose.replace("−", "-").lower())
    found = {Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", plain)}
    found |= {Fraction(int(a), int(b)) for a, b in re.findall(r"(\d+)/(\d+)", plain)
              if int(b)}  # fmt: skip
    words = re.findall(r"[a-z]+", plain)
    for before, word in zip(["", *words], words, strict=False):
        if word in UNITS:
            found.add(Fraction(UNITS[word]))
            if UNITS.get(before, 0) >= 20 > UNITS[word]:
                found.add(Fraction(UNITS[before] + UNITS[word]))
        elif part := PARTS.get(word) or PARTS.get(word.removesuffix("s")):
            found |= {Fraction(1, part), Fraction(UNITS.get(before, 1), part)}
        elif word in TIMES:
            factor = UNITS.get(before) or TIMES.get(before) or 1
            found |= {Fraction(TIMES[word]), Fraction(factor * TIMES[word])}
    shares = r"([a-z]+|\d+) (?:windows |draws )?(?:in|of|out of) (?:a )?([a-z]+|\d+)"
    known = UNITS | TIMES
    for pair in re.findall(shares, plain):
        top, bottom = (int(n) if n.isdigit() else known.get(n) for n in pair)
        if top is not None and bottom:
            found.add(Fraction(top, bottom))
    return found


def _reasons(test: ast.expr, numbers: set[Fraction]) -> Iterator[str]:
    for node in _walk(test):
        if isinstance(node, ast.Call) and _name(node.func) in CLOSE:
            if any(wide > NOISE for wide in _tolerances(node)):
                yield "a tolerance"
        elif isinstance(node, ast.Compare):
            yield from _compared(node, numbers)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a tree's nodes, but not what chooses the items of a comprehension."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.comprehension) and child in node.ifs:
            continue
        yield from _walk(child)


def _compared(node: ast.Compare, numbers: set[Fraction]) -> Iterator[str]:
    sides = [node.left, *node.comparators]
    literals = [n for side in sides for n in _literals(side)]
    if any(isinstance(op, ORDER) for op in node.ops):
        if any(map(_is_distance, sides)) and any(abs(n) > NOISE for n in literals):
            yield "a distance"
        for n in literals:
            if n not in NO_BORDER and abs(n) > NOISE and not _said(n, numbers):
                yield f"a border that no word states, {float(n):g}"
    elif any(isinstance(op, ast.In) for op in node.ops):
        choices = node.comparators[-1]
        if isinstance(choices, ast.Tuple | ast.List | ast.Set):
            if len(list(_literals(choices))) > 1 and not _is_value(node.left):
                yield "one of several numbers"
    elif any(map(_is_rounded, sides)):
        for n in literals:
            if n not in NO_BORDER and not _said(n, numbers):
                yield f"a number that no word states, {float(n):g}"


def _is_rounded(side: ast.expr) -> bool:
    """Tell whether a side is brought to some digits."""
    return any(
        isinstance(node, ast.FormattedValue)
        or (isinstance(node, ast.Call) and _name(node.func) in ("round", "format"))
        for node in ast.walk(side)
    )


def _tolerances(call: ast.Call) -> Iterator[float]:
    """Yield what a comparison allows, a default left out."""
    given = [word.value for word in call.keywords if word.arg in TOLERANCES]
    for value in [*given, *call.args[2:4]]:
        numbers = list(_literals(value))
        yield float(numbers[0]) if len(numbers) == 1 else float("inf")


def _is_distance(side: ast.expr) -> bool:
    """Tell whether a side is how far two things lie apart."""
    return any(
        _name(call.func) in ("abs", "absolute", "fabs", "ptp")
        and any(isinstance(part, ast.Sub) for part in ast.walk(call))
        for call in ast.walk(side)
        if isinstance(call, ast.Call)
    )


def _is_value(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _literals(node: ast.expr) -> Iterator[Fraction]:
    """Yield the numbers that stand in an expression, but no argument and no index."""
    if (value := _constant(node)) is not None:
        yield value
    elif isinstance(node, ast.BinOp):
        left, right = list(_literals(node.left)), list(_literals(node.right))
        scale = isinstance(node.op, ast.Mult | ast.Div | ast.Pow)
        yield from (n for n in left + right if not (scale and _is_unit(n)))
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for part in node.elts:
            yield from _literals(part)
    elif isinstance(node, ast.UnaryOp):
        yield from _literals(node.operand)
    elif isinstance(node, ast.Call) and _name(node.func) in ("abs", "min", "max"):
        for part in node.args:
            yield from _literals(part)


def _is_unit(n: Fraction) -> bool:
    """Tell whether a factor says in which unit a value is, such as per cent."""
    return n in (100, 255, 10**3, 10**6, 10**9)


def _constant(node: ast.expr) -> Fraction | None:
    """Return the value of an expression that is made of numbers alone."""
    if isinstance(node, ast.Constant):
        text = str(node.value)
        is_number = type(node.value) in (int, float)
        return Fraction(text) if is_number or DIGITS.fullmatch(text) else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _constant(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        top, bottom = _constant(node.left), _constant(node.right)
        return top / bottom if top is not None and bottom else None
    return None


def _said(n: Fraction, numbers: set[Fraction]) -> bool:
    """Tell whether a number is stated, as it is, in per cent or with another sign."""
    return not numbers.isdisjoint({abs(n), abs(n) * 100, abs(n) / 100})


def _name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]
