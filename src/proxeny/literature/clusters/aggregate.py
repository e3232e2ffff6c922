"""Making the nodes of a cluster one node, numbering clusters, and measuring CPM; compiled."""

from __future__ import annotations

import numpy as np

from proxeny.literature.graph import Floats, Graph, Ints
from proxeny.literature.kernel import exact_kernel


@exact_kernel
def renumber(label: Ints) -> Ints:
    """Labels 0, 1, ... in the order in which they first occur; ``label`` holds numbers from 0."""
    top = 0
    for i in range(label.size):
        top = max(top, label[i])
    fresh = np.full(top + 1, -1, dtype=np.int64)
    tidy = np.empty_like(label)
    count = 0
    for i in range(label.size):
        if fresh[label[i]] < 0:
            fresh[label[i]] = count
            count += 1
        tidy[i] = fresh[label[i]]
    return tidy


def aggregate(graph: Graph, sizes: Floats, label: Ints) -> tuple[Graph, Floats]:
    """One node for each cluster; links within a cluster fall away, for no later move changes them."""
    count = int(label.max()) + 1 if label.size else 0
    starts, ends, weights = _aggregate(graph.starts, graph.ends, graph.weights, label, count)
    return Graph(starts, ends, weights), np.bincount(label, weights=sizes, minlength=count).astype(np.float64)


@exact_kernel
def _aggregate(starts: Ints, ends: Ints, weights: Floats, label: Ints, count: int) -> tuple[Ints, Ints, Floats]:
    first = np.zeros(count + 1, dtype=np.int64)
    for i in range(label.size):
        first[label[i] + 1] += 1
    for c in range(count):
        first[c + 1] += first[c]
    fill, members = first.copy(), np.empty(label.size, dtype=np.int64)
    for i in range(label.size):
        members[fill[label[i]]] = i
        fill[label[i]] += 1
    fresh_starts = np.zeros(count + 1, dtype=np.int64)
    fresh_ends, fresh_weights = np.empty(ends.size, dtype=np.int64), np.empty(ends.size)
    toward, near = np.zeros(count), np.empty(count, dtype=np.int64)
    filled = 0
    for c in range(count):
        found = 0
        for k in range(first[c], first[c + 1]):
            i = members[k]
            for at in range(starts[i], starts[i + 1]):
                other = label[ends[at]]
                if other != c:
                    if toward[other] == 0.0:
                        near[found] = other
                        found += 1
                    toward[other] += weights[at]
        for k in range(found):
            fresh_ends[filled] = near[k]
            fresh_weights[filled] = toward[near[k]]
            toward[near[k]] = 0.0
            filled += 1
        fresh_starts[c + 1] = filled
    return fresh_starts, fresh_ends[:filled].copy(), fresh_weights[:filled].copy()


def measure_cpm(graph: Graph, label: Ints, gamma: float) -> float:
    """CPM per unit of weight: (sum of 2 a_ij within clusters - gamma sum of squared cluster sizes) / (2 sum a_ij).

    Traag, Van Dooren & Nesterov (2011), as Van Eck and Waltman normalise it. 0 for a graph without links.
    """
    within, total = _sum_within(graph.starts, graph.ends, graph.weights, label)
    if total <= 0:
        return 0.0
    squares = (np.bincount(label).astype(np.float64) ** 2).sum()
    return float((within - gamma * squares) / total)


@exact_kernel
def _sum_within(starts: Ints, ends: Ints, weights: Floats, label: Ints) -> tuple[float, float]:
    within, total = 0.0, 0.0
    for i in range(label.size):
        for at in range(starts[i], starts[i + 1]):
            total += weights[at]
            if label[ends[at]] == label[i]:
                within += weights[at]
    return within, total
