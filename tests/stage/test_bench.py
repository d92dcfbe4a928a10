"""The Pooling Bench as Python sees it: it checks, it computes, it keeps."""

import json
import re

import numpy as np
import pytest
import traitlets

import pooltools
from pooltools.widgets import PoolingBench
from pooltools.widgets._base import MIME

X = [[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]]


def test_output_is_what_pooltools_computes() -> None:
    bench = PoolingBench(X)
    np.testing.assert_array_equal(bench.output, [[2, 3], [4, 2]])
    bench.mode = "average"
    np.testing.assert_array_equal(bench.output, [[1, 1.5], [2.25, 1]])
    bench.mode, bench.stride = "min", 1
    np.testing.assert_array_equal(bench.output, pooltools.min_pool2d(X, 2, stride=1))


def test_padding_of_an_average_counts_or_does_not() -> None:
    bench = PoolingBench(np.ones((4, 4)), kernel_size=3, padding=1, mode="average")
    assert bench.output[0, 0] == pytest.approx(4 / 9)
    bench.count_include_pad = False
    np.testing.assert_allclose(bench.output, 1.0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("text", "rows of columns"),
        ([["a", "b"]], "must be a number"),
        ([], "rows of columns"),
        ([[]], "rows of columns"),
        ([[1, 2], [3]], "same length"),
        ([1, 2, 3], "rows of columns"),
        (np.zeros((13, 2)), "show a part"),
        ([[1 + 2j]], "must be a number"),
        (None, "rows of columns"),
    ],
)
def test_data_that_is_no_small_map_is_refused_and_the_old_map_stays(
    data: object, words: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=words):
        PoolingBench(data)
    bench = PoolingBench(X)
    with pytest.raises(traitlets.TraitError, match=rf"PoolingBench: data=.*{words}"):
        bench.data = data
    np.testing.assert_array_equal(bench.data, X)


def test_a_window_that_does_not_fit_is_refused_and_the_old_one_stays() -> None:
    bench = PoolingBench(X)
    with pytest.raises(traitlets.TraitError, match=r"PoolingBench.*kernel_size=99"):
        bench.kernel_size = 99
    assert bench.kernel_size == 2
    with pytest.raises(traitlets.TraitError, match="padding"):
        bench.padding = 2
    with pytest.raises(traitlets.TraitError):
        bench.data = [[1]]
    assert bench.padding == 0
    assert bench.data.shape == (4, 4)
    assert bench.output.shape == (2, 2)


def test_several_settings_change_together() -> None:
    bench = PoolingBench(X)
    with bench.hold_trait_notifications():
        bench.padding = 2
        bench.kernel_size = 4
    assert bench.output.shape == (3, 3)


def test_a_setting_of_the_wrong_kind_is_refused() -> None:
    bench = PoolingBench(X)
    for name, value in {"kernel_size": "2", "stride": 0, "mode": "median"}.items():
        with pytest.raises(traitlets.TraitError):
            setattr(bench, name, value)


def test_nan_and_infinity_survive_the_trip_and_are_pooled() -> None:
    strange = [[np.nan, 1], [-np.inf, np.inf]]
    bench = PoolingBench(strange, kernel_size=1, stride=1)
    sent = json.loads(json.dumps(bench.page_state(), allow_nan=False))
    assert sent["data"] == [["NaN", 1], ["-Infinity", "Infinity"]]
    bench.set_state({"data": sent["data"]})
    np.testing.assert_array_equal(bench.data, strange)
    np.testing.assert_array_equal(bench.output, strange)


def test_the_callers_array_is_neither_written_nor_shared() -> None:
    x = np.array(X, dtype=float)
    bench = PoolingBench(x)
    x[0, 0] = 100
    assert bench.data[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        bench.data[0, 0] = 5


def test_the_state_of_the_front_end_arrives_in_python() -> None:
    bench = PoolingBench(X)
    bench.set_state({"kernel_size": 3, "stride": 1})
    np.testing.assert_array_equal(bench.output, [[3, 3], [4, 4]])


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = PoolingBench(X)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "pooling-bench"
    assert page["state"]["kernel_size"] == 2
    assert page["state"]["strings"]["play"] == "Play"
    assert not [key for key in page["state"] if key.startswith("_")]
    still = data["image/svg+xml"]
    assert still.count("<text") == 20
    assert 'aria-label="Pooling Bench: Max pooling' in still
    assert not re.search(r"(nan|inf)\b", re.sub(r"<text.*?</text>", "", still))


def test_a_widget_speaks_the_language_it_was_made_in() -> None:
    pooltools.set_language("zh")
    try:
        bench = PoolingBench(X)
    finally:
        pooltools.set_language("en")
    assert bench.page_state()["strings"]["play"] == "播放"
    assert bench.page_state()["language"] == "zh"


def test_both_languages_fill_the_same_gaps() -> None:
    from pooltools.text import table

    for name in ("common", "bench"):
        for key, entry in table(name).items():
            gaps = [set(re.findall(r"\{(\w+)\}", entry[lang])) for lang in ("en", "zh")]
            assert gaps[0] == gaps[1], f"{name}.{key}"
