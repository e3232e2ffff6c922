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
from proxeny.advise.ground import Grid

Doubles = NDArray[np.float64]
LINES = 64
_SPARE, _STEPS = 16, 12


@dataclass(frozen=True, eq=False)
class Latent:
    """own: city x eigenvector. near: the same of its surroundings. turned: that, each row of length one; around: the
    same of its wider surroundings.

    sign: eigenvalues; size: their absolute values; way: their signs. A negative one is a line on whose two sides
    cities are tied across.
    """

    own: Floats
    near: Floats
    turned: Floats
    around: Floats
    sign: Floats
    size: Floats
    way: Floats


def find_lines(ties: Any, degree: Floats, kernel: Any, wide: Grid) -> Latent:
    """The leading eigenvectors among cities with ties, found nearly, from a fixed start.

    ties: symmetric matrix. kernel: of nearness, which carries them to cities without ties; wide: a grid that does so
    from farther away.
    """
    tied = np.flatnonzero(degree > 0)
    count = min(LINES, max(len(tied) - 2, 1))
    own, values = np.zeros((len(degree), count)), np.zeros(count)
    if len(tied):
        root = sparse.diags_array((degree[tied].astype(np.float64) + degree[tied].mean()) ** -0.5)
        values, own[tied] = _largest((root @ ties[tied][:, tied].astype(np.float64) @ root).tocsr(), count)
    near = np.asarray(kernel @ own)
    turned, around = (_turn(part, values) for part in (near, _spread(own, wide)))
    made = (own, near, turned, around, values, np.abs(values), np.sign(values))
    return Latent(*(part.astype(np.float32) for part in made))


def _turn(part: Doubles, values: Doubles) -> Doubles:
    turned = part * np.sqrt(np.abs(values))
    return np.asarray(turned / (np.linalg.norm(turned, axis=1, keepdims=True) + 1e-6))


def _spread(own: Doubles, grid: Grid) -> Doubles:
    """Sums over the cells around each city, weighted by the kernel of the grid; nothing where it has no place."""
    placed = np.flatnonzero(grid.cell >= 0)
    cells = grid.kernel.shape[0]
    where = sparse.csr_matrix((np.ones(len(placed)), (grid.cell[placed], placed)), shape=(cells, len(own)))
    made = np.zeros((cells + 1, own.shape[1]))
    made[:-1] = np.asarray(grid.kernel @ (where @ own))
    return np.asarray(made[grid.cell])


def _largest(matrix: Any, count: int) -> tuple[Doubles, Doubles]:
    """Eigenvalues of largest absolute value and their vectors, nearly: by iterating a subspace from a fixed start.

    Source: Halko, Martinsson and Tropp 2011, SIAM Review 53, 217-288.
    """
    size = matrix.shape[0]
    basis = _upright(np.random.default_rng(0).standard_normal((size, min(count + _SPARE, size))))
    for _ in range(_STEPS // 2):
        basis = _upright(matrix @ (matrix @ basis))
    values, turned = np.linalg.eigh(basis.T @ (matrix @ basis))
    best = np.argsort(-np.abs(values), kind="stable")[:count]
    return values[best], basis @ turned[:, best]


def _upright(basis: Doubles) -> Doubles:
    """The same space with orthonormal columns: by the eigenvectors of their products, twice, for rounding.

    A product of tall matrices takes a tenth of the time of Householder's QR. Source: Stathopoulos and Wu 2002, SIAM
    Journal on Scientific Computing 23, 2165-2182 (SVQB).
    """
    for _ in range(2):
        lengths = np.maximum(np.linalg.norm(basis, axis=0), 1e-300)
        basis = basis / lengths
        values, vectors = np.linalg.eigh(basis.T @ basis)
        basis = basis @ (vectors / np.sqrt(np.maximum(values, values[-1] * 1e-14)))
    return basis
