"""How far two divisions of the same nodes agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from proxeny.graph.kernels import Floats, Ints
from proxeny.graph.kernels.agreeing import expect_information


def compare_partitions(label: Ints, others: Sequence[Ints]) -> tuple[float | None, Floats]:
    """Mean adjusted mutual information of ``label`` with the others, and mean best Jaccard overlap of each community.

    None, and ones, where there are no others.
    """
    count = int(label.max(initial=-1)) + 1
    if not others:
        return None, np.ones(count)
    agreement = float(np.mean([adjusted_information(label, other) for other in others]))
    overlap = np.mean([_best_overlap(label, other) for other in others], axis=0)
    return agreement, np.asarray(overlap)


def _table(one: Ints, other: Ints) -> sparse.coo_array:
    a, b = np.unique(one, return_inverse=True)[1], np.unique(other, return_inverse=True)[1]
    made = sparse.coo_array((np.ones(len(a)), (a, b)))
    made.sum_duplicates()
    return made


def _best_overlap(one: Ints, other: Ints) -> Floats:
    both = _table(one, other)
    rows, columns = np.bincount(one), np.asarray(both.sum(axis=0))
    share = both.data / (rows[both.row] + columns[both.col] - both.data)
    best = np.zeros(len(rows))
    np.maximum.at(best, both.row, share)
    return best


def adjusted_information(one: Ints, other: Ints) -> float:
    """Mutual information above chance over its largest value (Vinh, Epps and Bailey 2010, JMLR 11, 2837-2854).

    1 for the same division, 0 in the mean for unrelated ones.

    >>> adjusted_information(np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3]))
    1.0
    """
    both = _table(one, other)
    nodes = float(len(one))
    rows, columns = np.asarray(both.sum(axis=1)), np.asarray(both.sum(axis=0))
    if (len(rows) == 1 and len(columns) == 1) or (len(rows) == nodes and len(columns) == nodes):
        return 1.0
    p = both.data / nodes
    mutual = float((p * np.log(p * nodes * nodes / (rows[both.row] * columns[both.col]))).sum())
    mean = (_entropy(rows / nodes) + _entropy(columns / nodes)) / 2
    a, many_a = np.unique(rows.astype(np.int64), return_counts=True)
    b, many_b = np.unique(columns.astype(np.int64), return_counts=True)
    chance = float(expect_information(a, many_a.astype(np.int64), b, many_b.astype(np.int64), len(one)))
    room = mean - chance
    return float(min(1.0, (mutual - chance) / room)) if abs(room) > 1e-12 else 1.0


def _entropy(share: Floats) -> float:
    return float(-(share * np.log(share)).sum())
