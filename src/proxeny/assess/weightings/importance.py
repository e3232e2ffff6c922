"""Weights under which each child is as important as wanted, not merely as heavily weighted."""

from __future__ import annotations

from typing import Any

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, even, warn


def importance(values: Floats, weights: Floats) -> Floats:
    """The correlations of columns with their weighted mean, as shares of their sum."""
    whole = values @ weights
    centred, moved = values - values.mean(axis=0), whole - whole.mean()
    sizes = np.sqrt((centred**2).sum(axis=0) * (moved**2).sum())
    found = np.divide(centred.T @ moved, sizes, out=np.zeros(values.shape[1]), where=sizes > 0)
    shares: Floats = found / (found.sum() or 1.0)
    return shares


@WEIGHTINGS.add("importance")
@method(tolerance=number(0.01, 0, 1))
def weigh_importance(brood: Brood, settings: Settings) -> Weighed:
    """Non-negative weights whose children's correlations with the parent come nearest to the given weights' shares.

    Where no weights reach the target within ``tolerance``, a warning says how far off they end: reaching it is often
    impossible. Source: Becker, Saisana, Paruolo and Vandecasteele (2017), Ecological Indicators 80, 12-22.
    """
    from scipy.optimize import minimize

    rows = brood.complete()
    if len(rows) < 3 or len(brood.ids) < 2:
        return Weighed(even(brood), (warn("assess-weights-few", brood, count=len(rows)),))
    target = brood.given / brood.given.sum()

    def miss(weights: Any) -> float:
        return float(((importance(rows, weights) - target) ** 2).sum())

    starts: list[Any] = [target, even(brood) / len(brood.ids), *np.random.default_rng(0).dirichlet(even(brood), 6)]
    sums_to_one: Any = {"type": "eq", "fun": lambda weights: weights.sum() - 1}
    tries = [
        minimize(miss, start, method="SLSQP", bounds=[(0.0, 1.0)] * len(start), constraints=[sums_to_one], tol=1e-14)
        for start in starts
    ]
    best = min(tries, key=lambda one: float(one.fun))
    weights = np.maximum(best.x, 0.0)
    off = float(np.abs(importance(rows, weights) - target).max())
    note = warn("assess-weights-off-target", brood, off=f"{off:.3f}", tolerance=settings.number("tolerance"))
    return Weighed(weights / weights.sum(), (note,) if off > settings.number("tolerance") else ())
