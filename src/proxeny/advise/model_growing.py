"""Compiled loops that grow a tree by Newton's steps, on columns put into bins, and that read many rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.cities import Floats
from proxeny.graph.kernels import kernel

Bins = NDArray[np.uint8]
Doubles = NDArray[np.float64]
Longs = NDArray[np.int64]
BINS = 48


@kernel
def find_leaves(column: Longs, last: Longs, bins: Bins) -> Longs:
    """The node at which each row of bins ends."""
    made = np.zeros(len(bins), np.int64)
    for row in range(len(bins)):
        node = 0
        while node < len(column) and column[node] >= 0:
            node = 2 * node + (2 if bins[row, column[node]] > last[node] else 1)
        made[row] = node
    return made


@kernel
def read_paths(column: Longs, threshold: Floats, value: Floats, columns: Floats) -> Doubles:
    """What each step along the paths of all trees adds to each row, by the column that was asked."""
    made = np.zeros(columns.shape)
    inner = column.shape[1]
    for row in range(len(columns)):
        for tree in range(len(column)):
            node = 0
            while node < inner and column[tree, node] >= 0:
                asked = column[tree, node]
                child = 2 * node + (2 if columns[row, asked] > threshold[tree, node] else 1)
                made[row, asked] += value[tree, child] - value[tree, node]
                node = child
    return made


@kernel
def grow(
    bins: Bins, pull: Floats, weight: Floats, allowed: Longs, depth: int, ridge: float, least: float
) -> tuple[Longs, Longs, Doubles]:
    """Grow one tree on rows of bins: columns asked, last bin that goes left, and Newton values of all nodes.

    pull, weight: gradient and curvature of each row.
    """
    inner = 2**depth - 1
    column = np.full(inner, -1, np.int64)
    last = np.zeros(inner, np.int64)
    value = np.zeros(2 * inner + 1)
    node = np.zeros(len(pull), np.int64)
    sums = np.zeros((2 * inner + 1, 2))
    for row in range(len(pull)):
        sums[0, 0] += pull[row]
        sums[0, 1] += weight[row]
    value[0] = sums[0, 0] / (sums[0, 1] + ridge)
    for level in range(depth):
        first, count = 2**level - 1, 2**level
        table = np.zeros((count, len(allowed), BINS, 2))
        for row in range(len(pull)):
            at = node[row] - first
            if at < 0:
                continue
            for k in range(len(allowed)):
                b = bins[row, allowed[k]]
                table[at, k, b, 0] += pull[row]
                table[at, k, b, 1] += weight[row]
        for at in range(count):
            here = first + at
            if level > 0 and column[(here - 1) // 2] < 0:
                value[here] = value[(here - 1) // 2]
                continue
            best, base = 1e-6, sums[here, 0] ** 2 / (sums[here, 1] + ridge)
            for k in range(len(allowed)):
                left_pull, left_weight = 0.0, 0.0
                for b in range(BINS - 1):
                    left_pull += table[at, k, b, 0]
                    left_weight += table[at, k, b, 1]
                    right_weight = sums[here, 1] - left_weight
                    if left_weight < least or right_weight < least:
                        continue
                    right_pull = sums[here, 0] - left_pull
                    gain = left_pull**2 / (left_weight + ridge) + right_pull**2 / (right_weight + ridge) - base
                    if gain > best:
                        best = gain
                        column[here], last[here] = allowed[k], b
                        sums[2 * here + 1, 0], sums[2 * here + 1, 1] = left_pull, left_weight
                        sums[2 * here + 2, 0], sums[2 * here + 2, 1] = right_pull, right_weight
            for child in (2 * here + 1, 2 * here + 2):
                if column[here] >= 0:
                    value[child] = sums[child, 0] / (sums[child, 1] + ridge)
                else:
                    value[child] = value[here]
        for row in range(len(pull)):
            here = node[row]
            if here >= first and column[here] >= 0:
                node[row] = 2 * here + (2 if bins[row, column[here]] > last[here] else 1)
    return column, last, value


def bin_columns(rows: Floats, edges: Sequence[Floats]) -> Bins:
    """The bin of every value: how many edges lie below it."""
    held = np.full((len(edges), BINS), np.float32(np.inf))
    for at, edge in enumerate(edges):
        held[at, : len(edge)] = edge
    return _find_bins(rows, held, np.array([len(edge) for edge in edges], np.int64))


@kernel
def _find_bins(rows: Floats, edges: Floats, count: Longs) -> Bins:
    made = np.empty(rows.shape, np.uint8)
    for row in range(rows.shape[0]):
        for at in range(rows.shape[1]):
            low, high = 0, count[at]
            while low < high:
                middle = (low + high) // 2
                if edges[at, middle] < rows[row, at]:
                    low = middle + 1
                else:
                    high = middle
            made[row, at] = low
    return made


def find_edges(rows: Floats) -> list[Floats]:
    """At most 47 edges for each column, at quantiles of its values."""
    quantiles = np.linspace(0, 1, BINS + 1)[1:-1]
    return [np.unique(np.quantile(column, quantiles).astype(np.float32)) for column in rows.T]
