"""Pooling of sets: PyTorch, plain loops, order, masks, extremes and refusals."""

import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

from pooltools import (
    attention_pool,
    attention_pool_with_weights,
    masked_max,
    masked_mean,
    pad_sets,
    samples,
    statistics_pool,
)

from ..book.live import asks_pytorch
from .fuzz.draw import JUNK
from .fuzz.judge import HELPFUL

FROZEN = json.loads(
    (Path(__file__).parents[1] / "data" / "tokens.json").read_text("utf-8")
)
NAN, INF = math.nan, math.inf
MASKED = {"masked_max": masked_max, "masked_mean": masked_mean}
MASKED["statistics_pool"] = statistics_pool


# --- PyTorch --------------------------------------------------------------------


@pytest.mark.parametrize("case", FROZEN["cases"])
def test_pooling_of_tokens_agrees_with_pytorch(case, record_property):
    record_property("oracle", "frozen PyTorch pooling of tokens")
    x, mask, how = case["input"], case["mask"], {"temperature": case["temperature"]}
    pooled, weights = attention_pool_with_weights(x, case["query"], mask=mask, **how)
    np.testing.assert_allclose(pooled, case["pooled"], atol=1e-13)
    np.testing.assert_allclose(weights, case["weights"], atol=1e-13)
    alone = attention_pool(x, case["query"], mask=mask, **how)
    assert np.array_equal(alone, pooled)
    assert masked_max(x, mask).tolist() == case["max"]
    np.testing.assert_allclose(masked_mean(x, mask), case["mean"], atol=1e-14)
    found = statistics_pool(x, mask)
    np.testing.assert_allclose(found, case["statistics"], atol=1e-14)


def test_there_are_masks_that_leave_out_and_temperatures_to_compare():
    assert len(FROZEN["cases"]) >= 60
    assert sum(not all(case["mask"]) for case in FROZEN["cases"]) >= 30
    assert len({case["temperature"] for case in FROZEN["cases"]}) == 5


@asks_pytorch
def test_pytorch_still_gives_the_frozen_answers():
    from ..make import tokens as make_tokens

    for live, kept in zip(
        json.loads(make_tokens.made())["cases"], FROZEN["cases"], strict=True
    ):
        for name, value in kept.items():
            np.testing.assert_allclose(live[name], value, rtol=1e-12, atol=1e-14)


# --- plain loops ----------------------------------------------------------------


def by_loops(rows, query, mask, temperature):
    """Return maximum, mean, statistics and attention of tokens, as they are defined."""
    kept = [row for row, counts in zip(rows, mask, strict=True) if counts]
    columns = list(zip(*kept, strict=True))
    mean = [math.fsum(column) / len(kept) for column in columns]
    spread = [
        math.sqrt(math.fsum((v - m) ** 2 for v in column) / len(kept))
        for column, m in zip(columns, mean, strict=True)
    ]
    scores = [math.fsum(a * b for a, b in zip(row, query, strict=True)) for row in kept]
    powers = [math.exp(s / math.sqrt(len(query)) / temperature) for s in scores]
    weights = [power / math.fsum(powers) for power in powers]
    pooled = [
        math.fsum(w * v for w, v in zip(weights, c, strict=True)) for c in columns
    ]
    return {
        "masked_max": [max(column) for column in columns],
        "masked_mean": mean,
        "statistics_pool": mean + spread,
        "attention_pool": pooled,
    }


def ours(x, query, mask, temperature):
    attended = attention_pool(x, query, mask=mask, temperature=temperature)
    found = {name: function(x, mask) for name, function in MASKED.items()}
    return found | {"attention_pool": attended}


