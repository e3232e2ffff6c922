"""Normalisers, one file each: they bring the column of one indicator to a common scale on which more is better."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from proxeny.assess.methods import Floats, Method, Settings
from proxeny.assess.recipe.model import Indicator
from proxeny.registry import Registry

Normaliser = Callable[[Floats, Settings, Indicator], Floats]
NORMALISERS: Registry[Method[Normaliser]] = Registry("normaliser", "proxeny.assess.normalisers")
"""By name; outside packages add theirs by the entry point ``proxeny.normaliser``."""


def rescale(values: Floats, ends: tuple[float, float], low: float, high: float) -> Floats:
    """Map ``ends`` to ``low`` and ``high``; where the ends are one, everything is in the middle, never NaN.

    >>> rescale(np.array([1.0, 2.0, 3.0]), (1.0, 3.0), 0.0, 100.0).tolist()
    [0.0, 50.0, 100.0]
    >>> rescale(np.array([7.0, 7.0]), (7.0, 7.0), 0.0, 100.0).tolist()
    [50.0, 50.0]
    """
    worst, best = ends
    if worst == best:
        return np.where(np.isnan(values), np.nan, (low + high) / 2)
    return (values - worst) / (best - worst) * (high - low) + low


def ends_of(values: Floats) -> tuple[float, float]:
    """The smallest and the largest value that is there; zeros where none is."""
    present = values[~np.isnan(values)]
    return (float(present.min()), float(present.max())) if len(present) else (0.0, 0.0)


def rank_up(values: Floats) -> Floats:
    """Ranks from 1 for the smallest; equal values share the lowest of their ranks, missing ones have none.

    >>> rank_up(np.array([5.0, 3.0, 5.0, np.nan, 9.0])).tolist()
    [2.0, 1.0, 2.0, nan, 4.0]
    """
    present = np.sort(values[~np.isnan(values)])
    ranks = np.searchsorted(present, values, side="left") + 1.0
    return np.where(np.isnan(values), np.nan, ranks)
