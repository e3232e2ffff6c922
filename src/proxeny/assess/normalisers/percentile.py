"""The share of other units that are worse."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method
from proxeny.assess.normalisers import NORMALISERS, rank_up
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("percentile")
@method()
def normalise_percentile(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """``(rank - 1) / (n - 1)`` from 0 to 1; a lone value is in the middle."""
    ranks = rank_up(values * indicator.direction)
    others = int((~np.isnan(values)).sum()) - 1
    return np.where(np.isnan(ranks), np.nan, 0.5) if others < 1 else (ranks - 1) / others
