"""The broad lines of a graph: leading eigenvectors of its ties, each tie divided by the root of both degrees.

To each degree the mean one is added, else the lines would be those of single pairs that lie apart from all others
(Amini, Chen, Bickel and Levina 2013, Annals of Statistics 41, 2097-2122).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from proxeny.advise.cities import Floats

Doubles = NDArray[np.float64]
LINES = 64
_SPARE, _STEPS = 16, 12


@dataclass(frozen=True, eq=False)
class Latent:
    """own: city x eigenvector. near: the same of its surroundings. turned: that, each row of length one.

    sign: eigenvalues; size: their absolute values; way: their signs. A negative one is a line on whose two sides
    cities are tied across.
    """

    own: Floats
    near: Floats
    turned: Floats
    sign: Floats
    size: Floats
    way: Floats


def find_lines(ties: Any, degree: Floats, kernel: Any) -> Latent:
    """The leading eigenvectors among cities with ties, found nearly, from a fixed start.

    ties: symmetric matrix. kernel: of nearness, which carries them to cities without ties.
    """
    tied = np.flatnonzero(degree > 0)
    count = min(LINES, max(len(tied) - 2, 1))
    own, values = np.zeros((len(degree), count)), np.zeros(count)
    if len(tied):
        root = sparse.diags_array((degree[tied].astype(np.float64) + degree[tied].mean()) ** -0.5)
        values, own[tied] = _largest((root @ ties[tied][:, tied].astype(np.float64) @ root).tocsr(), count)
    near = np.asarray(kernel @ own)
    turned = near * np.sqrt(np.abs(values))
    turned /= np.linalg.norm(turned, axis=1, keepdims=True) + 1e-6
    made = (own, near, turned, values, np.abs(values), np.sign(values))
    return Latent(*(part.astype(np.float32) for part in made))


def _largest(matrix: Any, count: int) -> tuple[Doubles, Doubles]:
    """Eigenvalues of largest absolute value and their vectors, nearly: by iterating a subspace from a fixed start.

    Source: Halko, Martinsson and Tropp 2011, SIAM Review 53, 217-288.
    """
    size = matrix.shape[0]
    basis = np.random.default_rng(0).standard_normal((size, min(count + _SPARE, size)))
    for _ in range(_STEPS):
        basis = np.linalg.qr(matrix @ basis)[0]
    values, turned = np.linalg.eigh(basis.T @ (matrix @ basis))
    best = np.argsort(-np.abs(values), kind="stable")[:count]
    return values[best], basis @ turned[:, best]
