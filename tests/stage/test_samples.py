"""The classic maps and what is known of them; the pictures and their rights."""

import numpy as np
import pytest

from pooltools import (
    avg_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
    max_pool2d,
    median_pool2d,
    samples,
)


def test_the_first_map_pools_to_its_published_numbers() -> None:
    x = samples.FIRST_MAP
    assert max_pool2d(x, 2).tolist() == [[2, 3], [4, 2]]
    assert avg_pool2d(x, 2).tolist() == [[1.0, 1.5], [2.25, 1.0]]
    assert median_pool2d(x, 2).tolist() == [[1.0, 1.5], [2.5, 1.0]]
    assert max_pool2d(x, 2, stride=1).tolist() == [[2, 2, 3], [3, 2, 3], [4, 4, 2]]
    assert global_max_pool2d(x).item() == 4
    assert global_avg_pool2d(x).item() == 1.4375


def test_the_channels_show_what_the_figure_shows() -> None:
    pooled = max_pool2d(samples.CHANNELS, 2)
    assert pooled.tolist() == [[[2, 3], [4, 2]], [[3, 6], [3, 2]], [[4, 4], [3, 5]]]
    assert samples.CHANNELS[1, 0].tolist() == [3, 0, 6, 5]
    assert samples.CHANNELS[1, :, 3].tolist() == [5, 3, 0, 1]
    assert samples.CHANNELS[2, :, 3].tolist() == [2, 4, 2, 5]


def test_the_shifted_map_pools_to_the_same_maxima_but_not_averages() -> None:
    left, right = samples.SHIFT_LEFT, samples.SHIFT_RIGHT
    assert right[:, 1:].tolist() == left[:, :-1].tolist()
    for x in (left, right):
        assert max_pool2d(x, 3).tolist() == [[9, 7], [6, 8]]
    assert avg_pool2d(left, 3).round(3).tolist() == [[2.0, 2.333], [2.111, 1.889]]
    assert avg_pool2d(right, 3).round(3).tolist() == [[2.333, 2.111], [2.667, 1.556]]


def test_the_column_maps_pool_to_their_published_numbers() -> None:
    pooled = max_pool2d(samples.COLUMN_MAPS, 2)
    assert pooled.tolist() == [[[2, 4], [3, 4]], [[4, 6], [3, 3]], [[4, 4], [4, 6]]]


@pytest.mark.parametrize("name", [n for n in samples.__all__ if n.isupper()])
def test_a_map_cannot_be_changed_by_a_page(name: str) -> None:
    with pytest.raises(ValueError, match="read-only"):
        getattr(samples, name)[...] = 0


@pytest.mark.parametrize("name", ["camera", "coins", "page"])
def test_a_picture_is_read_anew_each_time(name: str) -> None:
    first = getattr(samples, name)()
    assert first.dtype == np.uint8
    first[...] = 7
    assert getattr(samples, name)().std() > 20


def test_the_digits_are_what_their_licence_names() -> None:
    images, labels = samples.digits()
    assert images.shape == (1797, 8, 8)
    assert images.max() == 16
    assert np.bincount(labels).tolist() == [
        *(178, 182, 177, 183, 181),
        *(182, 181, 179, 174, 180),
    ]
    images[...] = 7
    assert samples.digits()[0].min() == 0


def test_edges_answer_to_steps_up_and_to_nothing_else() -> None:
    step = np.repeat([[0, 0, 255, 255]], 5, axis=0)
    assert samples.edges(step).tolist() == [[4, 4]] * 3
    assert samples.edges(step[:, ::-1]).max() == 0
    assert samples.edges(step.T).max() == 0
    assert samples.edges(samples.camera()).shape == (510, 510)


def test_points_of_a_digit_are_its_ink_and_no_order_is_needed_to_draw_it() -> None:
    images, _ = samples.digits()
    sets = [samples.points(image) for image in images]
    sizes = [len(one) for one in sets]
    assert (min(sizes), max(sizes)) == (13, 30)
    back = np.zeros((8, 8), bool)
    column, row = (sets[0][::-1] + 3.5).astype(int).T
    back[row, column] = True
    assert np.array_equal(back, images[0] >= 8)
    assert samples.points([[0, 9], [0, 0]], ink=10).shape == (0, 2)
