"""Standard deviations from the mean of the units at hand."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("zscore")
@method(mean=number(0.0), sd=number(1.0, 0))
def normalise_zscore(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """``(x - mean) / sd`` with the sample's standard deviation, moved to ``mean`` and ``sd``; constants: ``mean``."""
    turned = values * indicator.direction
    present = turned[~np.isnan(turned)]
    spread = float(present.std(ddof=1)) if len(present) > 1 else 0.0
    centred = turned - (present.mean() if len(present) else 0.0)
    if spread <= 1e-14 * float(np.abs(present).max(initial=0.0)):
        return np.where(np.isnan(values), np.nan, settings.number("mean"))
    return centred / spread * settings.number("sd") + settings.number("mean")
