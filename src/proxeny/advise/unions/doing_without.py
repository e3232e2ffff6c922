"""What the best union loses without one of its members: the best of all other choices, proven or bounded."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from proxeny.advise.unions.bounding import Bounded, tighten
from proxeny.advise.unions.clock import Clock
from proxeny.advise.unions.feasible import Undecided
from proxeny.advise.unions.problem import Longs, Problem
from proxeny.advise.unions.searching import price_swaps
from proxeny.advise.unions.solving import Limits, Solved, solve

_BETTER = 1e-7  # points by which a set has to be worth more to take the place of the one in hand


@dataclass(frozen=True, slots=True)
class Loss:
    """Of one member (number of a candidate). instead, by_one: the best single replacement and what it loses.

    low, high: what the best of all choices without the member loses at least and at most; the same where proven.
    instead: None where no single replacement keeps the rules; high: infinite where no choice without it was found,
    low too where there is none.
    """

    at: int
    instead: int | None
    by_one: float | None
    low: float
    high: float

    @property
    def proven(self) -> bool:
        """Whether the loss is known exactly."""
        return self.high == self.low or self.high - self.low <= 1e-6


def price_members(problem: Problem, solved: Solved, clock: Clock | None = None) -> tuple[dict[int, Loss], Longs | None]:
    """Candidate -> its loss, of all members that need not be in; and a better set, where one was come upon.

    clock: time for new choices; None: single replacements only. A replacement is a choice without the member, so that
    its loss is the most; no choice without it is better than the bound, so that what lies between that and the union is
    the least: below nothing where the union itself is not proven. Candidates that no set better than the replacement
    can hold are left out, by the bound of the whole problem.
    """
    swaps = price_swaps(problem, solved.chosen)
    least = min(solved.objective - solved.bound, 0.0)
    found = {}
    for row, at in enumerate(solved.chosen):
        if not problem.forced[at]:
            best = int(swaps[row].argmax())
            worth = float(swaps[row, best])
            known = bool(np.isfinite(worth))
            loss = solved.objective - worth
            found[int(at)] = Loss(int(at), best if known else None, loss if known else None, least, loss)
    if clock is None or clock.over or not found:
        return found, None
    most = max((one.high for one in found.values() if np.isfinite(one.high)), default=0.0)
    tight = tighten(problem, solved.objective - most, clock=clock)
    for place, one in enumerate(sorted(found.values(), key=lambda one: one.high)):
        if clock.over:
            found[one.at] = replace(one, low=max(one.low, solved.objective - tight.bound))
            continue
        found[one.at], better = _solve_without(problem, solved, one, tight, clock.left / (len(found) - place))
        if better is not None:
            return found, better
    return found, None


def _solve_without(
    problem: Problem, solved: Solved, one: Loss, tight: Bounded, seconds: float
) -> tuple[Loss, Longs | None]:
    """The loss by solving the problem again without the member, for as long as there is time; and a better set."""
    keep = np.flatnonzero(
        (tight.with_each > solved.objective - one.high - 1e-9)
        | problem.forced | np.isin(np.arange(problem.size), solved.chosen)
    )  # fmt: skip
    start: Longs | None = None
    if one.instead is not None:
        keep = np.union1d(keep, [one.instead])
    keep = keep[keep != one.at]
    if one.instead is not None:
        start = np.searchsorted(keep, np.sort(np.append(solved.chosen[solved.chosen != one.at], one.instead)))
    smaller = problem.only(keep)
    try:
        other = solve(smaller, Limits(seconds), start, tight.share[np.ix_(keep, keep)])
    except Undecided:
        return one, None
    if other is None:
        return replace(one, low=np.inf), None
    high = min(solved.objective - other.objective, one.high)
    low = min(max(solved.objective - other.bound, one.low), high)
    loss = Loss(one.at, one.instead, one.by_one, low if other.status != "optimal" else high, high)
    return loss, keep[other.chosen] if high < -_BETTER else None
