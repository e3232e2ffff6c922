"""The logarithm of every column that is outlying and positive."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, flag, method, number
from proxeny.assess.moments import is_outlying
from proxeny.assess.treatments import TREATMENTS, Treated


@TREATMENTS.add("log")
@method(skew=number(2.0, 0), kurtosis=number(3.5), plus_one=flag(False))
def treat_log(values: Floats, settings: Settings) -> Treated:
    """The natural logarithm of an outlying column (of x + 1 with ``plus_one``).

    A column that has no logarithm, for it holds zeros or negative values, is left alone and says ``untreatable``:
    a transform that silently does nothing is worse than none.
    """
    if not is_outlying(values, settings.number("skew"), settings.number("kurtosis")):
        return Treated(values)
    moved = values + 1 if settings.flag("plus_one") else values
    if not np.nanmin(moved) > 0:
        return Treated(values, "untreatable")
    return Treated(np.log(moved), "log")
