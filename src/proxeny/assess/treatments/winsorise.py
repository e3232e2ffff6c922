"""Pull in the farthest values one after another until the column is no longer outlying."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, integer, method, number, text
from proxeny.assess.moments import is_outlying, skewness
from proxeny.assess.treatments import TREATMENTS, Treated
from proxeny.assess.treatments.log_shift import shift_log


@TREATMENTS.add("winsorise")
@method(
    winmax=integer(5, 0, 1000),
    skew=number(2.0, 0),
    kurtosis=number(3.5),
    otherwise=text("log_shift", "log_shift", "none", "keep"),
)
def treat_winsorise(values: Floats, settings: Settings) -> Treated:
    """Set the largest (or smallest) values to the next one, at most ``winmax`` times, while the column is outlying.

    Where that does not help: ``otherwise: log_shift`` takes the logarithm of the untreated column, ``none`` leaves the
    column untreated, ``keep`` keeps the winsorised values. A rare yes/no, whose column becomes constant when its few
    ones are pulled in, is left untreated. Source: OECD/JRC Handbook (2008); the rule as in COINr (Becker et al. 2022,
    JOSS 7(78), 4567).
    """
    limits = settings.number("skew"), settings.number("kurtosis")
    made, steps = values.copy(), 0
    while steps < settings.integer("winmax") and is_outlying(made, *limits):
        upper = skewness(made[~np.isnan(made)]) >= 0
        extreme = np.nanmax(made) if upper else np.nanmin(made)
        rest = made[(made < extreme) if upper else (made > extreme)]
        if len(np.unique(rest)) < 2:
            return Treated(values, "untreatable", 0)
        made[made == extreme] = rest.max() if upper else rest.min()
        steps += 1
    if not is_outlying(made, *limits):
        return Treated(made, "winsorised" if steps else "", steps)
    if settings.text("otherwise") == "keep":
        return Treated(made, "winsorised", steps)
    if settings.text("otherwise") == "none":
        return Treated(values, "untreatable", 0)
    return Treated(shift_log(values), "log", 0)
