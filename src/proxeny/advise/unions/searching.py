"""A good union soon: greed from several starts, then the best exchange of one city again and again."""

from __future__ import annotations

import math
import time

import numpy as np

from proxeny.advise.unions.problem import Flags, Floats, Longs, Problem

_NONE = -np.inf
_NOISE = 0.1
STARTS = 12


def search(problem: Problem, seed: int = 1, starts: int = STARTS, seconds: float = math.inf) -> Longs | None:
    """The best set found, sorted; None where no start gave one that keeps the rules.

    seconds: with a set in hand, no further start is made after so long.
    """
    begun_at = time.perf_counter()
    draw = np.random.default_rng(seed)
    scale = _NOISE * float(problem.gain.std() + problem.fit.mean() * problem.rules.size + 1e-12)
    best: Longs | None = None
    for start in range(starts):
        if best is not None and time.perf_counter() - begun_at > seconds:
            break
        noise = draw.normal(0.0, scale, problem.size) if start else np.zeros(problem.size)
        begun = _grow(problem, noise)
        if begun is None:
            continue
        found = improve(problem, begun)
        if best is None or problem.value(found) > problem.value(best):
            best = found
    return best


def _grow(problem: Problem, noise: Floats) -> Longs | None:
    """Add the city that adds most, until the set is full."""
    rules = problem.rules
    chosen = [int(at) for at in np.flatnonzero(problem.forced)]
    hope = problem.fit.mean(axis=1)
    while len(chosen) < rules.size:
        counts = np.bincount(problem.group[chosen], minlength=problem.groups)
        added = problem.gain + problem.fit[:, chosen].sum(axis=1) + hope * (rules.size - len(chosen)) + noise
        closed = _closed(problem, np.array(chosen, np.int64), counts)
        if rules.min_groups - (counts > 0).sum() >= rules.size - len(chosen):
            closed |= counts[problem.group] > 0
        added[closed] = _NONE
        at = int(added.argmax())
        if added[at] == _NONE:
            return None
        chosen.append(at)
    found = np.sort(np.array(chosen, np.int64))
    return found if problem.allows(found) else None


def _closed(problem: Problem, chosen: Longs, counts: Longs) -> Flags:
    """Candidates that cannot be added: chosen, of a full country, or apart from one that is chosen."""
    closed = counts[problem.group] >= problem.rules.cap
    closed[chosen] = True
    if len(chosen):
        closed |= problem.apart[:, chosen].any(axis=1)
    return np.asarray(closed)


def price_swaps(problem: Problem, chosen: Longs) -> Floats:
    """What the objective becomes when each chosen city (row) is replaced by each candidate; -inf: not allowed."""
    base = problem.value(chosen)
    added = problem.gain + problem.fit[:, chosen].sum(axis=1)
    table = np.full((len(chosen), problem.size), _NONE)
    for row, at in enumerate(chosen):
        rest = chosen[chosen != at]
        counts = np.bincount(problem.group[rest], minlength=problem.groups)
        closed = _closed(problem, rest, counts)
        closed[at] = True
        if (counts > 0).sum() < problem.rules.min_groups:
            closed |= counts[problem.group] > 0
        table[row] = np.where(closed, _NONE, base - added[at] + added - problem.fit[:, at])
    return table


def improve(problem: Problem, chosen: Longs) -> Longs:
    """Make the exchange that gains most, as long as one gains."""
    movable = ~problem.forced[chosen]
    while movable.any():
        table = price_swaps(problem, chosen)
        table[~movable] = _NONE
        row, at = np.unravel_index(int(table.argmax()), table.shape)
        if not table[row, at] > problem.value(chosen) + 1e-9:
            break
        chosen = np.sort(np.append(np.delete(chosen, row), at))
        movable = ~problem.forced[chosen]
    return chosen
