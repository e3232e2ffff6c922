"""Leave the values on their own scale."""

from __future__ import annotations

from proxeny.assess.methods import Floats, Settings, method
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("none")
@method()
def normalise_none(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """The values, turned so that more is better; for tables that are normalised already."""
    return values * indicator.direction
