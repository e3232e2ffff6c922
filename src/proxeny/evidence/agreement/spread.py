"""Alpha where values are many (measurements): moments instead of pairs of categories, so that memory stays small."""

from __future__ import annotations

import numpy as np

from proxeny.evidence.agreement.alpha import measure_distance
from proxeny.evidence.agreement.patterns import Patterns
from proxeny.evidence.agreement.ratings import Floats, Metric


def measure_spread_alpha(patterns: Patterns, numbers: Floats, metric: Metric, weights: Floats) -> Floats:
    """Alpha of each row of ``weights``, by the same formula as `proxeny.evidence.agreement.alpha`."""
    return np.array([_one(patterns, numbers, metric, row) for row in weights])


def _one(patterns: Patterns, numbers: Floats, metric: Metric, weights: Floats) -> float:
    there = patterns.chosen >= 0
    codes = np.where(there, patterns.chosen, 0)
    held = np.repeat(weights, patterns.chosen.shape[1])[there.ravel()]
    margins = np.bincount(codes.ravel()[there.ravel()], weights=held, minlength=patterns.size)
    total = margins.sum()
    values = numbers
    if metric == "ordinal":
        values = np.cumsum(margins) - margins / 2
    if metric in ("ordinal", "interval"):
        found = _moments(np.where(there, values[codes], 0.0), patterns.rated, weights)
        expected = 2 * (total * (margins @ values**2) - (margins @ values) ** 2)
    else:
        found = _pairs(patterns, numbers, metric, weights)
        expected = margins @ measure_distance(numbers, metric) @ margins
    return float(1 - (total - 1) * found / expected) if expected > 0 else float("nan")


def _moments(values: Floats, rated: np.ndarray, weights: Floats) -> float:
    """Sum over units of the squared differences of their values: 2 (m sum x^2 - (sum x)^2) / (m - 1)."""
    inside = 2 * (rated * (values**2).sum(axis=1) - values.sum(axis=1) ** 2) / (rated - 1)
    return float(weights @ inside)


def _pairs(patterns: Patterns, numbers: Floats, metric: Metric, weights: Floats) -> float:
    total = np.zeros(len(weights))
    width = patterns.chosen.shape[1]
    for left in range(width):
        for right in range(left + 1, width):
            a, b = patterns.chosen[:, left], patterns.chosen[:, right]
            both = (a >= 0) & (b >= 0)
            x, y = numbers[a], numbers[b]
            if metric == "ratio":
                gap = np.divide(x - y, x + y, out=np.zeros(len(x)), where=(x + y) != 0) ** 2
            else:
                gap = (a != b).astype(np.float64)
            total += np.where(both, 2 * gap, 0.0)
    return float(weights @ (total / (patterns.rated - 1)))
