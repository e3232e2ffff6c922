"""Where a layout begins: the softest modes of the attraction, or chance, in three dimensions."""

from __future__ import annotations

import numpy as np

from proxeny.literature.graph import Floats
from proxeny.literature.layout.laplacian import Laplacian

_BLOCK = 6
_ROUNDS = 6


def build_start(attraction: Laplacian, at: int, seed: int, sides: int) -> Floats:
    """Start number ``at``: 0 is spectral, the others are drawn from a normal distribution. ``sides`` x size."""
    random = np.random.default_rng([seed, at])
    size = attraction.degrees.size
    if at == 0 and size > _BLOCK:
        return _find_modes(attraction, random)[:sides]
    return random.standard_normal((sides, size))


def _find_modes(attraction: Laplacian, random: np.random.Generator) -> Floats:
    """Eigenvectors of the Laplacian with the smallest eigenvalues above 0, roughly, by inverse iteration."""
    block = random.standard_normal((_BLOCK, attraction.degrees.size))
    for _ in range(_ROUNDS):
        block = attraction.solve(block, 0.02, 100)
        block = np.ascontiguousarray(np.linalg.qr(block.T)[0].T)
    seen = block @ attraction.apply(block).T
    _, turn = np.linalg.eigh((seen + seen.T) / 2)
    return np.ascontiguousarray(turn.T @ block)


def flatten(places: Floats) -> Floats:
    """The two directions in which ``places`` (3 x size) spread most."""
    _, axes = np.linalg.eigh(places @ places.T)
    return np.ascontiguousarray(axes[:, ::-1][:, :2].T @ places)
