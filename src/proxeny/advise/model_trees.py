"""Small regression trees that correct a linear score: grown by Newton boosting of the softmax, read path by path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.cities import Floats
from proxeny.graph.kernels import kernel

Bins = NDArray[np.uint8]
Doubles = NDArray[np.float64]
Longs = NDArray[np.int64]
BINS = 48


@dataclass(frozen=True, eq=False)
class Trees:
    """Full binary trees of one depth: node ``n`` of a tree has children ``2n + 1`` and ``2n + 2``.

    column: which column a node asks (-1: none, go left). threshold: right if the value is above it. value: what a node
    would say if the tree ended there; the steps of value along a path are what each column asked contributes.
    """

    column: Longs  # tree x inner node
    threshold: Floats
    value: Floats  # tree x node

    @property
    def count(self) -> int:
        """How many trees."""
        return len(self.column)


NO_TREES = Trees(np.zeros((0, 1), np.int64), np.zeros((0, 1), np.float32), np.zeros((0, 3), np.float32))


def read_trees(trees: Trees, columns: Floats) -> Floats:
    """What the trees add to each row, by the column that was asked: the sum over columns is what they add in all.

    Each step along a path is credited to the column asked there (Saabas 2014, Interpreting random forests).
    """
    count, width = columns.shape
    made = np.zeros(count * width)
    if not trees.count or not count:
        return made.reshape(count, width).astype(np.float32)
    tree, row = np.arange(trees.count)[None], np.arange(count)[:, None]
    node = np.zeros((count, trees.count), np.int64)
    inner = trees.column.shape[1]
    for _ in range(int(np.log2(inner + 1))):
        asked = np.where(node < inner, trees.column[tree, np.minimum(node, inner - 1)], -1)
        goes = asked >= 0
        above = columns[row, asked] > trees.threshold[tree, np.minimum(node, inner - 1)]
        child = np.where(goes, 2 * node + 1 + above, node)
        step = trees.value[tree, child] - trees.value[tree, node]
        made += np.bincount((row * width + asked)[goes], weights=step[goes], minlength=count * width)
        node = child
    return made.reshape(count, width).astype(np.float32)


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


def bin_columns(rows: Floats, edges: list[Floats]) -> Bins:
    """The bin of every value: how many edges lie below it."""
    made = np.empty(rows.shape, np.uint8)
    for at, edge in enumerate(edges):
        made[:, at] = np.searchsorted(edge, rows[:, at], side="left")
    return made


def find_edges(rows: Floats) -> list[Floats]:
    """At most 47 edges for each column, at quantiles of its values."""
    quantiles = np.linspace(0, 1, BINS + 1)[1:-1]
    return [np.unique(np.quantile(column, quantiles).astype(np.float32)) for column in rows.T]
