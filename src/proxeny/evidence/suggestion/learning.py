"""Learn the layer that says which indicator a vector speaks of: a multinomial logit with a ridge.

    minimise  sum_i -log softmax(W x_i + b)[y_i] + |W|² / 2C,  x centred and scaled by one number

Source: Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, 4.4. The vectors stay as the
model gives them, so few numbers are learned (about 12,000) and the ridge is strong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logit:
    """Centre, weights (numbers of a vector x kinds) and bias, in the units of the vectors."""

    centre: Numbers
    weights: Numbers
    bias: Numbers


def learn_logit(vectors: Numbers, kinds: npt.NDArray[np.int64], cost: float = 0.01) -> Logit:
    """Weights from vectors (one a row) and the kind of each (0 to k - 1). The same input gives the same weights."""
    from scipy.optimize import minimize

    centre = vectors.mean(axis=0)
    scale = float((vectors - centre).std())
    x, count = (vectors - centre) / scale, int(kinds.max()) + 1
    truth, wide = np.eye(count)[kinds], vectors.shape[1]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        weights, bias = flat[: wide * count].reshape(wide, count), flat[wide * count :]
        points = x @ weights + bias
        points -= points.max(axis=1, keepdims=True)
        shares = np.exp(points)
        total = shares.sum(axis=1, keepdims=True)
        value = float(np.log(total).sum() - (points * truth).sum() + (weights**2).sum() / (2 * cost))
        off = shares / total - truth
        return value, np.concatenate([(x.T @ off + weights / cost).ravel(), off.sum(axis=0)])

    found = minimize(loss, np.zeros(wide * count + count), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return Logit(centre, found.x[: wide * count].reshape(wide, count) / scale, found.x[wide * count :])
