"""Benefit of the doubt: every unit with the weights that put it in the best light."""

from __future__ import annotations

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS
from proxeny.assess.methods import Floats, Settings, method, number


@AGGREGATORS.add("benefit_of_doubt")
@method(least=number(0.0, 0, 1), most=number(1.0, 0, 1))
def aggregate_benefit_of_doubt(values: Floats, weights: Floats, settings: Settings) -> Floats:
    """The greatest ``sum w x`` for weights under which no unit exceeds one.

    Each part makes up ``least`` to ``most`` of the whole.

    Values must not be negative. Not a common yardstick: two units are seen with different weights, and without bounds
    many reach one. Source: Cherchye, Moesen, Rogge and Van Puyenbroeck (2007), Social Indicators Research 82, 111-145.
    """
    here = ~np.isnan(values).any(axis=1)
    complete = values[here]
    bounds = settings.number("least"), settings.number("most")
    made = np.full(len(values), np.nan)
    made[here] = [_best(complete, row, bounds) for row in range(len(complete))]
    return made


def _best(values: Floats, row: int, bounds: tuple[float, float]) -> float:
    """The best score of one unit: a linear programme, solved by HiGHS."""
    from scipy.optimize import linprog

    own, count = values[row], values.shape[1]
    rules, limits = [values], [np.ones(len(values))]
    if bounds[0] > 0:
        rules.append(bounds[0] * np.tile(own, (count, 1)) - np.diag(own))
        limits.append(np.zeros(count))
    if bounds[1] < 1:
        rules.append(np.diag(own) - bounds[1] * np.tile(own, (count, 1)))
        limits.append(np.zeros(count))
    solved = linprog(-own, A_ub=np.vstack(rules), b_ub=np.concatenate(limits), bounds=(0, None), method="highs")
    return -float(solved.fun) if solved.success and solved.fun is not None else float("nan")
