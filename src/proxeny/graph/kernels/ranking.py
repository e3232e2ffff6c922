"""PageRank by Gauss-Seidel sweeps, which need about half the rounds of the power method."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel


@kernel
def rank_pages(indptr: Longs, indices: Ints, weights: Floats, damping: float, tolerance: float) -> Floats:
    """PageRank of each node, summing to one; nodes without ties pass their rank to all alike.

    Solved as x = (1 - d)/n + d W x, each value used as soon as it is known, until a sweep changes the sum of all by
    less than ``tolerance``; then scaled to one, which is what passing on the rank of nodes without ties amounts to.
    """
    nodes = len(indptr) - 1
    strength = np.zeros(nodes)
    for v in range(nodes):
        for e in range(indptr[v], indptr[v + 1]):
            strength[v] += weights[e]
    even = True
    for e in range(len(weights)):
        if weights[e] != 1.0:
            even = False
            break
    base = (1.0 - damping) / max(nodes, 1)
    given = np.empty(nodes)  # what each node gives per unit of weight
    for v in range(nodes):
        given[v] = 1.0 / nodes / strength[v] if strength[v] > 0 else 0.0
    rank = np.full(nodes, base)
    for _ in range(1000):
        change = 0.0
        for v in range(nodes):
            if strength[v] == 0.0:
                continue
            got = 0.0
            if even:
                for e in range(indptr[v], indptr[v + 1]):
                    got += given[indices[e]]
            else:
                for e in range(indptr[v], indptr[v + 1]):
                    got += weights[e] * given[indices[e]]
            new = base + damping * got
            change += abs(new - rank[v])
            rank[v] = new
            given[v] = new / strength[v]
        if change < tolerance:
            break
    total = rank.sum()
    return rank / total if total > 0 else rank
