"""Points by category: steps of a staircase."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, integer, method, number
from proxeny.assess.normalisers import NORMALISERS, ends_of, rank_up, rescale
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("categorical")
@method(classes=integer(5, 2, 100), low=number(0.0), high=number(100.0))
def normalise_categorical(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """Equal parts of the order of units get equal steps of points; categories of an ordinal keep their own order.

    Source: OECD/JRC Handbook (2008), categorical scales by percentiles.
    """
    turned = values * indicator.direction
    ends = settings.number("low"), settings.number("high")
    if indicator.categories:
        points = np.array(sorted(indicator.categories.values())) * indicator.direction
        return rescale(turned, ends_of(points), *ends)
    count = int((~np.isnan(turned)).sum())
    share = (rank_up(turned) - 1) / max(count, 1)
    steps = np.minimum(np.floor(share * settings.integer("classes")), settings.integer("classes") - 1)
    return rescale(steps, (0.0, settings.integer("classes") - 1.0), *ends)
