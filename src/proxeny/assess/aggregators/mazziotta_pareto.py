"""Mazziotta-Pareto: the mean less a penalty for being uneven."""

from __future__ import annotations

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS, mean_of
from proxeny.assess.methods import Floats, Settings, integer, method


@AGGREGATORS.add("mazziotta_pareto")
@method(sign=integer(-1, -1, 1))
def aggregate_mazziotta_pareto(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """``M - S^2 / M`` with mean M and standard deviation S over a unit's children; ``sign: 1`` adds for bad phenomena.

    Meant for children of mean 100 and standard deviation 10. Source: Mazziotta and Pareto (2016), Social Indicators
    Research 127(3), 983-1003.
    """
    mean = mean_of(values, weights)
    variance = np.maximum(mean_of(values**2, weights) - mean**2, 0.0)
    penalty: Floats = np.divide(variance, mean, out=np.zeros_like(mean), where=mean != 0)
    made: Floats = mean + settings.integer("sign") * penalty
    return made
