"""Agreement of coders as persons: Cohen's kappa of each pair, Light's mean of them, and Conger's kappa of all.

Source: Cohen (1960); Fleiss, Cohen and Everitt (1969) for the standard error; Light (1971); Conger (1980).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from proxeny.evidence.agreement.chance import Estimate, with_interval
from proxeny.evidence.agreement.ratings import Codes, Floats, Ratings


def cross(left: Codes, right: Codes, size: int) -> Floats:
    """The square table of two coders: how many units one put into row, the other into column."""
    both = (left >= 0) & (right >= 0)
    made = np.bincount(left[both] * size + right[both], minlength=size * size)
    return made.reshape(size, size).astype(np.float64)


def measure_kappa(table: Floats, weights: Floats | None = None) -> Estimate:
    """Cohen's kappa of a square table of two coders, weighted or not.

    >>> round(measure_kappa(np.array([[20.0, 5.0], [10.0, 15.0]])).value, 3)
    0.4
    """
    total = table.sum()
    if total == 0:
        return Estimate(None, reason="no-pairs")
    shares = table / total
    agreement = np.eye(len(table)) if weights is None else weights
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    found, expected = float((shares * agreement).sum()), float(rows @ agreement @ columns)
    if expected >= 1 - 1e-12:
        return Estimate(None, reason="no-variation")
    kappa = (found - expected) / (1 - expected)
    by_row, by_column = agreement @ columns, rows @ agreement
    gaps = agreement * (1 - expected) - (by_row[:, None] + by_column[None, :]) * (1 - found)
    spread = float((shares * gaps**2).sum()) - (found * expected - 2 * expected + found) ** 2
    error = float(np.sqrt(max(0.0, spread) / total)) / (1 - expected) ** 2
    return with_interval(kappa, error, float(total)) if total > 1 else Estimate(kappa)


def measure_pairs(ratings: Ratings, weights: Floats | None = None) -> list[tuple[str, str, Estimate]]:
    """Cohen's kappa of every two coders."""
    size = len(ratings.categories)
    found = []
    for left, right in combinations(range(len(ratings.coders)), 2):
        table = cross(ratings.codes[:, left], ratings.codes[:, right], size)
        found.append((ratings.coders[left], ratings.coders[right], measure_kappa(table, weights)))
    return found


def mean_of_pairs(pairs: list[tuple[str, str, Estimate]]) -> Estimate:
    """Cohen's kappa of two coders; of more, Light's: the mean over those pairs for which it is defined."""
    if len(pairs) == 1:
        return pairs[0][2]
    values = [one.value for _, _, one in pairs if one.value is not None]
    if not values:
        return Estimate(None, reason=pairs[0][2].reason)
    return Estimate(float(np.mean(values)))


def measure_conger(ratings: Ratings, weights: Floats, found: float) -> Estimate:
    """Conger's kappa: chance by the margins of each coder; of two coders without gaps it is Cohen's."""
    size = len(ratings.categories)
    counts = np.stack([np.bincount(column[column >= 0], minlength=size) for column in ratings.codes.T]).astype(float)
    counts = counts[counts.sum(axis=1) > 0]
    if len(counts) < 2:
        return Estimate(None, reason="no-pairs")
    shares = counts / counts.sum(axis=1, keepdims=True)
    mean = shares.mean(axis=0)
    spread = (shares.T @ shares - len(shares) * np.outer(mean, mean)) / (len(shares) - 1)
    expected = float((weights * (np.outer(mean, mean) - spread / len(shares))).sum())
    if expected >= 1 - 1e-12:
        return Estimate(None, reason="no-variation")
    return Estimate((found - expected) / (1 - expected))
