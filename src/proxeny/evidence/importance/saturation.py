"""Saturation: how many of the indicators have been met after reading so many sources, and would another order
differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.evidence.importance.frequency import Floats
from proxeny.evidence.importance.matrix import Mask


@dataclass(frozen=True, slots=True)
class Saturation:
    """Indicators met after 1, 2, ... sources in the order read; mean and 95 % band over random orders."""

    read: Floats
    mean: Floats
    low: Floats
    high: Floats

    @property
    def new_at_end(self) -> float:
        """New indicators a source in the last fifth of the reading brought, on average over random orders."""
        tail = max(1, len(self.mean) // 5)
        return float((self.mean[-1] - self.mean[-tail - 1]) / tail) if len(self.mean) > tail else float(self.mean[-1])


def measure_saturation(named: Mask, *, permutations: int = 1000, seed: int = 1) -> Saturation:
    """The saturation curve with its permutation band."""
    generator = np.random.default_rng(seed)
    curves = np.empty((permutations, len(named)))
    for index in range(permutations):
        curves[index] = _curve(named[generator.permutation(len(named))])
    low, high = np.quantile(curves, [0.025, 0.975], axis=0)
    return Saturation(_curve(named), curves.mean(axis=0), np.asarray(low), np.asarray(high))


def _curve(named: Mask) -> Floats:
    return np.asarray(np.logical_or.accumulate(named, axis=0).sum(axis=1), dtype=np.float64)
