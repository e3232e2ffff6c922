"""Tiers: which units can be told apart, and which cannot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.methods import Floats

Relation = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tiers:
    """The order as far as it is sure.

    ``tier``: of every unit, from 1; 0 without a score. ``above``: units x units, who is surely before whom, closed
    under transitivity. ``covers``: pairs (upper, lower) of the Hasse diagram, with nothing in between. ``told``: the
    share of pairs that can be told apart.
    """

    tier: NDArray[np.int64]
    above: Relation
    covers: tuple[tuple[int, int], ...]
    told: float


def build_tiers(wins: Floats, scored: NDArray[np.bool_], confidence: float) -> Tiers:
    """Units within a tier cannot be told apart; below the first each has a unit of the tier above surely before it.

    A unit is surely before another if it wins in at least ``confidence`` of the draws. The relation is closed under
    transitivity; units that then stand both before and after each other are not told apart. A tier is what remains
    undominated when the tiers above are taken away. Source: partial order ranking and Hasse diagrams as in Bruggemann
    and Patil (2011), Ranking and Prioritization for Multi-indicator Systems.
    """
    sure = (wins >= confidence) & scored[:, None] & scored[None, :]
    np.fill_diagonal(sure, False)
    closed = close(sure)
    above = closed & ~closed.T
    tier = np.zeros(len(wins), dtype=np.int64)
    left, number = scored.copy(), 0
    while left.any():
        number += 1
        beaten = above[left].any(axis=0)
        top = left & ~beaten
        tier[top] = number
        left &= ~top
    count = int(scored.sum())
    pairs = count * (count - 1) / 2
    return Tiers(tier, above, tuple(cover(above)), float(above.sum() / pairs) if pairs else 0.0)


def close(relation: Relation) -> Relation:
    """The transitive closure, by squaring.

    >>> close(np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)).astype(int).tolist()
    [[0, 1, 1], [0, 0, 1], [0, 0, 0]]
    """
    closed = relation.copy()
    while True:
        wider = closed | (closed.astype(np.float32) @ closed.astype(np.float32) > 0.5)
        if (wider == closed).all():
            return closed
        closed = wider


def cover(above: Relation) -> list[tuple[int, int]]:
    """The pairs of a strict order with nothing in between: the edges of its Hasse diagram."""
    between = above.astype(np.float32) @ above.astype(np.float32) > 0.5
    return [(int(a), int(b)) for a, b in np.argwhere(above & ~between)]
