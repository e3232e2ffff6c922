"""Expectation-maximisation under a multivariate normal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.imputers import IMPUTERS, Around
from proxeny.assess.methods import Floats, Settings, integer, method, number


@IMPUTERS.add("em")
@method(rounds=integer(100, 1, 10_000), ridge=number(0.05, 0, 1), tolerance=number(1e-6, 0))
def impute_em(values: Floats, settings: Settings, around: Around) -> Floats:
    """Fill each gap with its expectation given what the unit has; repeat until the means and covariances settle.

    Columns are standardised and the covariance is shrunk by ``ridge`` towards independence, so that more indicators
    than units are no trouble. Source: Dempster, Laird and Rubin (1977), JRSS B 39(1), 1-38.
    """
    gaps = np.isnan(values)
    usable = ~gaps.all(axis=0)
    if not gaps[:, usable].any():
        return values
    centre, spread = np.nanmean(values[:, usable], axis=0), np.nanstd(values[:, usable], axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    made = np.where(gaps[:, usable], 0.0, (values[:, usable] - centre) / spread)
    extra = np.zeros((made.shape[1], made.shape[1]))
    for _ in range(settings.integer("rounds")):
        mean = made.mean(axis=0)
        covariance = (made - mean).T @ (made - mean) / len(made) + extra / len(made)
        before, (made, extra) = (
            made,
            _expect(made, gaps[:, usable], mean, _shrink(covariance, settings.number("ridge"))),
        )
        if np.abs(made - before).max() < settings.number("tolerance"):
            break
    filled = values.copy()
    filled[:, usable] = np.where(gaps[:, usable], made * spread + centre, values[:, usable])
    return filled


def _shrink(covariance: Floats, ridge: float) -> Floats:
    own = np.diag(np.maximum(np.diag(covariance), 1e-9))
    shrunk: Floats = (1 - ridge) * covariance + ridge * own + 1e-9 * np.eye(len(own))
    return shrunk


def _expect(made: Floats, gaps: NDArray[np.bool_], mean: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    filled, extra = made.copy(), np.zeros_like(covariance)
    for row in np.flatnonzero(gaps.any(axis=1)):
        gone, here = gaps[row], ~gaps[row]
        slope = np.linalg.solve(covariance[np.ix_(here, here)], covariance[np.ix_(here, gone)])
        filled[row, gone] = mean[gone] + (made[row, here] - mean[here]) @ slope
        extra[np.ix_(gone, gone)] += covariance[np.ix_(gone, gone)] - covariance[np.ix_(gone, here)] @ slope
    return filled, extra
