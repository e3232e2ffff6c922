"""Krippendorff's alpha for nominal, ordinal, interval and ratio data, any number of coders, values missing or not.

    alpha = 1 - Do / De,  Do = sum_ck o_ck d_ck,  De = sum_ck n_c n_k d_ck / (n - 1)

with o the coincidences of values within units, n their marginals and d the squared difference of the metric.
Source: Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability; the same (2019), Content Analysis, ch. 12.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.evidence.agreement.patterns import Patterns
from proxeny.evidence.agreement.ratings import Floats, Metric

_FEW = 64  # categories up to which all pairs of them are held


@dataclass(frozen=True, slots=True)
class Observed:
    """What of each pattern alpha needs, so that alpha of any weighting of the patterns is a few products."""

    counts: Floats  # patterns by categories
    within: Floats  # patterns: disagreement inside one unit of the pattern (unless the metric is ordinal)
    pairs: Floats  # patterns by pairs of categories: coincidences (ordinal alone), flattened
    distance: Floats  # categories by categories: squared difference (unless ordinal)
    metric: Metric


def prepare(patterns: Patterns, numbers: Floats, metric: Metric) -> Observed:
    """Make ready; ``patterns`` of at least two ratings each, ``numbers`` the value of each category."""
    counts = patterns.counts()
    less = (patterns.rated - 1).astype(np.float64)
    nothing = np.zeros((0, 0))
    if metric == "ordinal":
        both = counts[:, :, None] * counts[:, None, :]
        both[:, range(patterns.size), range(patterns.size)] -= counts
        pairs = both.reshape(len(counts), -1) / less[:, None]
        return Observed(counts, nothing, pairs, nothing, metric)
    distance = measure_distance(numbers, metric)
    within = np.einsum("pc,pc->p", counts @ distance, counts) / less
    return Observed(counts, within, nothing, distance, metric)


def measure_distance(numbers: Floats, metric: Metric) -> Floats:
    """The squared difference of every two values, by the metric (nominal: 0 or 1)."""
    left, right = numbers[:, None], numbers[None, :]
    if metric == "interval":
        return np.asarray((left - right) ** 2)
    if metric == "ratio":
        total = left + right
        return np.asarray(np.divide(left - right, total, out=np.zeros(total.shape), where=total != 0) ** 2)
    return np.asarray(left != right, dtype=np.float64)


def measure_alpha(observed: Observed, weights: Floats) -> Floats:
    """Alpha of each row of ``weights`` (replicates by patterns); NaN where the values do not vary."""
    margins = weights @ observed.counts
    total = margins.sum(axis=1)
    if observed.metric == "ordinal":
        found, expected = _ordinal(observed, weights, margins)
    else:
        found = weights @ observed.within
        expected = np.einsum("rc,rc->r", margins @ observed.distance, margins)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(expected > 0, 1 - (total - 1) * found / expected, np.nan))


def _ordinal(observed: Observed, weights: Floats, margins: Floats) -> tuple[Floats, Floats]:
    """Ordinal differences are squared differences of mid-ranks, and those depend on the margins of the replicate."""
    ranks = np.cumsum(margins, axis=1) - margins / 2
    gaps = (ranks[:, :, None] - ranks[:, None, :]) ** 2
    size = margins.shape[1]
    coincidences = (weights @ observed.pairs).reshape(-1, size, size)
    found = (coincidences * gaps).sum(axis=(1, 2))
    expected = np.einsum("rc,rck,rk->r", margins, gaps, margins)
    return found, expected
