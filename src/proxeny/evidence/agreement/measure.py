"""All coefficients of one set of ratings, with their uncertainty, and the units that lower them most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.evidence.agreement.bootstrap import alpha_of, bootstrap_alpha
from proxeny.evidence.agreement.chance import (
    Estimate,
    build_table,
    by_fleiss,
    by_gwet,
    by_nothing,
    by_uniform,
    estimate,
    measure_weights,
)
from proxeny.evidence.agreement.pairs import mean_of_pairs, measure_conger, measure_pairs
from proxeny.evidence.agreement.patterns import Patterns, collapse
from proxeny.evidence.agreement.ratings import Floats, Metric, Ratings


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was found: sizes, settings, and each coefficient. ``weighted`` holds those with the metric's weights."""

    metric: Metric
    units: int
    pairable: int
    coders: tuple[str, ...]
    categories: tuple[str, ...]
    replicates: int
    seed: int
    alpha: Estimate
    percent: Estimate
    percent_all: float | None
    ac1: Estimate
    ac2: Estimate
    fleiss: Estimate
    bp: Estimate
    cohen: Estimate
    conger: Estimate
    pairs: tuple[tuple[str, str, Estimate], ...]


def measure_agreement(ratings: Ratings, metric: Metric = "nominal", *, replicates: int = 0, seed: int = 1) -> Agreement:
    """Measure all coefficients. ``replicates`` > 0 gives alpha its interval by bootstrap over units.

    Nothing is NaN: a coefficient that is not defined has ``reason`` ``no-variation`` (one category only) or
    ``no-pairs``
    (no unit with two ratings). AC2 is AC1 with the weights of the metric.
    """
    size = len(ratings.categories)
    numbers = ratings.numbers if ratings.numbers is not None else np.arange(size, dtype=np.float64)
    patterns = collapse(ratings.codes, size)
    paired = patterns.keep(patterns.rated > 1)
    plain = build_table(patterns, np.eye(size))
    weighted = build_table(patterns, measure_weights(numbers, metric))
    percent = estimate(plain, by_nothing)
    pairs = measure_pairs(ratings)
    return Agreement(
        metric=metric,
        units=len(ratings.codes),
        pairable=int(paired.weights.sum()),
        coders=ratings.coders,
        categories=ratings.categories,
        replicates=replicates,
        seed=seed,
        alpha=estimate_alpha(paired, numbers, metric, replicates=replicates, seed=seed),
        percent=percent,
        percent_all=_percent_all(paired, len(ratings.coders)),
        ac1=estimate(plain, by_gwet),
        ac2=estimate(weighted, by_gwet),
        fleiss=estimate(plain, by_fleiss),
        bp=estimate(plain, by_uniform),
        cohen=mean_of_pairs(pairs),
        conger=measure_conger(ratings, np.eye(size), percent.value or 0.0) if percent.value is not None else percent,
        pairs=tuple(pairs),
    )


def estimate_alpha(
    paired: Patterns, numbers: Floats, metric: Metric, *, replicates: int = 0, seed: int = 1
) -> Estimate:
    """Krippendorff's alpha with its 95 % bootstrap interval; replicates without variation are left out of it."""
    if not len(paired.chosen):
        return Estimate(None, reason="no-pairs")
    value = alpha_of(paired, numbers, metric)
    if np.isnan(value):
        return Estimate(None, reason="no-variation")
    if replicates < 1:
        return Estimate(value)
    drawn = bootstrap_alpha(paired, numbers, metric, replicates=replicates, seed=seed)
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return Estimate(value)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(value, float(drawn.std(ddof=1)) if len(drawn) > 1 else None, float(low), float(high))


def _percent_all(paired: Patterns, coders: int) -> float | None:
    """Share of the units that all coders rated in which all of them chose the same."""
    full = paired.rated == coders
    if not full.any():
        return None
    same = (paired.chosen == paired.chosen[:, :1]).all(axis=1)
    return float(paired.weights[full & same].sum() / paired.weights[full].sum())


def worst_units(ratings: Ratings, limit: int = 20) -> list[tuple[int, float]]:
    """The units that lower agreement most: (index, share of their pairs of ratings that differ), worst first."""
    codes = ratings.codes
    rated = (codes >= 0).sum(axis=1)
    size = len(ratings.categories)
    same = np.zeros(len(codes))
    for category in range(size):
        chosen = (codes == category).sum(axis=1)
        same += chosen * (chosen - 1)
    pairs = rated * (rated - 1)
    differing = 1 - np.divide(same, pairs, out=np.ones(len(codes)), where=pairs > 0)
    order = np.lexsort((np.arange(len(codes)), -rated, -differing))
    return [(int(index), float(differing[index])) for index in order[:limit] if differing[index] > 0]
