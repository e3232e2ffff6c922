"""Ranks of scores: 1 is the best, equals share the best of their places, no score no rank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.methods import Floats

TIE = 1e-12  # relative to the scores: what is nearer differs by rounding alone


def rank_down(scores: Floats) -> NDArray[np.int64]:
    """Ranks from 1 for the highest score; 0 where there is none. Scores within a trillionth are equal.

    >>> rank_down(np.array([0.3, 0.1 + 0.2, np.nan, 5.0])).tolist()
    [2, 2, 0, 1]
    """
    ranks = np.zeros(len(scores), dtype=np.int64)
    present = np.flatnonzero(~np.isnan(scores))
    order = present[np.argsort(-scores[present], kind="stable")]
    ordered = scores[order]
    apart = np.empty(len(order), dtype=bool)
    apart[:1] = True
    scale = np.maximum(np.abs(ordered[:-1]), np.abs(ordered[1:]))
    apart[1:] = ordered[:-1] - ordered[1:] > TIE * np.maximum(scale, 1e-300)
    ranks[order] = np.maximum.accumulate(np.where(apart, np.arange(1, len(order) + 1), 0))
    return ranks
