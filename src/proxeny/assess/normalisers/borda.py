"""How many other units are worse."""

from __future__ import annotations

from proxeny.assess.methods import Floats, Settings, method
from proxeny.assess.normalisers import NORMALISERS, rank_up
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("borda")
@method()
def normalise_borda(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """Points from 0 for the worst: the number of units that are worse. Source: de Borda (1781)."""
    return rank_up(values * indicator.direction) - 1
