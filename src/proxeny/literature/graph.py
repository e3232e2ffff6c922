"""A weighted graph in compressed rows: what layout and clustering work on, and how it comes from links."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.literature.kernel import exact_kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Each link stands in the row of both its ends; ``starts[i]:starts[i + 1]`` are the places of row ``i``."""

    starts: Ints
    ends: Ints
    weights: Floats

    @property
    def size(self) -> int:
        """Number of nodes."""
        return self.starts.size - 1

    def strengths(self) -> Floats:
        """Sum of the weights at each node."""
        return np.bincount(self._rows(), weights=self.weights, minlength=self.size).astype(np.float64)

    def links(self) -> tuple[Ints, Ints, Floats]:
        """Each link once: first end, second end (the greater), weight; sorted."""
        rows = self._rows()
        once = rows < self.ends
        return rows[once], self.ends[once], self.weights[once]

    def _rows(self) -> Ints:
        return np.repeat(np.arange(self.size, dtype=np.int64), np.diff(self.starts))

    @classmethod
    def of_links(cls, first: Ints, second: Ints, weights: Floats, size: int) -> Graph:
        """From links given once each, in any order; links of a node with itself must have been taken out."""
        low, high = np.minimum(first, second).astype(np.int64), np.maximum(first, second).astype(np.int64)
        values = np.asarray(weights, dtype=np.float64)
        keys = low * max(size, 1) + high
        if keys.size and bool((keys[1:] < keys[:-1]).any()):
            order = np.argsort(keys, kind="stable")
            low, high, values = low[order], high[order], values[order]
        return cls(*_fill(low, high, values, size))

    def associate(self) -> Graph:
        """The same graph weighted by association strength, 2m w_ij / (k_i k_j) (Van Eck & Waltman 2009).

        k_i is the sum of the weights at i and m the sum of all weights. The mean over all pairs of nodes is about 1.
        bibliometrix divides the weight by the numbers of occurrences instead, which is another measure.
        """
        strengths = self.strengths()
        rows = self._rows()
        scaled = self.weights * strengths.sum() / (strengths[rows] * strengths[self.ends])
        return Graph(self.starts, self.ends, scaled)

    def components(self) -> Ints:
        """Number of the connected component of each node, in the order of their first nodes."""
        return _components(self.starts, self.ends)


def _fill(low: Ints, high: Ints, values: Floats, size: int) -> tuple[Ints, Ints, Floats]:
    """Rows of both ends of each link, the links being sorted: in a row first the ends before it, then those after."""
    before, after = np.bincount(high, minlength=size), np.bincount(low, minlength=size)
    starts = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(before + after, out=starts[1:])
    narrow = high.astype(np.uint16) if size <= 2**16 else high  # sorted by radix, in one pass
    order = np.argsort(narrow, kind="stable")
    ends, weights = np.empty(2 * low.size, dtype=np.int64), np.empty(2 * low.size)
    for rows, others, chosen, offset, count in (
        (high[order], low[order], values[order], starts[:-1], before),
        (low, high, values, starts[:-1] + before, after),
    ):
        place = np.repeat(offset - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(rows.size)
        ends[place], weights[place] = others, chosen
    return starts, ends, weights


@exact_kernel
def _components(starts: Ints, ends: Ints) -> Ints:
    size = starts.size - 1
    label = np.full(size, -1, dtype=np.int64)
    stack = np.empty(size, dtype=np.int64)
    count = 0
    for root in range(size):
        if label[root] >= 0:
            continue
        label[root] = count
        stack[0] = root
        height = 1
        while height:
            height -= 1
            node = stack[height]
            for at in range(starts[node], starts[node + 1]):
                other = ends[at]
                if label[other] < 0:
                    label[other] = count
                    stack[height] = other
                    height += 1
        count += 1
    return label
