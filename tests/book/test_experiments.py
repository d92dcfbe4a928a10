"""The tiny network: gradients by finite differences, shapes, and what it learns."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pooltools import (
    global_avg_pool2d,
    global_max_pool2d,
    max_pool2d,
    max_pool2d_backward,
    nets,
)
from pooltools.book import experiments
from pooltools.book.experiments import robustness, tiny, warp
from pooltools.nets import layers

PAIRS = [(down, head) for down in tiny.DOWN for head in tiny.HEADS]


def in_double(net):
    """Parameters in float64, and biases away from 0, so that ReLUs are not at rest."""
    rng = np.random.default_rng(1)
    for layer in net:
        layer.parameters = tuple(
            p + 0.1 * rng.standard_normal(p.shape) for p in layer.parameters
        )
    return net


@pytest.mark.parametrize(("down", "head"), PAIRS, ids=str)
def test_every_gradient_is_the_slope_that_a_nudge_finds(down, head):
    rng = np.random.default_rng(0)
    net = in_double(experiments.build(down, head, rng))
    x, towards = rng.random((3, 1, 16, 16)), rng.standard_normal((3, 10))
    experiments.forward(net, x)
    grad = towards
    for layer in reversed(net):
        grad = layer.backward(grad)

    def slope(array, at, step=1e-6):
        kept = array[at]
        array[at] = kept + step
        up = (experiments.forward(net, x) * towards).sum()
        array[at] = kept - step
        down = (experiments.forward(net, x) * towards).sum()
        array[at] = kept
        return (up - down) / (2 * step)

    checked = 0
    for layer in net:
        for array, gradient in zip(layer.parameters, layer.gradients, strict=True):
            assert array.shape == gradient.shape
            for flat in rng.choice(array.size, 3):
                at = np.unravel_index(flat, array.shape)
                np.testing.assert_allclose(
                    gradient[at], slope(array, at), rtol=1e-4, atol=1e-6
                )
                checked += 1
    for at in [(0, 0, 3, 5), (2, 0, 15, 15)]:
        np.testing.assert_allclose(grad[at], slope(x, at), rtol=1e-4, atol=1e-6)
    assert checked == 18


def test_a_wrong_gradient_would_be_seen(monkeypatch):
    monkeypatch.setattr(layers.ReLU, "backward", lambda self, grad: grad)
    with pytest.raises(AssertionError):
        test_every_gradient_is_the_slope_that_a_nudge_finds("max", "flatten")


@given(
    st.sampled_from([(2, 2), (2, 1), (3, 1), (4, 4)]),
    hnp.arrays(np.float64, (2, 2, 4, 8), elements=st.integers(0, 3)),
)
def test_the_way_back_through_a_maximum_is_that_of_backward(sides, x):
    """Maps full of ties: the quick way back of the layer takes the first, too."""
    kernel_size, stride = sides
    layer = layers.MaxPool(kernel_size, stride)
    y = layer.forward(x)
    grad = np.arange(1, y.size + 1.0).reshape(y.shape)
    over = kernel_size - stride
    padded = np.pad(x, ((0, 0), (0, 0), (0, over), (0, over)), mode="wrap")
    wanted = max_pool2d_backward(grad, padded, kernel_size, stride=stride)
    wanted[:, :, :over] += wanted[:, :, 4:]
    wanted[:, :, :, :over] += wanted[:, :, :, 8:]
    assert np.array_equal(layer.backward(grad), wanted[:, :, :4, :8])


@pytest.mark.parametrize("down", tiny.DOWN)
def test_half_a_map_by_half_a_map(down):
    x = np.random.default_rng(0).random((3, 2, 8, 12))
    y = experiments.forward(tiny.DOWN[down](), x)
    assert y.shape == ((3, 2, 8, 12) if down == "none" else (3, 2, 4, 6))
    assert experiments.forward(tiny.DOWN[down](), x[:0]).shape == (0, *y.shape[1:])


def test_no_samples_get_no_guesses_and_bad_words_are_refused():
    net = experiments.build("max", "flatten", np.random.default_rng(0))
    assert experiments.predict(net, np.empty((0, 1, 16, 16), np.float32)).shape == (0,)
    with pytest.raises(
        ValueError, match=r'down=.median. is unknown; use one of "none"'
    ):
        experiments.build("median", "flatten", np.random.default_rng(0))
    with pytest.raises(ValueError, match=r'head=.dense. is unknown; use one of "flat'):
        experiments.build("max", "dense", np.random.default_rng(0))
    with pytest.raises(ValueError, match="scale=0 is not positive"):
        warp(np.ones((4, 4)), scale=0)
    with pytest.raises(
        ValueError, match=r"has shape \(2, 3, 4, 4\), not \(N, 1, H, W\)"
    ):
        nets.edge_features(np.ones((2, 3, 4, 4)))


@given(st.floats(-400, 400), st.floats(0.2, 5))
def test_warping_neither_invents_light_nor_moves_the_centre(angle, scale):
    x = experiments.digit_canvas().test_x[:2]
    y = warp(x, angle=angle, scale=scale)
    assert (y.shape, y.dtype) == (x.shape, x.dtype)
    assert y.min() >= 0
    assert y.max() <= x.max() + 1e-5
    back = warp(x[..., ::-1, ::-1], angle=angle, scale=scale)
    np.testing.assert_allclose(back, y[..., ::-1, ::-1], atol=1e-4)


def test_a_network_with_polyphase_sampling_does_not_see_a_move():
    net = experiments.build("polyphase", "global average", np.random.default_rng(0))
    x = experiments.digit_canvas().test_x[:50]
    scores = experiments.forward(net, x)
    for shift in [(0, 1), (1, 0), (3, 2)]:
        moved = experiments.forward(net, np.roll(x, shift, (2, 3)))
        np.testing.assert_allclose(moved, scores, rtol=1e-4, atol=1e-4)


def test_training_learns_and_is_the_same_each_time():
    first, again = (experiments.fit("max", "flatten", epochs=3) for _ in range(2))
    accuracy = experiments.moved_accuracy(first, 0)
    assert 0.8 < accuracy < 1
    assert experiments.moved_accuracy(again, 0) == accuracy
    assert experiments.moved_accuracy(first, 2) < accuracy - 0.3
    assert experiments.consistency(first, 0) == 1 > experiments.consistency(first, 1)


def test_moves_of_training_digits_make_moves_of_test_digits_harmless():
    plain, shaken = (
        experiments.fit("max", "flatten", epochs=8, shifts=s) for s in (0, 2)
    )
    assert (
        experiments.moved_accuracy(shaken, 1)
        > experiments.moved_accuracy(plain, 1) + 0.2
    )


def average(x):
    return global_avg_pool2d(nets.edge_features(x))


def loss(net, features, labels, penalty):
    """Cross-entropy and penalty, written down once more."""
    scores = experiments.forward(net, features).astype(float)
    total = np.log(np.exp(scores - scores.max(1, keepdims=True)).sum(1))
    picked = scores[np.arange(len(scores)), labels] - scores.max(1)
    weights, _ = net[0].parameters
    spread = features.std(axis=(0, *range(2, features.ndim)), keepdims=True)
    in_units = weights.reshape(*features.shape[1:], -1) * spread[0][..., None]
    return (total - picked).mean() + penalty * (in_units**2).sum() / 2


def test_the_linear_classifier_has_found_its_optimum():
    """Every nudge raises the loss: what is compared is features, not patience."""
    data = experiments.digit_canvas()
    x = max_pool2d(nets.edge_features(data.train_x[:100]), 4).astype(float)
    labels, rng = data.train_y[:100], np.random.default_rng(0)
    net = experiments.linear_classifier(x, labels, penalty=0.01)
    best = loss(net, x, labels, 0.01)
    for _ in range(20):
        other = copy.deepcopy(net)
        other[0].parameters = tuple(
            p + 1e-3 * rng.standard_normal(p.shape) for p in net[0].parameters
        )
        assert loss(other, x, labels, 0.01) > best
    weaker = experiments.linear_classifier(x, labels, penalty=0.02)
    assert loss(weaker, x, labels, 0.01) > best


def test_the_linear_classifier_does_not_know_the_units_of_its_features():
    data = experiments.digit_canvas()
    learn, judge = average(data.train_x), average(data.test_x)
    guesses = [
        experiments.predict(
            experiments.linear_classifier(unit * learn + zero, data.train_y),
            unit * judge + zero,
        )
        for unit, zero in ((1, 0), (1000, 0), (np.array(0.01), -7))
    ]
    assert all((guess == guesses[0]).mean() > 0.995 for guess in guesses)


@pytest.mark.parametrize(("pool", "wanted"), [(average, 31.2), (None, 48.6)])
def test_four_numbers_read_what_a_library_s_solver_reads_off_them(pool, wanted):
    """Without a penalty, by an L-BFGS of another library, on the first division."""
    data = experiments.digit_canvas()
    pool = pool or (lambda x: global_max_pool2d(nets.edge_features(x)))
    net = experiments.linear_classifier(pool(data.train_x), data.train_y, penalty=1e-9)
    right = experiments.predict(net, pool(data.test_x)) == data.test_y
    assert round(100 * right.mean(), 1) == wanted


def test_a_feature_that_never_changes_does_no_harm():
    x = np.random.default_rng(0).random((30, 3, 1, 1))
    x[:, 1] = 0.1
    net = experiments.linear_classifier(x, np.arange(30) % 10)
    assert np.isfinite(net[0].parameters[0]).all()
    np.testing.assert_allclose(net[0].parameters[0][1], 0, atol=1e-12)
    with pytest.raises(ValueError, match=r"penalty=0 is not positive; use 1e-6"):
        experiments.linear_classifier(x, np.arange(30) % 10, penalty=0)


@pytest.mark.parametrize("penalty", [1e-2, 1e-5])
def test_no_penalty_decides_what_chapter_5_says(penalty):
    """100 images: 4 x 4 windows lose more than the spread, 2 x 2 windows do not."""
    ways = {n: (lambda maps, n=n: max_pool2d(maps, n)) for n in (1, 2, 4)}
    curve = experiments.learning_curve(ways, sizes=[100], penalty=penalty)
    none, two, four = (point for [point] in curve.values())
    assert none.right - four.right > max(none.right_spread, four.right_spread)
    assert four.gap - none.gap > max(none.gap_spread, four.gap_spread)
    assert abs(none.right - two.right) < none.right_spread


def test_the_tiny_network_does_not_know_the_unit_of_its_pixels(monkeypatch):
    data = experiments.digit_canvas()
    scores = []
    for unit in (1, 16):
        x = unit * data.train_x[:300]
        parts = data._replace(train_x=x, train_y=data.train_y[:300])
        monkeypatch.setattr(tiny, "digit_canvas", lambda parts=parts: parts)
        net = experiments.fit("max", "global average", epochs=1)
        scores.append(experiments.forward(net, x[:50]))
    np.testing.assert_allclose(*scores, rtol=1e-3, atol=1e-3)


def test_warping_by_nothing_and_by_right_angles_is_exact():
    x = experiments.digit_canvas().test_x[:5]
    np.testing.assert_allclose(warp(x), x, atol=1e-6)
    np.testing.assert_allclose(warp(x, angle=90), np.rot90(x, axes=(2, 3)), atol=1e-5)
    np.testing.assert_allclose(warp(x, angle=360), x, atol=1e-5)
    assert warp(x, scale=1.25).sum() == pytest.approx(1.25**2 * x.sum(), rel=0.02)
    assert warp(x, scale=0.5).sum() == pytest.approx(0.25 * x.sum(), rel=0.02)
    middle = np.zeros((5, 5))
    middle[2, 2] = 1
    assert warp(middle, angle=33)[2, 2] == pytest.approx(1)


def test_edges_wrap_and_answer_to_their_direction():
    x = np.zeros((1, 1, 4, 4), np.float32)
    x[..., 2:] = 1
    right, left, down, up = nets.edge_features(x)[0]
    assert right[0].tolist() == [0, 4, 4, 0]
    assert left[0].tolist() == [4, 0, 0, 4]
    assert down.max() == up.max() == 0


def test_the_frozen_table_is_what_training_gives():
    """One design again, with its first seed; floating point may differ by a digit."""
    table = {row[:3]: row for row in experiments.robustness_table()}
    assert set(table) == {(*pair, 0) for pair in PAIRS} | {
        (down, "flatten", 3) for down in tiny.DOWN
    }
    assert {len(row.right) for row in table.values()} == {len(robustness.SEEDS)} == {5}
    frozen = table["stride", "flatten", 0]
    again = robustness.measure("stride", "flatten", 0, seeds=[0])
    assert again.parameters == frozen.parameters
    np.testing.assert_allclose(again.learned, frozen.learned[:1], atol=1)
    np.testing.assert_allclose(again.right, frozen.right[:1], atol=3)
    np.testing.assert_allclose(again.same, frozen.same[:1], atol=3)
    assert table["max", "flatten", 0].accuracy[1] > frozen.accuracy[1] + 5


def test_the_frozen_turns_are_what_a_classifier_gives():
    table = experiments.turned_table()
    ways = [(row.unit, row.penalty, row.window) for row in table]
    assert sorted(set(ways)) == sorted(robustness.WAYS)
    assert {ways.count(way) for way in ways} == {len(robustness.CHANGES)}
    for way in (("map", 1e-3, 4), ("place", 1e-3, 4)):
        frozen = [row for row, found in zip(table, ways, strict=True) if found == way]
        for old, new in zip(frozen, robustness.turn(*way), strict=True):
            assert old[:4] == new[:4]
            np.testing.assert_allclose(old[4:], new[4:], atol=0.2)


def test_means_and_spreads_are_those_of_the_seeds():
    row = robustness.Row(
        "max", "flatten", 0, 1, [99.0] * 2, [[90, 1], [94, 2]], [[1, 3]]
    )
    assert (row.accuracy, row.spread) == ([92, 1.5], [2.8, 0.7])
    assert experiments.robustness_table()[0].consistency_spread[0] == 0
