"""What a wish costs: the best union without it less the best with it, both solved; proven or bounded."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from proxeny.advise.unions.clock import FOREVER, Clock
from proxeny.advise.unions.problem import Problem
from proxeny.advise.unions.solving import Limits, Solved, solve


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs that a city must be in: the objective with and without the wish. at: None for all together.

    low, high: the price at least and at most; the same where both choices are proven.
    """

    at: int | None
    with_it: float
    without_it: float
    low: float
    high: float

    @property
    def proven(self) -> bool:
        """Whether the price is known exactly."""
        return self.high - self.low <= 1e-6


def price_wishes(problem: Problem, solved: Solved, seed: int = 1, clock: Clock = FOREVER) -> tuple[Price, ...]:
    """The price of each city that must be in, and of all of them together where there are several.

    Without a wish nothing gets worse, so that a price is never below nothing; what is chosen without it was found or
    is bounded, so that the price lies between. The time is shared out: what one leaves the next may use.
    """
    forced = np.flatnonzero(problem.forced)
    wishes: list[int | None] = [int(at) for at in forced] + ([None] if len(forced) > 1 else [])
    made = []
    for place, at in enumerate(wishes):
        free = problem.forced.copy()
        free[forced if at is None else at] = False
        limits = Limits(clock.left / (len(wishes) - place), seed=seed)
        other = solve(replace(problem, forced=free), limits, solved.chosen)
        if other is not None:
            low, high = other.objective - solved.bound, other.bound - solved.objective
            made.append(Price(at, solved.objective, other.objective, max(low, 0.0), max(high, 0.0)))
    return tuple(made)
