"""Who is tied with whom: counts by city, region, country and size, which features of pairs are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from proxeny.advise.cities import Cities, Floats, Ints
from proxeny.advise.ground import Grid, Ground
from proxeny.advise.latent import Latent, find_lines

Matrix = Any  # scipy.sparse.csr_matrix, whose products are untyped
_COUNTRY_PRIOR = 3.0  # ties: how many of its own a country needs before they weigh more than everybody's
_REGION_PRIOR = 5.0


@dataclass(frozen=True, eq=False)
class Memberships:
    """Who is a member of what: rows of cities, numbers of networks, and their names by number."""

    city: Ints
    network: Ints
    names: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class SizedTies:
    """Ties among pairs of cell and class of size: where and how large each is, and the matrix."""

    cell: Ints
    size: Ints
    ties: Matrix


@dataclass(frozen=True, eq=False)
class Relations:
    """Ties among cities (``ends``: two rows of city numbers, each pair once) with what is counted of them."""

    ground: Ground
    ends: Ints
    memberships: Memberships = field(default_factory=lambda: Memberships(np.zeros(0, np.int64), np.zeros(0, np.int64)))

    @property
    def cities(self) -> Cities:
        """The cities."""
        return self.ground.cities

    @cached_property
    def ties(self) -> Matrix:
        """Symmetric matrix of ties, each one."""
        a, b = self.ends
        size = self.cities.size
        ones = np.ones(2 * len(a), np.float32)
        made = sparse.csr_matrix((ones, (np.r_[a, b], np.r_[b, a])), shape=(size, size))
        made.data[:] = 1.0
        return made

    @cached_property
    def degree(self) -> Floats:
        """Ties of each city."""
        return np.asarray(self.ties.sum(axis=1), np.float32).ravel()

    @cached_property
    def least_degree(self) -> Floats:
        """Ties of each city, at least `Cities.least_ties`."""
        return np.asarray(np.maximum(self.degree, self.cities.least_ties), np.float32)

    @cached_property
    def rare(self) -> Matrix:
        """Ties of each city divided by the logarithm of its own number of them: rows are partners that are shared."""
        weight = 1.0 / np.log(np.maximum(self.degree, 2.0) + 0.5)
        return (sparse.diags_array(weight) @ self.ties).tocsr().astype(np.float32)

    @cached_property
    def stepping(self) -> Matrix:
        """Transposed transition matrix of a random walk."""
        return (sparse.diags_array(1.0 / np.maximum(self.degree, 1.0)) @ self.ties).T.tocsr().astype(np.float32)

    @cached_property
    def shared_out(self) -> Matrix:
        """Ties of each city divided by its own number of them: rows are partners that are shared."""
        return (sparse.diags_array(1.0 / np.maximum(self.degree, 1.0)) @ self.ties).tocsr().astype(np.float32)

    @cached_property
    def strolling(self) -> Matrix:
        """Transposed transition matrix of a walk that steps along ties, and less often to a city nearby.

        The share of steps nearby grows with how many cities are near, to three in ten.
        """
        nearest, total = self.ground.nearest
        aside = 0.5 * np.minimum(total / (total + 1.0), 0.6)
        ties = sparse.diags_array((1.0 - aside) / np.maximum(self.degree, 1.0)) @ self.ties
        return (ties + sparse.diags_array(aside) @ nearest).T.tocsr().astype(np.float32)

    def usual_ties(self, group: Ints) -> Floats:
        """Logarithm of the mean number of ties that others of like size have in each city's group (country or region).

        Drawn towards the mean of all, which counts as three cities. A city's own ties do not enter.
        """
        size, stands = self.cities.size_class, self.cities.stands.astype(np.float64)
        shape = (int(group.max(initial=0)) + 1, 12)
        ties, count = np.zeros(shape), np.zeros(shape)
        np.add.at(ties, (group, size), self.degree)
        np.add.at(count, (group, size), stands)
        alike = self.ground.alike.astype(np.float64)
        usual = float(self.degree.sum() / max(stands.sum(), 1.0))
        others = np.maximum((ties @ alike)[group, size] - self.degree, 0.0)
        made = (others + 3.0 * usual) / (np.maximum((count @ alike)[group, size] - stands, 0.0) + 3.0)
        return np.asarray(np.log(made + 1e-3), np.float32)

    @cached_property
    def usual_in_country(self) -> Floats:
        """`usual_ties` of the country."""
        return self.usual_ties(self.cities.country)

    @cached_property
    def usual_in_region(self) -> Floats:
        """`usual_ties` of the region."""
        return self.usual_ties(self.cities.region)

    @cached_property
    def evened(self) -> Matrix:
        """Ties divided by the root of both degrees."""
        root = sparse.diags_array(np.maximum(self.degree, 1.0) ** -0.5)
        return (root @ self.ties @ root).tocsr().astype(np.float32)

    @cached_property
    def far_ties(self) -> dict[int, Matrix]:
        """Width in km -> ties among the cells of its grid."""
        return {width: self._between_cells(grid) for width, grid in self.ground.far.items()}

    def _between_cells(self, grid: Grid) -> Matrix:
        a, b = grid.cell[self.ends]
        known = (a >= 0) & (b >= 0)
        a, b = a[known], b[known]
        size = grid.kernel.shape[0]
        return sparse.csr_matrix((np.ones(2 * len(a), np.float32), (np.r_[a, b], np.r_[b, a])), shape=(size, size))

    @cached_property
    def by_cell(self) -> dict[int, Matrix]:
        """Width in km -> city x cell: its partners there."""
        made = {}
        for width, grid in self.ground.far.items():
            placed = np.flatnonzero(grid.cell >= 0)
            shape = (self.cities.size, grid.kernel.shape[0])
            where = sparse.csr_matrix((np.ones(len(placed), np.float32), (placed, grid.cell[placed])), shape=shape)
            made[width] = (self.ties @ where).tocsr()
        return made

    @cached_property
    def sized_ties(self) -> dict[int, SizedTies]:
        """Width in km -> ties among pairs of cell and class of size."""
        made = {}
        for width, grid in self.ground.far.items():
            a, b = self.ends[:, (grid.cell[self.ends] >= 0).all(axis=0)]
            key = grid.cell * 12 + self.cities.size_class
            distinct, place = np.unique(np.r_[key[a], key[b]], return_inverse=True)
            one, other = place[: len(a)], place[len(a) :]
            ones = np.ones(2 * len(a), np.float32)
            shape = (len(distinct), len(distinct))
            ties = sparse.csr_matrix((ones, (np.r_[one, other], np.r_[other, one])), shape=shape)
            made[width] = SizedTies(distinct // 12, distinct % 12, ties)
        return made

    def alike_between(self, one: int, other: int, width: int) -> float:
        """Ties between cities of like size around two cities, weighted by kernels: see `Question.alike_ties`."""
        grid, sized, alike = self.ground.far[width], self.sized_ties[width], self.ground.alike
        if min(grid.cell[[one, other]]) < 0:
            return 0.0
        mine, theirs = (
            grid.kernel[[grid.cell[city]]].toarray()[0, sized.cell] * alike[self.cities.size_class[city], sized.size]
            for city in (one, other)
        )
        return float(mine @ (sized.ties @ theirs))

    @cached_property
    def around(self) -> dict[int, Floats]:
        """Width in km -> logarithm of the ties that the surroundings of each city have in all, weighted by the kernel.

        A city without ties counts `Cities.least_ties` of its own, as in `least_degree`.
        """
        own = (self.degree == 0) * self.cities.least_ties
        totals = {width: kernel @ self.degree for width, kernel in self.ground.near.items()}
        for width, grid in self.ground.far.items():
            placed = grid.cell >= 0
            sums = np.bincount(grid.cell[placed], weights=self.degree[placed], minlength=grid.kernel.shape[0])
            totals[width] = np.append(grid.kernel @ sums, 0.0)[grid.cell]
        return {width: np.log(total + own + 0.3).astype(np.float32) for width, total in totals.items()}

    @cached_property
    def latent(self) -> Latent:
        """The broad lines of the graph."""
        return find_lines(self.ties, self.degree, self.ground.near[25], self.ground.far[70])

    @cached_property
    def members(self) -> Matrix:
        """City x network, one where it is a member."""
        held = self.memberships
        shape = (self.cities.size, max(len(held.names), 1))
        made = sparse.csr_matrix((np.ones(len(held.city), np.float32), (held.city, held.network)), shape=shape)
        made.sum_duplicates()
        made.data[:] = 1.0
        return made

    @cached_property
    def rare_members(self) -> Matrix:
        """The same, each divided by the logarithm of one and the network's members."""
        weight = 1.0 / np.log(np.maximum(np.asarray(self.members.sum(axis=0)).ravel(), 1.0) + 1.0)
        return (self.members @ sparse.diags_array(weight)).tocsr().astype(np.float32)

    @cached_property
    def dimensions(self) -> Floats:
        """City x dimension of the scheme, one where it is in a network that works in it."""
        held = self.memberships
        names = sorted({one for each in held.dimensions for one in each})
        works = np.zeros((max(len(held.names), 1), len(names)), np.float32)
        for row, each in enumerate(held.dimensions):
            works[row, [names.index(one) for one in each]] = 1.0
        return np.asarray((self.members @ works) > 0, np.float32)

    def active_in(self, dimension: str) -> Floats:
        """For each city, the networks in which it is a member and that work in this dimension."""
        works = np.array([float(dimension in each) for each in self.memberships.dimensions] or [0.0], np.float32)
        return np.asarray(self.members @ works, np.float32)

    @cached_property
    def in_country(self) -> Matrix:
        """City x country, one where it lies."""
        return _one_hot(self.cities.country, len(self.cities.countries))

    @cached_property
    def in_region(self) -> Matrix:
        """City x region, one where it lies."""
        return _one_hot(self.cities.region, len(self.cities.regions))

    @cached_property
    def by_country(self) -> Floats:
        """City x country: its ties with cities there."""
        return np.asarray((self.ties @ self.in_country).toarray(), np.float32)

    @cached_property
    def country_ties(self) -> Floats:
        """Country x country: ties, those within counted from both ends."""
        return np.asarray((self.in_country.T @ self.by_country), np.float32)

    @cached_property
    def country_given_country(self) -> Floats:
        """P(country of a partner | country), drawn towards everybody's partners where a country has few ties."""
        ties, total = self.country_ties, self.country_ties.sum(axis=1)
        usual = (total + 0.5) / (total.sum() + 0.5 * len(total))
        return np.asarray((ties + _COUNTRY_PRIOR * usual) / (total[:, None] + _COUNTRY_PRIOR), np.float32)

    @cached_property
    def country_given_region(self) -> Floats:
        """P(country of a partner | region), drawn towards that of the region's country."""
        ties = np.asarray(self.in_region.T @ self.by_country, np.float32)
        prior = self.country_given_country[self.cities.country_of_region]
        return _towards(ties, prior)

    @cached_property
    def region_given_country(self) -> Floats:
        """P(region of a partner | country), drawn towards each region's share of its country's ties."""
        ties = np.asarray((self.in_country.T @ self.ties @ self.in_region).toarray(), np.float32)
        return self._towards_shares(ties, self.country_given_country)

    @cached_property
    def region_ties(self) -> Floats:
        """Region x region: ties, those within counted from both ends."""
        return np.asarray((self.in_region.T @ self.ties @ self.in_region).toarray(), np.float32)

    @cached_property
    def region_given_region(self) -> Floats:
        """P(region of a partner | region), drawn towards that of the region's country."""
        ties, prior = self.region_ties, self.region_given_country[self.cities.country_of_region]
        return _towards(ties, prior)

    def _towards_shares(self, ties: Floats, countries: Floats) -> Floats:
        home = self.cities.country_of_region
        weight = np.bincount(self.cities.region, weights=self.degree, minlength=len(home)) + 0.5
        share = weight / np.bincount(home, weights=weight)[home]
        prior = np.asarray(countries[:, home] * share, np.float32)
        return _towards(ties, prior)

    def share_within(self, group: Ints) -> Floats:
        """Logarithm of each city's share of the ties of its group (country or region)."""
        tied = np.where(self.degree > 0, self.degree + 0.5, 0.0)
        share = (self.least_degree + 0.5) / (np.bincount(group, weights=tied)[group] + 1.0)
        return np.asarray(np.log(share), np.float32)

    @cached_property
    def size_lift(self) -> Floats:
        """(country, size) x (country, size): logarithm of ties over those expected of countries and sizes alone."""
        cities, alike = self.cities, self.ground.alike
        count = len(cities.countries)
        smooth = alike / alike.sum(axis=1, keepdims=True)
        place = _one_hot(cities.country * 12 + cities.size_class, count * 12)
        spread = sparse.kron(sparse.eye_array(count), smooth).tocsr()
        ties = (spread @ (place.T @ self.ties @ place) @ spread.T).toarray()
        mass = spread @ (place.T @ self.degree) + 0.05
        country = np.repeat(np.arange(count), 12)
        share = mass / np.bincount(country, weights=mass)[country]
        expected = self.country_ties[country][:, country] * share[:, None] * share
        return np.asarray(np.log((ties + 0.5) / (expected + 0.5)), np.float32)

    @cached_property
    def size_pairs(self) -> Floats:
        """Size x size: logarithm of ties over those expected of sizes alone."""
        place = _one_hot(self.cities.size_class, 12)
        ties = (place.T @ self.ties @ place).toarray()
        mass = place.T @ self.degree + 1.0
        return np.asarray(np.log((ties + 1.0) * mass.sum() / (mass[:, None] * mass)), np.float32)


def _towards(ties: Floats, prior: Floats) -> Floats:
    """Shares of ties in rows, drawn towards a prior that counts as five ties."""
    made = (ties + _REGION_PRIOR * prior) / (ties.sum(axis=1, keepdims=True) + _REGION_PRIOR)
    return np.asarray(made, np.float32)


def _one_hot(group: Ints, count: int) -> Matrix:
    size = len(group)
    return sparse.csr_matrix((np.ones(size, np.float32), (np.arange(size), group)), shape=(size, count))
