"""The Shift Compass as Python sees it, and the frozen moves both sides are held to."""

import json
from pathlib import Path

import numpy as np
import pytest
import traitlets

from pooltools import max_pool2d, shift2d, survival_probability
from pooltools.widgets import ShiftCompass
from pooltools.widgets._base import MIME
from pooltools.widgets.compass import DIRECTIONS

FROZEN = Path(__file__).parents[1] / "data" / "moves.json"
STRANGE = [[np.nan, 1, 2], [-np.inf, np.inf, 0], [3, 3, 3]]


def test_output_and_score_are_those_of_the_classic_figure() -> None:
    compass = ShiftCompass(step=1)
    np.testing.assert_array_equal(compass.output, [[9, 7], [6, 8]])
    assert compass.kept == [4, 4, 3, 3, 1, 2, 2, 3, 3]
    compass.mode = "average"
    assert compass.kept == [4, *[0] * 7, 1]


def test_a_map_with_its_maxima_in_the_middle_survives_all_eight() -> None:
    x = np.zeros((6, 6))
    x[1::3, 1::3] = 9
    assert ShiftCompass(x).kept == [4] * 9
    assert ShiftCompass(x, distance=2).kept != [4] * 9


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("kernel_size", 7), ("kernel_size", 0), ("distance", 0), ("fill", "same")],
        *[("mode", "min"), ("guess", 9), ("step", 9), ("view", "x"), ("data", [[1]])],
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    compass = ShiftCompass()
    before = getattr(compass, name)
    with pytest.raises(traitlets.TraitError):
        setattr(compass, name, value)
    assert getattr(compass, name) is before or getattr(compass, name) == before


def test_a_window_larger_than_the_map_is_refused_in_words() -> None:
    with pytest.raises(traitlets.TraitError, match=r"ShiftCompass: kernel_size=6"):
        ShiftCompass([[1, 2], [3, 4]], kernel_size=6)


def test_what_is_shown_holds_a_state_for_pages_and_a_still_picture() -> None:
    data, _ = ShiftCompass(STRANGE, kernel_size=1)._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "shift-compass"
    assert page["state"]["data"][0] == ["NaN", 1, 2]
    assert "Shift Compass: a 3 × 3 map" in data["image/svg+xml"]


def cases() -> list[dict[str, object]]:
    """Compute every frozen case anew."""
    rng = np.random.default_rng(7)
    maps = [ShiftCompass().data, rng.integers(-9, 10, (5, 7)), np.array(STRANGE)]
    found = []
    for n, x in enumerate(maps):
        for fill in ("zero", "edge", "wrap"):
            compass = ShiftCompass(x, kernel_size=3 - n, distance=1 + n, fill=fill)
            state = compass.page_state()
            moved = [compass._moved(d) for d in range(9)]
            case = {k: state[k] for k in ("data", "kernel_size", "distance", "fill")}
            plain = [ShiftCompass(m, kernel_size=1).page_state()["data"] for m in moved]
            found.append(case | {"moved": plain, "kept": compass.kept})
    return found


def law() -> list[list[int]]:
    """Return kernel size, steps and the law's fraction, for all the compass offers."""
    rows = []
    for k in range(1, 7):
        for t in range(1, 7):
            for down, right in DIRECTIONS:
                p = survival_probability(k, (t * down, t * right))
                rows.append([k, t * down, t * right, p.numerator, p.denominator])
    return rows


def test_the_frozen_moves_are_what_pooltools_computes() -> None:
    frozen = json.loads(FROZEN.read_text("utf-8"))
    assert frozen["cases"] == cases()
    assert frozen["law"] == law()
    x, by = ShiftCompass().data, (0, 1)
    assert frozen["cases"][0]["moved"][1] == shift2d(x, by).tolist()
    assert frozen["cases"][0]["kept"][1] == max_pool2d(x, 3).size


def freeze() -> None:
    """Write the frozen moves: python -m tests.test_compass."""
    lines = ",\n  ".join(json.dumps(case) for case in cases())
    text = f'{{"cases": [\n  {lines}\n],\n"law": {json.dumps(law())}}}\n'
    FROZEN.write_text(text)


if __name__ == "__main__":
    freeze()
