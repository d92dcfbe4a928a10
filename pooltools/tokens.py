"""Pooling of sets: words, patches or points, each a row of numbers, in no grid.

Leading axes are free: ``x`` has shape ``(..., N, D)``, N tokens of D numbers each, and
what comes out has D numbers.  A mask says which tokens count: where one set is shorter
than another, it is filled up to the same N, and what fills it must be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._windows.arguments import refuse, wrong_kind
from ._windows.inputs import TOKENS, mean_type, numbers
from ._windows.masks import counted_tokens, mean_of_counted
from ._windows.taps import highest, lowest
from ._windows.words import answers_other_words

__all__ = ["masked_max", "masked_mean", "pad_sets", "statistics_pool"]


def pad_sets(
    sets: Sequence[ArrayLike], *, fill: float = 0.0
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Fill sets of different sizes up to one array, and say which tokens count.

    Parameters
    ----------
    sets : sequence of array_like, each of shape (n, D)
        Tokens of one set each, as many as there are.
    fill : float, optional
        What stands where there is no token.

    Returns
    -------
    x : ndarray, shape (K, N, D)
        The sets, N tokens each, as many as the largest has.  Of the sets' type; of
        float64 if that does not hold `fill`.
    mask : ndarray of bool, shape (K, N)
        True for tokens that were given.

    Raises
    ------
    TypeError
        If a set holds no real numbers, `sets` is no sequence, or `fill` no number.
    ValueError
        If there is no set, one is empty, or tokens have different lengths.

    See Also
    --------
    masked_mean : Pool what comes out.

    Examples
    --------
    >>> x, mask = pad_sets([[[1, 2]], [[3, 4], [5, 6]]], fill=-9)
    >>> x[0], mask[0]
    (array([[ 1,  2],
           [-9, -9]]), array([ True, False]))
    """
    name = "pad_sets"
    if not isinstance(sets, (list, tuple)):
        wrong_kind(name, "sets", sets, "a list of sets")
    if isinstance(fill, (bool, np.bool_)) or not isinstance(fill, Real):
        wrong_kind(name, "fill", fill, "a number")
    if not sets:
        refuse(name, "sets", sets, "has no set", "give at least one")
    arrays = [numbers(name, one, "sets", TOKENS) for one in sets]
    sizes = sorted({array.shape[1:] for array in arrays})
    if len(sizes) > 1 or len(sizes[0]) > 1:
        told = " and ".join(map(str, sizes[:2]))
        rule, fix = f"has tokens of shape {told}", "give each set as (n, D), D alike"
        refuse(name, "sets", sets, rule, fix)
    dtype = np.result_type(*arrays)
    if dtype.kind != "f":  # keep what holds the fill, too
        low, high = lowest(dtype), highest(dtype)
        if not (low <= fill <= high and fill == int(fill)):
            dtype = np.dtype(float)
    longest = max(map(len, arrays))
    with np.errstate(over="ignore"):
        x = np.full((len(arrays), longest, *sizes[0]), fill, dtype)
    mask = np.zeros(x.shape[:2], bool)
    for array, row, counts in zip(arrays, x, mask, strict=True):
        row[: len(array)] = array
        counts[: len(array)] = True
    return x, mask


@answers_other_words
def masked_max(x: ArrayLike, mask: ArrayLike | None = None) -> NDArray[Any]:
    """Keep the largest value of each column of the tokens that count.

    Parameters
    ----------
    x : array_like, shape (..., N, D)
        Bools, integers or floats.
    mask : array_like of bool, shape (..., N), optional
        True for tokens that count; by default all do.

    Returns
    -------
    ndarray, shape (..., D)
        Of the type of `x`.

    Raises
    ------
    TypeError
        If `x` holds no real numbers or `mask` no bools.
    ValueError
        If `x` has less than two axes, `mask` not one bool for each token, or no
        token of a set counts.

    See Also
    --------
    max_pool1d : The maximum of windows, where order counts.

    Notes
    -----
    The order of tokens does not matter.  NaN of a token that counts wins; one that does
    not count is never read.

    References
    ----------
    Qi et al. (2017), *PointNet: deep learning on point sets for 3D classification and
    segmentation*, section 4.2: the maximum over all points of a cloud [qi2017].

    Examples
    --------
    >>> words = [[-1, -4], [-3, -2], [0, 0]]  # the last only fills up
    >>> masked_max(words), masked_max(words, [True, True, False])
    (array([0, 0]), array([-1, -2]))
    """
    name = "masked_max"
    x = numbers(name, x, kind=TOKENS)
    counted = counted_tokens(name, x, mask)
    best = x.max(-2, initial=lowest(x.dtype), where=counted[..., None])
    return np.asarray(best)


@answers_other_words
def masked_mean(x: ArrayLike, mask: ArrayLike | None = None) -> NDArray[Any]:
    """Average each column of the tokens that count.

    Parameters
    ----------
    x, mask
        As in `masked_max`.

    Returns
    -------
    ndarray, shape (..., D)
        Floats keep their type; integers and bools become float64.

    Raises
    ------
    TypeError, ValueError
        As in `masked_max`.

    Notes
    -----
    Added up in double precision, and divided by the number of tokens that count, not by
    N: zeros that fill a set up would draw its mean to 0.

    Examples
    --------
    >>> words = [[2, 4], [4, 8], [0, 0]]  # the last only fills up
    >>> masked_mean(words), masked_mean(words, [True, True, False])
    (array([2., 4.]), array([3., 6.]))
    """
    name = "masked_mean"
    x = numbers(name, x, kind=TOKENS)
    mean = mean_of_counted(x, counted_tokens(name, x, mask))
    with np.errstate(over="ignore"):
        return mean.astype(mean_type(x))


@answers_other_words
def statistics_pool(x: ArrayLike, mask: ArrayLike | None = None) -> NDArray[Any]:
    """Keep mean and standard deviation of each column of the tokens that count.

    Parameters
    ----------
    x, mask
        As in `masked_max`.

    Returns
    -------
    ndarray, shape (..., 2 D)
        D means, then D standard deviations.  Floats keep their type; integers and bools
        become float64.

    Raises
    ------
    TypeError, ValueError
        As in `masked_max`.

    Notes
    -----
    The deviation is that of the tokens themselves: squares are divided by their number,
    as in NumPy, where PyTorch's ``std`` divides by one less unless told otherwise, and
    gives NaN to a single token.  Squares are of what is left after the mean, in double
    precision, so that a large mean costs no digits.  Where a column holds NaN or an
    infinity, its deviation is NaN.

    References
    ----------
    Snyder et al. (2018), *X-vectors: robust DNN embeddings for speaker recognition*:
    one vector of a recording of any length [snyder2018].

    Examples
    --------
    >>> statistics_pool([[1, 5], [3, 5]])
    array([2., 5., 1., 0.])
    """
    name = "statistics_pool"
    x = numbers(name, x, kind=TOKENS)
    counted = counted_tokens(name, x, mask)
    mean = mean_of_counted(x, counted)
    with np.errstate(all="ignore"):
        deviation = np.sqrt(mean_of_counted(np.square(x - mean[..., None, :]), counted))
        return np.concatenate([mean, deviation], -1).astype(mean_type(x))
