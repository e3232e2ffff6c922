"""Breadth-first walks from 64 sources at once, one bit a source (Then and others 2014, The More the Merrier)."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel

_LANES = 64
_LONGEST = 4096  # levels that the histogram tells apart; longer ways count in the last


@kernel
def _count_bits(word: np.uint64) -> int:
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))  # type: ignore[return-value]


@kernel
def walk(indptr: Longs, indices: Ints, sources: Ints) -> tuple[Floats, Floats, Longs, Ints, Longs]:
    """Of each node, over the sources that reach it: sum of steps, sum of 1/steps, how many, the most steps.

    The last array counts the pairs by number of steps.
    """
    nodes = len(indptr) - 1
    far, near = np.zeros(nodes), np.zeros(nodes)
    reached, most = np.zeros(nodes, np.int64), np.zeros(nodes, np.int32)
    pairs = np.zeros(_LONGEST, np.int64)
    seen, edge, following = np.empty(nodes, np.uint64), np.empty(nodes, np.uint64), np.empty(nodes, np.uint64)
    nothing = np.uint64(0)
    for first in range(0, len(sources), _LANES):
        seen[:], edge[:], following[:] = nothing, nothing, nothing
        for lane in range(min(_LANES, len(sources) - first)):
            bit = np.uint64(1) << np.uint64(lane)
            seen[sources[first + lane]] |= bit
            edge[sources[first + lane]] |= bit
        steps, going = 0, True
        while going:
            steps += 1
            going = False
            for v in range(nodes):
                bits = edge[v]
                if bits != nothing:
                    for e in range(indptr[v], indptr[v + 1]):
                        following[indices[e]] |= bits
            for v in range(nodes):
                new = following[v] & ~seen[v]
                following[v] = nothing
                edge[v] = new
                if new != nothing:
                    going = True
                    seen[v] |= new
                    count = _count_bits(new)
                    pairs[min(steps, _LONGEST - 1)] += count
                    far[v] += steps * count
                    near[v] += count / steps
                    reached[v] += count
                    most[v] = max(most[v], steps)
    return far, near, reached, most, pairs
