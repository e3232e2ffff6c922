"""A place in the plane for every city: communities side by side, then springs along ties and repulsion nearby."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints
from proxeny.graph.kernels.springs import spread
from proxeny.graph.model import Graph

_ROUNDS = 60


def lay_out(graph: Graph, label: Ints, seed: int) -> Floats:
    """Coordinates from -1 to 1, one row a node; the same seed gives the same picture.

    Communities start on a sunflower spiral, the largest in the middle; then Fruchterman and Reingold 1991 (Softw.
    Pract. Exper. 21, 1129-1164), with repulsion among nodes of neighbouring cells only.
    """
    count = graph.size
    if not count:
        return np.empty((0, 2))
    sizes = np.bincount(label)
    order = np.argsort(-sizes, kind="stable")
    before = np.empty(len(sizes))
    before[order] = np.cumsum(sizes[order]) - sizes[order] / 2
    turn = np.pi * (3 - np.sqrt(5))
    centre = np.empty((len(sizes), 2))
    centre[order, 0] = np.arange(len(sizes)) * turn
    middle = np.stack([np.cos(centre[:, 0]), np.sin(centre[:, 0])], axis=1) * np.sqrt(before / count)[:, None]
    drawn = np.random.default_rng(seed).normal(0, 1, (count, 2))
    start = middle[label] + drawn * (0.4 * np.sqrt(sizes[label] / count))[:, None]
    near = graph.adjacency
    placed = spread(near.indptr, near.indices, start, 1.0 / np.sqrt(count), _ROUNDS)
    return np.asarray(placed / max(float(np.abs(placed).max()), 1e-9))
