"""The bipartite configuration model: chances of membership that keep everybody's number of memberships in the mean.

Saracco, Di Clemente, Gabrielli and Squartini 2015, Sci. Rep. 5, 10595: p(a, j) = x(a) y(j) / (1 + x(a) y(j)), with x, y
such that the expected numbers are the observed ones. Equal numbers have equal fitness, so it is solved by classes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs

_ROUNDS, _EXACT = 500, 1e-11


@dataclass(frozen=True, slots=True)
class Side:
    """One side by classes of equal degree: the degree, how many have it, and of each of its nodes the class."""

    degree: Longs
    held: Longs
    of: Ints

    @classmethod
    def read(cls, degrees: Longs) -> Side:
        """Classes of ``degrees``."""
        degree, of, held = np.unique(degrees, return_inverse=True, return_counts=True)
        return cls(degree.astype(np.int64), held.astype(np.int64), of.astype(np.int32))


@dataclass(frozen=True, slots=True)
class Model:
    """A solved model: the classes of members and networks, and the chance that one of a class belongs to the other."""

    members: Side
    networks: Side
    chance: Floats  # classes of members x classes of networks
    error: float  # the largest difference of an expected number from the observed one


def solve(of_members: Longs, of_networks: Longs) -> Model:
    """Solve the model by Newton's method in the logarithms of the fitnesses, with halved steps where one goes too far.

    Those who belong to nothing have chance 0, those who belong to everything chance 1; they are set aside first.
    """
    members, networks = Side.read(of_members), Side.read(of_networks)
    chance = np.zeros((len(members.degree), len(networks.degree)))
    rows, columns = np.ones(len(members.degree), np.bool_), np.ones(len(networks.degree), np.bool_)
    left, above = members.degree.astype(np.float64), networks.degree.astype(np.float64)
    changed = True
    while changed:  # a class set aside at 1 lowers what the other side still needs, which may set aside another
        changed = False
        for need, mine, others, weight, axis in (
            (left, rows, columns, networks.held, 0), (above, columns, rows, members.held, 1)
        ):  # fmt: skip
            room = float(weight[others].sum())
            for at in np.flatnonzero(mine):
                if need[at] <= 0 or need[at] >= room:
                    full = need[at] > 0
                    line = np.s_[at, others] if axis == 0 else np.s_[others, at]
                    chance[line] = float(full)
                    if full:
                        (above if axis == 0 else left)[others] -= (members if axis == 0 else networks).held[at]
                    mine[at], changed = False, True
    if rows.any() and columns.any():
        found = _newton(left[rows], members.held[rows], above[columns], networks.held[columns])
        chance[np.ix_(rows, columns)] = found
    far = np.abs(chance @ networks.held - members.degree).max(initial=0.0)
    wide = np.abs(members.held @ chance - networks.degree).max(initial=0.0)
    return Model(members, networks, chance, float(max(far, wide)))


def _newton(k: Floats, n: Longs, d: Floats, m: Longs) -> Floats:
    """Chances between classes: k, n: degree and number of members; d, m: of networks."""
    total = float((k * n).sum())
    x, y = np.log(k / np.sqrt(total)), np.log(d / np.sqrt(total))
    value = _likelihood(x, y, k, n, d, m)
    for _ in range(_ROUNDS):
        p = 1.0 / (1.0 + np.exp(-(x[:, None] + y[None, :])))
        off_x, off_y = n * (k - p @ m), m * (d - n @ p)
        if max(np.abs(off_x / n).max(), np.abs(off_y / m).max()) < _EXACT * max(1.0, float(d.max())):
            break
        q = p * (1 - p) * n[:, None] * m[None, :]
        hessian = np.block([[np.diag(q.sum(1)), q], [q.T, np.diag(q.sum(0))]])
        hessian[np.diag_indices_from(hessian)] += 1e-10 * (1 + hessian.diagonal())  # x + c, y - c are the same model
        step = np.linalg.solve(hessian, np.concatenate([off_x, off_y]))
        scale = 1.0
        while scale > 1e-8:
            new_x, new_y = x + scale * step[: len(x)], y + scale * step[len(x) :]
            new = _likelihood(new_x, new_y, k, n, d, m)
            if new >= value - 1e-9 * abs(value):
                break
            scale /= 2
        x, y, value = new_x, new_y, new
    return np.asarray(1.0 / (1.0 + np.exp(-(x[:, None] + y[None, :]))))


def _likelihood(x: Floats, y: Floats, k: Floats, n: Longs, d: Floats, m: Longs) -> float:
    spread = np.logaddexp(0.0, x[:, None] + y[None, :])
    return float((n * k * x).sum() + (m * d * y).sum() - n @ spread @ m)
