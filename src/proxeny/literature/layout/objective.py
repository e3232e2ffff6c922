"""The repulsion of the VOS objective over all pairs of nodes, compiled, in two dimensions and in three."""

from __future__ import annotations

import math

import numpy as np

from proxeny.literature.graph import Floats
from proxeny.literature.kernel import kernel


def repel_all(places: Floats) -> tuple[float, Floats]:
    """Sum of the distances over all pairs, and for each node the sum of unit vectors from the others to it.

    ``places``: 2 x size or 3 x size. Takes size^2 / 2 square roots.
    """
    pushed = np.zeros_like(places)
    if places.shape[0] == 3:
        return _repel_in_space(places[0], places[1], places[2], pushed[0], pushed[1], pushed[2]), pushed
    return _repel(places[0], places[1], pushed[0], pushed[1]), pushed


@kernel
def _repel(x: Floats, y: Floats, push_x: Floats, push_y: Floats) -> float:
    total = 0.0
    for i in range(1, x.size):
        own_x, own_y = x[i], y[i]
        sum_x, sum_y = 0.0, 0.0
        for j in range(i):
            dx, dy = own_x - x[j], own_y - y[j]
            far = math.sqrt(dx * dx + dy * dy + 1e-30)
            near = 1.0 / far
            total += far
            ux, uy = dx * near, dy * near
            sum_x += ux
            sum_y += uy
            push_x[j] -= ux
            push_y[j] -= uy
        push_x[i] += sum_x
        push_y[i] += sum_y
    return total


@kernel
def _repel_in_space(x: Floats, y: Floats, z: Floats, push_x: Floats, push_y: Floats, push_z: Floats) -> float:
    total = 0.0
    for i in range(1, x.size):
        own_x, own_y, own_z = x[i], y[i], z[i]
        sum_x, sum_y, sum_z = 0.0, 0.0, 0.0
        for j in range(i):
            dx, dy, dz = own_x - x[j], own_y - y[j], own_z - z[j]
            far = math.sqrt(dx * dx + dy * dy + dz * dz + 1e-30)
            near = 1.0 / far
            total += far
            ux, uy, uz = dx * near, dy * near, dz * near
            sum_x += ux
            sum_y += uy
            sum_z += uz
            push_x[j] -= ux
            push_y[j] -= uy
            push_z[j] -= uz
        push_x[i] += sum_x
        push_y[i] += sum_y
        push_z[i] += sum_z
    return total
