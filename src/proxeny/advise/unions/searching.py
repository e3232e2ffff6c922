"""A good union soon: greed from several starts, then the best exchange of one city again and again."""

from __future__ import annotations

import numpy as np

from proxeny.advise.unions.clock import FOREVER, Clock
from proxeny.advise.unions.problem import Flags, Floats, Longs, Problem

_NONE = -np.inf
_NOISE = 0.1
STARTS = 12


def search(problem: Problem, seed: int = 1, starts: int = STARTS, clock: Clock = FOREVER) -> Longs | None:
    """The best set found, sorted; None where no start gave one that keeps the rules.

    clock: when it is over no further start is made, and a set is no longer improved.
    """
    draw = np.random.default_rng(seed)
    scale = _NOISE * float(problem.gain.std() + problem.fit.mean() * problem.rules.size + 1e-12)
    best: Longs | None = None
    for start in range(starts):
        if start and clock.over:
            break
        noise = draw.normal(0.0, scale, problem.size) if start else np.zeros(problem.size)
        begun = _grow(problem, noise)
        if begun is None:
            continue
        found = improve(problem, begun, clock)
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
    group, rules = problem.group, problem.rules
    added = problem.gain + problem.fit[:, chosen].sum(axis=1)
    counts = np.bincount(group[chosen], minlength=problem.groups)
    own = group[chosen][:, None] == group[None, :]
    closed = counts[group][None, :] - own >= rules.cap
    closed |= (problem.apart[:, chosen].sum(axis=1)[None, :] - problem.apart[chosen]) > 0
    closed[:, chosen] = True
    # A city that alone stands for its country takes the country with it: then another new country has to come.
    alone = counts[group[chosen]] == 1
    short = (counts > 0).sum() - alone < rules.min_groups
    held = (counts[group] > 0)[None, :] & ~(own & alone[:, None])
    closed |= short[:, None] & held
    table = problem.value(chosen) - added[chosen][:, None] + added[None, :] - problem.fit[chosen]
    return np.where(closed, _NONE, table)


def improve(problem: Problem, chosen: Longs, clock: Clock = FOREVER) -> Longs:
    """Make the exchange that gains most, as long as one gains and there is time."""
    movable = ~problem.forced[chosen]
    while movable.any() and not clock.over:
        table = price_swaps(problem, chosen)
        table[~movable] = _NONE
        row, at = np.unravel_index(int(table.argmax()), table.shape)
        if not table[row, at] > problem.value(chosen) + 1e-9:
            break
        chosen = np.sort(np.append(np.delete(chosen, row), at))
        movable = ~problem.forced[chosen]
    return chosen
