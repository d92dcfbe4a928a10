"""The race: fair, complete, and never a verdict on the machine that runs the tests."""

import re
from pathlib import Path

import numpy as np
import pytest

from pooltools import figures
from pooltools.book.tables import speed
from pooltools.text import set_language

from .bench import beyond
from .bench.others import RACES
from .bench.report import markdown, plot
from .bench.rivals import NUMPY, RIVALS

X = np.random.default_rng(0).standard_normal((2, 3, 12, 13), np.float32)


@pytest.mark.parametrize("mode", ["max", "average"])
@pytest.mark.parametrize("layer", [(2, 2, 0), (3, 2, 1), (3, 1, 1), (5, 3, 2)])
@pytest.mark.parametrize("name", RIVALS)
def test_all_rivals_pool_alike(name, layer, mode):
    wanted = NUMPY["loops"](X, *layer, mode)
    got = RIVALS[name](X, *layer, mode)
    np.testing.assert_allclose(got, wanted, rtol=1e-4, atol=1e-6)


EVERY = [*RACES, *beyond.RACES]


@pytest.mark.parametrize(("name", "shape", "ways"), EVERY, ids=[r[0] for r in EVERY])
def test_all_ways_to_the_other_results_agree(name, shape, ways):
    x = np.random.default_rng(0).standard_normal(shape, np.float32)
    wanted = ways["pooltools"](x)
    for rival, way in ways.items():
        np.testing.assert_allclose(way(x), wanted, 1e-4, 1e-5, err_msg=rival)


def test_the_report_tells_times_memory_and_machine():
    other = {
        "layer": "pyramid", "milliseconds": {"plain": 3, "pooltools": 2},
        "megabytes": {"plain": 1, "pooltools": 0.5},
    }  # fmt: skip
    found = {**speed.stored(), "others": [other], "import_milliseconds": 6.7}
    text = markdown(found)
    assert "| pyramid | 1.5 | 2 ms |" in text
    assert re.search(r"\| pyramid \|.* 0\.5 \|", text)
    assert "adds 6.7 ms" in text
    assert found["processor"] in text
    assert f"numpy {found['versions']['numpy']}" in text
    drawn = plot(found)
    for words in (found["processor"], "sliding windows", "LeNet average"):
        assert words in drawn


def test_everybody_has_a_turn_and_the_times_are_positive():
    turns = []
    ways = {name: lambda x, n=name: turns.append(n) or x for name in "ab"}
    times = speed.race(ways, X, seconds=1e-6)
    assert list(times) == ["a", "b"]
    assert min(times.values()) > 0
    assert turns[2:4] == ["a", "b"]  # after everybody was checked, turn by turn


def test_who_returns_something_else_does_not_race():
    with pytest.raises(ValueError, match="race: ways='b' does not return what"):
        speed.race({"a": lambda x: x, "b": lambda x: x + 1}, X)
    with pytest.raises(ValueError, match="race: ways='b' does not return what"):
        speed.race({"a": lambda x: x, "b": lambda x: x[:1]}, X)
    with pytest.raises(ValueError, match="names nobody"):
        speed.race({}, X)
    with pytest.raises(ValueError, match="race: seconds=0"):
        speed.race({"a": lambda x: x}, X, seconds=0)


def test_the_stored_race_is_complete():
    found = speed.stored()
    assert found["versions"].keys() >= {"numpy", "torch", "onnxruntime"}
    assert len(found["layers"]) == 10
    rivals = {*NUMPY, "torch_1", "torch_2", "torch_last"}
    for row in found["layers"]:
        assert row["milliseconds"].keys() >= rivals
        assert row["megabytes"].keys() == {*NUMPY} - {"loops"}
        assert min(row["milliseconds"].values()) > 0
    assert [row["layer"] for row in found["others"]] == [name for name, *_ in RACES]
    for row in found["others"]:
        assert row["milliseconds"].keys() >= {"pooltools", "torch_1", "torch_2"}
        assert "pooltools" in row["megabytes"]
    for rows in found["kernels"].values():
        assert {"2", "3", "31"} <= rows.keys()
    assert len(found["sides"]) >= 5
    kept = Path(__file__).parent / "bench"
    assert (kept / "results.md").read_text("utf-8") == markdown(found)
    assert (kept / "results.svg").read_text("utf-8").startswith("<svg")


def test_the_table_names_every_rival_in_the_language_of_the_page():
    assert "<th scope='row'>sliding windows</th>" in speed.table("max")._repr_html_()
    set_language("zh")
    try:
        assert "<th scope='row'>内存下限</th>" in speed.table("max")._repr_html_()
    finally:
        set_language("en")
    assert str(speed.table("average")).count("\n") == 4
    names = {
        re.search("aria-label='(.+?)'>", speed.table(mode)._repr_html_())[1]
        for mode in ("max", "average")
    }
    assert len(names) == 2  # a page shows both, and a reader hears which is which
    with pytest.raises(ValueError, match='use one of "max", "average"'):
        speed.table("mean")


def test_a_bar_is_as_long_as_the_logarithm_says():
    picture = figures.finish({"a": 100, "b": 10, "c": 1}, alt="three bars")
    (axes,) = picture.figure.axes
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    np.testing.assert_allclose(ends, [100, 10, 1])
    assert axes.get_xscale() == "log"
