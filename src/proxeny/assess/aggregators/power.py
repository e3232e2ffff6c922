"""The general mean, from the worst child (far below zero) over the harmonic, geometric and arithmetic to the best."""

from __future__ import annotations

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS, mean_of
from proxeny.assess.aggregators.geometric import aggregate_geometric
from proxeny.assess.methods import Floats, Settings, method, number


@AGGREGATORS.add("power")
@method(power=number(0.5, -20, 20))
def aggregate_power(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """``(sum w x^p / sum w)^(1/p)``; for p between 0 and 1 zeros cost, but do not kill; 0 is the geometric mean."""
    power = settings.number("power")
    if power == 0:
        return aggregate_geometric.apply(values, weights, settings)
    with np.errstate(divide="ignore", invalid="ignore"):
        raised = np.minimum(np.power(values, power), 1e300)
        made: Floats = np.power(mean_of(raised, weights), 1 / power)
    return np.where((power < 0) & (made < 1e-14), 0.0, made)
