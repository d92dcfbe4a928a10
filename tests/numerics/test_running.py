"""The Running Network: its laws, what it reads, and the book's own digits."""

import numpy as np
import pytest
from numpy.typing import NDArray

from pooltools import blur_pool2d, max_pool2d, samples, shift2d
from pooltools.nets import running_accuracy, running_network
from pooltools.nets.running import HEADS, POOLINGS, SIDE, halved, weights

Array = NDArray[np.float64]
DIGITS = np.pad(samples.drawn_digits() / 255, [(0, 0), (20, 20), (20, 20)])
TYPICAL = [n for n in range(10) if n != 1]


def scores(digit: int, move: tuple[int, int], pooling: str, head: str) -> Array:
    return running_network(shift2d(DIGITS[digit], move), pooling, head=head).scores


def margins(digit: int, pooling: str, head: str = "average") -> Array:
    """Return right score minus best other, at all 16 positions."""
    found = []
    for move in np.ndindex(4, 4):
        values = scores(digit, move, pooling, head)
        found.append(values[digit] - np.delete(values, digit).max())
    return np.array(found)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("pooling", POOLINGS)
def test_a_typical_digit_is_read_right_at_rest(pooling: str, head: str) -> None:
    read = [running_network(DIGITS[n], pooling, head=head).answer for n in TYPICAL]
    assert read == TYPICAL


@pytest.mark.parametrize("pooling", POOLINGS)
def test_behind_a_global_head_scores_repeat_every_four_pixels(pooling: str) -> None:
    for head in ("average", "maximum"):
        here, there = (scores(2, (n, n - 4), pooling, head) for n in (1, 5))
        assert np.allclose(here, there, atol=1e-9)


@pytest.mark.parametrize(
    ("pooling", "head"),
    [("max", "maximum"), ("average", "average"), ("max-blur", "average")],
)
def test_some_repeat_every_two_pixels(pooling: str, head: str) -> None:
    here, there = (scores(3, (0, n), pooling, head) for n in (1, 3))
    assert np.allclose(here, there, atol=1e-9)
    assert not np.allclose(here, scores(3, (0, 2), pooling, head), atol=1e-3)


def test_without_pooling_scores_are_the_mean_of_the_strided_teeth() -> None:
    right = {
        pooling: [int(scores(1, (0, n), pooling, "average").argmax()) for n in range(5)]
        for pooling in POOLINGS
    }
    assert right == {pooling: [1] * 5 for pooling in POOLINGS} | {
        "max": [1, 7, 7, 1, 1]
    }
    shares = [running_network(shift2d(DIGITS[1], (0, n))).probabilities for n in (0, 1)]
    assert [round(float(p[1]), 3) for p in shares] == [0.998, 0.08]


def test_the_others_swing_like_the_median_test_digit_and_stay() -> None:
    """As running_moves tells it: 45 % under max, 66 under stride, about 6 with blur."""
    for digit in (0, 5, 8):  # the first and the ends of the range
        swing = {}
        for pooling in ("max", "stride", "average", "max-blur"):
            found = margins(digit, pooling)
            assert found.min() > 0
            swing[pooling] = (found.max() - found.min()) / found.mean()
        assert 0.36 < swing["max"] < 0.48
        assert 0.58 < swing["stride"] < 0.72
        assert max(swing["average"], swing["max-blur"]) < 0.15


def test_the_accuracies_are_those_of_three_trainings() -> None:
    table = running_accuracy()
    assert list(table) == list(POOLINGS)
    assert all(set(row) == set(HEADS) for row in table.values())
    assert {len(seeds) for row in table.values() for seeds in row.values()} == {3}


def test_black_stays_black_and_padding_says_nothing() -> None:
    run = running_network(np.zeros((SIDE, SIDE)))
    assert not any(maps.any() for maps in run[:4])
    assert np.array_equal(run.scores, weights()["average_bias"])


def test_max_with_blur_is_the_maximum_everywhere_and_then_the_blur() -> None:
    x = np.random.default_rng(5).random((2, 12, 12))
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    dense = np.pad(max_pool2d(padded, 2, stride=1), ((0, 0), (1, 1), (1, 1)))
    wanted = blur_pool2d(dense, 3, stride=1)[:, 1:-1, 1:-1][:, 1::2, 1::2]
    assert np.allclose(halved(x, "max-blur"), wanted)


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros((8, 8)), "give 28 x 28 or 68 x 68"),
        (np.full((28, 28), 255), "divide grey levels by 255"),
        (np.full((28, 28), np.nan), "divide grey levels by 255"),
        ([["a"] * 28] * 28, "divide grey levels by 255"),
    ],
)
def test_what_is_no_picture_is_refused(image: Array, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        running_network(image)
    with pytest.raises(ValueError, match="pooling"):
        running_network(DIGITS[0], "median")
