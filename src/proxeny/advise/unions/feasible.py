"""Whether a set can keep the rules at all; and if not, which rule to relax, and to what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from proxeny.advise.unions.linear import Rows, add_rules
from proxeny.advise.unions.problem import Longs, Problem, Rules

Rule = Literal["size", "min_countries", "max_per_country", "include"]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One rule that alone makes the set possible: from what, to what; for ``include``: which cities to leave out."""

    rule: Rule
    now: int
    to: int
    drop: tuple[int, ...] = ()


def find_any(problem: Problem, worth: np.ndarray | None = None) -> Longs | None:
    """A set that keeps the rules (of those, one with most of ``worth``), by HiGHS; None where there is none."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    n, groups = problem.size, problem.groups
    if n < problem.rules.size:
        return None
    rows = Rows()
    add_rules(rows, problem, n)
    matrix = coo_array(
        (np.concatenate(rows.value), (np.concatenate(rows.row), np.concatenate(rows.column))),
        shape=(len(rows.low), n + groups),
    ).tocsr()
    low = np.concatenate([problem.forced.astype(np.float64), np.zeros(groups)])
    gain = problem.gain if worth is None else worth
    result = milp(
        -np.concatenate([gain, np.zeros(groups)]),
        integrality=np.ones(n + groups, np.int64), bounds=Bounds(low, np.ones(n + groups)),
        constraints=LinearConstraint(matrix, np.array(rows.low), np.array(rows.high)), options={"time_limit": 20.0},
    )  # fmt: skip
    return None if result.x is None else np.flatnonzero(result.x[:n] > 0.5)


def find_relaxations(problem: Problem) -> list[Relaxation]:
    """For each rule alone, the nearest value with which a set is possible; rules that alone do not help are not named.

    Each is found by bisection or by counting down, with HiGHS saying whether a set is possible: an irreducible
    answer, since one step less would not do.
    """
    rules = problem.rules
    found = []
    least = max(rules.min_groups, int(problem.forced.sum()), 1)
    size = _nearest(problem, range(rules.size - 1, least - 1, -1), lambda value: replace(rules, size=value))
    if size:
        found.append(Relaxation("size", rules.size, size))
    fewer = _nearest(problem, range(rules.min_groups - 1, 0, -1), lambda value: replace(rules, min_groups=value))
    if fewer:
        found.append(Relaxation("min_countries", rules.min_groups, fewer))
    more = _nearest(problem, range(rules.cap + 1, rules.size + 1), lambda value: replace(rules, cap=value))
    if more:
        found.append(Relaxation("max_per_country", rules.cap, more))
    dropped = _fewest_dropped(problem)
    if dropped:
        held = int(problem.forced.sum())
        found.append(Relaxation("include", held, held - len(dropped), dropped))
    return found


def find_together(problem: Problem) -> list[Relaxation]:
    """Rules to relax together where none alone helps: fewer countries, then more of one country, then fewer cities.

    Each is relaxed no further than is needed when those before it are.
    """
    asked = problem.rules
    for size in range(asked.size, 0, -1):
        loose = replace(problem, rules=Rules(size, 1, size))
        if not _possible(loose):
            continue
        most = min(asked.min_groups, size)
        groups = _nearest(problem, range(most, 0, -1), lambda value: Rules(size, value, size)) or 1  # noqa: B023
        caps = range(min(asked.cap, size), size + 1)
        cap = _nearest(problem, caps, lambda value: Rules(size, groups, value)) or size  # noqa: B023
        changed = [
            Relaxation("size", asked.size, size),
            Relaxation("min_countries", asked.min_groups, groups),
            Relaxation("max_per_country", asked.cap, cap),
        ]
        return [one for one in changed if one.now != one.to]
    return []


def loosen(problem: Problem, cap: bool, groups: bool) -> Problem | None:
    """The problem with its cap by country, its least number of countries, or both no stricter than can be kept.

    The cap is loosened first, countries only where that does not help; None where neither helps.
    """
    asked, size = problem.rules, problem.rules.size
    most = size if cap else asked.cap
    least = _nearest(problem, range(asked.min_groups, 0 if groups else asked.min_groups - 1, -1),
                     lambda value: Rules(size, value, most))  # fmt: skip
    if not least:
        return None
    caps = range(min(asked.cap, most), most + 1)
    found = _nearest(problem, caps, lambda value: Rules(size, least, value))
    return replace(problem, rules=Rules(size, least, found))


def _nearest(problem: Problem, values: range, changed: Callable[[int], Rules]) -> int:
    """The first of the values with which a set is possible (once possible, it stays so); 0: none."""
    listed = list(values)
    if not listed or not _possible(replace(problem, rules=changed(listed[-1]))):
        return 0
    low, high = 0, len(listed) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _possible(replace(problem, rules=changed(listed[middle]))) else (middle + 1, high)
    return listed[low]


def _possible(problem: Problem) -> bool:
    if problem.rules.size < int(problem.forced.sum()):
        return False
    return find_any(problem) is not None


def _fewest_dropped(problem: Problem) -> tuple[int, ...]:
    """The fewest must-includes to give up; nothing where that does not help, or nothing must be included."""
    if not problem.forced.any():
        return ()
    free = replace(problem, forced=np.zeros(problem.size, np.bool_))
    kept = find_any(free, problem.forced.astype(np.float64))
    if kept is None:
        return ()
    return tuple(int(at) for at in np.flatnonzero(problem.forced) if at not in kept)