def disagreements(answer, count=100):
    """Return in which drawn sets an answer is not that of the loops."""
    rng, found = random.Random(5), []
    for _ in range(count):
        sets, n, size = rng.randint(1, 3), rng.randint(1, 6), rng.randint(1, 4)
        kind = rng.choice(("float64", "float32", "float16", "int64", "uint8"))
        x = np.array([rng.randint(0, 9) for _ in range(sets * n * size)])
        x = x.reshape(sets, n, size).astype(kind)
        mask = np.array([[rng.random() < 0.6 for _ in range(n)] for _ in range(sets)])
        mask[:, rng.randrange(n)] = True
        query = [rng.uniform(-1, 1) for _ in range(size)]
        temperature = rng.choice((0.5, 1, 3))
        x.flags.writeable = mask.flags.writeable = False
        got = answer(x, query, mask, temperature)
        for i in range(sets):
            wanted = by_loops(x[i].tolist(), query, mask[i].tolist(), temperature)
            close = {"float16": 2e-3, "float32": 1e-5}.get(kind, 1e-12)
            found += [
                (name, x[i], mask[i])
                for name, value in wanted.items()
                if not np.allclose(got[name][i], value, close, close)
            ]
    return found


def test_drawn_sets_agree_with_plain_loops():
    assert disagreements(ours) == []


def without_mask(x, query, mask, temperature):
    return ours(x, query, np.ones_like(mask), temperature)


def without_temperature(x, query, mask, temperature):
    return ours(x, query, mask, 1)


def of_a_sample(x, query, mask, temperature):
    found = ours(x, query, mask, temperature)
    n, size = mask.sum(-1)[:, None], x.shape[-1]
    statistics = found["statistics_pool"].copy()
    statistics[:, size:] *= np.sqrt(n / np.maximum(n - 1, 1))
    return found | {"statistics_pool": statistics}


def divided_by_all(x, query, mask, temperature):
    found = ours(x, query, mask, temperature)
    mean = found["masked_mean"] * mask.mean(-1)[:, None]
    return found | {"masked_mean": mean}


@pytest.mark.parametrize(
    ("mistaken", "name"),
    [
        (without_mask, "masked_max"),
        (without_mask, "attention_pool"),
        (without_temperature, "attention_pool"),
        (of_a_sample, "statistics_pool"),
        (divided_by_all, "masked_mean"),
    ],
)
def test_a_seeded_mistake_disagrees(mistaken, name):
    assert name in {found for found, *_ in disagreements(mistaken)}


# --- laws -----------------------------------------------------------------------


def test_the_order_of_tokens_does_not_matter():
    rng = np.random.default_rng(0)
    x, query, mask = rng.random((4, 9, 5)), rng.random(5), rng.random((4, 9)) < 0.6
    mask[:, 0] = True
    order = rng.permutation(9)
    for name, pooled in ours(x, query, mask, 1).items():
        moved = ours(x[:, order], query, mask[:, order], 1)[name]
        np.testing.assert_allclose(moved, pooled, rtol=1e-12)


def test_what_a_mask_leaves_out_is_never_read():
    x = np.array([[1.0, 2], [NAN, INF], [5, 3], [-INF, NAN]])
    mask = [True, False, True, False]
    kept = x[[0, 2]]
    for name, pooled in ours(x, [1, 1], mask, 1).items():
        alone = ours(kept, [1, 1], [True, True], 1)[name]
        np.testing.assert_allclose(pooled, alone, rtol=1e-14)
    weights = attention_pool_with_weights(x, [1, 1], mask=mask)[1]
    assert weights[1] == weights[3] == 0
    assert weights.sum() == pytest.approx(1)


def test_the_temperature_leads_from_the_mean_to_the_best_match():
    x = np.array([[0.0, 7], [1, 8], [4, 9]])
    ends = [attention_pool(x, [1, 0], temperature=t) for t in (1e12, 1e-300)]
    np.testing.assert_allclose(ends, [x.mean(0), x[2]], rtol=1e-9)
    ways = [attention_pool(x, [1, 0], temperature=t)[0] for t in (8, 4, 2, 1, 0.5)]
    assert ways == sorted(ways)
    tie = attention_pool([[1.0], [1], [0]], [1], temperature=1e-300)
    assert tie.tolist() == [1]


