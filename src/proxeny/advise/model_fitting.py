"""Learn the weights: a conditional logit by penalised likelihood, on ties hidden from the features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from proxeny.advise.cities import Floats
from proxeny.advise.model import softmax
from proxeny.advise.model_examples import Examples

Doubles = NDArray[np.float64]
_RIDGE = 2.0
_AT_ONCE = 100


def find_scale(examples: Examples) -> tuple[Floats, Floats]:
    """Mean and standard deviation of every column over the examples; one where a column never changes."""
    flat = examples.rows.reshape(-1, examples.rows.shape[2])
    centre = flat.mean(axis=0, dtype=np.float64)
    spread = np.sqrt(np.maximum((flat.astype(np.float64) ** 2).mean(axis=0) - centre**2, 0.0))
    spread[spread < 1e-5] = 1.0
    return centre.astype(np.float32), spread.astype(np.float32)


def fit_weights(examples: Examples, centre: Floats, spread: Floats, start: Floats | None = None) -> Floats:
    """Weights of standardised columns that make the hidden partners most likely among their candidates.

    Maximises sum log softmax - ridge / 2 |w|^2 by L-BFGS. Source: McFadden 1978, in Karlqvist et al., Spatial
    Interaction Theory and Planning Models, 75-96 (conditional logit on sampled alternatives).
    """
    count, _, width = examples.rows.shape
    slope_of = 1.0 / spread.astype(np.float64)

    def cost(weight: Doubles) -> tuple[float, Doubles]:
        slope = (weight * slope_of).astype(np.float32)
        value, pull = 0.0, np.zeros(width)
        for first in range(0, count, _AT_ONCE):
            rows = examples.rows[first : first + _AT_ONCE]
            score = rows @ slope + examples.offset[first : first + _AT_ONCE]
            chance, log_total = softmax(score)
            value += float((log_total - score[:, 0]).sum())
            chance[:, 0] -= 1.0
            pull += chance.reshape(-1) @ rows.reshape(-1, width)
        return value + 0.5 * _RIDGE * float(weight @ weight), pull * slope_of + _RIDGE * weight

    first = np.zeros(width) if start is None else start.astype(np.float64)
    found = minimize(cost, first, jac=True, method="L-BFGS-B", options={"maxiter": 150, "ftol": 1e-7})
    return np.asarray(found.x, np.float32)
