"""Answers to every exercise of the pages: right ones of many kinds, and wrong ones.

Each is written as a reader would.  A wrong one has the name of the mistake that the
verdict finds, "other" where it is none of the usual ones.
"""

import contextlib
import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

import pooltools

Answer = Any


@dataclass
class Bank:
    """Answers to one exercise."""

    right: list[Answer]
    wrong: list[tuple[str, Answer]] = field(default_factory=list)


def loops(start: Any = -math.inf, *, turned: bool = False, early: bool = False,
          whole: bool = False, off: int = 0) -> Callable[..., Any]:  # fmt: skip
    """Return max pooling by loops, with one slip or another."""

    def pool(x: Any, k: int, stride: int) -> Any:
        rows, columns = ((n - k) // stride + 1 + off for n in x.shape)
        if turned:
            rows, columns = columns, rows
        out = np.zeros((rows, columns), int if whole else float)
        for i in range(rows):
            for j in range(columns):
                best = start
                for a in range(k):
                    for b in range(k):
                        y, z = i * stride + a, j * stride + b
                        best = max(best, x[z, y] if turned else x[y, z])
                out[i, j] = best
                if early:
                    return out
        return out

    return pool


def listed(x: Any, k: int, stride: int) -> Any:
    """Pool with nested lists alone."""
    rows = x.tolist()
    return [[max(v for row in rows[i : i + k] for v in row[j : j + k])
             for j in range(0, len(rows[0]) - k + 1, stride)]
            for i in range(0, len(rows) - k + 1, stride)]  # fmt: skip


def viewed(x: Any, k: int, stride: int) -> Any:
    """Pool with a view of all windows."""
    windows = sliding_window_view(x, (k, k), (-2, -1))
    return windows[..., ::stride, ::stride, :, :].max((-2, -1))


def separable(x: Any, k: int, stride: int) -> Any:
    """Pool rows, then columns."""
    rows = np.max([x[..., i : x.shape[-2] - k + 1 + i, :] for i in range(k)], 0)
    both = np.max([rows[..., i : rows.shape[-1] - k + 1 + i] for i in range(k)], 0)
    return both[..., ::stride, ::stride]


def said(function: Callable[..., Any]) -> Callable[..., None]:
    """Return a function that prints what it should return."""

    def prints(*call: Any) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            print(function(*call))

    return prints


def padded(value: float, before: int = 0, after: int = 1) -> Callable[[Any], Any]:
    """Return TensorFlow's layer with a padding of one's own."""

    def layer(x: Any) -> Any:
        wide = np.pad(x, (before, after), constant_values=value)
        return pooltools.max_pool2d(wide, 3, stride=2)

    return layer


def painted(layer: Any, x: Any, color: float = 100, share: Any = ...) -> bool:
    """Find out whether channels mix by painting one after the other."""
    for c in range(len(x)):
        other = x.copy()
        other[c][share] = color
        same = np.isclose(layer(other), layer(x))
        if not np.delete(same, c, 0).all():
            return True
    return False


def in_log(x: Any, p: float) -> float:
    """Take the generalised mean of logarithms."""
    logs = p * np.log(x)
    return float(np.exp((logs.max() + np.log(np.exp(logs - logs.max()).mean())) / p))


def by_ends(window: Any, rng: Any) -> Any:
    """Draw by a place on a line of all numbers laid end to end."""
    place = rng.random() * sum(window)
    for number in window:
        place -= number
        if place < 0:
            return number
    return window[-1]


def plain_gem(x: Any, p: float) -> float:
    top = max(x)
    return float(top * (sum((v / top) ** p for v in x) / len(x)) ** (1 / p))


def back_by_loops(grad: Any, x: Any, k: int, stride: int) -> Any:
    """Send a gradient back cell by cell, in lists."""
    back = [[0.0] * x.shape[1] for _ in range(x.shape[0])]
    for i, row in enumerate(grad):
        for j, g in enumerate(row):
            cells = [(a, b) for a in range(i * stride, i * stride + k)
                     for b in range(j * stride, j * stride + k)]  # fmt: skip
            a, b = max(cells, key=lambda cell: x[cell])
            back[a][b] += g
    return back


def back_at_once(grad: Any, x: Any, k: int, stride: int) -> Any:
    """Send a gradient back with indices."""
    _, places = pooltools.max_pool2d_with_indices(x, k, stride=stride)
    flat = np.zeros(x.size)
    np.add.at(flat, places.ravel(), grad.ravel())
    return flat.reshape(x.shape)


def tied_back(grad: Any, x: Any, k: int, stride: int, last: bool = False) -> Any:
    back = np.zeros(x.shape)
    for i, j in np.ndindex(grad.shape):
        cells = slice(i * stride, i * stride + k), slice(j * stride, j * stride + k)
        places = np.argwhere(x[cells] == x[cells].max())
        for a, b in places[-1:] if last else places:
            back[cells][a, b] += grad[i, j]
    return back


def average_back(grad: Any, x: Any, k: int, stride: int) -> Any:
    """Share a gradient by adding up shifted copies."""
    back = np.zeros(x.shape)
    rows, columns = grad.shape
    for a in range(k):
        for b in range(k):
            back[a : a + rows * stride : stride, b : b + columns * stride : stride][
                :rows, :columns
            ] += grad / (k * k)
    return back


def shifted(x: Any, right: int) -> Any:
    return [[row[max(j - right, 0)] for j in range(len(row))] for row in x.tolist()]


def blurred(row: Any) -> Any:
    n = len(row)
    return [(row[i - 1] + 2 * row[i] + row[(i + 1) % n]) / 4 for i in range(0, n, 2)]


def binned(row: Any, o: int) -> Any:
    n = len(row)
    ends = [(i * n // o, math.ceil((i + 1) * n / o)) for i in range(o)]
    return np.array([row[a:b].max() for a, b in ends])


def spp(maps: Any, levels: Any) -> Any:
    parts = [pooltools.adaptive_max_pool2d(maps, n).ravel() for n in levels]
    return np.concatenate(parts)


def spp_by_loops(maps: Any, levels: Any) -> Any:
    out = []
    for n in levels:
        for one in maps:
            height, width = one.shape
            for i in range(n):
                for j in range(n):
                    top, bottom = i * height // n, -(-(i + 1) * height // n)
                    left, right = j * width // n, -(-(j + 1) * width // n)
                    out.append(max(max(row[left:right]) for row in one[top:bottom]))
    return out


def roi(x: Any, box: Any, n: int) -> Any:
    left, top, right, bottom = (math.floor(b + 0.5) for b in box)
    return spp_by_loops(x[None, top : bottom + 1, left : right + 1], [n])


def field_of(layers: Any) -> int:
    """Walk from the last cell back to the picture."""
    size = 1
    for k, s in reversed(layers):
        size = (size - 1) * s + k
    return size


def traced(size: int, steps: Any) -> Any:
    out = []
    for k, s, p in steps:
        size = math.floor((size + 2 * p - k) / s + 1)
        out.append(size)
    return out


def jumbled(head: Any) -> bool:
    rng = np.random.default_rng(5)
    x = rng.random((6, 6))
    return bool(np.allclose(head(x), head(rng.permuted(x.ravel()).reshape(6, 6))))


def letter(cells: str) -> Any:
    """Draw a sheet: x is ink, each word a row."""
    rows = [row.ljust(8, ".") for row in cells.split()]
    return np.array([[0 if c == "x" else 9 for c in row] for row in rows])


ELL = letter("........ ..x ..x ..x ..x ..xxx ........ ........")
DOTS = letter("x ........ ..x ........ ....x ........ ......x ...x....")
CROSS = letter("........ .x...x .. ..x.x ...x ..x.x .x...x ........")
SQUARES = np.arange(36.0).reshape(6, 6) ** 2
CENTRES = np.kron(np.ones((2, 2)), [[0, 0, 0], [0, 9, 0], [0, 0, 0]])

BANKS = {
    "two-loops": Bank(
        [loops(), listed, viewed, separable, loops(start=np.finfo(float).min),
         lambda x, k, s: pooltools.max_pool2d(x, k, stride=s)],
        [("zero-start", loops(start=0)), ("start", loops(start=-9)),
         ("start", loops(start=-999)), ("turned", loops(turned=True)),
         ("whole", lambda x, k, s: np.trunc(viewed(x, k, s)).astype(int)),
         ("raises", loops(off=1)), ("ends-early", loops(off=-1)),
         ("first-alone", loops(early=True)), ("nothing", said(loops())),
         ("stride-one", lambda x, k, s: loops()(x, k, 1)),
         ("window-two", lambda x, k, s: loops()(x, 2, s)),
         ("side-by-step", lambda x, k, s: viewed(x, k, 1)[
             : (x.shape[0] - k) // s + 1, : (x.shape[1] - k) // s + 1])],
    ),
    "no-loop": Bank(
        [viewed, separable, lambda x, k, s: viewed(x, k, s).tolist(),
         lambda x, k, s: viewed(x.astype(np.longdouble), k, s),
         lambda x, k, s: pooltools.max_pool2d(x, k, stride=s)],
        [("stride-one", lambda x, k, s: viewed(x, k, 1)), ("raises", loops()),
         ("mean", lambda x, k, s: pooltools.avg_pool2d(x, k, stride=s)),
         ("nothing", said(viewed)),
         ("raises", lambda x, k, s: sliding_window_view(x, (k, k)).max((2, 3)))],
    ),
    "size-law": Bank(
        [lambda n, k, s, p: (n + 2 * p - k) // s + 1,
         lambda n, k, s, p: math.floor((n + 2 * p - k) / s) + 1,
         lambda n, k, s, p: np.floor((n + 2 * p - k) / s + 1),
         lambda n, k, s, p: len(range(-p, n + p - k + 1, s)),
         lambda n, k, s, p: int((n + 2 * p - k + s) / s),
         lambda n, k, s, p: np.array((n + 2 * p - k) // s + 1, np.int8)],
        [("no-plus-one", lambda n, k, s, p: (n + 2 * p - k) // s),
         ("padding-once", lambda n, k, s, p: (n + p - k) // s + 1),
         ("no-floor", lambda n, k, s, p: (n + 2 * p - k) / s + 1),
         ("ceil", lambda n, k, s, p: math.ceil((n + 2 * p - k) / s) + 1),
         ("divided-first", lambda n, k, s, p: (n + 2 * p) // s - k // s + 1),
         ("kind", lambda n, k, s, p: str((n + 2 * p - k) // s + 1)),
         ("nothing", said(lambda n, k, s, p: (n + 2 * p - k) // s + 1))],
    ),
    "port-layer": Bank(
        [padded(-np.inf), padded(np.finfo(float).min), padded(-1e300),
         lambda x: padded(-np.inf)(x).tolist(),
         lambda x: pooltools.max_pool2d(np.pad(x, (0, 1), mode="edge"), 3, stride=2),
         lambda x: pooltools.max_pool2d(x, 3, stride=2, padding=((0, 1), (0, 1))),
         lambda x: pooltools.max_pool2d(x, 3, stride=2, ceil_mode=True)],
        [("zeros", padded(0)), ("finite", padded(-20)), ("finite", padded(-1e9)),
         ("both-sides", padded(-np.inf, 1, 1)), ("both-sides", padded(-np.inf, 1, 0)),
         ("no-padding", padded(-np.inf, 0, 0)), ("nothing", said(padded(-np.inf))),
         ("rounded", lambda x: np.round(padded(-np.inf)(x)))],
    ),
    "min-from-max": Bank(
        [lambda x, k: -pooltools.max_pool2d(-x, k),
         lambda x, k: (-pooltools.max_pool2d(-x, k)).tolist(),
         lambda x, k: np.negative(viewed(np.negative(x), k, k)),
         lambda x, k: 0 - pooltools.max_pool2d(0 - x.astype(np.longdouble), k),
         lambda x, k: pooltools.min_pool2d(x / 1, k)],
        [("maximum", pooltools.max_pool2d),
         ("turned-minimum", lambda x, k: pooltools.max_pool2d(-x, k)),
         ("turned-maximum", lambda x, k: -pooltools.max_pool2d(x, k)),
         ("zeros", lambda x, k: 0 * pooltools.max_pool2d(x, k)),
         ("shape", lambda x, k: pooltools.min_pool2d(x, k, stride=1)),
         ("nothing", said(pooltools.min_pool2d))],
    ),
    "lose-a-letter": Bank(
        [ELL, ELL.tolist(), ELL / 1, ELL.astype(np.int8), CROSS, ELL.T, ELL[::-1],
         letter("...x ........ ...x ...x ...x ...x ...x ........"),
         np.asfortranarray(ELL), tuple(map(tuple, ELL.tolist()))],
        [("loose", DOTS), ("too-few", np.full((8, 8), 9)), ("too-few", DOTS | ELL),
         ("stays", np.zeros((8, 8))), ("other-ink", np.where(ELL == 0, 0, 8)),
         ("other-ink", np.where(ELL == 0, 0.5, 9)),
         ("shape", np.pad(np.full((8, 8), 9), (0, 1))), ("shape", ELL[None]),
         ("shape", str(ELL)), ("nothing", None)],
    ),
    "own-gem": Bank(
        [in_log, plain_gem, lambda x, p: np.array(in_log(x, p)),
         lambda x, p: np.max(x) * np.mean((np.array(x) / np.max(x)) ** p) ** (1 / p),
         lambda x, p: np.linalg.norm(np.array(x) / max(x), p)
         * max(x) / len(x) ** (1 / p)],
        [("overflows", lambda x, p: np.mean(np.array(x) ** p) ** (1 / p)),
         ("by-smallest", lambda x, p: min(x)
          * np.mean((np.array(x) / min(x)) ** p) ** (1 / p)),
         ("mean", lambda x, p: np.mean(x)), ("largest", lambda x, p: max(x)),
         ("clipped", lambda x, p: in_log(np.clip(x, 1e-6, None), p)),
         ("no-root", lambda x, p: np.mean(np.array(x) ** p)),
         ("raises", lambda x, p: x.mean()), ("nothing", said(in_log)),
         ("other", lambda x, p: in_log(x, round(p) or 1)),
         ("shape", lambda x, p: [in_log(x, p)])],
    ),
    "own-lot": Bank(
        [lambda w, rng: w[np.searchsorted(
             np.cumsum(w), rng.random() * sum(w), "right")],
         lambda w, rng: rng.choice(w, p=np.array(w) / sum(w)),
         lambda w, rng: w[int(rng.choice(len(w), p=np.array(w) / sum(w)))],
         lambda w, rng: float(w[rng.multinomial(1, np.array(w) / sum(w)).argmax()]),
         lambda w, rng: np.array(random.Random(
             int(rng.integers(2**60))).choices(w, w)[0]),
         by_ends],
        [("uniform", lambda w, rng: rng.choice(w)), ("largest", lambda w, rng: max(w)),
         ("always-the-same", lambda w, rng: by_ends(w, np.random.default_rng(3))),
         ("squares", lambda w, rng: rng.choice(
             w, p=np.square(w) / np.square(w).sum())),
         ("not-in-window", lambda w, rng: len(w)),
         ("not-in-window", lambda w, rng: np.mean(w)),
         ("not-in-window", lambda w, rng: [by_ends(w, rng)]),
         ("not-in-window", lambda w, rng: str(by_ends(w, rng))),
         ("mutates", lambda w, rng: w.sort() or by_ends(w, rng)),
         ("raises", lambda w, rng: w[rng.integers(len(w) + 1)]),
         ("other-shares", lambda w, rng: rng.choice(
             w, p=np.exp(w) / np.exp(w).sum())), ("nothing", said(by_ends))],
    ),
    "mixes-channels": Bank(
        [painted, lambda f, x: painted(f, x, -7.25), lambda f, x: int(painted(f, x)),
         lambda f, x: np.bool_(painted(f, x, 1e3)),
         lambda f, x: np.array(painted(f, x)),
         lambda f, x: any(np.delete(f(x + s) != f(x), c, 0).any()
                          for c, s in enumerate(9 * np.eye(len(x))[..., None, None]))],
        [("never", lambda f, x: False), ("always", lambda f, x: 1),
         ("one-pixel", lambda f, x: painted(f, x, 100, (0, 0))),
         ("other", lambda f, x: painted(f, x, 100, (-1, -1))),
         ("first-channel", lambda f, x: bool((f(x + 9 * (np.arange(len(x)) == 0)[
             :, None, None]) != f(x))[1:].any())),
         ("by-order", lambda f, x: not np.allclose(f(np.roll(x, -1, 0)),
                                                   np.roll(f(x), -1, 0))),
         ("turned", lambda f, x: not painted(f, x)), ("nothing", said(painted)),
         ("kind", lambda f, x: str(painted(f, x)))],
    ),
    "own-counter": Bank(
        [lambda n, c, m, k: (k * k * c * m + m, k * k * c * m * (n - k + 1) ** 2),
         lambda n, c, m, k: [m * (c * k**2 + 1), m * c * k**2 * (n + 1 - k) ** 2],
         lambda n, c, m, k: np.array([m + m * c * k * k,
                                          m * c * (k * (n - k + 1)) ** 2]),
         lambda n, c, m, k: (float(k * k * c * m + m),
                             float(k * k * c * m * (n - k + 1) ** 2)),
         lambda n, c, m, k: [np.int64(k * k * c * m + m),
                             sum(k * k * c * m for _ in range((n - k + 1) ** 2))]],
        [("k-five", lambda n, c, m, k: (25 * c * m + m, 25 * c * m * (n - 4) ** 2)),
         ("swapped", lambda n, c, m, k: (k * k * c * m * (n - k + 1) ** 2,
                                         k * k * c * m + m)),
         ("no-bias", lambda n, c, m, k: (k * k * c * m,
                                         k * k * c * m * (n - k + 1) ** 2)),
         ("padded", lambda n, c, m, k: (k * k * c * m + m, k * k * c * m * n * n)),
         ("shape", lambda n, c, m, k: k * k * c * m + m),
         ("kind", lambda n, c, m, k: f"{k * k * c * m + m}"),
         ("raises", lambda n, c, m: 0),
         ("nothing", said(lambda n, c, m, k: k))],
    ),
    "average-depthwise": Bank(
        [np.full((3, 2, 2), 0.25), np.full((3, 2, 2), 0.25).tolist(),
         np.full((3, 2, 2), 0.25, np.float32), np.ones((3, 2, 2)) / 4,
         np.broadcast_to(0.25, (3, 2, 2)), 3 * [2 * [2 * (1 / 4,)]]],
        [("zeros", np.zeros((3, 2, 2))), ("sums", np.ones((3, 2, 2))),
         ("one-over-k", np.full((3, 2, 2), 0.5)), ("shape", np.full((2, 2), 0.25)),
         ("shape", 0.25), ("other", -np.full((3, 2, 2), 0.25)),
         ("other", np.eye(2) / 4 + np.zeros((3, 1, 1))),
         ("kind", "1/4"), ("nothing", None)],
    ),
    "lenet-s2": Bank(
        [lambda x, c, b: 4 * pooltools.avg_pool2d(x, 2) * c[:, None, None]
         + b[:, None, None],
         lambda x, c, b: (x.reshape(6, 14, 2, 14, 2).sum((2, 4)).T * c + b).T,
         lambda x, c, b: [c[i] * sliding_window_view(m, (2, 2))[::2, ::2].sum((2, 3))
                          + b[i] for i, m in enumerate(x)],
         lambda x, c, b: np.stack([(m[::2, ::2] + m[1::2, ::2] + m[::2, 1::2]
                                    + m[1::2, 1::2]) * p + q
                                   for m, p, q in zip(x, c, b, strict=True)]).tolist(),
         lambda x, c, b: np.einsum("cij,c->cij", pooltools.avg_pool2d(x, 2), 4 * c)
         + b.reshape(6, 1, 1)],
        [("averaged", lambda x, c, b: (pooltools.avg_pool2d(x, 2).T * c + b).T),
         ("no-bias", lambda x, c, b: (4 * pooltools.avg_pool2d(x, 2).T * c).T),
         ("raises", lambda x, c, b: 4 * pooltools.avg_pool2d(x, 2) * c + b),
         ("shape", lambda x, c, b: 4 * pooltools.avg_pool2d(x, 2)[0] * c[0] + b[0]),
         ("other", lambda x, c, b: (4 * pooltools.avg_pool2d(x, 2).T * b + c).T)],
    ),
    "own-max-backward": Bank(
        [back_by_loops, back_at_once, lambda *call: back_at_once(*call).tolist(),
         lambda g, x, k, s: pooltools.max_pool2d_backward(g, x, k, stride=s),
         lambda g, x, k, s: back_at_once(g.astype(np.longdouble), x, k, s)],
        [("all-ties", tied_back),
         ("last-tie", lambda *call: tied_back(*call, last=True)),
         ("stride-one", lambda g, x, k, s: back_at_once(
             g, x, k, s) if s == 1 else tied_back(g, x, k, 1) * 0
             + pooltools.max_pool2d_backward(
                 np.pad(g, [(0, n - k + 1 - m) for n, m in
                            zip(x.shape, g.shape, strict=True)]), x, k, stride=1)),
         ("average", lambda g, x, k, s: average_back(g, x, k, s)),
         ("no-gradient", lambda g, x, k, s: back_at_once(np.ones_like(g), x, k, s)),
         ("shape", lambda g, x, k, s: back_at_once(g, x, k, s).ravel()),
         ("other", lambda g, x, k, s: -back_at_once(g, x, k, s)),
         ("nothing", said(back_at_once))],
    ),
    "own-average-backward": Bank(
        [average_back, lambda *call: average_back(*call).tolist(),
         lambda g, x, k, s: pooltools.avg_pool2d_backward(g, x.shape, k, stride=s),
         lambda g, x, k, s: average_back(k * g, x, k, s) / k,
         lambda g, x, k, s: average_back(g.astype(np.longdouble), 0 * x, k, s)],
        [("not-divided", lambda g, x, k, s: k * k * average_back(g, x, k, s)),
         ("by-side", lambda g, x, k, s: k * average_back(g, x, k, s)),
         ("maximum", back_by_loops),
         ("other", lambda g, x, k, s: average_back(g, x, k, s)[::-1]),
         ("shape", lambda g, x, k, s: average_back(g, x, k, s)[None]),
         ("nothing", said(average_back))],
    ),
    "own-shift": Bank(
        [shifted, lambda x, r: np.array(shifted(x, r), float),
         lambda x, r: x[:, np.maximum(np.arange(x.shape[1]) - r, 0)],
         lambda x, r: np.pad(x, ((0, 0), (r, 0)), mode="edge")[:, : x.shape[1]],
         lambda x, r: pooltools.shift2d(x, (0, r), fill="edge"),
         lambda x, r: np.hstack([x[:, :1].repeat(r, 1), x])[:, : x.shape[1]]],
        [("left", lambda x, r: np.array([row[::-1] for row in shifted(x[:, ::-1], r)])),
         ("zeros", lambda x, r: pooltools.shift2d(x, (0, r))),
         ("wraps", lambda x, r: np.roll(x, r, 1)),
         ("down", lambda x, r: pooltools.shift2d(x, (r, 0), fill="edge")),
         ("one-step", lambda x, r: np.hstack([x[:, :1], x[:, :-1]]) if r else x),
         ("shape", lambda x, r: np.hstack([x[:, :1].repeat(r, 1), x[:, :-r]])),
         ("grows", lambda x, r: np.hstack([x[:, :1].repeat(r, 1), x])),
         ("kind", lambda x, r: str(shifted(x, r))), ("nothing", said(shifted))],
    ),
    "survivor": Bank(
        [CENTRES, CENTRES.tolist(), CENTRES / 180, CENTRES.astype(np.uint8),
         CENTRES * [[1, 2, 3, 4, 5, 6]], CENTRES + 5, CENTRES > 0],
        [("two-largest", np.zeros((6, 6))), ("two-largest", np.full((6, 6), 7.0)),
         ("lost", np.kron(np.ones((2, 2)), [[9, 0, 0], [0, 0, 0], [0, 0, 0]])),
         ("lost", np.arange(36.0).reshape(6, 6)), ("shape", CENTRES[None]),
         ("lost", CENTRES - 9 - np.kron(np.eye(2), np.ones((3, 3)))),
         ("shape", CENTRES[:3, :3]), ("shape", "9"), ("nothing", ...)],
    ),
    "own-blur": Bank(
        [blurred, lambda row: np.array(blurred(row)), lambda row: tuple(blurred(row)),
         lambda row: (np.roll(row, 1) / 4 + row / 2 + np.roll(row, -1) / 4)[::2],
         lambda row: np.convolve(np.pad(row, 1, mode="wrap"), [0.25, 0.5, 0.25],
                                 "valid")[::2],
         lambda row: pooltools.blur_pool2d(row[None], 3, padding_mode="wrap")[0]],
        [("not-divided", lambda row: [4 * v for v in blurred(row)]),
         ("subsampled", lambda row: row[::2]),
         ("reflected", lambda row: np.convolve(
             np.pad(row, 1, mode="reflect"), [0.25, 0.5, 0.25], "valid")[::2]),
         ("zeros", lambda row: np.convolve(
             np.pad(row, 1), [0.25, 0.5, 0.25], "valid")[::2]),
         ("every-place", lambda row: (
             np.roll(row, 1) + 2 * row + np.roll(row, -1)) / 4),
         ("odd-places", lambda row: blurred(np.roll(row, -1))),
         ("whole", lambda row: np.array(blurred(row)).astype(int)),
         ("shape", lambda row: [blurred(row)]), ("nothing", said(blurred))],
    ),
    "own-bins": Bank(
        [binned, lambda row, o: binned(row, o).tolist(),
         lambda row, o: [max(row[i * len(row) // o : -(-(i + 1) * len(row) // o)])
                         for i in range(o)],
         lambda row, o: pooltools.adaptive_max_pool2d(row[None], (1, o))[0],
         lambda row, o: tuple(np.max(row[a:b])
                              for a, b in pooltools.adaptive_bins(len(row), o)),
         lambda row, o: binned(row.astype(np.longdouble), o)],
        [("ends-down", lambda row, o: [max(row[i * len(row) // o :][
             : (i + 1) * len(row) // o - i * len(row) // o])
                                       for i in range(o)]),
         ("strided", lambda row, o: [max(row[i * (len(row) // o):][: len(row) // o])
                                     for i in range(o)]),
         ("same-size", lambda row, o: [max(row[i * len(row) // o:][: -(-len(row) // o)])
                                       for i in range(o)]),
         ("zero-start", lambda row, o: np.maximum(binned(row, o), 0)),
         ("whole", lambda row, o: np.array(binned(row, o), int)),
         ("shape", lambda row, o: [binned(row, o)]),
         ("other", lambda row, o: binned(row, o)[::-1]), ("nothing", said(binned))],
    ),
    "blind": Bank(
        [jumbled, lambda head: int(jumbled(head)), lambda head: np.bool_(jumbled(head)),
         lambda head: np.array(jumbled(head)),
         lambda head: all(np.allclose(head(SQUARES), head(
             np.random.default_rng(s).permutation(SQUARES.ravel()).reshape(6, 6)))
             for s in range(4))],
        [("never", lambda head: False), ("always", lambda head: True),
         ("rows-only", lambda head: bool(np.allclose(head(SQUARES),
                                                     head(np.roll(SQUARES, 1, 0))))),
         ("turned", lambda head: not jumbled(head)), ("nothing", said(jumbled)),
         ("always", lambda head: bool(np.allclose(head(np.ones((6, 6))),
                                                  head(np.ones((6, 6)))))),
         ("kind", lambda head: str(jumbled(head)))],
    ),
    "own-pyramid": Bank(
        [spp, spp_by_loops, lambda m, levels: tuple(spp_by_loops(m, levels)),
         lambda m, levels: np.array(spp_by_loops(m, levels)),
         lambda m, levels: pooltools.spatial_pyramid_pool(m, levels),
         lambda m, levels: spp(m.astype(np.longdouble), levels)],
        [("fine-first", lambda m, levels: spp(m, sorted(levels)[::-1])),
         ("coarse-first", lambda m, levels: spp(m, sorted(levels))),
         ("by-channel", lambda m, levels: np.concatenate(
             [spp(one[None], levels) for one in m])),
         ("shape", lambda m, levels: spp(m, levels)[None]),
         ("shape", lambda m, levels: spp(m[:1], levels)),
         ("other", lambda m, levels: spp(m, levels)[::-1]),
         ("raises", lambda m, levels: spp(m, levels)[99]), ("nothing", said(spp))],
    ),
    "own-roi": Bank(
        [lambda x, box, n: np.reshape(roi(x, box, n), (n, n)),
         lambda x, box, n: np.reshape(roi(x, box, n), (n, n)).tolist(),
         lambda x, box, n: pooltools.roi_max_pool2d(x, [box], n)[0],
         lambda x, box, n: pooltools.roi_max_pool2d(
             x, np.array([box]), n).reshape(n, n),
         lambda x, box, n: pooltools.roi_max_pool2d(
             x[None].astype(np.longdouble), [box], n)[0, 0]],
        [("shape", roi),
         ("end-left-out", lambda x, box, n: np.reshape(
             roi(x, np.subtract(box, [0, 0, 1, 1]), n), (n, n))),
         ("cut-down", lambda x, box, n: np.reshape(roi(x, np.floor(box), n), (n, n))),
         ("shape", lambda x, box, n: pooltools.roi_max_pool2d(x, [box], n)),
         ("other", lambda x, box, n: pooltools.roi_max_pool2d(x, [box], n)[0].T),
         ("nothing", said(roi))],
    ),
    "own-field": Bank(
        [field_of, lambda layers: float(field_of(layers)),
         lambda layers: np.int16(field_of(layers)),
         lambda layers: np.array(field_of(layers)),
         lambda layers: 1 + sum((k - 1) * math.prod(s for _, s in layers[:i])
                                for i, (k, _) in enumerate(layers)),
         lambda layers: pooltools.receptive_field(layers)[-1].size],
        [("jump-stays", lambda layers: 1 + sum(k - 1 for k, _ in layers)),
         ("jump-first", lambda layers: 1 + sum(
             (k - 1) * math.prod(s for _, s in layers[: i + 1])
             for i, (k, _) in enumerate(layers))),
         ("other", lambda layers: field_of(layers) + 1),
         ("kind", lambda layers: str(field_of(layers))),
         ("shape", lambda layers: [field_of(layers)]),
         ("other", lambda layers: field_of(layers[::-1])), ("nothing", said(field_of))],
    ),
    "trace-sizes": Bank(
        [traced, lambda n, steps: tuple(traced(n, steps)),
         lambda n, steps: np.array(traced(n, steps)),
         lambda n, steps: [float(v) for v in traced(n, steps)],
         lambda n, steps: np.array(traced(n, steps), np.int16)],
        [("padding-ignored", lambda n, steps: traced(
             n, [(k, s, 0) for k, s, _ in steps])),
         ("last-only", lambda n, steps: traced(n, steps)[-1]),
         ("input-too", lambda n, steps: [n, *traced(n, steps)]),
         ("no-plus-one", lambda n, steps: [v - 1 for v in traced(n, steps)]),
         ("kind", lambda n, steps: str(traced(n, steps))),
         ("kind", lambda n, steps: (v for v in traced(n, steps))),
         ("shape", lambda n, steps: traced(n, steps[:1])), ("nothing", said(traced))],
    ),
    "spot": Bank(
        ["d", "D", " d", "d ", "d.", "(d)", "**d**", "'d'", "\td\n", "D)"],
        [("other-letter", "a"), ("other-letter", "E"), ("no-letter", "?"),
         ("no-letter", ""), ("no-letter", " "), ("no-letter", None), ("no-letter", 3),
         ("no-letter", ["d"]), ("no-letter", "dd"), ("no-letter", "abcde"),
         ("no-letter", b"d"), ("no-letter", ...)],
    ),
}  # fmt: skip
