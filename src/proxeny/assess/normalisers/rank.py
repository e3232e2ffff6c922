"""The place in the order of the units at hand."""

from __future__ import annotations

from proxeny.assess.methods import Floats, Settings, method
from proxeny.assess.normalisers import NORMALISERS, rank_up
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("rank")
@method()
def normalise_rank(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """Ranks from 1 for the worst; equal values share the lowest of their ranks."""
    return rank_up(values * indicator.direction)
