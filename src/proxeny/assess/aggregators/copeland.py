"""Copeland: victories less defeats of every unit against every other, so nothing makes up for anything."""

from __future__ import annotations

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS
from proxeny.assess.methods import Floats, Settings, method

_TIE = 1e-9  # of the whole weight: sums of weights differ by rounding alone far below it


def outrank(values: Floats, weights: Floats) -> Floats:
    """How much of the weight speaks for unit a (row) against b (column); equal values give half to each.

    Only children that both have are compared, and their weight is the whole: a missing value speaks for nobody. NaN
    where two units have no child in common; 0 on the diagonal.

    >>> outrank(np.array([[1.0, 5.0], [2.0, np.nan]]), np.array([1.0, 3.0])).tolist()
    [[0.0, 0.0], [1.0, 0.0]]
    """
    count = len(values)
    better, whole = np.zeros((count, count)), np.zeros((count, count))
    for column, weight in zip(values.T, weights, strict=True):
        both = ~np.isnan(column)[:, None] & ~np.isnan(column)[None, :]
        whole += weight * both
        better += weight * (both & (column[:, None] > column[None, :]))
        better += weight * 0.5 * (both & (column[:, None] == column[None, :]))
    shares = np.divide(better, whole, out=np.full_like(better, np.nan), where=whole > 0)
    np.fill_diagonal(shares, 0.0)
    return shares


def copeland(shares: Floats) -> Floats:
    """Units beaten less units lost to. A share within a billionth of one half is a tie: rounding decides nothing."""
    won = np.where(np.isnan(shares) | (np.abs(shares - 0.5) < _TIE), 0.0, np.sign(shares - 0.5))
    np.fill_diagonal(won, 0.0)
    scores: Floats = won.sum(axis=1)
    return scores


@AGGREGATORS.add("copeland")
@method()
def aggregate_copeland(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """Victories less defeats. Says who is ahead, not by how much; adding a unit may reorder others.

    Source: Copeland (1951); Munda and Nardo (2009), Applied Economics 41(12), 1513-1523.
    """
    scores = copeland(outrank(values, weights))
    return np.where(np.isnan(values).all(axis=1), np.nan, scores)
