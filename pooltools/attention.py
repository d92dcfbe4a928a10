"""Pooling by attention: a mean whose weights a query decides.

Shapes and masks are those of `tokens`.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows.arguments import positive, refuse
from ._windows.inputs import LINE, TOKENS, mean_type, numbers
from ._windows.masks import counted_tokens
from ._windows.typing import Array
from ._windows.words import answers_other_words

__all__ = ["attention_pool", "attention_pool_with_weights"]


@answers_other_words
def attention_pool(
    x: ArrayLike,
    query: ArrayLike,
    *,
    mask: ArrayLike | None = None,
    temperature: float = 1.0,
) -> NDArray[Any]:
    """Average tokens, each weighed by how well it matches a query.

    Parameters
    ----------
    x : array_like, shape (..., N, D)
        Bools, integers or floats.
    query : array_like, shape (..., D)
        What is looked for.  Leading axes follow NumPy's rules with those of `x`: Q
        queries of one set give Q rows.
    mask : array_like of bool, shape (..., N), optional
        True for tokens that count; by default all do.
    temperature : float, optional
        Above 0.  The lower, the more the best match takes; the higher, the more alike
        all weights.

    Returns
    -------
    ndarray, shape (..., D)
        Floats keep their type (half precision is computed in single); integers and
        bools become float64.

    Raises
    ------
    TypeError
        If `x` or `query` holds no real numbers or `mask` no bools.
    ValueError
        If shapes do not fit, no token of a set counts, or `temperature` is not above 0.

    See Also
    --------
    attention_pool_with_weights : Return the weights, too.
    masked_mean : All weights alike, the end of high temperature.

    Notes
    -----
    A weight is the softmax of ``x @ query / (sqrt(D) * temperature)``, so weights are
    above 0 and add up to 1; a token that does not count has 0 and is never read.  It is
    PyTorch's ``scaled_dot_product_attention`` of one query, with `x` both as keys and
    as values: no learnt matrix comes in between, as it does in a transformer.  What is
    NaN or infinite in a token that counts may make the result NaN, as in PyTorch.  Of a
    set without any, PyTorch returns 0 and Keras the mean; here it is refused.

    References
    ----------
    Vaswani et al. (2017), *Attention is all you need*, section 3.2.1 [vaswani2017].

    Examples
    --------
    >>> tokens = [[0.0], [1.0], [4.0]]
    >>> ends = [attention_pool(tokens, [1], temperature=t) for t in (1e9, 1e-9)]
    >>> [round(end.item(), 3) for end in ends]  # the mean, the best match
    [1.667, 4.0]
    >>> attention_pool(tokens, [1]).round(2), attention_pool(tokens, [0]).round(2)
    (array([3.79]), array([1.67]))
    """
    return _attended("attention_pool", x, query, mask, temperature)[0]


@answers_other_words
def attention_pool_with_weights(
    x: ArrayLike,
    query: ArrayLike,
    *,
    mask: ArrayLike | None = None,
    temperature: float = 1.0,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Average tokens, each weighed by how well it matches, and return the weights.

    Parameters
    ----------
    x, query, mask, temperature
        As in `attention_pool`.

    Returns
    -------
    pooled : ndarray, shape (..., D)
        That of `attention_pool`.
    weights : ndarray, shape (..., N)
        How much of each token is in it: they add up to 1.

    Raises
    ------
    TypeError, ValueError
        As in `attention_pool`.

    Examples
    --------
    >>> _, weights = attention_pool_with_weights([[0], [0], [9]], [0])
    >>> weights.round(3)
    array([0.333, 0.333, 0.333])
    """
    return _attended("attention_pool_with_weights", x, query, mask, temperature)


def _attended(
    name: str, x: ArrayLike, query: ArrayLike, mask: Any, temperature: float
) -> tuple[Array, Array]:
    """Return the weighted means and the weights."""
    x, wanted = numbers(name, x, kind=TOKENS), numbers(name, query, "query", LINE)
    counted = counted_tokens(name, x, mask)
    temperature = positive(name, "temperature", temperature)
    dtype, size = mean_type(x), x.shape[-1]
    if wanted.shape[-1] != size:
        rule = f"has shape {wanted.shape}, but tokens of {size} numbers"
        refuse(name, "query", query, rule, "give as many")
    try:
        np.broadcast_shapes(x.shape[:-2], wanted.shape[:-1])
    except ValueError:
        rule = f"has shape {wanted.shape}, which does not go with x of {x.shape}"
        refuse(name, "query", query, rule, "give one for each set, or one for all")
    single = np.promote_types(dtype, np.float32)
    values = x if mask is None else np.where(counted[..., None], x, 0)
    values = values.astype(single, copy=False)
    with np.errstate(all="ignore"):
        scores = (values @ wanted.astype(single)[..., None])[..., 0] / sqrt(size)
        scores = np.where(counted, scores, -np.inf)
        scores -= scores.max(-1, keepdims=True)  # no power is huge
        weights = np.exp(scores / temperature)
        weights /= weights.sum(-1, keepdims=True)
        pooled = (weights[..., None, :] @ values)[..., 0, :]
        return pooled.astype(dtype, copy=False), weights.astype(dtype, copy=False)
