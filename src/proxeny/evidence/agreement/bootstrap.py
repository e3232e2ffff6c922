"""Bootstrap of alpha over units: how often each pattern is drawn, many replicates at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from proxeny.evidence.agreement.alpha import measure_alpha, prepare
from proxeny.evidence.agreement.patterns import Patterns
from proxeny.evidence.agreement.ratings import Floats, Metric
from proxeny.evidence.agreement.spread import measure_spread_alpha

_CELLS = 4_000_000  # numbers held at once
_DENSE = 20_000_000


def alpha_of(patterns: Patterns, numbers: Floats, metric: Metric) -> float:
    """Alpha of the patterns as they are; NaN where the values do not vary."""
    return float(_alphas(patterns, numbers, metric, [patterns.weights[None, :]])[0])


def bootstrap_alpha(patterns: Patterns, numbers: Floats, metric: Metric, *, replicates: int, seed: int) -> Floats:
    """Alpha of ``replicates`` samples of units drawn with replacement; the same ``seed`` gives the same bytes."""
    return _alphas(patterns, numbers, metric, _draws(patterns.weights, replicates, seed))


def _alphas(patterns: Patterns, numbers: Floats, metric: Metric, blocks: Iterator[Floats] | list[Floats]) -> Floats:
    count, size = len(patterns.chosen), patterns.size
    pairs = size * size if metric == "ordinal" else size
    if count * pairs <= _DENSE and size <= 2_000:
        observed = prepare(patterns, numbers, metric)
        return np.concatenate([measure_alpha(observed, block) for block in blocks])
    return np.concatenate([measure_spread_alpha(patterns, numbers, metric, block) for block in blocks])


def _draws(weights: Floats, replicates: int, seed: int) -> Iterator[Floats]:
    """Blocks of replicates by patterns: multinomial counts, or direct draws where patterns are many."""
    generator = np.random.default_rng(seed)
    units = round(float(weights.sum()))
    rows = max(1, _CELLS // max(1, len(weights)))
    for start in range(0, replicates, rows):
        height = min(rows, replicates - start)
        if len(weights) * 4 < units or units > 10_000_000:
            yield generator.multinomial(units, weights / weights.sum(), size=height).astype(np.float64)
        else:
            which = np.repeat(np.arange(len(weights)), weights.astype(np.int64))
            drawn = generator.integers(0, units, size=(height, units))
            yield np.stack([np.bincount(which[row], minlength=len(weights)) for row in drawn]).astype(np.float64)
