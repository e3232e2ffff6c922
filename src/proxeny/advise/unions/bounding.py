"""How good a union can be at most: a Lagrangian bound, and which candidates cannot be in a better one.

Every pair's fit is divided between its two cities. Divided, the problem falls apart: each city takes the best others
for itself alone, and the best cities are taken by what they then bring. That is an upper bound for every division; the
division is improved by subgradient steps until the partners chosen from both sides agree as far as they can.

Source: A. Caprara, D. Pisinger, P. Toth, "Exact solution of the quadratic knapsack problem", INFORMS Journal on
Computing 11 (1999) 125-137, with a number of cities and caps by country in the place of the knapsack; step by
B. T. Polyak (1969). Caps make the inner problems truncated partition matroids, which greed solves exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.advise.unions.clock import FOREVER, Clock
from proxeny.advise.unions.problem import Flags, Floats, Longs, Problem

TINY = 1e-9
_NONE = -np.inf
_PATIENCE = 15
_LOWEST = -1e4  # stands for -inf within sums and sorts
_STEP = 1e5


@dataclass(frozen=True, eq=False)
class Bounded:
    """bound: no set is worth more. share: how pairs are divided. with_each: no set with this one is worth more."""

    bound: float
    share: Floats
    with_each: Floats


@dataclass(frozen=True, eq=False)
class Room:
    """What each row may take: of each group, in all; and of how many groups that are not ``covered`` at least one."""

    room: Longs
    many: Longs
    covered: Flags
    need: Longs


def take_best(worth: Floats, group: Longs, asked: Room) -> tuple[Flags, Floats]:
    """In each row the candidates that are worth most together, within ``asked``; and their sum (-inf: too few).

    Sorting by group and worth at once puts the members of a group side by side: its first ``room`` stay. The best of
    as many groups as are needed are taken first, then the best of all: since the best of a group comes before its
    others, no other choice is worth more.
    """
    rows, n = worth.shape
    low = np.maximum(worth, _LOWEST)
    order = np.argsort(group * _STEP - low, axis=1, kind="stable")
    sizes = np.bincount(group, minlength=asked.room.shape[1])
    start = np.cumsum(sizes) - sizes
    place = np.arange(n) - np.repeat(start, sizes)  # within its group, the same in every row
    allowed = place < np.repeat(asked.room, sizes, axis=1)
    kept = np.where(allowed, np.take_along_axis(low, order, axis=1), _LOWEST)
    lifted = kept
    short: Flags = np.zeros(rows, np.bool_)
    if asked.need.any():
        there = sizes > 0
        heads = np.where(asked.covered[:, there], _LOWEST, kept[:, start[there]])
        first = np.argsort(-heads, axis=1, kind="stable")
        wanted = np.arange(heads.shape[1]) < asked.need[:, None]
        short = np.asarray((wanted & (np.take_along_axis(heads, first, axis=1) <= _LOWEST)).any(axis=1))
        short |= asked.need > heads.shape[1]
        lift = np.zeros(heads.shape)
        np.put_along_axis(lift, first, np.where(wanted, _STEP, 0.0), axis=1)
        lifted = kept.copy()
        lifted[:, start[there]] += np.where(kept[:, start[there]] > _LOWEST, lift, 0.0)
    best = np.argsort(-lifted, axis=1, kind="stable")
    taken = np.take_along_axis(kept, best, axis=1)
    use = (np.arange(n) < asked.many[:, None]) & (taken > _LOWEST)
    total = np.where(use, taken, 0.0).sum(axis=1)
    total[(use.sum(axis=1) < asked.many) | short | (asked.need > asked.many)] = _NONE
    chosen = np.zeros((rows, n), np.bool_)
    np.put_along_axis(chosen, np.take_along_axis(order, best, axis=1), use, axis=1)
    return chosen, total


class Division:
    """The divided problem: its rows are evaluated anew only where the division changed."""

    def __init__(self, problem: Problem, share: Floats) -> None:
        self.problem = problem
        self.share = share
        n, groups = problem.size, problem.groups
        self._closed = problem.apart | np.eye(n, dtype=np.bool_) | problem.forced[None, :]
        held = np.bincount(problem.group[problem.forced], minlength=groups)
        self._room = np.full(groups, problem.rules.cap, np.int64) - held
        self._covered = held > 0
        rooms, covered = np.tile(self._room, (n, 1)), np.tile(self._covered, (n, 1))
        free = np.flatnonzero(~problem.forced)
        rooms[free, problem.group[free]] -= 1
        covered[np.arange(n), problem.group] = True
        self._many = problem.rules.size - int(problem.forced.sum())
        many = np.where(problem.forced, self._many, self._many - 1)
        need = np.maximum(problem.rules.min_groups - covered.sum(axis=1), 0)
        clash = (problem.apart & problem.forced[None, :]).any(axis=1) | (rooms < 0).any(axis=1)
        self._dead = clash | (many < 0)
        self._inner = Room(rooms, many, covered, need)
        self.picks = np.zeros((n, n), np.bool_)
        self.worth = np.full(n, _NONE)
        self.refresh(np.arange(n))

    def refresh(self, rows: Longs) -> None:
        """Choose again the partners of some cities."""
        problem, inner = self.problem, self._inner
        worth = np.where(self._closed[rows], _NONE, self.share[rows])
        asked = Room(inner.room[rows], inner.many[rows], inner.covered[rows], inner.need[rows])
        chosen, total = take_best(worth, problem.group, asked)
        others = np.repeat(problem.forced[None, :], len(rows), axis=0)
        others[np.arange(len(rows)), rows] = False
        self.picks[rows] = chosen | others
        given = np.where(others, self.share[rows], 0.0).sum(axis=1)
        self.worth[rows] = np.where(self._dead[rows], _NONE, problem.gain[rows] + given + total)

    def outer(self) -> tuple[Flags, float, Floats]:
        """The best cities, what they are worth together, and the most that a set with each candidate is worth."""
        problem = self.problem
        need = max(problem.rules.min_groups - int(self._covered.sum()), 0)
        if self._many < 0:
            return problem.forced, _NONE, np.full(problem.size, _NONE)
        free = np.where(problem.forced, _NONE, self.worth)
        asked = Room(
            np.tile(self._room, (2, 1)), np.array([self._many, max(self._many - 1, 0)]),
            np.tile(self._covered, (2, 1)), np.array([need, max(need - 1, 0)]),
        )  # fmt: skip
        chosen, total = take_best(np.tile(free, (2, 1)), problem.group, asked)
        base = float(self.worth[problem.forced].sum())
        bound = base + float(total[0])
        if not np.isfinite(bound):
            return problem.forced, _NONE, np.full(problem.size, _NONE)
        alone = base + total[1] + self.worth if self._many else np.full(problem.size, _NONE)
        with_each = np.where(problem.forced, bound, np.minimum(alone, bound))
        return chosen[0] | problem.forced, bound, with_each


def tighten(
    problem: Problem,
    floor: float,
    share: Floats | None = None,
    pace: tuple[int, float] = (100, 1.0),
    clock: Clock = FOREVER,
) -> Bounded:
    """Improve the division by subgradient steps towards ``floor``, a value that some set reaches.

    pace: how many steps at most, and how long the first is. clock: when it is over one step has to do: every step gives
    a bound.
    """
    steps, length = pace
    division = Division(problem, (problem.fit / 2 if share is None else share).copy())
    best = Bounded(np.inf, division.share, np.full(problem.size, np.inf))
    with_each, since = best.with_each, 0
    for _ in range(steps):
        chosen, bound, now = division.outer()
        with_each = np.minimum(with_each, now)
        better = bound < best.bound - 1e-5 * abs(bound)
        if bound < best.bound:
            best = Bounded(bound, division.share.copy(), with_each)
        since = 0 if better else since + 1
        if not np.isfinite(bound) or best.bound <= floor + TINY or clock.over:
            break
        if since >= _PATIENCE:
            length, since = length / 2, 0
            division = Division(problem, best.share.copy())
            continue
        one_sided = division.picks & chosen[:, None] & ~(division.picks & chosen[:, None]).T
        if not one_sided.any() or length < 1e-3:
            break
        step = length * (bound - floor) / one_sided.sum()
        division.share += step * (one_sided.T.astype(np.float64) - one_sided)
        division.refresh(np.flatnonzero(one_sided.any(axis=1) | one_sided.any(axis=0)))
    return Bounded(best.bound, best.share, np.minimum(with_each, best.bound))
