"""Between two fixed values that the recipe states, whoever the units are."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number, text
from proxeny.assess.normalisers import NORMALISERS, rescale
from proxeny.assess.recipe.model import Indicator


def scale_of(values: Floats, scale: str) -> Floats:
    """Values on the scale of an indicator: as they are, their logarithm, or that of one more."""
    if scale == "log":
        return np.log(np.where(values > 0, values, np.nan))
    return np.log1p(np.where(values > -1, values, np.nan)) if scale == "log1p" else values


def goalposts_of(indicator: Indicator) -> tuple[float, float]:
    """The goalposts, worst first; an indicator of which less is better may have them written either way round."""
    low, high = float(indicator.low or 0.0), float(1.0 if indicator.high is None else indicator.high)
    return (high, low) if indicator.direction < 0 and low < high else (low, high)


@NORMALISERS.add("goalposts")
@method(
    low=number(0.0),
    high=number(100.0),
    beyond=text("clip", "clip", "keep"),
    scale=text("own", "own", "linear", "log1p"),
)
def normalise_goalposts(values: Floats, settings: Settings, indicator: Indicator) -> Floats:
    """``(x - worst) / (best - worst)`` onto ``low`` to ``high``; what is beyond a goalpost counts as the goalpost.

    Units that come or go change nobody's score. ``scale`` of the step overrides that of the indicators. Source: UNDP,
    Human Development Report technical notes, dimension indices.
    """
    scale = indicator.scale if settings.text("scale") == "own" else settings.text("scale")
    worst, best = scale_of(np.array(goalposts_of(indicator)), scale)
    made = rescale(
        scale_of(values, scale), (float(worst), float(best)), settings.number("low"), settings.number("high")
    )
    if settings.text("beyond") == "keep":
        return made
    ends = settings.number("low"), settings.number("high")
    clipped: Floats = np.clip(made, min(ends), max(ends))
    return clipped
