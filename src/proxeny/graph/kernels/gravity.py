"""Fit of the gravity model on cells by proportional fitting."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, kernel


@kernel
def fit_gravity(mass: Floats, squares: Floats, pair_class: Ints, observed: Floats, rounds: int) -> Floats:
    """Weights of ordered pairs of cells: x(c) x(d) f(class), fitted so that masses and classes come out as observed.

    mass: ties of the nodes of each cell; squares: sum of their squares (pairs of a node with itself are no ties);
    observed: ties of each class. Every unordered pair stands in two orders, so all weights sum to twice the ties.
    """
    cells, classes = len(mass), len(observed)
    x = np.ones(cells)
    pull = np.ones(classes)
    own = np.zeros(cells)
    for c in range(cells):
        own[c] = 1.0 - squares[c] / (mass[c] * mass[c]) if mass[c] > 0 else 0.0
    expected = np.empty(classes)
    for _ in range(rounds):
        expected[:] = 0.0
        for c in range(cells):
            for d in range(cells):
                part = own[c] if c == d else 1.0
                expected[pair_class[c, d]] += mass[c] * x[c] * mass[d] * x[d] * part
        for k in range(classes):
            pull[k] = 2.0 * observed[k] / expected[k] if expected[k] > 0 else 0.0
        for _again in range(2):
            worst = 0.0
            for c in range(cells):
                total = 0.0
                for d in range(cells):
                    part = own[c] if c == d else 1.0
                    total += mass[d] * x[d] * pull[pair_class[c, d]] * part
                if total > 0 and mass[c] > 0:
                    new = (x[c] / total) ** 0.5
                    worst = max(worst, abs(new - x[c]) / x[c])
                    x[c] = new
        if worst < 1e-4:
            break
    weight = np.empty((cells, cells))
    for c in range(cells):
        for d in range(cells):
            part = own[c] if c == d else 1.0
            weight[c, d] = mass[c] * x[c] * mass[d] * x[d] * pull[pair_class[c, d]] * part
    return weight
