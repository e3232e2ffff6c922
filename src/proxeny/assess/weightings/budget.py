"""Budget allocation: experts share out points."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Settings, method, text
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, even, warn


@WEIGHTINGS.add("budget")
@method(budgets=text(""))
def weigh_budget(brood: Brood, settings: Settings) -> Weighed:
    """The mean share that experts give: ``A=30 B=70; A=50 B=50`` are two of them.

    An expert who gives nothing to any of these children is not counted here. Source: OECD/JRC Handbook (2008).
    """
    shares = []
    for expert in settings.text("budgets").split(";"):
        points = dict(one.split("=", 1) for one in expert.split() if "=" in one)
        own = np.array([float(points.get(name, 0)) for name in brood.ids])
        if own.sum() > 0:
            shares.append(own / own.sum())
    if not shares:
        return Weighed(even(brood), (warn("assess-weights-nobody", brood),))
    return Weighed(np.mean(shares, axis=0))
