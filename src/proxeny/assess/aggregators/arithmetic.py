"""The arithmetic mean: a gain in one child makes up for the same loss in another."""

from __future__ import annotations

from proxeny.assess.aggregators import AGGREGATORS, mean_of
from proxeny.assess.methods import Floats, Settings, method


@AGGREGATORS.add("arithmetic")
@method()
def aggregate_arithmetic(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """``sum w x / sum w``: fully compensatory."""
    return mean_of(values, weights)
