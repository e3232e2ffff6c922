"""The geometric mean: being bad at one thing costs more than being good at another brings."""

from __future__ import annotations

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS, mean_of
from proxeny.assess.methods import Floats, Settings, method


@AGGREGATORS.add("geometric")
@method()
def aggregate_geometric(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """``exp(sum w log x / sum w)``. One zero makes the whole zero; negative values have no geometric mean.

    Normalise to a scale that begins above zero (1 to 100) where zero does not mean that all is lost; the run refuses
    negative values and warns of zeros.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(values)
    floor = np.where(np.isneginf(logs), -1e300, logs)
    made: Floats = np.exp(mean_of(floor, weights))
    return made
