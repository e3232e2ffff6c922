"""How much of the way to a target is done."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, flag, method, number
from proxeny.assess.normalisers import NORMALISERS, ends_of, rescale
from proxeny.assess.recipe.model import Indicator


@NORMALISERS.add("target")
@method(low=number(0.0), high=number(100.0), cap=flag(True))
def normalise_target(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """``1 - |target - x| / (target - worst)``: 1 at the target, 0 at the worst unit; better than it counts as it.

    The worst is the indicator's goalpost, or else the worst unit at hand. Source: distance to target as in the
    Environmental Performance Index.
    """
    turned = values * indicator.direction
    aim = float(indicator.target if indicator.target is not None else np.nanmax(values)) * indicator.direction
    worst = ends_of(turned)[0] if indicator.low is None else indicator.low * indicator.direction
    made = rescale(turned, (worst, aim), settings.number("low"), settings.number("high"))
    if not settings.flag("cap"):
        return made
    ends = settings.number("low"), settings.number("high")
    clipped: Floats = np.clip(made, min(ends), max(ends))
    return clipped
