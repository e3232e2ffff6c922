"""The logarithm of a column moved to begin just above zero."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number
from proxeny.assess.moments import is_outlying
from proxeny.assess.treatments import TREATMENTS, Treated


def shift_log(values: Floats) -> Floats:
    """``log(x - min + 0.01 (max - min))``; a constant column, which has no logarithm of that kind, stays as it is."""
    low, high = np.nanmin(values), np.nanmax(values)
    if not high > low:
        return values
    logs: Floats = np.log(values - low + 0.01 * (high - low))
    return logs


@TREATMENTS.add("log_shift")
@method(skew=number(2.0, 0), kurtosis=number(3.5))
def treat_log_shift(values: Floats, settings: Settings) -> Treated:
    """Take the shifted logarithm of an outlying column; zeros and negative values are no trouble.

    The shift depends on the column's range, so the transform always does something. Source: COINr's ``log_CT``.
    """
    if not is_outlying(values, settings.number("skew"), settings.number("kurtosis")):
        return Treated(values)
    return Treated(shift_log(values), "log")
