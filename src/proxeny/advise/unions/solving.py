"""The best union, exactly: a good set, a bound that shrinks the candidates, branching, or HiGHS where few are left."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from proxeny.advise.unions.bounding import TINY, Division, tighten
from proxeny.advise.unions.clock import Clock
from proxeny.advise.unions.feasible import find_any
from proxeny.advise.unions.linear import solve_linear
from proxeny.advise.unions.problem import Floats, Longs, Problem
from proxeny.advise.unions.searching import improve, search

Status = Literal["optimal", "time_limit"]
Method = Literal["bound", "highs", "branching"]
FEW = 24  # as many candidates HiGHS solves in a tenth of a second


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to try in all, the share of the objective that may stay unproven, and the seed of the search."""

    seconds: float = 10.0
    gap: float = 1e-6
    seed: int = 1


USUAL = Limits()


@dataclass(frozen=True, eq=False)
class Solved:
    """chosen: the set. bound: no set is worth more. left: candidates that the first bound did not settle.

    method: what finished the proof. nodes: parts into which the problem was divided.
    """

    chosen: Longs
    objective: float
    bound: float
    status: Status
    seconds: float
    left: int
    nodes: int
    method: Method

    @property
    def gap(self) -> float:
        """How much better a set could be at most, as a share of the objective."""
        return max(self.bound - self.objective, 0.0) / max(abs(self.objective), TINY)


@dataclass(frozen=True, eq=False)
class _Part:
    """A part of the problem: its candidates (numbers of the whole), the problem, the division, and its bound."""

    here: Longs
    problem: Problem
    share: Floats
    bound: float

    def keep(self, which: Longs) -> _Part:
        return _Part(self.here[which], self.problem.only(which), self.share[np.ix_(which, which)], self.bound)


class _Course:
    """The best set so far, and the clock."""

    def __init__(self, problem: Problem, chosen: Longs, gap: float, clock: Clock) -> None:
        self.whole, self.gap, self.chosen, self.clock = problem, gap, chosen, clock
        self.floor = problem.value(chosen)

    @property
    def aim(self) -> float:
        """A set has to be worth more than this to be better."""
        return self.floor + max(abs(self.floor) * self.gap, TINY)

    def offer(self, chosen: Longs) -> None:
        """Keep a set, improved by exchanges, if it is better."""
        if len(chosen) == self.whole.rules.size and self.whole.allows(chosen):
            better = improve(self.whole, chosen, self.clock)
            if self.whole.value(better) > self.floor + TINY:
                self.chosen, self.floor = better, self.whole.value(better)


def solve(
    problem: Problem, limits: Limits = USUAL, start: Longs | None = None, share: Floats | None = None
) -> Solved | None:
    """The set that is worth most, with proof unless the time is over; None where no set keeps the rules.

    start: a set to begin with, if one is known. share: how the bound of a problem much like this one divided the
    pairs; with both, nothing is searched for first. Raises `Undecided` where the time was over before it was known
    whether any set keeps the rules.
    """
    begun, clock = time.perf_counter(), Clock(limits.seconds)
    found = _begin(problem, limits, clock, start, known=share is not None)
    if found is None:
        return None
    course = _Course(problem, found, limits.gap, clock)
    whole = _Part(np.arange(problem.size), problem, problem.fit / 2 if share is None else share, np.inf)
    first = _shrink(course, whole, 100 if share is None else 40)
    left, nodes, method, bound = 0, 1, "bound", course.floor
    if first is not None:
        left = first.problem.size
        method = "highs" if left <= FEW else "branching"
        bound, nodes = _ask_highs(course, first) if left <= FEW else _branch(course, first)
    proven = bound <= course.aim
    return Solved(
        course.chosen, course.floor, course.floor if proven else float(bound), "optimal" if proven else "time_limit",
        time.perf_counter() - begun, left, nodes, method,  # type: ignore[arg-type]
    )  # fmt: skip


def _begin(problem: Problem, limits: Limits, clock: Clock, start: Longs | None, *, known: bool) -> Longs | None:
    """A good set to begin with; None where no set keeps the rules."""
    fits = start is not None and problem.allows(start)
    found = start if known and fits else search(problem, limits.seed, clock=clock.part(1 / 2))
    if start is not None and fits and (found is None or problem.value(start) > problem.value(found)):
        found = start
    if found is None:
        found = find_any(problem, clock)
        found = None if found is None else improve(problem, found, clock)
    return found


def _shrink(course: _Course, part: _Part, steps: int) -> _Part | None:
    """Tighten the bound and let go of candidates with which no set is better; None: no set of this part is better."""
    size = course.whole.rules.size
    pace = 1.0 if steps > 50 else 0.5
    while True:
        found = tighten(part.problem, course.floor, part.share, (steps, pace), course.clock)
        bound = min(part.bound, found.bound)
        if bound <= course.aim:
            return None
        which = np.flatnonzero(found.with_each > course.aim)
        if len(which) < size or part.problem.forced.sum() > part.problem.forced[which].sum():
            return None
        gone = part.problem.size - len(which)
        part = _Part(part.here, part.problem, found.share, bound).keep(which)
        if gone < max(3, 0.04 * part.problem.size) or course.clock.over:
            return part
        pace = 0.5


def _branch(course: _Course, first: _Part) -> tuple[float, int]:
    """Divide by the candidate that brings most, out and in, until no part can hold a better set; bound and parts."""
    waiting, nodes = [first], 0
    while waiting:
        if course.clock.over:
            return max(part.bound for part in waiting), nodes
        part = waiting.pop()
        nodes += 1
        if part.bound <= course.aim:
            continue
        small = _shrink(course, part, 20)
        if small is None:
            continue
        division = Division(small.problem, small.share)
        course.offer(np.sort(small.here[np.flatnonzero(division.outer()[0])]))
        free = ~small.problem.forced
        if small.problem.size == course.whole.rules.size or not free.any():
            course.offer(np.sort(small.here))
            continue
        at = int(np.where(free, division.worth, -np.inf).argmax())
        waiting.append(replace(small, problem=small.problem.with_forced(at)))
        waiting.append(small.keep(np.flatnonzero(np.arange(small.problem.size) != at)))
    return course.floor, nodes


def _ask_highs(course: _Course, part: _Part) -> tuple[float, int]:
    """Give what is left to HiGHS; bound and nodes."""
    answer = solve_linear(part.problem, course.clock.left)
    if answer.chosen is not None:
        course.offer(np.sort(part.here[answer.chosen]))
    return max(min(part.bound, answer.bound), course.floor), answer.nodes
