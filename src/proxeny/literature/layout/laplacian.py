"""The attraction of the links as a Laplacian: applying it, and solving it; compiled, sums in the order written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.literature.graph import Floats, Graph, Ints
from proxeny.literature.kernel import kernel


@dataclass(frozen=True, slots=True)
class Laplacian:
    """Laplacian of the attractions; ``tie`` is the attraction of every pair, 0 where the network is connected."""

    graph: Graph
    degrees: Floats
    tie: float

    @classmethod
    def build(cls, attraction: Graph, tie: float) -> Laplacian:
        """From the graph whose weights are the attractions."""
        return cls(attraction, attraction.strengths(), tie)

    def apply(self, vectors: Floats) -> Floats:
        """L times ``vectors`` (2 x size)."""
        result = np.empty_like(vectors)
        _apply(self.graph.starts, self.graph.ends, self.graph.weights, self.degrees, self.tie, vectors, result)
        return result

    def solve(self, vectors: Floats, tolerance: float, rounds: int) -> Floats:
        """Centred vectors (2 x size) that L maps nearly onto ``vectors``, by conjugate gradients.

        Ends after ``rounds`` or when the residual has shrunk to ``tolerance`` of what it was.
        """
        graph = self.graph
        return _solve(graph.starts, graph.ends, graph.weights, self.degrees, self.tie, vectors, tolerance, rounds)


@kernel
def _apply(starts: Ints, ends: Ints, weights: Floats, degrees: Floats, tie: float, v: Floats, out: Floats) -> None:
    size = degrees.size
    for side in range(v.shape[0]):
        all_of = v[side].sum()
        row = v[side]
        for i in range(size):
            pulled = 0.0
            for at in range(starts[i], starts[i + 1]):
                pulled += weights[at] * row[ends[at]]
            out[side, i] = degrees[i] * row[i] - pulled + tie * (size * row[i] - all_of)


@kernel
def _solve(
    starts: Ints, ends: Ints, weights: Floats, degrees: Floats, tie: float, v: Floats, tolerance: float, rounds: int
) -> Floats:
    sides, size = v.shape
    found = np.zeros_like(v)
    rest = np.empty_like(v)
    search = np.empty_like(v)
    moved = np.empty_like(v)
    ease = 1.0 / (degrees + tie * size + 1e-300)
    left, goal = np.empty(sides), np.empty(sides)
    for side in range(sides):
        rest[side] = v[side] - v[side].mean()
        search[side] = ease * rest[side]
        search[side] -= search[side].mean()
        left[side] = (rest[side] * search[side]).sum()
        goal[side] = tolerance * tolerance * left[side]
    for _ in range(rounds):
        if (left <= goal).all():
            break
        _apply(starts, ends, weights, degrees, tie, search, moved)
        for side in range(sides):
            bent = (search[side] * moved[side]).sum()
            if bent <= 0.0 or left[side] <= 0.0:
                continue
            length = left[side] / bent
            fresh, centre = 0.0, 0.0
            for i in range(size):
                found[side, i] += length * search[side, i]
                rest[side, i] -= length * moved[side, i]
                centre += ease[i] * rest[side, i]
            centre /= size
            for i in range(size):
                fresh += rest[side, i] * (ease[i] * rest[side, i] - centre)
            turn = fresh / left[side]
            for i in range(size):
                search[side, i] = ease[i] * rest[side, i] - centre + turn * search[side, i]
            left[side] = fresh
    for side in range(sides):
        found[side] -= found[side].mean()
    return found
