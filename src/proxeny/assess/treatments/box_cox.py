"""The Box-Cox power transform that makes a column most nearly normal."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number
from proxeny.assess.moments import is_outlying
from proxeny.assess.treatments import TREATMENTS, Treated


@TREATMENTS.add("box_cox")
@method(skew=number(2.0, 0), kurtosis=number(3.5))
def treat_box_cox(values: Floats, settings: Settings) -> Treated:
    """``(x^a - 1) / a`` of an outlying column, moved to be positive, with the exponent of greatest likelihood.

    Source: Box and Cox (1964), JRSS B 26(2), 211-252. The shift is that of ``log_shift``.
    """
    from scipy.stats import boxcox

    low, high = np.nanmin(values), np.nanmax(values)
    if not high > low or not is_outlying(values, settings.number("skew"), settings.number("kurtosis")):
        return Treated(values)
    made, present = values.copy(), ~np.isnan(values)
    made[present], _ = boxcox(values[present] - low + 0.01 * (high - low))
    return Treated(made, "box_cox")
