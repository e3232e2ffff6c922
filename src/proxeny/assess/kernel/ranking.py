"""Ranks, their distribution and who beats whom, over many draws."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.kernel.compiled import compiled
from proxeny.assess.methods import Floats

Ranks = NDArray[np.int16]
_TIE = 1e-12
_LAST = 32767
_TILE = 16


@compiled
def rank_draws(scores: Floats, out: Ranks) -> None:
    """Ranks from 1 for the highest of every row; no score is ranked after all others (32767)."""
    draws, units = scores.shape
    for draw in range(draws):
        row = scores[draw]
        if units <= 96:
            for a in range(units):
                x = row[a]
                bound = x + _TIE * abs(x)
                better = 0
                for b in range(units):
                    better += row[b] > bound
                out[draw, a] = _LAST if np.isnan(x) else better + 1
            continue
        order = np.argsort(-row)
        rank, before = 0, np.inf
        for place in range(units):
            x = row[order[place]]
            if np.isnan(x):
                out[draw, order[place]] = _LAST
                continue
            if place == 0 or before - x > _TIE * max(abs(before), abs(x)):
                rank = place + 1
            before = x
            out[draw, order[place]] = rank


@compiled
def count_wins(ranks: Ranks) -> NDArray[np.int32]:
    """In how many draws the unit of the row ranks before that of the column."""
    draws, units = ranks.shape
    wins = np.zeros((units, units), dtype=np.int32)
    for first in range(0, units, _TILE):
        last = min(first + _TILE, units)
        for begin in range(0, draws, 16384):
            part = np.zeros((last - first, units), dtype=np.int16)
            for draw in range(begin, min(begin + 16384, draws)):
                row = ranks[draw]
                for a in range(first, last):
                    own, mine = row[a], part[a - first]
                    for b in range(units):
                        mine[b] += np.int16(own < row[b])
            wins[first:last] += part
    return wins


@compiled
def count_ranks(ranks: Ranks) -> NDArray[np.int32]:
    """Units x ranks: in how many draws the unit has the rank; the last column counts draws without a score."""
    draws, units = ranks.shape
    counts = np.zeros((units, units + 1), dtype=np.int32)
    for draw in range(draws):
        for unit in range(units):
            rank = ranks[draw, unit]
            counts[unit, units if rank > units else rank - 1] += 1
    return counts
