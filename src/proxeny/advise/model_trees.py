"""Small regression trees that correct a linear score, read path by path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.cities import Floats

Longs = NDArray[np.int64]


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


def read_trees(trees: Trees, columns: Floats, *, often: bool = False) -> Floats:
    """What the trees add to each row, by the column that was asked: the sum over columns is what they add in all.

    Each step along a path is credited to the column asked there (Saabas 2014, Interpreting random forests). often: many
    are to be read, so that it pays to load a compiled loop, which takes longer than one answer.
    """
    count, width = columns.shape
    if often:
        from proxeny.advise.model_growing import read_paths

        paths = read_paths(trees.column, trees.threshold, trees.value, np.ascontiguousarray(columns))
        return np.asarray(paths, np.float32)
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
