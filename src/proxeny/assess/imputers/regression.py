"""A linear regression on the indicators that are known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.imputers import IMPUTERS, Around
from proxeny.assess.methods import Floats, Settings, integer, method


@IMPUTERS.add("regression")
@method(predictors=integer(3, 1, 20))
def impute_regression(values: Floats, settings: Settings, around: Around) -> Floats:
    """Predict a gap from the ``predictors`` indicators that correlate most with it and that the unit has.

    Least squares over the units that have all of them; where fewer than predictors + 2 do, the mean. Not for columns
    of which most is missing. Source: Little and Rubin (2002), Statistical Analysis with Missing Data, section 4.
    """
    made = values.copy()
    correlations = np.nan_to_num(_correlations(values))
    for row, column in np.argwhere(np.isnan(values)):
        known = np.flatnonzero(~np.isnan(values[row]))
        chosen = known[np.argsort(-np.abs(correlations[column, known]), kind="stable")][
            : settings.integer("predictors")
        ]
        made[row, column] = _predict(values, int(row), int(column), chosen)
    return made


def _correlations(values: Floats) -> Floats:
    """Pairwise-complete correlations of the columns."""
    count = values.shape[1]
    found = np.zeros((count, count))
    for a in range(count):
        for b in range(a):
            both = ~np.isnan(values[:, a]) & ~np.isnan(values[:, b])
            x, y = values[both, a], values[both, b]
            if len(x) > 2 and np.ptp(x) > 0 and np.ptp(y) > 0:
                found[a, b] = found[b, a] = np.corrcoef(x, y)[0, 1]
    return found


def _predict(values: Floats, row: int, column: int, chosen: NDArray[np.intp]) -> float:
    target = values[:, column]
    rows = ~np.isnan(target) & ~np.isnan(values[:, chosen]).any(axis=1)
    if not len(chosen) or rows.sum() < len(chosen) + 2:
        known = target[~np.isnan(target)]
        return float(known.mean()) if len(known) else float("nan")
    design = np.column_stack([np.ones(rows.sum()), values[np.ix_(rows, chosen)]])
    factors = np.linalg.lstsq(design, target[rows], rcond=None)[0]
    return float(factors[0] + values[row, chosen] @ factors[1:])
