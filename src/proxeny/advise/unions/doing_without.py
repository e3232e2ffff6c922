"""What the best union loses without one of its members: the best of all other choices, proven or bounded."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from proxeny.advise.unions.bounding import tighten
from proxeny.advise.unions.problem import Floats, Longs, Problem
from proxeny.advise.unions.searching import price_swaps
from proxeny.advise.unions.solving import Limits, Solved, solve


@dataclass(frozen=True, slots=True)
class Loss:
    """Of one member (number of a candidate). instead, by_one: the best single replacement and what it loses.

    low, high: what the best of all choices without the member loses at least and at most; the same where proven.
    instead: None where no single replacement keeps the rules; high: infinite where no choice without it was found.
    """

    at: int
    instead: int | None
    by_one: float | None
    low: float
    high: float

    @property
    def proven(self) -> bool:
        """Whether the loss is known exactly."""
        return self.high - self.low <= 1e-6


def price_members(problem: Problem, solved: Solved, seconds: float = 0.0) -> dict[int, Loss]:
    """Candidate -> its loss, of all members that need not be in. seconds: for new choices; 0: single replacements only.

    A replacement is a choice without the member, so that its loss is the most; no choice without it is better than the
    bound, so that what lies between that and the union is the least. Candidates that no set better than the
    replacement can hold are left out, by the bound of the whole problem.
    """
    swaps = price_swaps(problem, solved.chosen)
    found = {}
    for row, at in enumerate(solved.chosen):
        if not problem.forced[at]:
            best = int(swaps[row].argmax())
            worth = float(swaps[row, best])
            known = bool(np.isfinite(worth))
            loss = solved.objective - worth
            found[int(at)] = Loss(int(at), best if known else None, loss if known else None, 0.0, loss)
    if seconds <= 0 or not found:
        return found
    begun = time.perf_counter()
    most = max((one.high for one in found.values() if np.isfinite(one.high)), default=0.0)
    tight = tighten(problem, solved.objective - most)
    for place, one in enumerate(sorted(found.values(), key=lambda one: one.high)):
        left = max(seconds - (time.perf_counter() - begun), 0.0) / (len(found) - place)
        found[one.at] = _solve_without(problem, solved, one, (tight.share, tight.with_each), left)
    return found


def _solve_without(problem: Problem, solved: Solved, one: Loss, tight: tuple[Floats, Floats], seconds: float) -> Loss:
    """The loss by solving the problem again without the member, for as long as there is time."""
    share, with_each = tight
    floor = solved.objective - one.high
    keep = np.flatnonzero((with_each > floor - 1e-9) | problem.forced | np.isin(np.arange(problem.size), solved.chosen))
    if one.instead is not None:
        keep = np.union1d(keep, [one.instead])
    keep = keep[keep != one.at]
    smaller = problem.only(keep)
    start: Longs | None = None
    if one.instead is not None:
        start = np.searchsorted(keep, np.sort(np.append(solved.chosen[solved.chosen != one.at], one.instead)))
    other = solve(smaller, Limits(max(seconds, 0.02)), start, share[np.ix_(keep, keep)])
    if other is None:
        return one
    high = min(solved.objective - other.objective, one.high)
    low = min(max(solved.objective - other.bound, 0.0), high)
    return Loss(one.at, one.instead, one.by_one, low if other.status != "optimal" else high, high)
