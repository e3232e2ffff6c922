"""How unevenly a child is spread over the units."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Settings, method
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, even, warn


@WEIGHTINGS.add("entropy")
@method()
def weigh_entropy(brood: Brood, settings: Settings) -> Weighed:
    """``1 - H`` with H the entropy of the units' shares: a child that is the same everywhere counts for nothing.

    Values below zero are moved up to begin there. Source: Zeleny (1982), Multiple Criteria Decision Making, chapter 7.
    """
    rows = brood.complete()
    if len(rows) < 2:
        return Weighed(even(brood), (warn("assess-weights-few", brood, count=len(rows)),))
    moved = rows - np.minimum(rows.min(axis=0), 0.0)
    total = moved.sum(axis=0)
    shares = np.divide(moved, total, out=np.full_like(moved, 1 / len(rows)), where=total > 0)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    weights = 1 + (shares * logs).sum(axis=0) / np.log(len(rows))
    return Weighed(np.where(weights < 1e-12, 0.0, weights) if weights.max() > 1e-12 else even(brood))
