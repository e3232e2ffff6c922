"""The distance to the best of the units at hand."""

from __future__ import annotations

from proxeny.assess.methods import Floats, Settings, method
from proxeny.assess.normalisers import NORMALISERS, ends_of
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("distance_to_best")
@method()
def normalise_distance_to_best(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """``1 - (max - x) / range``; a constant is 1: nobody is behind."""
    turned = values * indicator.direction
    low, high = ends_of(turned)
    return turned * 0 + 1 if low == high else 1 - (high - turned) / (high - low)
