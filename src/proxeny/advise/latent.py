"""The broad lines of a graph: leading eigenvectors of its ties, each tie divided by the root of both degrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import eigsh

from proxeny.advise.cities import Floats

LINES = 64


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
    """The leading eigenvectors among cities with ties, by Lanczos' method from a fixed start.

    ties: symmetric matrix. kernel: of nearness, which carries them to cities without ties.
    """
    tied = np.flatnonzero(degree > 0)
    count = min(LINES, len(tied) - 2)
    own = np.zeros((len(degree), max(count, 1)))
    values: NDArray[np.float64] = np.zeros(max(count, 1))
    if count > 0:
        root = sparse.diags_array(degree[tied].astype(np.float64) ** -0.5)
        evened = (root @ ties[tied][:, tied].astype(np.float64) @ root).tocsr()
        start = np.random.default_rng(0).random(len(tied))
        values, own[tied] = eigsh(evened, k=count, which="LM", v0=start)
    near = np.asarray(kernel @ own)
    turned = near * np.sqrt(np.abs(values))
    turned /= np.linalg.norm(turned, axis=1, keepdims=True) + 1e-6
    made = (own, near, turned, values, np.abs(values), np.sign(values))
    return Latent(*(part.astype(np.float32) for part in made))