def test_large_scores_overflow_nowhere():
    x = np.array([[1e4, -1e4], [1e4 - 1, -1e4]], np.float32)
    weights = attention_pool_with_weights(x, [1e4, 1e4])[1]
    assert weights.tolist() == [1, 0]
    half = np.array([[300], [299]], np.float16)
    pooled, weights = attention_pool_with_weights(half, np.float16([300]))
    assert (pooled.dtype, pooled.item(), weights.tolist()) == (np.float16, 300, [1, 0])


def test_many_queries_of_one_set_and_one_query_of_many_sets():
    rng = np.random.default_rng(1)
    x, queries = rng.random((3, 6, 4)), rng.random((5, 4))
    many = attention_pool(x[0], queries)
    assert np.allclose(many, [attention_pool(x[0], q) for q in queries])
    each = attention_pool(x[:, None], queries, mask=np.ones((3, 1, 6), bool))
    assert each.shape == (3, 5, 4)
    assert np.allclose(each[:, 2], attention_pool(x, queries[2]))


def test_means_and_deviations_are_as_exact_as_their_type():
    x = np.full((3_000_000, 1), 0.1, np.float32)
    assert masked_mean(x).item() == pytest.approx(0.1, rel=1e-7)
    far = np.array([[1e8], [1e8 + 2]])
    assert statistics_pool(far).tolist() == [1e8 + 1, 1]
    large = np.full((4, 1), 6e4, np.float16)
    assert masked_mean(large).item() == np.float16(6e4)
    assert statistics_pool([[7, 8]]).tolist() == [7, 8, 0, 0]


def test_what_is_no_number_wins_where_it_counts():
    x = np.array([[1.0, 2], [NAN, INF]])
    assert str(masked_max(x).tolist()) == "[nan, inf]"
    assert str(masked_mean(x).tolist()) == "[nan, inf]"
    assert np.isnan(statistics_pool(x)[[0, 2, 3]]).all()
    assert np.isnan(attention_pool(x, [1, 1])).all()


def test_types_and_memory():
    for kind in ("bool", "int8", "uint8", "float16", "float32"):
        x = np.ones((3, 2), kind)
        assert masked_max(x).dtype == kind
        mean = np.dtype(kind) if kind.startswith("float") else np.dtype(float)
        assert masked_mean(x).dtype == statistics_pool(x).dtype == mean
        assert attention_pool(x, [1.0, 2]).dtype == mean
    one = np.ones((1, 2), np.float32)
    one.flags.writeable = False
    for pooled in ours(one, [0, 0], [True], 1).values():
        assert not np.shares_memory(pooled, one)
        pooled[...] = 7
    lowest = np.full((2, 1), -128, np.int8)
    assert masked_max(lowest, [True, False]).tolist() == [-128]
    assert masked_mean(np.ones((0, 3, 2))).shape == (0, 2)
    assert attention_pool(np.ones((0, 3, 2)), [1, 1]).shape == (0, 2)


def test_sets_that_are_filled_up_pool_as_they_would_alone():
    sets = [samples.points(image) for image in samples.digits()[0][:40]]
    for fill in (0, 99.5, NAN):
        x, mask = pad_sets(sets, fill=fill)
        assert x.shape == (40, max(map(len, sets)), 2)
        assert mask.sum(-1).tolist() == [len(one) for one in sets]
        for name, pooled in ours(x, [1, -1], mask, 1).items():
            alone = [
                ours(one, [1, -1], np.ones(len(one), bool), 1)[name] for one in sets
            ]
            np.testing.assert_allclose(pooled, alone, rtol=1e-12, atol=1e-12)


