"""Between the smallest and the largest of the units at hand."""

from __future__ import annotations

from proxeny.assess.methods import Floats, Settings, method, number
from proxeny.assess.normalisers import NORMALISERS, ends_of, rescale
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("minmax")
@method(low=number(0.0), high=number(100.0))
def normalise_minmax(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """``(x - min) / (max - min)`` onto ``low`` to ``high``.

    Not for following units over time or for adding and removing some: the ends move, and with them the order of units
    that did not change. Use goalposts then. Source: OECD/JRC Handbook (2008).
    """
    turned = values * indicator.direction
    return rescale(turned, ends_of(turned), settings.number("low"), settings.number("high"))
