"""From a list of edges to adjacency arrays, and what follows at once: components and cores."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel


@kernel
def build_adjacency(a: Ints, b: Ints, weight: Floats, nodes: int) -> tuple[Longs, Ints, Floats]:
    """``indptr``, ``indices`` and ``weights`` of an undirected graph; each neighbour list is sorted if a, b are."""
    indptr = np.zeros(nodes + 1, np.int64)
    for k in range(len(a)):
        indptr[a[k] + 1] += 1
        indptr[b[k] + 1] += 1
    for v in range(nodes):
        indptr[v + 1] += indptr[v]
    place = indptr[:-1].copy()
    indices = np.empty(2 * len(a), np.int32)
    weights = np.empty(2 * len(a), np.float64)
    for k in range(len(a)):  # first the smaller neighbours of every node, then the larger ones
        u, v = a[k], b[k]
        indices[place[v]] = u
        weights[place[v]] = weight[k]
        place[v] += 1
    for k in range(len(a)):
        u, v = a[k], b[k]
        indices[place[u]] = v
        weights[place[u]] = weight[k]
        place[u] += 1
    return indptr, indices, weights


@kernel
def label_components(indptr: Longs, indices: Ints) -> Ints:
    """The number of the connected part of each node, in the order of their first nodes."""
    nodes = len(indptr) - 1
    label = np.full(nodes, -1, np.int32)
    queue = np.empty(nodes, np.int32)
    count = 0
    for start in range(nodes):
        if label[start] >= 0:
            continue
        label[start] = count
        queue[0] = start
        head, tail = 0, 1
        while head < tail:
            v = queue[head]
            head += 1
            for e in range(indptr[v], indptr[v + 1]):
                u = indices[e]
                if label[u] < 0:
                    label[u] = count
                    queue[tail] = u
                    tail += 1
        count += 1
    return label


@kernel
def peel_cores(indptr: Longs, indices: Ints) -> Ints:
    """The core number of each node, by peeling the least connected first (Batagelj and Zaversnik 2003)."""
    nodes = len(indptr) - 1
    degree = np.empty(nodes, np.int32)
    most = 0
    for v in range(nodes):
        degree[v] = indptr[v + 1] - indptr[v]
        most = max(most, degree[v])
    begin = np.zeros(most + 2, np.int64)
    for v in range(nodes):
        begin[degree[v] + 1] += 1
    for d in range(most + 1):
        begin[d + 1] += begin[d]
    order = np.empty(nodes, np.int32)
    at = np.empty(nodes, np.int64)
    fill = begin.copy()
    for v in range(nodes):
        at[v] = fill[degree[v]]
        order[at[v]] = v
        fill[degree[v]] += 1
    for i in range(nodes):
        v = order[i]
        for e in range(indptr[v], indptr[v + 1]):
            u = indices[e]
            if degree[u] > degree[v]:  # u moves to the front of its bucket, and the bucket's front moves on
                d = degree[u]
                first = begin[d]
                other = order[first]
                order[at[u]], order[first] = other, u
                at[other], at[u] = at[u], first
                begin[d] += 1
                degree[u] -= 1
    return degree
