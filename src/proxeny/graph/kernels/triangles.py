"""Triangles through each node, and Burt's constraint."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel


@kernel
def count_triangles(indptr: Longs, indices: Ints) -> Longs:
    """Triangles through each node: every tie points to the better connected end, so hubs are looked through once."""
    nodes = len(indptr) - 1
    start = np.zeros(nodes + 1, np.int64)
    ahead = np.empty(len(indices) // 2, np.int32)
    filled = 0
    for v in range(nodes):
        dv = indptr[v + 1] - indptr[v]
        for e in range(indptr[v], indptr[v + 1]):
            u = indices[e]
            du = indptr[u + 1] - indptr[u]
            if du > dv or (du == dv and u > v):
                ahead[filled] = u
                filled += 1
        start[v + 1] = filled
    found = np.zeros(nodes, np.int64)
    seen = np.full(nodes, -1, np.int32)
    for v in range(nodes):
        if start[v + 1] - start[v] < 2:
            continue
        for e in range(start[v], start[v + 1]):
            seen[ahead[e]] = v
        for e in range(start[v], start[v + 1]):
            u = ahead[e]
            for f in range(start[u], start[u + 1]):
                w = ahead[f]
                if seen[w] == v:
                    found[v] += 1
                    found[u] += 1
                    found[w] += 1
    return found


@kernel
def measure_constraint(indptr: Longs, indices: Ints, weights: Floats) -> Floats:
    """Burt's constraint of each node over its neighbours; not a number for a node without ties."""
    nodes = len(indptr) - 1
    strength = np.zeros(nodes)
    for v in range(nodes):
        for e in range(indptr[v], indptr[v + 1]):
            strength[v] += weights[e]
    share = np.zeros(nodes)
    constraint = np.full(nodes, np.nan)
    for v in range(nodes):
        if indptr[v + 1] == indptr[v]:
            continue
        for e in range(indptr[v], indptr[v + 1]):
            w = indices[e]
            first = weights[e] / strength[v]
            share[w] += first
            for f in range(indptr[w], indptr[w + 1]):
                share[indices[f]] += first * weights[f] / strength[w]
        total = 0.0
        for e in range(indptr[v], indptr[v + 1]):
            total += share[indices[e]] ** 2
        constraint[v] = total
        for e in range(indptr[v], indptr[v + 1]):
            w = indices[e]
            share[w] = 0.0
            for f in range(indptr[w], indptr[w + 1]):
                share[indices[f]] = 0.0
    return constraint
