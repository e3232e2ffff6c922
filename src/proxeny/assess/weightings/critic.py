"""Contrast and conflict: how much a child varies and how little it repeats the others."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Settings, method
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, even, warn


@WEIGHTINGS.add("critic")
@method()
def weigh_critic(brood: Brood, settings: Settings) -> Weighed:
    """``sd_j * sum_k (1 - r_jk)``; a constant child counts for nothing.

    Source: Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22(7), 763-770.
    """
    rows = brood.complete()
    if len(rows) < 3:
        return Weighed(even(brood), (warn("assess-weights-few", brood, count=len(rows)),))
    centred = rows - rows.mean(axis=0)
    spread = rows.std(axis=0, ddof=1)
    scaled = np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0)
    correlations = scaled.T @ scaled / (len(rows) - 1)
    weights = spread * (1 - correlations).sum(axis=0)
    return Weighed(weights if weights.max() > 0 else even(brood))
