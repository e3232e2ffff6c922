"""Doubt the ranking: bootstrap over sources (and coders), and one source left out at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from proxeny.evidence.importance.frequency import Floats, Ranks, rank
from proxeny.evidence.importance.matrix import Mask


@dataclass(frozen=True, slots=True)
class Resamples:
    """Frequencies and ranks of each indicator in each resample (replicates by indicators)."""

    frequencies: Floats
    ranks: Ranks

    def rank_interval(self, level: float = 0.95) -> tuple[Ranks, Ranks]:
        """For each indicator, the ranks between which it lies in at least ``level`` of the resamples."""
        tail = (1 - level) / 2
        low, high = np.quantile(self.ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
        return low.astype(np.int64), high.astype(np.int64)

    def frequency_interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """The same for frequencies."""
        tail = (1 - level) / 2
        low, high = np.quantile(self.frequencies, [tail, 1 - tail], axis=0, method="inverted_cdf")
        return np.asarray(low), np.asarray(high)

    def among(self, first: int) -> Floats:
        """The share of resamples in which each indicator is among the ``first`` ranks."""
        return np.asarray((self.ranks <= first).mean(axis=0))


def resample(named: Sequence[Mask], *, replicates: int, seed: int) -> Resamples:
    """Draw sources with replacement; with several coders' masks each drawn source is read by a coder drawn with it.

    ``named``: one mask (sources by indicators) per coder, of the same shape. The same ``seed`` gives the same bytes.
    """
    stacked = np.concatenate([one.astype(np.float64) for one in named])
    count = len(named[0])
    generator = np.random.default_rng(seed)
    share = np.full(len(stacked), 1 / len(stacked))
    weights = generator.multinomial(count, share, size=replicates).astype(np.float64)
    frequencies = weights @ stacked
    ranks = np.concatenate([rank(block) for block in np.array_split(frequencies, max(1, replicates // 500))])
    return Resamples(frequencies, ranks)


def leave_one_out(named: Mask) -> Ranks:
    """Ranks without each source in turn: sources by indicators."""
    whole = named.sum(axis=0).astype(np.float64)
    return rank(whole[None, :] - named.astype(np.float64))