def test_what_is_filled_up_holds_every_set_and_the_fill():
    small, large = np.ones((1, 2), np.int8), np.ones((2, 2), np.float32)
    assert pad_sets([small, large])[0].dtype == np.float32
    assert pad_sets([small, small])[0].dtype == np.int8
    assert pad_sets([small, large[:1].astype(int)], fill=0.5)[0].dtype == np.float64
    x, _ = pad_sets([np.uint8([[1]]), np.uint8([[2], [3]])], fill=-1)
    assert x[:, :, 0].tolist() == [[1, -1], [2, 3]]
    one = np.ones((2, 2))
    assert not np.shares_memory(pad_sets([one])[0], one)


# --- refusals -------------------------------------------------------------------

X = np.ones((2, 3, 4))


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: masked_mean([1, 2]), ValueError,
         "masked_mean: x=[1, 2] has shape (2,), but pooling needs (..., N, D); "
         "add axes, as in x[:, None] for N numbers"),
        (lambda: masked_mean(np.ones((0, 3))), ValueError,
         "so there is nothing to pool; give at least one token of one number or more"),
        (lambda: masked_max(X, [1, 0, 1]), TypeError,
         "mask=[1, 0, 1] is of type list; give bools, True for what counts"),
        (lambda: masked_max(X, [True] * 4), ValueError,
         "has shape (4,), but the tokens (2, 3); give one bool for each token"),
        (lambda: statistics_pool(X, [[True] * 3, [False] * 3]), ValueError,
         "leaves nothing to pool in 1 of 2 sets; let a token count, or leave the set"),
        (lambda: pad_sets(X), TypeError, "is of type ndarray; give a list of sets"),
        (lambda: pad_sets([]), ValueError, "sets=[] has no set; give at least one"),
        (lambda: pad_sets([[[1, 2]], [[1]]]), ValueError,
         "has tokens of shape (1,) and (2,); give each set as (n, D), D alike"),
        (lambda: pad_sets([[1, 2]]), ValueError, "pooling needs (..., N, D)"),
        (lambda: pad_sets([np.ones((0, 2))]), ValueError, "nothing to pool"),
        (lambda: pad_sets([X]), ValueError, "has tokens of shape (3, 4)"),
        (lambda: pad_sets([[[1]]], fill=True), TypeError, "give a number"),
        (lambda: attention_pool(X, [1, 2, 3]), ValueError,
         "query=[1, 2, 3] has shape (3,), but tokens of 4 numbers; give as many"),
        (lambda: attention_pool(X, np.ones((3, 4))), ValueError,
         "has shape (3, 4), which does not go with x of (2, 3, 4); give one for each"),
        (lambda: attention_pool(X, 1), ValueError, "but pooling needs (..., L)"),
        (lambda: attention_pool(X, ["a"] * 4), TypeError, "give real numbers"),
        (lambda: attention_pool(X, [1] * 4, temperature=0), ValueError,
         "temperature=0 is not above 0"),
        (lambda: attention_pool(X, [1] * 4, key_padding_mask=[True]), TypeError,
         "use mask=~key_padding_mask: here True is what counts"),
        (lambda: attention_pool(X, [1] * 4, scale=1), TypeError, "use temperature"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)


@pytest.mark.parametrize("name", [*MASKED, "attention_pool"])
def test_nonsense_is_answered_or_refused_helpfully(name):
    rng, refused = random.Random(name), []
    for _ in range(200):
        given = {"x": X, "mask": np.ones((2, 3), bool)}
        if name == "attention_pool":
            given |= {"query": [1, 2, 3, 4], "temperature": 2}
        for slot in rng.sample(sorted(given), rng.choice((1, 1, 2))):
            given[slot] = rng.choice(JUNK)
        try:
            (MASKED | {"attention_pool": attention_pool})[name](**given)
        except (TypeError, ValueError) as error:
            refused.append(str(error))
    assert 100 <= len(refused) < 200
    assert all(HELPFUL.match(text) for text in refused)
    assert all(text.startswith(f"{name}: ") for text in refused)
