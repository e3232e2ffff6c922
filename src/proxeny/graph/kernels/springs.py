"""Springs and repulsion in a grid of cells."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel


@kernel
def spread(indptr: Longs, indices: Ints, start: Floats, length: float, rounds: int) -> Floats:
    """Move nodes by springs of ``length`` along ties and repulsion within twice that; steps cool down to nothing."""
    nodes = len(start)
    place = start.copy()
    cell = 2.0 * length
    for step in range(rounds):
        heat = 4.0 * length * (1.0 - step / rounds)
        low_x, low_y = place[:, 0].min(), place[:, 1].min()
        wide = min(int((place[:, 0].max() - low_x) / cell) + 1, 4000)
        high = min(int((place[:, 1].max() - low_y) / cell) + 1, 4000)
        first = np.zeros(wide * high + 1, np.int64)
        column, row = np.empty(nodes, np.int64), np.empty(nodes, np.int64)
        for v in range(nodes):
            column[v] = min(int((place[v, 0] - low_x) / cell), wide - 1)
            row[v] = min(int((place[v, 1] - low_y) / cell), high - 1)
            first[row[v] * wide + column[v] + 1] += 1
        for c in range(wide * high):
            first[c + 1] += first[c]
        fill, order = first[:-1].copy(), np.empty(nodes, np.int64)
        for v in range(nodes):
            c = row[v] * wide + column[v]
            order[fill[c]] = v
            fill[c] += 1
        force = np.zeros((nodes, 2))
        for v in range(nodes):
            for y in range(max(row[v] - 1, 0), min(row[v] + 2, high)):
                for x in range(max(column[v] - 1, 0), min(column[v] + 2, wide)):
                    c = y * wide + x
                    for i in range(first[c], min(first[c + 1], first[c] + 60)):  # a crowd pushes by its first sixty
                        u = order[i]
                        dx, dy = place[v, 0] - place[u, 0], place[v, 1] - place[u, 1]
                        square = dx * dx + dy * dy
                        if u != v and square < cell * cell:
                            push = length * length / max(square, 1e-3 * length * length)
                            force[v, 0] += dx * push
                            force[v, 1] += dy * push
            for e in range(indptr[v], indptr[v + 1]):
                u = indices[e]
                dx, dy = place[v, 0] - place[u, 0], place[v, 1] - place[u, 1]
                far = np.sqrt(dx * dx + dy * dy)
                pull = min(far / length, 8.0) * 0.012
                force[v, 0] -= dx * pull
                force[v, 1] -= dy * pull
        for v in range(nodes):
            far = np.sqrt(force[v, 0] ** 2 + force[v, 1] ** 2)
            if far > 0:
                move = min(far, heat) / far
                place[v, 0] += force[v, 0] * move
                place[v, 1] += force[v, 1] * move
    return place
