"""A plan: for every draw, which option of every factor, and the numbers from which weights and data are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.methods import Floats
from proxeny.assess.uncertainty.factors import Factor

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Plan:
    """``codes``: draws x factors, the option of a finite factor (0 for others). ``numbers``: factor -> draws x count.

    ``chances``: the probability of every draw where all states are listed; empty where draws are equally likely.
    """

    codes: Codes
    numbers: Mapping[str, Floats]
    chances: Floats

    @property
    def size(self) -> int:
        """How many draws."""
        return len(self.codes)

    def swap(self, other: Plan, factors: Sequence[Factor], place: int) -> Plan:
        """This plan with the column of one factor from another."""
        codes = self.codes.copy()
        codes[:, place] = other.codes[:, place]
        name = factors[place].id
        numbers = dict(self.numbers)
        if name in numbers:
            numbers[name] = other.numbers[name]
        return Plan(codes, numbers, self.chances)

    def part(self, rows: NDArray[np.intp]) -> Plan:
        """Some of the draws."""
        return Plan(self.codes[rows], {name: of[rows] for name, of in self.numbers.items()}, self.chances)


def draw_plan(factors: Sequence[Factor], draws: int, seed: int) -> Plan:
    """Draw at random; the same seed gives the same plan, whatever happens afterwards."""
    numbers = {}
    codes = np.zeros((draws, len(factors)), dtype=np.int64)
    for place, factor in enumerate(factors):
        random = np.random.default_rng([seed, place])
        if factor.finite:
            codes[:, place] = np.searchsorted(np.cumsum(factor.chances), random.random(draws), side="right")
        else:
            numbers[factor.id] = random.random((draws, factor.count))
    return Plan(_bound(codes, factors), numbers, np.empty(0))


def sobol_plans(factors: Sequence[Factor], draws: int, seed: int) -> tuple[Plan, Plan]:
    """Two independent plans from one scrambled Sobol sequence (Owen 1998); ``draws`` is rounded up to a power of 2."""
    from scipy.stats import qmc

    widths = [1 if factor.finite else factor.count for factor in factors]
    power = max(3, int(np.ceil(np.log2(draws))))
    points = qmc.Sobol(2 * sum(widths), scramble=True, rng=np.random.default_rng(seed)).random_base2(power)
    half = sum(widths)
    return _from_points(factors, points[:, :half], widths), _from_points(factors, points[:, half:], widths)


def _from_points(factors: Sequence[Factor], points: Floats, widths: Sequence[int]) -> Plan:
    codes, numbers, first = np.zeros((len(points), len(factors)), dtype=np.int64), {}, 0
    for place, (factor, width) in enumerate(zip(factors, widths, strict=True)):
        own = points[:, first : first + width]
        first += width
        if factor.finite:
            codes[:, place] = np.searchsorted(np.cumsum(factor.chances), own[:, 0], side="right")
        else:
            numbers[factor.id] = own
    return Plan(_bound(codes, factors), numbers, np.empty(0))


def all_states(factors: Sequence[Factor]) -> Plan:
    """Every combination of finite factors once, with its probability; the last factor turns fastest."""
    sizes = [range(factor.size) for factor in factors]
    codes = np.array(list(product(*sizes)), dtype=np.int64).reshape(-1, len(factors))
    chances = np.ones(len(codes))
    for place, factor in enumerate(factors):
        chances *= np.array(factor.chances)[codes[:, place]]
    return Plan(codes, {}, chances)


def _bound(codes: Codes, factors: Sequence[Factor]) -> Codes:
    """Rounding may put the last cumulated chance a hair below one."""
    return np.minimum(codes, [max(factor.size - 1, 0) for factor in factors]) if len(factors) else codes
