"""A question: for these cities, how does each network look? What several features need is computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from proxeny.advise.cities import EARTH_KM
from proxeny.advise.networks.arrays import Flags, Floats, Ints, Kernel
from proxeny.advise.networks.companions import learn_companions
from proxeny.advise.networks.world import World

HIDDEN_NONE = -1
_NEAR_KM = 400.0
_SIZE_WIDTH = 0.575  # of the natural logarithm of inhabitants: a factor of 1.8


@dataclass(frozen=True, eq=False)
class Query:
    """``asked``: rows of cities. ``hidden``: a network of each that nobody is to know of; -1: none.

    Matrices have a row for each and a column for every network. A city is never counted among the members that it is
    compared with, nor is the hidden membership ever seen.
    """

    world: World
    asked: Ints
    hidden: Ints

    @cached_property
    def own(self) -> Floats:
        """All memberships of the cities that ask: what is taken off every count."""
        return self.world.held[self.asked]

    @cached_property
    def held(self) -> Floats:
        """Their memberships without the hidden one."""
        made = self.own.copy()
        rows = np.flatnonzero(self.hidden >= 0)
        made[rows, self.hidden[rows]] = 0.0
        return made

    @cached_property
    def candidates(self) -> Flags:
        """Networks to which a city is not known to belong."""
        return np.asarray(self.held == 0)

    @cached_property
    def count(self) -> Ints:
        """Known memberships of each city, without the hidden one."""
        return np.asarray(self.held.sum(axis=1), np.int64)

    @cached_property
    def warm(self) -> Flags:
        """Which cities are known to belong to any network."""
        return np.asarray(self.count > 0)

    @cached_property
    def share(self) -> Floats:
        """Share of each network in all memberships of others."""
        count = self.world.members - self.own
        return np.asarray((count + 0.5) / (count.sum(axis=1, keepdims=True) + 0.5 * self.world.count))

    def lift(self, count: Floats, prior: float) -> Floats:
        """Logarithm of a network's share in ``count`` over its share in all; ``prior`` memberships pull it to zero.

        Source: Good 1953, Biometrika 40, 237-264, on smoothing towards a prior; the lift is the log of a relative risk.
        """
        smoothed = (count + prior * self.share) / (count.sum(axis=1, keepdims=True) + prior)
        return np.asarray(np.log(smoothed / self.share))

    def lift_themes(self, count: Floats, prior: float) -> Floats:
        """The same of networks on the same themes together; zero where no theme is known."""
        shared = self.world.shared_themes
        among, usual = count @ shared, self.share @ shared
        total = count.sum(axis=1, keepdims=True)
        known = np.maximum(usual, 1e-12)
        return np.where(usual > 0, np.log((among + prior * known) / (total + prior) / known), 0.0)

    def of_class(self, name: str, group: Ints) -> Floats:
        """Members of each network in the city's own group, without itself."""
        return np.asarray(self.world.by_class[name][group[self.asked]] - self.own)

    @cached_property
    def _distinct(self) -> tuple[Ints, Ints]:
        rows, back = np.unique(self.asked, return_inverse=True)
        return rows, back.ravel()

    @cached_property
    def _km(self) -> Kernel:
        """Distinct asking cities x belonging cities: km in a straight line; infinite where unknown, and to itself."""
        cities, rows = self.world.cities, self._distinct[0]
        others = self.world.belongs
        cosine = cities.points[rows] @ cities.points[others].T
        km = np.sqrt(np.maximum(2.0 - 2.0 * cosine, 0.0)) * np.float32(EARTH_KM)
        km[:, ~cities.placed[others]] = np.inf
        km[~cities.placed[rows]] = np.inf
        km[rows[:, None] == others[None]] = np.inf
        return np.asarray(km)

    def _summed(self, kernel: Kernel) -> Floats:
        made = kernel.astype(np.float32) @ self.world.held[self.world.belongs].astype(np.float32)
        return np.asarray(made[self._distinct[1]], np.float64)

    def within(self, km: float) -> Floats:
        """Members of each network within so many km."""
        return self._summed(self._km < km)

    def around(self, km: float) -> Floats:
        """Members weighted by exp(-distance / km)."""
        return self._summed(np.exp(-self._km / np.float32(km)))

    @cached_property
    def nearest(self) -> Floats:
        """Km to the nearest member of each network; infinite where there is none that is placed."""
        held, km = self.world.held[self.world.belongs] > 0, self._km
        made = np.stack([km[:, one].min(axis=1, initial=np.inf) for one in held.T], axis=1)
        return np.asarray(made[self._distinct[1]], np.float64)

    @cached_property
    def alike(self) -> Floats:
        """Members weighted by how alike they are in inhabitants: a Gaussian of their logarithms."""
        return self._summed(self._sized)

    @cached_property
    def alike_at_home(self) -> Floats:
        """The same of members in the country."""
        country = self.world.cities.country
        return self._summed(self._sized * (country[self._distinct[0]][:, None] == country[self.world.belongs][None]))

    def alike_around(self, km: float) -> Floats:
        """The same of members weighted by exp(-distance / km) too."""
        return self._summed(self._sized * np.exp(-self._km / np.float32(km)))

    @cached_property
    def _sized(self) -> Kernel:
        """Distinct asking cities x belonging cities: how alike in inhabitants."""
        cities, rows = self.world.cities, self._distinct[0]
        others = self.world.belongs
        gap = (cities.log_people[rows][:, None] - cities.log_people[others][None]) / np.float32(_SIZE_WIDTH)
        kernel = np.exp(np.float32(-0.5) * gap * gap)
        kernel *= cities.counted[rows][:, None] & cities.counted[others][None]
        kernel[rows[:, None] == others[None]] = 0.0
        return np.asarray(kernel)

    @cached_property
    def likeness(self) -> Kernel:
        """Asking city x belonging city: how much their networks are the same, times how near they are.

        c^2 (exp(-km / 400) + 0.3 in one country + 0.05), c the cosine of the networks held, each weighted by
        1 / log(2 + its other members); a city is not like itself. Source: Sarwar et al. 2001, WWW, 285-295 (cosine).
        """
        world, others = self.world, self.world.belongs
        rare = (1.0 / np.log(2.0 + world.members - self.own)).astype(np.float32)
        theirs, mine = world.held[others].astype(np.float32), self.held.astype(np.float32)
        sizes = np.sqrt((mine * rare).sum(axis=1)[:, None] * (rare @ theirs.T)) + np.float32(1e-9)
        cosine = ((mine * rare) @ theirs.T) / sizes
        country = world.cities.country
        near = np.exp(-self._km[self._distinct[1]] / np.float32(_NEAR_KM)) + np.float32(0.05)
        near += np.float32(0.3) * (country[self.asked][:, None] == country[others][None])
        made = cosine * cosine * near
        made[self.asked[:, None] == others[None]] = 0.0
        return np.asarray(made)

    @cached_property
    def peers(self) -> Floats:
        """Members of each network weighted by `likeness`."""
        held = self.world.held[self.world.belongs].astype(np.float32)
        return np.asarray(self.likeness @ held, np.float64)

    @cached_property
    def partners(self) -> Floats:
        """Partner cities that belong to each network."""
        return np.asarray(self.world.ties[self.asked] @ self.world.held)

    @cached_property
    def expected(self) -> tuple[Floats, Floats]:
        """What the networks held, and what the cities are, let one expect, by the regression of `learn_companions`."""
        learned = learn_companions(self.world)
        made = np.zeros((2, *self.held.shape))
        for row, city in enumerate(self.asked):
            made[:, row] = learned.expect(int(city), np.flatnonzero(self.held[row]))
        return made[0], made[1]

    def part(self, rows: slice) -> Query:
        """Some of the cities."""
        return Query(self.world, self.asked[rows], self.hidden[rows])


def ask_one(world: World, city: int, network: int) -> Query:
    """The question of one city as sentences of one network need it: the network is hidden if the city belongs to it."""
    return _ask(world, city, network if world.held[city, network] else HIDDEN_NONE)


@lru_cache(maxsize=4)
def _ask(world: World, city: int, hidden: int) -> Query:
    return Query(world, np.array([city], np.int64), np.array([hidden], np.int64))
