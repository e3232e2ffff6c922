"""Whether a set can keep the rules at all; and if not, which rule to relax, and to what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from proxeny.advise.unions.clock import FOREVER, Clock
from proxeny.advise.unions.linear import Rows, add_rules
from proxeny.advise.unions.problem import Longs, Problem, Rules
from proxeny.errors import FaultyInput

_LEAST, _MOST = 0.1, 60.0  # seconds that HiGHS is given
_IMPOSSIBLE = 2  # what HiGHS says where there is no set
Rule = Literal["size", "min_countries", "max_per_country", "include"]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One rule that alone makes the set possible: from what, to what; for ``include``: which cities to leave out."""

    rule: Rule
    now: int
    to: int
    drop: tuple[int, ...] = ()


class Undecided(FaultyInput):
    """The time was over before it was known whether any set keeps the rules."""


def find_any(problem: Problem, clock: Clock = FOREVER, worth: np.ndarray | None = None) -> Longs | None:
    """A set that keeps the rules (of those, one with most of ``worth``), by HiGHS; None where there is none.

    Raises `Undecided` where the time is over first.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    n, groups = problem.size, problem.groups
    if _counts_forbid(problem):
        return None
    rows = Rows()
    add_rules(rows, problem, n)
    matrix = coo_array(
        (np.concatenate(rows.value), (np.concatenate(rows.row), np.concatenate(rows.column))),
        shape=(len(rows.low), n + groups),
    ).tocsr()
    low = np.concatenate([problem.forced.astype(np.float64), np.zeros(groups)])
    gain = np.zeros(n) if worth is None else worth
    result = milp(
        -np.concatenate([gain, np.zeros(groups)]),
        integrality=np.ones(n + groups, np.int64), bounds=Bounds(low, np.ones(n + groups)),
        constraints=LinearConstraint(matrix, np.array(rows.low), np.array(rows.high)),
        options={"time_limit": min(max(clock.left, _LEAST), _MOST)},
    )  # fmt: skip
    found = None if result.x is None else np.flatnonzero(result.x[:n] > 0.5)
    if found is None and result.status != _IMPOSSIBLE:
        raise Undecided.of("union-undecided", size=problem.rules.size)
    return found


def _counts_forbid(problem: Problem) -> bool:
    """Whether counting alone shows that no set keeps the rules; exact where no two candidates are apart."""
    rules, group, forced = problem.rules, problem.group, problem.forced
    held = np.bincount(group[forced], minlength=problem.groups)
    there = np.bincount(group, minlength=problem.groups)
    return bool(
        np.minimum(there, rules.cap).sum() < rules.size
        or (there > 0).sum() < rules.min_groups
        or held.max(initial=0) > rules.cap
        or _least(problem) > rules.size
        or problem.apart[np.ix_(forced, forced)].any()
    )


def _least(problem: Problem) -> int:
    """The fewest cities with which all that must be in are, and the least number of countries is reached."""
    countries = len(np.unique(problem.group[problem.forced]))
    return max(int(problem.forced.sum()) + max(problem.rules.min_groups - countries, 0), 1)


def find_relaxations(problem: Problem, clock: Clock = FOREVER) -> list[Relaxation]:
    """For each rule alone, the nearest value with which a set is possible; rules that alone do not help are not named.

    Each is found by bisection or by counting down, with HiGHS saying whether a set is possible: an irreducible
    answer, since one step less would not do. A rule for which the time does not do is not named either.
    """
    rules, ask = problem.rules, _Asking(problem, clock)
    found = []
    least = _least(problem)
    sizes = range(rules.size - 1, least - 1, -1) if rules.size > least else range(least, least + 1)
    size = ask.nearest(sizes, lambda value: replace(rules, size=value))
    if size and size != rules.size:
        found.append(Relaxation("size", rules.size, size))
    fewer = ask.nearest(range(rules.min_groups - 1, 0, -1), lambda value: replace(rules, min_groups=value))
    if fewer:
        found.append(Relaxation("min_countries", rules.min_groups, fewer))
    more = ask.nearest(range(rules.cap + 1, rules.size + 1), lambda value: replace(rules, cap=value))
    if more:
        found.append(Relaxation("max_per_country", rules.cap, more))
    dropped = _fewest_dropped(problem, clock)
    if dropped:
        held = int(problem.forced.sum())
        found.append(Relaxation("include", held, held - len(dropped), dropped))
    return found


def find_together(problem: Problem, clock: Clock = FOREVER) -> list[Relaxation]:
    """Rules to relax together where none alone helps.

    Wishes that exclude each other or are too many go, the fewest; then as many cities are kept as can be, then as many
    countries; the cap by country is raised no further than is needed when the others are so. Nothing where the time
    does not do.
    """
    asked, held = problem.rules, int(problem.forced.sum())
    dropped: tuple[int, ...] = ()
    ask = _Asking(problem, clock)
    size = ask.nearest(range(asked.size, max(held, 1) - 1, -1), lambda value: Rules(value, 1, value))
    if not size and held:
        free = _Asking(replace(problem, forced=np.zeros_like(problem.forced)), clock)
        size = free.nearest(range(asked.size, 0, -1), lambda value: Rules(value, 1, value))
        dropped = _fewest_dropped(replace(problem, rules=Rules(size, 1, size)), clock)
        forced = problem.forced.copy()
        forced[list(dropped)] = False
        ask = _Asking(replace(problem, forced=forced), clock)
    if not size:
        return []
    groups = ask.nearest(range(min(asked.min_groups, size), 0, -1), lambda value: Rules(size, value, size)) or 1
    cap = ask.nearest(range(min(asked.cap, size), size + 1), lambda value: Rules(size, groups, value)) or size
    changed = [
        Relaxation("size", asked.size, size),
        Relaxation("min_countries", asked.min_groups, groups),
        Relaxation("max_per_country", min(asked.cap, size), cap),
        Relaxation("include", held, held - len(dropped), dropped),
    ]
    return [one for one in changed if one.now != one.to]


def loosen(problem: Problem, cap: bool, groups: bool, clock: Clock = FOREVER) -> Problem | None:
    """The problem with its cap by country, its least number of countries, or both no stricter than can be kept.

    The cap is loosened first, countries only where that does not help; None where neither helps.
    """
    asked, size = problem.rules, problem.rules.size
    ask = _Asking(problem, clock)
    most = max(size, asked.cap) if cap else asked.cap
    least = ask.nearest(range(asked.min_groups, 0 if groups else asked.min_groups - 1, -1),
                        lambda value: Rules(size, value, most))  # fmt: skip
    if not least:
        return None
    found = ask.nearest(range(min(asked.cap, most), most + 1), lambda value: Rules(size, least, value))
    return replace(problem, rules=Rules(size, least, found)) if found else None


class _Asking:
    """Asks of one problem after the other whether a set is possible, for as long as there is time."""

    def __init__(self, problem: Problem, clock: Clock) -> None:
        self.problem, self.clock = problem, clock

    def nearest(self, values: range, changed: Callable[[int], Rules]) -> int:
        """The first of the values with which a set is possible (once possible, it stays so); 0: none, or unknown."""
        listed = list(values)
        try:
            if not listed or not self._possible(changed(listed[-1])):
                return 0
            low, high = 0, len(listed) - 1
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if self._possible(changed(listed[middle])) else (middle + 1, high)
        except Undecided:
            return 0
        return listed[low]

    def _possible(self, rules: Rules) -> bool:
        return find_any(replace(self.problem, rules=rules), self.clock) is not None


def _fewest_dropped(problem: Problem, clock: Clock) -> tuple[int, ...]:
    """The fewest must-includes to give up; nothing where that does not help, or nothing must be included."""
    if not problem.forced.any():
        return ()
    free = replace(problem, forced=np.zeros(problem.size, np.bool_))
    try:
        kept = find_any(free, clock, problem.forced.astype(np.float64))
    except Undecided:
        return ()
    if kept is None:
        return ()
    return tuple(int(at) for at in np.flatnonzero(problem.forced) if at not in kept)
