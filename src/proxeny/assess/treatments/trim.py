"""Pull in what lies beyond two quantiles."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number
from proxeny.assess.treatments import TREATMENTS, Treated


@TREATMENTS.add("trim")
@method(share=number(0.025, 0, 0.49))
def treat_trim(values: Floats, settings: Settings) -> Treated:
    """Set values below the quantile ``share`` and above ``1 - share`` to those quantiles.

    Source: OECD/JRC Handbook (2008), winsorisation at the 2.5 and 97.5 percentiles.
    """
    present = values[~np.isnan(values)]
    if len(present) < 2:
        return Treated(values)
    low, high = np.quantile(present, [settings.number("share"), 1 - settings.number("share")])
    made = np.clip(values, low, high)
    return Treated(made, "trimmed", int((made[~np.isnan(made)] != present).sum()))
