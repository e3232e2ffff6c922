"""What draws say of ranks: intervals, who beats whom, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.methods import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """The ranks and scores of every unit over all draws.

    ``low``, ``median``, ``high``: quantiles of the rank, 0 for a unit without a score. ``score_low``, ``score_high``:
    of the score. ``wins``: units x units, the share of draws in which the one of the row ranks before the other.
    ``counts``: units x ranks, in how many draws the unit has the rank; the last column: without a score.
    """

    draws: int
    low: NDArray[np.int64]
    median: NDArray[np.int64]
    high: NDArray[np.int64]
    mean: Floats
    score_low: Floats
    score_high: Floats
    wins: Floats
    counts: NDArray[np.int32]

    @property
    def width(self) -> NDArray[np.int64]:
        """How many places wide the interval of every unit is, less one."""
        return self.high - self.low


def measure_spread(scores: Floats, interval: float) -> Spread:
    """Ranks, intervals and win shares from draws x units of scores.

    ``interval``: the share of draws between ``low`` and ``high`` (0.9: from the 5th to the 95th percentile, which are
    ranks that occurred). Ties win for neither.
    """
    from proxeny.assess.kernel.ranking import count_ranks, count_wins, rank_draws

    draws, units = scores.shape
    ranks = np.empty(scores.shape, dtype=np.int16)
    rank_draws(np.ascontiguousarray(scores), ranks)
    counts = count_ranks(ranks)
    ranked = counts[:, :units]
    total = ranked.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = ranked @ np.arange(1.0, units + 1) / total
    tails = (1 - interval) / 2
    ends = [_quantile(ranked, total, share) for share in (tails, 0.5, 1 - tails)]
    scored = quantiles(scores, (tails, 1 - tails))
    return Spread(draws, ends[0], ends[1], ends[2], mean, scored[0], scored[1], count_wins(ranks) / draws, counts)


def _quantile(ranked: NDArray[np.int32], total: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    """The smallest rank up to which at least ``share`` of the draws fall; 0 where there is none."""
    running = np.cumsum(ranked, axis=1)
    wanted = np.ceil(np.maximum(share * total, 1) - 1e-9)
    found = np.argmax(running >= wanted[:, None], axis=1) + 1
    return np.where(total > 0, found, 0).astype(np.int64)


def quantiles(scores: Floats, shares: tuple[float, ...]) -> Floats:
    """Quantiles of every column, in blocks of columns so that no second copy of all draws is made; NaN is left out."""
    made = np.full((len(shares), scores.shape[1]), np.nan)
    for first in range(0, scores.shape[1], 64):
        block = np.sort(scores[:, first : first + 64], axis=0)
        counts = (~np.isnan(block)).sum(axis=0)
        for number, share in enumerate(shares):
            places = np.clip(np.round(share * (counts - 1)), 0, None).astype(np.int64)
            made[number, first : first + 64] = block[places, np.arange(block.shape[1])]
    return made
