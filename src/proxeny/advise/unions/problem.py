"""A union as a problem of choice: what each city brings, what each pair adds, and the rules of the set."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rules:
    """How many cities, from how many countries at least, and how many of one country at most."""

    size: int
    min_groups: int = 1
    cap: int = 1_000_000


@dataclass(frozen=True, eq=False)
class Problem:
    """Choose ``rules.size`` candidates so that the sum of ``gain`` and of ``fit`` of all chosen pairs is largest.

    gain: one number a candidate. fit: symmetric, nothing on the diagonal, not negative. group: number of the country of
    each. forced: must be chosen. apart: symmetric; the two are never chosen together.
    """

    gain: Floats
    fit: Floats
    group: Longs
    rules: Rules
    forced: Flags
    apart: Flags

    @property
    def size(self) -> int:
        """Number of candidates."""
        return len(self.gain)

    @property
    def groups(self) -> int:
        """One more than the largest number of a country."""
        return int(self.group.max()) + 1 if len(self.group) else 0

    def value(self, chosen: Longs) -> float:
        """The objective of a set.

        >>> two = build_problem([1.0, 2.0, 4.0], {(0, 1): 3.0}, [0, 1, 1], Rules(2))
        >>> two.value(np.array([0, 1])), two.value(np.array([0, 2]))
        (6.0, 5.0)
        """
        return float(self.gain[chosen].sum() + self.fit[np.ix_(chosen, chosen)].sum() / 2)

    def allows(self, chosen: Longs) -> bool:
        """Whether a set keeps all rules."""
        counts = np.bincount(self.group[chosen], minlength=1)
        held = np.zeros(self.size, np.bool_)
        held[chosen] = True
        return bool(
            len(np.unique(chosen)) == len(chosen) == self.rules.size
            and counts.max(initial=0) <= self.rules.cap
            and (counts > 0).sum() >= self.rules.min_groups
            and held[self.forced].all()
            and not self.apart[np.ix_(chosen, chosen)].any()
        )

    def only(self, keep: Longs) -> Problem:
        """The same problem with some of the candidates."""
        both = np.ix_(keep, keep)
        return Problem(
            self.gain[keep], self.fit[both], self.group[keep], self.rules, self.forced[keep], self.apart[both]
        )

    def with_forced(self, at: int) -> Problem:
        """The same problem with one candidate that must be chosen."""
        forced = self.forced.copy()
        forced[at] = True
        return replace(self, forced=forced)

    def without(self, at: int) -> Problem:
        """The same problem without one candidate; the numbers of the others after it go down by one."""
        return self.only(np.flatnonzero(np.arange(self.size) != at))


def build_problem(
    gain: list[float], pairs: dict[tuple[int, int], float], group: list[int], rules: Rules, forced: tuple[int, ...] = ()
) -> Problem:
    """A problem of a few numbers written down; for examples and tests."""
    n = len(gain)
    fit = np.zeros((n, n))
    for (a, b), weight in pairs.items():
        fit[a, b] = fit[b, a] = weight
    must = np.zeros(n, np.bool_)
    must[list(forced)] = True
    return Problem(np.array(gain), fit, np.array(group, np.int64), rules, must, np.zeros((n, n), np.bool_))
