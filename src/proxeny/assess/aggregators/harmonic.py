"""The harmonic mean: still harder on what is uneven than the geometric."""

from __future__ import annotations

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS, mean_of
from proxeny.assess.methods import Floats, Settings, method


@AGGREGATORS.add("harmonic")
@method()
def aggregate_harmonic(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """``sum w / sum (w / x)``; one zero makes the whole zero, negative values are refused by the run."""
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = 1.0 / values
        made: Floats = 1.0 / mean_of(np.where(np.isposinf(inverse), 1e300, inverse), weights)
    return np.where(made < 1e-200, 0.0, made)
