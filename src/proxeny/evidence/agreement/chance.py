"""Coefficients of the form (pa - pe) / (1 - pe), with missing ratings and weights, and their standard errors.

Gwet AC1 and AC2, Fleiss, Brennan-Prediger and percent agreement differ only in ``pe``. Standard errors are Gwet's
linearisation over units; the interval is Student's t with n - 1 degrees, cut at 1.
Source: Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th ed., chs 2-5; Fleiss (1971); Brennan and Prediger
(1981).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from proxeny.evidence.agreement.patterns import Patterns
from proxeny.evidence.agreement.ratings import Floats, Metric


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its standard error and 95 % interval; None where not defined, and ``reason`` says why."""

    value: float | None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Agreement by chance: in all, and from the view of each pattern."""

    whole: float
    each: Floats


@dataclass(frozen=True, slots=True)
class Table:
    """Rated patterns: counts by category, weighted counts, ratings a unit, and the mean share of each category."""

    counts: Floats
    agreeing: Floats
    rated: Floats
    share: Floats
    units: Floats
    weights: Floats  # of agreement, categories by categories


def build_table(patterns: Patterns, agreement: Floats) -> Table:
    """What all coefficients need; patterns that nobody rated are left out."""
    kept = patterns.keep(patterns.rated > 0)
    counts, rated = kept.counts(), kept.rated.astype(np.float64)
    share = (kept.weights[:, None] * counts / rated[:, None]).sum(axis=0) / kept.weights.sum()
    return Table(counts, counts @ agreement.T, rated, share, kept.weights, agreement)


def measure_weights(numbers: Floats, metric: Metric) -> Floats:
    """How far two categories agree, 1 the same: identity, Gwet's ordinal, quadratic (interval) or ratio weights."""
    size = len(numbers)
    if metric == "nominal" or size < 2:
        return np.eye(size)
    if metric == "ordinal":
        apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) + 1.0
        gaps = apart * (apart - 1) / 2
    elif metric == "interval":
        gaps = np.subtract.outer(numbers, numbers) ** 2
    else:
        total = np.add.outer(numbers, numbers)
        gaps = np.divide(np.subtract.outer(numbers, numbers), total, out=np.zeros((size, size)), where=total != 0) ** 2
    return np.asarray(1 - gaps / gaps.max())


def by_gwet(table: Table) -> Expected:
    """AC1 and AC2: sum of weights times sum of p(1 - p), over q(q - 1)."""
    size = len(table.share)
    scale = table.weights.sum() / (size * (size - 1))
    each = scale * (table.counts @ (1 - table.share)) / table.rated
    return Expected(float(scale * (table.share * (1 - table.share)).sum()), each)


def by_fleiss(table: Table) -> Expected:
    """Fleiss: two ratings drawn from all ratings alike."""
    middle = (table.weights @ table.share + table.weights.T @ table.share) / 2
    return Expected(float(table.share @ table.weights @ table.share), (table.counts @ middle) / table.rated)


def by_uniform(table: Table) -> Expected:
    """Brennan-Prediger: every category equally likely."""
    whole = float(table.weights.sum() / len(table.share) ** 2)
    return Expected(whole, np.full(len(table.rated), whole))


def by_nothing(table: Table) -> Expected:
    """Percent agreement: nothing is put down to chance."""
    return Expected(0.0, np.zeros(len(table.rated)))


def observe(table: Table) -> tuple[float, Floats]:
    """Agreement of the pairs of ratings within units: the mean, and that of each pattern (0 where there is no pair)."""
    pairs = table.rated * (table.rated - 1)
    inside = (table.counts * (table.agreeing - 1)).sum(axis=1)
    each = np.divide(inside, pairs, out=np.zeros(len(pairs)), where=pairs > 0)
    paired = table.units[pairs > 0].sum()
    return float((table.units * each).sum() / paired), each


def estimate(table: Table, expecting: Callable[[Table], Expected]) -> Estimate:
    """The coefficient with its standard error and interval."""
    if not (table.rated > 1).any():
        return Estimate(None, reason="no-pairs")
    if len(table.share) < 2 and expecting is not by_nothing:
        return Estimate(None, reason="no-variation")
    found, each = observe(table)
    expected = expecting(table)
    if expected.whole >= 1:
        return Estimate(None, reason="no-variation")
    value = (found - expected.whole) / (1 - expected.whole)
    units = table.units.sum()
    if units < 2:
        return Estimate(value)
    paired = table.units[table.rated > 1].sum()
    own = (units / paired) * (each - expected.whole * (table.rated > 1)) / (1 - expected.whole)
    if expecting is not by_nothing:
        own = own - 2 * (1 - value) * (expected.each - expected.whole) / (1 - expected.whole)
    variance = (table.units * (own - value) ** 2).sum() / (units * (units - 1))
    return with_interval(value, float(np.sqrt(variance)), float(units))


def with_interval(value: float, error: float, units: float) -> Estimate:
    """The 95 % interval by Student's t with ``units`` - 1 degrees of freedom, cut at -1 and 1."""
    from scipy.special import stdtrit

    reach = float(stdtrit(units - 1, 0.975)) * error
    return Estimate(value, error, max(-1.0, value - reach), min(1.0, value + reach))
