"""Betweenness from chosen sources (Brandes 2001), with the sum of squares that its error needs."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel


@kernel
def pass_through(indptr: Longs, indices: Ints, sources: Ints) -> tuple[Floats, Floats]:
    """Sum, and sum of squares, over the sources of each node's share in the shortest ways from the source."""
    nodes = len(indptr) - 1
    total, squares = np.zeros(nodes), np.zeros(nodes)
    steps = np.full(nodes, -1, np.int32)
    ways, share = np.zeros(nodes), np.zeros(nodes)
    queue = np.empty(nodes, np.int32)
    for s in sources:
        steps[s], ways[s] = 0, 1.0
        queue[0] = s
        head, tail = 0, 1
        while head < tail:
            v = queue[head]
            head += 1
            for e in range(indptr[v], indptr[v + 1]):
                u = indices[e]
                if steps[u] < 0:
                    steps[u] = steps[v] + 1
                    queue[tail] = u
                    tail += 1
                if steps[u] == steps[v] + 1:
                    ways[u] += ways[v]
        for i in range(tail - 1, 0, -1):
            v = queue[i]
            portion = (1.0 + share[v]) / ways[v]
            for e in range(indptr[v], indptr[v + 1]):
                u = indices[e]
                if steps[u] == steps[v] - 1:
                    share[u] += ways[u] * portion
            total[v] += share[v]
            squares[v] += share[v] * share[v]
        for i in range(tail):
            v = queue[i]
            steps[v], ways[v], share[v] = -1, 0.0, 0.0
    return total, squares
