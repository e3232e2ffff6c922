"""Pairs that share more than chance gives: projections of the bipartite graph, validated against its model.

Saracco and others 2017, New J. Phys. 19, 053022: the number that two members share is a sum of independent trials, one
a network; its chance to be as large is the pair's p-value; false discoveries are controlled over all pairs (Benjamini
and Hochberg 1995). Pairs of equal degrees have equal chances, so few distributions are computed for many pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.stats import poisson

from proxeny.graph.bicm import Model, Side, solve
from proxeny.graph.kernels import Floats, Ints, Longs
from proxeny.graph.kernels.sharing import count_shared, pick_pairs, tail_exact
from proxeny.graph.memberships import Memberships

ALPHA = 0.05
Approximation = Literal["exact", "poisson"]


@dataclass(frozen=True, slots=True)
class Projection:
    """Validated pairs of one side.

    tested: all pairs. sharing: those that share anything. threshold: p-values up to it pass. smallest: the smallest
    p-value there is. attainable: the smallest that any pair could have, if it shared all that the smaller one has.
    can_pass: pairs that could pass if they shared all they could. one, other, shared, p: the pairs that pass.
    """

    tested: int
    sharing: int
    alpha: float
    threshold: float
    smallest: float | None
    attainable: float | None
    can_pass: int
    one: Ints
    other: Ints
    shared: Ints
    p: Floats
    of_each: Longs
    tails: Floats  # [class, class, s]: chance to share at least s

    @property
    def validated(self) -> int:
        """Pairs that pass."""
        return len(self.one)

    @property
    def possible(self) -> bool:
        """Whether any pair could pass at all, whatever it shared."""
        return self.can_pass > 0


def validate_members(held: Memberships, alpha: float = ALPHA, how: Approximation = "exact") -> Projection:
    """The pairs of members that share more networks than chance gives."""
    model = solve(held.of_members, held.of_networks)
    return validate(held.matrix, model.members, model.chance, model.networks.held, alpha, how)


def validate_networks(held: Memberships, alpha: float = ALPHA, how: Approximation = "exact") -> Projection:
    """The pairs of networks that share more members than chance gives."""
    model = solve(held.of_members, held.of_networks)
    return validate(held.matrix.T.tocsr(), model.networks, model.chance.T, model.members.held, alpha, how)


def validate_both(
    held: Memberships, alpha: float = ALPHA, how: Approximation = "exact"
) -> tuple[Model, Projection, Projection]:
    """The solved model, and the validated pairs of members and of networks."""
    model = solve(held.of_members, held.of_networks)
    members = validate(held.matrix, model.members, model.chance, model.networks.held, alpha, how)
    turned = held.matrix.T.tocsr()
    return model, members, validate(turned, model.networks, model.chance.T, model.members.held, alpha, how)


def validate(
    matrix: sparse.csr_array, side: Side, chance: Floats, times: Longs, alpha: float, how: Approximation
) -> Projection:
    """Validate the pairs of rows. chance: classes of rows x classes of columns; times: columns of each class."""
    turned = matrix.tocsc()
    lists = (
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32),
        turned.indptr.astype(np.int64), turned.indices.astype(np.int32),
    )  # fmt: skip
    groups, rows = len(side.degree), int(matrix.shape[0])
    most = int(side.degree.max(initial=0))
    found = count_shared(*lists, side.of, groups, most)
    tails = _tails(side, chance, times, found, most, how)
    tested = rows * (rows - 1) // 2
    threshold = _threshold(tails[found > 0], found[found > 0], tested, alpha)
    least = _least(tails, threshold, most)
    passed = found * (np.arange(most + 1)[None, None, :] >= least[:, :, None])
    one, other, shared = pick_pairs(*lists, side.of, least, int(passed.sum()))
    low, high = np.minimum(side.of[one], side.of[other]), np.maximum(side.of[one], side.of[other])
    p = tails[low, high, shared]
    each = np.bincount(one, minlength=rows) + np.bincount(other, minlength=rows)
    smallest = float(tails[found > 0].min()) if (found > 0).any() else None
    attainable, can_pass = _attainable(side, tails, tested, alpha)
    return Projection(
        tested, int(found.sum()), alpha, threshold, smallest, attainable, can_pass, one, other, shared, p, each, tails
    )


def _tails(side: Side, chance: Floats, times: Longs, found: Longs, most: int, how: Approximation) -> Floats:
    """[class, class, s]: chance that a pair of these classes shares at least s; 1 at 0."""
    groups = len(side.degree)
    tails = np.ones((groups, groups, most + 1))
    for g in range(groups):
        for h in range(g, groups):
            if g == h and side.held[g] < 2:
                continue
            both = chance[g] * chance[h]
            if how == "poisson":
                tails[g, h, 1:] = poisson.sf(np.arange(most), (both * times).sum())
            else:
                tails[g, h] = tail_exact(both, times, most)
    return tails


def _threshold(p: Floats, pairs: Longs, tested: int, alpha: float) -> float:
    """Benjamini and Hochberg: the largest p-value at most alpha times its rank over all pairs; 0 where none is."""
    order = np.argsort(p)
    rank = np.cumsum(pairs[order])
    passing = np.flatnonzero(p[order] <= alpha * rank / max(tested, 1))
    return float(p[order][passing[-1]]) if len(passing) else 0.0


def _least(tails: Floats, threshold: float, most: int) -> Ints:
    """From how many shared on a pair passes; more than anybody has where none can."""
    passing = (tails <= threshold) & (threshold > 0)
    passing[:, :, 0] = False
    first = np.where(passing.any(axis=2), passing.argmax(axis=2), most + 1)
    return first.astype(np.int32)


def _attainable(side: Side, tails: Floats, tested: int, alpha: float) -> tuple[float | None, int]:
    """The smallest p-value that any pair could have, and how many could pass if all of these had theirs.

    Each pair is taken to share all that the one with fewer has; Benjamini and Hochberg is then as kind as it can be.
    """
    groups = len(side.degree)
    best, pairs = [], []
    for g in range(groups):
        for h in range(g, groups):
            held = side.held[g] * (side.held[g] - 1) // 2 if g == h else side.held[g] * side.held[h]
            if held and side.degree[g]:
                best.append(tails[g, h, min(side.degree[g], side.degree[h])])
                pairs.append(held)
    if not best:
        return None, 0
    p, many = np.array(best), np.array(pairs, np.int64)
    threshold = _threshold(p, many, tested, alpha)
    return float(p.min()), int(many[p <= threshold].sum()) if threshold > 0 else 0
